//! The words of the crate as static data: `built_in!`, made by the build script (`src/build/words.rs`).

pub(super) use std::borrow::Cow;

pub(super) use super::trie::{First, Node, Trie};
pub(super) use super::words::Words;
pub(super) use crate::text::CharSet;

/// A place of the table of first characters that none has.
pub(super) const E: First = First { c: u32::MAX, node: 0 };

pub(super) const fn f(c: char, node: u32) -> First {
    First { c: c as u32, node }
}

pub(super) const fn n(entry: u32, from: u32, to: u32) -> Node {
    Node { entry, from, to }
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));
