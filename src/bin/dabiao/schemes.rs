//! `dabiao schemes`: the ways to score, each with its formula and source.

use std::io::{self, Write};

use dabiao::Scheme;

use crate::args::Schemes;
use crate::{Ending, output};

pub(crate) fn run(args: &Schemes) -> io::Result<Ending> {
    let mut out = output::standard()?;
    let lang = args.speech.of_table();
    for (index, scheme) in Scheme::all().iter().enumerate() {
        let default = if index == 0 { lang.word("scheme.default") } else { "" };
        let source = lang.say("summary.source", &[lang.of_scheme("source", scheme)]);
        writeln!(out, "{}{default}\n  {}\n  {source}", scheme.name, lang.of_scheme("formula", scheme))?;
    }
    out.flush()?;
    Ok(Ending::Done)
}
