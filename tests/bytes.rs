//! The program on files in every encoding that reports come in.
#![cfg(feature = "cli")]

mod run;

use std::collections::BTreeMap;
use std::process::Output;

use encoding_rs::{BIG5, GB18030};
use serde_json::Value;

use run::piped;

const REPORT: &str = include_str!("../seeds/yuhang-2022-h1.txt");
const TABLE: &str = "序号|重点工作|牵头单位|完成情况\n1|新增国家高新技术企业500家|区科技局|新增国家高新技术企业250家\n";
const BIG5_TABLE: &str = "編號|重點工作|完成情況\n1|新增國家高新技術企業500家|新增國家高新技術企業250家\n2|完成投資八億元|完成投資四億元\n";

fn rows(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// Rows without what may differ between encodings: the name of the encoding.
fn without_encoding(output: &Output) -> Vec<Value> {
    let mut rows = rows(output);
    rows.iter_mut().for_each(|row| drop(row.as_object_mut().expect("an object").remove("decoded")));
    rows
}

#[test]
fn a_report_says_the_same_in_every_encoding() {
    let args = ["score", "--format", "jsonl", "-"];
    let plain = piped(&args, REPORT.as_bytes());
    assert_eq!((rows(&plain).len(), said(&plain).as_str()), (103, ""));
    assert!(rows(&plain).iter().all(|row| row.get("decoded").is_none()), "spans of UTF-8 are those of the file");
    let marked = |bytes: fn(u16) -> [u8; 2]| utf16(&format!("\u{feff}{REPORT}"), bytes);
    for (bytes, name, told) in [
        (GB18030.encode(REPORT).0.into_owned(), "gb18030", ", a guess by its first bytes; --encoding names another"),
        (marked(u16::to_le_bytes), "UTF-16LE", ", by its byte-order mark"),
        (marked(u16::to_be_bytes), "UTF-16BE", ", by its byte-order mark"),
    ] {
        let output = piped(&args, &bytes);
        assert_eq!(said(&output), format!("dabiao: -: read as {name}{told}; spans count the bytes of its text in UTF-8\n"));
        assert!(rows(&output).iter().all(|row| row["decoded"] == name));
        assert!(without_encoding(&output) == rows(&plain), "{name}");
    }
}

#[test]
fn a_mark_of_utf8_moves_spans_by_its_bytes() {
    let output = piped(&["quantities", "--format", "jsonl", "-"], "\u{feff}新增企业5家\n".as_bytes());
    assert_eq!(rows(&output)[0]["mentions"][0]["spans"], serde_json::json!([[15, 19]]));
    assert_eq!((rows(&output)[0].get("decoded"), said(&output).as_str()), (None, ""));
}

#[test]
fn the_option_overrides_what_the_bytes_tell() {
    let big5 = BIG5.encode(BIG5_TABLE).0.into_owned();
    let output = piped(&["score", "--format", "jsonl", "--encoding", "big5", "-"], &big5);
    assert_eq!(said(&output), "dabiao: -: read as Big5; spans count the bytes of its text in UTF-8\n");
    assert_eq!(rows(&output)[0]["targets"][0]["outcome"]["ratio"], 0.5);
    let unmarked = utf16(TABLE, u16::to_le_bytes);
    let output = piped(&["score", "--format", "jsonl", "--encoding", "utf-16le", "-"], &unmarked);
    assert_eq!(rows(&output)[0]["targets"][0]["outcome"]["ratio"], 0.5);
    assert_eq!(piped(&["score", "-"], &unmarked).status.code(), Some(2), "UTF-16 without a mark is not told from a binary file");
}

#[test]
fn big5_is_told_by_its_bytes() {
    let output = piped(&["score", "--format", "jsonl", "-"], &BIG5.encode(BIG5_TABLE).0);
    assert!(said(&output).starts_with("dabiao: -: read as Big5, a guess by its first bytes"), "{}", said(&output));
    assert_eq!(rows(&output)[1]["targets"][0]["outcome"]["ratio"], 0.5);
}

#[test]
fn a_bad_byte_far_behind_is_replaced_counted_and_said_with_its_item() {
    for (encoding, name) in [(encoding_rs::UTF_8, "UTF-8"), (GB18030, "gb18030")] {
        let row = |n: usize| format!("{n}|新增国家高新技术企业500家|区科技局|新增国家高新技术企业250家\n");
        let text: String = std::iter::once("序号|重点工作|牵头单位|完成情况\n".to_owned()).chain((2..=3000).map(row)).collect();
        let mut bytes = encoding.encode(&text).0.into_owned();
        // The second digit of the last row's 250家.
        let at = bytes.len() - encoding.encode("50家\n").0.len();
        bytes[at] = 0xff;
        let output = piped(&["score", "--format", "jsonl", "-"], &bytes);
        let rows = rows(&output);
        assert_eq!((rows.len(), output.status.code()), (2999, Some(0)));
        let last = &rows[2998];
        assert_eq!(last["damaged"], true);
        assert_eq!(last["targets"][0]["outcome"]["quality"], "none", "2�0家 is no number: {last}");
        assert!(rows[..2998].iter().all(|row| row["damaged"] == false && row["targets"][0]["outcome"]["ratio"] == 0.5));
        let message = format!(
            "dabiao: -: 1 byte that is no {name} was replaced by � (item on line 3000, marked damaged); see whether the file was cut short \
             or is in another encoding (--encoding)\n"
        );
        assert!(said(&output).ends_with(&message), "{}", said(&output));
        // What stands in front of it has the offsets of the file; behind it they are those of the decoded text.
        if name == "UTF-8" {
            assert!(rows[..2998].iter().all(|row| row.get("decoded").is_none()));
        }
    }
}

/// A folder of its own for one test, with the table in GBK.
fn folder(name: &str) -> (std::path::PathBuf, String) {
    let folder = std::env::temp_dir().join(format!("dabiao-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("report.txt");
    std::fs::write(&file, GB18030.encode(TABLE).0).expect("a file");
    let file = file.display().to_string();
    (folder, file)
}

fn records(output: &Output) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(&output.stdout[..]);
    let columns: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    reader.records().map(|row| columns.iter().cloned().zip(row.expect("a row").iter().map(str::to_owned)).collect()).collect()
}

/// What spans of characters cite of a text.
fn cited(text: &str, spans: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (from, to) = spans.split_once("..").expect("a span");
    chars[from.parse().expect("a number")..to.parse().expect("a number")].iter().collect()
}

#[test]
fn columns_say_what_a_file_was_decoded_from_and_cite_its_text() {
    let (folder, file) = folder("decoded");
    let output = piped(&["score", "--format", "csv", &folder.display().to_string()], b"");
    let row = &records(&output)[0];
    assert_eq!((row["decoded"].as_str(), row["answer_decoded"].as_str(), &row["report"]), ("gb18030", "gb18030", &file));
    assert_eq!(cited(TABLE, &row["spans_chars"]), "新增国家高新技术企业500家");
    assert_eq!(cited(TABLE, &row["figure_spans_chars"]), "新增国家高新技术企业250家");
    assert!(said(&output).starts_with(&format!("dabiao: {file}: read as gb18030")), "{}", said(&output));
    // The hash is that of the file, not that of its text.
    let of_text = &records(&piped(&["score", "--format", "csv", "-"], TABLE.as_bytes()))[0];
    assert_eq!((of_text["decoded"].as_str(), of_text["answer_decoded"].as_str()), ("", ""));
    assert_ne!(row["sha256"], of_text["sha256"]);
    assert_eq!(row["spans"], of_text["spans"]);
    std::fs::remove_dir_all(&folder).expect("the folder is gone");
}

#[test]
fn two_reports_are_decoded_each_from_its_own() {
    let (folder, _) = folder("two");
    let later = "一、2025年工作回顾\n全年新增企业25家。\n二、2026年重点工作\n新增企业40家。\n";
    let file = folder.join("2026.txt");
    std::fs::write(&file, GB18030.encode(later).0).expect("a file");
    let file = file.display().to_string();
    let earlier = "一、2024年工作回顾\n新增企业9家。\n二、2025年重点工作\n新增企业20家。\n".as_bytes();
    let row = &records(&piped(&["compare", "--format", "csv", "-", &file], earlier))[0];
    assert_eq!((row["decoded"].as_str(), row["answer_decoded"].as_str()), ("", "gb18030"));
    assert_eq!(cited(later, &row["figure_spans_chars"]), row["figure_text"]);
    let output = piped(&["compare", "--format", "jsonl", "-", &file], earlier);
    assert_eq!((rows(&output)[0].get("decoded"), &rows(&output)[0]["answer_decoded"]), (None, &"gb18030".into()));
    assert!(said(&output).starts_with(&format!("dabiao: {file}: read as gb18030")), "{}", said(&output));
    std::fs::remove_dir_all(&folder).expect("the folder is gone");
}

#[test]
fn what_stands_beside_a_report_is_decoded_as_well() {
    let (folder, file) = folder("beside");
    let write = |name: &str, what: &str| {
        let path = folder.join(name);
        std::fs::write(&path, GB18030.encode(what).0).expect("a file");
        path.display().to_string()
    };
    let meta = write("meta.txt", "file,地区\nreport.txt,杭州市余杭区\n");
    let row = &records(&piped(&["score", "--format", "csv", "--meta", &meta, &file], b""))[0];
    assert_eq!(row["地区"], "杭州市余杭区");
    let annotations = write(
        "annotations.txt",
        r#"{"line": 2, "indicator": "国家高新技术企业", "value": 500, "unit": "家", "quality": "direct", "actual": {"value": 250}}"#,
    );
    let output = piped(&["calibrate", "--format", "jsonl", &format!("{file}={annotations}")], b"");
    assert!(rows(&output).iter().any(|row| (&row["n"], &row["right"]) == (&1.into(), &1.into())), "{output:?}");
    for encoding in [&[][..], &["--encoding", "gbk"]] {
        let output = piped(&[&["summary", "--format", "jsonl", &file], encoding].concat(), b"");
        assert_eq!((&rows(&output)[0]["mean"], rows(&output)[1]["name"].as_str()), (&0.5.into(), Some("区科技局")), "{output:?}");
        assert!(said(&output).starts_with(&format!("dabiao: {file}: read as gb18030")), "{}", said(&output));
    }
    std::fs::remove_dir_all(&folder).expect("the folder is gone");
}
