//! The agencies of a cell. Several stand apart by white space or a comma; but a space is often only a broken line inside one name.
//!
//! Reads: `区科技局 区经信局` (two), `区综合行政 执法局` (one), `区发改局 (金融办)` (one), `区发改局 (区金融办) 区经信局` (two).

use super::Cell;
use crate::lexicon::{Column, Lexicon, Tags};
use crate::span::Span;

/// The agencies named in `cell`, as spans of it; a span covers white space where a line was broken.
pub(crate) fn agencies(cell: &str, lexicon: &Lexicon) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut broken = false;
    for part in parts(cell) {
        let text = part.of(cell);
        let continues = broken || text.starts_with(['(', '（']) || is_branch(text);
        match spans.last_mut() {
            Some(last) if continues && cell[last.to..part.from].trim().is_empty() => last.to = part.to,
            _ => spans.push(part),
        }
        broken = !ends_a_name(text, lexicon);
    }
    spans
}

/// The agencies that a text names in parentheses outside of its other cells for them: (责任单位:市商务局、市发改委).
pub(super) fn in_parentheses(text: &str, known: &[Cell], lexicon: &Lexicon) -> Vec<Cell> {
    let mut found = Vec::new();
    for (open, mark) in text.match_indices(['(', '（']) {
        let from = open + mark.len();
        let named = lexicon.columns.prefix(&text[from..]).filter(|(_, tags)| tags.has(Tags::AGENCY) || tags.has(Tags::JOINT));
        let Some(said) = named.and_then(|(word, _)| text[from + word.len()..].strip_prefix([':', '：'])) else { continue };
        let Some(len) = said.find([')', '）']) else { break };
        let begins = text.len() - said.len();
        let span = Span::new(begins, begins + len);
        if !known.iter().any(|cell| cell.column == Column::Agency && cell.span.from < span.to && span.from < cell.span.to) {
            found.push(Cell { column: Column::Agency, span, period: None, group: 0 });
        }
    }
    found
}

/// 余杭分局 behind 市规划和自然资源局: a place and 分局 name a branch of what stands in front.
fn is_branch(text: &str) -> bool {
    ["分局", "分公司", "支队"].iter().any(|end| text.ends_with(end)) && text.chars().count() <= 6
}

/// Whether a name ends here: an agency's ending, before a closing parenthesis as well.
fn ends_a_name(text: &str, lexicon: &Lexicon) -> bool {
    let name = text.trim_end_matches([')', '）']);
    lexicon.agencies.suffix(name).is_some() && !open_parenthesis(text)
}

fn open_parenthesis(text: &str) -> bool {
    text.matches(['(', '（']).count() > text.matches([')', '）']).count()
}

/// The parts of a cell between white space and commas.
fn parts(cell: &str) -> impl Iterator<Item = Span> {
    let parts = cell.split(|c: char| c.is_whitespace() || matches!(c, '、' | ',' | '，' | ';' | '；' | '。' | '/'));
    let mut behind = 0;
    parts.filter_map(move |part| {
        let from = behind;
        let to = from + part.len();
        behind = to + cell[to..].chars().next().map_or(0, char::len_utf8);
        (!part.is_empty()).then(|| Span::new(from, to))
    })
}

/// A name without the white space of a broken line.
pub(crate) fn name(text: &str) -> String {
    if text.contains(char::is_whitespace) { text.chars().filter(|c| !c.is_whitespace()).collect() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_line_makes_no_second_agency() {
        for (cell, want) in [
            ("区科技局", vec!["区科技局"]),
            ("区委组织部(人才办) 区人力社保局", vec!["区委组织部(人才办)", "区人力社保局"]),
            ("区综合行政 执法局", vec!["区综合行政执法局"]),
            ("区发改局 (金融办)", vec!["区发改局(金融办)"]),
            ("区发改局 (区金融办) 区经信局", vec!["区发改局(区金融办)", "区经信局"]),
            ("市规划和自然资源局 余杭分局", vec!["市规划和自然资源局余杭分局"]),
            ("市生态环境局余杭分局 区发改局", vec!["市生态环境局余杭分局", "区发改局"]),
            ("区委宣传部、良渚新城", vec!["区委宣传部", "良渚新城"]),
        ] {
            let found: Vec<String> = agencies(cell, Lexicon::builtin()).into_iter().map(|span| name(span.of(cell))).collect();
            assert_eq!(found, want, "{cell}");
        }
    }
}
