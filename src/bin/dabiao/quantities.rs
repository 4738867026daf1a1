//! `dabiao quantities`: every quantity, line by line.

use std::io::{self, Write};

use dabiao::LineMentions;
use serde::Serialize;

use crate::args::{Format, Quantities};
use crate::input::Input;
use crate::screen::shown;
use crate::sources::sources;
use crate::watch::counted;
use crate::{Ending, complain, csv, json, output, remark, words};

pub(crate) fn run(args: &Quantities) -> io::Result<Ending> {
    let extractor = match words::extractor(&args.words) {
        Ok(extractor) => extractor,
        Err(ending) => return Ok(ending),
    };
    let mut out = output::standard()?;
    let mut ending = Ending::Done;
    if args.format == Format::Json {
        write!(out, "[")?;
    }
    if args.format == Format::Csv {
        csv::mention_header(&mut out, args.tidy)?;
    }
    let mut first = true;
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
        let mut found = false;
        let mut failed = false;
        let mut lines = extractor.lines(text);
        for line in lines.by_ref() {
            match line {
                Ok(line) => {
                    found = true;
                    let row = Row { decoded: encoding.decoded(line.mentions.iter().flat_map(|mention| &mention.spans)), line: &line };
                    print(&mut out, args, &name, &row, first)?;
                    first = false;
                }
                Err(error) => {
                    out.flush()?;
                    failed = true;
                    ending = ending.max(complain(&name, &error));
                }
            }
        }
        if let Some(damage) = encoding.damage() {
            out.flush()?;
            remark(&name, &damage);
        }
        if !found && !failed {
            out.flush()?;
            remark(&name, &format!("read {}; no quantity was found", counted(lines.read(), "line", "lines")));
            ending = ending.max(Ending::NothingFound);
        }
    }
    if args.format == Format::Json {
        writeln!(out, "]")?;
    }
    out.flush()?;
    Ok(ending)
}

/// One line of `jsonl`.
#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    line: &'a LineMentions,
    /// The encoding that the spans are not in: they count bytes of the decoded text.
    #[serde(skip_serializing_if = "Option::is_none")]
    decoded: Option<&'static str>,
}

fn print(out: &mut dyn Write, args: &Quantities, name: &str, row: &Row<'_>, first: bool) -> io::Result<()> {
    match args.format {
        Format::None => Ok(()),
        Format::Csv => csv::mentions(out, args.tidy.raw, name, row.line),
        Format::Json => {
            if !first {
                write!(out, ",\n ")?;
            }
            json::write(out, row)
        }
        Format::Jsonl => {
            json::write(out, row)?;
            writeln!(out)
        }
        Format::Table => {
            let quantities: Vec<&str> = row.line.mentions.iter().map(|mention| mention.text.as_str()).collect();
            writeln!(out, "{:>6}  {}", row.line.line, shown(&quantities.join("  ")))
        }
    }
}
