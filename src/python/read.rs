//! Reading, without Python.

use std::sync::Arc;

use pyo3::PyResult;

use super::failure::Failure;
use super::options::Options;
use super::run::Shared;
use super::source::Source;
use super::table::Table;
use crate::page::whole;
use crate::tidy::{self, File, MentionRow, Origin};
use crate::{Error, Extractor, Item, Repeats, Unscored, UnscoredItems};

/// A report that was read, or two that were compared.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) file: Arc<File>,
    /// The file that the figures stand in, where that is another one.
    pub(super) given: Option<Arc<File>>,
    pub(super) items: Vec<Item>,
}

impl Report {
    /// The file that the figures stand in.
    pub(super) fn given(&self) -> &File {
        self.given.as_ref().unwrap_or(&self.file)
    }
}

/// From so many bytes on the items of a report are spread over the threads.
const LARGE: usize = 1 << 20;
/// So many bytes of text, and so many items, are laid out at a time then.
const BATCH: usize = 1 << 20;
const ITEMS: usize = 1024;

/// Opens a source and scores its items; on `threads` threads where it is large.
pub(super) fn read(source: &Source, options: &Options, threads: usize, shared: &Shared) -> Result<Report, Failure> {
    let size = source.size();
    let file = source.open(options)?;
    let meter = Meter { shared, size, of: u64::try_from(file.text().len().max(1)).unwrap_or(u64::MAX), done: 0 };
    let items = items(&file, options, if file.text().len() >= LARGE { threads } else { 1 }, meter).map_err(Failure::Read)?;
    Ok(Report { file: Arc::new(file), given: None, items })
}

/// Tells how much of a source is done, in bytes of the source.
struct Meter<'s> {
    shared: &'s Shared,
    size: u64,
    of: u64,
    done: u64,
}

impl Meter<'_> {
    fn add(&mut self, bytes: usize) {
        let bytes = u64::try_from(bytes).unwrap_or(0).min(self.of - self.done);
        let before = self.share();
        self.done += bytes;
        self.shared.add(self.share() - before);
    }

    fn share(&self) -> u64 {
        u64::try_from(u128::from(self.size) * u128::from(self.done) / u128::from(self.of)).unwrap_or(0)
    }
}

impl Drop for Meter<'_> {
    fn drop(&mut self) {
        self.shared.add(self.size - self.share());
    }
}

fn items(file: &File, options: &Options, threads: usize, mut meter: Meter<'_>) -> Result<Vec<Item>, Error> {
    let mut laid_out = options.extractor.unscored(file.text().as_bytes());
    let (mut repeats, mut items) = (Repeats::default(), Vec::new());
    loop {
        let (batch, failed) = batch(&mut laid_out, threads);
        if batch.is_empty() && failed.is_none() {
            return Ok(items);
        }
        for (mut item, bytes) in scored(&options.extractor, &batch, threads) {
            repeats.mark(&mut item);
            file.locate(&mut item);
            finished(&mut item, file, options);
            items.push(item);
            meter.add(bytes);
        }
        if let Some(error) = failed {
            return Err(error);
        }
        if meter.shared.is_stopped() {
            return Ok(items);
        }
    }
}

/// The days of figures whose year the report says, and the scores.
fn finished(item: &mut Item, file: &File, options: &Options) {
    if let Some(year) = file.about().year {
        item.figures.iter_mut().for_each(|achieved| achieved.dated(year));
    }
    item.score_by(options.scheme, options.thresholds);
}

/// The next items; of one thread the next one.
fn batch(laid_out: &mut UnscoredItems<&[u8]>, threads: usize) -> (Vec<Unscored>, Option<Error>) {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    let most = if threads > 1 { ITEMS } else { 1 };
    while batch.len() < most && bytes < BATCH {
        match laid_out.next() {
            Some(Ok(item)) => {
                bytes += item.bytes();
                batch.push(item);
            }
            Some(Err(error)) => return (batch, Some(error)),
            None => break,
        }
    }
    (batch, None)
}

/// The items with how many bytes each has.
fn scored(extractor: &Extractor, batch: &[Unscored], threads: usize) -> Vec<(Item, usize)> {
    let score = |item: &Unscored| (extractor.score(item), item.bytes());
    if batch.len() < 2 {
        return batch.iter().map(score).collect();
    }
    let next = std::sync::atomic::AtomicUsize::new(0);
    let mut scored: Vec<(usize, (Item, usize))> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    let taken = std::iter::repeat_with(|| next.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
                    taken.map_while(|at| batch.get(at).map(|item| (at, score(item)))).collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    scored.sort_unstable_by_key(|(at, _)| *at);
    scored.into_iter().map(|(_, item)| item).collect()
}

/// Answers the targets of one report from another. What fails is told with which of the two it is.
pub(super) fn compare(sources: &[Source; 2], options: &Options) -> Result<Report, (usize, Failure)> {
    let open = |at: usize| sources[at].open(options).map_err(|failure| (at, failure));
    let (asked, given) = (open(0)?, open(1)?);
    let items = answered(&asked, &given, options).map_err(|error| (usize::from(error.in_results()), Failure::Read(error)))?;
    Ok(Report { file: Arc::new(asked), given: Some(Arc::new(given)), items })
}

/// The items of one report with their answers from another.
fn answered(asked: &File, given: &File, options: &Options) -> Result<Vec<Item>, Error> {
    let mut items = options.extractor.compare(asked.text(), given.text())?.items;
    items.retain(|item| !(item.targets.is_empty() && item.commitments.is_empty()));
    for item in &mut items {
        asked.locate(item);
        finished(item, asked, options);
        if let Some(document) = given.document() {
            document.locate_answers(item);
        }
    }
    Ok(items)
}

/// The items of a report that was read, with what was passed over and what spoke for a reading.
pub(super) fn asking(report: &Report, options: &Options, shared: &Shared) -> Result<Vec<Item>, Error> {
    let options = Options { extractor: whole::asking(options.extractor.clone()), ..options.clone() };
    match &report.given {
        Some(given) => answered(&report.file, given, &options),
        None => items(&report.file, &options, 1, Meter { shared, size: 0, of: 1, done: 0 }),
    }
}

/// The quantities of a text.
pub(super) fn quantities(extractor: &Extractor, text: &str) -> PyResult<Table> {
    let mut rows = Vec::new();
    for line in extractor.lines(text.as_bytes()) {
        let line = line.map_err(super::failure::inside)?;
        rows.extend(line.mentions.iter().map(|mention| MentionRow::new("text", line.line, mention).cells()));
    }
    Table::of(tidy::Table::Quantities.columns(), &rows)
}
