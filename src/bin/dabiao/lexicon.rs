//! `dabiao lexicon`: the words in force, with their version.

use std::io::{self, Write};

use dabiao::{WordRow, WordTable};
use serde::Serialize;

use crate::args::{Lexicon, Tidy, WordsFormat};
use crate::screen::Shown;
use crate::{Ending, complain, csv, json, output, words};
use dabiao::tidy::Cell;

#[derive(Serialize)]
struct InForce<'a> {
    version: &'a str,
    tables: &'a [WordTable],
}

pub(crate) fn run(args: &Lexicon) -> io::Result<Ending> {
    let extractor = match words::extractor(&args.words) {
        Ok(extractor) => extractor,
        Err(ending) => return Ok(ending),
    };
    let lexicon = extractor.lexicon();
    let mut tables = lexicon.tables();
    if let Some(wanted) = &args.table {
        let names = tables.iter().map(|table| table.name).collect::<Vec<_>>().join(", ");
        tables.retain(|table| table.name == wanted);
        if tables.is_empty() {
            return Ok(complain("usage", &format!("{wanted:?} is no table of words; the tables are {names}")));
        }
    }
    let mut out = output::standard()?;
    match args.format {
        WordsFormat::Json => {
            json::write(&mut out, &InForce { version: lexicon.version(), tables: &tables })?;
            writeln!(out)?;
        }
        WordsFormat::Csv => {
            let rows = tables.iter().flat_map(|table| {
                table.rows.iter().map(|row| {
                    [
                        table.name.to_owned(),
                        row.word.clone(),
                        row.says.join(" "),
                        from(row).unwrap_or_default(),
                        lexicon.version().to_owned(),
                    ]
                })
            });
            csv::names(&mut out, Tidy::PLAIN, &["table", "word", "says", "from", "version"])?;
            rows.into_iter().try_for_each(|row| csv::record(&mut out, Tidy::PLAIN.raw, row.map(Cell::from)))?;
        }
        WordsFormat::Table => print(&mut Shown(&mut out), lexicon.version(), &tables)?,
    }
    out.flush()?;
    Ok(Ending::Done)
}

/// The user's file and line that a word comes from.
fn from(row: &WordRow) -> Option<String> {
    row.file.as_ref().map(|file| format!("{file}:{}", row.line))
}

fn print(out: &mut dyn Write, version: &str, tables: &[WordTable]) -> io::Result<()> {
    writeln!(out, "lexicon {version}")?;
    for table in tables {
        writeln!(out, "\n{} ({})", table.name, table.rows.len())?;
        for line in table.about.lines() {
            writeln!(out, "  # {}", line.replace('\t', " | "))?;
        }
        for row in &table.rows {
            write!(out, "  {}", row.word)?;
            row.says.iter().try_for_each(|said| write!(out, " | {said}"))?;
            match from(row) {
                Some(from) => writeln!(out, "   ← {from}")?,
                None => writeln!(out)?,
            }
        }
    }
    Ok(())
}
