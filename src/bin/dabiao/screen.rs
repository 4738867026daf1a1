//! What the output is printed on.

use std::sync::OnceLock;

use clap::ValueEnum;
pub(crate) use dabiao::page::{Shown, bar, percent, shown};

use crate::output;
use dabiao::page::Lang;

/// Width and colour of the output.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    pub(crate) width: u16,
    pub(crate) colour: bool,
    pub(crate) lang: Lang,
}

/// Whether a table is printed in colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal that is not dumb, unless NO_COLOR is set
    Auto,
    /// Also where the output goes to a file or a program
    Always,
    /// Nowhere
    Never,
}

static COLOUR: OnceLock<Colour> = OnceLock::new();

/// Says once, for the whole run, whether there are colours.
pub(crate) fn colour(colour: Colour) {
    let _ = COLOUR.set(colour);
}

/// Where there is no terminal.
const WIDTH: u16 = 100;
const NARROWEST: u16 = 60;

impl Screen {
    /// The terminal behind standard output, or a page of 100 columns without colour.
    pub(crate) fn of_stdout(lang: Lang) -> Self {
        let terminal = output::is_terminal();
        let width = terminal_size::terminal_size().filter(|_| terminal).map_or(WIDTH, |(width, _)| width.0);
        let colour = match COLOUR.get().copied().unwrap_or(Colour::Auto) {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                let dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
                terminal && !dumb && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty())
            }
        };
        Self { width: width.max(NARROWEST), colour, lang }
    }

    /// `text` in a colour of the terminal, or as it is; what would command the terminal is shown.
    pub(crate) fn paint(self, code: &str, text: &str) -> String {
        let text = shown(text);
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.into_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_a_terminal_is_shown_in_colours_too() {
        let screen = Screen { width: 60, colour: true, lang: Lang::En };
        assert_eq!(screen.paint("1", "a\u{1b}"), "\u{1b}[1ma␛\u{1b}[0m");
    }
}
