//! Commitments that no number stands in: 完成国家下达的任务, 高于全国平均水平, 位居全省前列, 6月底前建成.
//!
//! Reads: a clause with a word of `vague.tsv` and no target of its own; of an item without any, the item as a whole (`other`).
//! Refuses: what stands in parentheses, a clause with a quantity (完成年度计划开工的80.8%) or with a target.

use super::{Reading, Target};
use crate::lexicon::{Lexicon, Vague};
use crate::span::Span;

/// The commitments in words of a task, in order. `targets` are those that the task gave.
pub(crate) fn vague(text: &str, reading: &Reading<'_>, targets: &[Target<'_>], lexicon: &Lexicon) -> Vec<(Span, Vague)> {
    let quantified = |span: Span| {
        reading.quantities_in(span).next().is_some()
            || targets.iter().any(|target| span.from < target.claim.evidence.to && target.claim.evidence.from < span.to)
    };
    let mut found: Vec<(Span, Vague)> = Vec::new();
    for clause in reading.clauses.iter().filter(|clause| !clause.inside && !quantified(clause.span)) {
        let said = clause.span.of(text);
        // The kinds stand in the order in which they decide.
        if let Some(kind) = lexicon.vague.find(said).filter_map(|(_, _, &kind)| kind).min() {
            let lead = said.len() - said.trim_start().len();
            found.push((Span::new(clause.span.from + lead, clause.span.from + said.trim_end().len()), kind));
        }
    }
    let said = text.trim();
    if found.is_empty() && targets.is_empty() && !said.is_empty() {
        let from = text.len() - text.trim_start().len();
        found.push((Span::new(from, from + said.len()), Vague::Other));
    }
    found
}
