//! Symbols of the fonts that draw signs in the place of letters: `w:sym`.

/// Symbol, the font of Greek letters and signs: `≤` and `≥` bound a target.
const SYMBOL: [(u32, char); 25] = [
    (0x2d, '-'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x67, 'γ'),
    (0x68, 'η'),
    (0x6c, 'λ'),
    (0x6d, 'μ'),
    (0x70, 'π'),
    (0x73, 'σ'),
    (0x74, 'τ'),
    (0xa3, '≤'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb7, '·'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xbb, '≈'),
    (0xae, '→'),
    (0xac, '←'),
    (0xad, '↑'),
    (0xaf, '↓'),
    (0x44, 'Δ'),
    (0x53, 'Σ'),
];

/// Wingdings: boxes and ticks, by which a table says done or not.
const WINGDINGS: [(u32, char); 13] = [
    (0x6c, '●'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x71, '□'),
    (0xa1, '○'),
    (0xa8, '□'),
    (0xe0, '→'),
    (0xe1, '↑'),
    (0xe2, '↓'),
    (0xfb, '✗'),
    (0xfc, '√'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

/// Wingdings 2: the same again.
const WINGDINGS_2: [(u32, char); 8] =
    [(0x4f, '✗'), (0x50, '√'), (0x51, '☒'), (0x52, '☑'), (0x53, '☒'), (0x54, '☒'), (0x2a, '□'), (0xa3, '□')];

/// A font, by what it draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Font {
    /// What Unicode says.
    Letters,
    Symbol,
    Wingdings,
    Wingdings2,
}

impl Font {
    /// The font of a name.
    pub(super) fn of(name: &str) -> Self {
        match name.trim().to_ascii_lowercase().as_str() {
            "symbol" => Self::Symbol,
            "wingdings" => Self::Wingdings,
            "wingdings 2" => Self::Wingdings2,
            _ => Self::Letters,
        }
    }

    /// The sign that it draws for a code, which may stand in the private area of Unicode.
    fn sign(self, code: u32) -> Option<char> {
        let drawn: &[(u32, char)] = match self {
            Self::Letters => &[],
            Self::Symbol => &SYMBOL,
            Self::Wingdings => &WINGDINGS,
            Self::Wingdings2 => &WINGDINGS_2,
        };
        let plain = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
        drawn.iter().find(|(drawn, _)| *drawn == plain).map(|&(_, sign)| sign)
    }

    /// A text as the font draws it.
    pub(super) fn drawn(self, text: &str) -> String {
        text.chars().map(|c| self.sign(c.into()).unwrap_or(c)).collect()
    }
}

/// The sign that a font draws for a code in hexadecimal digits.
pub(super) fn symbol(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code.trim(), 16).ok()?;
    let is_private = (0xe000..=0xf8ff).contains(&code);
    match Font::of(font) {
        Font::Letters => char::from_u32(code).filter(|_| !is_private),
        font => font.sign(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_those_that_are_drawn() {
        assert_eq!(symbol("Symbol", "F0B3"), Some('≥'));
        assert_eq!(symbol("symbol", "00A3"), Some('≤'));
        assert_eq!(symbol("Wingdings", "F0FE"), Some('☑'));
        assert_eq!(symbol("Wingdings 2", "0052"), Some('☑'));
        assert_eq!(symbol("宋体", "2265"), Some('≥'));
        assert_eq!(symbol("宋体", "F0B3"), None);
        assert_eq!(symbol("Wingdings", "F04A"), None);
        assert_eq!(symbol("Symbol", "-5"), None);
        assert_eq!(Font::Wingdings2.drawn("R是\u{f0a3}否"), "☑是□否");
        assert_eq!(Font::Symbol.drawn("³5"), "≥5");
    }
}
