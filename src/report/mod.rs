//! The public model and the front door.

mod about;
mod achieved;
mod agencies;
mod columns;
mod compare;
mod correction;
mod corrections;
mod evidence;
mod extractor;
mod item;
mod model;
mod outcome;
mod printed;
mod reckon;
mod repeats;
mod scored;
mod stream;
mod summary;

pub use about::About;
pub use agencies::Agencies;
#[cfg(feature = "tidy")]
pub(crate) use compare::LaidOut;
pub use correction::{Corrected, Correction};
pub use corrections::{Corrections, Fitted};
pub use extractor::Extractor;
pub use model::{AchievedFigure, Commitment, Figure, FigureRule, Item, LineMentions, Mention, Note, Outcome, Report, Target};
pub use printed::Printed;
pub use repeats::Repeats;
pub use stream::{Items, Lines, Passed, Unscored, UnscoredItems};
pub use summary::{By, Group, Summary};

use crate::error::Error;

impl Report {
    /// Reads a whole report with the built-in lexicon; [`Extractor`] has the options and the stream.
    ///
    /// # Errors
    /// See [`Extractor::parse`].
    pub fn parse(source: &str) -> Result<Self, Error> {
        Extractor::new().parse(source)
    }

    /// Answers the targets of one report from the review part of a later one; see [`Extractor::compare`].
    ///
    /// # Errors
    /// See [`Extractor::compare`].
    pub fn compare(targets: &str, results: &str) -> Result<Self, Error> {
        Extractor::new().compare(targets, results)
    }

    /// The targets of all items.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        self.items.iter().flat_map(|item| &item.targets)
    }
}

/// The quantities of one sentence, as they stand.
///
/// ```
/// let found = dabiao::quantities("新增高校毕业生2.4万余人,增长8%以上");
/// assert_eq!(found[0].value.unwrap().to_string(), "24000");
/// assert_eq!((found[0].unit.as_str(), found[0].approx), ("人", Some(dabiao::Approx::Over)));
/// assert_eq!(found[1].text, "8%");
/// ```
#[must_use]
pub fn quantities(text: &str) -> Vec<Mention> {
    Extractor::new().quantities(text)
}
