//! `dabiao sheet`: the items of reports to be coded by a person who does not see what the program found.

use std::io::{self, Write};

use dabiao::{Extractor, Item};

use crate::args::Sheet;
use crate::input::Input;
use crate::sample::Sample;
use crate::sources::{Source, sources};
use crate::watch::counted;
use crate::{Ending, complain, csv, output, remark};
use dabiao::tidy::Cell;

/// What is printed, and behind it what the coder fills in.
pub(crate) const GIVEN: [&str; 5] = ["report", "line", "number", "task", "progress"];
pub(crate) const FILLED: [&str; 9] = ["indicator", "value", "unit", "bound", "measure", "quality", "met", "ratio", "note"];

const COLUMNS: usize = GIVEN.len() + FILLED.len();

type Row = [Cell; COLUMNS];

pub(crate) fn run(args: &Sheet) -> io::Result<Ending> {
    let mut sheet = Rows { args, out: output::standard()?, begun: false, items: 0 };
    let files = match sources(&args.files, &args.reading) {
        Ok(files) => files,
        Err(bad) => return Ok(bad),
    };
    let mut ending = Ending::Done;
    let mut sample = args.sample.map(|wanted| Sample::new(wanted, args.seed));
    for source in &files {
        ending = ending.max(read(source, args, |row| {
            sheet.items += 1;
            match &mut sample {
                Some(sample) => sample.draw(row),
                None => sheet.row(row)?,
            }
            Ok(())
        })?);
    }
    if sheet.items == 0 && ending == Ending::BadInput {
        return Ok(ending);
    }
    sheet.begin()?;
    sample.into_iter().flat_map(Sample::drawn).try_for_each(|row| sheet.row(row))?;
    sheet.out.flush()?;
    Ok(ending)
}

/// Reads the items of one file.
fn read(source: &Source, args: &Sheet, mut take: impl FnMut(Row) -> io::Result<()>) -> io::Result<Ending> {
    let name = source.name();
    let Input { text, encoding } = match source.begin(&args.reading) {
        Ok(input) => input,
        Err(bad) => return Ok(bad),
    };
    let (mut ending, mut found) = (Ending::Done, false);
    let mut items = Extractor::new().items(text);
    for item in items.by_ref() {
        match item {
            Ok(item) => {
                found = true;
                take(row(&name, &item))?;
            }
            Err(error) => ending = complain(&name, &error),
        }
    }
    encoding.damage().iter().for_each(|damage| remark(&name, damage));
    if !found && ending == Ending::Done {
        let lines = items.notes().len() + items.notes_left_out();
        remark(&name, &format!("read {}; no item was found", counted(lines, "line that is no item", "lines that are no item")));
        ending = Ending::NothingFound;
    }
    Ok(ending)
}

/// Rows that are printed as they come, a header in front of them.
struct Rows<'a, W> {
    args: &'a Sheet,
    out: W,
    begun: bool,
    items: usize,
}

impl<W: Write> Rows<'_, W> {
    fn begin(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        let names: Vec<&str> = GIVEN.into_iter().chain(FILLED).collect();
        csv::names(&mut self.out, self.args.tidy, &names)
    }

    fn row(&mut self, row: Row) -> io::Result<()> {
        self.begin()?;
        csv::record(&mut self.out, self.args.tidy.raw, row)
    }
}

fn row(report: &str, item: &Item) -> Row {
    let mut given =
        [report.into(), item.line.into(), item.number.as_ref().into(), (&item.task).into(), (&item.progress).into()].into_iter();
    std::array::from_fn(|_| given.next().unwrap_or(Cell::Empty))
}
