//! `dabiao sheet`: the items of reports to be coded by a person who does not see what the program found.

use std::io::{self, BufWriter, Write};

use dabiao::{Extractor, Item};

use crate::args::Sheet;
use crate::input::Input;
use crate::sample::sample;
use crate::sources::sources;
use crate::{Ending, complain, csv, remark};

/// What is printed, and behind it what the coder fills in.
pub(crate) const GIVEN: [&str; 5] = ["report", "line", "number", "task", "progress"];
pub(crate) const FILLED: [&str; 9] = ["indicator", "value", "unit", "bound", "measure", "quality", "met", "ratio", "note"];

pub(crate) fn run(args: &Sheet) -> io::Result<Ending> {
    let extractor = Extractor::new();
    let mut ending = Ending::Done;
    let mut items: Vec<(String, Item)> = Vec::new();
    let files = match sources(&args.files, &args.reading) {
        Ok(files) => files,
        Err(bad) => return Ok(bad),
    };
    for source in &files {
        let name = source.name();
        let Input { text, encoding } = match source.begin(&args.reading) {
            Ok(input) => input,
            Err(bad) => {
                ending = ending.max(bad);
                continue;
            }
        };
        for item in extractor.items(text) {
            match item {
                Ok(item) => items.push((name.clone(), item)),
                Err(error) => ending = ending.max(complain(&name, &error)),
            }
        }
        encoding.damage().iter().for_each(|damage| remark(&name, damage));
    }
    if items.is_empty() && ending == Ending::BadInput {
        return Ok(ending);
    }
    let places = sample(items.len(), args.sample.unwrap_or(items.len()), args.seed);
    let rows = places.into_iter().map(|place| row(&items[place].0, &items[place].1));
    let mut out = BufWriter::new(io::stdout().lock());
    // Without the mark spreadsheets take the text for something else than UTF-8.
    out.write_all("\u{feff}".as_bytes())?;
    let header: [&str; GIVEN.len() + FILLED.len()] = std::array::from_fn(|i| GIVEN.into_iter().chain(FILLED).nth(i).unwrap_or_default());
    csv::rows(&mut out, &header, rows)?;
    out.flush()?;
    Ok(if items.is_empty() { ending.max(Ending::NothingFound) } else { ending })
}

fn row(report: &str, item: &Item) -> [String; GIVEN.len() + FILLED.len()] {
    let number = item.number.clone().unwrap_or_default();
    let mut given = [report.to_owned(), item.line.to_string(), number, item.task.clone(), item.progress.clone()].into_iter();
    std::array::from_fn(|_| given.next().unwrap_or_default())
}
