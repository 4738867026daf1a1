//! tmp
#![forbid(unsafe_code)]
mod claim;
mod error;
mod grammar;
mod layout;
mod lexicon;
mod pair;
mod report;
mod score;
mod span;
mod text;
pub use error::Error;
pub use lexicon::{Approx, Bound, Column, Lexicon, Measure, Modality, Polarity, StatedOf};
pub use pair::{Combine, Quality, Reason};
pub use report::{Extractor, Figure, Item, Items, LineMentions, Lines, Mention, Note, Outcome, Report, Target, quantities};
pub use score::{Completion, RatioIs, Status, Tally};
pub use rust_decimal::Decimal;
pub use span::Span;
