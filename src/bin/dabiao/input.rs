//! Opens what is to be read.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, stdin};
use std::path::{Path, PathBuf};

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
        return Err(format!("is a folder without reports; files that end in {} were looked for", ENDINGS.join(", ")));
    }
    match File::open(path) {
        Ok(file) => Ok(Box::new(BufReader::with_capacity(1 << 16, file))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err("there is no such file; check the path".to_owned()),
        Err(error) => Err(format!("cannot be opened: {error}")),
    }
}

/// How the name of a report ends.
const ENDINGS: [&str; 4] = [".txt", ".csv", ".tsv", ".md"];

/// The files that are meant: those in a folder instead of the folder, by name. A folder without any stays, and is refused when it is opened.
pub(crate) fn files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        let mut inside: Vec<PathBuf> = match std::fs::read_dir(path) {
            Ok(entries) if !is_stdin(path) => {
                entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).filter(|path| is_report(path)).collect()
            }
            _ => Vec::new(),
        };
        inside.sort();
        if inside.is_empty() {
            inside.push(path.clone());
        }
        files.extend(inside);
    }
    files
}

fn is_report(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    path.is_file() && !name.starts_with('.') && ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// All bytes of a file.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes).map_err(|error| format!("cannot be read: {error}"))?;
    Ok(bytes)
}

/// A whole text, or what is wrong with it.
pub(crate) fn text(path: &Path) -> Result<String, String> {
    as_text(&bytes(path)?).map(str::to_owned)
}

/// Bytes as text, or what is wrong with them.
pub(crate) fn as_text(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes)
        .map_err(|_| "the bytes are not UTF-8 text; convert the file to UTF-8, or see whether it was cut short".to_owned())
}
