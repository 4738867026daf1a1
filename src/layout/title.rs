//! Headings between the items: 一、主要指标, （二）交通, a category row.

use std::sync::Arc;

/// A heading is not longer, in characters.
const LONGEST: usize = 30;

/// Whether a line is a heading: short, without a number and without an end.
pub(super) fn is_heading(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= LONGEST
        && !text.contains(|c: char| c.is_ascii_digit())
        && !text.ends_with(['。', ';', '；', '.', '!', '！', ',', '，'])
}

/// Whether a line is numbered as the headings of a report in prose are: （一）…, 1.….
pub(super) fn is_numbered(text: &str) -> bool {
    let inner = text.trim_start().trim_start_matches(['(', '（']);
    let rest = inner.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    rest.len() < inner.len() && rest.starts_with([')', '）', '、'])
}

/// A heading as the items below it keep it.
pub(super) fn kept(text: &str) -> Arc<str> {
    Arc::from(text.trim())
}
