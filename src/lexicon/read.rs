//! Reads tables of words that a user adds to.

use std::borrow::Cow;
use std::fmt;

use regex::Regex;

use super::entry::Unit;
use super::field::{class, classifier};
use super::table::{self, Own, Row};
use super::words::Entry;
use super::{Names, Words};

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

/// The rows of a table, a user's among them.
pub(super) fn rows<'t>(name: &str, own: &'t [Own]) -> Result<Vec<Row<'t>>, Fault> {
    let missing = || Fault { file: name.to_owned(), line: 0, entry: String::new(), wanted: "a table of the crate" };
    table::rows(name, own).ok_or_else(missing)
}

/// Reads the rows of a set of words: of a whole table, or of a part of one, which the second field names.
pub(super) fn words<T: Clone>(
    rows: &[Row<'_>],
    part: Option<&str>,
    wanted: &'static str,
    value: impl Fn(&[&str]) -> Option<T>,
) -> Result<Words<T>, Fault> {
    let known = |part| rows.iter().any(|row| row.file.is_none() && row.fields.get(1) == Some(&part));
    let mut entries: Vec<Entry<T>> = Vec::new();
    for row in rows {
        let (mine, fields) = match (part, &row.fields[..]) {
            (None, [_, fields @ ..]) => (true, fields),
            (Some(part), [_, given, fields @ ..]) if known(*given) => (part == *given, fields),
            _ => return Err(row.fault(wanted)),
        };
        let value = value(fields).ok_or_else(|| row.fault(wanted))?;
        entries.extend(mine.then(|| (row.fields[0].to_owned().into(), value)));
    }
    unique(rows, part.is_some())?;
    Ok(Words::new(entries))
}

/// Refuses a table that has two entries of one word, or of one word in one part.
fn unique(rows: &[Row<'_>], parted: bool) -> Result<(), Fault> {
    let key = |n: usize| (rows[n].fields[0], rows[n].fields.get(1).filter(|_| parted));
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_unstable_by_key(|&n| (key(n), n));
    let again = order.windows(2).filter(|pair| key(pair[0]) == key(pair[1])).map(|pair| pair[1]);
    again.min().map_or(Ok(()), |n| Err(rows[n].fault("given once")))
}

/// A reader of codes, for fields that are texts.
pub(super) fn codes<T>(read: impl Fn(&[&[u8]]) -> Option<T>) -> impl Fn(&[&str]) -> Option<T> {
    move |fields| read(&fields.iter().map(|field| field.as_bytes()).collect::<Vec<_>>())
}

/// A user's unit.
pub(super) fn unit(fields: &[&str]) -> Option<Unit> {
    let [name, printed_class, counted] = fields else { return None };
    let (dimension, scale) = class(printed_class)?;
    Some(Unit {
        name: Cow::Owned((*name).to_owned()),
        dimension: Cow::Owned(dimension.to_owned()),
        scale,
        classifier: classifier(counted.as_bytes())?,
    })
}

/// The several words that a word of a user is.
pub(super) fn several(fields: &[&str]) -> Option<Cow<'static, [Cow<'static, str>]>> {
    (!fields.is_empty()).then(|| fields.iter().map(|&field| field.to_owned().into()).collect::<Vec<_>>().into())
}

/// The patterns of names: those of the crate, which were compiled with it, and a user's, which come first, as one expression.
pub(super) fn names(rows: &[Row<'_>]) -> Result<Names, Fault> {
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

/// The synonyms: a group number for each word, and the first word of each group.
pub(super) fn synonyms(rows: &[Row<'_>]) -> (Words<usize>, Vec<Cow<'static, str>>) {
    let mut entries: Vec<Entry<usize>> = Vec::new();
    let mut groups = Vec::new();
    for (row, group) in rows.iter().zip(0..) {
        groups.push(row.fields[0].to_owned().into());
        entries.extend(row.fields.iter().map(|&word| (word.to_owned().into(), group)));
    }
    // Of a word that stands in two groups the first counts.
    (Words::new(entries), groups)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::lexicon::field::alone;
    use crate::lexicon::sets::lexicon;

    fn rows<'t>(table: &'static str, lines: &[&'t str]) -> Vec<Row<'t>> {
        let row = |(text, line): (&&'t str, usize)| Row { table, line, fields: text.split('\t').collect(), file: None };
        lines.iter().zip(1..).map(row).collect()
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
        let fault = words(&rows("units", &["个\t个\tpiece\tx"]), None, wanted, unit).unwrap_err();
        assert_eq!(fault.to_string(), format!("units.tsv, line 1: \"个 个 piece x\" should be {wanted}"));
        let fault = words(&rows("per", &["年", "月", "年"]), None, "a unit alone", codes(alone)).unwrap_err();
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
