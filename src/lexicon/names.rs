//! Names, ordinals and idioms in which a number counts nothing: regular expressions, those of the crate compiled while it is built
//! (`src/build/names.rs`).

use regex::Regex;

use crate::span::Span;
use crate::text::CharSet;

include!(concat!(env!("OUT_DIR"), "/names.rs"));

/// The state behind `state`, 0 where nothing comes any more, and whether it has just passed the end of a name.
#[inline]
fn next(state: u16, class: u8) -> (u16, bool) {
    let place = usize::from(BASES[usize::from(state)]) + usize::from(class);
    let next = if OWNERS[place] == state { NEXT[place] } else { 0 };
    (next >> 1, next & 1 == 1)
}

/// How many bytes of a text the pattern of the crate takes that it begins with; of two that fit the first in the table decides.
fn prefix(text: &str) -> Option<usize> {
    let (mut state, mut end) = (1, None);
    for (at, byte) in text.bytes().enumerate() {
        let ended;
        (state, ended) = next(state, CLASSES[usize::from(byte)]);
        if ended {
            // A match is known one byte behind its end.
            end = Some(at);
        }
        if state == 0 {
            return end;
        }
    }
    if next(state, END).1 { Some(text.len()) } else { end }
}

/// What they begin with. Behind most digits nothing stands that goes on, and behind most other characters neither, unless they are free.
static FIRSTS: CharSet = CharSet::of(&[include_str!(concat!(env!("OUT_DIR"), "/names-firsts.txt"))]);
static SECONDS: CharSet = CharSet::of(&[include_str!(concat!(env!("OUT_DIR"), "/names-seconds.txt"))]);
static FREE: CharSet = CharSet::of(&[include_str!(concat!(env!("OUT_DIR"), "/names-free.txt"))]);
static BEHIND_DIGITS: CharSet = CharSet::of(&[include_str!(concat!(env!("OUT_DIR"), "/names-behind-digits.txt"))]);

/// The patterns in force.
#[derive(Debug)]
pub(crate) struct Names {
    own: Option<Regex>,
}

impl Names {
    /// The patterns of the crate with a user's in front of them.
    pub(super) const fn new(own: Option<Regex>) -> Self {
        Self { own }
    }

    /// The names in a text, in order, none inside another that began earlier.
    pub(crate) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Span> {
        let mut behind = 0;
        let mut builtin = first(text, 0);
        let mut own = self.own(text, 0);
        std::iter::from_fn(move || {
            let found = match (own, builtin) {
                (Some(own), Some(builtin)) if builtin.from < own.from => builtin,
                (own, builtin) => own.or(builtin)?,
            };
            behind = found.to.max(behind);
            if own.is_some_and(|own| own.from < behind) {
                own = self.own(text, behind);
            }
            if builtin.is_some_and(|builtin| builtin.from < behind) {
                builtin = first(text, behind);
            }
            Some(found)
        })
    }

    /// The first name at or behind `from` that one of a user's patterns makes; one that fits between two characters (`\b`) names nothing.
    fn own(&self, text: &str, from: usize) -> Option<Span> {
        let mut from = from;
        loop {
            let found = self.own.as_ref()?.find_at(text, from)?;
            if !found.is_empty() {
                return Some(Span::new(found.start(), found.end()));
            }
            from = found.end() + text[found.end()..].chars().next()?.len_utf8();
        }
    }
}

/// The first name at or behind `from` that one of the patterns of the crate makes.
fn first(text: &str, from: usize) -> Option<Span> {
    let mut from = from;
    // The end of the digits that were looked at, with what stands behind.
    let mut known = from;
    loop {
        let at = FIRSTS.find(text, from)?;
        let mut rest = text[at..].chars();
        let c = rest.next()?;
        from = at + c.len_utf8();
        if c.is_ascii_digit() {
            if at >= known {
                known = at + text[at..].bytes().take_while(u8::is_ascii_digit).count();
                if !text[known..].chars().next().is_some_and(|c| BEHIND_DIGITS.may_have(c)) {
                    from = known;
                    continue;
                }
            }
        } else if !(FREE.may_have(c) || rest.next().is_some_and(|c| SECONDS.may_have(c))) {
            continue;
        }
        if let Some(len) = prefix(&text[at..]) {
            return Some(Span::new(at, at + len));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The patterns as one expression, compiled here and now.
    fn plain(own: &str) -> Regex {
        let rows = include_str!("words/names.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        Regex::new(&own.lines().chain(rows).map(|row| format!("(?:{row})")).collect::<Vec<_>>().join("|")).unwrap()
    }

    #[test]
    fn finds_what_the_patterns_of_the_table_find() {
        let texts = [
            include_str!("../../tests/corpus/quantities.tsv"),
            include_str!("../../tests/corpus/targets.tsv"),
            include_str!("../../tests/corpus/told.tsv"),
            include_str!("../../benches/prose.txt"),
            "第十四届、第 3个、每1000人、十四五规划一心一意𠀀一𠀀一二三四五六七八九十一二三四五六七八九十一百五十期",
            "2022年12月、12345年,1234567890123456年,123月5000家12 月3号线12×5米1-5月6.1版8%9亿10届100G网3",
        ];
        let owns = ["", "[一二三四五]届\n十户联防\n企业"];
        for (own, text) in owns.iter().flat_map(|own| texts.iter().map(move |text| (own, text))) {
            let regex = plain(own);
            let names = Names::new((!own.is_empty()).then(|| Regex::new(&own.replace('\n', "|")).unwrap()));
            for line in text.lines() {
                let found: Vec<Span> = names.find(line).collect();
                assert_eq!(found, regex.find_iter(line).map(|found| Span::new(found.start(), found.end())).collect::<Vec<_>>(), "{line}");
            }
        }
    }

    #[test]
    fn what_fits_between_two_characters_names_nothing() {
        let names = Names::new(Some(Regex::new(r"\b[0-9]*").unwrap()));
        let text = "企业 12 家,第5批";
        assert_eq!(names.find(text).map(|name| name.of(text)).collect::<Vec<_>>(), ["12", "第5批"]);
    }
}
