//! Traditional to Simplified script, character for character.
//!
//! The table is `TSCharacters.txt` of OpenCC (<https://github.com/BYVoid/OpenCC>, Apache-2.0), read on first use. Two kinds of its entries
//! are left out: pairs of unequal length in UTF-8, so that offsets stay in step, and characters that are also good Simplified ones
//! (著名, 乾县), so that a clean text is never touched.

use std::sync::LazyLock;

const FROM: u32 = 0x3400;
const TO: u32 = 0xa000;

/// Simplified forms by code point from `FROM`; 0 where a character stays.
static TABLE: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table = vec![0; (TO - FROM) as usize];
    let pairs: Vec<(char, char)> = pairs(include_str!("TSCharacters.txt")).collect();
    for &(from, to) in &pairs {
        if let (Some(slot), Ok(to)) = (index(from).and_then(|i| table.get_mut(i)), u16::try_from(to as u32)) {
            *slot = to;
        }
    }
    // 薴 is read as 苧, so 苧 is a good character and is not read as 苎.
    for (_, to) in pairs {
        if let Some(slot) = index(to).and_then(|i| table.get_mut(i)) {
            *slot = 0;
        }
    }
    table
});

fn index(c: char) -> Option<usize> {
    (c as u32).checked_sub(FROM).map(|i| i as usize)
}

/// The pairs of an OpenCC character table that can be read without doubt.
fn pairs(table: &str) -> impl Iterator<Item = (char, char)> {
    table.lines().filter_map(|line| {
        let (from, to) = line.split_once('\t')?;
        let from = from.chars().next()?;
        let mut candidates = to.split_whitespace().filter_map(|word| word.chars().next());
        let first = candidates.next()?;
        let stays = first == from || candidates.any(|c| c == from);
        (!stays && first.len_utf8() == from.len_utf8()).then_some((from, first))
    })
}

/// The Simplified form of a character, where it has another one.
pub(super) fn simplified(c: char) -> Option<char> {
    let slot = *TABLE.get(index(c)?)?;
    if slot == 0 { None } else { char::from_u32(u32::from(slot)) }
}

/// The characters that have another Simplified form.
pub(super) fn traditional() -> impl Iterator<Item = char> {
    (FROM..TO).zip(TABLE.iter()).filter(|&(_, &to)| to != 0).filter_map(|(c, _)| char::from_u32(c))
}

/// Whether a character is a Chinese one.
pub(super) fn is_han(c: char) -> bool {
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
        for (from, to) in pairs(include_str!("TSCharacters.txt")) {
            assert_eq!(simplified(to), None, "{from} {to}");
        }
        assert!(pairs(include_str!("TSCharacters.txt")).count() > 2_800);
    }
}
