//! At which prices a number is counted, with what it is compared, and how final it is.
//!
//! Reads: `按可比价格计算,比上年同期增长28.6%`, `年均增长6.5%以上`, `同比增长10.1%`, `增长8%(按可比价)`.
//! Refuses: what belongs to another number (`同比增长5%,投资82亿元`).

use crate::grammar::is_open;
use crate::lexicon::{Basis, Comparison, Lexicon, PriceBasis, Vintage};
use crate::span::{Span, floor};

/// How many bytes before the evidence may say it.
const BEFORE: usize = 90;

/// A unit is not longer, in characters.
const UNIT: usize = 4;

/// What the words around a number say of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Bases {
    pub(crate) price: Option<PriceBasis>,
    pub(crate) comparison: Option<Comparison>,
    pub(crate) vintage: Option<Vintage>,
}

/// What stands around the evidence of a target or figure: up to the number or the sentence before, and a parenthesis right behind.
pub(crate) fn basis(text: &str, evidence: Span, lexicon: &Lexicon) -> Bases {
    let mut from = evidence.from;
    let mut number = false;
    // 初步核算,2030年全县生产总值: a year is no other number.
    let (mut year, mut behind) = (false, ' ');
    for (at, c) in text[..evidence.from].char_indices().rev() {
        year = c.is_ascii_digit() && (year || behind == '年');
        behind = c;
        number = c.is_ascii_digit() && !year;
        if number || matches!(c, '。' | ';' | '；' | '\n') || evidence.from - at > BEFORE {
            break;
        }
        from = at;
    }
    // 增长5%(按可比价),工业投资增长8%: a parenthesis right behind a number is that number's.
    let between = &text[from..evidence.from];
    if let Some(open) = between.find(is_open).filter(|open| number && between[..*open].chars().count() <= UNIT) {
        from += between[open..].find([')', '）']).map_or(0, |close| open + close);
    }
    let behind = &text[evidence.to..floor(text, (evidence.to + BEFORE).min(text.len()))];
    let parenthesis = if behind.starts_with(is_open) { behind.find([')', '）']).unwrap_or(0) } else { 0 };
    let mut bases = Bases::default();
    // The word nearest to the number, which stands last, decides.
    for (_, _, basis) in lexicon.bases.find(&text[from..evidence.to + parenthesis]) {
        match basis {
            Basis::Price(basis) => bases.price = Some(*basis),
            Basis::Comparison(basis) => bases.comparison = Some(*basis),
            Basis::Vintage(basis) => bases.vintage = Some(*basis),
        }
    }
    bases
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, evidence: &str) -> (Option<PriceBasis>, Option<Comparison>) {
        let from = text.find(evidence).expect("the evidence");
        let bases = basis(text, Span::new(from, from + evidence.len()), Lexicon::builtin());
        (bases.price, bases.comparison)
    }

    #[test]
    fn the_words_around_a_number_are_its_own() {
        let text = "全市完成地区生产总值802.81亿元,按可比价格计算,比上年同期增长28.6%;投资增长5%";
        assert_eq!(read(text, "增长28.6%"), (Some(PriceBasis::Comparable), Some(Comparison::YearOnYear)));
        assert_eq!(read(text, "投资增长5%"), (None, None));
        assert_eq!(read(text, "地区生产总值802.81亿元"), (None, None));
        assert_eq!(read("同比增长5%,投资82亿元", "投资82亿元"), (None, None));
        assert_eq!(read("总产值增长8%(按现价)以上", "总产值增长8%"), (Some(PriceBasis::Current), None));
        assert_eq!(read("增长5%(按可比价),工业投资增长8%", "工业投资增长8%"), (None, None));
        assert_eq!(read("2026年地区生产总值(按不变价)增长5%", "增长5%"), (Some(PriceBasis::Constant), None));
        assert_eq!(read("经济年均增长6.5%以上", "经济年均增长6.5%以上"), (None, Some(Comparison::AnnualAverage)));
    }
    #[test]
    fn how_final_a_number_is() {
        let vintage = |text: &str, evidence: &str| {
            let from = text.find(evidence).expect("the evidence");
            basis(text, Span::new(from, from + evidence.len()), Lexicon::builtin()).vintage
        };
        assert_eq!(vintage("初步核算,全区生产总值812亿元", "全区生产总值812亿元"), Some(Vintage::Preliminary));
        assert_eq!(vintage("税收收入30亿元(快报数)", "税收收入30亿元"), Some(Vintage::Preliminary));
        assert_eq!(vintage("经最终核实,上年生产总值790亿元", "上年生产总值790亿元"), Some(Vintage::Final));
        for plain in ["全区生产总值812亿元", "初步核算为812亿元,税收收入30亿元"] {
            let evidence = if plain.contains("税收") { "税收收入30亿元" } else { plain };
            assert_eq!(vintage(plain, evidence), None, "{plain}");
        }
    }
}
