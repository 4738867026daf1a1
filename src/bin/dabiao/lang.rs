//! What is said to people, in Chinese and in English: one table, `lang.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use clap::ValueEnum;
use dabiao::Scheme;
use serde::Serialize;

use crate::table::name;

/// A language that is spoken to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// Chinese
    Zh,
    /// English
    En,
}

static WORDS: LazyLock<HashMap<&str, [&str; 2]>> = LazyLock::new(|| {
    let lines = include_str!("lang.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut fields = line.split('\t');
            Some((fields.next()?, [fields.next()?, fields.next()?]))
        })
        .collect()
});

impl Lang {
    /// The language of the environment: Chinese where the locale is.
    pub(crate) fn of_environment() -> Self {
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        Self::of_locale(&["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).unwrap_or_default())
    }

    fn of_locale(locale: &str) -> Self {
        if locale.starts_with("zh") { Self::Zh } else { Self::En }
    }

    /// As a page declares it.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// A word of the table; a key that it does not have is said as it is.
    pub(crate) fn word(self, key: &'static str) -> &'static str {
        WORDS.get(key).map_or(key, |words| words[self as usize])
    }

    /// A sentence with what is filled in, which stays as it is whatever it says.
    pub(crate) fn say(self, key: &'static str, filled: &[&str]) -> String {
        let mut said = String::new();
        let mut rest = self.word(key);
        while let Some((before, place, behind)) = placed(rest) {
            said.push_str(before);
            said.push_str(filled.get(place).copied().unwrap_or_default());
            rest = behind;
        }
        said + rest
    }

    /// The word for a value of a closed list, such as a reason; as the output has it where the table has none.
    pub(crate) fn of<T: Serialize>(self, list: &str, value: &T) -> String {
        let name = name(value);
        WORDS.get(format!("{list}.{name}").as_str()).map_or_else(|| name.replace('_', " "), |words| words[self as usize].to_owned())
    }

    /// The word for a name of the output, such as a measure.
    pub(crate) fn named(self, list: &str, name: &str) -> String {
        WORDS.get(format!("{list}.{name}").as_str()).map_or(name, |words| words[self as usize]).to_owned()
    }

    /// The formula or the source of a scheme.
    pub(crate) fn of_scheme(self, what: &str, scheme: &Scheme) -> &'static str {
        WORDS.get(format!("{what}.{}", scheme.name).as_str()).map_or(scheme.formula, |words| words[self as usize])
    }
}

/// What stands before and behind the first {0}, {1} of a sentence, and which that is.
fn placed(text: &str) -> Option<(&str, usize, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (place, behind) = rest.split_once('}')?;
    Some((before, place.parse().ok()?, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_both_languages_and_a_key_of_its_own() {
        let lines = include_str!("lang.tsv").lines().filter(|line| !line.starts_with('#'));
        for line in lines.clone() {
            let fields: Vec<&str> = line.split('\t').collect();
            assert!(fields.len() == 3 && fields.iter().all(|field| !field.is_empty()), "{line:?}");
            let filled = |text: &str| (0..4).filter(|index| text.contains(&format!("{{{index}}}"))).count();
            assert_eq!(filled(fields[1]), filled(fields[2]), "{line}");
        }
        assert_eq!(WORDS.len(), lines.count());
    }

    #[test]
    fn every_value_of_a_column_has_its_words() {
        let lists = [
            ("rule", "rule"),
            ("pair_rule", "pair"),
            ("reason", "reason"),
            ("class", "class"),
            ("refused", "refused"),
            ("measure", "measure"),
            ("polarity", "polarity"),
            ("stated_of", "stated_of"),
            ("status", "verdict"),
            ("binding", "binding"),
            ("stated_basis", "stated_basis"),
        ];
        for (column, list) in lists {
            let values =
                dabiao::tidy::Table::Targets.columns().iter().find(|found| found.name == column).map_or(&[][..], |found| found.values);
            assert!(!values.is_empty(), "{column}");
            for value in values {
                assert!(WORDS.contains_key(format!("{list}.{value}").as_str()), "{list}.{value}");
            }
        }
    }

    #[test]
    fn every_scheme_is_said_in_both_languages() {
        for scheme in Scheme::all() {
            let said = [Lang::En, Lang::Zh].map(|lang| [lang.of_scheme("formula", scheme), lang.of_scheme("source", scheme)]);
            assert_eq!(said[0], [scheme.formula, scheme.source], "{}", scheme.name);
            assert!(said[1][0] != scheme.formula && said[1][1] != scheme.source, "{}", scheme.name);
        }
    }

    #[test]
    fn a_chinese_locale_is_spoken_to_in_chinese() {
        assert_eq!(
            ["zh_CN.UTF-8", "zh_TW", "C", "en_GB.UTF-8", ""].map(Lang::of_locale),
            [Lang::Zh, Lang::Zh, Lang::En, Lang::En, Lang::En]
        );
        assert_eq!(Lang::En.say("filter.shown", &["3", "9"]), "3 of 9 shown");
        assert_eq!(Lang::En.say("filter.shown", &["{1}", "{0}"]), "{1} of {0} shown", "what is filled in is no place");
        assert_eq!(Lang::Zh.of("reason", &dabiao::Reason::EarlierStep), "仅到前一步");
    }
}
