//! What is to be read: files, those in a folder, and the texts of a CSV that has one in each row.

use std::collections::HashMap;
use std::fs::{File, ReadDir};
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dabiao::Format;
use dabiao::tidy::Table;
use glob::MatchOptions;
use sha2::{Digest, Sha256};

use crate::args::Reading;
use crate::encoding::HEAD;
use crate::facts::hash;
use crate::input::{self, Encoding, Input};
use crate::{Ending, complain, output, remark};

/// A file, or one text of a CSV of texts.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    path: PathBuf,
    row: Option<(usize, Arc<Texts>)>,
}

/// The texts of a CSV, each with the other cells of its row.
#[derive(Debug)]
pub(crate) struct Texts {
    names: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
    /// Of the bytes of the file.
    sha256: String,
}

/// The columns that hold whole texts, where none is named.
const COLUMNS: [&str; 4] = ["full_text", "text", "正文", "全文"];
/// How the name of a report of plain text ends; other endings are of data, settings and programs.
const ENDINGS: [&str; 5] = ["txt", "csv", "tsv", "md", "text"];
/// A plain text that is larger is not held against the others of its folder.
const COMPARED: u64 = 16 << 20;
/// So many files that are passed over are named.
const NAMED: usize = 5;

impl Source {
    pub(crate) const fn of(path: PathBuf) -> Self {
        Self { path, row: None }
    }

    /// The name that it has in the output: `reports.csv#3` of the third text of a CSV.
    pub(crate) fn name(&self) -> String {
        let name = input::name(&self.path);
        self.row.as_ref().map_or_else(|| name.clone(), |(at, _)| format!("{name}#{}", at + 1))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// How many bytes it has; none of what is no file.
    pub(crate) fn size(&self) -> Option<u64> {
        match &self.row {
            Some((at, texts)) => u64::try_from(texts.rows[*at].0.len()).ok(),
            None => input::size(&self.path),
        }
    }

    /// Opens it, or says what is wrong in words for a person.
    pub(crate) fn open(&self, reading: &Reading) -> Result<Input, String> {
        match &self.row {
            Some((at, texts)) => {
                let text = Cursor::new(Text(Arc::clone(texts), *at));
                Ok(Input { text: Box::new(text), encoding: Encoding::of_row() })
            }
            None => input::open(&self.path, reading.encoding),
        }
    }

    /// Opens it and says at once what is remarkable about it, or what is wrong with it.
    pub(crate) fn begin(&self, reading: &Reading) -> Result<Input, Ending> {
        let input = self.open(reading).map_err(|why| complain(&self.name(), &why))?;
        input.encoding.notes().iter().for_each(|note| remark(&self.name(), note));
        Ok(input)
    }

    /// Its text where that is one of several in a file, with the SHA-256 of the file's bytes.
    pub(crate) fn text_of_row(&self) -> Option<(&str, &str)> {
        self.row.as_ref().map(|(at, texts)| (texts.rows[*at].0.as_str(), texts.sha256.as_str()))
    }

    /// The names of the columns that stand beside its text, and their cells.
    pub(crate) fn beside(&self) -> (&[String], &[String]) {
        self.row.as_ref().map_or((&[], &[]), |(at, texts)| (&texts.names, &texts.rows[*at].1))
    }
}

/// A text of a CSV as bytes.
struct Text(Arc<Texts>, usize);

impl AsRef<[u8]> for Text {
    fn as_ref(&self) -> &[u8] {
        self.0.rows[self.1].0.as_bytes()
    }
}

/// What is meant by some paths: the files of a pattern, those in a folder instead of the folder, by name, and the texts of a CSV instead of the CSV. A folder
/// without any stays, and is refused when it is opened. What is passed over is said.
pub(crate) fn sources(paths: &[PathBuf], reading: &Reading) -> Result<Vec<Source>, Ending> {
    let mut sources = Vec::new();
    let paths: Vec<PathBuf> = paths.iter().map(|path| matched(path)).collect::<Result<Vec<_>, _>>()?.concat();
    for path in &paths {
        let Some(entries) = folder(path)? else {
            sources.extend(match one_of(path, reading)? {
                Some(one) => vec![one],
                None => of_file(path, reading)?,
            });
            continue;
        };
        let mut files: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        files.sort();
        let mut passed: Vec<(bool, String)> = Vec::new();
        let mut found = Vec::new();
        for file in files.iter().filter(|file| !input::file_name(file).starts_with('.')) {
            match refused(file) {
                Some(why) => passed.push((file.is_file() || file.is_dir(), format!("{} ({why})", input::file_name(file)))),
                None => found.extend(of_file(file, reading)?),
            }
        }
        // What leads nowhere, or to no file, is named first, and also where there is nothing else.
        passed.sort_by_key(|(sound, _)| *sound);
        passed.retain(|(sound, _)| !sound || !found.is_empty());
        if !passed.is_empty() {
            let more = passed.len().saturating_sub(NAMED);
            let named = passed[..passed.len() - more].iter().map(|(_, named)| named.as_str()).collect::<Vec<_>>().join(", ");
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            remark(&input::name(path), &format!("passed over: {named}{more}"));
        }
        let found = once(found);
        if found.is_empty() {
            sources.push(Source::of(path.clone()));
        }
        sources.extend(found);
    }
    Ok(sources)
}

/// What marks a pattern of names.
pub(crate) const WILD: [char; 3] = ['*', '?', '['];

/// The files that a pattern such as `2024/*.docx` is of, by name, where no shell has put them in its place; a path that is none stays.
fn matched(path: &Path) -> Result<Vec<PathBuf>, Ending> {
    let itself = || vec![path.to_owned()];
    let Some(pattern) = path.to_str().filter(|text| text.contains(WILD) && !path.exists()) else { return Ok(itself()) };
    let options = MatchOptions { case_sensitive: !cfg!(windows), require_literal_separator: true, require_literal_leading_dot: true };
    // What is no pattern is a name, and refused when it is opened.
    let Ok(found) = glob::glob_with(pattern, options) else { return Ok(itself()) };
    let found: Vec<PathBuf> = found.filter_map(Result::ok).collect();
    if found.is_empty() {
        Err(complain(&input::name(path), &"no file is of this pattern; check the folder and the ending"))
    } else {
        Ok(found)
    }
}

/// What is in a folder; nothing of a path that is none.
fn folder(path: &Path) -> Result<Option<ReadDir>, Ending> {
    if input::is_stdin(path) {
        return Ok(None);
    }
    match std::fs::read_dir(path) {
        Ok(entries) => Ok(Some(entries)),
        Err(error) if path.is_dir() => Err(complain(&input::name(path), &format!("cannot be opened: {error}; check who may read it"))),
        Err(_) => Ok(None),
    }
}

/// The text that a path such as `reports.csv#3` names.
fn one_of(path: &Path, reading: &Reading) -> Result<Option<Source>, Ending> {
    let given = path.display().to_string();
    let named = given.rsplit_once('#').and_then(|(file, number)| Some((PathBuf::from(file), number.parse::<usize>().ok()?)));
    let Some((file, number)) = named.filter(|(file, _)| !path.exists() && file.is_file()) else { return Ok(None) };
    let mut texts = of_file(&file, reading)?;
    if number == 0 || number > texts.len() || texts[0].row.is_none() {
        let held = if texts[0].row.is_none() { "no CSV of texts".to_owned() } else { format!("a CSV of {} texts", texts.len()) };
        return Err(complain(&given, &format!("there is no such text; {} is {held}", file.display())));
    }
    Ok(Some(texts.swap_remove(number - 1)))
}

/// Why a file of a folder is no report; told by its first bytes, and of plain text by how its name ends.
fn refused(path: &Path) -> Option<String> {
    let found = match std::fs::metadata(path) {
        Ok(found) => found,
        Err(_) if path.is_symlink() => return Some("a link that leads nowhere".to_owned()),
        Err(error) => return Some(error.to_string()),
    };
    if found.is_dir() {
        return Some("a folder".to_owned());
    }
    if !found.is_file() {
        return Some("no file but a pipe or a device".to_owned());
    }
    if output::is_standard(path) {
        return Some("where the output goes".to_owned());
    }
    match ends(path) {
        Ok(ends) => match Format::of(&ends) {
            Format::Other(name, _) => Some(name.to_owned()),
            Format::Text => {
                let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
                ending
                    .filter(|ending| !ENDINGS.contains(&ending.as_str()))
                    .map(|ending| format!("text that is no report by its ending .{ending}"))
            }
            _ => None,
        },
        // What cannot be read is said when it is opened.
        Err(_) => None,
    }
}

/// The first bytes of a file and its last ones, which name what is in an archive.
fn ends(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let mut bytes = Vec::new();
    (&mut file).take(HEAD as u64).read_to_end(&mut bytes)?;
    if bytes.len() == HEAD && (bytes.starts_with(b"PK") || bytes.starts_with(b"\xd0\xcf")) {
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(HEAD as u64).max(HEAD as u64)))?;
        file.take(HEAD as u64).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// A file, or the texts in it where it is a CSV of texts.
fn of_file(path: &Path, reading: &Reading) -> Result<Vec<Source>, Ending> {
    let file = || vec![Source::of(path.to_owned())];
    let wanted: Vec<&str> = reading.text_column.as_deref().map_or_else(|| COLUMNS.to_vec(), |name| vec![name]);
    let whole = reading.text_column.is_some() && input::is_stdin(path);
    let named = || {
        let head = ends(path).ok().filter(|head| Format::of(head).is_text());
        head.is_some_and(|head| reading.text_column.is_some() || may_hold_texts(head, reading, &wanted))
    };
    if !(whole || path.is_file() && named()) {
        return Ok(file());
    }
    let wrong = |why: String| complain(&input::name(path), &why);
    let bytes = input::bytes(path).map_err(wrong)?;
    let sha256 = hash(&bytes);
    let (text, _) = input::whole(Cursor::new(bytes), reading.encoding, input::LARGEST).map_err(wrong)?;
    match Texts::read(&text, sha256, &wanted).map_err(wrong)? {
        Some(texts) => {
            let texts = Arc::new(texts);
            Ok((0..texts.rows.len()).map(|at| Source { path: path.to_owned(), row: Some((at, Arc::clone(&texts))) }).collect())
        }
        None if reading.text_column.is_some() => {
            let name = wanted[0];
            Err(wrong(format!("has no column {name}, which --text-column names")))
        }
        None => Ok(file()),
    }
}

/// Whether the first line of a plain text names a column that holds whole texts.
fn may_hold_texts(head: Vec<u8>, reading: &Reading, wanted: &[&str]) -> bool {
    let Ok((text, _)) = input::whole(Cursor::new(head), reading.encoding, input::LARGEST) else { return false };
    let first = text.lines().next().unwrap_or_default().trim_start_matches('\u{feff}');
    [',', ';', '\t'].iter().any(|&mark| first.contains(mark) && column(&first.split(mark).collect::<Vec<_>>(), wanted).is_some())
}

/// The place of the column that holds the texts.
fn column(header: &[&str], wanted: &[&str]) -> Option<usize> {
    let is = |cell: &&str, name: &str| cell.trim().trim_matches('"').eq_ignore_ascii_case(name);
    wanted.iter().find_map(|name| header.iter().position(|cell| is(cell, name)))
}

impl Texts {
    /// Reads a CSV whose header names a column of texts; none where it does not.
    fn read(text: &str, sha256: String, wanted: &[&str]) -> Result<Option<Self>, String> {
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().next().unwrap_or_default();
        let mark = [b',', b';', b'\t'].into_iter().max_by_key(|&mark| first.bytes().filter(|&byte| byte == mark).count());
        let mut reader = csv::ReaderBuilder::new().delimiter(mark.unwrap_or(b',')).flexible(true).from_reader(text.as_bytes());
        let said = |error: csv::Error| format!("cannot be read as CSV: {error}");
        let header: Vec<String> = reader.headers().map_err(said)?.iter().map(|name| name.trim().to_owned()).collect();
        let Some(at) = column(&header.iter().map(String::as_str).collect::<Vec<_>>(), wanted) else { return Ok(None) };
        // A name that the output has already is the file's own there.
        let named = |(index, name): (usize, &String)| {
            let taken = Table::Targets.columns().iter().any(|column| column.name == name);
            (index != at).then(|| if taken { format!("csv_{name}") } else { name.clone() })
        };
        let names = header.iter().enumerate().filter_map(named).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(said)?;
            let cell = |index: usize| record.get(index).unwrap_or_default().to_owned();
            rows.push((cell(at), (0..header.len()).filter(|&index| index != at).map(cell).collect()));
        }
        Ok((!rows.is_empty()).then_some(Self { names, rows, sha256 }))
    }
}

/// The sources without those whose text another one has already; which they are is said.
fn once(sources: Vec<Source>) -> Vec<Source> {
    let mut seen: HashMap<[u8; 32], String> = HashMap::new();
    let mut kept = Vec::new();
    for source in sources {
        let hash = text_of(&source).map(|text| <[u8; 32]>::from(Sha256::digest(text.trim().as_bytes())));
        let name = source.name();
        match hash.and_then(|hash| seen.insert(hash, name.clone())) {
            Some(first) => remark(&name, &format!("has the same text as {first}, and is not read again")),
            None => kept.push(source),
        }
    }
    kept
}

/// The text of a source that is plain text and not too large to be held against others.
fn text_of(source: &Source) -> Option<String> {
    if let Some((at, texts)) = &source.row {
        return Some(texts.rows[*at].0.clone());
    }
    source.size().filter(|&size| size <= COMPARED)?;
    let bytes = input::bytes(&source.path).ok()?;
    if !Format::of(&bytes).is_text() {
        return None;
    }
    input::whole(Cursor::new(bytes), None, input::LARGEST).ok().map(|(text, _)| text)
}
