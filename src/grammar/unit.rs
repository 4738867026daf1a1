//! Units and classifiers.
//!
//! Reads: `家`, `平方米`, `个百分点`, `微克/立方米`, `吨/年`.
//! Refuses: a word that only begins like a unit (`单位`, `包括`).

use std::borrow::Cow;

use crate::lexicon::{Lexicon, Unit};

/// A unit as it stands behind a number.
#[derive(Debug, Clone)]
pub(crate) struct UnitRead<'l> {
    /// As printed in the output.
    pub(crate) name: Cow<'l, str>,
    /// The unit, or the one above the slash.
    pub(crate) unit: Option<&'l Unit>,
    /// Whether it is counted per something else: `微克/立方米`.
    pub(crate) per: bool,
}

impl UnitRead<'_> {
    /// No unit.
    pub(crate) const NONE: Self = Self { name: Cow::Borrowed(""), unit: None, per: false };

    /// So many to one of something: 师生比1:18.
    pub(super) const fn to_one() -> Self {
        Self { name: Cow::Borrowed("1:"), unit: None, per: true }
    }

    /// The dimension, `""` without a unit.
    pub(crate) fn dimension(&self) -> &str {
        match self.unit {
            _ if self.per => "per",
            Some(unit) => &unit.dimension,
            None => "",
        }
    }
}

/// Reads a unit at the start of `text`.
pub(super) fn unit<'l>(text: &str, lexicon: &'l Lexicon) -> Option<(usize, UnitRead<'l>)> {
    let (word, unit) = lexicon.units.prefix(text)?;
    // 2所|在建 is no 所在.
    let compound = lexicon.compounds.prefix(text).is_some_and(|(compound, _)| compound.len() > word.len());
    if compound && lexicon.steps.prefix(&text[word.len()..]).is_none() {
        return None;
    }
    let rest = &text[word.len()..];
    if let Some(below) = rest.strip_prefix('/').or_else(|| rest.strip_prefix('／'))
        && let Some((per, ())) = lexicon.per.prefix(below)
    {
        let mut name = format!("{}/{per}", unit.name);
        let mut len = text.len() - below.len() + per.len();
        // 元/月/人
        if let Some(more) = text[len..].strip_prefix('/')
            && let Some((per, ())) = lexicon.per.prefix(more)
        {
            len += 1 + per.len();
            name = format!("{name}/{per}");
        }
        return Some((len, UnitRead { name: Cow::Owned(name), unit: Some(unit), per: true }));
    }
    Some((word.len(), UnitRead { name: Cow::Borrowed(&unit.name), unit: Some(unit), per: false }))
}

/// Whether a text is a unit and nothing else, 万 and 亿 in front of it allowed: `万元`, `%`, `元/月`.
pub(crate) fn is_unit(text: &str, lexicon: &Lexicon) -> bool {
    // 万 元
    if text.len() < BLANKS && memchr::memchr(b' ', text.as_bytes()).is_some() {
        let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        return joined.len() < text.trim().len() && is_unit(&joined, lexicon);
    }
    let bare = text.trim_start_matches(['十', '百', '千', '万', '亿']);
    let per = one_of(text);
    [text, bare].iter().any(|text| unit(text, lexicon).is_some_and(|(len, _)| len == text.len()))
        || base(per).is_some_and(|(len, _)| len == per.len())
}

/// A rate to a base without the one in front that columns of units print: 1|/10万.
pub(crate) fn one_of(text: &str) -> &str {
    text.strip_prefix('1').filter(|rest| rest.starts_with('/')).unwrap_or(text)
}

/// A unit with blanks inside is not longer, in bytes.
const BLANKS: usize = 24;

/// A base behind a slash that makes a rate of a bare number: 8/10万.
pub(super) fn base<'l>(text: &str) -> Option<(usize, UnitRead<'l>)> {
    let rest = text.strip_prefix('/')?;
    let word = ["10万", "十万", "百万", "万", "千", "百"].into_iter().find(|word| rest.starts_with(word))?;
    let stands = rest[word.len()..].chars().next().is_none_or(|c| !c.is_ascii_digit() && !"元亩吨人".contains(c));
    stands.then(|| (1 + word.len(), UnitRead { name: Cow::Owned(format!("/{word}")), unit: None, per: true }))
}

/// Whether a unit stands at the start of `text`, behind at most one space.
pub(super) fn starts(text: &str, lexicon: &Lexicon) -> bool {
    unit(text.strip_prefix(' ').unwrap_or(text), lexicon).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_unit_wins_and_a_compound_is_none() {
        let read = |text| unit(text, Lexicon::builtin()).map(|(len, unit)| (len, unit.name.into_owned()));
        assert_eq!(read("平方公里城市"), Some(("平方公里".len(), "平方公里".to_owned())));
        assert_eq!(read("个百分点,"), Some(("个百分点".len(), "百分点".to_owned())));
        assert_eq!(read("微克/立方米以下"), Some(("微克/立方米".len(), "微克/立方米".to_owned())));
        for text in ["单位", "包括", "号楼", "人才", "余杭"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
