//! The tables of words as rows: those of the crate, and a user's in their place or behind them.
//!
//! The build script reads this file too, and makes static data of the crate's rows.

use std::collections::HashSet;
use std::sync::Arc;

/// A row that a user gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Own {
    /// The table that it belongs to.
    pub(super) table: &'static str,
    /// The word, and what is said of it, as in the tables of the crate.
    pub(super) fields: Vec<String>,
    /// The file that it was read from.
    pub(super) file: Arc<str>,
    /// The 1-based line of that file.
    pub(super) line: usize,
}

/// One table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table<'t> {
    pub(super) name: &'static str,
    text: &'static str,
    own: &'t [Own],
}

/// One row of a table.
#[derive(Debug)]
pub(super) struct Row<'t> {
    pub(super) table: &'static str,
    pub(super) line: usize,
    pub(super) fields: Vec<&'t str>,
    /// The file of a user, where the row is not the crate's.
    pub(super) file: Option<&'t str>,
}

impl<'t> Table<'t> {
    /// The rows in order. A user's row takes the place of the crate's row on the same word; a user's pattern of a name comes first,
    /// since the first pattern that fits decides.
    pub(super) fn rows(self) -> Vec<Row<'t>> {
        let lines = self.text.lines().zip(1..).map(|(text, line)| (text.trim_end(), line));
        let built_in = lines.filter(|(text, _)| !text.is_empty() && !text.starts_with('#')).map(|(text, line)| Row {
            table: self.name,
            line,
            fields: text.split('\t').map(str::trim).collect(),
            file: None,
        });
        let own = self.own.iter().filter(|own| own.table == self.name).map(|own| Row {
            table: self.name,
            line: own.line,
            fields: own.fields.iter().map(String::as_str).collect(),
            file: Some(&own.file),
        });
        match self.name {
            "names" => own.chain(built_in).collect(),
            "synonyms" => own.fold(built_in.collect(), joined),
            _ => {
                let own: Vec<Row<'t>> = own.collect();
                let given: HashSet<&str> = own.iter().map(|row| row.fields[0]).collect();
                built_in.filter(|row| !given.contains(row.fields[0])).chain(own).collect()
            }
        }
    }

    /// What its head says of it and of its columns.
    pub(super) fn about(self) -> String {
        let head = self.text.lines().map_while(|line| line.strip_prefix('#')).map(str::trim);
        head.collect::<Vec<_>>().join("\n")
    }
}

/// Groups of synonyms with one more, which takes up every group that it has a word of and stands in the place of the first of them.
fn joined<'t>(groups: Vec<Row<'t>>, mut more: Row<'t>) -> Vec<Row<'t>> {
    let own = std::mem::take(&mut more.fields);
    let mut rows: Vec<Row<'t>> = Vec::new();
    let mut at = None;
    for group in groups {
        if group.fields.iter().any(|word| own.contains(word)) {
            at.get_or_insert(rows.len());
            more.fields.extend(group.fields);
        } else {
            rows.push(group);
        }
    }
    for word in own {
        if !more.fields.contains(&word) {
            more.fields.push(word);
        }
    }
    rows.insert(at.unwrap_or(rows.len()), more);
    rows
}

macro_rules! table {
    ($name:literal) => {
        ($name, include_str!(concat!("words/", $name, ".tsv")))
    };
}

const TABLES: &[(&str, &str)] = &[
    table!("units"),
    table!("per"),
    table!("bounds"),
    table!("approximations"),
    table!("verbs"),
    table!("adverbs"),
    table!("modality"),
    table!("measure"),
    table!("polarity"),
    table!("commitments"),
    table!("references"),
    table!("qualities"),
    table!("columns"),
    table!("agencies"),
    table!("stated"),
    table!("steps"),
    table!("synonyms"),
    table!("names"),
    table!("compounds"),
    table!("nouns"),
    table!("common"),
    table!("done"),
    table!("intentions"),
    table!("cleared"),
    table!("sections"),
    table!("stance"),
    table!("levels"),
    table!("works"),
    table!("another"),
    table!("years"),
    table!("foundations"),
    table!("kinds"),
    table!("heads"),
    table!("amounts"),
    table!("predicates"),
    table!("plans"),
    table!("shares"),
    table!("sheets"),
    table!("campaigns"),
    table!("rhetoric"),
    table!("comparisons"),
    table!("paired"),
    table!("unjoined"),
    table!("intensities"),
    table!("differences"),
    table!("undertakings"),
    table!("places"),
    table!("programmes"),
    table!("lessening"),
    table!("spending"),
    table!("meets"),
    table!("planners"),
    table!("beneficiaries"),
    table!("milestones"),
    table!("averages"),
    table!("margins"),
    table!("ventures"),
    table!("reached"),
    table!("basis"),
    table!("standing"),
    table!("totals"),
    table!("prices"),
    table!("vague"),
    table!("wholes"),
    table!("headline"),
];

/// Every table, with a user's rows in it.
pub(super) fn tables(own: &[Own]) -> impl Iterator<Item = Table<'_>> {
    TABLES.iter().map(move |&(name, text)| Table { name, text, own })
}

/// The rows of one table.
pub(super) fn rows<'t>(name: &str, own: &'t [Own]) -> Option<Vec<Row<'t>>> {
    tables(own).find(|table| table.name == name).map(Table::rows)
}

/// A hash over every row in force (FNV-1a, 64 bits). Remarks and line ends are no part of it.
pub(super) fn version(own: &[Own]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |text: &str, end: u8| {
        for byte in text.bytes().chain([end]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for table in tables(own) {
        add(table.name, b'\n');
        for row in table.rows() {
            row.fields.iter().for_each(|field| add(field, b'\t'));
            add("", b'\n');
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(table: &'static str, fields: &[&str]) -> Own {
        Own { table, fields: fields.iter().map(|&field| field.to_owned()).collect(), file: "extra.toml".into(), line: 3 }
    }

    fn table(rows: &[Own], name: &str) -> Vec<(String, bool)> {
        let table = tables(rows).find(|table| table.name == name).unwrap();
        table.rows().into_iter().map(|row| (row.fields.join(" "), row.file.is_some())).collect()
    }

    #[test]
    fn a_users_row_takes_the_place_of_the_crates() {
        let before = table(&[], "polarity");
        let rows = [own("polarity", &["排放", "positive", "own"]), own("polarity", &["空置率", "negative", "own"])];
        let after = table(&rows, "polarity");
        assert_eq!(after.len(), before.len() + 1);
        assert!(!after.iter().any(|(row, _)| row == "排放 negative PLAN"));
        assert!(after.contains(&("排放 positive own".to_owned(), true)));
        assert_eq!(table(&rows, "units"), table(&[], "units"));
    }

    #[test]
    fn the_version_is_of_the_words_and_of_nothing_else() {
        let built_in = version(&[]);
        assert_eq!(version(&[]), built_in);
        assert_ne!(version(&[own("units", &["工位", "工位", "piece", "n"])]), built_in);
        // Where a row was read from does not change it.
        let elsewhere = Own { file: "other.toml".into(), line: 9, ..own("per", &["床"]) };
        assert_eq!(version(&[elsewhere]), version(&[own("per", &["床"])]));
    }

    #[test]
    fn a_users_synonyms_join_the_groups_that_they_name() {
        let groups = |rows: &[Own]| table(rows, "synonyms").into_iter().map(|(group, _)| group).collect::<Vec<_>>();
        let before = groups(&[]);
        assert!(before.contains(&"场地 场所".to_owned()) && before.contains(&"绿化 造林 营造林".to_owned()));
        let after =
            groups(&[own("synonyms", &["场地", "绿化", "绿地"]), own("synonyms", &["绿地", "草地"]), own("synonyms", &["甲", "乙"])]);
        assert_eq!(after.len(), before.len());
        let joined = after.iter().find(|group| group.contains("场地")).unwrap();
        let mut words: Vec<&str> = joined.split(' ').collect();
        words.sort_unstable();
        assert_eq!(words, ["场地", "场所", "绿化", "绿地", "草地", "营造林", "造林"]);
        assert!(after.contains(&"甲 乙".to_owned()));
    }

    #[test]
    fn every_table_says_what_it_is() {
        for table in tables(&[]) {
            assert!(!table.about().is_empty(), "{}", table.name);
        }
    }
}
