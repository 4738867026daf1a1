//! The patterns of names, compiled: at run time that would take longer than everything else that is done before the first report is read.
//!
//! Writes `names.dfa`, which finds the pattern that a text begins with, and sets of characters that spare most questions to it: with what a
//! name may begin (`names-firsts.txt`), what may stand second (`names-seconds.txt`), but for the first characters behind which almost anything
//! may (`names-free.txt`), and what may stand behind the digits where it begins with some (`names-behind-digits.txt`).

use std::collections::{BTreeSet, HashSet};
use std::env;

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
    let sparse = dense.to_sparse().expect("a dense automaton can be thinned out");
    let bytes = match env::var("CARGO_CFG_TARGET_ENDIAN").as_deref() {
        Ok("big") => sparse.to_bytes_big_endian(),
        _ => sparse.to_bytes_little_endian(),
    };
    let begins = dense.start_state(&start::Config::new().anchored(Anchored::Yes)).expect("it is anchored");
    let firsts = alive(&dense, begins);
    let others = firsts.iter().filter(|(first, _)| !first.is_ascii_digit());
    let (few, many): (Vec<_>, Vec<_>) = others.map(|&first| (first, alive(&dense, first.1))).partition(|(_, seconds)| seconds.len() < FEW);
    let seconds = few.into_iter().flat_map(|(_, seconds)| seconds);
    let free = many.into_iter().map(|(first, _)| first);
    write("names.dfa", &bytes);
    write("names-firsts.txt", text_of(firsts.iter().copied()).as_bytes());
    write("names-seconds.txt", text_of(seconds).as_bytes());
    write("names-free.txt", text_of(free).as_bytes());
    write("names-behind-digits.txt", text_of(behind_digits(&dense, begins)).as_bytes());
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
