//! Opens what is to be read.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, stdin};
use std::path::Path;

/// The name that a file has in the output.
pub(crate) fn name(path: &Path) -> String {
    if is_stdin(path) { "-".to_owned() } else { path.display().to_string() }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A reader over a file or standard input, or what is wrong in words for a person.
pub(crate) fn open(path: &Path) -> Result<Box<dyn BufRead + Send>, String> {
    if is_stdin(path) {
        return Ok(Box::new(BufReader::new(stdin())));
    }
    if path.is_dir() {
        return Err("is a folder; give the files in it".to_owned());
    }
    match File::open(path) {
        Ok(file) => Ok(Box::new(BufReader::with_capacity(1 << 16, file))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err("there is no such file; check the path".to_owned()),
        Err(error) => Err(format!("cannot be opened: {error}")),
    }
}

/// A whole text, or what is wrong with it.
pub(crate) fn text(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes).map_err(|error| format!("cannot be read: {error}"))?;
    String::from_utf8(bytes)
        .map_err(|_| "the bytes are not UTF-8 text; convert the file to UTF-8, or see whether it was cut short".to_owned())
}
