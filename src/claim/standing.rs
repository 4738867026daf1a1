//! What a text says of the standing of its targets: binding or expected, handed down by whom, striven beyond.
//!
//! Reads: a cell 约束性, `单位能耗降低3%(约束性)`, `预期性指标:…`, `完成省下达的造林任务5万亩`, `增长5%左右,并争取更好结果`.
//! Refuses: how many there are (8个约束性指标), 可预期性, what another clause is handed down (`对照省下达任务,新建公园10个`), another sentence,
//! a target behind the words that strive (`产值增长5%左右,争取更好结果,新建公园10个`).

use crate::lexicon::{Binding, Lexicon, Standing};
use crate::span::Span;

/// What is said of one target.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Stands<'l> {
    pub(crate) binding: Option<Binding>,
    /// Who handed it down.
    pub(crate) assigned: Option<&'l str>,
    /// Whether more than the mark is striven for.
    pub(crate) strives: bool,
}

/// The words of a text that say it, in order; found once, whatever number of targets the text has.
#[derive(Debug, Default)]
pub(crate) struct Standings<'l> {
    said: Vec<(Span, &'l Standing)>,
    /// Where its sentences end; nothing where nothing is said.
    ends: Vec<usize>,
    /// Whether the text is a row of a table, whose cells all speak of its target.
    row: bool,
}

/// So many bytes may lie between a number and what is said of it in its clause.
const CLAUSE: usize = 120;

impl<'l> Standings<'l> {
    pub(crate) fn of(text: &str, row: bool, lexicon: &'l Lexicon) -> Self {
        let found = lexicon.standing.find(text).map(|(at, word, standing)| (Span::new(at, at + word.len()), standing));
        let said: Vec<_> = found.filter(|(span, standing)| !matches!(standing, Standing::Kind(_)) || is_alone(text, *span)).collect();
        let ends = if said.is_empty() { Vec::new() } else { text.match_indices(['。', '\n']).map(|(at, _)| at).collect() };
        Self { said, ends, row }
    }

    /// What is said of the target with this evidence.
    pub(crate) fn stands(&self, text: &str, evidence: Span) -> Stands<'l> {
        if self.said.is_empty() {
            return Stands::default();
        }
        let sentence = self.sentence(evidence);
        let first = self.said.partition_point(|(span, _)| span.from < sentence.from);
        let last = self.said.partition_point(|(span, _)| span.from < sentence.to);
        let within = &self.said[first..last];
        let before = within.partition_point(|(span, _)| span.from < evidence.from);
        // What stands right behind, as in parentheses, speaks of what is in front of it; else the nearest head before.
        let behind = within[before..]
            .iter()
            .find(|(span, _)| span.from >= evidence.to)
            .filter(|(span, _)| span.from - evidence.to <= CLAUSE && !cuts(&text[evidence.to..span.from]));
        let kinds = || {
            within[..before].iter().rev().chain(behind).filter_map(|(span, standing)| match standing {
                Standing::Kind(kind) => Some((*span, *kind)),
                _ => None,
            })
        };
        let binding = if self.row {
            let mut kinds = within.iter().filter_map(|(_, standing)| if let Standing::Kind(kind) = standing { Some(*kind) } else { None });
            let first = kinds.next();
            first.filter(|first| kinds.all(|kind| kind == *first))
        } else {
            let own = behind.and_then(|(_, standing)| if let Standing::Kind(kind) = standing { Some(*kind) } else { None });
            own.or_else(|| kinds().find(|(span, _)| heads(text, *span)).map(|(_, kind)| kind))
        };
        let handed = within[..within.partition_point(|(span, _)| span.to <= evidence.to)].iter().rev();
        let assigned = handed
            .filter_map(|(span, standing)| if let Standing::Assigned(by) = standing { Some((*span, by)) } else { None })
            .next()
            .filter(|(span, _)| {
                self.row || span.to >= evidence.from || evidence.from - span.to <= CLAUSE && !cuts(&text[span.to..evidence.from])
            });
        // 争取更好结果 is said of what stands in front of it, back to the semicolon.
        let strive = |(span, standing): &&(Span, &Standing)| matches!(standing, Standing::Strive) && span.from >= evidence.to;
        let strives = !self.row && within.iter().find(strive).is_some_and(|(span, _)| !text[evidence.to..span.from].contains([';', '；']));
        Stands { binding, assigned: assigned.map(|(_, by)| *by), strives }
    }

    /// The sentence that a number stands in; of a row the whole of it.
    fn sentence(&self, evidence: Span) -> Span {
        if self.row {
            return Span::new(0, usize::MAX);
        }
        let next = self.ends.partition_point(|&end| end < evidence.from);
        let from = if next == 0 { 0 } else { self.ends[next - 1] };
        Span::new(from, self.ends.get(next).copied().unwrap_or(usize::MAX))
    }
}

/// Whether a clause ends in a text.
fn cuts(text: &str) -> bool {
    text.contains(['，', ',', ';', '；', '。', '\n', ':', '：'])
}

/// 约束性指标:
fn heads(text: &str, span: Span) -> bool {
    text[span.to..].starts_with([':', '：'])
}

/// Whether a word is a cell, stands in parentheses, or is a head: no letter stands beside it.
fn is_alone(text: &str, span: Span) -> bool {
    let letter = |c: char| c.is_alphanumeric();
    !text[..span.from].ends_with(letter) && !text[span.to..].starts_with(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, evidence: &str, row: bool) -> (Option<Binding>, Option<String>, bool) {
        let lexicon = Lexicon::builtin();
        let from = text.find(evidence).unwrap();
        let stands = Standings::of(text, row, lexicon).stands(text, Span::new(from, from + evidence.len()));
        (stands.binding, stands.assigned.map(str::to_owned), stands.strives)
    }

    #[test]
    fn binding_or_expected() {
        let binding = |text, evidence, row| of(text, evidence, row).0;
        assert_eq!(binding("单位能耗降低(%) | 约束性 | 3 | 3.2", "3", true), Some(Binding::Binding));
        assert_eq!(binding("单位能耗降低3%(约束性),产值增长5%(预期性)", "能耗降低3%", false), Some(Binding::Binding));
        assert_eq!(binding("单位能耗降低3%(约束性),产值增长5%(预期性)", "产值增长5%", false), Some(Binding::Expected));
        assert_eq!(binding("约束性指标:能耗降低3%;排放降低4%。产值增长5%", "排放降低4%", false), Some(Binding::Binding));
        assert_eq!(binding("约束性指标:能耗降低3%;排放降低4%。产值增长5%", "产值增长5%", false), None);
        assert_eq!(binding("确定8个约束性指标,能耗降低3%", "能耗降低3%", false), None);
        assert_eq!(binding("增强政策可预期性,产值增长5%", "产值增长5%", false), None);
        assert_eq!(binding("能耗 | 约束性 | 预期性 | 3", "3", true), None);
    }

    #[test]
    fn handed_down_by_whom() {
        let by = |text, evidence, row| of(text, evidence, row).1;
        assert_eq!(by("完成省下达的造林任务5万亩", "造林任务5万亩", false).as_deref(), Some("省"));
        assert_eq!(by("国家下达粮食产量任务30万吨", "国家下达粮食产量任务30万吨", false).as_deref(), Some("国家"));
        assert_eq!(by("市下达任务 | 造林 | 5万亩", "5万亩", true).as_deref(), Some("市"));
        assert_eq!(by("对照省下达任务,新建公园10个", "新建公园10个", false), None);
        assert_eq!(by("新建公园10个,完成省下达任务", "新建公园10个", false), None);
        assert_eq!(by("省里支持。造林5万亩", "造林5万亩", false), None);
    }

    #[test]
    fn more_is_striven_for_than_what_stands_in_front() {
        let strives = |text, evidence| of(text, evidence, false).2;
        assert!(strives("生产总值增长5%左右,并争取更好结果;就业10万人", "生产总值增长5%左右"));
        assert!(strives("生产总值增长5%左右,就业10万人,努力争取更好结果。", "生产总值增长5%左右"));
        assert!(!strives("生产总值增长5%左右,并争取更好结果;就业10万人", "就业10万人"));
        assert!(!strives("生产总值增长5%左右,争取更好结果,就业10万人", "就业10万人"));
        assert!(!strives("生产总值增长5%左右;就业10万人,争取更好结果", "生产总值增长5%左右"));
        assert!(!strives("生产总值增长5%左右。我们要努力争取更好结果", "增长5%左右"));
        assert!(!strives("中国创新更好发展,新建公园10个", "新建公园10个"));
    }
}
