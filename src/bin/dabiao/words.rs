//! The words to read with: the built-in ones, and the files of `--lexicon` on top.

use std::io::{self, Read, Write};

use dabiao::{Extractor, Lexicon};

use crate::args::Words;
use crate::{Ending, complain, input};

/// An extractor with the user's words, or how the run ends without one; what is wrong has been said then.
pub(crate) fn extractor(words: &Words) -> Result<Extractor, Ending> {
    let mut lexicon: Option<Lexicon> = None;
    for path in &words.lexicon {
        let name = input::name(path);
        let mut bytes = Vec::new();
        input::open(path)
            .and_then(|mut reader| reader.read_to_end(&mut bytes).map_err(|error| format!("cannot be read: {error}")))
            .map_err(|why| complain(&name, &why))?;
        let text = String::from_utf8(bytes).map_err(|_| complain(&name, &"the bytes are not UTF-8 text; save the file as UTF-8"))?;
        let below = lexicon.as_ref().unwrap_or_else(|| Lexicon::builtin());
        let above = below.with_toml(&name, &text).map_err(|error| {
            // The place stands in the message already.
            let _ = writeln!(io::stderr(), "dabiao: {error}");
            if error.line() > 0 {
                let _ = writeln!(io::stderr(), "{:>6} | {}", error.line(), error.entry());
            }
            Ending::BadInput
        })?;
        lexicon = Some(above);
    }
    Ok(lexicon.map_or_else(Extractor::new, |lexicon| Extractor::new().with_lexicon(lexicon)))
}
