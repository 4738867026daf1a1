//! Files as people have them: the same table gives the same items in every format, each says where it stands, and what cannot be read is said.
#![cfg(feature = "cli")]

mod run;

use std::path::{Path, PathBuf};

use dabiao::{Document, Extractor, Format};
use run::{dabiao, piped};

/// The tables in `tests/documents`, written by hand as web pages and saved in the other formats by LibreOffice.
const TABLES: [&str; 3] = ["tasks", "districts", "performance"];
const FORMATS: [&str; 6] = ["docx", "xlsx", "xls", "ods", "pdf", "csv"];

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents").join(name)
}

fn open(name: &str) -> Document {
    Document::open(&std::fs::read(file(name)).expect(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Indicator, mark, unit, ratio and verdict of every target.
fn gist(document: &Document) -> Vec<(String, String, String, String, Option<bool>)> {
    let report = Extractor::new().read(document).expect("a report");
    let number = |value: Option<dabiao::Decimal>| value.map(|value| value.normalize().to_string()).unwrap_or_default();
    let row = |target: &dabiao::Target| {
        (target.indicator.clone(), number(target.value), target.unit.clone(), number(target.outcome.ratio), target.outcome.met)
    };
    report.targets().map(row).collect()
}

#[test]
fn the_same_table_gives_the_same_items_in_every_format() {
    for table in TABLES {
        let page = gist(&open(&format!("{table}.html")));
        assert!(page.len() > 4 && page.iter().all(|row| !row.3.is_empty()), "{page:?}");
        for format in FORMATS {
            assert_eq!(gist(&open(&format!("{table}.{format}"))), page, "{table}.{format}");
        }
    }
}

#[test]
fn targets_and_figures_say_where_they_stand() {
    let places = |name: &str| {
        let report = Extractor::new().read(&open(name)).expect("a report");
        let target = report.targets().nth(2).expect("the third target").clone();
        let figure = target.outcome.figures[0].place.clone();
        (target.place.unwrap_or_default(), figure.unwrap_or_default())
    };
    // 改造学校食堂15个, the fifth column of the third row holds its answer.
    for name in ["tasks.html", "tasks.docx"] {
        assert_eq!(places(name), ("table 1 r3 c3".to_owned(), "table 1 r3 c5".to_owned()), "{name}");
    }
    for name in ["tasks.xlsx", "tasks.ods", "tasks.xls"] {
        let (target, figure) = places(name);
        assert!(target.ends_with("!C7") && figure.ends_with("!E7"), "{name}: {target}, {figure}");
    }
    let (target, figure) = places("tasks.pdf");
    assert!(target.starts_with("p1 [") && figure.starts_with("p1 [") && target != figure, "{target}, {figure}");
}

#[test]
fn formats_are_told_by_their_first_bytes() {
    for (name, format) in [
        ("tasks.html", Format::Html),
        ("tasks.docx", Format::Docx),
        ("tasks.xlsx", Format::Xlsx),
        ("tasks.xls", Format::Xls),
        ("tasks.ods", Format::Ods),
        ("tasks.pdf", Format::Pdf),
        ("tasks.csv", Format::Text),
    ] {
        assert_eq!(open(name).format(), format, "{name}");
    }
}

#[test]
fn spans_count_the_bytes_of_the_text_that_is_printed() {
    let path = file("districts.docx").display().to_string();
    let printed = dabiao(&["text", &path]).stdout;
    let rows = String::from_utf8(dabiao(&["score", "--format", "jsonl", &path]).stdout).expect("UTF-8");
    let mut seen = 0;
    for row in rows.lines() {
        let row: serde_json::Value = serde_json::from_str(row).expect("JSON");
        assert_eq!(row["decoded"], "docx");
        for target in row["targets"].as_array().expect("targets") {
            let span = target["spans"].as_array().and_then(|spans| spans.last()).expect("a span");
            let (from, to) = (span[0].as_u64().unwrap() as usize, span[1].as_u64().unwrap() as usize);
            assert_eq!(std::str::from_utf8(&printed[from..to]).unwrap(), target["value"].to_string());
            seen += 1;
        }
    }
    assert_eq!(seen, 8);
    let places = String::from_utf8(dabiao(&["text", "--places", &path]).stdout).expect("UTF-8");
    assert!(places.contains("table 1 r3 c1; table 1 r3 c2"), "{places}");
}

#[test]
fn a_page_is_decoded_as_it_declares() {
    let page = std::fs::read_to_string(file("tasks.html")).expect("the page").replace("utf-8", "gb2312");
    let bytes = encoding_rs::GB18030.encode(&page).0.into_owned();
    let document = Document::open(&bytes).expect("a page");
    assert_eq!(gist(&document), gist(&open("tasks.html")));
    assert_eq!(document.encoding().map(|found| found.encoding.name()), Some("gb18030"));
}

#[test]
fn what_is_no_report_is_refused_with_its_name() {
    let said = |bytes: &[u8]| String::from_utf8_lossy(&piped(&["score", "-"], bytes).stderr).into_owned();
    assert_eq!(said(b"Rar!\x1a\x07"), "dabiao: -: the file is a RAR archive, which is not read; unpack it\n");
    let docx = std::fs::read(file("tasks.docx")).expect("the file");
    let cut = said(&docx[..docx.len() / 2]);
    assert!(cut.starts_with("dabiao: -: the ") && cut.lines().count() == 1, "{cut}");
    assert!(said(b"<html><body><img src='a.png'></body></html>").contains("has no text"));
}

#[test]
fn a_folder_takes_every_format_and_says_what_it_passes_over() {
    let folder = std::env::temp_dir().join(format!("dabiao-documents-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    for name in ["tasks.html", "tasks.docx"] {
        std::fs::copy(file(name), folder.join(name)).expect("a copy");
    }
    std::fs::write(folder.join("logo.png"), b"\x89PNG\r\n\x1a\n").expect("a picture");
    let text = "计划新建学校10所,已建成8所。\n";
    std::fs::write(folder.join("a.txt"), text).expect("a text");
    std::fs::write(folder.join("b.csv"), format!("省份,正文\n甲省,\"{}\"\n乙省,\"计划修路5公里,已修6公里。\"\n", text.trim()))
        .expect("a CSV");
    let done = dabiao(&["score", "--format", "csv", "--no-bom", &folder.display().to_string()]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(said.contains("passed over: logo.png (a PNG picture)"), "{said}");
    assert!(said.contains("b.csv#1: has the same text as") && said.contains("a.txt, and is not read again"), "{said}");
    let mut rows = csv::Reader::from_reader(done.stdout.as_slice());
    let header = rows.headers().expect("a header").clone();
    let at = |name: &str| header.iter().position(|column| column == name).expect("a column");
    let (report, region) = (at("report"), at("省份"));
    let mut of: Vec<(String, String)> = rows
        .records()
        .map(|row| row.expect("a row"))
        .map(|row| (row[report].rsplit('/').next().unwrap_or_default().to_owned(), row[region].to_owned()))
        .collect();
    of.dedup();
    let named = |name: &str, region: &str| (name.to_owned(), region.to_owned());
    assert_eq!(of, [named("a.txt", ""), named("b.csv#2", "乙省"), named("tasks.docx", ""), named("tasks.html", "")]);
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}
