//! `dabiao codebook`: what every column of the rows, the figures, the summary or the panel means, its type, unit, values and source.

use std::io::{self, Write};

use dabiao::tidy::{Cell, Entry, Table};
use serde::Serialize;

use crate::args::{Codebook, Format, Tidy};
use crate::columns::Of;
use crate::lang::Lang;
use crate::table::name;
use crate::{Ending, columns, csv, json, output};

/// A column as it is told in a language.
#[derive(Serialize)]
struct Told {
    name: &'static str,
    /// Its name in the language, where it has one of its own there.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'static str>,
    r#type: String,
    unit: String,
    values: Vec<String>,
    meaning: &'static str,
    source: String,
}

impl Told {
    fn of(of: Of, entry: &Entry, lang: Lang) -> Self {
        let list = columns::list(of, entry.name);
        // A value stands in the cells as it is; its word is told beside it.
        let value = |value: &&str| {
            let word = lang.named(list, value);
            if lang == Lang::En || word == **value { (*value).to_owned() } else { format!("{value}（{word}）") }
        };
        Self {
            name: entry.name,
            title: (lang == Lang::Zh).then(|| columns::name(of, entry.name, lang)),
            r#type: lang.named("type", &name(&entry.kind)),
            unit: lang.named("unit", entry.unit),
            values: entry.values.iter().map(value).collect(),
            meaning: columns::meaning(of, entry, lang),
            source: entry.source.split("; ").map(|part| lang.named("origin", part)).collect::<Vec<_>>().join(lang.word("explain.between")),
        }
    }

    fn cells(&self) -> Vec<Cell> {
        let values = self.values.join(" ");
        let title = self.title.into_iter();
        let cells = std::iter::once(self.name).chain(title).chain([&self.r#type, &self.unit, &values, self.meaning, &self.source]);
        cells.map(Cell::from).collect()
    }
}

pub(crate) fn run(args: &Codebook) -> io::Result<Ending> {
    let mut out = output::standard()?;
    let lang = args.speech.of_table();
    let entries: &[Entry] = match args.of {
        Of::Rows => Table::Targets.columns(),
        Of::Figures => Table::Figures.columns(),
        Of::Panel => Table::Panel.columns(),
        Of::Summary => Table::Groups.columns(),
    };
    let told: Vec<Told> = entries.iter().map(|entry| Told::of(args.of, entry, lang)).collect();
    match args.format {
        Format::None => {}
        Format::Json => {
            json::write(&mut out, &told)?;
            writeln!(out)?;
        }
        Format::Jsonl => {
            for told in &told {
                json::write(&mut out, told)?;
                writeln!(out)?;
            }
        }
        Format::Csv => {
            let names = ["column", "title", "type", "of_unit", "of_values", "meaning", "of_source"];
            let names = names
                .iter()
                .filter(|name| lang == Lang::Zh || **name != "title")
                .map(|name| lang.named("codebook", name))
                .collect::<Vec<_>>();
            let tidy = if lang == Lang::Zh { Tidy { no_bom: false, ..Tidy::PLAIN } } else { Tidy::PLAIN };
            csv::names(&mut out, tidy, &names.iter().map(String::as_str).collect::<Vec<_>>())?;
            told.iter().try_for_each(|told| csv::record(&mut out, tidy.raw, told.cells()))?;
        }
        Format::Table => {
            writeln!(out, "{}\n{}", lang.word("codebook.empty"), lang.word("codebook.guard"))?;
            for Told { name, title, r#type, unit, values, meaning, source } in &told {
                let title = title.map(|title| format!(" {title}")).unwrap_or_default();
                let unit = if unit.is_empty() { String::new() } else { lang.say("codebook.unit", &[unit]) };
                writeln!(out, "\n{name}{title}  ({type}{unit})\n  {meaning}", r#type = r#type)?;
                if !values.is_empty() {
                    writeln!(out, "  {}{}", lang.word("codebook.values"), values.join(if lang == Lang::Zh { "、" } else { ", " }))?;
                }
                writeln!(out, "  {}{source}", lang.word("codebook.source"))?;
            }
        }
    }
    out.flush()?;
    Ok(Ending::Done)
}
