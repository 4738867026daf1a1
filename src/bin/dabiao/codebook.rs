//! `dabiao codebook`: what every column of the rows or of the summary means, its type, unit, values and source.

use std::io::{self, Write};

use crate::Ending;
use crate::args::{Codebook, Format, Of, Tidy};
use crate::{csv, json, output};
use dabiao::tidy::{Cell, Entry, Table};

pub(crate) fn run(args: &Codebook) -> io::Result<Ending> {
    let mut out = output::standard()?;
    let entries: &[Entry] = match args.of {
        Of::Rows => Table::Targets.columns(),
        Of::Figures => Table::Figures.columns(),
        Of::Panel => Table::Panel.columns(),
        Of::Quantities => Table::Quantities.columns(),
        Of::Items => Table::Items.columns(),
        Of::Summary => Table::Groups.columns(),
    };
    match args.format {
        Format::None => {}
        Format::Json => {
            json::write(&mut out, &entries)?;
            writeln!(out)?;
        }
        Format::Jsonl => {
            for entry in entries {
                json::write(&mut out, entry)?;
                writeln!(out)?;
            }
        }
        Format::Csv => {
            csv::names(&mut out, Tidy::PLAIN, &["name", "type", "unit", "values", "meaning", "source"])?;
            for &Entry { name, kind, unit, values, meaning, source, .. } in entries {
                let cells = [name, kind.as_str(), unit, &values.join(" "), meaning, source].map(Cell::from);
                csv::record(&mut out, Tidy::PLAIN.raw, cells)?;
            }
        }
        Format::Table => {
            writeln!(out, "A cell is empty where the value is missing or does not apply.")?;
            writeln!(
                out,
                "A text that begins with =, +, -, @ or a tab has a ' in front, so that no spreadsheet takes it for a formula; --raw leaves it."
            )?;
            for &Entry { name, kind, unit, values, meaning, source, .. } in entries {
                let unit = if unit.is_empty() { String::new() } else { format!("; unit: {unit}") };
                writeln!(out, "\n{name}  ({}{unit})\n  {meaning}", kind)?;
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
