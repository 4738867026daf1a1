//! Every error that the program can print, word for word, with what causes it.
#![cfg(feature = "cli")]

mod run;

use std::process::Command;

use dabiao::{Extractor, Limits};

use run::{REPORT, piped};

/// Exit status 2 and exactly these words.
fn says(args: &[&str], input: &[u8], message: &str) {
    let output = piped(args, input);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((said.as_str(), output.status.code()), (format!("{message}\n").as_str(), Some(2)), "{args:?}");
}

/// Exit status 2 and these words on the first line; the rest is the usage.
fn begins(args: &[&str], message: &str) {
    let output = piped(args, b"");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((said.lines().next(), output.status.code()), (Some(message), Some(2)), "{args:?}");
}

#[test]
fn what_cannot_be_meant_together() {
    says(&["score", "-", "-"], b"", "dabiao: usage: standard input can be read once; give - once");
    says(&["compare", "-", "-"], b"", "dabiao: usage: standard input can be read once; give - once");
    says(&["score", "--explain", "3", REPORT, REPORT], b"", "dabiao: usage: --explain takes one file; give the one that the line is of");
    begins(&["score"], "error: the following required arguments were not provided:");
    begins(&["count", REPORT], "error: unrecognized subcommand 'count'");
    begins(&["score", "--colour", REPORT], "error: unexpected argument '--colour' found");
    begins(&["score", "--format", "xml", REPORT], "error: invalid value 'xml' for '--format <FORMAT>'");
    begins(&["score", "--encoding", "latin1", REPORT], "error: invalid value 'latin1' for '--encoding <NAME>'");
    begins(&["score", "--jobs", "0", REPORT], "error: invalid value '0' for '--jobs <N>': 0 is not in 1..=65535");
    begins(&["score", "--explain", "x", REPORT], "error: invalid value 'x' for '--explain <LINE>': invalid digit found in string");
    begins(
        &["score", "--explain", "3", "--format", "json", REPORT],
        "error: the argument '--explain <LINE>' cannot be used with '--format <FORMAT>'",
    );
}

#[test]
fn what_cannot_be_opened_or_written() {
    says(&["score", "no-such-file"], b"", "dabiao: no-such-file: there is no such file; check the path");
    says(&["quantities", "no-such-file"], b"", "dabiao: no-such-file: there is no such file; check the path");
    says(&["compare", REPORT, "no-such-file"], b"", "dabiao: no-such-file: there is no such file; check the path");
    says(
        &["score", "src"],
        b"",
        "dabiao: src: is a folder without reports; text (.txt, .csv, .tsv, .md), web pages, docx, xlsx, xls, ods and PDF were looked for",
    );
    says(
        &["sheet", "src"],
        b"",
        "dabiao: src: is a folder without reports; text (.txt, .csv, .tsv, .md), web pages, docx, xlsx, xls, ods and PDF were looked for",
    );
    assert_eq!(piped(&["sheet", "src"], b"").stdout, b"", "no header in front of nothing");
    says(&["compare", REPORT, "seeds"], b"", "dabiao: seeds: is a folder, and the other one is a file; give two files or two folders");
    if cfg!(target_os = "linux") {
        says(&["score", "README.md/x"], b"", "dabiao: README.md/x: cannot be opened: Not a directory (os error 20); check who may read it");
        says(
            &["score", "/proc/self/mem"],
            b"",
            "dabiao: /proc/self/mem: cannot be read: Input/output error (os error 5); see whether the disk is sound",
        );
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
        let output = Command::new(env!("CARGO_BIN_EXE_dabiao"))
            .args(["score", REPORT])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdout(full)
            .output()
            .expect("the program runs");
        assert_eq!(
            String::from_utf8_lossy(&output.stderr),
            "dabiao: standard output: cannot be written: No space left on device (os error 28); see whether there is room for it\n"
        );
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn what_is_no_report() {
    let score = ["score", "-"];
    for empty in [&b""[..], b" \n\n", b"\xef\xbb\xbf\n"] {
        says(&score, empty, "dabiao: -: the text is empty; give a work report as UTF-8 text");
    }
    says(&score, b"ok\nab\0c", "dabiao: -: line 2, column 3: a zero byte stands in the text; give a text file, not a binary one");
    says(
        &score,
        b"\xfe\0\x01\0\0\0\rIHDR",
        "dabiao: -: a zero byte stands in the text; give a text file, not a binary one, or name UTF-16 without a byte-order mark: \
         --encoding utf-16le or utf-16be",
    );
    says(&score, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "dabiao: -: the file is a PNG picture, which is not read; give the text that it shows");
    let mut doc = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    doc.extend("WordDocument".encode_utf16().flat_map(u16::to_le_bytes));
    says(&score, &doc, "dabiao: -: the file is DOC, which is not read; save it as .docx: soffice --headless --convert-to docx FILE");
    says(
        &score,
        b"Ann\xe9e financi\xe8re, \xe9t\xe9, mod\xe8le, for\xeat",
        "dabiao: -: the bytes are not UTF-8, and no Chinese encoding is told by them (windows-1252 came nearest); name it: --encoding \
         gb18030, big5, utf-16le or utf-16be",
    );
    let taskless = "姓名|电话|住址|\n张|1|x|\n李|2|y|\n";
    let message = "line 1, column 1: the table cannot be read: its header is \"姓名 | 电话 | 住址\", in which no word for a column is known; it \
                   needs a column that names what each row is of (指标, 项目, 重点工作), beside what is asked or what was reached";
    says(&score, taskless.as_bytes(), &format!("dabiao: -: {message}"));
    let resultless = "序号,指标,单位,初步统计\n1,城镇新增就业,人,1200\n2,农民工培训,人,800\n";
    says(
        &score,
        resultless.as_bytes(),
        "dabiao: -: line 1, column 1: the table cannot be read: its header is \"序号 | 指标 | 单位 | 初步统计\", in which 序号 is the number of \
         the row, 指标 is the name of the row, 单位 is the unit; it needs a column of what is asked (目标, 计划) or of what was reached \
         (完成情况, 实际)",
    );
    // Of two reports the one that is wrong is named.
    says(&["compare", REPORT, "-"], taskless.as_bytes(), &format!("dabiao: -: {message}"));
    says(&["compare", "-", REPORT], taskless.as_bytes(), &format!("dabiao: -: {message}"));
    says(
        &score,
        &vec![b'a'; (16 << 20) + 1],
        "dabiao: -: line 1, column 1: the line is longer than 16777216 bytes; see whether line ends were lost, or raise the limit of a cell",
    );
}

#[test]
fn what_is_not_there_to_explain() {
    let message = "no item begins on that line; the line numbers stand in the output of --format jsonl";
    says(&["score", "--explain", "105", REPORT], b"", &format!("dabiao: {REPORT}: {message}"));
    says(&["compare", "--explain", "105", REPORT, REPORT], b"", &format!("dabiao: {REPORT}: {message}"));
}

/// Limits that the program leaves as they are, and a reader that the library is given.
#[test]
fn what_only_the_library_can_be_asked() {
    let limited = |change: fn(&mut Limits), source: &str| {
        let mut limits = Limits::default();
        change(&mut limits);
        let extractor = Extractor::new().limits(limits);
        let parsed = extractor.parse(source).expect_err("a limit").to_string();
        let streamed = extractor.items(source.as_bytes()).find_map(Result::err).expect("a limit as a stream").to_string();
        (parsed, streamed)
    };
    let both = |message: &str| (message.to_owned(), message.to_owned());
    assert_eq!(
        limited(|limits| limits.items = 1, "修路5公里\n修路8公里\n"),
        both("line 2, column 1: the report has more than 1 items; split the text, or raise the limit of items")
    );
    assert_eq!(
        limited(|limits| limits.cell = 30, "短\n新增国家高新技术企业500家\n"),
        both("line 2, column 1: the line is longer than 30 bytes; see whether line ends were lost, or raise the limit of a cell")
    );
    let cells = "序号\n重点工作\n完成情况\n1\n新增高新技术企业5家\n新增高新技术企业4家\n";
    assert_eq!(
        limited(|limits| limits.cell = 40, cells),
        both("line 4, column 1: the item is longer than 40 bytes; see whether the end of a cell was lost, or raise the limit of a cell")
    );
    let mut whole = Limits::default();
    whole.whole = 10;
    let extractor = Extractor::new().limits(whole);
    let message = "the text is longer than 10 bytes, and is held as a whole; split the text, or raise the limit of whole";
    for (targets, results, in_results) in [("新增企业5家", "短", false), ("短", "新增企业5家", true)] {
        let error = extractor.compare(targets, results).expect_err("a limit");
        assert_eq!((error.to_string().as_str(), error.in_results()), (message, in_results));
    }
    let too_long = "the text is longer than 10 bytes; split the text, or raise the limit of bytes";
    assert_eq!(limited(|limits| limits.bytes = 10, "新增企业5家\n"), (too_long.to_owned(), format!("line 1, column 1: {too_long}")));
    assert_eq!(
        Extractor::new().items(&b"ok\n\xb2\xe2"[..]).find_map(Result::err).expect("no text").to_string(),
        "line 2, column 1: the bytes are not UTF-8 text; convert the file to UTF-8, or see whether it was cut short"
    );
    let mut broken = Extractor::new().items(std::io::BufReader::new(Broken));
    assert_eq!(
        broken.by_ref().find_map(Result::err).expect("a broken reader").to_string(),
        "line 1, column 1: the text cannot be read on: the cable is out; see whether its source is sound"
    );
    assert!(broken.next().is_none(), "behind an error there is nothing more");
    let whole = Extractor::new().parse(" \n").expect_err("an empty text");
    assert_eq!((whole.to_string().as_str(), whole.line(), whole.column()), ("the text is empty; give a work report as UTF-8 text", 0, 0));
    let zero = Extractor::new().parse("新增企业5家\n修路\0公里").expect_err("a zero byte");
    assert_eq!((zero.line(), zero.column()), (2, 3));
}

/// A reader that is interrupted before each piece.
struct Halting<'t>(&'t [u8], bool);

impl std::io::Read for Halting<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        self.1 = !self.1 && !self.0.is_empty();
        if self.1 { Err(std::io::ErrorKind::Interrupted.into()) } else { self.0.read(into) }
    }
}

#[test]
fn what_is_only_interrupted_is_read_on() {
    let source = "新增企业5家\n修路8公里\n".as_bytes();
    let halting = || std::io::BufReader::with_capacity(7, Halting(source, false));
    let items: Vec<_> = Extractor::new().items(halting()).map(|item| item.expect("an item").line).collect();
    assert_eq!(items, [1, 2]);
    let mut lines = Extractor::new().lines(halting());
    assert_eq!(lines.by_ref().map(|line| line.expect("a line").line).collect::<Vec<_>>(), [1, 2]);
    assert!(lines.next().is_none());
}

struct Broken;

impl std::io::Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other("the cable is out"))
    }
}

/// An error that is added to the library is added here.
#[test]
fn every_error_of_the_library_is_here() {
    let here = include_str!("errors.rs").replace("\\\n", "").split_whitespace().collect::<Vec<_>>().join(" ");
    let errors = include_str!("../src/error.rs");
    let kinds = errors.split("enum Kind").nth(1).expect("the kinds");
    let messages: Vec<&str> = kinds.split("#[error(").skip(1).filter_map(|kind| kind.split('"').nth(1)).collect();
    assert!(messages.len() > 8);
    for message in messages {
        let first = message.split('{').next().unwrap_or_default().trim();
        assert!(here.contains(first), "{first:?} is not among the errors tested");
    }
}
