//! `dabiao text`: the text of a file, which spans count the bytes of.

use std::io::{self, Write};

use crate::args::Text;
use crate::input::{self, Input};
use crate::sources::{Source, sources};
use crate::{Ending, complain, output, remark};

pub(crate) fn run(args: &Text) -> io::Result<Ending> {
    let sources = match sources(std::slice::from_ref(&args.file), &args.reading) {
        Ok(sources) => sources,
        Err(bad) => return Ok(bad),
    };
    let [source] = sources.as_slice() else {
        let example = sources.first().map_or_else(|| input::name(&args.file), Source::name);
        return Ok(complain(&input::name(&args.file), &format!("holds {} texts; give one of them, such as {example}", sources.len())));
    };
    let name = source.name();
    let Input { mut text, encoding } = match source.begin(&args.reading) {
        Ok(input) => input,
        Err(bad) => return Ok(bad),
    };
    let mut out = output::standard()?;
    if let (true, Some(document)) = (args.places, encoding.document()) {
        let mut from = 0;
        for line in document.text().split_inclusive('\n') {
            let place = document.places(from..from + line.len()).map(ToString::to_string).collect::<Vec<_>>().join("; ");
            write!(out, "{place}\t{line}")?;
            from += line.len();
        }
        out.flush()?;
        return Ok(Ending::Done);
    }
    // What cannot be read is told apart from what cannot be written.
    let mut piece = Vec::new();
    loop {
        piece.clear();
        match io::BufRead::fill_buf(&mut text) {
            Ok([]) => break,
            Ok(read) => piece.extend_from_slice(read),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Ok(complain(&name, &format!("cannot be read: {error}; see whether the disk is sound"))),
        }
        io::BufRead::consume(&mut text, piece.len());
        out.write_all(&piece)?;
    }
    out.flush()?;
    encoding.damage().iter().for_each(|damage| remark(&name, damage));
    Ok(Ending::Done)
}
