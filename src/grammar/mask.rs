//! Names in quotation marks and titles: what stands in them counts nothing.

use super::anchors::{Anchor, Anchors};
use crate::span::Span;

/// The mark that closes an opening one.
pub(crate) fn matching(open: char) -> Option<char> {
    Some(match open {
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        '《' => '》',
        '〈' => '〉',
        '〔' => '〕',
        '(' => ')',
        '（' => '）',
        '[' => ']',
        '【' => '】',
        _ => return None,
    })
}

/// Whether a character opens a pair.
pub(crate) fn is_open(c: char) -> bool {
    matching(c).is_some()
}

/// Whether a character closes a pair.
pub(crate) fn is_close(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '》' | '〉' | '〕' | ')' | '）' | ']' | '】')
}

/// How many characters a quoted name has at most; longer quotations are speech.
const LONGEST_NAME: usize = 24;

/// The spans of quoted names and titles, in order. A quotation with a sentence in it is none; an unclosed mark quotes nothing.
pub(super) fn quoted(text: &str, anchors: &Anchors) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for &Anchor { at, c } in &anchors.marks {
        if let Some((from, close)) = open {
            let title = close == '》';
            let most = if title { 4 * LONGEST_NAME } else { LONGEST_NAME };
            // The opening mark counts in place of the closing one.
            let count = text[from..at].chars().count();
            if c == close && !title && is_mark(&text[..from], &text[from..at], &text[at + c.len_utf8()..]) {
                open = None;
                continue;
            }
            if c == close && count <= most + 1 {
                spans.push(Span::new(from, at + c.len_utf8()));
                open = None;
                continue;
            }
            if count > most || (!title && matches!(c, '，' | ',' | '。' | '；' | ';')) {
                open = None;
            }
        }
        if matches!(c, '“' | '‘' | '「' | '『' | '《' | '〈' | '〔') && (open.is_none() || c == '“') {
            open = matching(c).map(|close| (at, close));
        }
    }
    spans
}

/// “4.6%左右”的既定目标, “扩招120万人”的目标: the mark of a plan that is quoted counts.
fn is_mark(front: &str, said: &str, behind: &str) -> bool {
    let counts = said.contains(|c: char| c.is_ascii_digit());
    // 106年度之目标为「认购户数达10,000户」
    if counts && ["目标为", "目标是", "目标"].iter().any(|plan| front.ends_with(plan)) {
        return true;
    }
    let near = behind.char_indices().nth(NAMED).map_or(behind, |(at, _)| &behind[..at]);
    let near = near.split(['，', ',', '。', '；', ';']).next().unwrap_or(near);
    counts && near.starts_with('的') && ["目标", "承诺", "任务", "指标"].iter().any(|plan| near.contains(plan))
}

/// How many characters behind a quoted mark its plan is named: 的既定|目标.
const NAMED: usize = 8;

#[cfg(test)]
mod tests {
    use super::{Anchors, LONGEST_NAME, is_close, is_open, matching};

    #[test]
    fn every_opening_mark_has_a_closing_one() {
        for open in "“‘「『《〈〔(（[【".chars() {
            assert!(is_open(open) && matching(open).is_some_and(is_close), "{open}");
        }
    }

    #[test]
    fn a_name_is_so_long_at_most_and_a_title_four_times_that() {
        let quotes = |open: char, length: usize, close: char| {
            let text = format!("{open}{}{close}", "名".repeat(length));
            super::quoted(&text, &Anchors::of(&text)).len()
        };
        assert_eq!((quotes('“', LONGEST_NAME, '”'), quotes('“', LONGEST_NAME + 1, '”')), (1, 0));
        assert_eq!((quotes('《', 4 * LONGEST_NAME, '》'), quotes('《', 4 * LONGEST_NAME + 1, '》')), (1, 0));
        assert_eq!(quotes('〈', 5, '〉'), 1);
    }

    #[test]
    fn quotes_names_and_titles_only() {
        let quoted = |text| super::quoted(text, &Anchors::of(text)).into_iter().map(|s| s.of(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(quoted("实施“黄金68条”和《三十条》"), ["“黄金68条”", "《三十条》"]);
        // A mark inside a title or a name ends neither.
        assert_eq!(quoted("印发《十条措施（试行）》和“白名单（二）”"), ["《十条措施（试行）》", "“白名单（二）”"]);
        assert_eq!(quoted("他说“新增5家，很好”"), Vec::<String>::new());
        assert_eq!(quoted("启动“第七届艺术节,开展“余韵”征文"), ["“余韵”"]);
        assert_eq!(quoted("“没有关上的"), Vec::<String>::new());
    }
}
