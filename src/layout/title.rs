//! Headings between the items: 一、主要指标, （二）交通, a category row.

use std::sync::Arc;

use crate::text::unmarked;

/// A heading is not longer, in characters.
const LONGEST: usize = 30;

/// Whether a line is a heading: short, without a number and without an end. 计划新建学校三所,已建成两所 says something; only a numbered
/// heading (（一）扩大有效需求，推动经济稳中向好) and an address (各区县,市直各部门:) have clauses.
pub(super) fn is_heading(text: &str) -> bool {
    let text = unmarked(text);
    text.chars().count() <= LONGEST
        && !text.contains(|c: char| c.is_ascii_digit())
        && !text.ends_with(['。', ';', '；', '.', '!', '！', ',', '，'])
        && (is_numbered(text) || text.ends_with([':', '：']) || !text.contains([',', '，']))
}

/// Whether a line is numbered as the headings of a report in prose are: （一）…, 1.….
pub(super) fn is_numbered(text: &str) -> bool {
    let inner = unmarked(text).trim_start_matches(['(', '（']);
    let rest = inner.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    rest.len() < inner.len() && rest.starts_with([')', '）', '、'])
}

/// A heading as the items below it keep it.
pub(super) fn kept(text: &str) -> Arc<str> {
    Arc::from(unmarked(text))
}
