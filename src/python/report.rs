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
use crate::page::grid::Letters;
use crate::page::lang::Lang;
use crate::page::screen::Screen;
use crate::page::whole::{Settings, Text, Whole};
use crate::page::{explain, html};
use crate::tidy::{self, Cell, File, GroupRow, Origin, Rows, arrow};
use crate::{By, Error, Scheme, Summary};

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

fn lang(speech: &str) -> PyResult<Lang> {
    match speech {
        "en" => Ok(Lang::En),
        "zh" => Ok(Lang::Zh),
        other => Err(PyValueError::new_err(format!("{other:?} is not spoken; en or zh would be right"))),
    }
}

/// How a page is written; its classes are the scheme where no other than the usual one was asked for, as on the page of the program.
fn settings(options: &Options, lang: Lang) -> Settings<'_> {
    let usual = Settings::new(lang, options.extractor.lexicon());
    let scheme = if options.scheme.name == Scheme::all()[0].name { usual.scheme } else { options.scheme };
    Settings { scheme, thresholds: options.thresholds, ..usual }
}

impl Reports {
    /// Which report has a name; the only one where none is said.
    fn place(&self, name: Option<&str>) -> PyResult<usize> {
        let names = || self.reports.iter().map(|report| report.file.name());
        let place = match name {
            Some(name) => names().position(|found| found == name),
            None => (self.reports.len() == 1).then_some(0),
        };
        place.ok_or_else(|| {
            let some = names().take(5).collect::<Vec<_>>().join(", ");
            PyValueError::new_err(format!("say which of {} reports it is of, with report=: {some}", self.reports.len()))
        })
    }
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

    /// Evidence, rule and what was passed over, for the targets of the item on a line of a report.
    fn explain(&self, py: Python<'_>, line: usize, report: Option<&str>, speech: &str) -> PyResult<String> {
        let at = self.place(report)?;
        let name = self.reports[at].file.name();
        let (reports, options) = (Arc::clone(&self.reports), self.options.clone());
        let read = spread(py, 1, 1, &Told::default(), move |_, shared| read::asking(&reports[at], &options, shared))?;
        let screen = Screen { width: 100, colour: false, lang: lang(speech)?, letters: Letters::Narrow };
        let mut out = Vec::new();
        for items in read {
            let items = items.map_err(|error| Failure::Read(error).raised(py, name))?;
            for item in items.iter().filter(|item| item.line == line) {
                explain::item(&mut out, screen, name, item).map_err(inside)?;
            }
        }
        if out.is_empty() {
            return Err(PyValueError::new_err(format!(
                "no item of {name} begins on line {line}; the column item_line says where items do"
            )));
        }
        String::from_utf8(out).map_err(inside)
    }

    /// A page of all reports.
    fn html(&self, py: Python<'_>, speech: &str) -> PyResult<String> {
        let lang = lang(speech)?;
        let (reports, options) = (Arc::clone(&self.reports), self.options.clone());
        let wholes = spread(py, self.reports.len(), self.threads, &Told::default(), move |at, shared| {
            let given = reports[at].given.clone().map(|given| given as Arc<dyn Text>);
            let mut whole = Whole::new(Arc::<File>::clone(&reports[at].file), given);
            let settings = settings(&options, lang);
            read::asking(&reports[at], &options, shared)?.into_iter().for_each(|item| whole.add(item, &settings));
            Ok(whole)
        })?;
        let wholes = wholes.into_iter().collect::<Result<Vec<Whole>, Error>>().map_err(inside)?;
        Ok(py.detach(|| html::page(&wholes, &settings(&self.options, lang))))
    }

    /// The names of the reports that were read.
    #[getter]
    fn names(&self) -> Vec<&str> {
        self.reports.iter().map(|report| report.file.name()).collect()
    }
}
