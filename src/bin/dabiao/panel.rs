//! `dabiao panel`: a row for each region × year × headline indicator × level or growth × plan.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Read, Write};
use std::path::Path;

use dabiao::Limits;
use dabiao::panel::{Codes, Form, Level, Member, Options, Panel as Rows, Plan, Region, Row, build};
use dabiao::tidy::{Cell, Table};

use crate::args::{Panel, PanelFormat};
use crate::corrections::Corrections;
use crate::csv::Records;
use crate::facts::Facts;
use crate::lang::Lang;
use crate::sources::sources;
use crate::table::{amount, asked};
use crate::{Ending, complain, csv, html, input, json, output, remark, words};

pub(crate) fn run(args: &Panel) -> io::Result<Ending> {
    let extractor = match words::extractor(&args.words) {
        Ok(extractor) => args.judging.of(extractor),
        Err(ending) => return Ok(ending),
    };
    let corrections = match Corrections::of(args.corrections.as_ref(), args.judging.tolerance) {
        Ok(corrections) => corrections,
        Err(ending) => return Ok(ending),
    };
    let files = match sources(&args.files, &args.reading) {
        Ok(files) => files,
        Err(bad) => return Ok(bad),
    };
    let read =
        |path: Option<&std::path::PathBuf>| path.map(|path| input::text(path, None).map_err(|why| (input::name(path), why))).transpose();
    let side = read(args.meta.as_ref()).and_then(|meta| read(args.codes.as_ref()).map(|codes| (meta, codes)));
    let (meta, codes) = match side {
        Ok((meta, codes)) => (meta.map(|(text, _)| Meta::read(&text)), codes.map(|(text, _)| codes_of(&text))),
        Err((name, why)) => return Ok(complain(&name, &why)),
    };
    let named = |path: Option<&std::path::PathBuf>| path.map(|path| input::name(path)).unwrap_or_default();
    let (mut meta, codes) = match (meta.transpose(), codes.transpose()) {
        (Err(why), _) => return Ok(complain(&named(args.meta.as_ref()), &why)),
        (_, Err(why)) => return Ok(complain(&named(args.codes.as_ref()), &why)),
        (Ok(meta), Ok(codes)) => (meta.unwrap_or_default(), codes.unwrap_or_default()),
    };
    let mut ending = Ending::Done;
    let mut held: Vec<(Facts, String)> = Vec::new();
    for source in &files {
        match Facts::of_source(source, &args.reading).and_then(|facts| whole(&facts).map(|text| (facts, text))) {
            Ok(read) => held.push(read),
            Err(why) => ending = ending.max(complain(&source.name(), &why)),
        }
    }
    let members = held.iter().map(|(facts, text)| meta.applied(Member::new(facts, text))).collect();
    let unused: Vec<&str> = meta.rows.keys().filter(|name| !meta.used.contains(*name)).map(String::as_str).collect();
    for name in unused {
        remark(&named(args.meta.as_ref()), &format!("{name} is none of the files that are read"));
    }
    let mut options = Options::default();
    (options.all, options.codes) = (args.all, codes);
    if let Some(corrections) = &corrections {
        options.corrections = corrections.all().clone();
    }
    let panel = build(&extractor, members, options);
    if let Some(corrections) = &corrections {
        corrections.took(panel.corrected.clone());
        ending = corrections.end(ending);
    }
    panel.remarks.iter().for_each(|(name, what)| remark(name, what));
    for (name, why) in &panel.failed {
        ending = ending.max(complain(name, why));
    }
    if panel.rows.is_empty() {
        remark("panel", &"no report had a region and a year; say them with --meta");
        ending = ending.max(Ending::NothingFound);
    }
    #[cfg(feature = "parquet")]
    if let Some(path) = &args.parquet {
        let read_as_well = files.iter().map(crate::sources::Source::path);
        return crate::parquet::replace(path, read_as_well, Table::Panel.columns(), &[], |writer| {
            panel.rows.iter().try_for_each(|row| writer.row(row.cells()))?;
            Ok(ending)
        });
    }
    let mut out = output::standard()?;
    write(args, &panel, &mut out)?;
    out.flush()?;
    Ok(ending)
}

/// All of a text, which two reports are compared as.
fn whole(facts: &Facts) -> Result<String, String> {
    let limit = Limits::default().whole;
    let mut text = String::new();
    facts.reader().take(limit + 1).read_to_string(&mut text).map_err(|error| input::unreadable(&error))?;
    if text.len() as u64 > limit { Err(input::too_long(limit)) } else { Ok(text) }
}

fn write(args: &Panel, panel: &Rows, out: &mut dyn Write) -> io::Result<()> {
    match args.format {
        PanelFormat::Csv if args.wide => wide(args, &panel.rows, out),
        PanelFormat::Csv => {
            let names: Vec<&str> = Table::Panel.columns().iter().map(|column| column.name).collect();
            csv::names(out, args.tidy, &names)?;
            panel.rows.iter().try_for_each(|row| csv::record(out, args.tidy.raw, row.cells()))
        }
        PanelFormat::Jsonl => panel.rows.iter().try_for_each(|row| {
            json::write(out, &row.record())?;
            writeln!(out)
        }),
        PanelFormat::Json => {
            write!(out, "[")?;
            for (at, row) in panel.rows.iter().enumerate() {
                if at > 0 {
                    write!(out, ",\n ")?;
                }
                json::write(out, &row.record())?;
            }
            writeln!(out, "]")
        }
        PanelFormat::Html => write!(out, "{}", html::panel::page(panel, args.speech.of_page())),
        PanelFormat::Table => panel.rows.iter().try_for_each(|row| {
            let said = match &row.target {
                Some(target) => asked(target, Lang::En),
                None => row.status.to_string().replace('_', " "),
            };
            let result = match row.result.as_ref().and_then(|result| result.value.map(|value| amount(value, &result.unit))) {
                Some(value) => value,
                None => row.found.to_string().replace('_', " "),
            };
            writeln!(out, "{} {} {} {} {}: {said}; {result}", row.region.name, row.year, row.plan, row.indicator, row.form)
        }),
    }
}

/// The letter that a form has in the names of wide columns, which Stata takes 32 characters of.
const fn letter(form: Form) -> char {
    match form {
        Form::Level => 'l',
        Form::Growth => 'g',
        Form::Change => 'c',
    }
}

/// A row for each region and year; of each key its status, its mark and its result.
fn wide(args: &Panel, rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    let name = |row: &Row| {
        let plan = match row.plan {
            Plan::Annual => String::new(),
            Plan::FiveYear => "_5y".to_owned(),
            _ => format!("_{}", row.due),
        };
        format!("{}_{}{plan}", row.indicator, letter(row.form))
    };
    let mut columns: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    let mut lines: BTreeMap<usize, (&Row, HashMap<String, &Row>)> = BTreeMap::new();
    let mut places: HashMap<(&str, u16), usize> = HashMap::new();
    for row in rows {
        let name = name(row);
        if seen.insert(name.clone()) {
            columns.push(name.clone());
        }
        let next = places.len();
        let at = *places.entry((row.region.name.as_str(), row.year)).or_insert(next);
        lines.entry(at).or_insert_with(|| (row, HashMap::new())).1.insert(name, row);
    }
    let fixed = ["region", "code", "parent", "level", "year"];
    let names: Vec<String> = columns.iter().flat_map(|name| ["s", "t", "r"].map(|what| format!("{name}_{what}"))).collect();
    csv::names(out, args.tidy, &fixed.into_iter().chain(names.iter().map(String::as_str)).collect::<Vec<_>>())?;
    for (first, by_name) in lines.into_values() {
        let region = &first.region;
        let head: [Cell; 5] = [
            region.name.as_str().into(),
            region.code.as_ref().into(),
            region.parent.as_ref().into(),
            region.level.map(|level| level.as_str()).into(),
            first.year.into(),
        ];
        let cells = columns.iter().flat_map(|name| match by_name.get(name) {
            None => [Cell::Empty, Cell::Empty, Cell::Empty],
            Some(row) => [row.status.as_str().into(), row.mid().into(), row.result.as_ref().and_then(|result| result.value).into()],
        });
        csv::record(out, args.tidy.raw, head.into_iter().chain(cells))?;
    }
    Ok(())
}

/// What the user says of files.
#[derive(Debug, Default)]
struct Meta {
    rows: HashMap<String, HashMap<String, String>>,
    used: HashSet<String>,
}

/// The columns that a file of `--meta` may have besides `file`.
const META: [&str; 7] = ["region", "code", "parent", "level", "year", "date", "session"];

impl Meta {
    fn read(text: &str) -> Result<Self, String> {
        let mut meta = Self::default();
        let records = Records::read(text, false)?;
        if records.place("file").is_none() {
            return Err(records.without("file"));
        }
        if let Some(other) = records.header.iter().find(|name| *name != "file" && !META.contains(&name.as_str())) {
            return Err(format!("has a column named {other}; there are file, {}", META.join(", ")));
        }
        for (line, row) in &records.rows {
            let cells = records.header.iter().cloned().zip(row.iter().map(|cell| cell.trim().to_owned()));
            let fields: HashMap<String, String> = cells.filter(|(_, value)| !value.is_empty()).collect();
            let wrong = |name: &str, right: &str| format!("line {line}: {:?} is no {name}; {right} would be", fields[name]);
            if fields.get("year").is_some_and(|year| year.parse::<u16>().is_err()) {
                return Err(wrong("year", "2031"));
            }
            if fields.get("level").is_some_and(|level| level_of(level).is_none()) {
                return Err(wrong("level", "national, province, prefecture, county or township"));
            }
            let file = fields.get("file").cloned().unwrap_or_default();
            if meta.rows.insert(file.clone(), fields).is_some() {
                return Err(format!("line {line}: {file} stands in it twice; give one row for each file"));
            }
        }
        Ok(meta)
    }

    /// A report with what the user says of it, by its name or the last part of that.
    fn applied<'t>(&mut self, mut member: Member<'t>) -> Member<'t> {
        let name = member.origin.name().to_owned();
        let last = input::file_name(Path::new(&name));
        let Some(key) = [name, last].into_iter().find(|name| self.rows.contains_key(name)) else { return member };
        let fields = &self.rows[&key];
        let field = |name: &str| fields.get(name).cloned();
        if let Some(region) = field("region") {
            member.region = Region::of(&region);
        }
        member.region.code = field("code").or(member.region.code);
        member.region.parent = field("parent").or(member.region.parent);
        member.region.level = field("level").and_then(|level| level_of(&level)).or(member.region.level);
        member.year = field("year").and_then(|year| year.parse().ok()).or(member.year);
        member.date = field("date").or(member.date);
        member.session = field("session").or(member.session);
        self.used.insert(key);
        member
    }
}

fn level_of(name: &str) -> Option<Level> {
    [Level::National, Level::Province, Level::Prefecture, Level::County, Level::Township].into_iter().find(|level| level.as_str() == name)
}

/// The codes of a CSV with the columns code and name.
fn codes_of(text: &str) -> Result<Codes, String> {
    let records = Records::read(text, false)?;
    let (Some(code), Some(name)) = (records.place("code"), records.place("name")) else {
        return Err(format!("has not the columns code and name; its columns are {}", records.header.join(", ")));
    };
    let mut codes = Codes::default();
    for (line, row) in &records.rows {
        let digits = row[code].trim();
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(format!("line {line}: {digits:?} is no code; six digits would be"));
        }
        codes.add(digits, row[name].trim());
    }
    Ok(codes)
}
