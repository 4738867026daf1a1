//! What the output is printed on.

use std::sync::OnceLock;

use clap::ValueEnum;
pub(crate) use dabiao::page::screen::*;

use crate::grid::Letters;
use crate::lang::Lang;
use crate::output;

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

/// The terminal behind standard output, or a page of 100 columns without colour.
pub(crate) fn of_stdout(lang: Lang) -> Screen {
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
    Screen { width: width.max(NARROWEST), colour, lang, letters: Letters::of(lang) }
}
