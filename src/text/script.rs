//! Traditional to Simplified script, character for character.
//!
//! The table is `TSCharacters.txt` of OpenCC (<https://github.com/BYVoid/OpenCC>, Apache-2.0); `src/build/script.rs` says which of its entries
//! are left out.

/// The characters that have another Simplified form, all of three bytes.
pub(super) const TRADITIONAL: &str = include_str!(concat!(env!("OUT_DIR"), "/traditional.txt"));
/// The Simplified form of each.
const SIMPLIFIED: &str = include_str!(concat!(env!("OUT_DIR"), "/simplified.txt"));

const FROM: usize = 0x3400;
const TO: usize = 0xa000;

/// Simplified forms by code point from `FROM`; 0 where a character stays.
static TABLE: [u16; TO - FROM] = {
    let mut table = [0; TO - FROM];
    let mut at = 0;
    while at < TRADITIONAL.len() {
        let from = code_point(TRADITIONAL.as_bytes(), at) as usize;
        if FROM <= from && from < TO {
            table[from - FROM] = code_point(SIMPLIFIED.as_bytes(), at);
        }
        at += 3;
    }
    table
};

/// The code point of three bytes.
const fn code_point(bytes: &[u8], at: usize) -> u16 {
    (bytes[at] as u16 & 0xf) << 12 | (bytes[at + 1] as u16 & 0x3f) << 6 | bytes[at + 2] as u16 & 0x3f
}

/// The Simplified form of a character, where it has another one.
pub(super) fn simplified(c: char) -> Option<char> {
    let slot = *TABLE.get((c as usize).checked_sub(FROM)?)?;
    if slot == 0 { None } else { char::from_u32(u32::from(slot)) }
}

/// Whether a character is a Chinese one.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_script() {
        assert_eq!(simplified('術'), Some('术'));
        assert_eq!(simplified('國'), Some('国'));
        for c in "术国著乾余后里面".chars() {
            assert_eq!(simplified(c), None, "{c}");
        }
    }

    #[test]
    fn reading_twice_changes_nothing() {
        for (from, to) in TRADITIONAL.chars().zip(SIMPLIFIED.chars()) {
            assert_eq!((simplified(from), simplified(to)), (Some(to), None), "{from} {to}");
        }
        assert!(TRADITIONAL.chars().count() > 2_800);
    }
}
