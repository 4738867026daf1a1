//! The words of the crate as static data: to read the tables and make trees of them took longer, at first use, than to read a report.
//!
//! Writes `words.rs`: a macro `built_in!` with an arm for each set of words, which makes [`Words`](../lexicon/words.rs) of it. A set is a table
//! (`["verbs"]`), or the rows of one whose second field is the same (`["bounds" "before"]`). What the other fields say is left to a macro of
//! the caller, which is given the place of the row, the word and those fields. And `version.txt`, the version of the words.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::table::{self, Row, Table};
use crate::trie::Trie;
use crate::write;

/// The tables whose rows are told apart by their second field.
const PARTED: [&str; 4] = ["bounds", "approximations", "differences", "wholes"];

/// A word with the expression of its entry.
type Entry<'t> = (&'t str, String);

pub(crate) fn make() {
    let mut arms = String::new();
    for table in table::tables(&[]) {
        let rows = table.rows();
        match table.name {
            // Patterns, not words.
            "names" => {}
            "synonyms" => synonyms(&mut arms, &rows),
            "headline" => headlines(&mut arms, &rows),
            name if PARTED.contains(&name) => parts(&mut arms, table),
            name => arm(&mut arms, &format!("{name:?}"), &rows.iter().map(|row| entry(row, 1)).collect::<Vec<_>>()),
        }
    }
    write("words.rs", format!("macro_rules! built_in {{\n{arms}}}\n").as_bytes());
    write("version.txt", table::version(&[]).as_bytes());
}

/// The entry of a row, made by the caller's macro of the fields from `from` on.
fn entry<'t>(row: &Row<'t>, from: usize) -> Entry<'t> {
    let place = format!("{}.tsv, line {}: {} cannot be read", row.table, row.line, row.fields.join(" "));
    (row.fields[0], format!("$entry!($($with)*; {place:?}, {:?}, {:?})", row.fields[0], row.fields.get(from..).unwrap_or_default()))
}

fn parts(arms: &mut String, table: Table<'_>) {
    let mut parts: BTreeMap<&str, Vec<Entry<'_>>> = BTreeMap::new();
    for row in table.rows() {
        let part = row.fields.get(1).unwrap_or_else(|| panic!("{}.tsv, line {}: a second field is missing", row.table, row.line));
        parts.entry(part).or_default().push(entry(&row, 2));
    }
    for (part, entries) in parts {
        arm(arms, &format!("{:?} {part:?}", table.name), &entries);
    }
}

/// The words that have synonyms with the number of their group, and the first word of each group.
fn synonyms(arms: &mut String, rows: &[Row<'_>]) {
    let entries = rows.iter().zip(0..).flat_map(|(row, group)| row.fields.iter().map(move |&word| (word, plain(word, group))));
    arm(arms, r#""synonyms""#, &entries.collect::<Vec<_>>());
    let groups: String = rows.iter().map(|row| format!("Cow::Borrowed({:?}), ", row.fields[0])).collect();
    line(arms, &format!("    ([\"synonyms\" \"groups\"]) => {{ Cow::Borrowed(const {{ &[{groups}] }}) }};"));
}

/// The headline indicators, their names with the number of the indicator, and what may stand around a name.
fn headlines(arms: &mut String, rows: &[Row<'_>]) {
    let (mut all, mut by_name) = (String::new(), Vec::new());
    let mut count = 0;
    for row in rows {
        let names: Vec<&str> = row.fields.get(1).map(|names| names.split('、').collect()).unwrap_or_default();
        match row.fields[..] {
            [side, _] if side.starts_with('-') => {
                // Where nothing stands between two 、 it is one of the words.
                let names = names.iter().map(|&name| if name.is_empty() { "、" } else { name });
                let entries = names.map(|name| (name, format!("(Cow::Borrowed({name:?}), ())")));
                arm(arms, &format!("\"headline\" {:?}", &side[1..]), &entries.collect::<Vec<_>>());
            }
            [code, _, definition, source] => {
                line(
                    &mut all,
                    &format!("Headline {{ code: {code:?}, names: &{names:?}, definition: {definition:?}, source: {source:?} }},"),
                );
                by_name.extend(names.iter().map(|&name| (name, plain(name, count))));
                count += 1;
            }
            _ => panic!("headline.tsv, line {}: {:?} should be a code, its names, what it is and a source", row.line, row.fields),
        }
    }
    arm(arms, r#""headline" "names""#, &by_name);
    line(arms, &format!("    ([\"headline\" \"all\"]) => {{ const {{ &[{all}] }} }};"));
}

fn plain(word: &str, number: usize) -> String {
    format!("(Cow::Borrowed({word:?}), {number})")
}

/// Writes the arm of a set of words; it takes the caller's macro where the entries use it.
fn arm(arms: &mut String, set: &str, entries: &[Entry<'_>]) {
    let listed: String = entries.iter().map(|(_, entry)| format!("{entry}, ")).collect();
    let forwards = trie(&Trie::new(entries.iter().map(|&(word, _)| word)));
    let backwards = trie(&Trie::new(entries.iter().map(|(word, _)| word.chars().rev().collect::<String>())));
    // A set of characters knows nothing of those outside of the plane.
    let firsts: String = entries.iter().filter_map(|(word, _)| word.chars().next()).filter(|&c| c <= '\u{ffff}').collect();
    let made = format!("Words::built_in(const {{ &[{listed}] }}, {forwards}, {backwards}, const {{ &CharSet::of(&[{firsts:?}]) }})");
    let with = if entries.iter().any(|(_, entry)| entry.starts_with('$')) { " $entry:ident $($with:tt)*" } else { "" };
    line(arms, &format!("    ([{set}]{with}) => {{{{ use $crate::lexicon::built_in::*; {made} }}}};"));
}

fn trie(trie: &Trie) -> String {
    let list = |items: Vec<String>| format!("Cow::Borrowed(&[{}])", items.join(","));
    let first = |c: u32, node: u32| char::from_u32(c).map_or_else(|| "E".to_owned(), |c| format!("f({c:?},{node})"));
    let firsts = list(trie.firsts.iter().map(|first_of| first(first_of.c, first_of.node)).collect());
    let nodes = list(trie.nodes.iter().map(|node| format!("n({},{},{})", node.entry, node.from, node.to)).collect());
    let branches = list(trie.branches.iter().map(|(c, node)| format!("({c:?},{node})")).collect());
    format!("Trie {{ firsts: {firsts}, shift: {}, nodes: {nodes}, branches: {branches} }}", trie.shift)
}

fn line(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("a text takes every line");
}
