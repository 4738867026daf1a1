//! What a cell looks like: a number, a percentage, a unit, an agency, a sentence.

use crate::grammar::{has_numeral, is_unit, scan};
use crate::lexicon::{Adverb, Lexicon, Step};

/// The form of what stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `/`, `—`, nothing: an empty cell.
    Blank,
    /// `12`, `(3)`: also the number of a row.
    Whole,
    /// `48000`, `-5.50`, `≥50`.
    Value,
    /// `50个`, `≥8.5万亩`: with its unit.
    Quantity,
    Percent,
    Unit,
    /// `≥`, `≤`, `=`.
    Bound,
    Agency,
    /// 已建成…, 截至6月底…, 按序时推进: says what was done.
    Told,
    /// A sentence, or a text with a quantity in it.
    Sentence,
    Text,
    /// 产出指标, 数量指标: gathers the rows of a performance sheet.
    Gathers,
}

/// How many kinds there are.
pub(crate) const KINDS: usize = 12;

impl Kind {
    pub(crate) const fn is_number(self) -> bool {
        matches!(self, Self::Whole | Self::Value | Self::Quantity | Self::Percent)
    }

    pub(crate) const fn is_text(self) -> bool {
        matches!(self, Self::Agency | Self::Told | Self::Sentence | Self::Text | Self::Gathers)
    }
}

/// A text of so many characters is a sentence.
const SENTENCE: usize = 24;

/// A remark behind a number is not longer, in characters, with its parentheses.
const REMARK: usize = 12;

/// What a cell looks like.
pub(crate) fn kind(cell: &str, lexicon: &Lexicon) -> Kind {
    let said = without_brackets(cell.trim());
    if is_blank(said) {
        return Kind::Blank;
    }
    if row_number(said).is_some() {
        return Kind::Whole;
    }
    if said.chars().nth(2).is_none() && said.chars().all(|c| "≥≤≧≦=＝═﹦<>＜＞".contains(c)) {
        return Kind::Bound;
    }
    // 大于等于 in a column of its own.
    if lexicon.bounds_before.prefix(said).is_some_and(|(word, _)| word.len() == said.len()) {
        return Kind::Bound;
    }
    if is_unit(without_its_name(said), lexicon) {
        return Kind::Unit;
    }
    if gathers(said, lexicon) {
        return Kind::Gathers;
    }
    // Most cells are plain numbers or long texts, which need no grammar.
    let digit = said.contains(|c: char| c.is_ascii_digit());
    if digit {
        // 83.16(市级测算)
        let open = if said.ends_with([')', '）']) { said.find(['(', '（']) } else { None };
        let remark = open.filter(|&at| at > 0 && said[at..].chars().count() <= REMARK);
        let said = remark.map_or(said, |at| said[..at].trim_end());
        let bare = said.trim_end_matches(['%', '％']).trim_end();
        if plain(bare) || is_range(bare) {
            return if bare.len() < said.len() { Kind::Percent } else { Kind::Value };
        }
    }
    let long = said.chars().nth(SENTENCE).is_some();
    if !long && let Some(kind) = number(said, lexicon) {
        return kind;
    }
    let told = lexicon
        .adverbs
        .prefix(said)
        .is_some_and(|(_, mark)| matches!(mark, Adverb::Cumulative | Adverb::Doing | Adverb::Done | Adverb::Total))
        || lexicon.steps.prefix(said).is_some_and(|(_, step)| matches!(step, Step::Done | Step::Late | Step::Doing))
        || lexicon.done.prefix(said).is_some_and(|(word, _)| word.chars().count() > 1)
        || ["已", "截至", "截止", "目前", "正在", "按序时", "全部", "进展"].iter().any(|word| said.starts_with(word));
    if told {
        return Kind::Told;
    }
    let name = said.trim_end_matches([')', '）']);
    if !long && lexicon.agencies.suffix(name).is_some() && !digit {
        return Kind::Agency;
    }
    if long || said.ends_with(['。', ';', '；']) || digit && said.chars().nth(4).is_some() { Kind::Sentence } else { Kind::Text }
}

/// Whether a cell gathers the indicators of a performance sheet: 产出指标(50分), 社会效益⏎指标.
pub(crate) fn gathers(said: &str, lexicon: &Lexicon) -> bool {
    let opens = said.char_indices().take_while(|&(at, _)| at <= LONGEST_GROUP).find(|(_, c)| matches!(c, '(' | '（'));
    let name = opens.map_or(said, |(at, _)| &said[..at]);
    // Each of them ends in 指标 or 目标.
    if name.len() > LONGEST_GROUP || !name.trim_end().ends_with('标') {
        return false;
    }
    let compact: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    lexicon.sheets.prefix(&compact).is_some_and(|(word, ())| word.len() == compact.len())
}

/// What gathers rows is not longer, in bytes.
const LONGEST_GROUP: usize = 60;

/// What brackets around a whole cell hold, as plans of five years have them around what is summed up over the years: [13.5], 〔13.5〕; and a number
/// without the sign that it is the one asked for: =365天.
pub(crate) fn without_brackets(said: &str) -> &str {
    if let Some(equal) = said.strip_prefix(['=', '＝']).map(str::trim_start).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    {
        return equal;
    }
    let inner = [('[', ']'), ('［', '］'), ('〔', '〕'), ('【', '】')]
        .into_iter()
        .find_map(|(open, close)| said.strip_prefix(open)?.strip_suffix(close).filter(|inner| !inner.contains([open, close])));
    inner.map(str::trim).filter(|inner| inner.contains(|c: char| c.is_ascii_digit())).unwrap_or(said)
}

/// The sign of a share without what it is called in words: %(百分比).
pub(crate) fn without_its_name(unit: &str) -> &str {
    let sign = unit.char_indices().nth(1).filter(|_| unit.starts_with(['%', '％', '‰']) && unit.ends_with([')', '）']));
    sign.filter(|&(at, _)| unit[at..].starts_with(['(', '（'])).map_or(unit, |(at, _)| &unit[..at])
}

/// Whether a text is one number in digits, with its sign and thousands apart by commas.
fn plain(said: &str) -> bool {
    let digits = said.strip_prefix(['-', '+', '－', '−']).unwrap_or(said);
    !digits.is_empty()
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',')
        && digits.bytes().filter(|&byte| byte == b'.').count() <= 1
}

/// Whether a text is the two ends of a range in digits: 6~10. What a hyphen joins may be the number of a row, or years.
fn is_range(said: &str) -> bool {
    said.split_once(['~', '～']).is_some_and(|(from, to)| plain(from.trim_end()) && plain(to.trim_start()))
}

/// A cell that is one number with its unit, its bound and its verb, and nothing else.
fn number(said: &str, lexicon: &Lexicon) -> Option<Kind> {
    if !has_numeral(said) {
        return None;
    }
    let marked = format!("达到{said}");
    if let [quantity] = scan(&marked, lexicon).as_slice()
        && quantity.outer.from <= "达到".len()
        && marked[quantity.outer.to..].trim().is_empty()
    {
        return Some(match quantity.unit.dimension() {
            "share" => Kind::Percent,
            _ if quantity.unit.name.is_empty() => Kind::Value,
            _ => Kind::Quantity,
        });
    }
    None
}

/// The number of a row: `12`, `3.`, `(4)`, `5、`.
pub(crate) fn row_number(word: &str) -> Option<u32> {
    let digits = word.trim().trim_start_matches(['(', '（']).trim_end_matches([')', '）', '.', '、', '．']);
    if digits.len() > 4 { None } else { digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit())) }
}

/// Whether a cell says nothing: `/`, `—`, 无.
pub(crate) fn is_blank(cell: &str) -> bool {
    let said = cell.trim();
    said.is_empty()
        || said == "无"
        || said.chars().all(|c| matches!(c, '/' | '／' | '\\' | '-' | '－' | '—' | '–' | '―' | '…' | '\u{3000}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_apart_by_their_form() {
        for (kind_of, cells) in [
            (Kind::Blank, &["", "/", "—", "无", "  "][..]),
            (Kind::Whole, &["12", "(3)", "4.", "5、"]),
            (Kind::Value, &["48000", "-5.50", "1,200.5", "[13.5]", "6~10"]),
            (Kind::Quantity, &["≥50个", "860户", "20亿元", "50个以上", "=45天"]),
            (Kind::Percent, &["96%", "-3.6%", "≥92%"]),
            (Kind::Unit, &["万元", "人次", "%"]),
            (Kind::Unit, &["公里", "%(百分比)"]),
            (Kind::Bound, &["≥", "=", "大于等于", "不低于"]),
            (Kind::Agency, &["县教育局", "市发改委"]),
            (Kind::Told, &["已建成4所", "截至6月底,完成80%", "正在推进"]),
            (Kind::Sentence, &["新建学校5所,改造食堂30个。", "改造老旧小区52个"]),
            (Kind::Text, &["城镇新增就业", "民生保障", "产出指标完成率"]),
            (Kind::Gathers, &["产出指标(50分)", "社会效益\n指标", "数量指标"]),
        ] {
            for cell in cells {
                assert_eq!(kind(cell, Lexicon::builtin()), kind_of, "{cell}");
            }
        }
    }
}
