//! Which claims of a progress cell are achieved figures.

use super::measure;
use super::{Claim, Reading, Said};
use crate::lexicon::{Lexicon, Measure};
use crate::span::Span;

/// A claim that something was reached, or is on the way.
#[derive(Debug, Clone)]
pub(crate) struct Figure<'l> {
    pub(crate) claim: Claim<'l>,
    pub(crate) measure: Measure,
    pub(crate) decrease: bool,
    /// What its row was lent of its name.
    pub(crate) lent: Option<Box<Lent>>,
}

/// The row of a table that is a part of another one: 水运 below 货物周转量.
#[derive(Debug, Clone)]
pub(crate) struct Lent {
    /// What it is called itself.
    pub(crate) own: String,
    /// What is measured by the name of the other one.
    pub(crate) words: String,
    /// Where the other one, or the caption, is printed.
    pub(crate) from: Span,
}

/// The figures of a progress cell, made of its claims, which are used up. Plans and rests (剩余3个) are figures too; pairing passes over them.
pub(crate) fn figures<'l>(reading: &mut Reading<'l>, lexicon: &Lexicon) -> Vec<Figure<'l>> {
    let claims = std::mem::take(&mut reading.claims).into_iter();
    claims.filter(|claim| matches!(claim.said, Said::Quantity(_)) && !claim.class).map(|claim| figure(claim, lexicon)).collect()
}

pub(super) fn figure<'l>(claim: Claim<'l>, lexicon: &Lexicon) -> Figure<'l> {
    Figure { measure: measure::measure(&claim, lexicon), decrease: measure::decreasing(&claim), lent: None, claim }
}
