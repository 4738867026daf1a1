//! What is handed on: the sheet, the draft paragraph, and where they are written.
#![cfg(feature = "cli")]

mod run;

use std::path::Path;

use run::{REPORT, dabiao, dabiao_in, piped, status, text};

const SMALL: &str = "序号|重点工作|牵头单位|上半年完成情况\n\
                     1|招引项目20个、企业9家|甲局、乙局|招引项目9个\n\
                     2|加强宣传|甲局|已加强\n\
                     3|修路4公里|乙局|修路4公里\n\
                     5|居民收入增长8%|丙局|居民收入增长7%\n\
                     6|建成泵站3座|丙局|泵站建设未达序时进度,建成泵站1座\n";

fn folder(reports: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, what) in reports {
        std::fs::write(folder.path().join(name), what).expect("it can be written");
    }
    folder
}

/// The rows of a sheet, as the program itself reads them.
fn rows(folder: &Path, file: &str) -> Vec<String> {
    text(&dabiao_in(folder, &["text", file]).stdout).lines().map(str::to_owned).collect()
}

#[test]
fn the_sheet_has_the_reports_own_rows_and_a_column_for_the_reviewer() {
    let folder = folder(&[("a.txt", SMALL)]);
    let output = dabiao_in(folder.path(), &["score", "--format", "xlsx", "--lang", "zh", "-o", "a.xlsx", "a.txt"]);
    assert_eq!((status(&output), text(&output.stdout).as_str()), (0, ""), "{}", text(&output.stderr));
    let rows = rows(folder.path(), "a.xlsx");
    let all = rows.join("\n");
    for name in
        ["序号", "任务", "责任单位", "进展", "指标", "目标", "完成", "完成率", "进度", "说明", "出处", "编号", "复核结论", "复核备注"]
    {
        assert!(all.contains(name), "{name} is not in\n{all}");
    }
    let at = |what: &str| rows.iter().position(|row| row.contains(what)).unwrap_or_else(|| panic!("{what} is not in\n{all}"));
    // In the order of the report, with the row that has no target, and numbered as there.
    assert!(at("| 2.1 |") < at("| 2.2 |"), "{all}");
    assert!(all.contains("| 3 | 修路4公里 | 乙局 | 修路4公里 |"), "a row whose task and progress are the same keeps both\n{all}");
    assert!(at("招引项目20个") < at("加强宣传") && at("加强宣传") < at("修路4公里") && at("修路4公里") < at("居民收入增长8%"), "{all}");
    assert!(rows[at("修路4公里")].contains("已完成") && rows[at("建成泵站3座")].contains("欠进度"), "{all}");
    // The second sheet.
    assert!(all.contains("下限") && all.contains("上限"), "{all}");
    // The same report gives the same bytes.
    let again = |name: &str| {
        assert_eq!(status(&dabiao_in(folder.path(), &["score", "--format", "xlsx", "--lang", "zh", "-o", name, "a.txt"])), 0);
        std::fs::read(folder.path().join(name)).expect("a sheet")
    };
    assert!(again("b.xlsx") == again("c.xlsx"), "the bytes differ");
    let output = dabiao_in(folder.path(), &["score", "--format", "xlsx", "a.txt"]);
    assert_eq!(text(&output.stderr), "dabiao: usage: a sheet is no text; give the file that it goes to: -o sheet.xlsx\n");
}

#[test]
fn the_draft_counts_the_classes_and_names_what_is_behind() {
    let zh = piped(&["score", "--format", "text", "--lang", "zh", "-"], SMALL.as_bytes());
    let want = "共5项目标，达到序时进度1项，占比20.0%，其中已完成1项；未报告1项。欠进度3项：项目（甲局、乙局，目标20个，完成9个，45.0%）、居民收入（丙局，目标8%，完成7%，87.5%）、泵站（丙局，目标3座，完成1座，33.3%）。\n\
                （草稿由 dabiao 据原文写成，数字请逐项核对后使用。）\n";
    assert_eq!((status(&zh), text(&zh.stdout).as_str()), (0, want));
    let en = piped(&["score", "--format", "text", "--lang", "en", "--slack", "0.05", "-"], SMALL.as_bytes());
    assert!(
        text(&en.stdout).starts_with("Of 5 targets 2 are where they should be by now, 40.0 % (done 1, on track 1)"),
        "{}",
        text(&en.stdout)
    );
    let csv = piped(&["score", "--scheme", "progress", "--format", "csv", "-"], SMALL.as_bytes());
    let mut reader = csv::Reader::from_reader(&csv.stdout[..]);
    let header = reader.headers().expect("a header").clone();
    let column = |name: &str| header.iter().position(|column| column == name).expect("a column");
    let (class, stated, score) = (column("class"), column("stated_class"), column("score"));
    let rows: Vec<[String; 3]> = reader
        .records()
        .map(|row| row.expect("a row"))
        .map(|row| [row[class].to_owned(), row[stated].to_owned(), row[score].to_owned()])
        .collect();
    let is = |class: &str, stated: &str, score: &str| [class.to_owned(), stated.to_owned(), score.to_owned()];
    assert_eq!(
        rows,
        [is("behind", "", "2"), is("not_reported", "", ""), is("done", "", "5"), is("behind", "", "2"), is("behind", "behind", "2")]
    );
}

#[test]
fn an_output_file_is_put_in_its_place_when_it_is_whole() {
    let folder = folder(&[("a.txt", SMALL), ("out.csv", "what stood there")]);
    let held = || std::fs::read_to_string(folder.path().join("out.csv")).expect("a file");
    let failed = dabiao_in(folder.path(), &["score", "--format", "csv", "-o", "out.csv", "a.txt", "no-such-file"]);
    assert_eq!((status(&failed), held().as_str()), (2, "what stood there"));
    assert!(
        text(&failed.stderr).ends_with("dabiao: out.csv: is not written, since not everything could be read; what stood there stands\n"),
        "{}",
        text(&failed.stderr)
    );
    let printed = text(&dabiao_in(folder.path(), &["score", "--format", "csv", "a.txt"]).stdout);
    let done = dabiao_in(folder.path(), &["-o", "out.csv", "score", "--format", "csv", "a.txt"]);
    assert_eq!((status(&done), text(&done.stdout).as_str(), held()), (0, "", printed));
    let own = dabiao_in(folder.path(), &["score", "-o", "a.txt", "a.txt"]);
    assert_eq!(
        (status(&own), text(&own.stderr).starts_with("dabiao: a.txt: is the file that the output goes to; send that to another one\n")),
        (2, true),
        "{}",
        text(&own.stderr)
    );
    assert_eq!(std::fs::read_to_string(folder.path().join("a.txt")).expect("the report"), SMALL, "a file that is read is never written to");
    let nowhere = dabiao_in(folder.path(), &["score", "-o", "no/such/folder.csv", "a.txt"]);
    assert!(status(&nowhere) == 2 && text(&nowhere.stderr).starts_with("dabiao: no/such/folder.csv: cannot be written: "), "{nowhere:?}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 2, "nothing is left behind");
}

#[test]
fn a_file_alone_is_scored_and_a_word_is_a_command() {
    let same = |args: &[&str]| text(&dabiao(args).stdout);
    assert_eq!(same(&[REPORT, "--format", "jsonl"]), same(&["score", REPORT, "--format", "jsonl"]));
    let folder = folder(&[("score", SMALL), ("a.txt", SMALL)]);
    assert_eq!(dabiao_in(folder.path(), &["./score"]).stdout, dabiao_in(folder.path(), &["score", "./score"]).stdout);
    assert_eq!(status(&dabiao_in(folder.path(), &["score"])), 2, "a command without its files");
    assert!(text(&dabiao_in(folder.path(), &["socre", "a.txt"]).stderr).contains("unrecognized subcommand"));
    assert!(text(&dabiao_in(folder.path(), &["none.txt"]).stderr).contains("none.txt: there is no such file"));
}

#[test]
fn colours_languages_completions_and_the_manual() {
    let printed = |args: &[&str]| text(&piped(args, SMALL.as_bytes()).stdout);
    assert!(printed(&["score", "--color", "always", "-"]).contains("\u{1b}[") && !printed(&["score", "-"]).contains('\u{1b}'));
    let zh = printed(&["score", "--lang", "zh", "-"]);
    for part in ["进行中", "达标", "未报告", "完成度：", "责任单位  目标数", "增速"] {
        assert!(zh.contains(part), "{part} is not in\n{zh}");
    }
    assert!(!zh.contains(['{', '}']) && !zh.contains("targets") && !zh.contains("completion"), "{zh}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(text(&dabiao(&["completions", shell]).stdout).contains("compare"), "{shell}");
    }
    assert!(text(&dabiao(&["man"]).stdout).contains(".TH dabiao 1"));
    assert!(text(&dabiao(&["man", "compare"]).stdout).contains(".TH dabiao-compare 1"));
    assert_eq!(status(&dabiao(&["man", "nothing"])), 2);
}

/// The names of columns, the codebook and what is explained are said in Chinese; an output with such names is read again.
#[test]
fn columns_and_explanations_are_said_in_chinese() {
    let folder = folder(&[("a.txt", SMALL)]);
    let run = |args: &[&str]| text(&dabiao_in(folder.path(), args).stdout);
    let csv = run(&["score", "--format", "csv", "--lang", "zh", "--no-bom", "-o", "zh.csv", "a.txt"]) + &run(&["text", "zh.csv"]);
    assert!(csv.starts_with("报告,文件SHA256,") && csv.contains(",完成率,") && csv.contains(",direct,"), "{csv}");
    run(&["score", "--format", "csv", "-o", "en.csv", "a.txt"]);
    assert!(run(&["diff", "en.csv", "zh.csv"]).ends_with("0 of targets, 0 of answers, 0 of verdicts\n"));
    assert!(run(&["agree", "en.csv", "zh.csv"]).contains("5 in both, 0 only in A, 0 only in B"));
    assert!(run(&["figures", "--format", "csv", "--lang", "zh", "--no-bom", "a.txt"]).starts_with("报告,文件SHA256,"));
    assert!(run(&["figures", "--lang", "zh", "a.txt"]).starts_with("  行  指标、数字、所属日期"));
    assert!(run(&["summary", "--format", "csv", "--lang", "zh", "--no-bom", "a.txt"]).starts_with("报告,分组方式,组名,"));
    let codebook = run(&["codebook", "--lang", "zh"]);
    assert!(
        codebook.contains("\nratio 完成率  (小数；单位：占目标的份额，1 为全部)\n") && codebook.contains("flow（增量（累计））"),
        "{codebook}"
    );
    let explained = run(&["score", "--explain", "2", "--lang", "zh", "a.txt"]);
    for part in [
        "任务      招引项目20个",
        "答复      直接答复，一个数字；规则：指标相同，把握",
        "完成率 0.45（恰为）",
        "重点工作：任务列（表头写明",
    ] {
        assert!(explained.contains(part), "{part} is not in\n{explained}");
    }
    assert!(!explained.contains(['{', '}']), "{explained}");
}

#[test]
fn a_pattern_of_names_is_spread_where_no_shell_did() {
    let folder = folder(&[("a1.txt", SMALL), ("a2.txt", &SMALL.replace("修路", "修桥")), ("b.txt", SMALL)]);
    let run = |args: &[&str]| dabiao_in(folder.path(), args);
    let reports = |output: &std::process::Output| {
        let said = text(&output.stdout);
        ["a1.txt", "a2.txt", "b.txt"]
            .map(|name| said.contains(&format!("\"report\": \"{name}\"")) || said.contains(&format!("\"report\":\"{name}\"")))
    };
    for pattern in ["a*.txt", "a?.txt", "[a]*.txt"] {
        let output = run(&[pattern, "--format", "jsonl"]);
        assert_eq!((status(&output), reports(&output)), (0, [true, true, false]), "{pattern}: {}", text(&output.stderr));
    }
    let none = run(&["c*.txt", "--format", "jsonl"]);
    assert_eq!(
        (status(&none), text(&none.stderr).as_str()),
        (2, "dabiao: c*.txt: no file is of this pattern; check the folder and the ending\n")
    );
    // A file of that very name is meant, and what is no pattern is a name.
    if !cfg!(windows) {
        std::fs::write(folder.path().join("[a].txt"), SMALL).expect("a file");
        assert!(text(&run(&["[a].txt", "--format", "jsonl"]).stdout).contains("[a].txt"));
    }
    assert!(text(&run(&["c[.txt"]).stderr).starts_with("dabiao: c[.txt: there is no such file"));
}

#[test]
fn corrections_override_what_was_read_and_are_shown_everywhere() {
    let corrections = "id,evidence,field,value,coder,date,note\n\
                       2.1,招引项目20个,achieved,10,甲,2026-01-05,\"见附件<b>\"\n\
                       9.9,,met,1,,,\n\
                       L5.1,,verdict,正确,乙,,\n";
    let folder = folder(&[("a.txt", SMALL), ("fix.csv", corrections)]);
    let run = |args: &[&str]| {
        let output = dabiao_in(folder.path(), &[&["score", "--corrections", "fix.csv", "a.txt"], args].concat());
        let said = "dabiao: fix.csv: line 3: 9.9: fits no target any more; see whether the report changed\n";
        assert_eq!((status(&output), text(&output.stderr).as_str()), (0, said), "{args:?}");
        text(&output.stdout)
    };
    let jsonl = run(&["--format", "jsonl"]);
    let first: serde_json::Value = serde_json::from_str(jsonl.lines().next().expect("an item")).expect("JSON");
    let target = &first["targets"][0];
    assert_eq!((target["outcome"]["ratio"].as_f64(), target["outcome"]["achieved"].as_u64()), (Some(0.5), Some(10)));
    let correction = &target["corrections"][0];
    assert_eq!((correction["was"].as_str(), correction["now"].as_str(), correction["coder"].as_str()), (Some("9"), Some("10"), Some("甲")));
    let table = run(&[]);
    assert!(table.contains("✎ 项目") && table.contains("50.0 %"), "{table}");
    let csv = run(&["--format", "csv"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let at = |name: &str| header.iter().position(|column| column == name).expect("a column");
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!((&rows[0][at("corrected")], &rows[0][at("review")]), ("achieved", ""));
    assert_eq!((&rows[3][at("corrected")], &rows[3][at("review")]), ("", "正确"));
    let page = run(&["--format", "html", "--lang", "zh"]);
    assert!(
        page.contains("<b>项目</b> ✎") && page.contains("人工更正") && page.contains("完成值: 9 → 10 (甲, 2026-01-05, 见附件&lt;b&gt;)"),
        "{page}"
    );
    assert!(page.contains("<dt>人工更正</dt><dd>1<small> · <a href=\"#r1-2.1\">项目</a></small></dd>"), "{page}");
    let explained = dabiao_in(folder.path(), &["score", "--corrections", "fix.csv", "--explain", "2", "a.txt"]);
    assert!(text(&explained.stdout).contains("corrected achieved: 9 → 10 (甲"), "{}", text(&explained.stdout));
    let summary = dabiao_in(folder.path(), &["summary", "--corrections", "fix.csv", "--format", "csv", "a.txt"]);
    assert!(text(&summary.stdout).contains("0.5"), "{}", text(&summary.stdout));
}

/// What is said of every sheet that is given back, behind its name.
const OTHER_CELLS: &str = "dabiao: : of a sheet only 复核结论 and 复核备注 are read; what was changed in other cells is not\n";

/// The verdicts of a sheet that was filled in stand in the sheet of the next run.
#[test]
fn a_sheet_keeps_its_verdicts_over_a_second_run() {
    let folder = folder(&[("a.txt", SMALL), ("fix.csv", "id,field,value,note\n5.1,verdict,正确,已核对\n")]);
    let sheet = |from: &str, to: &str| {
        let args = ["score", "--format", "xlsx", "--lang", "zh", "--corrections", from, "-o", to, "a.txt"];
        let output = dabiao_in(folder.path(), &args);
        let said = if from.ends_with("xlsx") { OTHER_CELLS } else { "" };
        assert_eq!((status(&output), text(&output.stderr).replace(from, "")), (0, said.to_owned()));
        rows(folder.path(), to).into_iter().find(|row| row.contains("| 5.1 |")).expect("the row")
    };
    let first = sheet("fix.csv", "one.xlsx");
    assert!(first.ends_with("| 5.1 | 正确 | 已核对 |"), "{first}");
    assert_eq!(sheet("one.xlsx", "two.xlsx"), first);
}

#[test]
fn a_verdict_lands_on_no_other_target_of_a_report_that_changed() {
    let (head, rest) = SMALL.split_once('\n').expect("a header");
    let grown = format!("{head}\n0|新建车站2座|区交通局|新建车站1座\n{rest}");
    let folder = folder(&[("a.txt", SMALL), ("b.txt", &grown), ("fix.csv", "id,field,value\n5.1,verdict,正确\n")]);
    let run = |args: &[&str]| dabiao_in(folder.path(), args);
    assert_eq!(status(&run(&["score", "--format", "xlsx", "--lang", "zh", "--corrections", "fix.csv", "-o", "one.xlsx", "a.txt"])), 0);
    let again = run(&["score", "--format", "csv", "--no-bom", "--corrections", "one.xlsx", "b.txt"]);
    // The row moved: its words are those of one target only.
    let corrected: Vec<String> = text(&again.stdout).lines().filter(|line| line.contains(",正确,")).map(str::to_owned).collect();
    assert!(corrected.len() == 1 && corrected[0].contains("L6.1"), "{}", text(&again.stdout));
    assert!(text(&again.stderr).contains("the target is 6.1 now, and was corrected"), "{}", text(&again.stderr));
    // Without the row it fits nothing.
    let gone: String = SMALL.lines().filter(|line| !line.contains("居民收入")).map(|line| format!("{line}\n")).collect();
    std::fs::write(folder.path().join("d.txt"), gone).expect("a file");
    let none = run(&["score", "--format", "csv", "--no-bom", "--corrections", "one.xlsx", "d.txt"]);
    assert!(!text(&none.stdout).contains("正确"), "{}", text(&none.stdout));
    assert!(text(&none.stderr).contains("fits no target any more"), "{}", text(&none.stderr));
    let same = run(&["score", "--format", "csv", "--no-bom", "--corrections", "one.xlsx", "a.txt"]);
    assert_eq!((text(&same.stdout).matches("正确").count(), text(&same.stderr).replace("one.xlsx", "")), (1, OTHER_CELLS.to_owned()));
    // Of two reports each has its own.
    let both = ["score", "--format", "xlsx", "--lang", "zh", "--corrections", "fix2.csv", "-o", "two.xlsx", "a.txt", "c.txt"];
    std::fs::write(folder.path().join("c.txt"), SMALL.replace("序号", "编号")).expect("a file");
    std::fs::write(folder.path().join("fix2.csv"), "report,id,field,value\na.txt,5.1,verdict,正确\n").expect("a file");
    assert_eq!(status(&run(&both)), 0, "{}", text(&run(&both).stderr));
    let again = run(&["score", "--format", "csv", "--no-bom", "--corrections", "two.xlsx", "a.txt", "c.txt"]);
    assert_eq!(text(&again.stdout).matches("正确").count(), 1);
}

#[test]
fn what_a_person_says_was_reached_stands_in_the_table() {
    let folder = folder(&[("a.txt", SMALL), ("fix.csv", "id,field,value\n2.1,achieved,15\n")]);
    let table = text(&dabiao_in(folder.path(), &["score", "--corrections", "fix.csv", "a.txt"]).stdout);
    let row = table.lines().find(|line| line.contains('✎')).expect("the corrected row");
    assert!(row.contains("15 个") && !row.contains(" 9 个"), "{row}");
    std::fs::write(folder.path().join("fix.csv"), "id,field,value\n2.1,achieved,8\n").expect("a file");
    let draft = text(&dabiao_in(folder.path(), &["score", "--corrections", "fix.csv", "--format", "text", "--lang", "zh", "a.txt"]).stdout);
    assert!(draft.contains("项目（甲局、乙局，目标20个，完成8个，40.0%，人工更正）"), "{draft}");
    std::fs::write(folder.path().join("fix.csv"), "id,field,value\n2.1,achieved,15公里\n").expect("a file");
    let refused = dabiao_in(folder.path(), &["score", "--corrections", "fix.csv", "a.txt"]);
    assert!(text(&refused.stderr).contains("a number in the unit of the target"), "{}", text(&refused.stderr));
}

#[test]
fn the_name_of_an_output_says_its_format() {
    let folder = folder(&[("a.txt", SMALL)]);
    for (format, name) in [("table", "a.xlsx"), ("csv", "a.html"), ("xlsx", "a.csv")] {
        let output = dabiao_in(folder.path(), &["score", "--format", format, "-o", name, "a.txt"]);
        assert_eq!((status(&output), folder.path().join(name).exists()), (2, false), "{format} {name}");
    }
}

/// A file that is written in Chinese, and one whose ending says its format.
#[test]
fn a_file_of_corrections_may_be_in_chinese() {
    let folder = folder(&[("a.txt", SMALL), ("fix.csv", "编号,更正项,更正为,复核人\n2.1,完成值,15,甲\n5.1,答复类型,没有答复,乙\n")]);
    let table = dabiao_in(folder.path(), &["score", "--corrections", "fix.csv", "a.txt"]);
    assert_eq!((status(&table), text(&table.stderr).as_str()), (0, ""));
    let table = text(&table.stdout);
    assert!(table.contains("15 个") && table.lines().any(|line| line.contains("✎ 居民收入") && line.contains("not reported")), "{table}");
    let page = dabiao_in(folder.path(), &["score", "--corrections", "fix.csv", "--format", "html", "--lang", "zh", "a.txt"]);
    assert!(text(&page.stdout).contains("答复类型: 直接答复 → 没有答复 (乙)") && text(&page.stdout).contains("配对：人工更正"));
}

#[test]
fn the_ending_of_an_output_says_its_format_where_nothing_else_does() {
    let folder = folder(&[("a.txt", SMALL)]);
    let written = |args: &[&str], name: &str| {
        let output = dabiao_in(folder.path(), args);
        assert_eq!(status(&output), 0, "{args:?}: {}", text(&output.stderr));
        std::fs::read(folder.path().join(name)).expect("a file")
    };
    assert!(written(&["a.txt", "-o", "p.html"], "p.html").starts_with(b"<!DOCTYPE html>"));
    assert!(written(&["-o", "q.html", "a.txt"], "q.html").starts_with(b"<!DOCTYPE html>"));
    assert!(written(&["--output=r.xlsx", "score", "a.txt"], "r.xlsx").starts_with(b"PK"));
    assert!(written(&["summary", "a.txt", "-o", "s.csv"], "s.csv").starts_with("\u{feff}report,by,".as_bytes()));
    assert!(written(&["score", "a.txt", "-o", "t.txt"], "t.txt").starts_with(b"line   no."));
    assert_eq!(written(&["score", "--format", "csv", "a.txt", "-o", "x.txt"], "x.txt")[..3], [0xef, 0xbb, 0xbf]);
}

#[test]
fn corrections_that_are_none_are_refused() {
    let refused = |corrections: &str| {
        let folder = folder(&[("a.txt", SMALL), ("fix.csv", corrections)]);
        let output = dabiao_in(folder.path(), &["score", "--format", "none", "--corrections", "fix.csv", "a.txt"]);
        assert_eq!(status(&output), 2);
        text(&output.stderr)
    };
    assert_eq!(refused("id,value\n2.1,5\n"), "dabiao: fix.csv: has no column named field; its columns are id, value\n");
    assert_eq!(refused("field,value\nmet,1\n"), "dabiao: fix.csv: has no column named id or evidence; its columns are field, value\n");
    assert_eq!(
        refused("id,field,value\n2.1,goal,5\n"),
        "dabiao: fix.csv: line 2: \"goal\" is no field that can be corrected; there are indicator, value, unit, bound, measure, polarity, \
         achieved, quality, met, verdict\n"
    );
    assert_eq!(refused("id,field,value\n,met,5\n"), "dabiao: fix.csv: line 2: says of no target; give its id or its evidence\n");
    assert_eq!(
        refused("id,field,value,note\n2.1,achieved,2,141,公告\n"),
        "dabiao: fix.csv: line 2: 5 cells stand in it and 4 in the header; put what holds a comma in quotation marks\n"
    );
    assert_eq!(
        refused("id,field,value\n2.1,achieved,21\n2.1,achieved,12\n"),
        "dabiao: fix.csv: line 3: says another achieved of the same target than line 2; leave one of them\n"
    );
    assert_eq!(refused("id,field,value\n2.1,met,yes\n"), "dabiao: fix.csv: line 2: \"yes\" is none; 1, 0 or nothing would be\n");
}

#[test]
fn a_difference_says_what_changed_and_why() {
    let folder =
        folder(&[("a.txt", SMALL), ("fix.csv", "id,field,value\n2.1,achieved,21\n"), ("words.toml", "[units]\n\"只船\" = \"piece\"\n")]);
    let csv = |to: &str, more: &[&str]| {
        let output = dabiao_in(folder.path(), &[&["score", "--format", "csv", "-o", to, "a.txt"], more].concat());
        assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    };
    let diff = |new: &str, more: &[&str]| text(&dabiao_in(folder.path(), &[&["diff", "old.csv", new], more].concat()).stdout);
    csv("old.csv", &[]);
    csv("fixed.csv", &["--corrections", "fix.csv"]);
    csv("words.csv", &["--lexicon", "words.toml", "--corrections", "fix.csv"]);
    let same = diff("old.csv", &[]);
    assert_eq!(same, "5 targets in old, 5 in new; 0 only in old, 0 only in new; differences: 0 of targets, 0 of answers, 0 of verdicts\n");
    let fixed = diff("fixed.csv", &[]);
    for line in [
        "a.txt L2.1  招引项目20个",
        "  answer achieved: 9 → 21   [corrections]",
        "  answer ratio: 0.45 → 1.05   [corrections]",
        "  verdict status: open → met   [corrections]",
        "differences: 0 of targets, 2 of answers, 2 of verdicts",
    ] {
        assert!(fixed.contains(line), "{line} is not in\n{fixed}");
    }
    assert!(diff("words.csv", &[]).contains("[corrections, the words]"));
    std::fs::write(folder.path().join("a.txt"), SMALL.replace("修路4公里|乙局", "修路5公里|乙局")).expect("a file");
    csv("other.csv", &[]);
    let other = diff("other.csv", &["--format", "csv", "--no-bom"]);
    assert!(other.contains("L4.1,修路5公里,target,only in new,,,") && other.contains("L4.1,修路4公里,target,only in old,,,"), "{other}");
    assert_eq!(status(&dabiao_in(folder.path(), &["diff", "old.csv", "a.txt"])), 2);
}
