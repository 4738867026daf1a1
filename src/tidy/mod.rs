//! Tidy rows: one for each target or achieved figure, under columns that say what they mean (feature `tidy`).
//!
//! The header, the codebook and the cells are one list: [`Table::columns`] names the columns, [`Rows`] makes the rows of an item, and
//! [`Record`] is a row as a line of CSV or, through serde, of JSON lines. An [`Origin`] says what a row tells of the file it comes from;
//! [`Source`] is one for a text in memory.

mod achieved;
#[cfg(feature = "arrow")]
pub mod arrow;
mod cell;
#[doc(hidden)]
pub mod characters;
pub(crate) mod column;
mod exact;
mod figure;
#[cfg(feature = "files")]
mod file;
mod group;
mod item;
mod mention;
mod origin;
mod outcome;
pub(crate) mod row;
mod target;

pub use cell::{Cell, GUARD, is_formula};
pub use column::{Entry, Kind, Table};
pub use exact::{PRECISION, SCALE, scaled};
#[cfg(feature = "files")]
pub use file::File;
pub use group::GroupRow;
pub use mention::MentionRow;
pub use origin::{Origin, Source};
pub use row::{Record, Row, Rows};

use column::{Column, decimal, evidences, flag, integer, listed, named, spans, text, texts};

use crate::{Figure, Span};

/// The ends of spans: `12..34;40..52`.
#[must_use]
pub fn places(spans: &[Span]) -> String {
    spans.iter().map(|span| format!("{}..{}", span.from, span.to)).collect::<Vec<_>>().join(";")
}

/// What stands between the values of several figures.
const BETWEEN: &str = " | ";

/// A field of each figure.
fn each(figures: &[Figure], field: impl Fn(&Figure) -> String) -> Cell {
    let fields: Vec<String> = figures.iter().map(field).collect();
    if fields.iter().all(String::is_empty) { Cell::Empty } else { fields.join(BETWEEN).into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Combine, PairRule, Quality, TargetRule};

    /// The names that a type can have in JSON, as the error for another one lists them.
    fn names<T: serde::de::DeserializeOwned>() -> Vec<String> {
        let error = serde_json::from_str::<T>("\"?\"").err().map(|error| error.to_string()).unwrap_or_default();
        error.split('`').skip(3).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn a_list_of_values_is_that_of_its_type() {
        let listed = |name: &str| Table::Targets.columns().iter().find(|column| column.name == name).map(|column| column.values);
        for (column, names) in [
            ("rule", names::<TargetRule>()),
            ("pair_rule", names::<PairRule>()),
            ("quality", names::<Quality>()),
            ("combine", names::<Combine>()),
        ] {
            assert!(names.len() > 2, "{column}");
            assert_eq!(listed(column).unwrap_or_default(), names, "{column}");
        }
    }

    #[test]
    fn names_are_short_and_given_once() {
        for columns in [Table::Targets, Table::Figures, Table::Items, Table::Groups, Table::Quantities, Table::Panel].map(Table::columns) {
            short_and_given_once(columns.iter().map(|column| column.name).collect());
            let vague = columns.iter().filter(|column| column.meaning.len() <= 10 || column.source.is_empty());
            assert_eq!(vague.map(|column| column.name).collect::<Vec<_>>(), [""; 0]);
            assert!(columns.iter().all(|column| column.unit.is_empty() == !matches!(column.kind, Kind::Integer | Kind::Decimal)));
        }
    }

    fn short_and_given_once(mut names: Vec<&str>) {
        for name in &names {
            // Stata takes 32 characters.
            assert!(
                name.len() <= 32 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'),
                "{name}"
            );
        }
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
