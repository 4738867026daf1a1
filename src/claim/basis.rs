//! At which prices a number is counted, and with what it is compared.
//!
//! Reads: `按可比价格计算,比上年同期增长28.6%`, `年均增长6.5%以上`, `同比增长10.1%`, `增长8%(按可比价)`.
//! Refuses: what belongs to another number (`同比增长5%,投资82亿元`).

use crate::grammar::is_open;
use crate::lexicon::{Basis, Comparison, Lexicon, PriceBasis};
use crate::span::{Span, floor};

/// How many bytes before the evidence may say it.
const BEFORE: usize = 90;

/// A unit is not longer, in characters.
const UNIT: usize = 4;

/// What stands around the evidence of a target or figure: up to the number or the sentence before, and a parenthesis right behind.
pub(crate) fn basis(text: &str, evidence: Span, lexicon: &Lexicon) -> (Option<PriceBasis>, Option<Comparison>) {
    let mut from = evidence.from;
    let mut number = false;
    for (at, c) in text[..evidence.from].char_indices().rev() {
        number = c.is_ascii_digit();
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
    let (mut price, mut comparison) = (None, None);
    // The word nearest to the number, which stands last, decides.
    for (_, _, basis) in lexicon.bases.find(&text[from..evidence.to + parenthesis]) {
        match basis {
            Basis::Price(basis) => price = Some(*basis),
            Basis::Comparison(basis) => comparison = Some(*basis),
        }
    }
    (price, comparison)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, evidence: &str) -> (Option<PriceBasis>, Option<Comparison>) {
        let from = text.find(evidence).expect("the evidence");
        basis(text, Span::new(from, from + evidence.len()), Lexicon::builtin())
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
}
