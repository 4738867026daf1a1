//! What the output is printed on.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::OnceLock;

use clap::ValueEnum;

use crate::grid::Letters;
use crate::lang::Lang;
use crate::output;

/// Width and colour of the output.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    pub(crate) width: u16,
    pub(crate) colour: bool,
    pub(crate) lang: Lang,
    pub(crate) letters: Letters,
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
        Self { width: width.max(NARROWEST), colour, lang, letters: Letters::of(lang) }
    }

    /// A bar of no more than so many columns for a share of 0 to 1; what lies beyond 1 fills it.
    pub(crate) fn bar(self, share: dabiao::Decimal, columns: usize) -> String {
        use dabiao::Decimal;
        // Where █ takes two columns ░ takes one.
        let (full, empty) = (self.letters.width("█"), self.letters.width("░"));
        let cells = columns / full;
        let filled = (share.clamp(Decimal::ZERO, Decimal::ONE) * Decimal::from(cells)).round();
        let filled = usize::try_from(filled).unwrap_or(0).min(cells);
        format!("{}{}", "█".repeat(filled), "░".repeat((cells - filled) * full / empty))
    }

    /// `text` in a colour of the terminal, or as it is; what would command the terminal is shown.
    pub(crate) fn paint(self, code: &str, text: &str) -> String {
        let text = shown(text);
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.into_owned() }
    }
}

/// A text with its control characters as symbols, so that nothing of a report commands the terminal; lines end as they do.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| symbol(c).is_some()) {
        Cow::Owned(text.chars().map(|c| symbol(c).unwrap_or(c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The symbol of a control character, or of one that turns the direction of what stands around it.
fn symbol(c: char) -> Option<char> {
    match c {
        '\n' | '\t' => None,
        '\0'..='\u{1f}' => char::from_u32(u32::from('\u{2400}') + u32::from(c)),
        '\u{7f}' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some('\u{2426}'),
        _ => None,
    }
}

/// Writes text as it is [`shown`]. Each text that is written must be whole.
pub(crate) struct Shown<'w>(pub(crate) &'w mut dyn Write);

impl Write for Shown<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write_all(shown(&String::from_utf8_lossy(bytes)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A share as a percentage with one decimal: `51.9 %`.
pub(crate) fn percent(share: dabiao::Decimal) -> String {
    percent_to(share, 1)
}

/// The same with so many decimals.
pub(crate) fn percent_to(share: dabiao::Decimal, decimals: u32) -> String {
    use dabiao::Decimal;
    let places = usize::try_from(decimals).unwrap_or(1);
    // A share too large to be multiplied is printed as it is.
    share
        .checked_mul(Decimal::ONE_HUNDRED)
        .map_or_else(|| share.to_string(), |percent| format!("{:.places$} %", percent.round_dp(decimals)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dabiao::Decimal;

    #[test]
    fn what_commands_a_terminal_is_shown() {
        assert_eq!(shown("a\u{1b}]0;x\u{7}b\0\r"), "a␛]0;x␇b␀␍");
        assert_eq!(shown("\u{7f}\u{9b}2J\u{202e}"), "␡␦2J␦");
        assert_eq!(shown("修路\t5公里\n"), "修路\t5公里\n");
        let mut out = Vec::new();
        let (escape, introducer) = ("\u{1b}", "\u{9b}");
        write!(Shown(&mut out), "{escape}|{introducer:>4}").expect("it can be written");
        assert_eq!(String::from_utf8(out).expect("text"), "␛|   ␦");
        let screen = Screen { width: 60, colour: true, lang: Lang::En, letters: Letters::Wide };
        assert_eq!(screen.paint("1", "a\u{1b}"), "\u{1b}[1ma␛\u{1b}[0m");
    }

    #[test]
    fn bars_are_full_at_one_and_beyond() {
        let bar = |letters, share| Screen { width: 60, colour: false, lang: Lang::En, letters }.bar(share, 4);
        let narrow = |share| bar(Letters::Narrow, share);
        assert_eq!([Decimal::new(5, 1), Decimal::TWO, Decimal::ZERO].map(narrow), ["██░░", "████", "░░░░"]);
        let wide = bar(Letters::Wide, Decimal::new(5, 1));
        assert_eq!((wide.as_str(), Letters::Wide.width(&wide)), ("█░░", 4));
        assert_eq!(percent(Decimal::new(519, 3)), "51.9 %");
    }
}
