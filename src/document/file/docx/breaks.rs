//! Breaks of the line inside a paragraph: which of them end it.
//!
//! Most are soft: a title in two lines, a line that was cut for its width. Text that was taken from a page has them in the place of the ends of its
//! paragraphs, and those are told by what stands around them: the end of a sentence in front, an indent or the number of an item behind, or a line
//! that is a heading.

/// A heading has no more characters.
const HEADING: usize = 25;

/// The parts of a paragraph that stand by themselves. `\n` breaks the line, `\u{c}` the page.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let mut breaks = text.match_indices(['\n', '\u{c}']);
        let Some((at, _)) = breaks.find(|&(at, sign)| sign == "\u{c}" || ends_paragraph(&text[..at], &text[at + 1..])) else {
            return Some(text);
        };
        rest = Some(&text[at + 1..]);
        Some(&text[..at])
    })
}

fn ends_paragraph(before: &str, behind: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default().trim();
    let behind = behind.split('\n').next().unwrap_or_default();
    let is_indented = behind.starts_with('\u{3000}') || behind.starts_with("  ");
    line.ends_with(['。', '！', '？', '；', '：']) || is_indented || begins_item(behind) || is_heading(line)
}

/// Whether a text begins with a number of the kind that items have: `一、`, `（二）`, `3.`, `④`.
fn begins_item(text: &str) -> bool {
    let text = text.trim_start();
    if text.starts_with(|c| ('①'..='⑳').contains(&c)) {
        return true;
    }
    let number = text.trim_start_matches(['（', '(']);
    let behind = number.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let mut signs = behind.chars();
    // Not `1.5`, nor a year.
    let digits = number.len() - behind.len();
    let ends = matches!(signs.next(), Some('、' | '）' | ')' | '.' | '．')) && !signs.next().is_some_and(|c| c.is_ascii_digit());
    (1..=9).contains(&digits) && ends
}

/// Whether a line is a heading: `一、综合`.
fn is_heading(line: &str) -> bool {
    line.starts_with(|c: char| !c.is_ascii())
        && begins_item(line)
        && line.chars().count() <= HEADING
        && !line.contains(['，', '；', ',', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_of_the_line_ends_a_paragraph_where_it_does_its_work() {
        let parts = |text| parts(text).collect::<Vec<_>>();
        assert_eq!(parts("临澜区\n2021年工作报告"), ["临澜区\n2021年工作报告"]);
        assert_eq!(parts("一、综合\n全年生产总值达到\n5.2亿元。\n人口3万人"), ["一、综合", "全年生产总值达到\n5.2亿元。", "人口3万人"]);
        assert_eq!(parts("注\n1.甲\n（二）乙\n③丙"), ["注", "1.甲", "（二）乙", "③丙"]);
        assert_eq!(parts("甲\n\u{3000}\u{3000}乙\u{c}丙\n"), ["甲", "\u{3000}\u{3000}乙", "丙\n"]);
    }
}
