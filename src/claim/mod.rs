//! From quantities to claims: what is counted, by which verb, in which clause. [`target`] and [`figure`] make targets and figures of them.

mod basis;
mod clause;
mod column;
mod commitment;
mod cue;
mod date;
mod distribute;
mod figure;
mod heads;
mod measure;
mod members;
mod noun;
mod parts;
mod phrase;
mod place;
mod plan;
mod read;
mod rule;
mod segment;
mod standing;
mod stated;
mod tabulated;
mod target;
mod told;
mod vague;

use crate::grammar::{Period, Quantity};
use crate::lexicon::{Commitment, Governs, Lexicon, Modality, Verb};
use crate::role::{Ground, Section, Stance, Weighed, stances};
use crate::span::Span;
use cue::cues;

pub(crate) use basis::basis;
pub(crate) use clause::Clause;
pub(crate) use column::{Named, unit_of};
pub(crate) use cue::{Cued, OWN};
pub(crate) use figure::{Figure, Lent, figures};
pub(crate) use members::{joins, members};
pub(crate) use parts::without_front;
pub(crate) use phrase::Marks;
pub(crate) use read::{Reading, Tense, laid, read, with_claims};
pub use rule::TargetRule;
pub(crate) use standing::{Standings, Stands};
pub(crate) use stated::{Form, Stated, is_share};
pub(crate) use tabulated::tabulated;
pub(crate) use target::{Target, reaches, targets};
pub(crate) use told::{Beside, Told, divides, rate_alone, told};
pub(crate) use vague::{InWords, vague, whole};

/// A quantity, or a commitment without one, with the words that say what it is of. Offsets are into the cell.
#[derive(Debug, Clone)]
pub(crate) struct Claim<'l> {
    pub(crate) said: Said<'l>,
    /// From the verb to the last word that belongs to it.
    pub(crate) evidence: Span,
    /// What belongs to it and stands apart, in front: a member of a list.
    pub(crate) apart: Option<Span>,
    pub(crate) indicator: String,
    /// Whether the indicator was named by an earlier clause.
    pub(crate) inherited: bool,
    pub(crate) action: Option<Span>,
    /// The verb in front of the noun, or taken over from the head of a list.
    pub(crate) verb: Option<Verb>,
    /// Whether the verb is that of the head of a list.
    pub(crate) listed: bool,
    /// 增长 or 下降 in front of the number, with the place of the word.
    pub(crate) trend: Option<Governs>,
    /// 达到, 稳定在.
    pub(crate) level: bool,
    /// 缩短至: a level that is come down to.
    pub(crate) sinks: bool,
    pub(crate) marks: Marks,
    pub(crate) modality: Option<Modality>,
    pub(crate) reference: bool,
    /// Quantities that define the class counted: 50亿元以上.
    pub(crate) thresholds: Vec<Quantity<'l>>,
    /// Whether the quantity itself only defines a class.
    pub(crate) class: bool,
    pub(crate) baseline: Option<Quantity<'l>>,
    /// Index of its clause.
    pub(crate) clause: usize,
    pub(crate) period: Option<Period>,
    /// The year that stands in front of it.
    pub(crate) year: Option<u16>,
    pub(crate) stated: Option<Stated>,
    /// The year by whose end it is due: 到2025年.
    pub(crate) due: Option<u16>,
    /// The words behind the quantity, to the end of the clause.
    pub(crate) behind: Span,
    pub(crate) rule: TargetRule,
}

/// What a claim says.
#[derive(Debug, Clone)]
pub(crate) enum Said<'l> {
    Quantity(Quantity<'l>),
    Commitment(Commitment),
}

/// Weighs every claim of a reading of prose that stands on `ground`; `numbered` says that a number begins it.
pub(crate) fn weigh(text: &str, reading: &Reading<'_>, ground: &Ground, numbered: bool, lexicon: &Lexicon) -> Vec<Weighed> {
    stances(reading, cues(text, reading, lexicon), ground, numbered)
}

/// Leaves of a reading of prose that stands on `ground` only the claims whose stance is `wanted`.
pub(crate) fn keep(reading: &mut Reading<'_>, text: &str, ground: &Ground, lexicon: &Lexicon, wanted: impl Fn(Stance) -> bool) {
    let weighed = weigh(text, reading, ground, false, lexicon);
    let mut weighed = weighed.iter();
    reading.claims.retain(|_| weighed.next().is_none_or(|weighed| wanted(weighed.stance)));
}

/// What each number of a reading of prose was taken for, and what spoke for and against it.
pub(crate) fn explained(text: &str, reading: &Reading<'_>, weighed: &[Weighed], section: Option<Section>) -> Vec<String> {
    let section = section.map(|section| format!("section: {section:?}").to_lowercase());
    let lines = reading.claims.iter().zip(weighed).map(|(claim, weighed)| format!("{}: {weighed}", claim.evidence.of(text)));
    section.into_iter().chain(lines).collect()
}

impl<'l> Claim<'l> {
    pub(crate) fn quantity(&self) -> Option<&Quantity<'l>> {
        match &self.said {
            Said::Quantity(quantity) => Some(quantity),
            Said::Commitment(_) => None,
        }
    }

    /// Whether it is of a quantity in the same unit.
    pub(crate) fn is_in_the_unit_of(&self, quantity: &Quantity<'_>) -> bool {
        self.quantity().is_some_and(|own| own.unit.name == quantity.unit.name)
    }
}
