//! Reads a coding: a sheet that a person filled, or what `score` printed as csv, jsonl or json.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use dabiao::agree::{Coded, Coding};
use dabiao::{Bound, Decimal, Measure, Mention, Quality};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::columns;
use crate::csv::unguarded;
use crate::input::last_part;
use crate::sheet::FILLED;

/// The coding in the text of a file, or what is wrong with it.
pub(crate) fn read(text: &str) -> Result<Coding, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.trim_start().chars().next() {
        None => Err("the file is empty; give a filled sheet or what dabiao score printed".to_owned()),
        Some('{') => text
            .lines()
            .zip(1..)
            .filter(|(line, _)| !line.trim().is_empty())
            .map(|(line, at)| printed(line, at))
            .collect::<Result<Vec<_>, _>>(),
        Some('[') => serde_json::from_str(text).map_err(|error| no_output(error.line(), &error)),
        Some(_) => return sheet(text),
    }
    .map(|items| Coding::whole(items.into_iter().flat_map(Scored::coded).collect()))
}

fn no_output(line: usize, error: &serde_json::Error) -> String {
    format!("line {line}: this is no item as dabiao score prints it: {error}")
}

fn printed(line: &str, at: usize) -> Result<Scored<'_>, String> {
    serde_json::from_str(line).map_err(|error| no_output(at, &error))
}

/// The part of the program's output that is compared. Numbers are kept as they are printed: none passes through a float.
#[derive(Deserialize)]
struct Scored<'a> {
    #[serde(default)]
    report: String,
    line: usize,
    #[serde(borrow)]
    targets: Vec<Found<'a>>,
}

#[derive(Deserialize)]
struct Found<'a> {
    indicator: String,
    #[serde(borrow)]
    value: Option<&'a RawValue>,
    #[serde(borrow)]
    high: Option<&'a RawValue>,
    unit: String,
    bound: Bound,
    measure: Measure,
    #[serde(borrow)]
    outcome: Answer<'a>,
}

#[derive(Deserialize)]
struct Answer<'a> {
    quality: Quality,
    met: Option<bool>,
    #[serde(borrow)]
    ratio: Option<&'a RawValue>,
}

impl Scored<'_> {
    fn coded(self) -> Vec<Coded> {
        let exact = |number: Option<&RawValue>| number.and_then(|number| Decimal::from_str(number.get()).ok());
        let (report, line) = (last_part(&self.report).to_owned(), self.line);
        let targets = self.targets.into_iter().map(|found| Coded {
            report: report.clone(),
            line,
            indicator: found.indicator,
            value: exact(found.value),
            high: exact(found.high),
            unit: found.unit,
            bound: Some(found.bound),
            measure: Some(found.measure),
            quality: Some(found.outcome.quality),
            met: found.outcome.met,
            ratio: exact(found.outcome.ratio),
        });
        targets.collect()
    }
}

/// A table with a header; the program's own has a column for the number of the target, and leaves out items without any.
fn sheet(text: &str) -> Result<Coding, String> {
    let first = text.lines().next().unwrap_or_default();
    // Spreadsheets of some countries write ; between the cells.
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|&mark| first.bytes().filter(|&byte| byte == mark).count()).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| error.to_string())?;
    let columns: BTreeMap<String, usize> =
        header.iter().zip(0..).map(|(name, at)| (columns::code(name.trim()).to_ascii_lowercase(), at)).collect();
    for wanted in ["line", "indicator", "value"] {
        if !columns.contains_key(wanted) {
            return Err(format!("row 1: there is no column {wanted}; the columns are {}", header.iter().collect::<Vec<_>>().join(", ")));
        }
    }
    let whole = columns.contains_key("id");
    let mut targets = Vec::new();
    let mut items = BTreeSet::new();
    // The header is row 1, as a spreadsheet counts; a cell may have several lines.
    for (record, number) in reader.records().zip(2..) {
        let record = record.map_err(|error| format!("row {number}: {error}"))?;
        let row = Row { columns: &columns, record: &record, number };
        if FILLED.iter().all(|name| row.cell(name).is_empty()) || !matches!(row.cell("kind"), "" | "target") {
            continue;
        }
        let coded = row.coded()?;
        items.insert((coded.report.clone(), coded.line));
        // A dash for the indicator says that the item has no target.
        if !matches!(coded.indicator.as_str(), "-" | "—" | "－" | "无") {
            targets.push(coded);
        }
    }
    Ok(Coding { targets, items: (!whole).then_some(items) })
}

/// The one quantity that a text is.
fn written(text: &str) -> Option<Mention> {
    let mut found = dabiao::quantities(text);
    found.pop().filter(|mention| mention.text == text && mention.value.is_some())
}

/// One row of a sheet.
struct Row<'r> {
    columns: &'r BTreeMap<String, usize>,
    record: &'r csv::StringRecord,
    number: usize,
}

impl<'r> Row<'r> {
    fn cell(&self, name: &str) -> &'r str {
        unguarded(self.columns.get(name).and_then(|&at| self.record.get(at)).unwrap_or_default().trim())
    }

    /// What is wrong in a cell, and what would be right.
    fn wrong(&self, name: &str, wanted: &str) -> String {
        format!("row {}, column {name}: {:?} should be {wanted}", self.number, self.cell(name))
    }

    fn coded(&self) -> Result<Coded, String> {
        // A target may begin below the first line of its item, which its number begins with: 7.1, L7.1.
        let of_id = self.cell("id").trim_start_matches('L').split('.').next().unwrap_or_default();
        let line = [self.cell("item_line"), of_id, self.cell("line")].into_iter().find(|line| !line.is_empty()).unwrap_or_default();
        let line = line.parse().map_err(|_| self.wrong("line", "the line of the item, as the sheet was printed"))?;
        let (value, high, unit) = self.amount()?;
        Ok(Coded {
            report: last_part(self.cell("report")).to_owned(),
            line,
            indicator: self.cell("indicator").to_owned(),
            value,
            high,
            unit,
            bound: self.bound()?,
            measure: self.named("measure", "flow, stock, rate, growth or change")?,
            quality: self.named("quality", "direct, proxy or none")?,
            met: self.met()?,
            ratio: self.ratio()?,
        })
    }

    /// The mark: as a plain number, or as a person writes it (2.4万, 8%, 20至30) together with its unit.
    fn amount(&self) -> Result<(Option<Decimal>, Option<Decimal>, String), String> {
        let (value, unit) = (self.cell("value"), self.cell("unit"));
        let high = self.number("high")?;
        if value.is_empty() {
            return Ok((None, high, unit.to_owned()));
        }
        // 10万 with a unit that is not known counts by itself.
        let both = written(&format!("{value}{unit}"));
        match both.or_else(|| written(value).filter(|found| found.unit.is_empty())) {
            Some(found) => {
                let unit = if found.unit.is_empty() { unit.to_owned() } else { found.unit };
                Ok((found.value, high.or(found.high), unit))
            }
            None => Ok((self.number("value")?, high, unit.to_owned())),
        }
    }

    fn number(&self, name: &str) -> Result<Option<Decimal>, String> {
        let digits = self.cell(name).replace([',', '，'], "");
        if digits.is_empty() {
            return Ok(None);
        }
        Decimal::from_str(&digits).map(Some).map_err(|_| self.wrong(name, "a number, as 500, 2.4万 or 8%"))
    }

    fn ratio(&self) -> Result<Option<Decimal>, String> {
        let cell = self.cell("ratio");
        let (digits, hundredths) = cell.strip_suffix(['%', '％']).map_or((cell, false), |digits| (digits.trim_end(), true));
        if digits.is_empty() {
            return Ok(None);
        }
        let ratio = Decimal::from_str(digits).map_err(|_| self.wrong("ratio", "achieved ÷ target, as 0.5 or 50%"))?;
        Ok(if hundredths { ratio.checked_div(Decimal::ONE_HUNDRED) } else { Some(ratio) })
    }

    fn bound(&self) -> Result<Option<Bound>, String> {
        match self.cell("bound") {
            "≥" | ">=" => Ok(Some(Bound::Ge)),
            ">" => Ok(Some(Bound::Gt)),
            "≤" | "<=" => Ok(Some(Bound::Le)),
            "<" => Ok(Some(Bound::Lt)),
            "=" => Ok(Some(Bound::Eq)),
            _ => self.named("bound", "ge, gt, le, lt or eq"),
        }
    }

    fn met(&self) -> Result<Option<bool>, String> {
        Ok(Some(match self.cell("met").to_ascii_lowercase().as_str() {
            "" => return Ok(None),
            "1" | "true" | "yes" | "是" => true,
            "0" | "false" | "no" | "否" => false,
            _ => return Err(self.wrong("met", "1 or 0")),
        }))
    }

    /// A word of a closed list, by its name in the output.
    fn named<T: DeserializeOwned>(&self, name: &str, wanted: &str) -> Result<Option<T>, String> {
        let word = self.cell(name).to_ascii_lowercase();
        if word.is_empty() {
            return Ok(None);
        }
        let read = serde_json::from_value(serde_json::Value::String(word));
        read.map(Some).map_err(|_| self.wrong(name, wanted))
    }
}
