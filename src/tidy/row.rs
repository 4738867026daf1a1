//! The rows of an item.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::column::{Column, Table, of_figures, of_items, of_targets};
use super::{Cell, Origin};
use crate::{AchievedFigure, Commitment, Figure, Item, Lexicon, Outcome, Scheme, Scored, Span, Target};

/// Makes the rows of items.
///
/// ```
/// use dabiao::{Extractor, tidy};
/// let text = "序号|重点工作|完成情况\n1|新建学校9所|新建学校4所\n";
/// let extractor = Extractor::new();
/// let (source, report) = (tidy::Source::new("report.txt", text), extractor.parse(text)?);
/// let rows = tidy::Rows::new(&source, extractor.lexicon());
/// let mut csv = tidy::Table::Targets.header();
/// for row in report.items.iter().flat_map(|item| rows.targets(item)) {
///     csv += &row.record().csv();
/// }
/// assert_eq!(csv.lines().count(), 2);
/// # Ok::<(), dabiao::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    asked: &'a dyn Origin,
    given: &'a dyn Origin,
    scheme: &'static Scheme,
    lexicon: &'a str,
}

impl<'a> Rows<'a> {
    /// Rows of a report that was read with these words.
    #[must_use]
    pub fn new(report: &'a dyn Origin, lexicon: &'a Lexicon) -> Self {
        Self { asked: report, given: report, scheme: Scheme::all()[0], lexicon: lexicon.version() }
    }

    /// The figures of the answers stand in another report.
    #[must_use]
    pub fn answered_from(self, results: &'a dyn Origin) -> Self {
        Self { given: results, ..self }
    }

    /// The items were scored by that scheme; see [`Item::score`].
    #[must_use]
    pub fn scored_by(self, scheme: &'static Scheme) -> Self {
        Self { scheme, ..self }
    }

    fn row(self, item: &'a Item) -> Row<'a> {
        let Self { asked, given, scheme, lexicon } = self;
        Row { asked, given, item, target: None, words: None, achieved: None, scheme, lexicon, table: Table::Items }
    }

    /// The row of the item itself.
    #[must_use]
    pub fn item(self, item: &'a Item) -> Row<'a> {
        self.row(item)
    }

    /// The rows of an item: its targets, then what it commits to in words.
    pub fn targets(self, item: &'a Item) -> impl Iterator<Item = Row<'a>> {
        let row = Row { table: Table::Targets, ..self.row(item) };
        let targets = item.targets.iter().map(move |target| Row { target: Some(target), ..row });
        targets.chain(item.commitments.iter().map(move |words| Row { words: Some(words), ..row }))
    }

    /// The rows of the figures of an item.
    pub fn figures(self, item: &'a Item) -> impl Iterator<Item = Row<'a>> {
        let row = Row { table: Table::Figures, ..self.row(item) };
        item.figures.iter().map(move |achieved| Row { achieved: Some(achieved), ..row })
    }
}

/// What one row is made of.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Row<'a> {
    /// The report that the target stands in.
    pub asked: &'a dyn Origin,
    /// The report that the figures stand in.
    pub given: &'a dyn Origin,
    /// The item that it is of.
    pub item: &'a Item,
    /// Of a row that is a target.
    pub target: Option<&'a Target>,
    /// Of a row that is a commitment in words.
    pub words: Option<&'a Commitment>,
    /// Of a row that is a figure by itself.
    pub achieved: Option<&'a AchievedFigure>,
    /// The scheme that it was scored by.
    pub scheme: &'static Scheme,
    /// The version of the words in force.
    pub lexicon: &'a str,
    table: Table,
}

impl<'a> Row<'a> {
    /// Which columns it has.
    #[must_use]
    pub const fn table(&self) -> Table {
        self.table
    }

    /// Its cells in the order of its columns, and those of the user.
    pub fn cells(&self) -> impl Iterator<Item = Cell> {
        let columns: Box<dyn Iterator<Item = &'static Column>> = match self.table {
            Table::Figures => Box::new(of_figures()),
            Table::Items => Box::new(of_items()),
            _ => Box::new(of_targets()),
        };
        columns.map(|column| (column.cell)(self)).chain(self.asked.more().iter().map(Cell::from))
    }

    /// Its cells under their names, without those of the user.
    #[must_use]
    pub fn record(&self) -> Record {
        let table = self.table();
        Record { table, cells: self.cells().take(table.columns().len()).collect() }
    }

    pub(super) fn outcome(&self) -> Option<&'a Outcome> {
        self.target.map(|target| &target.outcome)
    }

    pub(super) fn scored(&self) -> Option<&'a Scored> {
        self.outcome().and_then(|outcome| outcome.scored.as_ref())
    }

    pub(super) fn figures(&self) -> &'a [Figure] {
        self.outcome().map_or(&[], |outcome| &outcome.figures)
    }

    pub(super) fn rivals(&self) -> &'a [Figure] {
        self.outcome().map_or(&[], |outcome| &outcome.rivals)
    }

    /// The evidence of what is asked.
    pub(super) fn spans(&self) -> &'a [Span] {
        match (self.target, self.words, self.achieved) {
            (Some(target), ..) => &target.spans,
            (_, Some(words), _) => &words.spans,
            (.., Some(achieved)) => &achieved.figure.spans,
            (None, None, None) => &[],
        }
    }
}

/// The cells of a row under their names. In serde it is a map, empty cells null: with a serializer of JSON, a line of JSON lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    table: Table,
    cells: Vec<Cell>,
}

impl Record {
    pub(crate) const fn new(table: Table, cells: Vec<Cell>) -> Self {
        Self { table, cells }
    }

    /// The cells in the order of the columns.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The cell of a column.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Cell> {
        self.table.columns().iter().position(|column| column.name == name).and_then(|at| self.cells.get(at))
    }

    /// A line of CSV with its end, by RFC 4180. A text that a spreadsheet would take for a formula is not guarded.
    #[must_use]
    pub fn csv(&self) -> String {
        line(self.cells.iter().map(Cell::written))
    }
}

impl Table {
    /// The first line of a CSV of its rows, with its end.
    #[must_use]
    pub fn header(self) -> String {
        line(self.columns().iter().map(|column| column.name.to_owned()))
    }
}

/// Cells as a line of CSV with its end.
pub(crate) fn line(cells: impl Iterator<Item = String>) -> String {
    let quoted = |cell: String| if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell };
    cells.map(quoted).collect::<Vec<_>>().join(",") + "\n"
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.cells.len()))?;
        for (column, cell) in self.table.columns().iter().zip(&self.cells) {
            map.serialize_entry(column.name, cell)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn a_cell_is_quoted_where_it_must_be() {
        assert_eq!(
            line(["修路", "a,b", "他说\"好\"", "", "甲\n乙"].map(str::to_owned).into_iter()),
            "修路,\"a,b\",\"他说\"\"好\"\"\",,\"甲\n乙\"\n"
        );
    }
}
