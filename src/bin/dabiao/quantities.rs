//! `dabiao quantities`: every quantity, line by line.

use std::io::{self, BufWriter, Write};

use dabiao::LineMentions;

use crate::args::{Format, Quantities};
use crate::{Ending, complain, csv, input, json, words};

pub(crate) fn run(args: &Quantities) -> io::Result<Ending> {
    let extractor = match words::extractor(&args.words) {
        Ok(extractor) => extractor,
        Err(ending) => return Ok(ending),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut ending = Ending::Done;
    if args.format == Format::Json {
        write!(out, "[")?;
    }
    if args.format == Format::Csv {
        csv::mention_header(&mut out, !args.tidy.no_bom)?;
    }
    let mut first = true;
    for path in &input::files(&args.files) {
        let name = input::name(path);
        let reader = match input::open(path) {
            Ok(reader) => reader,
            Err(why) => {
                ending = ending.max(complain(&name, &why));
                continue;
            }
        };
        let mut found = false;
        for line in extractor.lines(reader) {
            match line {
                Ok(line) => {
                    found = true;
                    print(&mut out, args.format, &name, &line, first)?;
                    first = false;
                }
                Err(error) => {
                    out.flush()?;
                    ending = ending.max(complain(&name, &error));
                }
            }
        }
        if !found {
            ending = ending.max(Ending::NothingFound);
        }
    }
    if args.format == Format::Json {
        writeln!(out, "]")?;
    }
    out.flush()?;
    Ok(ending)
}

fn print(out: &mut dyn Write, format: Format, name: &str, line: &LineMentions, first: bool) -> io::Result<()> {
    match format {
        Format::None => Ok(()),
        Format::Csv => csv::mentions(out, name, line),
        Format::Json => {
            if !first {
                write!(out, ",\n ")?;
            }
            json::write(out, line)
        }
        Format::Jsonl => {
            json::write(out, line)?;
            writeln!(out)
        }
        Format::Table => {
            let quantities: Vec<&str> = line.mentions.iter().map(|mention| mention.text.as_str()).collect();
            writeln!(out, "{:>6}  {}", line.line, quantities.join("  "))
        }
    }
}
