//! `dabiao diff OLD NEW`: which targets, answers and verdicts of two outputs differ, and why.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;

use ::csv::StringRecord;

use crate::args::{Diff, DiffFormat};
use crate::csv::{Records, unguarded};
use crate::screen::shown;
use crate::{Ending, columns, complain, csv, input, output};
use dabiao::tidy::Cell;

/// What is compared of a target, of its answer, and of the verdict.
const KINDS: [(&str, &[&str]); 3] = [
    ("target", &["indicator", "value", "high", "unit", "bound", "measure", "polarity", "decrease", "horizon"]),
    ("answer", &["quality", "reason", "combine", "achieved", "figure_text", "ratio", "proxy_ratio", "stated_ratio"]),
    ("verdict", &["met", "status", "class", "review"]),
];

/// What may have caused a difference, and the columns that tell: the report, the program, the words, a person, the scheme, the rules.
const CAUSES: [(&str, &[&str]); 6] = [
    ("the report", &["text_sha256", "answer_text_sha256"]),
    ("corrections", &["corrected"]),
    ("the words", &["lexicon_version"]),
    ("the program", &["crate_version"]),
    ("the scheme", &["scheme"]),
    ("the rules", &["rule", "pair_rule"]),
];

/// The rows of an output, by the names of its columns.
struct Rows(Vec<HashMap<String, String>>);

/// A difference between two rows, or a row that stands in one output only.
struct Change {
    report: String,
    id: String,
    text: String,
    kind: &'static str,
    field: String,
    old: String,
    new: String,
    why: String,
}

pub(crate) fn run(args: &Diff) -> io::Result<Ending> {
    let mut read = Vec::new();
    for path in [&args.old, &args.new] {
        match Rows::read(path) {
            Ok(rows) => read.push(rows),
            Err(why) => return Ok(complain(&input::name(path), &why)),
        }
    }
    let changes = changes(&read[0], &read[1]);
    let mut out = output::standard()?;
    match args.format {
        DiffFormat::Csv => {
            csv::names(&mut out, args.tidy, &["report", "id", "text", "kind", "field", "old", "new", "why"])?;
            for Change { report, id, text, kind, field, old, new, why } in &changes {
                let cells: [Cell; 8] =
                    [report.into(), id.into(), text.into(), (*kind).into(), field.into(), old.into(), new.into(), why.into()];
                csv::record(&mut out, args.tidy.raw, cells)?;
            }
        }
        DiffFormat::Table => table(&changes, [&read[0], &read[1]], &mut out)?,
    }
    out.flush()?;
    Ok(Ending::Done)
}

impl Rows {
    /// Reads the CSV of `score` or `compare`.
    fn read(path: &Path) -> Result<Self, String> {
        let (text, _) = input::text(path, None)?;
        let mut records = Records::read(&text, false)?;
        // An output may have its columns in Chinese.
        records.header.iter_mut().for_each(|name| *name = columns::code(name).to_owned());
        let wanted = ["report", "id", "text", "quality"];
        if let Some(missing) = wanted.into_iter().find(|name| records.place(name).is_none()) {
            return Err(format!("has no column named {missing}; give what dabiao score --format csv printed"));
        }
        let row = |(_, record): &(u64, StringRecord)| {
            records.header.iter().zip(record).map(|(name, cell)| (name.clone(), unguarded(cell).to_owned())).collect()
        };
        Ok(Self(records.rows.iter().map(row).collect()))
    }

    fn cell(&self, row: usize, column: &str) -> &str {
        self.0[row].get(column).map_or("", String::as_str)
    }

    /// Rows by report and the words of the target; several of the same words in their order.
    fn by_words(&self) -> HashMap<(&str, &str), Vec<usize>> {
        let mut places: HashMap<_, Vec<usize>> = HashMap::new();
        for row in 0..self.0.len() {
            places.entry((self.cell(row, "report"), self.cell(row, "text"))).or_default().push(row);
        }
        places
    }
}

/// The differences, in the order of the new output, with what is gone at the end.
fn changes(old: &Rows, new: &Rows) -> Vec<Change> {
    let mut places = old.by_words();
    places.values_mut().for_each(|rows| rows.reverse());
    let alone = |rows: &Rows, row: usize, field: &str, why: String| Change {
        report: rows.cell(row, "report").to_owned(),
        id: rows.cell(row, "id").to_owned(),
        text: rows.cell(row, "text").to_owned(),
        kind: "target",
        field: field.to_owned(),
        old: String::new(),
        new: String::new(),
        why,
    };
    let mut changes = Vec::new();
    for row in 0..new.0.len() {
        let before = places.get_mut(&(new.cell(row, "report"), new.cell(row, "text"))).and_then(Vec::pop);
        let Some(before) = before else {
            changes.push(alone(new, row, "only in new", String::new()));
            continue;
        };
        for (kind, fields) in KINDS {
            for field in fields.iter().filter(|field| old.cell(before, field) != new.cell(row, field)) {
                let why = why(old, before, new, row);
                let (was, is) = (old.cell(before, field).to_owned(), new.cell(row, field).to_owned());
                changes.push(Change { kind, old: was, new: is, ..alone(new, row, field, why) });
            }
        }
    }
    let mut gone: Vec<usize> = places.into_values().flatten().collect();
    gone.sort_unstable();
    changes.extend(gone.into_iter().map(|row| alone(old, row, "only in old", String::new())));
    changes
}

/// What differs beside the answer: words, rules, corrections.
fn why(old: &Rows, before: usize, new: &Rows, row: usize) -> String {
    let differs = |column: &&&str| old.cell(before, column) != new.cell(row, column);
    let named = |columns: &[&str]| {
        let changed = columns.iter().filter(differs).filter(|column| column.ends_with("rule"));
        let rules: Vec<String> = changed.map(|column| format!("{} → {}", old.cell(before, column), new.cell(row, column))).collect();
        if rules.is_empty() { String::new() } else { format!(" ({})", rules.join(", ")) }
    };
    let causes = CAUSES.iter().filter(|(_, columns)| columns.iter().any(|column| differs(&column)));
    causes.map(|(cause, columns)| format!("{cause}{}", named(columns))).collect::<Vec<_>>().join(", ")
}

fn table(changes: &[Change], [old, new]: [&Rows; 2], out: &mut dyn Write) -> io::Result<()> {
    let mut row = None;
    for change in changes {
        let place = (&change.report, &change.id, &change.text);
        if row != Some(place) {
            writeln!(out, "{} {}  {}", shown(&change.report), shown(&change.id), shown(&change.text))?;
            row = Some(place);
        }
        let why = if change.why.is_empty() { String::new() } else { format!("   [{}]", change.why) };
        let said = match change.field.as_str() {
            alone @ ("only in old" | "only in new") => alone.to_owned(),
            field => {
                let [was, is] = [&change.old, &change.new].map(|text| if text.is_empty() { "—" } else { text });
                format!("{} {field}: {was} → {is}{why}", change.kind)
            }
        };
        writeln!(out, "  {}", shown(&said))?;
    }
    let count = |kind: &str| changes.iter().filter(|change| change.kind == kind && !change.field.starts_with("only")).count();
    let only = |field: &str| changes.iter().filter(|change| change.field == field).count();
    writeln!(
        out,
        "{} targets in old, {} in new; {} only in old, {} only in new; differences: {} of targets, {} of answers, {} of verdicts",
        old.0.len(),
        new.0.len(),
        only("only in old"),
        only("only in new"),
        count("target"),
        count("answer"),
        count("verdict")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use dabiao::tidy::Table;

    #[test]
    fn every_column_that_is_looked_at_is_one_of_the_output() {
        let known: Vec<&str> = Table::Targets.columns().iter().map(|column| column.name).collect();
        let looked = KINDS.iter().flat_map(|(_, fields)| fields.iter()).chain(CAUSES.iter().flat_map(|(_, columns)| columns.iter()));
        for column in looked {
            assert!(known.contains(column), "{column}");
        }
    }
}
