//! `--format xlsx`: the report's own rows in their order, with what was read in them, a column for the reviewer's verdict, and a second sheet by
//! agency.

use std::io;

use dabiao::{Completion, Decimal, Figure, Item, Outcome, Progress, StatedBasis, Target};
use rust_xlsxwriter::{
    ConditionalFormatDataBar, ConditionalFormatType, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Workbook, Worksheet, XlsxError,
};

use unicode_width::UnicodeWidthStr;

use crate::lang::Lang;
use crate::screen::{percent, shown};
use crate::table::{asked, discrepancy, given, rate_alone, standing, verdict};
use crate::whole::{Class, Settings, Whole, told_together};

/// A cell of a sheet holds no more characters.
const LONGEST: usize = 32_000;

/// The bytes of the sheets.
pub(crate) fn workbook(reports: &[Whole], settings: &Settings<'_>) -> io::Result<Vec<u8>> {
    written(reports, settings).map_err(|error| match error {
        XlsxError::IoError(error) => error,
        error => io::Error::other(error.to_string()),
    })
}

fn written(reports: &[Whole], settings: &Settings<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same report gives the same bytes.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_comment(concat!("dabiao ", env!("CARGO_PKG_VERSION"))).set_creation_datetime(&made));
    targets(workbook.add_worksheet(), reports, settings)?;
    agencies(workbook.add_worksheet(), reports, settings)?;
    workbook.save_to_buffer()
}

/// What stands in a column of the targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Report,
    Number,
    Task,
    Agency,
    Progress,
    Indicator,
    Target,
    Answer,
    Ratio,
    Class,
    Reason,
    Period,
    Stated,
    Standing,
    Place,
    Evidence,
    Id,
    Review,
    ReviewNote,
}

/// The columns of the report's own come first, the reviewer's last.
const COLUMNS: [(Column, &str, f64); 19] = [
    (Column::Report, "col.report", 18.0),
    (Column::Number, "col.number", 6.0),
    (Column::Task, "col.task", 40.0),
    (Column::Agency, "col.agency", 16.0),
    (Column::Progress, "col.progress", 40.0),
    (Column::Indicator, "col.indicator", 20.0),
    (Column::Target, "col.target", 15.0),
    (Column::Answer, "col.answer", 15.0),
    (Column::Ratio, "col.ratio", 11.0),
    (Column::Class, "col.class", 10.0),
    (Column::Reason, "col.reason", 16.0),
    (Column::Period, "col.period", 12.0),
    (Column::Stated, "col.stated", 18.0),
    (Column::Standing, "col.standing", 16.0),
    (Column::Place, "col.place", 14.0),
    (Column::Evidence, "col.evidence", 20.0),
    (Column::Id, "col.id", 8.0),
    (Column::Review, "col.review", 12.0),
    (Column::ReviewNote, "col.review_note", 24.0),
];

/// What a reviewer chooses from; other words may be written as well.
const CHOICES: [&str; 5] =
    ["sheet.choice.right", "sheet.choice.target", "sheet.choice.answer", "sheet.choice.pair", "sheet.choice.missing"];

/// How cells look.
struct Looks {
    header: Format,
    text: Format,
    share: Format,
    near: Format,
    count: Format,
    review: Format,
}

impl Looks {
    fn new() -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top).set_border(FormatBorder::Hair);
        Self {
            header: cell().set_bold().set_background_color(0x00DD_E6F0).set_text_wrap().set_align(FormatAlign::VerticalCenter),
            text: cell().set_text_wrap(),
            share: cell().set_num_format("0.0%"),
            near: cell().set_font_color(0x0066_6666).set_italic().set_align(FormatAlign::Right),
            count: cell().set_num_format("0"),
            review: cell().set_text_wrap().set_background_color(0x00FF_F9E5),
        }
    }

    /// The colour of a class; its name stands in the cell.
    fn of_class(&self, class: Progress) -> Format {
        let colour = match class {
            Progress::Done => 0x00C6_EFCE,
            Progress::Ahead | Progress::OnTrack => 0x00DD_EBF7,
            Progress::Behind => 0x00FF_EB9C,
            Progress::NotStarted | Progress::Missed => 0x00FF_C7CE,
            _ => 0x00F2_F2F2,
        };
        self.text.clone().set_background_color(colour)
    }
}

/// One row of the report, or one target of it.
struct Row<'r> {
    report: &'r Whole,
    item: &'r Item,
    target: Option<(&'r Target, Class)>,
}

/// The first sheet.
fn targets(sheet: &mut Worksheet, reports: &[Whole], settings: &Settings<'_>) -> Result<(), XlsxError> {
    let lang = settings.lang;
    let looks = Looks::new();
    let several = reports.len() > 1;
    let items = || reports.iter().flat_map(|report| &report.items);
    let targets = || items().flat_map(|item| &item.targets);
    // What no target has is no column.
    let says = |column: Column| match column {
        Column::Report => several,
        Column::Number => items().any(|item| item.number.is_some()),
        Column::Agency => items().any(|item| !item.agencies.is_empty()),
        Column::Period => targets().any(|target| !period(target).is_empty()),
        Column::Stated => targets().any(|target| target.outcome.stated_ratio.is_some()),
        Column::Standing => targets().any(|target| !standing(target, lang).is_empty()),
        _ => true,
    };
    let columns: Vec<(Column, &str, f64)> = COLUMNS.into_iter().filter(|(column, ..)| says(*column)).collect();
    sheet.set_name(lang.word("sheet.targets"))?;
    head(sheet, columns.iter().map(|(_, key, width)| (lang.word(key), *width)), &looks)?;
    let rows = reports.iter().flat_map(|report| {
        report.classed().flat_map(move |(item, classes)| {
            let targets = item.targets.iter().zip(classes).map(|(target, class)| Some((target, *class)));
            // A row without a target stays in its place.
            let own = item.targets.is_empty().then_some(None);
            targets.chain(own).map(move |target| Row { report, item, target })
        })
    });
    let mut at = 0;
    for row in rows {
        at += 1;
        for (index, (column, ..)) in (0..).zip(&columns) {
            cell(sheet, (at, index), *column, &row, lang, &looks)?;
        }
        sheet.set_row_height(at, height(row.item))?;
    }
    let place = |wanted: Column| (0..).zip(&columns).find(|(_, (column, ..))| *column == wanted).map_or(0, |(index, _)| index);
    if at > 0 {
        bars(sheet, at, place(Column::Ratio))?;
        let choices = CHOICES.map(|key| lang.word(key));
        let validation = DataValidation::new().allow_list_strings(&choices)?.ignore_blank(true).show_error_message(false);
        sheet.add_data_validation(1, place(Column::Review), at, place(Column::Review), &validation)?;
        sheet.autofilter(0, 0, at, place(Column::ReviewNote))?;
    }
    Ok(())
}

/// Height of a row in points: its task and its progress are wrapped, so many lines of them are seen at once.
fn height(item: &Item) -> f64 {
    const LINES: usize = 8;
    let lines = |text: &str| text.split('\n').map(|line| line.width().div_ceil(38).max(1)).sum::<usize>();
    let lines = lines(&item.task).max(lines(&item.progress)).clamp(1, LINES);
    15.0 * f64::from(u8::try_from(lines).unwrap_or(1)) + 2.0
}

/// The names of the columns, which stay in sight and come again on every printed page.
fn head<'n>(sheet: &mut Worksheet, names: impl Iterator<Item = (&'n str, f64)>, looks: &Looks) -> Result<(), XlsxError> {
    for (index, (name, width)) in (0..).zip(names) {
        sheet.write_string_with_format(0, index, name, &looks.header)?;
        sheet.set_column_width(index, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

fn bars(sheet: &mut Worksheet, last: u32, column: u16) -> Result<(), XlsxError> {
    let bar = ConditionalFormatDataBar::new()
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Number, 1)
        .set_fill_color(0x009C_C3E6)
        .set_solid_fill(true);
    sheet.add_conditional_format(1, column, last, column, &bar).map(|_| ())
}

fn cell(sheet: &mut Worksheet, (at, index): (u32, u16), column: Column, row: &Row<'_>, lang: Lang, looks: &Looks) -> Result<(), XlsxError> {
    let item = row.item;
    let own = match column {
        Column::Report => Some(text(row.report.asked.name())),
        Column::Number => Some(text(item.number.as_deref().unwrap_or_default())),
        Column::Task => Some(text(&item.task)),
        Column::Agency => Some(text(&item.agencies.join("、"))),
        // Of a later report the words that answer.
        Column::Progress if row.report.given.is_some() => {
            let said = row.target.map(|(target, _)| target.outcome.figures.iter().map(|figure| figure.text.as_str()).collect::<Vec<_>>());
            Some(text(&said.unwrap_or_default().join(lang.word("explain.between"))))
        }
        Column::Progress => Some(text(if told_together(item) { "" } else { &item.progress })),
        _ => None,
    };
    if let Some(own) = own {
        return sheet.write_string_with_format(at, index, own, &looks.text).map(|_| ());
    }
    let Some((target, class)) = row.target else {
        let look = if matches!(column, Column::Review | Column::ReviewNote) { &looks.review } else { &looks.text };
        return sheet.write_blank(at, index, look).map(|_| ());
    };
    let outcome = &target.outcome;
    let said = match column {
        Column::Indicator => target.indicator.clone(),
        Column::Target => asked(target, lang),
        Column::Answer => given(target, lang),
        Column::Evidence => target.text.clone(),
        Column::Reason => reason(target, lang),
        Column::Period => period(target),
        Column::Stated => stated(outcome, lang),
        Column::Standing => standing(target, lang).join(lang.word("explain.between")),
        Column::Place => places(target, outcome, lang),
        Column::Id => target.id.clone(),
        Column::Ratio => return ratio(sheet, (at, index), outcome, looks),
        Column::Class => {
            let name = lang.of("class", &class.class);
            return sheet.write_string_with_format(at, index, name, &looks.of_class(class.class)).map(|_| ());
        }
        Column::Review => {
            return sheet.write_string_with_format(at, index, text(target.review().unwrap_or_default().0), &looks.review).map(|_| ());
        }
        _ => return sheet.write_string_with_format(at, index, text(target.review().unwrap_or_default().1), &looks.review).map(|_| ()),
    };
    sheet.write_string_with_format(at, index, text(&said), &looks.text).map(|_| ())
}

/// A text as a cell of a sheet holds it, whose length is counted in units of UTF-16.
fn text(text: &str) -> String {
    let mut room = LONGEST;
    let fits = |c: &char| {
        let left = room.checked_sub(c.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    shown(text).chars().take_while(fits).collect()
}

/// The verdict, and what a person corrected.
fn reason(target: &Target, lang: Lang) -> String {
    let corrected = target.corrected();
    let verdict = verdict(&target.outcome, lang).0;
    if corrected.is_empty() { verdict } else { format!("{verdict} ✎ {}: {}", lang.word("detail.corrected"), corrected.join(", ")) }
}

/// What the figures of the answer cover, as printed.
fn period(target: &Target) -> String {
    let mut periods: Vec<&str> = target.outcome.figures.iter().filter_map(|figure| figure.period.as_deref()).collect();
    periods.dedup();
    periods.join("、")
}

/// The rate that the report itself prints, what it is of, and whether it agrees with the computed one.
fn stated(outcome: &Outcome, lang: Lang) -> String {
    let Some(stated) = outcome.stated_ratio else { return String::new() };
    let of = outcome.stated_of.as_ref().map(|of| format!("({})", lang.of("stated_of", of))).unwrap_or_default();
    let basis = outcome.stated_basis.as_ref().filter(|basis| **basis == StatedBasis::Compound).map(|basis| lang.of("stated_basis", basis));
    let differs = outcome.discrepancy.map(|gap| discrepancy(gap, lang));
    let said = [Some(format!("{} {of}", percent(stated)).trim_end().to_owned()), basis, differs];
    said.into_iter().flatten().collect::<Vec<_>>().join(lang.word("explain.between"))
}

/// The ratio as a number that a sheet reckons with; of a near answer in brackets.
fn ratio(sheet: &mut Worksheet, (at, index): (u32, u16), outcome: &Outcome, looks: &Looks) -> Result<(), XlsxError> {
    match (outcome.ratio.or(rate_alone(outcome)), outcome.proxy_ratio) {
        (Some(ratio), _) => number(sheet, (at, index), ratio, &looks.share),
        // Words, so that no bar and no sum takes it for an answer.
        (None, Some(ratio)) => sheet.write_string_with_format(at, index, format!("({})", percent(ratio)), &looks.near).map(|_| ()),
        (None, None) => sheet.write_blank(at, index, &looks.text).map(|_| ()),
    }
}

/// A sheet keeps numbers in binary; the exact ones stand in CSV and JSON.
fn number(sheet: &mut Worksheet, (at, index): (u32, u16), value: Decimal, look: &Format) -> Result<(), XlsxError> {
    let binary: f64 = value.to_string().parse().unwrap_or_default();
    sheet.write_number_with_format(at, index, binary, look).map(|_| ())
}

/// Where the target and the figures stand.
fn places(target: &Target, outcome: &Outcome, lang: Lang) -> String {
    let stands = |place: &Option<String>, line: usize| place.clone().unwrap_or_else(|| lang.say("detail.line", &[&line.to_string()]));
    let of_figure = |figure: &Figure| stands(&figure.place, figure.line);
    let mut places = vec![stands(&target.place, target.line)];
    for place in outcome.figures.iter().map(of_figure) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places.join(" → ")
}

/// The second sheet.
fn agencies(sheet: &mut Worksheet, reports: &[Whole], settings: &Settings<'_>) -> Result<(), XlsxError> {
    let lang = settings.lang;
    let looks = Looks::new();
    sheet.set_name(lang.word("sheet.agencies"))?;
    let names = [
        ("col.report", 18.0),
        ("agency", 26.0),
        ("agency.targets", 8.0),
        ("agency.answered", 10.0),
        ("agency.scored", 10.0),
        ("agency.behind", 10.0),
        ("agency.completion", 14.0),
        ("sheet.low", 10.0),
        ("sheet.high", 10.0),
    ];
    head(sheet, names.iter().map(|(key, width)| (lang.word(key), *width)), &looks)?;
    let mut at = 0;
    for report in reports {
        let behind = report.behind(settings);
        for group in report.agencies(settings) {
            at += 1;
            let Completion { mean, targets, scored, low, high, .. } = group.completion;
            sheet.write_string_with_format(at, 0, text(report.asked.name()), &looks.text)?;
            sheet.write_string_with_format(at, 1, text(&group.name), &looks.text)?;
            for (index, count) in (2..).zip([targets, group.answered(), scored, behind.get(group.name.as_str()).copied().unwrap_or(0)]) {
                number(sheet, (at, index), Decimal::from(count), &looks.count)?;
            }
            for (index, share) in (6..).zip([mean, Some(low), Some(high)]) {
                match share {
                    Some(share) => number(sheet, (at, index), share, &looks.share)?,
                    None => sheet.write_blank(at, index, &looks.text).map(|_| ())?,
                }
            }
        }
    }
    if at > 0 {
        bars(sheet, at, 6)?;
        sheet.autofilter(0, 0, at, 8)?;
    }
    Ok(())
}
