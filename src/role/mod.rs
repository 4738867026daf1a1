//! The decisions that are made from all that speaks for and against: what a column holds.

mod arithmetic;
mod column;
mod heading;
mod kind;
mod place;
mod section;
mod stance;

pub(crate) use arithmetic::{Share, in_groups, shares};
pub(crate) use column::{Body, Group, Role, Roles, decide, triples, value};
pub(crate) use heading::{Heading, heading, parenthesised};
pub(crate) use kind::{KINDS, Kind, gathers, is_blank, kind, row_number, without_brackets, without_its_name};
pub(crate) use place::{APART, Placer, Word, misfit};
#[cfg(feature = "tidy")]
pub(crate) use section::plan_years;
pub(crate) use section::{Ground, Head, Section, Sections};
pub(crate) use stance::{Stance, Weighed, stances};
