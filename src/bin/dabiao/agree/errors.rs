//! The errors of one panel, held against another that is taken to be right: by indicator and by level of government, each share with its 95 %
//! interval, and whether results are missed more often where targets were missed.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use serde::Serialize;

use super::panel::{Rows, same};
use crate::wilson::interval;

/// A share with its interval by Wilson's method.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub(super) struct Share {
    right: usize,
    n: usize,
    low: f64,
    high: f64,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.n += 1;
        self.right += usize::from(right);
        (self.low, self.high) = interval(self.right, self.n);
    }

    fn cell(self) -> String {
        if self.n == 0 { String::new() } else { format!("{} of {}, {:.2}–{:.2}", self.right, self.n, self.low, self.high) }
    }
}

/// How A stands against B in some rows.
#[derive(Debug, Default, Serialize)]
pub(super) struct Errors {
    /// `all`, `indicator` or `level`, and which.
    by: &'static str,
    of: String,
    /// Targets of B that A has with the same mark; targets of A that are those of B.
    targets_found: Share,
    targets_right: Share,
    /// The same of results.
    results_found: Share,
    results_right: Share,
}

/// Results of B that A has, where B says that the target was met, and that it was not.
#[derive(Debug, Default, Serialize)]
pub(super) struct Misses {
    met: Share,
    not_met: Share,
}

const TARGET: [&str; 2] = ["target_low", "target_high"];
const RESULT: [&str; 1] = ["result_value"];

/// What A misses and gives wrongly of what B has.
pub(super) fn errors(a: &Rows, b: &Rows) -> (Vec<Errors>, Option<Misses>) {
    let mut levels: HashMap<&str, &str> = HashMap::new();
    for (key, row) in b.iter().chain(a) {
        if let Some(level) = row.get("level").filter(|level| !level.is_empty()) {
            levels.insert(&key[0], level);
        }
    }
    let has_results = b.values().any(|row| row.get(RESULT[0]).is_some_and(|value| !value.is_empty()));
    let mut groups: BTreeMap<(u8, &str), Errors> = BTreeMap::new();
    let mut misses = Misses::default();
    for (key, right) in b {
        let own = a.get(key);
        let equal =
            |fields: &[&'static str]| own.is_some_and(|own| fields.iter().all(|field| same(cell(own, field), cell(right, field), true)));
        let mut of = vec![(0, "all", "all"), (1, "indicator", key[3].as_str())];
        of.extend(levels.get(key[0].as_str()).map(|level| (2, "level", *level)));
        for (place, by, name) in of {
            let errors = groups.entry((place, name)).or_insert_with(|| Errors { by, of: name.to_owned(), ..Errors::default() });
            if !cell(right, TARGET[0]).is_empty() {
                errors.targets_found.add(equal(&TARGET));
            }
            if own.is_some_and(|own| !cell(own, TARGET[0]).is_empty()) {
                errors.targets_right.add(equal(&TARGET));
            }
            if !cell(right, RESULT[0]).is_empty() {
                errors.results_found.add(equal(&RESULT));
            }
            if has_results && own.is_some_and(|own| !cell(own, RESULT[0]).is_empty()) {
                errors.results_right.add(equal(&RESULT));
            }
        }
        match (cell(right, RESULT[0]), cell(right, "met")) {
            ("", _) => {}
            (_, "1") => misses.met.add(equal(&RESULT)),
            (_, "0") => misses.not_met.add(equal(&RESULT)),
            _ => {}
        }
    }
    let told = misses.met.n + misses.not_met.n > 0;
    (groups.into_values().collect(), told.then_some(misses))
}

fn cell<'r>(row: &'r BTreeMap<&'static str, String>, field: &str) -> &'r str {
    row.get(field).map_or("", String::as_str)
}

pub(super) fn print(errors: &[Errors], misses: Option<&Misses>, out: &mut dyn Write) -> io::Result<()> {
    if errors.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nA held against B: right, of how many, and the 95 % interval")?;
    let width = errors.iter().map(|one| one.of.chars().count()).max().unwrap_or(0).max(9) + 2;
    writeln!(out, "{:<width$}{:<24}{:<24}{:<24}{:<24}", "", "targets found", "targets right", "results found", "results right")?;
    for one in errors {
        let cells = [one.targets_found, one.targets_right, one.results_found, one.results_right].map(Share::cell);
        let line = cells.iter().fold(format!("{:<width$}", one.of), |line, cell| format!("{line}{cell:<24}"));
        writeln!(out, "{}", line.trim_end())?;
    }
    if let Some(Misses { met, not_met }) = misses {
        writeln!(out, "\nresults of B that A has, where the target was met by B: {}; where it was not: {}", met.cell(), not_met.cell())?;
    }
    Ok(())
}
