//! The program from outside: formats, exit status, messages word for word, and that the README shows what is printed.
#![cfg(feature = "cli")]

mod run;

use serde_json::Value;

use run::{REPORT, dabiao, piped, status, text};

#[test]
fn jsonl_is_one_object_an_item_with_bare_decimals() {
    let output = dabiao(&["score", "--format", "jsonl", REPORT]);
    assert_eq!(status(&output), 0);
    let out = text(&output.stdout);
    let rows: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(rows.len(), 103);
    assert_eq!(rows[0]["report"], REPORT);
    let row = &rows[5];
    assert_eq!((row["line"].as_u64(), row["number"].as_str()), (Some(7), Some("6")));
    assert_eq!(row["agencies"], serde_json::json!(["区委组织部(人才办)", "区人力社保局"]));
    let first = &row["targets"][0];
    assert_eq!((first["id"].as_str(), first["value"].as_u64(), first["bound"].as_str()), (Some("7.1"), Some(20), Some("eq")));
    assert_eq!(first["outcome"]["ratio"].as_f64(), Some(0.5));
    assert_eq!(first["outcome"]["status"], "open");
    assert!(out.contains("\"value\":7235300,"), "decimals are bare");
    assert!(!out.contains("\"value\":\""), "no decimal is a string");
}

#[test]
fn json_is_one_array_over_all_files() {
    let output = dabiao(&["score", "--format", "json", "--jobs", "2", REPORT, REPORT]);
    assert_eq!(status(&output), 0);
    let rows: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(rows.as_array().map(Vec::len), Some(206));
}

#[test]
fn the_number_of_jobs_changes_no_byte() {
    let files = [REPORT, "README.md", REPORT];
    for format in ["table", "json", "jsonl", "csv"] {
        let one = dabiao(&[&["score", "--format", format, "--jobs", "1"], &files[..]].concat());
        let three = dabiao(&[&["score", "--format", format, "--jobs", "3"], &files[..]].concat());
        assert!(one.stdout == three.stdout && one.stderr == three.stderr, "{format}");
        assert!(one.stdout.len() > 30_000);
    }
}

#[test]
fn the_number_of_jobs_changes_no_byte_of_large_files() {
    let folder = std::env::temp_dir().join(format!("dabiao-large-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let row = |n: usize| format!("{n}|新增企业{n}家，{}|新增企业{}家\n", "优化服务".repeat(900), n / 2 + 1);
    let rows: String = std::iter::once("序号|重点工作|完成情况\n".to_owned()).chain((1..120).map(row)).collect();
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("it can be written");
        path.display().to_string()
    };
    let files = [
        REPORT.to_owned(),
        write("rows.txt", &rows),
        write("nothing.txt", &" 　\n".repeat(240_000)),
        write("zero.txt", &format!("{rows}120|新增企业5家\0|\n")),
        REPORT.to_owned(),
    ];
    assert!(rows.len() > 1 << 20);
    let same = |format: &str, files: &[String], ends: i32| {
        let run = |jobs| {
            let args = ["score", "--format", format, "--jobs", jobs].into_iter().chain(files.iter().map(String::as_str));
            dabiao(&args.collect::<Vec<_>>())
        };
        let (one, three) = (run("1"), run("3"));
        assert!(one.stdout == three.stdout && one.stderr == three.stderr, "{format} {files:?}");
        assert_eq!((status(&one), status(&three)), (ends, ends), "{files:?}");
    };
    for format in ["table", "json", "csv"] {
        same(format, &files, 2);
    }
    same("jsonl", &files[1..2], 0);
    same("json", &files[2..3], 2);
    same("json", &files[3..4], 2);
    std::fs::remove_dir_all(&folder).expect("it can be taken away");
}

#[test]
fn csv_has_a_row_for_each_target_and_every_column() {
    let output = dabiao(&["score", "--format", "csv", REPORT]);
    let out = text(&output.stdout);
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let columns = reader.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let jsonl = text(&dabiao(&["score", "--format", "jsonl", REPORT]).stdout);
    let targets: usize =
        jsonl.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")["targets"].as_array().map_or(0, Vec::len)).sum();
    assert_eq!(rows.len(), targets);
    assert!(rows.iter().all(|row| row.len() == columns.len()));
}

#[test]
fn the_table_fits_a_page_and_ends_in_a_summary() {
    let output = dabiao(&["score", REPORT]);
    let out = text(&output.stdout);
    for line in out.lines().take_while(|line| *line != REPORT) {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 100, "{line}");
    }
    assert!(!out.contains('\x1b'), "no colour without a terminal");
    assert!(out.contains("103 items"));
    assert!(out.lines().any(|line| line.contains("区综合行政执法局") && line.contains('%')));
}

#[test]
fn explain_shows_evidence_rule_and_rivals() {
    let out = text(&dabiao(&["score", "--explain", "10", REPORT]).stdout);
    for part in [
        "10.1  新增孵化载体30个",
        "rule noun_before",
        "新增孵化载体27个 [上半年]",
        "ratio 0.9 (exactly)",
        "拥有各类孵化载体154个",
        "only near",
        "bytes ",
    ] {
        assert!(out.contains(part), "{part} is not in\n{out}");
    }
}

#[test]
fn compare_answers_one_report_from_the_next() {
    let folder = std::env::temp_dir().join(format!("dabiao-compare-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let (asked, given) = (folder.join("2025.txt"), folder.join("2026.txt"));
    std::fs::write(&asked, "一、2024年工作回顾\n新增企业9家。\n二、2025年重点工作\n新增企业20家。\n").expect("a file");
    std::fs::write(&given, "一、2025年工作回顾\n新增企业25家。\n二、2026年重点工作\n新增企业40家。\n").expect("a file");
    let output = dabiao(&["compare", "--format", "jsonl", &asked.display().to_string(), &given.display().to_string()]);
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let row: Value = serde_json::from_slice(&output.stdout).expect("one line of JSON");
    let outcome = &row["targets"][0]["outcome"];
    assert_eq!((outcome["ratio"].as_f64(), outcome["figures"][0]["report"].as_u64()), (Some(1.25), Some(1)));
    assert_eq!(status(&dabiao(&["compare", &asked.display().to_string(), "no-such-file"])), 2);
    std::fs::remove_dir_all(&folder).expect("the folder is gone");
}

#[test]
fn quantities_are_listed_by_line() {
    let output = piped(&["quantities", "--format", "jsonl", "-"], "无\n新增企业1500余户\n".as_bytes());
    assert_eq!(status(&output), 0);
    let row: Value = serde_json::from_slice(&output.stdout).expect("one line of JSON");
    assert_eq!(row["line"], 2);
    assert_eq!(row["mentions"][0]["value"], 1500);
    assert_eq!(row["mentions"][0]["spans"], serde_json::json!([[16, 26]]));
}

#[test]
fn figures_are_listed_with_the_columns_of_their_codebook() {
    let source = "2031年政府工作报告\n一、2030年工作回顾\n新建学校12所。\n二、2031年工作安排\n新建学校15所。\n".as_bytes();
    let output = piped(&["figures", "--format", "csv", "--no-bom", "-"], source);
    assert_eq!((status(&output), text(&output.stderr).as_str()), (0, ""));
    let mut rows = csv::Reader::from_reader(&output.stdout[..]);
    let columns: Vec<String> = rows.headers().expect("a header").iter().map(str::to_owned).collect();
    let codebook = dabiao(&["codebook", "--of", "figures", "--format", "csv"]).stdout;
    let entries: Vec<csv::StringRecord> = csv::Reader::from_reader(&codebook[..]).records().map(|entry| entry.expect("an entry")).collect();
    assert_eq!(entries.iter().map(|entry| &entry[0]).collect::<Vec<_>>(), columns);
    let found: Vec<csv::StringRecord> = rows.records().map(|row| row.expect("a row")).collect();
    let cell = |name: &str| &found[0][columns.iter().position(|column| column == name).expect("a column")];
    assert_eq!(["id", "indicator", "value", "unit", "since", "rule"].map(cell), ["3.f1", "学校", "12", "所", "2030-01-01", "stance"]);
    assert_eq!(found.len(), 1);
    let row = piped(&["figures", "--format", "json", "-"], source).stdout;
    let rows: Value = serde_json::from_slice(&row).expect("JSON");
    assert_eq!((rows[0]["value"].as_u64(), rows[0]["text"].as_str()), (Some(12), Some("新建学校12所")));
    let nothing = piped(&["figures", "-"], "下一步计划新建学校12所。\n".as_bytes());
    assert_eq!((status(&nothing), text(&nothing.stderr)), (1, "dabiao: -: read 1 item; no achieved figure was found\n".to_owned()));
}

#[test]
fn the_exit_status_is_the_highest_of_all_files() {
    let nothing = piped(&["score", "--format", "none", "-"], "今天天气好\n".as_bytes());
    assert_eq!((status(&nothing), text(&nothing.stdout).as_str()), (1, ""));
    let table_without_targets = "序号|重点工作|完成情况|\n1|加强宣传|已宣传|\n2|加强管理|已管理|\n";
    assert_eq!(status(&piped(&["score", "-"], table_without_targets.as_bytes())), 1);
    assert_eq!(status(&dabiao(&["score", "--format", "none", REPORT])), 0);
    assert_eq!(status(&dabiao(&["score", "--format", "none", REPORT, "no-such-file"])), 2);
    assert_eq!(status(&dabiao(&["score"])), 2);
    assert_eq!(status(&dabiao(&["score", "--format", "xml", REPORT])), 2);
}

#[test]
fn a_report_cut_short_is_read_as_far_as_it_goes() {
    let whole = std::fs::read(format!("{}/{REPORT}", env!("CARGO_MANIFEST_DIR"))).expect("the report");
    // In the middle of a character: the rest of it is replaced, and its item marked.
    let cut = (30_000..30_010).find(|&at| std::str::from_utf8(&whole[..at]).is_err()).expect("the middle of a character");
    let output = piped(&["score", "--format", "jsonl", "-"], &whole[..cut]);
    assert_eq!(status(&output), 0);
    let rows: Vec<Value> = text(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let last = rows.last().expect("items");
    assert!(rows.len() > 30 && last["damaged"] == true);
    let bytes = whole[..cut].len() - String::from_utf8_lossy(&whole[..cut]).trim_end_matches('\u{fffd}').len();
    let were = if bytes == 1 { "byte that is no UTF-8 was" } else { "bytes that are no UTF-8 were" };
    let message = format!(
        "dabiao: -: {bytes} {were} replaced by \u{fffd} (item on line {}, marked damaged); see whether the file was cut short or is in \
         another encoding (--encoding)\n",
        last["line"]
    );
    assert_eq!(text(&output.stderr), message);
    let text_end = (0..4).map(|back| 40_000 - back).find(|&at| std::str::from_utf8(&whole[..at]).is_ok()).expect("a character's end");
    let output = piped(&["score", "--format", "jsonl", "-"], &whole[..text_end]);
    assert_eq!(status(&output), 0);
    assert!(text(&output.stdout).lines().count() > 40);
}

#[test]
fn the_readme_shows_what_is_printed() {
    let readme = std::fs::read_to_string(format!("{}/README.md", env!("CARGO_MANIFEST_DIR"))).expect("the README");
    let printed = text(&dabiao(&["score", REPORT]).stdout);
    let printed: Vec<&str> = printed.lines().collect();
    let shown = readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a block of output");
    let lines: Vec<&str> = shown.lines().filter(|line| *line != "[…]").collect();
    assert!(lines.len() > 30);
    for line in lines {
        assert!(printed.contains(&line), "the README shows a line that is not printed:\n{line}");
    }
}

#[test]
fn two_reports_the_other_way_round_are_noticed() {
    let folder = std::env::temp_dir().join(format!("dabiao-years-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let report = |name: &str, year: u16| {
        let text = format!("一、{}年工作回顾\n城镇新增就业3万人。\n二、{year}年重点工作\n城镇新增就业3.1万人。\n", year - 1);
        let path = folder.join(name);
        std::fs::write(&path, text).expect("a file");
        path.to_string_lossy().into_owned()
    };
    let (older, newer) = (report("older.txt", 2023), report("newer.txt", 2024));
    let compare = |targets: &str, results: &str| text(&dabiao(&["compare", targets, results]).stderr);
    assert_eq!(compare(&older, &newer), "");
    let said = compare(&newer, &older);
    assert!(said.ends_with("its review is of another year than the goals; see whether the two files are the other way round\n"), "{said}");
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}
