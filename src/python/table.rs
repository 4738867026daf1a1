//! Rows as an Arrow stream, which pyarrow, pandas, polars and duckdb take without a copy, and as dictionaries for those who have none of them.

use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{Decimal128Type, Int64Type};
use arrow_array::{Array, RecordBatch, RecordBatchIterator};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{DataType, SchemaRef};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};

use super::failure::inside;
use crate::Decimal;
use crate::tidy::{self, Cell, Entry, SCALE, arrow};

/// Rows under columns.
#[pyclass(frozen, module = "dabiao._dabiao")]
#[derive(Debug)]
pub(super) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

/// The table of a name.
pub(super) fn named(of: &str) -> PyResult<tidy::Table> {
    use tidy::Table::{Figures, Groups, Items, Panel, Quantities, Targets};
    let all = [Targets, Figures, Items, Groups, Quantities, Panel];
    all.into_iter().find(|table| table.as_str() == of).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(tidy::Table::as_str).collect();
        PyValueError::new_err(format!("{of:?} is no table; there are {}", names.join(", ")))
    })
}

impl Table {
    /// A table of rows.
    pub(super) fn of(columns: &[Entry], rows: &[Vec<Cell>]) -> PyResult<Self> {
        let schema = arrow::schema(columns);
        let batch = arrow::batch(&schema, columns, rows).map_err(inside)?;
        Ok(Self { schema, batches: vec![batch] })
    }

    /// A table of batches under the same columns.
    pub(super) fn of_batches(columns: &[Entry], batches: Vec<RecordBatch>) -> Self {
        Self { schema: arrow::schema(columns), batches }
    }
}

#[pymethods]
impl Table {
    /// The rows as an Arrow C stream.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(&self, py: Python<'py>, requested_schema: Option<Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyCapsule>> {
        // The protocol lets a producer leave such a wish aside.
        drop(requested_schema);
        let batches = RecordBatchIterator::new(self.batches.clone().into_iter().map(Ok), SchemaRef::clone(&self.schema));
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(batches)), c"arrow_array_stream")
    }

    /// The columns as an Arrow C schema.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(inside)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// So many rows from one on, each a dictionary.
    fn rows<'py>(&self, py: Python<'py>, from: usize, count: usize) -> PyResult<Bound<'py, PyList>> {
        let rows = PyList::empty(py);
        let decimal = py.import("decimal")?.getattr("Decimal")?;
        let (mut skip, mut left) = (from, count);
        for batch in &self.batches {
            let first = skip.min(batch.num_rows());
            let last = first.saturating_add(left).min(batch.num_rows());
            for row in first..last {
                let cells = PyDict::new(py);
                for (field, column) in self.schema.fields().iter().zip(batch.columns()) {
                    cells.set_item(field.name(), value(py, column.as_ref(), row, &decimal)?)?;
                }
                rows.append(cells)?;
            }
            (skip, left) = (skip - first, left - (last - first));
        }
        Ok(rows)
    }
}

/// One value as Python has it: a decimal is a `decimal.Decimal` without the noughts at its end, a span a pair.
fn value<'py>(py: Python<'py>, column: &dyn Array, row: usize, decimal: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    if column.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).into_bound_py_any(py),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).into_bound_py_any(py),
        DataType::Boolean => column.as_boolean().value(row).into_bound_py_any(py),
        DataType::Decimal128(..) => {
            let scaled = column.as_primitive::<Decimal128Type>().value(row);
            decimal.call1((exact(scaled),))
        }
        DataType::List(_) => {
            let list = column.as_list::<i32>().value(row);
            let values = (0..list.len()).map(|at| value(py, list.as_ref(), at, decimal)).collect::<PyResult<Vec<_>>>()?;
            values.into_bound_py_any(py)
        }
        DataType::Struct(_) => {
            let end = |at: usize| column.as_struct().column(at).as_primitive::<Int64Type>().value(row);
            (end(0), end(1)).into_bound_py_any(py)
        }
        other => Err(inside(format!("no column is of type {other}"))),
    }
}

/// A number of units of the last place, as it is written.
fn exact(scaled: i128) -> String {
    let places = u32::from(SCALE.unsigned_abs());
    Decimal::try_from_i128_with_scale(scaled, places)
        .map_or_else(|_| format!("{scaled}E-{places}"), |number| number.normalize().to_string())
}
