//! What is printed loses nothing, hides nothing and commands nothing: files that are written, status 1, closed outputs, control characters,
//! formulas, and inputs without end.
#![cfg(feature = "cli")]

mod run;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use run::{REPORT, dabiao_in, piped, status, text};

/// A folder of its own for one test, which goes with it.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn put(folder: &Path, name: &str, what: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, what).expect("it can be written");
    path
}

fn report() -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(REPORT)).expect("the report")
}

fn said(output: &Output) -> String {
    text(&output.stderr)
}

/// Status and words of a run whose standard output goes elsewhere.
fn to(folder: &Path, args: &[&str], out: Stdio) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_dabiao")).args(args).current_dir(folder).stdout(out).output().expect("the program runs");
    (status(&output), said(&output))
}

fn shell(folder: &Path, command: &str) -> Output {
    let command = command.replace("dabiao", env!("CARGO_BIN_EXE_dabiao"));
    Command::new("sh").args(["-c", &command]).current_dir(folder).output().expect("a shell")
}

#[test]
fn nothing_found_says_what_was_read() {
    for (args, input, message) in [
        (&["score"][..], "今天天气好\n", "read 0 items with 0 quantities, and 1 line that is no item; no target was found"),
        (&["summary"], "今天天气好\n", "read 0 items with 0 quantities, and 1 line that is no item; no target was found"),
        (
            &["score"],
            "99999999999999999999999999999999999家\n",
            "read 1 item with 1 quantity (1 of them beyond 28 digits or damaged), and 0 lines that are no item; no target was found",
        ),
        (
            &["score"],
            "一、2025年工作回顾\n全年新增企业25家。\n二、2026年主要目标\n加强管理。\n",
            "read 2 items with 1 quantity, and 2 lines that are no item; no target was found, though a heading of goals stands above line 4",
        ),
        (&["quantities"], "今天\n天气好\n", "read 2 lines; no quantity was found"),
        (&["sheet"], "今天天气好\n", "read 1 line that is no item; no item was found"),
    ] {
        let output = piped(&[args, &["-"]].concat(), input.as_bytes());
        assert_eq!((status(&output), said(&output).as_str()), (1, format!("dabiao: -: {message}\n").as_str()), "{args:?}");
    }
    let folder = folder();
    put(folder.path(), "goals.txt", "一、2025年工作回顾\n全年新增企业25家。\n二、2026年主要目标\n加强管理。\n");
    put(folder.path(), "none.jsonl", "{\"line\": 1, \"targets\": []}\n");
    put(folder.path(), "plain.txt", "今天天气好\n");
    for (args, message) in [
        (
            ["compare", "goals.txt", "goals.txt"],
            "goals.txt: read 2 items; no target to compare was found, though a heading of goals stands above line 4",
        ),
        (["agree", "none.jsonl", "none.jsonl"], "agree: read 0 targets and 0 targets; none was found in both"),
        (
            ["calibrate", "plain.txt=none.jsonl", "plain.txt=none.jsonl"],
            "calibrate: read 2 reports; no answer was found where the annotations are",
        ),
    ] {
        let output = dabiao_in(folder.path(), &args);
        assert_eq!((status(&output), said(&output).as_str()), (1, format!("dabiao: {message}\n").as_str()), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn what_leads_nowhere_in_a_folder_is_named() {
    let folder = folder();
    std::os::unix::fs::symlink("nowhere", folder.path().join("dangling.txt")).expect("a link");
    assert!(Command::new("mkfifo").arg(folder.path().join("pipe.txt")).status().expect("mkfifo").success());
    let passed = "dabiao: .: passed over: dangling.txt (a link that leads nowhere), pipe.txt (no file but a pipe or a device)";
    let output = dabiao_in(folder.path(), &["score", "--format", "none", "."]);
    assert_eq!((status(&output), said(&output).starts_with(&format!("{passed}\ndabiao: .: is a folder"))), (2, true), "{output:?}");
    put(folder.path(), "report.txt", report());
    for picture in ["a.png", "b.png", "c.png", "a.json", "b.json"] {
        put(folder.path(), picture, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    }
    let output = dabiao_in(folder.path(), &["score", "--format", "none", "."]);
    assert_eq!((status(&output), said(&output).starts_with(passed)), (0, true), "{output:?}");
}

const COMMANDS: [&[&str]; 18] = [
    &["score", "--format", "text", "a.txt"],
    &["man"],
    &["completions", "bash"],
    &["score", "--format", "html", "a.txt"],
    &["score", "a.txt"],
    &["score", "--format", "json", "a.txt"],
    &["score", "--format", "jsonl", "a.txt"],
    &["score", "--format", "csv", "a.txt"],
    &["summary", "a.txt"],
    &["quantities", "a.txt"],
    &["sheet", "a.txt"],
    &["text", "a.txt"],
    &["schemes"],
    &["codebook"],
    &["lexicon"],
    &["lexicon", "--format", "json"],
    &["--help"],
    &["--version"],
];

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_an_error() {
    let folder = folder();
    put(folder.path(), "a.txt", report());
    for args in COMMANDS {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
        let message =
            "dabiao: standard output: cannot be written: No space left on device (os error 28); see whether there is room for it\n";
        assert_eq!(to(folder.path(), args, full.into()), (2, message.to_owned()), "{args:?}");
        let closed = shell(folder.path(), &format!("dabiao {} >&-", args.join(" ")));
        let message = "dabiao: standard output: is closed; send it to a terminal, a file or a program\n";
        assert_eq!((status(&closed), said(&closed).as_str()), (2, message), "{args:?}");
        // Open for reading and writing, as some programs start others, it is not closed.
        let null = std::fs::OpenOptions::new().read(true).write(true).open("/dev/null").expect("/dev/null");
        assert_eq!(to(folder.path(), args, null.into()), (0, String::new()), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let folder = folder();
    put(folder.path(), "a.txt", report());
    for args in COMMANDS {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        assert_eq!(to(folder.path(), args, writer.into()), (0, String::new()), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_output_that_is_an_input_is_refused() {
    let folder = folder();
    let file = put(folder.path(), "a.txt", report());
    for command in
        ["dabiao score --format jsonl a.txt >> a.txt", "dabiao score --format jsonl - < a.txt >> a.txt", "dabiao text a.txt >> a.txt"]
    {
        let output = shell(folder.path(), command);
        let name = if command.contains(" - ") { "-" } else { "a.txt" };
        assert_eq!(said(&output), format!("dabiao: {name}: is the file that the output goes to; send that to another one\n"), "{command}");
        assert_eq!((status(&output), std::fs::read(&file).expect("the file") == report()), (2, true), "{command}");
    }
    let output = shell(folder.path(), "dabiao score --format csv . > out.csv");
    assert_eq!((status(&output), said(&output).as_str()), (0, "dabiao: .: passed over: out.csv (where the output goes)\n"));
}

/// A table whose words command a terminal, and a spreadsheet.
const HOSTILE: &str = "序号|重点工作|牵头单位|完成情况\n\
                       1|新增\u{1b}[31m企业5家\u{7}|区\u{1b}]0;x\u{7}局|新增企业4家\u{9b}2J\n\
                       2|=SUM(A1)新增商户8户|@区局|-新增商户9户\n\
                       3|居民收入\t增长-5%|+区局|增长-4%\u{202e}\n";

#[test]
fn no_text_commands_the_terminal() {
    let folder = folder();
    put(folder.path(), "a.txt", HOSTILE);
    let name = "e\u{1b}[1mvil.txt";
    put(folder.path(), name, HOSTILE);
    put(folder.path(), "words.toml", "[units]\n\"a\u{9b}2J\" = \"piece\"\n");
    put(folder.path(), "bad.toml", "[units]\n\"a\u{9b}2J\" = 5\n");
    let mut runs = vec![vec!["score", name], vec!["summary", name], vec!["summary", "--by", "agency,item", name], vec!["quantities", name]];
    for line in ["2", "3", "4"] {
        runs.push(vec!["score", "--explain", line, name]);
    }
    runs.extend([
        vec!["lexicon", "--lexicon", "words.toml"],
        vec!["lexicon", "--lexicon", "bad.toml"],
        vec!["score", "mis\u{1b}sing"],
        vec!["compare", "--explain", "2", name, "a.txt"],
    ]);
    for args in runs {
        let output = dabiao_in(folder.path(), &args);
        let printed = text(&output.stdout) + &said(&output);
        let commands = |c: &char| c.is_control() && !matches!(c, '\n' | '\t') || *c == '\u{202e}';
        assert_eq!(printed.chars().find(commands), None, "{args:?}: {printed:?}");
    }
    let output = dabiao_in(folder.path(), &["score", name]);
    assert!(text(&output.stdout).contains("新增␛[31m企业5家␇"), "{}", text(&output.stdout));
    // Data is what it is.
    let output = dabiao_in(folder.path(), &["score", "--format", "csv", "a.txt"]);
    assert!(text(&output.stdout).contains("新增\u{1b}[31m企业5家"), "{}", text(&output.stdout));
}

#[test]
fn no_text_of_csv_is_a_formula_and_no_number_changes() {
    let folder = folder();
    put(folder.path(), "a.txt", HOSTILE);
    put(folder.path(), "meta.csv", "file,note,growth\na.txt,=1+1,-3.5\n");
    let rows = |more: &[&str]| {
        let output = dabiao_in(folder.path(), &[&["score", "--format", "csv", "--meta", "meta.csv", "a.txt"], more].concat());
        assert_eq!(status(&output), 0, "{}", said(&output));
        let mut reader = csv::Reader::from_reader(&output.stdout[..]);
        let header = reader.headers().expect("a header").clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        (header, rows)
    };
    let ((header, guarded), (_, raw)) = (rows(&[]), rows(&["--raw"]));
    let mut changed = 0;
    for (name, (guarded, raw)) in guarded.iter().zip(&raw).flat_map(|(guarded, raw)| header.iter().zip(guarded.iter().zip(raw))) {
        let is_number = raw.parse::<dabiao::Decimal>().is_ok();
        let formula = raw.starts_with(['=', '+', '-', '@', '\t']) && raw.len() > 1 && !is_number;
        assert_eq!(guarded, if formula { format!("'{raw}") } else { raw.to_owned() }, "{name}");
        changed += usize::from(formula);
    }
    assert!(changed > 4, "{changed}");
    let cell = |name: &str| {
        let at = header.iter().position(|column| column == name).expect("a column");
        guarded.iter().map(|row| row[at].to_owned()).collect::<Vec<_>>()
    };
    assert!(cell("growth").iter().all(|cell| cell == "-3.5") && cell("note").iter().all(|cell| cell == "'=1+1"));
    assert!(cell("value").contains(&"-5".to_owned()) || cell("decrease").contains(&"1".to_owned()), "a fall keeps its number");
    for args in [&["sheet", "a.txt"][..], &["quantities", "--format", "csv", "a.txt"], &["summary", "--format", "csv", "a.txt"]] {
        let output = dabiao_in(folder.path(), args);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&output.stdout[..]);
        let cells: Vec<String> =
            reader.records().flat_map(|row| row.expect("a row").iter().map(str::to_owned).collect::<Vec<_>>()).collect();
        let formula = |cell: &&String| cell.starts_with(['=', '+', '-', '@', '\t']) && cell.parse::<dabiao::Decimal>().is_err();
        assert_eq!(cells.iter().find(formula), None, "{args:?}");
    }
}

/// A coding is the same whether its texts are guarded or not.
#[test]
fn a_guard_is_taken_off_again() {
    let folder = folder();
    put(folder.path(), "@a.txt", HOSTILE);
    for (name, more) in [("guarded.csv", &[][..]), ("raw.csv", &["--raw"])] {
        put(folder.path(), name, dabiao_in(folder.path(), &[&["score", "--format", "csv", "@a.txt"], more].concat()).stdout);
    }
    let output = dabiao_in(folder.path(), &["agree", "guarded.csv", "raw.csv"]);
    assert!(text(&output.stdout).contains("targets: 3 in both, 0 only in A, 0 only in B; 0 of items"), "{}", text(&output.stdout));
    assert!(!text(&output.stdout).contains("where they differ"), "{}", text(&output.stdout));
}

/// What has no end is refused, with no more memory than the limit asks for.
#[cfg(target_os = "linux")]
#[test]
fn what_has_no_end_is_read_within_a_bound() {
    let folder = folder();
    put(folder.path(), "a.txt", report());
    for command in [
        "dabiao lexicon --lexicon /dev/zero",
        "dabiao agree /dev/zero /dev/zero",
        "dabiao calibrate a.txt=/dev/zero",
        "dabiao compare /dev/zero a.txt",
        "dabiao compare a.txt /dev/zero",
        "dabiao score --format csv --meta /dev/zero a.txt",
    ] {
        let output = shell(folder.path(), &format!("ulimit -v 1500000; {command}"));
        let message = "dabiao: /dev/zero: is longer than 268435456 bytes, and is held as a whole; split it\n";
        assert_eq!((status(&output), said(&output).as_str()), (2, message), "{command}");
    }
}
