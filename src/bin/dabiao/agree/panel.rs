//! Two panels held against each other, key by key.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use dabiao::Decimal;
use dabiao::agree::{Confusion, kappa};
use dabiao::panel::Region;
use serde::Serialize;

use super::errors::{Errors, Misses, errors, print};
use crate::args::AgreeFormat;
use crate::csv::Records;
use crate::wilson::interval;
use crate::{Ending, input, json, remark};

/// What a row is of.
const KEY: [&str; 5] = ["region", "year", "plan", "indicator", "form"];
/// What is read besides, where it is there.
const BESIDE: [&str; 1] = ["level"];
/// What is compared where both have the column, and whether it is a number.
const FIELDS: [(&str, bool); 5] = [("status", false), ("target_low", true), ("target_high", true), ("result_value", true), ("met", false)];

pub(super) type Rows = BTreeMap<Vec<String>, BTreeMap<&'static str, String>>;

/// One field in both.
#[derive(Serialize)]
struct Field {
    field: &'static str,
    both: usize,
    one_only: usize,
    agreed: usize,
    low: f64,
    high: f64,
    kappa: Option<f64>,
}

#[derive(Serialize)]
struct Agreement {
    matched: usize,
    only_a: usize,
    only_b: usize,
    fields: Vec<Field>,
    /// A held against B, by indicator and by level.
    errors: Vec<Errors>,
    /// Whether results are missed where targets were missed, where B says which were met.
    misses: Option<Misses>,
    disagreements: Vec<String>,
}

/// The rows of a panel, or nothing of another text: what is wrong with that is said where it is read as a coding.
pub(super) fn rows(text: &str) -> Option<Rows> {
    let records = Records::read(text, false).ok()?;
    let key: Vec<usize> = KEY.iter().map(|name| records.place(name)).collect::<Option<_>>()?;
    let fields: Vec<(&str, usize)> =
        FIELDS.iter().map(|(name, _)| name).chain(&BESIDE).filter_map(|name| Some((*name, records.place(name)?))).collect();
    let mut rows = Rows::new();
    for (_, row) in &records.rows {
        let cell = |at: usize| row.get(at).unwrap_or_default().trim().to_owned();
        let mut key: Vec<String> = key.iter().map(|&at| cell(at)).collect();
        // 青海 is 青海省.
        key[0] = Region::of(&key[0]).name;
        rows.insert(key, fields.iter().map(|&(name, at)| (name, cell(at))).collect());
    }
    Some(rows)
}

pub(super) fn same(a: &str, b: &str, number: bool) -> bool {
    match (number, a.parse::<Decimal>(), b.parse::<Decimal>()) {
        (true, Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}

fn compare(a: &Rows, b: &Rows) -> Agreement {
    let both: Vec<(&Vec<String>, _, _)> = a.iter().filter_map(|(key, row)| Some((key, row, b.get(key)?))).collect();
    let mut disagreements = Vec::new();
    let mut fields = Vec::new();
    for (field, number) in FIELDS {
        let (mut given, mut one_only) = (Vec::new(), 0);
        for &(key, a, b) in &both {
            match (a.get(field).filter(|cell| !cell.is_empty()), b.get(field).filter(|cell| !cell.is_empty())) {
                (Some(a), Some(b)) => {
                    if !same(a, b, number) {
                        disagreements.push(format!("{}: {field} is {a} in A, {b} in B", key.join(" ")));
                    }
                    given.push((a.as_str(), b.as_str()));
                }
                (None, None) => {}
                _ => one_only += 1,
            }
        }
        let agreed = given.iter().filter(|(a, b)| same(a, b, number)).count();
        let (low, high) = interval(agreed, given.len());
        let kappa = if number { None } else { kappa(&Confusion::of(given.iter().copied())).ok() };
        fields.push(Field { field, both: given.len(), one_only, agreed, low, high, kappa });
    }
    let (only_a, only_b) = (a.len() - both.len(), b.len() - both.len());
    let (errors, misses) = errors(a, b);
    Agreement { matched: both.len(), only_a, only_b, fields, errors, misses, disagreements }
}

pub(super) fn run(paths: [&Path; 2], [a, b]: [&Rows; 2], format: AgreeFormat, out: &mut dyn Write) -> io::Result<Ending> {
    let agreement = compare(a, b);
    match format {
        AgreeFormat::Json => {
            json::write(out, &agreement)?;
            writeln!(out)?;
        }
        AgreeFormat::Table => {
            let Agreement { matched, only_a, only_b, fields, errors, misses, disagreements } = &agreement;
            writeln!(out, "A  {}\nB  {}\n", input::name(paths[0]), input::name(paths[1]))?;
            writeln!(out, "rows of the panel: {matched} in both, {only_a} only in A, {only_b} only in B")?;
            writeln!(out, "\n{:<14}{:>6}{:>10}{:>8}  {:<14}{:>8}", "field", "both", "one only", "agreed", "95 % interval", "κ")?;
            for Field { field, both, one_only, agreed, low, high, kappa } in fields {
                let kappa = kappa.map_or_else(|| "—".to_owned(), |kappa| format!("{kappa:.3}"));
                writeln!(out, "{field:<14}{both:>6}{one_only:>10}{agreed:>8}  {:<14}{kappa:>8}", format!("{low:.3}–{high:.3}"))?;
            }
            print(errors, misses.as_ref(), out)?;
            if !disagreements.is_empty() {
                writeln!(out, "\nwhere they differ")?;
            }
            disagreements.iter().try_for_each(|said| writeln!(out, "  {said}"))?;
        }
    }
    out.flush()?;
    if agreement.matched == 0 {
        remark("agree", &"no row of the panels is of the same region, year, plan, indicator and form");
        return Ok(Ending::NothingFound);
    }
    Ok(Ending::Done)
}
