//! `dabiao codebook`: what every column means, its type, unit, values and source.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use crate::Ending;
use crate::args::{Codebook, Format};
use crate::columns::{self, Column, Kind};
use crate::table::word;
use crate::{csv, json};

/// One line of the codebook.
#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: Kind,
    unit: &'a str,
    values: &'a [&'a str],
    meaning: &'a str,
    source: &'a str,
}

fn entry(column: &Column) -> Entry<'_> {
    let Column { name, kind, unit, values, meaning, source, .. } = *column;
    Entry { name, kind, unit, values, meaning, source }
}

pub(crate) fn run(args: &Codebook) -> io::Result<Ending> {
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        Format::None => {}
        Format::Json => {
            json::write(&mut out, &columns::all().map(entry).collect::<Vec<_>>())?;
            writeln!(out)?;
        }
        Format::Jsonl => {
            for column in columns::all() {
                json::write(&mut out, &entry(column))?;
                writeln!(out)?;
            }
        }
        Format::Csv => {
            csv::record(&mut out, ["name", "type", "unit", "values", "meaning", "source"].map(str::to_owned))?;
            for column in columns::all() {
                let Entry { name, kind, unit, values, meaning, source } = entry(column);
                let cells = [name, &word(&kind), unit, &values.join(" "), meaning, source].map(str::to_owned);
                csv::record(&mut out, cells)?;
            }
        }
        Format::Table => {
            writeln!(out, "One row for each target; a cell is empty where the value is missing or does not apply.")?;
            for column in columns::all() {
                let Entry { name, kind, unit, values, meaning, source } = entry(column);
                let unit = if unit.is_empty() { String::new() } else { format!(", in {unit}") };
                writeln!(out, "\n{name}  ({}{unit})\n  {meaning}", word(&kind))?;
                if !values.is_empty() {
                    writeln!(out, "  values: {}", values.join(", "))?;
                }
                writeln!(out, "  source: {source}")?;
            }
        }
    }
    out.flush()?;
    Ok(Ending::Done)
}
