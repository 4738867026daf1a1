//! Reads the tables of words.

use std::fmt;
use std::sync::OnceLock;

use regex::Regex;

use super::entry::{Commitment, Group, Kind, Meets, Side};
use super::field::{
    adverb, alone, approx, basis, bound, commitment, cue, differs, measure, modality, polarity, section, side_of, standing, stated, step,
    tags, unit, vague, verb, work,
};
use super::table::{self, Own, Row};
use super::{Lexicon, Names, Words};

/// An entry that cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    file: String,
    line: usize,
    entry: String,
    wanted: &'static str,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, entry, wanted } = self;
        write!(f, "{file}, line {line}: {entry:?} should be {wanted}")
    }
}

impl Row<'_> {
    fn fault(&self, wanted: &'static str) -> Fault {
        let file = self.file.map_or_else(|| format!("{}.tsv", self.table), str::to_owned);
        Fault { file, line: self.line, entry: self.fields.join(" "), wanted }
    }
}

/// Reads a table whose first field is the word and whose other fields make its value.
fn words<T>(rows: &[Row<'_>], wanted: &'static str, value: impl Fn(&[&str]) -> Option<T>) -> Result<Words<T>, Fault> {
    let mut entries: Vec<(Box<str>, T)> = Vec::new();
    for row in rows {
        let value = value(&row.fields[1..]).ok_or_else(|| row.fault(wanted))?;
        entries.push((row.fields[0].into(), value));
    }
    unique(rows)?;
    Ok(Words::new(entries))
}

/// Refuses a table that has two entries of one word on one side. Those of the crate have none, as a test sees to.
fn unique(rows: &[Row<'_>]) -> Result<(), Fault> {
    if cfg!(not(test)) && rows.iter().all(|row| row.file.is_none()) {
        return Ok(());
    }
    let key = |n: usize| (rows[n].fields[0], rows[n].fields.get(1).copied().filter(|side| side_of(side).is_some()));
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_unstable_by_key(|&n| (key(n), n));
    let again = order.windows(2).filter(|pair| key(pair[0]) == key(pair[1])).map(|pair| pair[1]);
    again.min().map_or(Ok(()), |n| Err(rows[n].fault("given once")))
}

/// Reads the rows of a table that are kept, each with what is kept of it.
fn kept<T>(rows: &[Row<'_>], wanted: &'static str, value: impl Fn(&[&str]) -> Option<Option<T>>) -> Result<Words<T>, Fault> {
    let mut entries: Vec<(Box<str>, T)> = Vec::new();
    for row in rows {
        let value = value(&row.fields[1..]).ok_or_else(|| row.fault(wanted))?;
        entries.extend(value.map(|value| (row.fields[0].into(), value)));
    }
    Ok(Words::new(entries))
}

/// Reads the rows of one side of a table with sides.
fn sided<T>(rows: &[Row<'_>], side: Side, wanted: &'static str, value: impl Fn(&str) -> Option<T>) -> Result<Words<T>, Fault> {
    let value = |fields: &[&str]| match fields {
        [at, name] => Some((side_of(at)?, value(name)?)),
        _ => None,
    };
    unique(rows)?;
    kept(rows, wanted, |fields| value(fields).map(|(at, value)| (at == side).then_some(value)))
}

/// The patterns of names: those of the crate, which were compiled with it, and a user's, which come first, as one expression.
fn names(rows: &[Row<'_>]) -> Result<Names, Fault> {
    let own: Vec<&Row<'_>> = rows.iter().filter(|row| row.file.is_some()).collect();
    let Some(first) = own.first() else { return Ok(Names::new(None)) };
    let all = own.iter().map(|row| format!("(?:{})", row.fields[0])).collect::<Vec<_>>().join("|");
    Regex::new(&all).map(|regex| Names::new(Some(regex))).map_err(|_| {
        // Which pattern it was is looked for only then; where each is good they are too long together.
        let wrong = own.iter().find(|row| Regex::new(row.fields[0]).is_err());
        match wrong {
            Some(row) => row.fault("a regular expression"),
            None => first.fault("shorter: all patterns together are too long to be compiled"),
        }
    })
}

/// The kinds of things: those of one name in one group are the same.
fn kinds(rows: &[Row<'_>]) -> Result<Words<Option<Kind>>, Fault> {
    let id = |fields: &[&str]| rows.iter().position(|row| row.fields[1..] == *fields);
    words(rows, "a word, a group, and a kind or -", |fields| match fields {
        [group, "-"] => Group::of(group).map(|_| None),
        [group, _] => Some(Some(Kind { group: Group::of(group)?, id: id(fields)? })),
        _ => None,
    })
}

/// The synonyms: a group number for each word, and the first word of each group.
fn synonyms(rows: &[Row<'_>]) -> (Words<usize>, Vec<Box<str>>) {
    let mut entries: Vec<(Box<str>, usize)> = Vec::new();
    let mut groups = Vec::new();
    for (row, group) in rows.iter().zip(0..) {
        groups.push(row.fields[0].into());
        entries.extend(row.fields.iter().map(|&word| (word.into(), group)));
    }
    // Of a word that stands in two groups the first counts.
    (Words::new(entries), groups)
}

/// The words of the crate with a user's rows among them.
pub(super) fn lexicon(own: Vec<Own>) -> Result<Lexicon, Fault> {
    let rows = |name: &str| {
        let missing = || Fault { file: name.to_owned(), line: 0, entry: String::new(), wanted: "a table of the crate" };
        table::rows(name, &own).ok_or_else(missing)
    };
    let sides = "a word, before or after, and ge, gt, le or lt";
    let hedges = "a word, before, inside or after, and over, about or under";
    let differs_at = |place| {
        kept(&rows("differences")?, "a word, after, before or none, and above, below or better", |fields| match fields {
            [at @ ("after" | "before" | "none"), way] => differs(way).map(|way| (*at == place).then_some(way)),
            _ => None,
        })
    };
    let whole_at = |place| {
        kept(&rows("wholes")?, "a word, and end, front or behind", |fields| match fields {
            [at @ ("end" | "front" | "behind")] => Some((*at == place).then_some(())),
            _ => None,
        })
    };
    let (synonyms, groups) = synonyms(&rows("synonyms")?);
    Ok(Lexicon {
        units: words(&rows("units")?, "a unit, its printed name, its class, and n or -", unit)?,
        per: words(&rows("per")?, "a unit alone", alone)?,
        bounds_before: sided(&rows("bounds")?, Side::Before, sides, bound)?,
        bounds_after: sided(&rows("bounds")?, Side::After, sides, bound)?,
        approx_before: sided(&rows("approximations")?, Side::Before, hedges, approx)?,
        approx_inside: sided(&rows("approximations")?, Side::Inside, hedges, approx)?,
        approx_after: sided(&rows("approximations")?, Side::After, hedges, approx)?,
        verbs: words(&rows("verbs")?, "a verb, its kind, its step, and f, s or -", verb)?,
        adverbs: words(&rows("adverbs")?, "a word and what it marks", adverb)?,
        modality: words(&rows("modality")?, "a word, ensure or strive, and when", modality)?,
        measures: words(&rows("measure")?, "a word and a measure", measure)?,
        polarity: words(&rows("polarity")?, "a word, a polarity and its source", polarity)?,
        commitments: words(&rows("commitments")?, "a word, its kind, and before or both", commitment)?,
        references: words(&rows("references")?, "a verb alone", alone)?,
        qualities: words(&rows("qualities")?, "a noun alone", alone)?,
        columns: words(&rows("columns")?, "a header word and what it may say", tags)?,
        agencies: words(&rows("agencies")?, "an ending alone", alone)?,
        stated: words(&rows("stated")?, "a word, of what the rate is, and plan or rate", stated)?,
        steps: words(&rows("steps")?, "a word and a step", |fields| match fields {
            [at] => step(at)?,
            _ => None,
        })?,
        synonyms,
        names: names(&rows("names")?)?,
        intensities: words(&rows("intensities")?, "a beginning alone", alone)?,
        undertakings: words(&rows("undertakings")?, "a head alone", alone)?,
        lessening: words(&rows("lessening")?, "a word alone", alone)?,
        spending: words(&rows("spending")?, "a word alone", alone)?,
        meets: words(&rows("meets")?, "a verb, and share, goal or both", |fields| match fields {
            ["share"] => Some(Meets { share: true, goal: false }),
            ["goal"] => Some(Meets { share: false, goal: true }),
            ["both"] => Some(Meets { share: true, goal: true }),
            _ => None,
        })?,
        planners: words(&rows("planners")?, "a word alone", alone)?,
        beneficiaries: words(&rows("beneficiaries")?, "a verb alone", alone)?,
        programmes: words(&rows("programmes")?, "a name alone", alone)?,
        places: words(&rows("places")?, "an ending, and name or -", |fields| match fields {
            ["name"] => Some(true),
            ["-"] => Some(false),
            _ => None,
        })?,
        differs_after: differs_at("after")?,
        differs_before: differs_at("before")?,
        differs: differs_at("none")?,
        margins: words(&rows("margins")?, "a noun alone", alone)?,
        ventures: words(&rows("ventures")?, "a noun alone", alone)?,
        milestones: words(&rows("milestones")?, "a word alone", alone)?,
        averages: words(&rows("averages")?, "a word, and each or time", |fields| match fields {
            ["each"] => Some(true),
            ["time"] => Some(false),
            _ => None,
        })?,
        unjoined: words(&rows("unjoined")?, "a word alone", alone)?,
        done: words(&rows("done")?, "a word, and alone, clause or both", |fields| match fields {
            ["alone"] => Some((true, false)),
            ["clause"] => Some((false, true)),
            ["both"] => Some((true, true)),
            _ => None,
        })?,
        rhetoric: words(&rows("rhetoric")?, "a head alone", alone)?,
        comparisons: words(&rows("comparisons")?, "a word alone", alone)?,
        paired: words(&rows("paired")?, "a word and the several that it is", |fields| {
            (fields.len() > 1).then(|| fields.iter().map(|&field| field.into()).collect())
        })?,
        campaigns: words(&rows("campaigns")?, "a word alone", alone)?,
        levels: words(&rows("levels")?, "a word, and a rank from 1 to 4 or above", |fields| match fields {
            ["above"] => Some(None),
            [rank] => rank.parse().ok().filter(|rank| (1..=4).contains(rank)).map(Some),
            _ => None,
        })?,
        works: words(&rows("works")?, "a word, and kinds of work joined by +", |fields| match fields {
            [kinds] => kinds.split('+').try_fold(0, |works, kind| Some(works | work(kind)?)),
            _ => None,
        })?,
        kinds: kinds(&rows("kinds")?)?,
        years: words(&rows("years")?, "a word alone", alone)?,
        another: words(&rows("another")?, "a word alone", alone)?,
        foundations: words(&rows("foundations")?, "a noun alone", alone)?,
        heads: words(&rows("heads")?, "a word alone", alone)?,
        amounts: words(&rows("amounts")?, "a word alone", alone)?,
        predicates: words(&rows("predicates")?, "a word alone", alone)?,
        plans: words(&rows("plans")?, "a word alone", alone)?,
        shares: words(&rows("shares")?, "a word alone", alone)?,
        sections: words(&rows("sections")?, "a word, and past, account, aims, future, opening, plan, told or none", section)?,
        stance: words(&rows("stance")?, "a word and a tag", cue)?,
        sheets: words(&rows("sheets")?, "a word alone", alone)?,
        intentions: words(&rows("intentions")?, "a word alone", alone)?,
        cleared: words(&rows("cleared")?, "a word, and cover, clear, hold or fall", |fields| match fields {
            ["cover"] => Some(Commitment::Cover),
            ["clear"] => Some(Commitment::Clear),
            ["hold"] => Some(Commitment::Hold),
            ["fall"] => Some(Commitment::Fall),
            _ => None,
        })?,
        common: words(&rows("common")?, "a noun alone", alone)?,
        nouns: words(&rows("nouns")?, "a noun alone", alone)?,
        compounds: words(&rows("compounds")?, "a word alone", alone)?,
        bases: words(&rows("basis")?, "a word, price, comparison or vintage, and a code", basis)?,
        standing: words(&rows("standing")?, "a word, binding, expected, assigned or strive, and by whom or -", standing)?,
        prices: words(&rows("prices")?, "a word alone", alone)?,
        totals: words(&rows("totals")?, "a word alone", alone)?,
        vague: words(&rows("vague")?, "a word, and delegated, relative, rank, milestone or -", vague)?,
        whole_ends: whole_at("end")?,
        whole_fronts: whole_at("front")?,
        caption_ends: whole_at("behind")?,
        framing: OnceLock::new(),
        groups,
        version: OnceLock::new(),
        own,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows<'t>(table: &'static str, lines: &[&'t str]) -> Vec<Row<'t>> {
        let row = |(text, line): (&&'t str, usize)| Row { table, line, fields: text.split('\t').collect(), file: None };
        lines.iter().zip(1..).map(row).collect()
    }

    #[test]
    fn every_table_of_the_crate_can_be_read() {
        assert_eq!(lexicon(Vec::new()).map(|lexicon| lexicon.version().len()), Ok(16));
    }

    #[test]
    fn a_pattern_that_is_none_is_named() {
        let own = |rows: Vec<Row<'static>>| rows.into_iter().map(|row| Row { file: Some("extra.toml"), ..row }).collect::<Vec<_>>();
        let fault = names(&own(rows("names", &["第[0-9]+", "("]))).unwrap_err();
        assert_eq!(fault.to_string(), "extra.toml, line 2: \"(\" should be a regular expression");
    }

    #[test]
    fn an_entry_that_cannot_be_read_is_named() {
        let wanted = "a unit, its printed name, its class, and n or -";
        let fault = words(&rows("units", &["个\t个\tpiece\tx"]), wanted, unit).unwrap_err();
        assert_eq!(fault.to_string(), format!("units.tsv, line 1: \"个 个 piece x\" should be {wanted}"));
        let fault = words(&rows("per", &["年", "月", "年"]), "a unit alone", alone).unwrap_err();
        assert_eq!(fault.to_string(), "per.tsv, line 3: \"年\" should be given once");
    }

    #[test]
    fn no_table_takes_a_code_that_it_has_not() {
        // Tables without codes, and the fields of others that hold words: a printed name, a class, a source.
        let words = ["synonyms", "names", "headline", "paired"];
        let free = [("units", 1), ("units", 2), ("polarity", 2), ("kinds", 2)];
        for table in table::tables(&[]).filter(|table| !words.contains(&table.name)) {
            let good: Vec<String> = table.rows()[0].fields.iter().map(|&field| field.to_owned()).collect();
            let wrong = |fields| lexicon(vec![Own { table: table.name, fields, file: "extra.toml".into(), line: 1 }]).is_err();
            assert!(!wrong(good.clone()), "{good:?} of {}", table.name);
            assert!(wrong([&good[..], &["more".to_owned()]].concat()), "one field more in {}", table.name);
            for at in (1..good.len()).filter(|&at| !free.contains(&(table.name, at))) {
                let mut fields = good.clone();
                fields[at] = "nothing".to_owned();
                assert!(wrong(fields.clone()), "{fields:?} of {}", table.name);
            }
        }
    }

    #[test]
    fn a_users_synonyms_join_the_groups_that_they_name() {
        let own = |fields: &[&str]| Own {
            table: "synonyms",
            fields: fields.iter().map(|&word| word.to_owned()).collect(),
            file: "extra.toml".into(),
            line: 1,
        };
        // 充电设施 is of the crate's group of 充电桩; 场地 and 绿化 are of two others.
        let lexicon = lexicon(vec![own(&["充电设施", "超充站"]), own(&["场地", "绿化", "绿地"])]).unwrap();
        let read = |lexicon: &Lexicon, text: &str| {
            let mut read = String::new();
            lexicon.unified(text, |part| read.push_str(part.said));
            read
        };
        let same = |words: &[&str]| words.windows(2).all(|pair| read(&lexicon, pair[0]) == read(&lexicon, pair[1]));
        assert!(same(&["充电桩", "超充站", "充换电设施"]));
        assert!(same(&["场所", "场地", "绿化", "绿地", "造林"]));
        assert!(!same(&["充电桩", "绿地"]));
        assert_eq!(read(Lexicon::builtin(), "超充站"), "超充站");
    }
}
