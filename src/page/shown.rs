//! Texts and shares as they are shown to people.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::Decimal;

/// A text with its control characters as symbols, so that nothing of a report commands the terminal; lines end as they do.
pub fn shown(text: &str) -> Cow<'_, str> {
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
pub struct Shown<'w>(pub &'w mut dyn Write);

impl Write for Shown<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write_all(shown(&String::from_utf8_lossy(bytes)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A bar of `cells` cells for a share of 0 to 1; what lies beyond 1 fills it.
pub fn bar(share: Decimal, cells: usize) -> String {
    let filled = (share.clamp(Decimal::ZERO, Decimal::ONE) * Decimal::from(cells)).round();
    let filled = usize::try_from(filled).unwrap_or(0).min(cells);
    format!("{}{}", "█".repeat(filled), "░".repeat(cells - filled))
}

/// A share as a percentage with one decimal: `51.9 %`.
pub fn percent(share: Decimal) -> String {
    percent_to(share, 1)
}

/// The same with so many decimals.
pub fn percent_to(share: Decimal, decimals: u32) -> String {
    let places = usize::try_from(decimals).unwrap_or(1);
    // A share too large to be multiplied is printed as it is.
    share
        .checked_mul(Decimal::ONE_HUNDRED)
        .map_or_else(|| share.to_string(), |percent| format!("{:.places$} %", percent.round_dp(decimals)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_a_terminal_is_shown() {
        assert_eq!(shown("a\u{1b}]0;x\u{7}b\0\r"), "a␛]0;x␇b␀␍");
        assert_eq!(shown("\u{7f}\u{9b}2J\u{202e}"), "␡␦2J␦");
        assert_eq!(shown("修路\t5公里\n"), "修路\t5公里\n");
        let mut out = Vec::new();
        let (escape, introducer) = ("\u{1b}", "\u{9b}");
        write!(Shown(&mut out), "{escape}|{introducer:>4}").expect("it can be written");
        assert_eq!(String::from_utf8(out).expect("text"), "␛|   ␦");
    }

    #[test]
    fn bars_are_full_at_one_and_beyond() {
        assert_eq!(bar(Decimal::new(5, 1), 4), "██░░");
        assert_eq!(bar(Decimal::TWO, 4), "████");
        assert_eq!(bar(Decimal::ZERO, 2), "░░");
        assert_eq!(percent(Decimal::new(519, 3)), "51.9 %");
    }
}
