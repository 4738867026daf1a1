//! The Parquet file holds the very cells of the CSV.
#![cfg(feature = "parquet")]

mod run;

use dabiao::Decimal;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use run::{REPORT, dabiao, dabiao_in, piped, status, text};

fn written(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Long(number) => number.to_string(),
        Field::Bool(set) => u8::from(*set).to_string(),
        Field::Decimal(decimal) => {
            let bytes = decimal.data().try_into().expect("16 bytes");
            let scale = u32::try_from(decimal.scale()).expect("a scale");
            Decimal::from_i128_with_scale(i128::from_be_bytes(bytes), scale).normalize().to_string()
        }
        other => panic!("no column has {other:?}"),
    }
}

#[test]
fn every_cell_is_that_of_the_csv() {
    is_the_csv("rows", &["score", "--all-items"]);
    is_the_csv("figures", &["figures"]);
}

fn is_the_csv(name: &str, command: &[&str]) {
    let path = std::env::temp_dir().join(format!("dabiao-{name}-{}.parquet", std::process::id()));
    let target = path.display().to_string();
    let output = dabiao(&[command, &["--parquet", &target, REPORT]].concat());
    assert_eq!((status(&output), output.stdout.len(), text(&output.stderr).as_str()), (0, 0, ""));
    let csv = dabiao(&[command, &["--format", "csv", REPORT]].concat()).stdout;
    let mut csv = csv::Reader::from_reader(&csv[..]);
    let columns: Vec<String> = csv.headers().expect("a header").iter().map(str::to_owned).collect();

    let file = SerializedFileReader::new(std::fs::File::open(&path).expect("the file")).expect("Parquet");
    let mut rows = file.get_row_iter(None).expect("rows");
    let mut count = 0;
    for (record, row) in csv.records().zip(&mut rows) {
        let (record, row) = (record.expect("a row"), row.expect("a row"));
        for ((cell, name), (column, field)) in record.iter().zip(&columns).zip(row.get_column_iter()) {
            assert_eq!((column, written(field).as_str()), (name, cell));
        }
        count += 1;
    }
    assert!(count > 150 && rows.next().is_none());
    std::fs::remove_file(&path).expect("the file is gone");
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let output = piped(&["score", "--parquet", "/no/such/folder/t.parquet", "-"], "新增企业5家\n".as_bytes());
    assert_eq!(status(&output), 2);
    assert!(text(&output.stderr).starts_with("dabiao: /no/such/folder/t.parquet: cannot be written: "), "{}", text(&output.stderr));
}

/// The file keeps what stood there until a run has read everything, and is never an input.
#[test]
fn what_stood_in_the_place_stands_until_all_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = std::fs::read(format!("{}/{REPORT}", env!("CARGO_MANIFEST_DIR"))).expect("the report");
    let write = |name: &str| std::fs::write(folder.path().join(name), &report).expect("a file");
    let names = || {
        let mut names: Vec<String> = std::fs::read_dir(folder.path())
            .expect("the folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    write("a.txt");
    let run = |out: &str, files: &[&str]| {
        let output = dabiao_in(folder.path(), &[&["score", "--parquet", out], files].concat());
        (status(&output), text(&output.stderr))
    };
    let refused = |name: &str| (2, format!("dabiao: {name}: is read, and cannot be written as well; give --parquet another name\n"));
    assert_eq!(run("a.txt", &["a.txt"]), refused("a.txt"));
    assert_eq!(run("./a.txt", &["."]), refused("./a.txt"));
    std::fs::hard_link(folder.path().join("a.txt"), folder.path().join("link.txt")).expect("a link");
    assert_eq!(run("link.txt", &["a.txt"]), refused("link.txt"));
    std::fs::remove_file(folder.path().join("link.txt")).expect("the link goes");
    assert_eq!(std::fs::read(folder.path().join("a.txt")).expect("the input"), report);

    let left = "dabiao: missing.txt: there is no such file; check the path\n\
                dabiao: out.parquet: is not written, since not everything could be read; what stood there stands\n";
    assert_eq!(run("out.parquet", &["a.txt", "missing.txt"]), (2, left.to_owned()));
    assert_eq!(names(), ["a.txt"]);
    assert_eq!(run("out.parquet", &["a.txt"]), (0, String::new()));
    let good = std::fs::read(folder.path().join("out.parquet")).expect("the rows");
    assert_eq!(run("out.parquet", &["missing.txt"]), (2, left.to_owned()));
    assert_eq!(std::fs::read(folder.path().join("out.parquet")).expect("the rows"), good);
    assert_eq!(names(), ["a.txt", "out.parquet"]);
}

/// Stopped while it reads, it leaves what stood there, and no piece of anything.
#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_nothing() {
    use std::io::Write;
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("out.parquet"), "what stood there").expect("a file");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_dabiao"))
        .args(["score", "--parquet", "out.parquet", "-"])
        .current_dir(folder.path())
        .stdin(std::process::Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("standard input");
    stdin.write_all("序号|重点工作|完成情况\n1|修路5公里|修路4公里\n".as_bytes()).expect("it reads");
    std::thread::sleep(std::time::Duration::from_millis(500));
    child.kill().expect("it is stopped");
    child.wait().expect("it ends");
    let names: Vec<_> = std::fs::read_dir(folder.path()).expect("the folder").map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(names, ["out.parquet"]);
    assert_eq!(std::fs::read_to_string(folder.path().join("out.parquet")).expect("it stands"), "what stood there");
}

/// Many rows of one report are several groups.
#[test]
fn many_rows_are_written_in_groups() {
    let path = std::env::temp_dir().join(format!("dabiao-groups-{}.parquet", std::process::id()));
    let rows = "1|修路5公里|修路4公里\n".repeat(9000);
    let output = piped(&["score", "--parquet", &path.display().to_string(), "-"], format!("序号|重点工作|完成情况\n{rows}").as_bytes());
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let reader = SerializedFileReader::new(std::fs::File::open(&path).expect("the file")).expect("Parquet");
    let groups: Vec<i64> = reader.metadata().row_groups().iter().map(|group| group.num_rows()).collect();
    assert_eq!(groups, [4096, 4096, 808]);
    std::fs::remove_file(&path).expect("it goes");
}
