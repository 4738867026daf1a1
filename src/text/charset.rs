//! A set of characters that is asked at every character of a text.

/// The characters of the Basic Multilingual Plane that belong to a set, a bit each: 8 KB, of which Chinese text touches 2.6.
#[derive(Debug, Clone)]
pub(crate) struct CharSet([u64; 1024]);

impl CharSet {
    /// The set of all characters of `texts`.
    pub(crate) const fn of(texts: &[&str]) -> Self {
        let mut set = [0; 1024];
        let mut n = 0;
        while n < texts.len() {
            let bytes = texts[n].as_bytes();
            let mut at = 0;
            while at < bytes.len() {
                let (first, len) = match bytes[at] {
                    b @ 0..0x80 => (b, 1),
                    b @ 0x80..0xe0 => (b & 0x1f, 2),
                    b @ 0xe0..0xf0 => (b & 0x0f, 3),
                    _ => panic!("a character outside of the plane"),
                };
                let mut c = first as usize;
                let mut i = 1;
                while i < len {
                    c = c << 6 | (bytes[at + i] & 0x3f) as usize;
                    i += 1;
                }
                set[c >> 6] |= 1 << (c & 63);
                at += len;
            }
            n += 1;
        }
        Self(set)
    }

    /// The set with all characters from `from` to `to`, both of the plane.
    pub(crate) const fn and_range(mut self, from: char, to: char) -> Self {
        let mut c = from as usize;
        while c <= to as usize {
            self.0[c >> 6] |= 1 << (c & 63);
            c += 1;
        }
        self
    }

    /// The set of `chars`, of which the ones outside of the plane are left out.
    pub(crate) fn with(chars: impl Iterator<Item = char>) -> Self {
        let mut set = [0; 1024];
        for c in chars.map(u32::from) {
            if let Some(word) = set.get_mut(c as usize >> 6) {
                *word |= 1 << (c & 63);
            }
        }
        Self(set)
    }

    /// Whether `c` may belong to it: it does, or it is from outside of the plane, of which the set knows nothing.
    #[inline]
    pub(crate) fn may_have(&self, c: char) -> bool {
        self.has(c) || c > '\u{ffff}'
    }

    /// Whether `c` belongs to it.
    #[inline]
    pub(crate) fn has(&self, c: char) -> bool {
        let c = u32::from(c);
        self.0.get(c as usize >> 6).is_some_and(|word| word >> (c & 63) & 1 == 1)
    }
}

impl CharSet {
    /// The first place at or behind `from`, a boundary of a character, where a character of the set stands; or one from outside of the plane,
    /// of which the set knows nothing.
    #[inline]
    pub(crate) fn find(&self, text: &str, from: usize) -> Option<usize> {
        self.next(text, from).map(|(at, _)| at)
    }

    /// The same, with the character; none for one from outside of the plane.
    #[inline]
    fn next(&self, text: &str, from: usize) -> Option<(usize, Option<char>)> {
        let mut rest = text.as_bytes().get(from..)?;
        // The bits of a character lie in its UTF-8 as they do in the set: all but the last six name the word.
        loop {
            let (word, bit, tail) = match rest {
                [a @ 0xe0..0xf0, b, c, tail @ ..] => (usize::from(a & 0x0f) << 6 | usize::from(b & 0x3f), c & 0x3f, tail),
                [a @ 0..0x80, tail @ ..] => (usize::from(a >> 6), a & 0x3f, tail),
                [a @ 0xc0..0xe0, b, tail @ ..] => (usize::from(a & 0x1f), b & 0x3f, tail),
                [] => return None,
                _ => return Some((text.len() - rest.len(), None)),
            };
            if self.0[word] >> bit & 1 == 1 {
                return Some((text.len() - rest.len(), u32::try_from(word << 6).ok().and_then(|c| char::from_u32(c | u32::from(bit)))));
            }
            rest = tail;
        }
    }

    /// The characters of the set in `text`, with their places.
    #[inline]
    pub(crate) fn places<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, char)> + use<'t, '_> {
        let mut behind = 0;
        std::iter::from_fn(move || {
            loop {
                let (at, c) = self.next(text, behind)?;
                behind = at + c.map_or(4, char::len_utf8);
                if let Some(c) = c {
                    return Some((at, c));
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_what_was_put_in() {
        const TEXTS: [&str; 2] = ["a0\u{ff}万", "，\u{ffff}\n"];
        static SET: CharSet = CharSet::of(&TEXTS);
        // What the compiler made is what is made while the program runs.
        assert_eq!(CharSet::of(&TEXTS).0, SET.0);
        assert_eq!(SET.find("百b万", 0), Some(4));
        assert_eq!(SET.find("百b万c，", 7), Some(8));
        assert_eq!(SET.find("百bé𠀀万", 0), Some(6));
        assert_eq!(SET.find("百b", 0), None);
        let made = CharSet::with(['a', '万', '𠀀'].into_iter());
        for c in '\0'..='\u{2ffff}' {
            assert_eq!(SET.has(c), TEXTS.iter().any(|text| text.contains(c)), "{c:?}");
            assert_eq!(made.has(c), matches!(c, 'a' | '万'), "{c:?}");
        }
    }

    #[test]
    fn a_range_has_both_of_its_ends() {
        let set = CharSet::of(&["万"]).and_range('０', '９');
        for c in ['／', '０', '５', '９', '：', '万', '0'] {
            assert_eq!(set.has(c), matches!(c, '０'..='９' | '万'), "{c:?}");
        }
        assert!(set.may_have('𠀀') && !set.has('𠀀'));
    }
}
