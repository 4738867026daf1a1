//! The tidy rows as a Parquet file: the same columns, typed. The rows of a report are one row group, or several where
//! they are many.
//!
//! Decimals have 12 places and 26 digits in front of them; a number that is larger is missing. Flags are booleans.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use ::parquet::basic::{LogicalType, Repetition, Type as Physical};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, FixedLenByteArray, FixedLenByteArrayType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::types::{Type, TypePtr};

use crate::output::Beside;
use crate::{Ending, complain, input, remark};
use dabiao::tidy::{Cell, Entry, Kind, PRECISION, SCALE, scaled};

const BYTES: i32 = 16;

/// So many rows are a row group, and held until it is written.
const ROWS: usize = 4096;

/// A file that is being written.
pub(crate) struct Writer {
    file: SerializedFileWriter<File>,
    kinds: Vec<Kind>,
    rows: Vec<Vec<Cell>>,
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

fn field(name: &str, kind: Kind) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match kind {
        Kind::Text | Kind::Texts | Kind::Spans | Kind::Evidences => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT64, None),
        Kind::Flag => (Physical::BOOLEAN, None),
        Kind::Decimal => (Physical::FIXED_LEN_BYTE_ARRAY, Some(LogicalType::decimal(i32::from(SCALE), i32::from(PRECISION)))),
    };
    let mut field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL).with_logical_type(logical);
    if kind == Kind::Decimal {
        field = field.with_length(BYTES).with_scale(i32::from(SCALE)).with_precision(i32::from(PRECISION));
    }
    field.build().map(Arc::new)
}

/// Writes a file with some columns, and those of the user, that takes its place when all of it is written; what stood there stands where
/// something could not be read. `is_read` are the files that are read, which it may not be.
pub(crate) fn replace<'p>(
    path: &Path,
    is_read: impl Iterator<Item = &'p Path>,
    columns: &[Entry],
    more: &[String],
    write: impl FnOnce(&mut Writer) -> io::Result<Ending>,
) -> io::Result<Ending> {
    let name = input::name(path);
    if { is_read }.any(|file| same_file::is_same_file(file, path).unwrap_or(false)) {
        return Ok(complain(&name, &"is read, and cannot be written as well; give --parquet another name"));
    }
    let written = || -> io::Result<Ending> {
        let (beside, file) = Beside::create(path)?;
        let mut writer = Writer::new(file, columns, more)?;
        let ending = write(&mut writer)?;
        if ending < Ending::BadInput {
            beside.put(writer.end()?)?;
        }
        Ok(ending)
    };
    match written() {
        Ok(Ending::BadInput) => {
            remark(&name, &"is not written, since not everything could be read; what stood there stands");
            Ok(Ending::BadInput)
        }
        Ok(ending) => Ok(ending),
        // The reader of a pipe left.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(error),
        Err(error) => Ok(complain(&name, &format!("cannot be written: {error}"))),
    }
}

impl Writer {
    /// Begins a file with columns of the tidy output and those of the user.
    fn new(file: File, columns: &[Entry], more: &[String]) -> io::Result<Self> {
        let own = columns.iter().map(|column| (column.name, column.kind));
        let named: Vec<(&str, Kind)> = own.chain(more.iter().map(|name| (name.as_str(), Kind::Text))).collect();
        let fields: Result<Vec<TypePtr>, ParquetError> = named.iter().map(|&(name, kind)| field(name, kind)).collect();
        let schema = Type::group_type_builder("rows").with_fields(fields.map_err(failed)?).build().map_err(failed)?;
        let properties = Arc::new(WriterProperties::builder().build());
        let file = SerializedFileWriter::new(file, Arc::new(schema), properties).map_err(failed)?;
        Ok(Self { file, kinds: named.into_iter().map(|(_, kind)| kind).collect(), rows: Vec::new() })
    }

    /// Takes a row, and writes the group that it fills.
    pub(crate) fn row(&mut self, row: Vec<Cell>) -> io::Result<()> {
        self.rows.push(row);
        if self.rows.len() < ROWS { Ok(()) } else { self.end_group() }
    }

    /// Writes the rows that were taken as a group.
    pub(crate) fn end_group(&mut self) -> io::Result<()> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let mut group = self.file.next_row_group().map_err(failed)?;
        for (index, &kind) in self.kinds.iter().enumerate() {
            let cells = rows.iter().map(|row| &row[index]);
            match kind {
                Kind::Text | Kind::Texts | Kind::Spans | Kind::Evidences => column::<ByteArrayType>(&mut group, cells.map(text)),
                Kind::Integer => column::<Int64Type>(&mut group, cells.map(integer)),
                Kind::Flag => column::<BoolType>(&mut group, cells.map(flag)),
                Kind::Decimal => column::<FixedLenByteArrayType>(&mut group, cells.map(decimal)),
            }
            .map_err(failed)?;
        }
        group.close().map_err(failed)?;
        Ok(())
    }

    /// Ends the file and gives it back.
    fn end(mut self) -> io::Result<File> {
        self.end_group()?;
        self.file.into_inner().map_err(failed)
    }
}

/// Writes one column; what is missing has no value and level 0.
fn column<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, File>,
    cells: impl Iterator<Item = Option<T::T>>,
) -> Result<(), ParquetError> {
    let cells: Vec<Option<T::T>> = cells.collect();
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let values: Vec<T::T> = cells.into_iter().flatten().collect();
    let Some(mut writer) = group.next_column()? else { return Ok(()) };
    writer.typed::<T>().write_batch(&values, Some(&levels), None)?;
    writer.close()
}

fn text(cell: &Cell) -> Option<ByteArray> {
    match cell {
        Cell::Text(text) => Some(text.as_str().into()),
        Cell::Texts(_) | Cell::Spans(_) | Cell::Evidences(_) => Some(cell.written().as_str().into()),
        _ => None,
    }
}

fn integer(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Integer(number) => i64::try_from(*number).ok(),
        _ => None,
    }
}

fn flag(cell: &Cell) -> Option<bool> {
    match cell {
        Cell::Flag(set) => Some(*set),
        _ => None,
    }
}

fn decimal(cell: &Cell) -> Option<FixedLenByteArray> {
    match cell {
        Cell::Decimal(number) => scaled(*number).map(|scaled| scaled.to_be_bytes().to_vec().into()),
        _ => None,
    }
}
