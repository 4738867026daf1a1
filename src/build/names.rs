//! The patterns of names, compiled: at run time that would take longer than everything else that is done before the first report is read.
//!
//! Writes `names.dfa`, which finds the pattern that a text begins with, and `names.txt`, every character that one of them may begin with.

use std::env;

use regex_automata::dfa::dense::{Builder, Config};
use regex_automata::dfa::{Automaton, StartKind};
use regex_automata::util::{start, syntax};
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
    let firsts: String = ('\0'..='\u{ffff}')
        .filter(|c| {
            let behind = c.encode_utf8(&mut [0; 4]).bytes().fold(begins, |state, byte| dense.next_state(state, byte));
            !dense.is_dead_state(behind)
        })
        .collect();
    write("names.dfa", &bytes);
    write("names.txt", firsts.as_bytes());
}
