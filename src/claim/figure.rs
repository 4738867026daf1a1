//! Which claims of a progress cell are achieved figures.

use super::measure;
use super::{Claim, Reading, Said};
use crate::lexicon::{Lexicon, Measure};

/// A claim that something was reached, or is on the way.
#[derive(Debug, Clone)]
pub(crate) struct Figure<'l> {
    pub(crate) claim: Claim<'l>,
    pub(crate) measure: Measure,
    pub(crate) decrease: bool,
}

/// The figures of a progress cell, made of its claims, which are used up. Plans and rests (剩余3个) are figures too; pairing passes over them.
pub(crate) fn figures<'l>(reading: &mut Reading<'l>, lexicon: &Lexicon) -> Vec<Figure<'l>> {
    let claims = std::mem::take(&mut reading.claims).into_iter();
    claims.filter(|claim| matches!(claim.said, Said::Quantity(_)) && !claim.class).map(|claim| figure(claim, lexicon)).collect()
}

pub(super) fn figure<'l>(claim: Claim<'l>, lexicon: &Lexicon) -> Figure<'l> {
    Figure { measure: measure::measure(&claim, lexicon), decrease: measure::decreasing(&claim), claim }
}
