//! Reads the tables of words.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use regex::Regex;
use rust_decimal::Decimal;

use super::entry::{
    Adverb, Approx, Bound, Column, Commitment, Force, Governs, Measure, Modality, Object, Polarity, Side, StatedOf, Step, Unit, Verb, When,
};
use super::{Lexicon, Words};

/// An entry that cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    table: &'static str,
    line: usize,
    entry: String,
    wanted: &'static str,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, line, entry, wanted } = self;
        write!(f, "{table}, line {line}: {entry:?} should be {wanted}")
    }
}

/// One row of a table.
struct Row<'t> {
    table: &'static str,
    line: usize,
    text: &'t str,
}

impl<'t> Row<'t> {
    fn fields(&self) -> impl Iterator<Item = &'t str> {
        self.text.split('\t').map(str::trim)
    }

    fn fault(&self, wanted: &'static str) -> Fault {
        Fault { table: self.table, line: self.line, entry: self.text.to_owned(), wanted }
    }
}

fn rows<'t>(table: &'static str, text: &'t str) -> impl Iterator<Item = Row<'t>> {
    let rows = text.lines().zip(1..).map(move |(text, line)| Row { table, line, text: text.trim_end() });
    rows.filter(|row| !row.text.is_empty() && !row.text.starts_with('#'))
}

/// Reads a table whose first field is the word and whose other fields make its value.
fn words<T>(table: &'static str, text: &str, wanted: &'static str, value: impl Fn(&[&str]) -> Option<T>) -> Result<Words<T>, Fault> {
    let mut entries: Vec<(Box<str>, T)> = Vec::new();
    for row in rows(table, text) {
        let fields: Vec<&str> = row.fields().collect();
        let value = value(&fields[1..]).ok_or_else(|| row.fault(wanted))?;
        entries.push((fields[0].into(), value));
    }
    unique(table, text)?;
    Ok(Words::new(entries))
}

/// Refuses a table that has two entries of one word on one side.
fn unique(table: &'static str, text: &str) -> Result<(), Fault> {
    let mut seen = HashMap::new();
    for row in rows(table, text) {
        let mut fields = row.fields();
        let key = (fields.next(), fields.next().filter(|side| side_of(side).is_some()));
        if seen.insert(key, ()).is_some() {
            return Err(row.fault("given once"));
        }
    }
    Ok(())
}

/// Reads the rows of one side of a table with sides.
fn sided<T>(
    table: &'static str,
    text: &str,
    side: Side,
    wanted: &'static str,
    value: impl Fn(&str) -> Option<T>,
) -> Result<Words<T>, Fault> {
    let all = words(table, text, wanted, |fields| match fields {
        [at, name] => Some((side_of(at)?, value(name)?)),
        _ => None,
    });
    all?;
    let mut entries: Vec<(Box<str>, T)> = Vec::new();
    for row in rows(table, text) {
        let mut fields = row.fields();
        if let (Some(word), Some(at), Some(name)) = (fields.next(), fields.next(), fields.next())
            && side_of(at) == Some(side)
        {
            entries.push((word.into(), value(name).ok_or_else(|| row.fault(wanted))?));
        }
    }
    Ok(Words::new(entries))
}

fn side_of(name: &str) -> Option<Side> {
    Some(match name {
        "before" => Side::Before,
        "inside" => Side::Inside,
        "after" => Side::After,
        _ => return None,
    })
}

fn bound(name: &str) -> Option<Bound> {
    Some(match name {
        "ge" => Bound::Ge,
        "gt" => Bound::Gt,
        "le" => Bound::Le,
        "lt" => Bound::Lt,
        _ => return None,
    })
}

fn approx(name: &str) -> Option<Option<Approx>> {
    Some(Some(match name {
        "over" => Approx::Over,
        "about" => Approx::About,
        "under" => Approx::Under,
        "-" => return Some(None),
        _ => return None,
    }))
}

fn unit(fields: &[&str]) -> Option<Unit> {
    let [name, class, counted] = fields else { return None };
    let (dimension, scale) = match class.split_once(':') {
        Some(("money", _)) | None => (*class, None),
        Some((dimension, scale)) => (dimension, Some(Decimal::from_str(scale).ok()?)),
    };
    let classifier = match *counted {
        "n" => true,
        "-" => false,
        _ => return None,
    };
    Some(Unit { name: (*name).into(), dimension: dimension.into(), scale, classifier })
}

fn step(name: &str) -> Option<Option<Step>> {
    Some(Some(match name {
        "plan" => Step::Plan,
        "estimate" => Step::Estimate,
        "early" => Step::Early,
        "doing" => Step::Doing,
        "done" => Step::Done,
        "late" => Step::Late,
        "-" => return Some(None),
        _ => return None,
    }))
}

fn verb(fields: &[&str]) -> Option<Verb> {
    let [kind, at, force] = fields else { return None };
    let governs = match *kind {
        "do" => Governs::Count,
        "level" | "sink" => Governs::Level,
        "rise" => Governs::Rise,
        "fall" => Governs::Fall,
        "less" => Governs::Less,
        _ => return None,
    };
    let force = match *force {
        "f" => Force::Frame,
        "s" => Force::Strong,
        "-" => Force::Weak,
        _ => return None,
    };
    Some(Verb { governs, step: step(at)?, force, sinks: *kind == "sink" })
}

fn adverb(fields: &[&str]) -> Option<Adverb> {
    Some(match fields {
        ["-"] => Adverb::Plain,
        ["plan"] => Adverb::Plan,
        ["estimate"] => Adverb::Estimate,
        ["cumulative"] => Adverb::Cumulative,
        ["total"] => Adverb::Total,
        ["part"] => Adverb::Part,
        ["rest"] => Adverb::Rest,
        ["doing"] => Adverb::Doing,
        ["least"] => Adverb::Least,
        ["past"] => Adverb::Past,
        ["place"] => Adverb::Place,
        _ => return None,
    })
}

fn modality(fields: &[&str]) -> Option<(Modality, When)> {
    let [modality, when] = fields else { return None };
    let modality = match *modality {
        "ensure" => Modality::Ensure,
        "strive" => Modality::Strive,
        _ => return None,
    };
    let when = match *when {
        "always" => When::Always,
        "verb" => When::BeforeVerb,
        "never" => When::Never,
        _ => return None,
    };
    Some((modality, when))
}

fn measure(fields: &[&str]) -> Option<Option<Measure>> {
    Some(Some(match fields {
        ["flow"] => Measure::Flow,
        ["stock"] => Measure::Stock,
        ["rate"] => Measure::Rate,
        ["growth"] => Measure::Growth,
        ["-"] => return Some(None),
        _ => return None,
    }))
}

fn polarity(fields: &[&str]) -> Option<Polarity> {
    Some(match fields {
        ["positive", _] => Polarity::Positive,
        ["negative", _] => Polarity::Negative,
        ["moderate", _] => Polarity::Moderate,
        _ => return None,
    })
}

fn commitment(fields: &[&str]) -> Option<(Commitment, Object)> {
    let [kind, object] = fields else { return None };
    let kind = match *kind {
        "cover" => Commitment::Cover,
        "clear" => Commitment::Clear,
        "hold" => Commitment::Hold,
        "fall" => Commitment::Fall,
        _ => return None,
    };
    let object = match *object {
        "before" => Object::Before,
        "both" => Object::Both,
        _ => return None,
    };
    Some((kind, object))
}

fn column(fields: &[&str]) -> Option<Column> {
    Some(match fields {
        ["number"] => Column::Number,
        ["task"] => Column::Task,
        ["agency"] => Column::Agency,
        ["progress"] => Column::Progress,
        ["target"] => Column::Target,
        ["actual"] => Column::Actual,
        ["unit"] => Column::Unit,
        ["rate"] => Column::Rate,
        ["remark"] => Column::Remark,
        ["other"] => Column::Other,
        _ => return None,
    })
}

fn stated(fields: &[&str]) -> Option<StatedOf> {
    Some(match fields {
        ["target"] => StatedOf::Target,
        ["interim"] => StatedOf::Interim,
        ["project"] => StatedOf::Project,
        ["unknown"] => StatedOf::Unknown,
        _ => return None,
    })
}

fn alone(fields: &[&str]) -> Option<()> {
    fields.is_empty().then_some(())
}

/// One regular expression over every pattern of the table of names.
fn names(table: &'static str, text: &str) -> Result<Regex, Fault> {
    for row in rows(table, text) {
        Regex::new(row.text).map_err(|_| row.fault("a regular expression"))?;
    }
    let all = rows(table, text).map(|row| format!("(?:{})", row.text)).collect::<Vec<_>>().join("|");
    Regex::new(&all).map_err(|_| Fault { table, line: 0, entry: String::new(), wanted: "short enough to be compiled" })
}

/// The synonyms: a group number for each word, and the first word of each group.
fn synonyms(text: &str) -> (Words<u32>, HashMap<u32, Box<str>>) {
    let mut entries: Vec<(Box<str>, u32)> = Vec::new();
    let mut groups = HashMap::new();
    for (row, group) in rows("synonyms.tsv", text).zip(0..) {
        for word in row.fields() {
            groups.entry(group).or_insert_with(|| word.into());
            if entries.iter().all(|(known, _)| **known != *word) {
                entries.push((word.into(), group));
            }
        }
    }
    (Words::new(entries), groups)
}

macro_rules! table {
    ($name:literal) => {
        ($name, include_str!(concat!("words/", $name)))
    };
}

const TABLES: [(&str, &str); 30] = [
    table!("units.tsv"),
    table!("per.tsv"),
    table!("bounds.tsv"),
    table!("approximations.tsv"),
    table!("verbs.tsv"),
    table!("adverbs.tsv"),
    table!("modality.tsv"),
    table!("measure.tsv"),
    table!("polarity.tsv"),
    table!("commitments.tsv"),
    table!("references.tsv"),
    table!("qualities.tsv"),
    table!("columns.tsv"),
    table!("agencies.tsv"),
    table!("stated.tsv"),
    table!("steps.tsv"),
    table!("synonyms.tsv"),
    table!("names.tsv"),
    table!("compounds.tsv"),
    table!("nouns.tsv"),
    table!("common.tsv"),
    table!("done.tsv"),
    table!("intentions.tsv"),
    table!("cleared.tsv"),
    table!("campaigns.tsv"),
    table!("rhetoric.tsv"),
    table!("comparisons.tsv"),
    table!("paired.tsv"),
    table!("unjoined.tsv"),
    table!("intensities.tsv"),
];

/// A hash over every table (FNV-1a, 64 bits).
fn version() -> String {
    let bytes = TABLES.iter().flat_map(|(name, text)| name.bytes().chain(text.bytes()));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

pub(super) fn builtin() -> Result<Lexicon, Fault> {
    let [
        units,
        per,
        bounds,
        approximations,
        verbs,
        adverbs,
        modalities,
        measures,
        polarities,
        commitments,
        references,
        qualities,
        columns,
        agencies,
        rates,
        steps,
        same,
        name,
        compounds,
        nouns,
        common,
        done,
        intentions,
        cleared,
        campaigns,
        rhetoric,
        comparisons,
        paired,
        unjoined,
        intensities,
    ] = TABLES;
    let sides = "a word, before or after, and ge, gt, le or lt";
    let hedges = "a word, before, inside or after, and over, about or under";
    let (synonyms, groups) = synonyms(same.1);
    Ok(Lexicon {
        units: words(units.0, units.1, "a unit, its printed name, its class, and n or -", unit)?,
        per: words(per.0, per.1, "a unit alone", alone)?,
        bounds_before: sided(bounds.0, bounds.1, Side::Before, sides, bound)?,
        bounds_after: sided(bounds.0, bounds.1, Side::After, sides, bound)?,
        approx_before: sided(approximations.0, approximations.1, Side::Before, hedges, approx)?,
        approx_inside: sided(approximations.0, approximations.1, Side::Inside, hedges, approx)?,
        approx_after: sided(approximations.0, approximations.1, Side::After, hedges, approx)?,
        verbs: words(verbs.0, verbs.1, "a verb, its kind, its step, and f, s or -", verb)?,
        adverbs: words(adverbs.0, adverbs.1, "a word and what it marks", adverb)?,
        modality: words(modalities.0, modalities.1, "a word, ensure or strive, and when", modality)?,
        measures: words(measures.0, measures.1, "a word and a measure", measure)?,
        polarity: words(polarities.0, polarities.1, "a word, a polarity and its source", polarity)?,
        commitments: words(commitments.0, commitments.1, "a word, its kind, and before or both", commitment)?,
        references: words(references.0, references.1, "a verb alone", alone)?,
        qualities: words(qualities.0, qualities.1, "a noun alone", alone)?,
        columns: words(columns.0, columns.1, "a header word and a column", column)?,
        agencies: words(agencies.0, agencies.1, "an ending alone", alone)?,
        stated: words(rates.0, rates.1, "a word and of what the rate is", stated)?,
        steps: words(steps.0, steps.1, "a word and a step", |fields| match fields {
            [at] => step(at)?,
            _ => None,
        })?,
        synonyms,
        names: names(name.0, name.1)?,
        intensities: words(intensities.0, intensities.1, "a beginning alone", alone)?,
        unjoined: words(unjoined.0, unjoined.1, "a word alone", alone)?,
        done: words(done.0, done.1, "a word, and alone, clause or both", |fields| match fields {
            ["alone"] => Some((true, false)),
            ["clause"] => Some((false, true)),
            ["both"] => Some((true, true)),
            _ => None,
        })?,
        rhetoric: words(rhetoric.0, rhetoric.1, "a head alone", alone)?,
        comparisons: words(comparisons.0, comparisons.1, "a word alone", alone)?,
        paired: words(paired.0, paired.1, "a word and the two that it is", |fields| match fields {
            [first, second] => Some([(*first).into(), (*second).into()]),
            _ => None,
        })?,
        campaigns: words(campaigns.0, campaigns.1, "a word alone", alone)?,
        intentions: words(intentions.0, intentions.1, "a word alone", alone)?,
        cleared: words(cleared.0, cleared.1, "a word, and cover or clear", |fields| match fields {
            ["cover"] => Some(Commitment::Cover),
            ["clear"] => Some(Commitment::Clear),
            _ => None,
        })?,
        common: words(common.0, common.1, "a noun alone", alone)?,
        nouns: words(nouns.0, nouns.1, "a noun alone", alone)?,
        compounds: words(compounds.0, compounds.1, "a word alone", alone)?,
        groups,
        version: version(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_the_crate_can_be_read() {
        assert_eq!(builtin().map(|lexicon| lexicon.version().len()), Ok(16));
    }

    #[test]
    fn an_entry_that_cannot_be_read_is_named() {
        let fault = words("units.tsv", "# units\n个\t个\tpiece\tx\n", "a unit, its printed name, its class, and n or -", unit).unwrap_err();
        assert_eq!(
            fault.to_string(),
            "units.tsv, line 2: \"个\\t个\\tpiece\\tx\" should be a unit, its printed name, its class, and n or -"
        );
        let fault = words("per.tsv", "年\n月\n年\n", "a unit alone", alone).unwrap_err();
        assert_eq!(fault.to_string(), "per.tsv, line 3: \"年\" should be given once");
    }
}
