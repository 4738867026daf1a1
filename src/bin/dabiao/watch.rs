//! What a person should know of a report that was read: its encoding, what of it was no text, the limits that its items ran into.

use dabiao::{Item, Limit};

use crate::input::Encoding;

/// Looks at the items of one file as they come.
#[derive(Debug)]
pub(crate) struct Watch {
    pub(crate) encoding: Encoding,
    limits: Reached,
}

impl Watch {
    pub(crate) fn new(encoding: Encoding) -> Self {
        Self { encoding, limits: Reached::default() }
    }

    pub(crate) fn look(&mut self, item: &Item) {
        self.encoding.look(item);
        self.limits.look(item);
    }

    /// All that is to be said, once the file is read.
    pub(crate) fn remarks(&self) -> Vec<String> {
        self.encoding.notes().into_iter().chain(self.encoding.damage()).chain(self.limits.remarks()).collect()
    }
}

/// The limits that items ran into.
#[derive(Debug, Default)]
pub(crate) struct Reached {
    first: Vec<(usize, Limit)>,
    more: usize,
}

impl Reached {
    /// So many are said one by one.
    const SAID: usize = 5;

    pub(crate) fn look(&mut self, item: &Item) {
        for &limit in &item.limited {
            if self.first.len() < Self::SAID {
                self.first.push((item.line, limit));
            } else {
                self.more += 1;
            }
        }
    }

    pub(crate) fn remarks(&self) -> impl Iterator<Item = String> {
        let more = (self.more > 0).then(|| format!("and {} times more; \"limited\" marks the items in json and jsonl", self.more));
        self.first.iter().map(|(line, limit)| format!("line {line}: {limit}")).chain(more)
    }
}
