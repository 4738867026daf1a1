//! Reads the tables of words.

use std::collections::HashMap;
use std::fmt;

use regex::Regex;

use super::entry::{Bulletin, Commitment, Meets, Promise, Section, Side};
use super::field::{
    adverb, alone, approx, basis, bound, commitment, measure, modality, polarity, side_of, stated, step, title, unit, vague, verb,
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

/// Reads the rows of a table that are kept, each with what is kept of it.
fn kept<T>(table: &'static str, text: &str, wanted: &'static str, value: impl Fn(&[&str]) -> Option<Option<T>>) -> Result<Words<T>, Fault> {
    let mut entries: Vec<(Box<str>, T)> = Vec::new();
    for row in rows(table, text) {
        let fields: Vec<&str> = row.fields().collect();
        let value = value(&fields[1..]).ok_or_else(|| row.fault(wanted))?;
        entries.extend(value.map(|value| (fields[0].into(), value)));
    }
    Ok(Words::new(entries))
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

/// One regular expression over every pattern of the table of names.
fn names(table: &'static str, text: &str) -> Result<Regex, Fault> {
    let all = rows(table, text).map(|row| format!("(?:{})", row.text)).collect::<Vec<_>>().join("|");
    Regex::new(&all).map_err(|_| {
        // Which pattern it was is looked for only then.
        let wrong = rows(table, text).find(|row| Regex::new(row.text).is_err());
        wrong.map_or(Fault { table, line: 0, entry: String::new(), wanted: "short enough to be compiled" }, |row| {
            row.fault("a regular expression")
        })
    })
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

const TABLES: [(&str, &str); 56] = [
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
    table!("sections.tsv"),
    table!("levels.tsv"),
    table!("heads.tsv"),
    table!("amounts.tsv"),
    table!("predicates.tsv"),
    table!("plans.tsv"),
    table!("shares.tsv"),
    table!("campaigns.tsv"),
    table!("rhetoric.tsv"),
    table!("comparisons.tsv"),
    table!("paired.tsv"),
    table!("unjoined.tsv"),
    table!("intensities.tsv"),
    table!("differences.tsv"),
    table!("promised.tsv"),
    table!("reported.tsv"),
    table!("undertakings.tsv"),
    table!("places.tsv"),
    table!("programmes.tsv"),
    table!("bulletin.tsv"),
    table!("lessening.tsv"),
    table!("meets.tsv"),
    table!("planners.tsv"),
    table!("beneficiaries.tsv"),
    table!("later.tsv"),
    table!("milestones.tsv"),
    table!("averages.tsv"),
    table!("margins.tsv"),
    table!("ventures.tsv"),
    table!("basis.tsv"),
    table!("vague.tsv"),
    ("headline.tsv", super::headline::TEXT),
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
        sections,
        levels,
        heads,
        amounts,
        predicates,
        plans,
        shares,
        campaigns,
        rhetoric,
        comparisons,
        paired,
        unjoined,
        intensities,
        differences,
        promised,
        reported,
        undertakings,
        places,
        programmes,
        figures,
        lessening,
        meets,
        planners,
        beneficiaries,
        later,
        milestones,
        averages,
        margins,
        ventures,
        bases,
        vagueness,
        _,
    ] = TABLES;
    let sides = "a word, before or after, and ge, gt, le or lt";
    let hedges = "a word, before, inside or after, and over, about or under";
    let differs = |place| {
        kept(differences.0, differences.1, "a word, after, before or none, and above or below", |fields| match fields {
            [at @ ("after" | "before" | "none"), way @ ("above" | "below")] => Some((*at == place).then_some(*way == "above")),
            _ => None,
        })
    };
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
        columns: words(columns.0, columns.1, "a header word and a column", title)?,
        agencies: words(agencies.0, agencies.1, "an ending alone", alone)?,
        stated: words(rates.0, rates.1, "a word, of what the rate is, and plan or rate", stated)?,
        steps: words(steps.0, steps.1, "a word and a step", |fields| match fields {
            [at] => step(at)?,
            _ => None,
        })?,
        synonyms,
        names: names(name.0, name.1)?,
        intensities: words(intensities.0, intensities.1, "a beginning alone", alone)?,
        undertakings: words(undertakings.0, undertakings.1, "a head alone", alone)?,
        bulletin: words(figures.0, figures.1, "a header, and name, value, unit, period or growth", |fields| match fields {
            ["name"] => Some(Bulletin::Name),
            ["value"] => Some(Bulletin::Value),
            ["unit"] => Some(Bulletin::Unit),
            ["period"] => Some(Bulletin::Period),
            ["growth"] => Some(Bulletin::Growth),
            _ => None,
        })?,
        lessening: words(lessening.0, lessening.1, "a word alone", alone)?,
        meets: words(meets.0, meets.1, "a verb, and share, goal or both", |fields| match fields {
            ["share"] => Some(Meets { share: true, goal: false }),
            ["goal"] => Some(Meets { share: false, goal: true }),
            ["both"] => Some(Meets { share: true, goal: true }),
            _ => None,
        })?,
        later: words(later.0, later.1, "a word alone", alone)?,
        planners: words(planners.0, planners.1, "a word alone", alone)?,
        beneficiaries: words(beneficiaries.0, beneficiaries.1, "a verb alone", alone)?,
        programmes: words(programmes.0, programmes.1, "a name alone", alone)?,
        places: words(places.0, places.1, "an ending, and name or -", |fields| match fields {
            ["name"] => Some(true),
            ["-"] => Some(false),
            _ => None,
        })?,
        differs_after: differs("after")?,
        differs_before: differs("before")?,
        differs: differs("none")?,
        promised: words(promised.0, promised.1, "a word, and plan, weak or never", |fields| match fields {
            ["plan"] => Some(Promise::Plan),
            ["weak"] => Some(Promise::Weak),
            ["never"] => Some(Promise::Never),
            _ => None,
        })?,
        reported: kept(reported.0, reported.1, "a word, and begins, within or title", |fields| match fields {
            ["begins"] => Some(Some(true)),
            ["within"] => Some(Some(false)),
            ["title"] => Some(None),
            _ => None,
        })?,
        titles: kept(reported.0, reported.1, "a word, and begins, within or title", |fields| Some((fields == ["title"]).then_some(())))?,
        margins: words(margins.0, margins.1, "a noun alone", alone)?,
        ventures: words(ventures.0, ventures.1, "a noun alone", alone)?,
        milestones: words(milestones.0, milestones.1, "a word alone", alone)?,
        averages: words(averages.0, averages.1, "a word, and each or time", |fields| match fields {
            ["each"] => Some(true),
            ["time"] => Some(false),
            _ => None,
        })?,
        unjoined: words(unjoined.0, unjoined.1, "a word alone", alone)?,
        done: words(done.0, done.1, "a word, and alone, clause or both", |fields| match fields {
            ["alone"] => Some((true, false)),
            ["clause"] => Some((false, true)),
            ["both"] => Some((true, true)),
            _ => None,
        })?,
        rhetoric: words(rhetoric.0, rhetoric.1, "a head alone", alone)?,
        comparisons: words(comparisons.0, comparisons.1, "a word alone", alone)?,
        paired: words(paired.0, paired.1, "a word and the several that it is", |fields| {
            (fields.len() > 1).then(|| fields.iter().map(|&field| field.into()).collect())
        })?,
        campaigns: words(campaigns.0, campaigns.1, "a word alone", alone)?,
        levels: words(levels.0, levels.1, "a word, and a rank from 1 to 4 or above", |fields| match fields {
            ["above"] => Some(None),
            [rank] => rank.parse().ok().filter(|rank| (1..=4).contains(rank)).map(Some),
            _ => None,
        })?,
        heads: words(heads.0, heads.1, "a word alone", alone)?,
        amounts: words(amounts.0, amounts.1, "a word alone", alone)?,
        predicates: words(predicates.0, predicates.1, "a word alone", alone)?,
        plans: words(plans.0, plans.1, "a word alone", alone)?,
        shares: words(shares.0, shares.1, "a word alone", alone)?,
        sections: words(sections.0, sections.1, "a word, and review, goals or plan", |fields| match fields {
            ["review"] => Some(Section::Review),
            ["goals"] => Some(Section::Goals),
            ["plan"] => Some(Section::Plan),
            _ => None,
        })?,
        intentions: words(intentions.0, intentions.1, "a word alone", alone)?,
        cleared: words(cleared.0, cleared.1, "a word, and cover, clear, hold or fall", |fields| match fields {
            ["cover"] => Some(Commitment::Cover),
            ["clear"] => Some(Commitment::Clear),
            ["hold"] => Some(Commitment::Hold),
            ["fall"] => Some(Commitment::Fall),
            _ => None,
        })?,
        common: words(common.0, common.1, "a noun alone", alone)?,
        nouns: words(nouns.0, nouns.1, "a noun alone", alone)?,
        compounds: words(compounds.0, compounds.1, "a word alone", alone)?,
        bases: words(bases.0, bases.1, "a word, price or comparison, and a code", basis)?,
        vague: words(vagueness.0, vagueness.1, "a word, and delegated, relative, rank, milestone or -", vague)?,
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
    fn a_pattern_that_is_none_is_named() {
        let fault = names("names.tsv", "# names\n第[0-9]+\n(\n").unwrap_err();
        assert_eq!(fault.to_string(), "names.tsv, line 3: \"(\" should be a regular expression");
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
