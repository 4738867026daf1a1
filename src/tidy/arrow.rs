//! Rows as Arrow (feature `arrow`): the columns of a table with their types, and rows under them.
//!
//! Texts are strings, whole numbers 64 bits, flags booleans, decimals [`decimal128(38, 12)`](super::scaled), several texts a list of strings, and
//! evidence a list of `{from, to}`. Every field says in its metadata what it means.
//!
//! ```
//! use dabiao::{Extractor, tidy};
//! let text = "序号|重点工作|完成情况\n1|新建学校9所|新建学校4所\n";
//! let (extractor, source) = (Extractor::new(), tidy::Source::new("report.txt", text));
//! let report = extractor.parse(text)?;
//! let rows = tidy::Rows::new(&source, extractor.lexicon());
//! let cells: Vec<_> = rows.targets(&report.items[0]).map(|row| row.cells().collect()).collect();
//! let columns = tidy::Table::Targets.columns();
//! let batch = tidy::arrow::batch(&tidy::arrow::schema(columns), columns, &cells).unwrap();
//! assert_eq!((batch.num_rows(), batch.num_columns()), (1, columns.len()));
//! # Ok::<(), dabiao::Error>(())
//! ```

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{ArrayBuilder, BooleanBuilder, Decimal128Builder, Int64Builder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};

use super::{Cell, Entry, Kind, PRECISION, SCALE, scaled};
use crate::Span;

fn ends() -> Fields {
    ["from", "to"].map(|name| Field::new(name, DataType::Int64, true)).into_iter().collect()
}

fn list(of: DataType) -> DataType {
    DataType::List(Arc::new(Field::new_list_field(of, true)))
}

/// The type of a column.
#[must_use]
pub fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Decimal => DataType::Decimal128(PRECISION, SCALE),
        Kind::Flag => DataType::Boolean,
        Kind::Texts => list(DataType::Utf8),
        Kind::Spans => list(DataType::Struct(ends())),
        Kind::Evidences => list(list(DataType::Struct(ends()))),
    }
}

/// The schema of some columns; any value may be missing.
#[must_use]
pub fn schema(columns: &[Entry]) -> SchemaRef {
    let field = |column: &Entry| {
        let said = [("meaning", column.meaning.to_owned()), ("unit", column.unit.to_owned()), ("values", column.values.join(" "))];
        let said = said.into_iter().filter(|(_, what)| !what.is_empty()).map(|(key, what)| (key.to_owned(), what));
        Field::new(column.name, data_type(column.kind), true).with_metadata(said.collect::<HashMap<_, _>>())
    };
    Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()))
}

/// Rows under columns.
///
/// # Errors
/// A row has fewer cells than there are columns, or the texts of a column are more than two gigabytes.
pub fn batch(schema: &SchemaRef, columns: &[Entry], rows: &[Vec<Cell>]) -> Result<RecordBatch, ArrowError> {
    let array = |(at, column): (usize, &Entry)| array(column.kind, rows.iter().map(|row| row.get(at).unwrap_or(&Cell::Empty)));
    let arrays = columns.iter().enumerate().map(array).collect::<Result<Vec<_>, _>>()?;
    RecordBatch::try_new(Arc::clone(schema), arrays)
}

fn array<'c>(kind: Kind, cells: impl Iterator<Item = &'c Cell>) -> Result<ArrayRef, ArrowError> {
    Ok(match kind {
        Kind::Text => {
            let mut built = StringBuilder::new();
            cells.for_each(|cell| match cell {
                Cell::Text(text) => built.append_value(text),
                _ => built.append_null(),
            });
            Arc::new(built.finish())
        }
        Kind::Integer => {
            let mut built = Int64Builder::new();
            cells.for_each(|cell| match cell {
                Cell::Integer(number) => built.append_option(i64::try_from(*number).ok()),
                _ => built.append_null(),
            });
            Arc::new(built.finish())
        }
        Kind::Decimal => {
            let mut built = Decimal128Builder::new().with_precision_and_scale(PRECISION, SCALE)?;
            cells.for_each(|cell| match cell {
                Cell::Decimal(number) => built.append_option(scaled(*number)),
                _ => built.append_null(),
            });
            Arc::new(built.finish())
        }
        Kind::Flag => {
            let mut built = BooleanBuilder::new();
            cells.for_each(|cell| match cell {
                Cell::Flag(set) => built.append_value(*set),
                _ => built.append_null(),
            });
            Arc::new(built.finish())
        }
        Kind::Texts => {
            let mut built = ListBuilder::new(StringBuilder::new());
            cells.for_each(|cell| match cell {
                Cell::Texts(texts) => built.append_value(texts.iter().map(Some)),
                _ => built.append_null(),
            });
            Arc::new(built.finish())
        }
        Kind::Spans => {
            let mut built = ListBuilder::new(spans());
            cells.for_each(|cell| {
                if let Cell::Spans(parts) = cell {
                    add(built.values(), parts);
                }
                built.append(matches!(cell, Cell::Spans(_)));
            });
            Arc::new(built.finish())
        }
        Kind::Evidences => {
            let mut built = ListBuilder::new(ListBuilder::new(spans()));
            cells.for_each(|cell| {
                if let Cell::Evidences(several) = cell {
                    for parts in several {
                        add(built.values().values(), parts);
                        built.values().append(true);
                    }
                }
                built.append(matches!(cell, Cell::Evidences(_)));
            });
            Arc::new(built.finish())
        }
    })
}

fn spans() -> StructBuilder {
    let end = || Box::new(Int64Builder::new()) as Box<dyn ArrayBuilder>;
    StructBuilder::new(ends(), vec![end(), end()])
}

fn add(built: &mut StructBuilder, spans: &[Span]) {
    for span in spans {
        for (at, end) in [span.from, span.to].into_iter().enumerate() {
            if let Some(ends) = built.field_builder::<Int64Builder>(at) {
                ends.append_option(i64::try_from(end).ok());
            }
        }
        built.append(true);
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::cast::AsArray;
    use arrow_array::types::{Decimal128Type, Int64Type};
    use arrow_array::{Array, StructArray};

    use super::*;
    use crate::Decimal;
    use crate::tidy::Table;

    const COLUMNS: [Entry; 7] = [
        Entry::new("text", Kind::Text, "", "", "a text"),
        Entry::new("integer", Kind::Integer, "line", "", "a number"),
        Entry::new("decimal", Kind::Decimal, "share", "", "a decimal"),
        Entry::new("flag", Kind::Flag, "", "", "a flag"),
        Entry::new("texts", Kind::Texts, "", "", "texts"),
        Entry::new("spans", Kind::Spans, "", "", "spans"),
        Entry::new("evidences", Kind::Evidences, "", "", "spans of several"),
    ];

    #[test]
    fn every_kind_keeps_its_value_and_is_missing_where_the_cell_is_empty() {
        let (first, second) = (Span::new(3, 9), Span::new(12, 15));
        let full: Vec<Cell> = vec![
            "修路".into(),
            7_usize.into(),
            Decimal::new(-15, 1).into(),
            true.into(),
            vec!["甲局".to_owned(), "乙局".to_owned()].into(),
            vec![first, second].into(),
            vec![vec![first], Vec::new(), vec![first, second]].into(),
        ];
        // What does not fit is missing and no other value.
        let large = vec![Cell::Empty, Cell::Empty, Decimal::MAX.into(), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
        let batch = batch(&schema(&COLUMNS), &COLUMNS, &[full, vec![Cell::Empty; 7], large]).unwrap();
        for column in batch.columns() {
            assert_eq!((column.is_null(0), column.is_null(1), column.is_null(2)), (false, true, true));
        }
        assert_eq!(batch.column(0).as_string::<i32>().value(0), "修路");
        assert_eq!(batch.column(1).as_primitive::<Int64Type>().value(0), 7);
        assert_eq!(batch.column(2).as_primitive::<Decimal128Type>().value(0), -1_500_000_000_000);
        assert!(batch.column(3).as_boolean().value(0));
        let agencies = batch.column(4).as_list::<i32>().value(0);
        assert_eq!(agencies.as_string::<i32>().iter().flatten().collect::<Vec<_>>(), ["甲局", "乙局"]);
        let pairs = |spans: &StructArray| -> Vec<(i64, i64)> {
            let end = |at: usize| spans.column(at).as_primitive::<Int64Type>().values().to_vec();
            end(0).into_iter().zip(end(1)).collect()
        };
        assert_eq!(pairs(batch.column(5).as_list::<i32>().value(0).as_struct()), [(3, 9), (12, 15)]);
        let several = batch.column(6).as_list::<i32>().value(0);
        let lengths: Vec<usize> = several.as_list::<i32>().iter().map(|spans| spans.map_or(0, |spans| spans.len())).collect();
        assert_eq!(lengths, [1, 0, 2]);
    }

    #[test]
    fn a_field_says_what_it_means() {
        let schema = schema(Table::Targets.columns());
        let ratio = schema.field_with_name("ratio").unwrap();
        assert_eq!(ratio.data_type(), &DataType::Decimal128(38, 12));
        assert!(ratio.metadata()["meaning"].contains("achieved"));
        assert_eq!(ratio.metadata()["unit"], "share of the target, 1 is all of it");
    }
}
