//! Pronunciation glosses: `術(shù)`, and what is left of one when its character was lost: `?qǐng)`.

use super::CharSet;

/// Reads a gloss at the start of `text`: a parenthesis around one toned syllable. Returns its length in bytes.
///
/// Reads: `(shù)`, `（yè）`. Refuses: `(金融办)`, `(iPhone)`, `(yin)` without a tone, an unclosed one.
pub(super) fn gloss(text: &str) -> Option<usize> {
    let open = text.chars().next()?;
    let syllable = syllable(&text[open.len_utf8()..])?;
    let to = open.len_utf8() + syllable;
    let close = text[to..].chars().next()?;
    matches!(close, ')' | '）').then_some(to + close.len_utf8())
}

/// Reads what is left of a gloss whose character and parenthesis were lost: a question mark, a toned syllable and `)`.
pub(super) fn orphan(text: &str) -> Option<usize> {
    let syllable = syllable(text.get(1..)?)?;
    text[1 + syllable..].starts_with(')').then_some(syllable + 2)
}

static TONED: CharSet = CharSet::of(&["āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"]);

/// Reads one pinyin syllable that carries a tone mark: at most six letters, at least one of them toned.
fn syllable(text: &str) -> Option<usize> {
    let mut toned = false;
    let mut len = 0;
    for (n, c) in text.chars().enumerate() {
        let tone = TONED.has(c);
        if !(c.is_ascii_lowercase() || c == 'ü' || tone) {
            break;
        }
        if n == 6 {
            return None;
        }
        toned |= tone;
        len += c.len_utf8();
    }
    toned.then_some(len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_one_toned_syllable_only() {
        assert_eq!(gloss("(shù)企"), Some(6));
        assert_eq!(gloss("(zhuāng)"), Some(9));
        assert_eq!(gloss("（yè）"), Some(9));
        for text in ["(shu)", "(金)", "(shù", "(shùn yì)", "(àbcdefgh)", "()", "("] {
            assert_eq!(gloss(text), None, "{text}");
        }
    }

    #[test]
    fn reads_an_orphan() {
        assert_eq!(orphan("?qǐng)?bào)"), Some(7));
        assert_eq!(orphan("?(是)"), None);
        assert_eq!(orphan("?"), None);
    }
}
