//! `--corrections FILE`: what a person says instead of what was read, from a CSV or from the sheet that a reviewer filled in.

use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use dabiao::{Corrected, Correction, Decimal, Document, Fitted, Format, Item};

use crate::csv::{Records, unguarded};
use crate::lang::Lang;
use crate::{Ending, complain, input, remark};

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

/// The columns of a file, and what they may be called in Chinese.
const NAMES: [(&str, &str); 8] = [
    ("id", "编号"),
    ("evidence", "目标原文"),
    ("field", "更正项"),
    ("value", "更正为"),
    ("report", "报告"),
    ("coder", "复核人"),
    ("date", "日期"),
    ("note", "备注"),
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
            of_sheet(&Document::open_with_hidden(&bytes).map_err(|error| error.to_string())?, &mut remarks)?
        };
        let (lines, corrections): (Vec<usize>, Vec<Correction>) = rows.into_iter().unzip();
        let became = Mutex::new(vec![Fitted::Nothing; lines.len()]);
        Ok(Self { name, corrections: dabiao::Corrections::new(corrections), lines, became, tolerance, remarks })
    }

    /// Corrects all items of a report.
    pub(crate) fn apply(&self, report: &str, items: &mut [Item]) {
        self.took(self.corrections.apply(report, items, self.tolerance));
    }

    /// The corrections themselves, for what applies them by itself.
    pub(crate) const fn all(&self) -> &dabiao::Corrections {
        &self.corrections
    }

    /// Takes down what became of each in a report, or in several.
    pub(crate) fn took(&self, fitted: Vec<Fitted>) {
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
    let place = |name: &str| records.place(name).or_else(|| records.place(NAMES.iter().find(|(own, _)| *own == name)?.1));
    let (Some(field), Some(value)) = (place("field"), place("value")) else {
        return Err(records.without(if place("field").is_none() { "field" } else { "value" }));
    };
    if place("id").is_none() && place("evidence").is_none() {
        return Err(records.without("id or evidence"));
    }
    let mut rows: Vec<Row> = Vec::new();
    for (line, row) in &records.rows {
        let line = usize::try_from(*line).unwrap_or(0);
        // 2,141 without quotation marks is two cells.
        if row.len() > records.header.len() {
            let (cells, header) = (row.len(), records.header.len());
            return Err(format!(
                "line {line}: {cells} cells stand in it and {header} in the header; put what holds a comma in quotation marks"
            ));
        }
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).map(|cell| unguarded(cell).trim().to_owned()).unwrap_or_default();
        let named = cell(Some(field));
        let is_field = |(name, of): &&(&str, Corrected)| *name == named || Lang::Zh.of("corrected", of) == named;
        let Some(&(_, of)) = FIELDS.iter().find(is_field) else {
            let names = FIELDS.map(|(name, _)| name).join(", ");
            return Err(format!("line {line}: {named:?} is no field that can be corrected; there are {names}"));
        };
        let some = |at| Some(cell(at)).filter(|text| !text.is_empty());
        let (id, evidence) = (some(place("id")), some(place("evidence")));
        if id.is_none() && evidence.is_none() {
            return Err(format!("line {line}: says of no target; give its id or its evidence"));
        }
        let mut correction = Correction::new(id, evidence, of, code_of(of, cell(Some(value))));
        (correction.coder, correction.date, correction.note) = (cell(place("coder")), cell(place("date")), cell(place("note")));
        correction.report = cell(place("report"));
        let again = |(_, before): &&Row| {
            (&before.report, &before.id, &before.evidence, before.field) == (&correction.report, &correction.id, &correction.evidence, of)
                && before.now != correction.now
        };
        if let Some((first, _)) = rows.iter().find(again) {
            return Err(format!("line {line}: says another {named} of the same target than line {first}; leave one of them"));
        }
        rows.push((line, correction));
    }
    Ok(rows)
}

/// A value of a closed list that is said in Chinese, by its name in the output.
fn code_of(field: Corrected, said: String) -> String {
    let (list, codes): (&str, &[&str]) = match field {
        Corrected::Quality => ("quality", &["direct", "proxy", "none"]),
        Corrected::Bound => ("bound", &["ge", "gt", "le", "lt", "eq"]),
        Corrected::Measure => ("measure", &["flow", "stock", "rate", "growth", "change"]),
        Corrected::Polarity => ("polarity", &["positive", "negative", "moderate"]),
        Corrected::Met => ("met", &["1", "0"]),
        _ => return said,
    };
    codes.iter().find(|code| Lang::Zh.named(list, code) == said).map_or(said, |code| (*code).to_owned())
}

/// The verdicts that stand in a sheet of `--format xlsx`, told by the names of its columns: the words of the target, id, verdict, note, and where it
/// is of several reports the report.
fn of_sheet(document: &Document, remarks: &mut Vec<String>) -> Result<Vec<Row>, String> {
    let names = |lang: Lang| ["col.evidence", "col.id", "col.review", "col.review_note"].map(|key| lang.word(key));
    let mut rows = Vec::new();
    let mut header: Option<Columns> = None;
    let mut begins = 0;
    for (line, text) in (1..).zip(document.text().split('\n')) {
        let cells = cells(document, begins, text);
        begins += text.len() + 1;
        if let Some(found) = Columns::of(&cells, names) {
            header = Some(found);
            continue;
        }
        // Rows of the other sheet have other columns.
        let Some(columns) = header.as_ref().filter(|columns| columns.width == cells.len()) else { continue };
        let [evidence, id, verdict, note] = columns.at.map(|at| cells[at].clone());
        if !(verdict.is_empty() && note.is_empty()) {
            let mut correction = Correction::new(Some(id), Some(evidence), Corrected::Verdict, verdict);
            correction.note = note;
            correction.report = columns.report.map(|at| cells[at].clone()).unwrap_or_default();
            rows.push((line, correction));
        }
    }
    remarks.push(format!(
        "of a sheet only {} and {} are read; what was changed in other cells is not",
        names(Lang::Zh)[2],
        names(Lang::Zh)[3]
    ));
    if header.is_some() {
        Ok(rows)
    } else {
        Err(format!("is a sheet without the columns {}, which --format xlsx writes", names(Lang::Zh).join(", ")))
    }
}

/// Where the columns of a reviewer's sheet stand, wherever a person moved them.
struct Columns {
    width: usize,
    at: [usize; 4],
    report: Option<usize>,
}

impl Columns {
    /// Of the row that is the header.
    fn of(cells: &[String], names: impl Fn(Lang) -> [&'static str; 4]) -> Option<Self> {
        [Lang::Zh, Lang::En].into_iter().find_map(|lang| {
            let place = |name: &str| cells.iter().position(|cell| cell == name);
            let [evidence, id, review, note] = names(lang).map(place);
            Some(Self { width: cells.len(), at: [evidence?, id?, review?, note?], report: place(lang.word("col.report")) })
        })
    }
}

/// The cells of a row between bars that begins at a byte of the text, as the file has them; none of another line.
fn cells(document: &Document, begins: usize, line: &str) -> Vec<String> {
    let Some(inner) = line.strip_prefix("| ").and_then(|rest| rest.strip_suffix(" |")) else { return Vec::new() };
    let mut from = begins + 2;
    let cell = |part: &str| {
        let at = from;
        from += part.len() + 1;
        document.cell(at..at + part.len()).trim().to_owned()
    };
    inner.split('|').map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::Workbook;

    /// The verdicts of a sheet with these rows, of which some are hidden.
    fn read(rows: &[&[&str]], hidden: &[u32]) -> Result<Vec<[String; 4]>, String> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (at, row) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*row) {
                sheet.write_string(at, column, *cell).expect("a cell");
            }
        }
        hidden.iter().for_each(|row| {
            sheet.set_row_hidden(*row).expect("a row");
        });
        let other = workbook.add_worksheet();
        other.write_row(0, 0, ["责任单位", "目标数"]).expect("a row");
        other.write_row(1, 0, ["甲局", "3"]).expect("a row");
        let bytes = workbook.save_to_buffer().expect("a sheet");
        let document = Document::open_with_hidden(&bytes).map_err(|error| error.to_string())?;
        let rows = of_sheet(&document, &mut Vec::new())?;
        Ok(rows.into_iter().map(|(_, one)| [one.report, one.id.unwrap_or_default(), one.now, one.note]).collect())
    }

    const HEAD: [&str; 5] = ["任务", "目标原文", "编号", "复核结论", "复核备注"];

    #[test]
    fn verdicts_are_read_where_a_person_left_them() {
        let row = |id, verdict, note| [["新建车站2座", "车站2座", id, verdict, note].map(str::to_owned)].concat();
        let said = [row("2.1", "正确", "见附件|第3页"), row("", "", ""), row("3.1", "", ""), row("4.1", "", "待核")];
        let said: Vec<Vec<&str>> = said.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let rows: Vec<&[&str]> = std::iter::once(&HEAD[..]).chain(said.iter().map(Vec::as_slice)).collect();
        let want = [["", "2.1", "正确", "见附件|第3页"], ["", "4.1", "", "待核"]].map(|row| row.map(str::to_owned));
        assert_eq!(read(&rows, &[]).unwrap(), want, "a bar in a note stays, and what says nothing is none");
        assert_eq!(read(&rows, &[1, 4]).unwrap(), want, "rows that a filter hides are read");
        let mut parted = rows.clone();
        parted.insert(3, &[]);
        assert_eq!(read(&parted, &[]).unwrap(), want, "a blank row ends nothing");
    }

    #[test]
    fn columns_that_a_person_moved_or_added_are_found_by_their_names() {
        let rows: [&[&str]; 3] = [
            &["Report", "Reviewer's verdict", "Id", "Target as stated", "Reviewer's note", "who"],
            &["a.txt", "right", "2.1", "车站2座", "seen", "甲"],
            &["b.txt", "", "2.1", "车站2座", "", "乙"],
        ];
        assert_eq!(read(&rows, &[]).unwrap(), [["a.txt", "2.1", "right", "seen"].map(str::to_owned)]);
    }

    #[test]
    fn a_sheet_of_something_else_is_refused() {
        let refused = "is a sheet without the columns 目标原文, 编号, 复核结论, 复核备注, which --format xlsx writes";
        assert_eq!(read(&[&["任务", "编号"], &["修路", "1"]], &[]).unwrap_err(), refused);
    }
}
