//! One kind of entry after another.

use std::collections::BTreeMap;
use std::str::FromStr;

use regex::Regex;
use rust_decimal::Decimal;
use toml::de::DeValue;

use super::{Key, LexiconError, Reader, Value, in_order};
use crate::lexicon::Lexicon;

const KINDS: [&str; 6] = ["do", "level", "sink", "rise", "fall", "less"];
const STEPS: [&str; 6] = ["plan", "estimate", "early", "doing", "done", "late"];
const FORCES: [(&str, &str); 3] = [("strong", "s"), ("weak", "-"), ("frame", "f")];
const POLARITIES: [&str; 3] = ["positive", "negative", "moderate"];
const MEASURES: [&str; 4] = ["flow", "stock", "rate", "growth"];

/// How an entry of a section is written: in short, and with several things said.
struct Form {
    /// What an entry is: `a unit`.
    one: &'static str,
    /// What the short form says: `class`.
    short: &'static str,
    keys: &'static [&'static str],
    example: &'static str,
}

const UNIT: Form = Form {
    one: "a unit",
    short: "class",
    keys: &["class", "printed", "scale", "numerals"],
    example: r#""工位" = "piece" or "工位" = { class = "piece", printed = "席" }"#,
};
const VERB: Form = Form {
    one: "a verb",
    short: "kind",
    keys: &["kind", "step", "force"],
    example: r#""孵化" = "do" or "孵化" = { kind = "do", step = "done" }"#,
};
const INDICATOR: Form = Form {
    one: "an indicator",
    short: "polarity",
    keys: &["polarity", "measure", "source"],
    example: r#""空置率" = "negative" or "空置率" = { polarity = "negative", measure = "rate" }"#,
};

/// What is said of a word, by key.
type Said<'t, 's> = BTreeMap<&'static str, &'t Value<'s>>;

impl<'s> Reader<'s> {
    /// What an entry says, in its short form or in its long one.
    fn said<'t>(&self, form: &Form, word: &str, value: &'t Value<'s>) -> Result<Said<'t, 's>, LexiconError> {
        let table = match value.get_ref() {
            DeValue::String(_) => return Ok(BTreeMap::from([(form.short, value)])),
            DeValue::Table(table) => table,
            other => {
                let what = format!("what is said of {word:?} is {}; write {}", named(other), form.example);
                return Err(self.fault(value.span(), what));
            }
        };
        let mut said = BTreeMap::new();
        for (key, value) in in_order(table) {
            let Some(known) = form.keys.iter().find(|known| **known == key.get_ref().as_ref()) else {
                let what =
                    format!("{:?} of {word:?} says nothing of {}; the keys are {}", key.get_ref(), form.one, listed(form.keys, "and"));
                return Err(self.fault(key.span(), what));
            };
            said.insert(*known, value);
        }
        Ok(said)
    }

    /// A text, or what was found in its place.
    fn text<'t>(&self, key: &str, word: &str, value: &'t Value<'s>) -> Result<&'t str, LexiconError> {
        let wrong =
            || self.fault(value.span(), format!("the {key} of {word:?} is {}; write a word in quotation marks", named(value.get_ref())));
        value.get_ref().as_str().ok_or_else(wrong)
    }

    /// One word out of a closed list.
    fn one_of<'k>(&self, key: &str, word: &str, value: &Value<'s>, known: &[&'k str]) -> Result<&'k str, LexiconError> {
        let given = self.text(key, word, value)?;
        known.iter().copied().find(|known| *known == given).ok_or_else(|| {
            let what = format!("{given:?} is no {key} (of {word:?}); write one of {}", listed(known, "or"));
            self.fault(value.span(), what)
        })
    }

    fn missing(&self, form: &Form, key: &Key<'s>, word: &str) -> LexiconError {
        self.fault(key.span(), format!("{word:?} has no {}; write {}", form.short, form.example))
    }

    pub(super) fn unit(&mut self, key: &Key<'s>, word: &str, value: &Value<'s>) -> Result<(), LexiconError> {
        let said = self.said(&UNIT, word, value)?;
        let class = *said.get("class").ok_or_else(|| self.missing(&UNIT, key, word))?;
        let names: Vec<&str> = self.classes.0.keys().map(String::as_str).collect();
        let name = match self.text("class", word, class)? {
            money if money.strip_prefix("money:").is_some_and(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())) => {
                money
            }
            _ => self.one_of("class", word, class, &names)?,
        };
        let scale = self.scale(key, word, name, self.classes.0.get(name).and_then(Option::as_deref), said.get("scale").copied())?;
        let printed = said.get("printed").map(|printed| self.word(self.text("printed", word, printed)?, printed.span())).transpose()?;
        let numerals = match said.get("numerals").map(|value| (value, value.get_ref().as_bool())) {
            None => matches!(name, "piece" | "person" | "household" | "visit"),
            Some((_, Some(numerals))) => numerals,
            Some((value, None)) => {
                let what = format!("numerals of {word:?} is {}; write true where 一, 两, 三 count it, else false", named(value.get_ref()));
                return Err(self.fault(value.span(), what));
            }
        };
        let class = scale.map_or_else(|| name.to_owned(), |scale| format!("{name}:{scale}"));
        self.keep(key.span(), "units", &[word, printed.as_deref().unwrap_or(word), &class, if numerals { "n" } else { "-" }])
    }

    /// How many of the base unit of its class a unit is, where the class has one.
    fn scale(
        &self,
        key: &Key<'s>,
        word: &str,
        class: &str,
        base: Option<&str>,
        given: Option<&Value<'s>>,
    ) -> Result<Option<Decimal>, LexiconError> {
        let Some(base) = base else {
            return match given {
                None => Ok(None),
                Some(given) => {
                    Err(self.fault(given.span(), format!("units of the class {class} have no scale; leave the scale of {word:?} out")))
                }
            };
        };
        let Some(given) = given else {
            let what = format!("{word:?} has no scale; write how many {base} it is: \"{word}\" = {{ class = \"{class}\", scale = 50 }}");
            return Err(self.fault(key.span(), what));
        };
        // The digits as they stand: no value passes through a float.
        let digits = match given.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str()),
            DeValue::Float(number) => Some(number.as_str()),
            _ => None,
        };
        let scale = digits.and_then(|digits| Decimal::from_str(digits).ok()).filter(|scale| *scale > Decimal::ZERO);
        let what = || format!("the scale of {word:?} is not a number above 0; write how many {base} it is, as in scale = 0.5");
        scale.map(Some).ok_or_else(|| self.fault(given.span(), what()))
    }

    pub(super) fn verb(&mut self, key: &Key<'s>, word: &str, value: &Value<'s>) -> Result<(), LexiconError> {
        let said = self.said(&VERB, word, value)?;
        let kind = *said.get("kind").ok_or_else(|| self.missing(&VERB, key, word))?;
        let kind = self.one_of("kind", word, kind, &KINDS)?;
        let step = said.get("step").map_or(Ok("done"), |step| self.one_of("step", word, step, &STEPS))?;
        let forces = FORCES.map(|(name, _)| name);
        let force = said.get("force").map_or(Ok("strong"), |force| self.one_of("force", word, force, &forces))?;
        let force = FORCES.iter().find(|(name, _)| *name == force).map_or("s", |(_, sign)| sign);
        self.keep(key.span(), "verbs", &[word, kind, step, force])
    }

    pub(super) fn indicator(&mut self, key: &Key<'s>, word: &str, value: &Value<'s>) -> Result<(), LexiconError> {
        let said = self.said(&INDICATOR, word, value)?;
        let source = said.get("source").map_or(Ok("own"), |source| self.text("source", word, source))?;
        if !said.contains_key("polarity") && !said.contains_key("measure") {
            return Err(self.missing(&INDICATOR, key, word));
        }
        if let Some(polarity) = said.get("polarity") {
            let polarity = self.one_of("polarity", word, polarity, &POLARITIES)?;
            self.keep(key.span(), "polarity", &[word, polarity, source])?;
        }
        if let Some(measure) = said.get("measure") {
            let measure = self.one_of("measure", word, measure, &MEASURES)?;
            self.keep(key.span(), "measure", &[word, measure])?;
        }
        Ok(())
    }

    pub(super) fn synonyms(&mut self, key: &Key<'s>, word: &str, value: &Value<'s>) -> Result<(), LexiconError> {
        let mut group = vec![word.to_owned()];
        for other in self.texts(&format!("the synonyms of {word:?}"), value, r#""充电桩" = ["超充站", "充电站"]"#)? {
            let other = self.word(other.0, other.1)?;
            if group.contains(&other) {
                return Err(self.fault(value.span(), format!("{other:?} stands twice among the synonyms of {word:?}; keep one")));
            }
            group.push(other);
        }
        if group.len() < 2 {
            return Err(self.fault(value.span(), format!("{word:?} has no synonym; write at least one between [ and ]")));
        }
        let fields: Vec<&str> = group.iter().map(String::as_str).collect();
        self.keep(key.span(), "synonyms", &fields)
    }

    pub(super) fn ignore(&mut self, section: &Key<'s>, value: &Value<'s>) -> Result<(), LexiconError> {
        const EXAMPLE: &str = r#"names = ["十户联防"]"#;
        let Some(table) = value.get_ref().as_table() else {
            return Err(self.fault(section.span(), format!("ignore should be a section: a line [ignore], and under it {EXAMPLE}")));
        };
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "names" => {
                    for (name, at) in self.texts("names", value, EXAMPLE)? {
                        let name = self.word(name, at.clone())?;
                        self.keep(at, "names", &[&regex::escape(&name)])?;
                    }
                }
                "patterns" => {
                    for (pattern, at) in self.texts("patterns", value, "patterns = ['[0-9]+户联[防保]']")? {
                        self.pattern(pattern, at.clone())?;
                        self.keep(at, "names", &[pattern])?;
                    }
                }
                other => {
                    let what = format!("{other:?} is nothing that can be ignored; the keys are names and patterns");
                    return Err(self.fault(key.span(), what));
                }
            }
        }
        Ok(())
    }

    /// Whether a pattern is a regular expression that finds something.
    fn pattern(&self, pattern: &str, at: std::ops::Range<usize>) -> Result<(), LexiconError> {
        let what = match Regex::new(pattern) {
            Ok(found) if found.is_match("") => {
                format!("{pattern:?} also fits where nothing stands; write a pattern of at least one character")
            }
            Ok(_) => return Ok(()),
            Err(regex::Error::CompiledTooBig(_)) => format!("{pattern:?} is too long to be compiled; write shorter ones"),
            Err(error) => {
                // The last line says what is wrong; those above draw it.
                let said = error.to_string();
                let said = said.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
                format!("{pattern:?} is no regular expression: {said}; where it is just a name, put it under names")
            }
        };
        Err(self.fault(at, what))
    }

    /// The texts of a list, or of one text alone.
    fn texts<'t>(&self, what: &str, value: &'t Value<'s>, example: &str) -> Result<Vec<(&'t str, std::ops::Range<usize>)>, LexiconError> {
        let wrong = |value: &Value<'s>| {
            let found = named(value.get_ref());
            self.fault(value.span(), format!("in {what} there is {found}; write words in quotation marks, {example}"))
        };
        let one = |value: &'t Value<'s>| value.get_ref().as_str().map(|text| (text, value.span())).ok_or_else(|| wrong(value));
        match value.get_ref() {
            DeValue::Array(array) => array.iter().map(one).collect(),
            _ => Ok(vec![one(value)?]),
        }
    }
}

/// The classes of the crate's units, each with its base unit where it has one.
pub(super) struct Classes(BTreeMap<String, Option<String>>);

impl Classes {
    pub(super) fn of_the_crate() -> Self {
        let mut classes = BTreeMap::new();
        let tables = Lexicon::builtin().tables();
        for row in tables.iter().filter(|table| table.name == "units").flat_map(|table| &table.rows) {
            let (class, scale) = match row.says[1].split_once(':') {
                Some(("money", _)) | None => (row.says[1].as_str(), None),
                Some((class, scale)) => (class, Some(scale)),
            };
            let base = classes.entry(class.to_owned()).or_insert(None);
            if scale == Some("1") && base.is_none() {
                *base = Some(row.word.clone());
            }
        }
        Self(classes)
    }
}

/// What kind of value stands there, in words.
fn named(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a section",
    }
}

/// Words for a person: `a, b and c`.
fn listed(words: &[&str], last_joined_by: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {last_joined_by} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{field, read::codes};

    #[test]
    fn what_is_offered_can_be_read() {
        for kind in KINDS {
            for step in STEPS {
                for (_, force) in FORCES {
                    assert!(codes(field::verb)(&[kind, step, force]).is_some(), "{kind} {step} {force}");
                }
            }
        }
        assert!(POLARITIES.iter().all(|polarity| codes(field::polarity)(&[polarity, "own"]).is_some()));
        assert!(MEASURES.iter().all(|measure| codes(field::measure)(&[measure]).is_some()));
    }

    #[test]
    fn classes_and_their_bases_are_those_of_the_table() {
        let classes = Classes::of_the_crate().0;
        assert_eq!(classes["piece"], None);
        assert_eq!(classes["mass"].as_deref(), Some("公斤"));
        assert_eq!(classes["area"].as_deref(), Some("平方米"));
        assert!(classes.contains_key("money:CNY"));
    }
}
