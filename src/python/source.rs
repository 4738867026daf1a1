//! What Python gives to be read: text, bytes, or the path of a file, told apart by their types.

use std::path::PathBuf;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyString};

use super::failure::Failure;
use super::options::Options;
use crate::tidy::File;

/// One source and its name in the rows.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) name: String,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Text(String),
    Bytes(Vec<u8>),
    Path(PathBuf),
}

impl Source {
    /// A source that Python gives; without a name it is called after its path, or what it is.
    pub(super) fn of(given: &Bound<'_, PyAny>, name: Option<String>) -> PyResult<Self> {
        let (called, content) = if let Ok(text) = given.cast::<PyString>() {
            ("text".to_owned(), Content::Text(text.to_str()?.to_owned()))
        } else if let Ok(bytes) = given.cast::<PyBytes>() {
            ("bytes".to_owned(), Content::Bytes(bytes.as_bytes().to_vec()))
        } else if let Ok(bytes) = given.cast::<PyByteArray>() {
            ("bytes".to_owned(), Content::Bytes(bytes.to_vec()))
        } else if given.hasattr("__fspath__")? {
            let path: PathBuf = given.extract()?;
            (path.display().to_string(), Content::Path(path))
        } else {
            let of = given.get_type().name()?;
            return Err(PyTypeError::new_err(format!("{of} is no source; give a str with the text, bytes, or the pathlib.Path of a file")));
        };
        Ok(Self { name: name.unwrap_or(called), content })
    }

    /// How many bytes it has; none of a file that cannot be seen.
    pub(super) fn size(&self) -> u64 {
        let length = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        match &self.content {
            Content::Text(text) => length(text.len()),
            Content::Bytes(bytes) => length(bytes.len()),
            Content::Path(path) => std::fs::metadata(path).map_or(0, |found| found.len()),
        }
    }

    /// Reads it.
    pub(super) fn open(&self, options: &Options) -> Result<File, Failure> {
        let opened = |bytes: &[u8]| File::open(self.name.as_str(), bytes, options.encoding).map_err(Failure::Read);
        match &self.content {
            Content::Text(text) => Ok(File::of_text(self.name.as_str(), text.as_str())),
            Content::Bytes(bytes) => opened(bytes),
            Content::Path(path) => opened(&std::fs::read(path).map_err(Failure::Open)?),
        }
    }
}
