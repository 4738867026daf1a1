//! The words to read with: the built-in ones, and the files of `--lexicon` on top.

use std::io::{self, Write};

use dabiao::{Extractor, Lexicon};

use crate::args::Words;
use crate::screen::shown;
use crate::{Ending, complain, input};

/// An extractor with the user's words, or how the run ends without one; what is wrong has been said then.
pub(crate) fn extractor(words: &Words) -> Result<Extractor, Ending> {
    let mut lexicon: Option<Lexicon> = None;
    for path in &words.lexicon {
        let name = input::name(path);
        let (text, _) = input::text(path, None).map_err(|why| complain(&name, &why))?;
        let below = lexicon.as_ref().unwrap_or_else(|| Lexicon::builtin());
        let above = below.with_toml(&name, &text).map_err(|error| {
            // The place stands in the message already.
            let mut said = format!("dabiao: {error}");
            if error.line() > 0 {
                said += &format!("\n{:>6} | {}", error.line(), error.entry());
            }
            let _ = writeln!(io::stderr(), "{}", shown(&said));
            Ending::BadInput
        })?;
        lexicon = Some(above);
    }
    Ok(lexicon.map_or_else(Extractor::new, |lexicon| Extractor::new().with_lexicon(lexicon)))
}
