//! How far two codings of the same reports agree: the program's and a person's, or those of two people.
//!
//! [`compare`] matches the targets of two [`Coding`]s and says how well the one finds those of the other, how far they agree on bound, measure,
//! quality and verdict ([`kappa`], [`alpha`]), and how far their ratios are apart. The two coefficients can be used by themselves; they
//! are statistics and computed in floating point, unlike every value, ratio and verdict.
//!
//! ```
//! use dabiao::agree::{Coded, Coding, compare};
//! use dabiao::{Bound, Decimal};
//! let target = |line, indicator: &str, value, bound| Coded {
//!     line,
//!     indicator: indicator.to_owned(),
//!     value: Some(Decimal::from(value)),
//!     unit: "家".to_owned(),
//!     bound: Some(bound),
//!     ..Coded::default()
//! };
//! let program = Coding::whole(vec![target(2, "高新技术企业", 500, Bound::Ge), target(3, "上市企业", 7, Bound::Eq)]);
//! let person = Coding::whole(vec![target(2, "国家高新技术企业", 500, Bound::Ge)]);
//! let agreement = compare(&program, &person);
//! assert_eq!((agreement.matched, agreement.precision, agreement.recall), (1, Some(0.5), Some(1.0)));
//! ```

mod alpha;
mod coding;
mod compare;
mod confusion;
mod kappa;
mod matching;

pub use alpha::alpha;
pub use coding::{Coded, Coding};
pub use compare::{Agreement, Disagreement, FieldAgreement, RatioAgreement, compare};
pub use confusion::Confusion;
pub use kappa::kappa;

use std::fmt;

use serde::Serialize;

/// Why a coefficient has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Undefined {
    /// Nothing was coded by two.
    NoPairs,
    /// Only one category was used: agreement by chance would be perfect as well, and there is nothing to set the observed one against.
    OneCategory,
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoPairs => "undefined: nothing was coded by both",
            Self::OneCategory => "undefined: both used one category only",
        })
    }
}

impl std::error::Error for Undefined {}
