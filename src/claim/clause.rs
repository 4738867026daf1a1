//! Cuts a cell into sentences, parts and clauses; what stands in quotation marks or parentheses cuts nothing outside.

use crate::grammar::{Anchor, Anchors, Quantity, matching};
use crate::span::Span;

/// A stretch between commas. A parenthesis that says something of its own is a clause inside another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause {
    pub(crate) span: Span,
    /// Which sentence (up to 。) and which part of it (up to ；) the clause stands in, counted over the cell.
    pub(crate) sentence: usize,
    pub(crate) part: usize,
    /// Whether it stands in parentheses.
    pub(crate) inside: bool,
    /// Parentheses in it that are clauses themselves, in order.
    pub(crate) holes: Vec<Span>,
}

impl Clause {
    /// The parentheses inside `span`.
    pub(super) fn holes_in(&self, span: Span) -> &[Span] {
        let from = self.holes.partition_point(|hole| hole.from < span.from);
        let to = self.holes.partition_point(|hole| hole.to <= span.to);
        self.holes.get(from..to).unwrap_or_default()
    }

    /// Whether `span` lies in one of the parentheses.
    pub(super) fn in_hole(&self, span: Span) -> bool {
        let at = self.holes.partition_point(|hole| hole.to < span.to);
        self.holes.get(at).is_some_and(|hole| hole.contains(span))
    }
}

/// The offset behind the closing mark of each opening one, in order of the opening marks. One pass; a mark without its partner pairs nothing.
fn pairs(marks: &[Anchor]) -> Vec<Span> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut pairs = Vec::new();
    for &Anchor { at, c } in marks {
        if let Some(close) = matching(c) {
            open.push((at, close));
        } else if let Some(depth) = open.iter().rev().take(4).position(|&(_, close)| close == c) {
            let i = open.len() - 1 - depth;
            pairs.push(Span::new(open[i].0, at + c.len_utf8()));
            open.truncate(i);
        } else if matches!(c, '。' | '\n') {
            // A quotation that runs over the end of a sentence was never closed.
            open.clear();
        }
    }
    pairs.sort_unstable();
    pairs
}

enum Cut {
    Clause,
    Part,
    Sentence,
}

fn cut(text: &str, at: usize, c: char) -> Option<Cut> {
    Some(match c {
        ',' | '，' | ':' | '：' => Cut::Clause,
        ';' | '；' => Cut::Part,
        '。' | '！' | '!' | '？' | '?' | '\n' => Cut::Sentence,
        // 累计竣工1933套. but not 1.调整 and not 0.5
        '.' => {
            let behind = text[..at].chars().next_back();
            let ahead = text[at + 1..].chars().next();
            if behind.is_some_and(|b| b.is_ascii_alphanumeric()) || ahead.is_some_and(|a| a.is_ascii_alphanumeric()) {
                return None;
            }
            Cut::Sentence
        }
        _ => return None,
    })
}

struct Cutter<'t, 'q, 'l> {
    text: &'t str,
    marks: &'q [Anchor],
    pairs: Vec<Span>,
    quantities: &'q [Quantity<'l>],
    clauses: Vec<Clause>,
    sentence: usize,
    part: usize,
    /// How deep parentheses are cut, and whether any lie deeper.
    nesting: u8,
    deep: bool,
}

impl Cutter<'_, '_, '_> {
    fn holds_quantity(&self, span: Span) -> bool {
        let i = self.quantities.partition_point(|q| q.span.from < span.from);
        self.quantities.get(i).is_some_and(|q| q.span.to <= span.to)
    }

    fn in_quantity(&self, at: usize) -> bool {
        let i = self.quantities.partition_point(|q| q.span.to <= at);
        self.quantities.get(i).is_some_and(|q| q.span.from < at)
    }

    fn push(&mut self, from: usize, to: usize, inside: bool, holes: Vec<Span>) {
        let span = Span::new(from, to).trimmed(self.text);
        if !span.is_empty() {
            self.clauses.push(Clause { span, sentence: self.sentence, part: self.part, inside, holes });
        }
    }

    /// Cuts `range`; parentheses in it once more.
    fn cut(&mut self, range: Span, depth: u8) {
        let mut from = range.from;
        let mut behind = range.from;
        let mut holes: Vec<Span> = Vec::new();
        let first = self.marks.partition_point(|mark| mark.at < range.from);
        for next in first..self.marks.len() {
            let Anchor { at, c } = self.marks[next];
            if at >= range.to {
                break;
            }
            if at < behind {
                continue;
            }
            if let Some(close) = matching(c) {
                let i = self.pairs.partition_point(|pair| pair.from < at);
                if let Some(pair) = self.pairs.get(i).copied().filter(|pair| pair.from == at && pair.to <= range.to) {
                    let within = Span::new(at + c.len_utf8(), pair.to - close.len_utf8());
                    let speaks = matches!(c, '(' | '（') && self.holds_quantity(within);
                    self.deep |= speaks && depth >= self.nesting;
                    if speaks && depth < self.nesting {
                        holes.push(pair);
                    }
                    behind = pair.to;
                    continue;
                }
            }
            if let Some(kind) = cut(self.text, at, c).filter(|_| !self.in_quantity(at)) {
                self.close(from, at, depth, std::mem::take(&mut holes));
                if depth == 0 {
                    match kind {
                        Cut::Clause => {}
                        Cut::Part => self.part += 1,
                        Cut::Sentence => {
                            self.part += 1;
                            self.sentence += 1;
                        }
                    }
                }
                from = at + c.len_utf8();
            }
        }
        self.close(from, range.to, depth, holes);
    }

    fn close(&mut self, from: usize, to: usize, depth: u8, holes: Vec<Span>) {
        self.push(from, to, depth > 0, holes.clone());
        for hole in holes {
            let inner = &self.text[hole.from..hole.to];
            let first = inner.chars().next().map_or(1, char::len_utf8);
            let last = inner.chars().next_back().map_or(1, char::len_utf8);
            self.cut(Span::new(hole.from + first, hole.to - last), depth + 1);
        }
    }
}

/// The clauses of a cell, each followed by those in its parentheses, and whether any of these lie deeper than `nesting`.
pub(super) fn clauses(text: &str, anchors: &Anchors, quantities: &[Quantity<'_>], nesting: u8) -> (Vec<Clause>, bool) {
    let marks = &anchors.marks;
    // Almost every mark ends a clause.
    let clauses = Vec::with_capacity(marks.len() + 1);
    let mut cutter = Cutter { text, pairs: pairs(marks), marks, quantities, clauses, sentence: 0, part: 0, nesting, deep: false };
    cutter.cut(Span::new(0, text.len()), 0);
    (cutter.clauses, cutter.deep)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::scan;
    use crate::lexicon::Lexicon;

    fn cut(text: &str) -> Vec<(&str, usize, usize, bool)> {
        let quantities = scan(text, Lexicon::builtin());
        let found = clauses(text, &Anchors::of(text), &quantities, 4).0;
        found.into_iter().map(|c| (c.span.of(text), c.sentence, c.part, c.inside)).collect()
    }

    #[test]
    fn commas_semicolons_and_full_stops() {
        assert_eq!(
            cut("做地2114亩,收储1,869亩;完成。好."),
            [("做地2114亩", 0, 0, false), ("收储1,869亩", 0, 0, false), ("完成", 0, 1, false), ("好", 1, 2, false)]
        );
    }

    #[test]
    fn quotations_and_names_in_parentheses_cut_nothing() {
        assert_eq!(cut("组织“迎亚运、讲文明,树新风”活动(含临平区)5场"), [("组织“迎亚运、讲文明,树新风”活动(含临平区)5场", 0, 0, false)]);
    }

    #[test]
    fn a_parenthesis_that_counts_is_a_clause_of_its_own() {
        assert_eq!(
            cut("收储1869亩(经营性用地1565亩,工业用地304亩),做地2114亩"),
            [
                ("收储1869亩(经营性用地1565亩,工业用地304亩)", 0, 0, false),
                ("经营性用地1565亩", 0, 0, true),
                ("工业用地304亩", 0, 0, true),
                ("做地2114亩", 0, 0, false)
            ]
        );
    }

    #[test]
    fn an_unclosed_mark_ends_with_its_sentence() {
        assert_eq!(cut("“没有关上的,句子。新增5家").len(), 3);
    }

    #[test]
    fn an_unclosed_mark_hides_nothing_up_to_a_closed_pair() {
        assert_eq!(
            cut("“没有关上,新增5家(含续建1家),改造3个"),
            [("“没有关上", 0, 0, false), ("新增5家(含续建1家)", 0, 0, false), ("含续建1家", 0, 0, true), ("改造3个", 0, 0, false)]
        );
    }
}
