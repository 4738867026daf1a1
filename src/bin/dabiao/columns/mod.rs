//! The columns of the tidy output: each says what it means and how it is filled, so that the header, the codebook and the cells are one list.

mod achieved;
mod figure;
mod item;
mod outcome;
mod target;

use dabiao::{AchievedFigure, Commitment, Decimal, Figure, Item, Outcome, Scheme, Scored, Span, Target};

use crate::facts::Facts;
use crate::table::name;

/// A column and its line in the codebook.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// What a number counts; empty of texts and flags.
    pub(crate) unit: &'static str,
    /// Every value it can have, of a closed list.
    pub(crate) values: &'static [&'static str],
    pub(crate) meaning: &'static str,
    /// Where the value comes from.
    pub(crate) source: &'static str,
    pub(crate) cell: fn(&Row<'_>) -> Cell,
}

/// What kind of values a column holds. Any of them may be empty where the value is missing or does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Text,
    Integer,
    /// An exact decimal.
    Decimal,
    /// 0 or 1.
    Flag,
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    Integer(usize),
    Decimal(Decimal),
    Flag(bool),
}

impl Cell {
    /// As it is written in a CSV file.
    pub(crate) fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Integer(number) => number.to_string(),
            Self::Decimal(number) => number.to_string(),
            Self::Flag(set) => u8::from(*set).to_string(),
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Integer(number)
    }
}

impl From<u16> for Cell {
    fn from(number: u16) -> Self {
        Self::Integer(number.into())
    }
}

impl From<Decimal> for Cell {
    fn from(number: Decimal) -> Self {
        Self::Decimal(number)
    }
}

impl From<bool> for Cell {
    fn from(set: bool) -> Self {
        Self::Flag(set)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// What one row is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    /// The report that the target stands in.
    pub(crate) asked: &'a Facts,
    /// The report that the figures stand in.
    pub(crate) given: &'a Facts,
    pub(crate) item: &'a Item,
    /// None of a commitment in words.
    pub(crate) target: Option<&'a Target>,
    pub(crate) words: Option<&'a Commitment>,
    /// Of a row that is a figure by itself.
    pub(crate) achieved: Option<&'a AchievedFigure>,
    pub(crate) scheme: &'static Scheme,
    /// The version of the words in force.
    pub(crate) lexicon: &'a str,
}

impl<'a> Row<'a> {
    /// Its cells, and those of the user.
    pub(crate) fn cells(&self) -> impl Iterator<Item = Cell> {
        all().map(|column| (column.cell)(self)).chain(self.asked.more.iter().map(Cell::from))
    }

    /// The same of a row that is a figure by itself.
    pub(crate) fn figure_cells(&self) -> impl Iterator<Item = Cell> {
        of_figures().map(|column| (column.cell)(self)).chain(self.asked.more.iter().map(Cell::from))
    }

    fn outcome(&self) -> Option<&'a Outcome> {
        self.target.map(|target| &target.outcome)
    }

    fn scored(&self) -> Option<&'a Scored> {
        self.outcome().and_then(|outcome| outcome.scored.as_ref())
    }

    fn figures(&self) -> &'a [Figure] {
        self.outcome().map_or(&[], |outcome| &outcome.figures)
    }

    fn rivals(&self) -> &'a [Figure] {
        self.outcome().map_or(&[], |outcome| &outcome.rivals)
    }

    /// The evidence of what is asked.
    fn spans(&self) -> &'a [Span] {
        match (self.target, self.words, self.achieved) {
            (Some(target), ..) => &target.spans,
            (_, Some(words), _) => &words.spans,
            (.., Some(achieved)) => &achieved.figure.spans,
            (None, None, None) => &[],
        }
    }
}

/// The rows of an item: its targets, then what it commits to in words.
pub(crate) fn rows<'a>(
    [asked, given]: [&'a Facts; 2],
    item: &'a Item,
    scheme: &'static Scheme,
    lexicon: &'a str,
) -> impl Iterator<Item = Row<'a>> {
    let row = Row { asked, given, item, target: None, words: None, achieved: None, scheme, lexicon };
    let targets = item.targets.iter().map(move |target| Row { target: Some(target), ..row });
    targets.chain(item.commitments.iter().map(move |words| Row { words: Some(words), ..row }))
}

/// The rows of the figures of an item.
pub(crate) fn figure_rows<'a>(facts: &'a Facts, item: &'a Item, lexicon: &'a str) -> impl Iterator<Item = Row<'a>> {
    let scheme = Scheme::all()[0];
    let row = Row { asked: facts, given: facts, item, target: None, words: None, achieved: None, scheme, lexicon };
    item.figures.iter().map(move |achieved| Row { achieved: Some(achieved), ..row })
}

/// Every column of the figures, in order.
pub(crate) fn of_figures() -> impl Iterator<Item = &'static Column> {
    [item::COLUMNS, achieved::COLUMNS, item::VERSIONS].into_iter().flatten()
}

/// Every column, in order.
pub(crate) fn all() -> impl Iterator<Item = &'static Column> {
    [item::COLUMNS, target::COLUMNS, outcome::COLUMNS, figure::COLUMNS, item::VERSIONS].into_iter().flatten()
}

/// A word of a closed list, as it stands in the JSON output.
fn named<T: serde::Serialize>(value: Option<&T>) -> Cell {
    value.map(name).into()
}

/// The ends of spans: `12..34;40..52`.
pub(crate) fn places(spans: &[Span]) -> String {
    spans.iter().map(|span| format!("{}..{}", span.from, span.to)).collect::<Vec<_>>().join(";")
}

/// What stands between the values of several figures.
const BETWEEN: &str = " | ";

/// A field of each figure.
fn each(figures: &[Figure], field: impl Fn(&Figure) -> String) -> Cell {
    let fields: Vec<String> = figures.iter().map(field).collect();
    if fields.iter().all(String::is_empty) { Cell::Empty } else { fields.join(BETWEEN).into() }
}

const fn text(name: &'static str, source: &'static str, meaning: &'static str, cell: fn(&Row<'_>) -> Cell) -> Column {
    Column { name, kind: Kind::Text, unit: "", values: &[], meaning, source, cell }
}

const fn integer(
    name: &'static str,
    unit: &'static str,
    source: &'static str,
    meaning: &'static str,
    cell: fn(&Row<'_>) -> Cell,
) -> Column {
    Column { name, kind: Kind::Integer, unit, values: &[], meaning, source, cell }
}

const fn decimal(
    name: &'static str,
    unit: &'static str,
    source: &'static str,
    meaning: &'static str,
    cell: fn(&Row<'_>) -> Cell,
) -> Column {
    Column { name, kind: Kind::Decimal, unit, values: &[], meaning, source, cell }
}

const fn flag(name: &'static str, source: &'static str, meaning: &'static str, cell: fn(&Row<'_>) -> Cell) -> Column {
    Column { name, kind: Kind::Flag, unit: "", values: &["0", "1"], meaning, source, cell }
}

const fn listed(
    name: &'static str,
    values: &'static [&'static str],
    source: &'static str,
    meaning: &'static str,
    cell: fn(&Row<'_>) -> Cell,
) -> Column {
    Column { name, kind: Kind::Text, unit: "", values, meaning, source, cell }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dabiao::{Combine, PairRule, Quality, TargetRule};

    /// The names that a type can have in JSON, as the error for another one lists them.
    fn names<T: serde::de::DeserializeOwned>() -> Vec<String> {
        let error = serde_json::from_str::<T>("\"?\"").err().map(|error| error.to_string()).unwrap_or_default();
        error.split('`').skip(3).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn a_list_of_values_is_that_of_its_type() {
        let listed = |name: &str| all().find(|column| column.name == name).map(|column| column.values);
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
        for columns in [all().collect::<Vec<_>>(), of_figures().collect()] {
            short_and_given_once(columns.iter().map(|column| column.name).collect());
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
        assert!(all().all(|column| column.meaning.len() > 10 && !column.source.is_empty()));
        assert!(all().all(|column| column.unit.is_empty() == matches!(column.kind, Kind::Text | Kind::Flag)));
    }
}
