//! The words of a set as a tree of characters.
//!
//! Words are asked for at every character of a text, and of a hundred questions ninety find nothing that begins so. The first character is
//! therefore looked up in a table of its own, open-addressed and at most a quarter full, which answers most questions with one load from a
//! few hundred bytes; behind it a node has two or three branches, which are tried in turn. In a hash map of lists, by contrast, the hashing
//! alone was a fifth of all instructions of a reading.
//!
//! The trees of the crate's own words are made while it is built: the build script reads this file too.

use std::borrow::Cow;

/// Words as paths; each that ends a word names its entry.
#[derive(Debug, Clone)]
pub(super) struct Trie {
    pub(super) firsts: Cow<'static, [First]>,
    /// Hashes are shifted down by so much to index `firsts`.
    pub(super) shift: u32,
    pub(super) nodes: Cow<'static, [Node]>,
    pub(super) branches: Cow<'static, [(char, u32)]>,
}

/// A character that words begin with, and the node behind it.
#[derive(Debug, Clone, Copy)]
pub(super) struct First {
    /// `EMPTY` where no word begins.
    pub(super) c: u32,
    pub(super) node: u32,
}

/// What may follow, and the word that ends here.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) entry: u32,
    pub(super) from: u32,
    pub(super) to: u32,
}

/// No character.
const EMPTY: u32 = u32::MAX;
/// No entry.
const NONE: u32 = u32::MAX;

/// Words that share their first `depth` bytes, to be put below a node.
struct Open {
    node: usize,
    from: usize,
    to: usize,
    depth: usize,
}

impl Trie {
    /// The tree of words, none of them empty. Of two alike the first counts.
    pub(super) fn new<W: AsRef<str> + Ord>(words: impl Iterator<Item = W>) -> Self {
        let mut words: Vec<(W, u32)> = words.zip(0..).collect();
        words.sort_unstable();
        let mut growing = Growing { nodes: vec![Node { entry: NONE, from: 0, to: 0 }], branches: Vec::new() };
        let mut open = vec![Open { node: 0, from: 0, to: words.len(), depth: 0 }];
        while let Some(next) = open.pop() {
            growing.grow(&words, &next, &mut open);
        }
        growing.index()
    }

    /// The node behind a first character.
    #[inline]
    fn first(&self, c: char) -> Option<u32> {
        let mut slot = slot(c, self.shift);
        loop {
            let first = self.firsts.get(slot)?;
            if first.c == u32::from(c) {
                return Some(first.node);
            }
            if first.c == EMPTY {
                return None;
            }
            slot = (slot + 1) & (self.firsts.len() - 1);
        }
    }

    /// The entry of the longest word that the characters begin with.
    #[inline]
    pub(super) fn longest(&self, mut chars: impl Iterator<Item = char>) -> Option<usize> {
        let node = self.first(chars.next()?)?;
        self.follow(node, chars)
    }

    fn follow(&self, first: u32, chars: impl Iterator<Item = char>) -> Option<usize> {
        let mut node = self.nodes[first as usize];
        let mut entry = node.entry;
        for c in chars {
            let branches = &self.branches[node.from as usize..node.to as usize];
            let Some(&(_, next)) = branches.iter().find(|branch| branch.0 == c) else { break };
            node = self.nodes[next as usize];
            if node.entry != NONE {
                entry = node.entry;
            }
        }
        (entry != NONE).then_some(entry as usize)
    }
}

/// The nodes and branches of a tree that is being made.
struct Growing {
    nodes: Vec<Node>,
    branches: Vec<(char, u32)>,
}

impl Growing {
    /// Adds the branches of one node.
    fn grow<W: AsRef<str>>(&mut self, words: &[(W, u32)], at: &Open, open: &mut Vec<Open>) {
        let next = |(word, _): &(W, u32)| word.as_ref()[at.depth..].chars().next();
        let mut from = at.from;
        while from < at.to && next(&words[from]).is_none() {
            let entry = &mut self.nodes[at.node].entry;
            *entry = words[from].1.min(*entry);
            from += 1;
        }
        self.nodes[at.node].from = id(self.branches.len());
        while let Some(c) = words[from..at.to].first().and_then(next) {
            let to = from + words[from..at.to].partition_point(|word| next(word) == Some(c));
            self.branches.push((c, id(self.nodes.len())));
            open.push(Open { node: self.nodes.len(), from, to, depth: at.depth + c.len_utf8() });
            self.nodes.push(Node { entry: NONE, from: 0, to: 0 });
            from = to;
        }
        self.nodes[at.node].to = id(self.branches.len());
    }

    /// The tree with the table of first characters, made out of the branches of the root.
    fn index(self) -> Trie {
        let root = self.nodes[0];
        let branches = &self.branches[root.from as usize..root.to as usize];
        let slots = (branches.len() * 4).next_power_of_two().max(16);
        let shift = u32::BITS - slots.trailing_zeros();
        let mut firsts = vec![First { c: EMPTY, node: 0 }; slots];
        for &(c, node) in branches {
            let mut slot = slot(c, shift);
            while firsts[slot].c != EMPTY {
                slot = (slot + 1) & (slots - 1);
            }
            firsts[slot] = First { c: c.into(), node };
        }
        Trie { firsts: firsts.into(), shift, nodes: self.nodes.into(), branches: self.branches.into() }
    }
}

/// Where in the table of first characters one stands, unless others were there before it.
#[inline]
fn slot(c: char, shift: u32) -> usize {
    // Fibonacci hashing: neighbouring characters fall far apart.
    (u32::from(c).wrapping_mul(0x9e37_79b1) >> shift) as usize
}

/// Counts of nodes and entries stay far below 2³²: every one of them takes more than a byte of a table of words.
fn id(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_plain_search_finds() {
        let words = ["增长", "增长到", "增", "增幅", "率", "第一产业", "第一", "%", "km", "k", "増", "增长"];
        let trie = Trie::new(words.iter());
        for text in ["增长到8", "增长8", "增8", "增幅到", "率", "第一产", "第二", "", "%5", "kg", "km2", "八"] {
            let plain = words.iter().enumerate().filter(|(_, word)| text.starts_with(**word));
            let longest = plain.max_by_key(|&(n, word)| (word.len(), std::cmp::Reverse(n))).map(|(n, _)| n);
            assert_eq!(trie.longest(text.chars()), longest, "{text}");
        }
        assert_eq!(Trie::new(std::iter::empty::<&str>()).longest("增".chars()), None);
    }
}
