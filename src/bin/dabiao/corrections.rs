//! `--corrections FILE`: what a person says instead of what was read, from a CSV or from the sheet that a reviewer filled in.

use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use dabiao::{Corrected, Correction, Decimal, Document, Fitted, Format, Item};

use crate::csv::{Records, unguarded};
use crate::{Ending, complain, input, remark};
use dabiao::page::Lang;

/// The corrections of a file, and what became of them.
#[derive(Debug)]
pub(crate) struct Corrections {
    name: String,
    corrections: dabiao::Corrections,
    /// The line of the file that each stands on.
    lines: Vec<usize>,
    /// What became of each, in any report.
    became: Mutex<Vec<Fitted>>,
    tolerance: Option<Decimal>,
    /// What else the file says and is not read.
    remarks: Vec<String>,
}

/// A correction with the line that it stands on.
type Row = (usize, Correction);

/// The fields that can be corrected, as a file names them.
const FIELDS: [(&str, Corrected); 10] = [
    ("indicator", Corrected::Indicator),
    ("value", Corrected::Value),
    ("unit", Corrected::Unit),
    ("bound", Corrected::Bound),
    ("measure", Corrected::Measure),
    ("polarity", Corrected::Polarity),
    ("achieved", Corrected::Achieved),
    ("quality", Corrected::Quality),
    ("met", Corrected::Met),
    ("verdict", Corrected::Verdict),
];

impl Corrections {
    /// Reads the file where one is given; what is wrong with it has been said where there is none then. `tolerance` is the one that reports are read with.
    pub(crate) fn of(path: Option<&PathBuf>, tolerance: Option<Decimal>) -> Result<Option<Self>, Ending> {
        path.map(|path| Self::read(path, tolerance).map_err(|why| complain(&input::name(path), &why))).transpose()
    }

    fn read(path: &Path, tolerance: Option<Decimal>) -> Result<Self, String> {
        let bytes = input::bytes(path)?;
        let name = input::name(path);
        let mut remarks = Vec::new();
        let rows = if Format::of(&bytes).is_text() {
            let (text, _) = input::whole(Cursor::new(bytes), None, input::LARGEST)?;
            of_csv(&text)?
        } else {
            of_sheet(Document::open(&bytes).map_err(|error| error.to_string())?.text(), &mut remarks)?
        };
        let (lines, corrections): (Vec<usize>, Vec<Correction>) = rows.into_iter().unzip();
        let became = Mutex::new(vec![Fitted::Nothing; lines.len()]);
        Ok(Self { name, corrections: dabiao::Corrections::new(corrections), lines, became, tolerance, remarks })
    }

    /// Corrects all items of a report.
    pub(crate) fn apply(&self, report: &str, items: &mut [Item]) {
        let fitted = self.corrections.apply(report, items, self.tolerance);
        let mut became = self.became.lock().unwrap_or_else(PoisonError::into_inner);
        became.iter_mut().zip(fitted).filter(|(_, now)| *now != Fitted::Nothing).for_each(|(became, now)| *became = now);
    }

    /// Says what fitted nothing, what moved and what could not be applied, once everything was read.
    pub(crate) fn end(&self, ending: Ending) -> Ending {
        let mut ending = ending;
        self.remarks.iter().for_each(|what| remark(&self.name, what));
        let became = self.became.lock().unwrap_or_else(PoisonError::into_inner);
        for ((line, correction), became) in self.lines.iter().zip(self.corrections.all()).zip(became.iter()) {
            let said = [&correction.id, &correction.evidence].into_iter().flatten().filter(|said| !said.is_empty());
            let said = said.cloned().collect::<Vec<_>>().join(", ");
            match became {
                Fitted::Wrong(why) => ending = ending.max(complain(&self.name, &format!("line {line}: {why}"))),
                Fitted::Moved(id) => remark(&self.name, &format!("line {line}: {said}: the target is {id} now, and was corrected")),
                Fitted::Nothing if said.is_empty() => {
                    remark(&self.name, &format!("line {line}: stands in a row without a target, and is not kept"));
                }
                Fitted::Nothing => {
                    remark(&self.name, &format!("line {line}: {said}: fits no target any more; see whether the report changed"));
                }
                _ => {}
            }
        }
        ending
    }
}

/// Takes the items of a report as they come; where there are corrections once all are read, for what a correction is of may have moved. Gives what was
/// wrong with the report.
pub(crate) fn each<E>(
    corrections: Option<&Corrections>,
    report: &str,
    items: impl Iterator<Item = Result<Item, E>>,
    mut take: impl FnMut(Item) -> io::Result<()>,
) -> io::Result<Option<E>> {
    let mut held = Vec::new();
    let mut failed = None;
    for item in items {
        match item {
            Ok(item) if corrections.is_some() => held.push(item),
            Ok(item) => take(item)?,
            Err(error) => {
                failed = Some(error);
                break;
            }
        }
    }
    if let Some(corrections) = corrections {
        corrections.apply(report, &mut held);
    }
    held.into_iter().try_for_each(take)?;
    Ok(failed)
}

/// The corrections of a CSV with the columns id or evidence, field and value, and, if wanted, report, coder, date and note.
fn of_csv(text: &str) -> Result<Vec<Row>, String> {
    let records = Records::read(text, true)?;
    let place = |name: &str| records.place(name);
    let (Some(field), Some(value)) = (place("field"), place("value")) else {
        return Err(records.without(if place("field").is_none() { "field" } else { "value" }));
    };
    if place("id").is_none() && place("evidence").is_none() {
        return Err(records.without("id or evidence"));
    }
    let mut rows = Vec::new();
    for (line, row) in &records.rows {
        let line = usize::try_from(*line).unwrap_or(0);
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).map(|cell| unguarded(cell).trim().to_owned()).unwrap_or_default();
        let named = cell(Some(field));
        let Some(&(_, of)) = FIELDS.iter().find(|(name, _)| *name == named) else {
            let names = FIELDS.map(|(name, _)| name).join(", ");
            return Err(format!("line {line}: {named:?} is no field that can be corrected; there are {names}"));
        };
        let some = |at| Some(cell(at)).filter(|text| !text.is_empty());
        let (id, evidence) = (some(place("id")), some(place("evidence")));
        if id.is_none() && evidence.is_none() {
            return Err(format!("line {line}: says of no target; give its id or its evidence"));
        }
        let mut correction = Correction::new(id, evidence, of, cell(Some(value)));
        (correction.coder, correction.date, correction.note) = (cell(place("coder")), cell(place("date")), cell(place("note")));
        correction.report = cell(place("report"));
        rows.push((line, correction));
    }
    Ok(rows)
}

/// The verdicts that stand in a sheet of `--format xlsx`: its last columns are the words of the target, id, verdict and note, and where it is of
/// several reports the first one names each.
fn of_sheet(text: &str, remarks: &mut Vec<String>) -> Result<Vec<Row>, String> {
    let names = |lang: Lang| ["col.evidence", "col.id", "col.review", "col.review_note"].map(|key| lang.word(key));
    let last = |line: &str| {
        let mut cells: Vec<String> = line.trim().trim_matches('|').rsplitn(5, '|').take(4).map(|cell| cell.trim().to_owned()).collect();
        cells.reverse();
        cells
    };
    let first = |line: &str| line.trim().trim_matches('|').split('|').next().unwrap_or_default().trim().to_owned();
    let mut rows = Vec::new();
    // Below the header of targets; the name of the next sheet ends them.
    let (mut head, mut below, mut several) = (false, false, false);
    for (line, text) in (1..).zip(text.lines()) {
        let cells = last(text);
        if !text.starts_with('|') {
            below = false;
        } else if [Lang::Zh, Lang::En].iter().any(|lang| cells == names(*lang)) {
            (head, below) = (true, true);
            several = [Lang::Zh, Lang::En].iter().any(|lang| first(text) == lang.word("col.report"));
        } else if let [evidence, id, verdict, note] = &cells[..]
            && below
            && !(verdict.is_empty() && note.is_empty())
        {
            let mut correction = Correction::new(Some(id.clone()), Some(evidence.clone()), Corrected::Verdict, verdict.clone());
            correction.note.clone_from(note);
            correction.report = if several { first(text) } else { String::new() };
            rows.push((line, correction));
        }
    }
    remarks.push(format!(
        "of a sheet only {} and {} are read; what was changed in other cells is not",
        names(Lang::Zh)[2],
        names(Lang::Zh)[3]
    ));
    if head { Ok(rows) } else { Err(format!("is a sheet without the columns {}, which --format xlsx writes", names(Lang::Zh).join(", "))) }
}
