//! Commitments that no number stands in: 完成国家下达的任务, 高于全国平均水平, 位居全省前列, 6月底前建成.
//!
//! Reads: a clause with a word of `vague.tsv` and no target of its own; of a row without any, the row as a whole (`other`).
//! A word of direction counts only behind the name of a headline indicator (居民消费价格合理回升), and a refusal beside one (没有提出经济增速具体目标).
//! Refuses: what stands in parentheses, a clause with a quantity (完成年度计划开工的80.8%) or with a target.

use super::{Reading, Target};
use crate::lexicon::{Headline, Lexicon, Vague};
use crate::span::Span;

/// A commitment in words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InWords {
    pub(crate) span: Span,
    pub(crate) kind: Vague,
    /// The headline indicator that it is of.
    pub(crate) headline: Option<&'static Headline>,
}

/// The commitments in words of a task, in order. `targets` are those that the task gave.
pub(crate) fn vague(text: &str, reading: &Reading<'_>, targets: &[Target<'_>], lexicon: &Lexicon) -> Vec<InWords> {
    let quantified = |span: Span| {
        reading.quantities_in(span).next().is_some()
            || targets.iter().any(|target| span.from < target.claim.evidence.to && target.claim.evidence.from < span.to)
    };
    let mut found: Vec<InWords> = Vec::new();
    for clause in reading.clauses.iter().filter(|clause| !clause.inside && !quantified(clause.span)) {
        let said = clause.span.of(text);
        // The kinds stand in the order in which they decide.
        let mut kinds: Vec<Vague> = lexicon.vague.find(said).filter_map(|(_, _, &kind)| kind).collect();
        kinds.sort_unstable();
        // Of which indicators it is by each kind; nothing where the kind needs one and there is none.
        let read = kinds.into_iter().find_map(|kind| {
            let named = match kind {
                Vague::Declined | Vague::Delegated => Headline::within(said),
                _ => Headline::leading(said).into_iter().collect(),
            };
            let needed = matches!(kind, Vague::Declined | Vague::Qualitative);
            (!named.is_empty() || !needed).then_some((kind, named))
        });
        let Some((kind, named)) = read else { continue };
        let lead = said.len() - said.trim_start().len();
        let span = Span::new(clause.span.from + lead, clause.span.from + said.trim_end().len());
        // 完成国家下达的粮食生产、能耗任务 is a commitment of each.
        let headlines = named.iter().map(|&named| Some(named)).chain(named.is_empty().then_some(None));
        found.extend(headlines.map(|headline| InWords { span, kind, headline }));
    }
    found
}

/// The commitment that an item without any other is as a whole.
pub(crate) fn whole(text: &str) -> Option<InWords> {
    let said = text.trim();
    let from = text.len() - text.trim_start().len();
    (!said.is_empty()).then(|| InWords { span: Span::new(from, from + said.len()), kind: Vague::Other, headline: None })
}
