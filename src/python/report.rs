//! Reports that were read, as Python holds them.

use std::sync::Arc;

use arrow_array::RecordBatch;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyList;

use super::failure::{self, Failure, inside};
use super::options::{Asked, Options};
use super::read::{self, Report};
use super::run::{Shared, Told, spread, threads};
use super::source::Source;
use super::table::{Table, named};
use crate::tidy::{self, Cell, GroupRow, Origin, Rows, arrow};
use crate::{By, Summary};

/// Reports that were read.
#[pyclass(frozen, module = "dabiao._dabiao")]
#[derive(Debug)]
pub(super) struct Reports {
    reports: Arc<Vec<Report>>,
    /// What could not be read, with its name and which of the sources it is.
    failed: Vec<(String, usize, Failure)>,
    options: Options,
    threads: usize,
}

/// The sources that Python gives, with their names where it gives those.
pub(super) fn sources(given: &Bound<'_, PyList>, names: Option<Vec<String>>) -> PyResult<Vec<Source>> {
    let names = names.into_iter().flatten().map(Some).chain(std::iter::repeat(None));
    given.iter().zip(names).map(|(given, name)| Source::of(&given, name)).collect()
}

/// Who is told how far it is with some sources.
pub(super) fn told(callback: Option<Py<PyAny>>, sources: &[Source]) -> Told {
    Told { callback, of: sources.iter().map(Source::size).sum() }
}

/// Reads sources. What cannot be read is kept, or the first such is raised.
#[pyfunction]
#[pyo3(signature = (given, names, asked, count, progress, keep))]
pub(super) fn score(
    py: Python<'_>,
    given: &Bound<'_, PyList>,
    names: Option<Vec<String>>,
    asked: Asked,
    count: Option<usize>,
    progress: Option<Py<PyAny>>,
    keep: bool,
) -> PyResult<Reports> {
    let options = Options::of(py, asked)?;
    let sources = Arc::new(sources(given, names)?);
    let (told, threads) = (told(progress, &sources), threads(count));
    let each = if sources.len() == 1 { threads } else { 1 };
    let read = {
        let (sources, options) = (Arc::clone(&sources), options.clone());
        move |at: usize, shared: &Shared| read::read(&sources[at], &options, each, shared)
    };
    let (mut reports, mut failed) = (Vec::new(), Vec::new());
    for (at, read) in spread(py, sources.len(), threads, &told, read)?.into_iter().enumerate() {
        match read {
            Ok(report) => reports.push(report),
            Err(failure) if keep => failed.push((sources[at].name.clone(), at, failure)),
            Err(failure) => return Err(failure.raised(py, &sources[at].name)),
        }
    }
    Ok(Reports { reports: Arc::new(reports), failed, options, threads })
}

/// Answers the targets of one report from another.
#[pyfunction]
pub(super) fn compare(py: Python<'_>, given: &Bound<'_, PyList>, asked: Asked, progress: Option<Py<PyAny>>) -> PyResult<Reports> {
    let options = Options::of(py, asked)?;
    let sources: [Source; 2] = sources(given, None)?.try_into().map_err(|_| inside("two reports are compared"))?;
    let (told, sources) = (told(progress, &sources), Arc::new(sources));
    let compared = {
        let (sources, options) = (Arc::clone(&sources), options.clone());
        move |_: usize, _: &Shared| read::compare(&sources, &options)
    };
    let mut reports = Vec::new();
    for compared in spread(py, 1, 1, &told, compared)? {
        reports.push(compared.map_err(|(at, failure)| failure.raised(py, &sources[at].name))?);
    }
    Ok(Reports { reports: Arc::new(reports), failed: Vec::new(), options, threads: 1 })
}

/// So many items are the rows of a batch.
const ITEMS: usize = 2048;

/// Items of a report, from one to the one behind the last.
type Part = (usize, std::ops::Range<usize>);

/// The items of all reports, in pieces of about `ITEMS`.
fn pieces(reports: &[Report]) -> Vec<Vec<Part>> {
    let mut pieces: Vec<Vec<Part>> = Vec::new();
    let mut room = 0;
    for (at, report) in reports.iter().enumerate() {
        let mut from = 0;
        while from < report.items.len() {
            if room == 0 {
                pieces.push(Vec::new());
                room = ITEMS;
            }
            let to = report.items.len().min(from + room);
            if let Some(piece) = pieces.last_mut() {
                piece.push((at, from..to));
            }
            (room, from) = (room - (to - from), to);
        }
    }
    pieces
}

fn rows(reports: &[Report], options: &Options, table: tidy::Table, piece: &[Part]) -> Vec<Vec<Cell>> {
    let mut cells = Vec::new();
    for (at, items) in piece {
        let report = &reports[*at];
        let rows = Rows::new(&*report.file, options.extractor.lexicon()).answered_from(report.given()).scored_by(options.scheme);
        for item in &report.items[items.clone()] {
            match table {
                tidy::Table::Figures => cells.extend(rows.figures(item).map(|row| row.cells().collect())),
                tidy::Table::Items => cells.push(rows.item(item).cells().collect()),
                _ => cells.extend(rows.targets(item).map(|row| row.cells().collect())),
            }
        }
    }
    cells
}

#[pymethods]
impl Reports {
    /// The targets, figures or items of all reports.
    fn table(&self, py: Python<'_>, of: &str) -> PyResult<Table> {
        let table = named(of)?;
        let pieces = pieces(&self.reports);
        let count = pieces.len();
        let (reports, options, schema) = (Arc::clone(&self.reports), self.options.clone(), arrow::schema(table.columns()));
        let made = spread(py, count, self.threads, &Told::default(), move |at, _| {
            arrow::batch(&schema, table.columns(), &rows(&reports, &options, table, &pieces[at]))
        })?;
        let batches = made.into_iter().collect::<Result<Vec<RecordBatch>, _>>().map_err(inside)?;
        Ok(Table::of_batches(table.columns(), batches))
    }

    /// What could not be read.
    #[getter]
    fn errors(&self) -> PyResult<Table> {
        let rows: Vec<Vec<Cell>> = self.failed.iter().map(|(name, place, failure)| failure.cells(name, *place)).collect();
        Table::of(&failure::COLUMNS, &rows)
    }

    /// Coverage and completion of each report, by agency, measure, reason or item, or of all targets.
    fn summary(&self, by: &str) -> PyResult<Table> {
        let all = [By::All, By::Agency, By::Measure, By::Reason, By::Item];
        let by = all.iter().find(|found| found.as_str() == by).ok_or_else(|| {
            let names: Vec<&str> = all.iter().map(By::as_str).collect();
            PyValueError::new_err(format!("targets are not grouped by {by:?}, but by {}", names.join(", ")))
        })?;
        let mut rows = Vec::new();
        for report in self.reports.iter() {
            let mut summary = Summary::with(Some(self.options.scheme));
            report.items.iter().for_each(|item| summary.add(item));
            let groups = summary.groups(*by);
            rows.extend(groups.iter().map(|group| GroupRow::new(report.file.name(), group, self.options.scheme.name).cells()));
        }
        Table::of(tidy::Table::Groups.columns(), &rows)
    }

    /// The names of the reports that were read.
    #[getter]
    fn names(&self) -> Vec<&str> {
        self.reports.iter().map(|report| report.file.name()).collect()
    }
}
