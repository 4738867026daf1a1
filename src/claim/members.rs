//! The members of a list: A、B和C.

use super::noun::tidy;
use crate::grammar::{is_close, is_open};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// The members of a list, at 、 和 与 及 或 outside quotation marks; but not inside words such as 普及率 and 和谐.
pub(crate) fn members(text: &str, lexicon: &Lexicon) -> Vec<String> {
    if !joins(text) {
        return Some(tidy(text)).filter(|only| !only.is_empty()).into_iter().collect();
    }
    spans(text, lexicon).into_iter().map(|span| tidy(span.of(text))).filter(|member| !member.is_empty()).collect()
}

/// Whether a joint may stand in a text; in most there is none.
pub(crate) fn joins(text: &str) -> bool {
    text.contains(['、', '以', '和', '与', '及', '或'])
}

/// Where the members of a list stand.
pub(super) fn spans(text: &str, lexicon: &Lexicon) -> Vec<Span> {
    let mut spans = Vec::new();
    let (mut from, mut at, mut depth) = (0, 0, 0_i32);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if is_open(c) {
            depth += 1;
        } else if is_close(c) {
            depth -= 1;
        }
        if let Some((word, ())) = lexicon.unjoined.prefix(rest) {
            at += word.len();
            continue;
        }
        let joint = match c {
            '、' | '和' | '与' | '及' | '或' => c.len_utf8(),
            '以' if rest.starts_with("以及") => "以及".len(),
            _ => 0,
        };
        if joint > 0 && depth <= 0 {
            spans.push(Span::new(from, at));
            at += joint;
            from = at;
        } else {
            at += c.len_utf8();
        }
    }
    spans.push(Span::new(from, text.len()));
    spans.retain(|span| !tidy(span.of(text)).is_empty());
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joints_inside_words_and_marks_join_nothing() {
        let members = |text| members(text, Lexicon::builtin());
        assert_eq!(members("做地、储备、出让"), ["做地", "储备", "出让"]);
        assert_eq!(members("污染地块安全利用率和固体废物安全处理率"), ["污染地块安全利用率", "固体废物安全处理率"]);
        assert_eq!(members("农村自来水普及率"), ["农村自来水普及率"]);
        assert_eq!(members("“迎亚运、树新风”活动"), ["“迎亚运、树新风”活动"]);
        assert!(members("").is_empty());
    }
}
