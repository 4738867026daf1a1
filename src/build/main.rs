//! What is made while the crate is built, out of its tables.

mod names;
mod script;
#[allow(dead_code)]
#[path = "../lexicon/table.rs"]
mod table;
#[allow(dead_code)]
#[path = "../lexicon/trie.rs"]
mod trie;
mod words;

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=src/build");
    names::make();
    script::make();
    words::make();
}

/// A table of the crate.
fn read(path: &str) -> String {
    println!("cargo::rerun-if-changed={path}");
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Writes what was made to where the crate includes it from.
fn write(name: &str, bytes: &[u8]) {
    let folder = env::var_os("OUT_DIR").expect("cargo says where to write");
    fs::write(Path::new(&folder).join(name), bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
}
