//! What the output is printed on.

use std::io::IsTerminal;

/// Width and colour of the output.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    pub(crate) width: u16,
    pub(crate) colour: bool,
}

/// Where there is no terminal.
const WIDTH: u16 = 100;
const NARROWEST: u16 = 60;

impl Screen {
    /// The terminal behind standard output, or a page of 100 columns without colour.
    pub(crate) fn of_stdout() -> Self {
        let terminal = std::io::stdout().is_terminal();
        let width = terminal_size::terminal_size().filter(|_| terminal).map_or(WIDTH, |(width, _)| width.0);
        let colour = terminal && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty());
        Self { width: width.max(NARROWEST), colour }
    }

    /// `text` in a colour of the terminal, or as it is.
    pub(crate) fn paint(self, code: &str, text: &str) -> String {
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// A bar of `cells` cells for a share of 0 to 1; what lies beyond 1 fills it.
pub(crate) fn bar(share: dabiao::Decimal, cells: usize) -> String {
    use dabiao::Decimal;
    let filled = (share.clamp(Decimal::ZERO, Decimal::ONE) * Decimal::from(cells)).round();
    let filled = usize::try_from(filled).unwrap_or(0).min(cells);
    format!("{}{}", "█".repeat(filled), "░".repeat(cells - filled))
}

/// A share as a percentage with one decimal: `51.9 %`.
pub(crate) fn percent(share: dabiao::Decimal) -> String {
    use dabiao::Decimal;
    // A share too large to be multiplied is printed as it is.
    share.checked_mul(Decimal::ONE_HUNDRED).map_or_else(|| share.to_string(), |percent| format!("{:.1} %", percent.round_dp(1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dabiao::Decimal;

    #[test]
    fn bars_are_full_at_one_and_beyond() {
        assert_eq!(bar(Decimal::new(5, 1), 4), "██░░");
        assert_eq!(bar(Decimal::TWO, 4), "████");
        assert_eq!(bar(Decimal::ZERO, 2), "░░");
        assert_eq!(percent(Decimal::new(519, 3)), "51.9 %");
    }
}
