//! The patterns of names, compiled: at run time that would take longer than everything else that is done before the first report is read.
//!
//! Writes `names.rs`, the automaton that finds the pattern that a text begins with, and sets of characters that spare most questions to it: with what a
//! name may begin (`names-firsts.txt`), what may stand second (`names-seconds.txt`), but for the first characters behind which almost anything
//! may (`names-free.txt`), and what may stand behind the digits where it begins with some (`names-behind-digits.txt`).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use regex_automata::dfa::dense::{Builder, Config, DFA};
use regex_automata::dfa::{Automaton, StartKind};
use regex_automata::util::{primitives::StateID, start, syntax};
use regex_automata::{Anchored, MatchKind};

use crate::{read, write};

pub(crate) fn make() {
    let table = "src/lexicon/words/names.tsv";
    let text = read(table);
    let patterns: Vec<String> = text
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|(line, number)| {
            let pattern = line.split('\t').next().unwrap_or_default().trim();
            let parsed = syntax::parse(pattern).unwrap_or_else(|error| panic!("{table}, line {number}: {error}"));
            let shape = parsed.properties();
            // It is tried at each place by itself: what looks around would see another text, and what has no end would go over it again and
            // again.
            let fit = shape.look_set().is_empty() && shape.minimum_len() > Some(0) && shape.maximum_len().is_some();
            assert!(fit, "{table}, line {number}: {pattern:?} should fit at least one character, not look around, and have an end");
            format!("(?:{pattern})")
        })
        .collect();
    // Of two patterns that fit at one place the first in the table counts.
    let config = Config::new().start_kind(StartKind::Anchored).match_kind(MatchKind::LeftmostFirst);
    let dense = Builder::new().configure(config).build(&patterns.join("|")).expect("together they are not too long");
    let begins = dense.start_state(&start::Config::new().anchored(Anchored::Yes)).expect("it is anchored");
    let firsts = alive(&dense, begins);
    let others = firsts.iter().filter(|(first, _)| !first.is_ascii_digit());
    let (few, many): (Vec<_>, Vec<_>) = others.map(|&first| (first, alive(&dense, first.1))).partition(|(_, seconds)| seconds.len() < FEW);
    let seconds = few.into_iter().flat_map(|(_, seconds)| seconds);
    let free = many.into_iter().map(|(first, _)| first);
    write("names.rs", automaton(&dense, begins).as_bytes());
    write("names-firsts.txt", text_of(firsts.iter().copied()).as_bytes());
    write("names-seconds.txt", text_of(seconds).as_bytes());
    write("names-free.txt", text_of(free).as_bytes());
    write("names-behind-digits.txt", text_of(behind_digits(&dense, begins)).as_bytes());
}

/// The automaton as tables. Bytes that it does not tell apart are one class; the end of the text is a class of its own. A state is a number, 1
/// the first one; 0 is the one out of which nothing comes. Rows of a state for each class are mostly empty, so they are laid over each other:
/// what comes behind a state stands at its base and the class, if that place is marked as its own, and is the next state times two, plus one
/// where that has just passed the end of a name.
fn automaton(dense: &DFA<Vec<u32>>, begins: StateID) -> String {
    let (mut numbers, mut states) = (HashMap::from([(begins, 1)]), vec![begins]);
    let mut rows: Vec<Vec<u16>> = vec![vec![0; 257]];
    while let Some(&state) = states.get(rows.len() - 1) {
        let all = (0..=u8::MAX).map(|byte| dense.next_state(state, byte)).chain([dense.next_eoi_state(state)]);
        let row = all.map(|next| {
            let known = states.len();
            let number = if dense.is_dead_state(next) {
                0
            } else {
                *numbers.entry(next).or_insert_with(|| {
                    states.push(next);
                    known + 1
                })
            };
            u16::try_from(number << 1 | usize::from(dense.is_match_state(next))).expect("few states")
        });
        rows.push(row.collect());
    }
    let mut columns: HashMap<Vec<u16>, usize> = HashMap::new();
    let classes: Vec<usize> = (0..=256)
        .map(|byte| {
            let known = columns.len();
            *columns.entry(rows.iter().map(|row| row[byte]).collect()).or_insert(known)
        })
        .collect();
    let mut live: Vec<(usize, BTreeMap<usize, u16>)> = rows
        .iter()
        .map(|row| (0..=256).filter(|&byte| row[byte] != 0).map(|byte| (classes[byte], row[byte])).collect())
        .enumerate()
        .collect();
    // The widest rows first: the others find room between them.
    live.sort_by_key(|(_, row)| Reverse(row.len()));
    let (mut bases, mut places): (Vec<usize>, Vec<(usize, u16)>) = (vec![0; rows.len()], Vec::new());
    let mut full = 0;
    for (state, row) in live.iter().filter(|(_, row)| !row.is_empty()) {
        let taken = |places: &[(usize, u16)], place: usize| places.get(place).is_some_and(|&(owner, _)| owner != 0);
        while taken(&places, full) {
            full += 1;
        }
        let first = row.keys().next().copied().unwrap_or_default();
        let mut base = full.saturating_sub(first);
        while row.keys().any(|class| taken(&places, base + class)) {
            base += 1;
        }
        bases[*state] = base;
        for (class, &next) in row {
            places.resize(places.len().max(base + class + 1), (0, 0));
            places[base + class] = (*state, next);
        }
    }
    // Every base and class is a place.
    places.resize(bases.iter().max().map_or(0, |base| base + columns.len()), (0, 0));
    let next: Vec<u16> = places.iter().map(|&(_, next)| next).collect();
    let owners: Vec<usize> = places.iter().map(|&(owner, _)| owner).collect();
    let (bytes, end, count) = (&classes[..256], classes[256], places.len());
    format!(
        "static CLASSES: [u8; 256] = {bytes:?};\nconst END: u8 = {end};\nstatic BASES: [u16; {}] = {bases:?};\n\
        static OWNERS: [u16; {count}] = {owners:?};\nstatic NEXT: [u16; {count}] = {next:?};\n",
        bases.len()
    )
}

/// Where more characters may stand second it is no use to ask.
const FEW: usize = 1000;

/// The characters with which something goes on behind a state, and the states behind them.
fn alive(dense: &DFA<Vec<u32>>, from: StateID) -> Vec<(char, StateID)> {
    let mut found = Vec::new();
    let mut open: Vec<(Vec<u8>, StateID)> = vec![(Vec::new(), from)];
    while let Some((bytes, state)) = open.pop() {
        for byte in 0..=u8::MAX {
            let (text, behind) = ([&bytes[..], &[byte]].concat(), dense.next_state(state, byte));
            if dense.is_dead_state(behind) {
                continue;
            }
            match std::str::from_utf8(&text).map(|text| text.chars().next()) {
                Ok(Some(c)) => found.push((c, behind)),
                _ if text.len() < 4 => open.push((text, behind)),
                _ => {}
            }
        }
    }
    found
}

/// What may stand behind the digits that a name begins with. Digits alone are no name.
fn behind_digits(dense: &DFA<Vec<u32>>, begins: StateID) -> Vec<(char, StateID)> {
    let (mut seen, mut open, mut found) = (HashSet::from([begins]), vec![begins], Vec::new());
    while let Some(state) = open.pop() {
        for (c, behind) in alive(dense, state) {
            if !c.is_ascii_digit() {
                found.extend((state != begins).then_some((c, behind)));
            } else if seen.insert(behind) {
                assert!(!dense.is_match_state(dense.next_eoi_state(behind)), "a pattern of names.tsv fits digits alone");
                open.push(behind);
            }
        }
    }
    found
}

/// Each of the characters once; those outside of the plane, of which a set knows nothing, are left out.
fn text_of(found: impl IntoIterator<Item = (char, StateID)>) -> String {
    found.into_iter().map(|(c, _)| c).filter(|&c| c <= '\u{ffff}').collect::<BTreeSet<char>>().into_iter().collect()
}
