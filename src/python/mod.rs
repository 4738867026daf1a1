//! The Python package (feature `python`): what `import dabiao` calls. What is said to people in Python stands in `src/python/dabiao/`; here
//! are sources, options and failures as Python gives and takes them, threads that Ctrl-C can stop, and tables as Arrow streams.

mod failure;
mod options;
mod panel;
mod read;
mod report;
mod run;
mod source;
mod table;

use pyo3::prelude::*;

use crate::Scheme;
use crate::tidy::Entry;
use table::{Table, named};

/// The compiled half of the package.
#[pymodule]
fn _dabiao(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<Table>()?;
    module.add_class::<report::Reports>()?;
    module.add_class::<panel::Panel>()?;
    module.add_function(wrap_pyfunction!(report::score, module)?)?;
    module.add_function(wrap_pyfunction!(report::compare, module)?)?;
    module.add_function(wrap_pyfunction!(panel::panel, module)?)?;
    module.add_function(wrap_pyfunction!(quantities, module)?)?;
    module.add_function(wrap_pyfunction!(codebook, module)?)?;
    module.add_function(wrap_pyfunction!(empty, module)?)?;
    module.add_function(wrap_pyfunction!(schemes, module)?)
}

/// The quantities of a text, line by line.
#[pyfunction]
fn quantities(py: Python<'_>, text: String, asked: options::Asked) -> PyResult<Table> {
    let read = options::Options::of(py, asked)?;
    py.detach(|| read::quantities(&read.extractor, &text))
}

/// Name, type, unit, values, meaning and source of a column.
type Described = (&'static str, &'static str, &'static str, Vec<&'static str>, &'static str, &'static str);

/// What every column of a table is.
#[pyfunction]
fn codebook(of: &str) -> PyResult<Vec<Described>> {
    let entries: &[Entry] = named(of)?.columns();
    Ok(entries
        .iter()
        .map(|entry| (entry.name, entry.kind.as_str(), entry.unit, entry.values.to_vec(), entry.meaning, entry.source))
        .collect())
}

/// A table without rows.
#[pyfunction]
fn empty(of: &str) -> PyResult<Table> {
    Table::of(named(of)?.columns(), &[])
}

/// Name, formula and source of every scheme.
#[pyfunction]
fn schemes() -> Vec<(&'static str, &'static str, &'static str)> {
    Scheme::all().iter().map(|scheme| (scheme.name, scheme.formula, scheme.source)).collect()
}
