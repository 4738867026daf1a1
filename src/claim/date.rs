//! Dates in front of a phrase, and what they say of it: by when it is due, or since when it is so.
//!
//! Reads: `2022年`, `3月7日`, `到2025年`, `6月底前`, `2026年底前`, `2019年以来`, `到“十四五”末`.
//! Refuses: the period of a figure (`2021年前三季度`), which the grammar of periods reads.

use crate::text::CharSet;

/// A date at the start of a phrase: 2022年, 3月7日, 到2025年, 6月底前, 2019年以来.
#[derive(Debug, Clone, Copy)]
pub(super) struct Date {
    pub(super) len: usize,
    pub(super) year: Option<u16>,
    /// Whether it says by when, and whether it says since when.
    pub(super) until: bool,
    pub(super) since: bool,
}

/// Reads a date with the words that say by when or since when.
pub(super) fn dated(text: &str) -> Option<Date> {
    // Almost every phrase begins with none of these, and needs no look at what a date may be.
    static FIRSTS: CharSet = CharSet::of(&["0123456789到至截十“"]);
    if !text.chars().next().is_some_and(|c| FIRSTS.has(c)) {
        return None;
    }
    if let Some((len, year)) = plan(text) {
        return Some(Date { len, year: Some(year), until: true, since: false });
    }
    let marked = ["到", "至", "截至"].into_iter().find(|word| text.strip_prefix(word).is_some_and(|rest| date(rest) > 0)).unwrap_or("");
    let rest = &text[marked.len()..];
    let len = date(rest);
    if len == 0 {
        return None;
    }
    let year = rest.get(..4).and_then(|year| year.parse().ok()).filter(|_| rest[4..].trim_start().starts_with('年'));
    let behind = &rest[len..];
    let since = ["以来", "起"].into_iter().find(|word| behind.starts_with(word));
    // 6月底前, 2026年前; but not 2021年前三季度.
    let before = ["之前", "以前", "前"].into_iter().find(|word| {
        behind
            .strip_prefix(word)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c)))
    });
    // 3年内新建公园30个
    let within = Some("内").filter(|word| behind.starts_with(word));
    let word = since.or(before).or(within).unwrap_or("");
    let ends = rest[..len].ends_with(['底', '末']);
    let until = before.is_some() || marked == "到" || marked == "至" || (ends && year.is_some() && marked.is_empty());
    Some(Date { len: marked.len() + len + word.len(), year, until, since: since.is_some() })
}

/// Length of the bare date at the start of a text.
fn date(text: &str) -> usize {
    let mut len = 0;
    loop {
        let rest = &text[len..];
        let mut digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        // 2025-26年度
        let second = rest[digits..].strip_prefix('-').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
        if digits == 4 && second == 2 {
            digits += 1 + second;
        }
        // 2026 年年底前
        let space = usize::from(digits > 0 && rest[digits..].starts_with(' '));
        let Some(mark) = rest[digits + space..].chars().next().filter(|c| (1..=7).contains(&digits) && matches!(c, '年' | '月' | '日'))
        else {
            break;
        };
        len += digits + space + mark.len_utf8();
        for word in ["度", "底", "年底", "份", "初", "末", "年末"] {
            if text[len..].starts_with(word) {
                len += word.len();
                break;
            }
        }
    }
    len
}

/// 到“十四五”末, “十五五”期间: the length of the words, and the last year of the five-year plan. The first plan ended in 1957, and from the third
/// (1966 to 1970) on each has its five years, so that the fourteenth ends in 2025.
fn plan(text: &str) -> Option<(usize, u16)> {
    let rest = text.strip_prefix('到').unwrap_or(text);
    let rest = rest.strip_prefix('“').unwrap_or(rest);
    let rest = rest.strip_prefix('十')?;
    let ones = rest.chars().next()?;
    let number = 10 + u16::try_from("一二三四五六七八九".chars().position(|digit| digit == ones)?).ok()? + 1;
    let rest = rest[ones.len_utf8()..].strip_prefix('五')?;
    let rest = rest.strip_prefix('”').unwrap_or(rest);
    let ends = ["期末", "末", "时期", "期间", "规划期内", "规划期"].into_iter().find(|word| rest.starts_with(word))?;
    Some((text.len() - rest.len() + ends.len(), 1955 + 5 * number))
}

#[cfg(test)]
mod tests {
    use super::dated;

    #[test]
    fn a_date_says_by_when_or_since_when() {
        let read = |text| dated(text).map(|date| (&text[..date.len], date.year, date.until, date.since));
        assert_eq!(read("到2025年,森林覆盖率"), Some(("到2025年", Some(2025), true, false)));
        assert_eq!(read("2026年底前改造"), Some(("2026年底前", Some(2026), true, false)));
        assert_eq!(read("6月底前建成"), Some(("6月底前", None, true, false)));
        assert_eq!(read("2019年以来累计投入"), Some(("2019年以来", Some(2019), false, true)));
        assert_eq!(read("2021年新增企业"), Some(("2021年", Some(2021), false, false)));
        assert_eq!(read("到“十四五”末,城镇化率"), Some(("到“十四五”末", Some(2025), true, false)));
        assert_eq!(read("“十五五”时期地区生产总值"), Some(("“十五五”时期", Some(2030), true, false)));
        assert_eq!(read("2021年前三季度").map(|read| read.0), Some("2021年"));
        assert_eq!(read("2026 年年底前增加"), Some(("2026 年年底前", Some(2026), true, false)));
        assert_eq!(read("2025-26年度增拨").map(|read| read.0), Some("2025-26年度"));
        assert_eq!(read("12345678年").map(|read| read.0), None);
        assert_eq!(read("3年内新建").map(|read| read.0), Some("3年内"));
        assert_eq!(read("十五个项目"), None);
        assert_eq!(read("新增企业"), None);
    }
}
