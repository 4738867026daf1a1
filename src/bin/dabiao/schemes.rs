//! `dabiao schemes`: the ways to score, each with its formula and source.

use std::io::{self, Write};

use dabiao::Scheme;

use crate::{Ending, output};

pub(crate) fn run() -> io::Result<Ending> {
    let mut out = output::standard()?;
    for (index, scheme) in Scheme::all().iter().enumerate() {
        let default = if index == 0 { "  (default)" } else { "" };
        writeln!(out, "{}{default}\n  {}\n  source: {}", scheme.name, scheme.formula, scheme.source)?;
    }
    out.flush()?;
    Ok(Ending::Done)
}
