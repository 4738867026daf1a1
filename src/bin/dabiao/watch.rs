//! What a person should know of a report that was read: its encoding, what of it was no text, the limits that its items ran into.

use dabiao::{Item, Limit, Passed, Quality};

use crate::input::Encoding;

/// Looks at the items of one file as they come.
#[derive(Debug)]
pub(crate) struct Watch {
    pub(crate) encoding: Encoding,
    limits: Reached,
    read: Read,
}

/// How much was read.
#[derive(Debug, Default)]
struct Read {
    items: usize,
    quantities: usize,
    /// Those of them that are beyond 28 digits, or damaged.
    without_value: usize,
    targets: usize,
    /// Those of them that anything answers.
    answered: usize,
}

impl Watch {
    pub(crate) fn new(encoding: Encoding) -> Self {
        Self { encoding, limits: Reached::default(), read: Read::default() }
    }

    pub(crate) fn look(&mut self, item: &Item) {
        self.encoding.look(item);
        self.limits.look(item);
        self.read.items += 1;
        self.read.quantities += item.mentions.len();
        self.read.without_value += item.mentions.iter().filter(|mention| mention.value.is_none()).count();
        self.read.targets += item.targets.len();
        self.read.answered += item.targets.iter().filter(|target| target.outcome.quality != Quality::None).count();
    }

    /// All that is to be said, once the file is read.
    pub(crate) fn remarks(&self) -> Vec<String> {
        self.encoding.notes().into_iter().chain(self.encoding.damage()).chain(self.limits.remarks()).collect()
    }

    /// What is to be said of a file once it is read: what was read where no target was found, a table whose results answer nothing, goals that nothing
    /// answers.
    pub(crate) fn said(&self, passed: Passed) -> Vec<String> {
        let Read { targets, answered, .. } = self.read;
        let refused = passed.refused.map(|(line, why)| format!("the results of the table with line {line} answer nothing: {why}"));
        let alone = (targets > 0 && answered == 0 && refused.is_none()).then(|| {
            format!(
                "sets {} and reports nothing of them; dabiao compare answers them from a later report",
                counted(targets, "target", "targets")
            )
        });
        self.nothing(passed).into_iter().chain(refused).chain(alone).collect()
    }

    /// Whether a file has a target.
    #[cfg(feature = "parquet")]
    pub(crate) const fn found(&self) -> bool {
        self.read.targets > 0
    }

    /// What was read of a file without a target.
    fn nothing(&self, passed: Passed) -> Option<String> {
        let Passed { notes, goals_line, reviews, .. } = passed;
        let Read { items, quantities, without_value, targets, .. } = self.read;
        if targets > 0 {
            return None;
        }
        let headed = match goals_line {
            None if reviews => ": it looks back and sets no goals; dabiao figures lists what it reports".to_owned(),
            line => under_goals(line),
        };
        let unread = if without_value > 0 { format!(" ({without_value} of them beyond 28 digits or damaged)") } else { String::new() };
        Some(format!(
            "read {} with {}{unread}, and {}; no target was found{}",
            counted(items, "item", "items"),
            counted(quantities, "quantity", "quantities"),
            counted(notes, "line that is no item", "lines that are no item"),
            headed
        ))
    }
}

/// That a text without a target has a heading of goals.
pub(crate) fn under_goals(goals_line: Option<usize>) -> String {
    goals_line.map(|line| format!(", though a heading of goals stands above line {line}")).unwrap_or_default()
}

/// A number of things.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
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
