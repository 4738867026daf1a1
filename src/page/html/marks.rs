//! The sentences of a report with what was read in them marked: where the printed bytes of an evidence stand in a text as it is read.

use std::ops::Range;

use crate::{Figure, Printed, Span};
use maud::{Markup, html};

use crate::page::screen::shown;

/// What a mark stands for, the most important first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Target,
    Answer,
    Rival,
}

impl Kind {
    const fn class(self) -> &'static str {
        match self {
            Self::Target => "t",
            Self::Answer => "a",
            Self::Rival => "r",
        }
    }
}

/// A stretch of a text that is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) at: Range<usize>,
    /// The printed bytes.
    pub(super) of: Span,
    pub(super) kind: Kind,
    /// Why a figure was passed over.
    pub(super) why: String,
}

/// What is to be marked: printed bytes.
#[derive(Debug, Clone)]
pub(super) struct Evidence {
    pub(super) spans: Vec<Span>,
    pub(super) kind: Kind,
    pub(super) why: String,
}

impl Evidence {
    pub(super) fn of_figure(figure: &Figure, kind: Kind, why: String) -> Self {
        Self { spans: figure.spans.clone(), kind, why }
    }
}

/// The lines of a source.
pub(super) struct Source<'s> {
    text: &'s str,
    /// Where each line begins.
    lines: Vec<usize>,
}

/// Where a line ends.
const ENDS: [char; 5] = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];
/// More of a source is not searched for one item.
const MOST: usize = 1 << 16;

impl<'s> Source<'s> {
    pub(super) fn of(text: &'s str) -> Self {
        let mut lines = vec![0];
        let mut ends = text.char_indices().filter(|(_, c)| ENDS.contains(c)).peekable();
        while let Some((at, c)) = ends.next() {
            // CR and LF end one line together.
            let end = if c == '\r' { ends.next_if(|&(next, c)| next == at + 1 && c == '\n').map_or(at, |(next, _)| next) } else { at };
            lines.push(end + text[end..].chars().next().map_or(1, char::len_utf8));
        }
        Self { text, lines }
    }

    /// The lines that these spans stand on, with `line` (counted from 1) in front where that is given, as they are read.
    pub(super) fn around(&self, line: Option<usize>, spans: impl Iterator<Item = Span> + Clone) -> Option<Printed<'s>> {
        let first = spans.clone().map(|span| span.from).min();
        let begins = line.and_then(|line| self.lines.get(line.checked_sub(1)?).copied());
        let from = begins.into_iter().chain(first.map(|at| self.line_of(at).start)).min()?;
        let last = spans.map(|span| span.to.saturating_sub(1)).max().unwrap_or(from);
        let to = self.line_of(last.max(from)).end;
        (to <= self.text.len() && to - from <= MOST).then(|| Printed::of(self.text, from..to))
    }

    /// The bytes of the line that a byte stands on, without its end.
    fn line_of(&self, at: usize) -> Range<usize> {
        let after = self.lines.partition_point(|&begin| begin <= at);
        let from = self.lines[after.saturating_sub(1)];
        let to = self.lines.get(after).copied().unwrap_or(self.text.len());
        let line = self.text.get(from..to).unwrap_or_default();
        from..from + line.trim_end_matches(ENDS).len()
    }
}

/// A text without white space, and where each byte of it stands.
fn compact(text: &str) -> (String, Vec<usize>) {
    let (mut said, mut places) = (String::new(), Vec::new());
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        said.push(c);
        places.extend(at..at + c.len_utf8());
    }
    (said, places)
}

/// A cell of a report, found in the lines that it is printed on.
pub(super) struct Cell<'t> {
    text: &'t str,
    places: Vec<usize>,
    /// Where each byte of the lines stands, without white space; and at which of them the cell begins.
    lines: Vec<usize>,
    begins: usize,
}

impl<'t> Cell<'t> {
    /// Finds a cell, behind the byte `from` of the lines; `None` where it is printed otherwise.
    pub(super) fn find(text: &'t str, lines: &Printed<'_>) -> Option<Self> {
        let (said, places) = compact(text);
        let (whole, lines) = compact(lines.text());
        let begins = if said.is_empty() { None } else { whole.find(&said) }?;
        Some(Self { text, places, lines, begins })
    }

    /// The marks of the evidence that stands in the cell.
    pub(super) fn marks(&self, evidence: &[Evidence], lines: &Printed<'_>) -> Vec<Mark> {
        let place = |span: &Span| {
            let read = lines.read(*span)?;
            let at = |byte: usize| self.lines.partition_point(|&place| place < byte).checked_sub(self.begins);
            let (from, to) = (at(read.from)?, at(read.to)?);
            let range = *self.places.get(from)?..*self.places.get(to.checked_sub(1)?)? + 1;
            (range.start < range.end && self.text.get(range.clone()).is_some()).then_some(range)
        };
        marks(evidence, place)
    }
}

/// The marks of evidence in the lines that it is printed on.
pub(super) fn in_lines(evidence: &[Evidence], lines: &Printed<'_>) -> Vec<Mark> {
    marks(evidence, |span| lines.read(*span).map(|span| span.from..span.to).filter(|range| !range.is_empty()))
}

/// Marks in order; where two share a byte the more important one stays.
fn marks(evidence: &[Evidence], place: impl Fn(&Span) -> Option<Range<usize>>) -> Vec<Mark> {
    let mut kept: Vec<Mark> = Vec::new();
    let mut all: Vec<Mark> = evidence
        .iter()
        .flat_map(|evidence| evidence.spans.iter().map(move |span| (evidence, span)))
        .filter_map(|(evidence, span)| place(span).map(|at| Mark { at, of: *span, kind: evidence.kind, why: evidence.why.clone() }))
        .collect();
    all.sort_by_key(|mark| mark.kind);
    for mark in all {
        if kept.iter().all(|other| other.at.end <= mark.at.start || mark.at.end <= other.at.start) {
            kept.push(mark);
        }
    }
    kept.sort_by_key(|mark| mark.at.start);
    kept
}

/// A text that is longer than this is shown around its marks only.
const LONG: usize = 900;
/// So many bytes are kept on either side of a mark.
const AROUND: usize = 300;

/// A text with its marks.
pub(super) fn marked(text: &str, marks: &[Mark]) -> Markup {
    html! {
        @for piece in pieces(text, marks) {
            @match piece {
                Piece::Gap => "…",
                Piece::Plain(text) => (shown(text)),
                Piece::Marked(mark, text) => {
                    mark class=(mark.kind.class()) { (shown(text)) @if !mark.why.is_empty() { i { (mark.why) } } }
                }
            }
        }
    }
}

/// A part of a text.
enum Piece<'t> {
    /// Something is left out.
    Gap,
    Plain(&'t str),
    Marked(&'t Mark, &'t str),
}

fn pieces<'t>(text: &'t str, marks: &'t [Mark]) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let mut end = 0;
    for range in kept(text, marks) {
        if range.start > end {
            pieces.push(Piece::Gap);
        }
        let mut at = range.start;
        for mark in marks.iter().filter(|mark| range.contains(&mark.at.start)) {
            pieces.push(Piece::Plain(&text[at..mark.at.start]));
            pieces.push(Piece::Marked(mark, &text[mark.at.clone()]));
            at = mark.at.end;
        }
        pieces.push(Piece::Plain(&text[at..range.end.max(at)]));
        end = range.end.max(at);
    }
    if end < text.len() {
        pieces.push(Piece::Gap);
    }
    pieces
}

/// The parts of a text that are shown.
fn kept(text: &str, marks: &[Mark]) -> Vec<Range<usize>> {
    if text.len() <= LONG {
        return vec![Range { start: 0, end: text.len() }];
    }
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let first = [Range { start: 0, end: if marks.is_empty() { floor(AROUND) } else { 0 } }];
    let around = marks.iter().map(|mark| floor(mark.at.start.saturating_sub(AROUND))..floor(mark.at.end + AROUND));
    let mut kept: Vec<Range<usize>> = Vec::new();
    for range in first.into_iter().chain(around).filter(|range| !range.is_empty()) {
        match kept.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => kept.push(range),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(kind: Kind, spans: &[(usize, usize)]) -> Evidence {
        Evidence { spans: spans.iter().map(|&(from, to)| Span::new(from, to)).collect(), kind, why: String::new() }
    }

    fn at(source: &str, text: &str) -> (usize, usize) {
        let from = source.find(text).expect("it stands there");
        (from, from + text.len())
    }

    #[test]
    fn evidence_is_found_in_cells_with_glosses_and_breaks() {
        let source = "序號\r\n1|新增企業(yè)5家、\n商戶8戶|新增企業(yè)4家,有12家\r\n2|x|y";
        let lines = Source::of(source);
        let spans = [at(source, "企業(yè)5家"), at(source, "企業(yè)4家")];
        let around = lines.around(Some(2), spans.iter().map(|&(from, to)| Span::new(from, to))).expect("lines");
        assert_eq!(around.text(), "1|新增企业5家、\n商户8户|新增企业4家,有12家");
        let all = [evidence(Kind::Target, &spans[..1]), evidence(Kind::Answer, &spans[1..])];
        let said = |cell: &str| {
            let found = Cell::find(cell, &around).expect("the cell");
            found.marks(&all, &around).iter().map(|mark| (mark.kind, cell[mark.at.clone()].to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(said("新增企业5家、商户8户"), [(Kind::Target, "企业5家".to_owned())]);
        assert_eq!(said("新增企业4家,有12家"), [(Kind::Answer, "企业4家".to_owned())]);
        assert!(Cell::find("别的", &around).is_none() && Cell::find("", &around).is_none());
    }

    #[test]
    fn marks_are_escaped_and_the_target_wins() {
        let text = "新增<b>企业5家,建成8家";
        let marks = [evidence(Kind::Rival, &[(0, 20)]), evidence(Kind::Target, &[at(text, "企业5家")])];
        let found = super::marks(&marks, |span| Some(span.from..span.to));
        assert_eq!(marked(text, &found).into_string(), "新增&lt;b&gt;<mark class=\"t\">企业5家</mark>,建成8家");
    }

    #[test]
    fn a_long_text_is_shown_around_its_marks() {
        let text = format!("{}新增企业5家{}", "甲".repeat(900), "乙".repeat(900));
        let mark = Mark { at: 2700..2716, of: Span::new(0, 0), kind: Kind::Target, why: String::new() };
        let shown = marked(&text, &[mark]).into_string();
        assert!(shown.starts_with("…甲") && shown.ends_with("乙…") && shown.contains("<mark class=\"t\">新增企业5家</mark>"), "{shown}");
        assert!(marked(&text, &[]).into_string().ends_with("甲…"));
    }
}
