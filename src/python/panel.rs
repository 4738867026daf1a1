//! A panel, as Python asks for it and holds it.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use super::failure::{Failure, inside};
use super::options::{Asked, Options};
use super::report::{sources, told};
use super::run::{Shared, spread};
use super::table::Table;
use crate::panel::{Level, Member, Options as Asking, Region, Row, build};
use crate::tidy::{self, Cell, File};

/// A panel of reports.
#[pyclass(frozen, module = "dabiao._dabiao")]
pub(super) struct Panel {
    #[pyo3(get)]
    rows: Py<Table>,
    /// What a person should know of a report: its name, and what.
    #[pyo3(get)]
    remarks: Vec<(String, String)>,
    /// What could not be read: name and exception.
    #[pyo3(get)]
    failed: Vec<(String, Py<PyAny>)>,
}

/// What the user says of one report of a panel.
#[derive(Debug, Default, FromPyObject)]
#[pyo3(from_item_all)]
struct Said {
    region: Option<String>,
    code: Option<String>,
    parent: Option<String>,
    level: Option<String>,
    year: Option<u16>,
    date: Option<String>,
    session: Option<String>,
}

impl Said {
    fn applied<'t>(&self, mut member: Member<'t>) -> Member<'t> {
        if let Some(region) = &self.region {
            member.region = Region::of(region);
        }
        let level = |name: &String| {
            use Level::{County, National, Prefecture, Province, Township};
            [National, Province, Prefecture, County, Township].into_iter().find(|level| level.as_str() == name)
        };
        member.region.code = self.code.clone().or(member.region.code);
        member.region.parent = self.parent.clone().or(member.region.parent);
        member.region.level = self.level.as_ref().and_then(level).or(member.region.level);
        member.year = self.year.or(member.year);
        member.date = self.date.clone().or(member.date);
        member.session = self.session.clone().or(member.session);
        member
    }
}

/// The panel of some reports, and what could not be opened.
type Built = (crate::panel::Panel, Vec<(String, Failure)>);

/// Reads reports as a panel.
#[pyfunction]
#[allow(clippy::too_many_arguments)]
pub(super) fn panel(
    py: Python<'_>,
    given: &Bound<'_, PyList>,
    names: Option<Vec<String>>,
    said: &Bound<'_, PyDict>,
    codes: Vec<(String, String)>,
    asked: Asked,
    all: bool,
    progress: Option<Py<PyAny>>,
) -> PyResult<Panel> {
    let options = Options::of(py, asked)?;
    let sources = sources(given, names)?;
    let said = sources
        .iter()
        .map(|source| said.get_item(&source.name)?.map_or_else(|| Ok(Said::default()), |said| said.extract()))
        .collect::<PyResult<Vec<Said>>>()?;
    let mut asking = Asking { all, ..Asking::default() };
    codes.iter().for_each(|(code, name)| asking.codes.add(code, name));
    let told = told(progress, &sources);
    let made = move |_: usize, _: &Shared| -> Built {
        let mut opened: Vec<(File, &Said)> = Vec::new();
        let mut failed: Vec<(String, Failure)> = Vec::new();
        for (source, said) in sources.iter().zip(&said) {
            match source.open(&options) {
                Ok(file) => opened.push((file, said)),
                Err(failure) => failed.push((source.name.clone(), failure)),
            }
        }
        let members = opened.iter().map(|(file, said)| said.applied(Member::new(file, file.text()))).collect();
        (build(&options.extractor, members, asking.clone()), failed)
    };
    let Some((panel, mut failed)) = spread(py, 1, 1, &told, made)?.pop() else { return Err(inside("no panel was made")) };
    let rows: Vec<Vec<Cell>> = panel.rows.iter().map(Row::cells).collect();
    let rows = Py::new(py, Table::of(tidy::Table::Panel.columns(), &rows)?)?;
    failed.extend(panel.failed.into_iter().map(|(name, error)| (name, Failure::Read(error))));
    let failed = failed.iter().map(|(name, failure)| (name.clone(), failure.raised(py, name).into_value(py).into_any())).collect();
    Ok(Panel { rows, remarks: panel.remarks, failed })
}
