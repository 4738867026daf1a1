//! The tidy output: what its columns hold, the codebook, the user's own columns, folders, schemes.
#![cfg(feature = "cli")]

mod run;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dabiao::Decimal;
use serde_json::Value;

use run::{REPORT, dabiao, piped, status, text};

type Row = BTreeMap<String, String>;

/// The columns in order, and the rows by column.
fn table(csv: &str) -> (Vec<String>, Vec<Row>) {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let columns: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| columns.iter().cloned().zip(row.expect("a row").iter().map(str::to_owned)).collect());
    (columns.clone(), rows.collect())
}

fn scored(more: &[&str]) -> (Vec<String>, Vec<Row>) {
    let output = dabiao(&[&["score", "--format", "csv", REPORT], more].concat());
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    table(&text(&output.stdout))
}

#[test]
fn every_item_has_a_row_once_words_are_asked_for() {
    let (_, targets) = scored(&[]);
    let (_, rows) = scored(&["--all-items"]);
    let (quantified, words): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row["kind"] == "target");
    assert_eq!(quantified.iter().map(|row| &row["id"]).collect::<Vec<_>>(), targets.iter().map(|row| &row["id"]).collect::<Vec<_>>());
    let mut lines: Vec<&str> = rows.iter().map(|row| row["item_line"].as_str()).collect();
    lines.dedup();
    assert_eq!(lines.len(), 103);
    let source = std::fs::read_to_string(format!("{}/{REPORT}", env!("CARGO_MANIFEST_DIR"))).expect("the report");
    for row in words {
        assert!(row["value"].is_empty() && row["quality"].is_empty() && row["id"].is_empty() && !row["text"].is_empty());
        let (from, to) = row["spans"].split_once("..").expect("a span");
        assert!(source.get(from.parse().expect("a number")..to.parse().expect("a number")).is_some_and(|said| !said.is_empty()));
    }
}

#[test]
fn commitments_in_words_have_their_kind() {
    let source = "序号|重点工作|完成情况\n\
                  1|完成国家下达的粮食生产任务,居民收入高于全国平均水平|完成\n\
                  2|新增项目5个,数量位居全省前列,6月底前建成大桥|新增5个\n\
                  3|加强宣传,实现全面建成小康社会目标,巩固创建成效|已宣传\n\
                  4|完成年度计划开工的80%|完成\n";
    let output = piped(&["score", "--format", "csv", "--all-items", "-"], source.as_bytes());
    let (_, rows) = table(&text(&output.stdout));
    let kinds: Vec<(&str, &str)> = rows.iter().map(|row| (row["kind"].as_str(), row["text"].as_str())).collect();
    assert_eq!(
        kinds,
        [
            ("delegated", "完成国家下达的粮食生产任务"),
            ("relative", "居民收入高于全国平均水平"),
            ("target", "新增项目5个"),
            ("rank", "数量位居全省前列"),
            ("milestone", "6月底前建成大桥"),
            ("other", "加强宣传,实现全面建成小康社会目标,巩固创建成效"),
            ("other", "完成年度计划开工的80%"),
        ]
    );
}

#[test]
fn a_headline_has_its_code_and_its_basis() {
    let source = "一、2026年工作安排\n地区生产总值年均增长5%(按可比价),工业固定资产投资增长8%,固定资产投资同比增长6%,城镇新增就业3万人。\n";
    let output = piped(&["score", "--format", "csv", "-"], source.as_bytes());
    let (_, rows) = table(&text(&output.stdout));
    let cells: Vec<[&str; 3]> = rows.iter().map(|row| ["headline", "price_basis", "comparison"].map(|name| row[name].as_str())).collect();
    assert_eq!(
        cells,
        [["gdp", "comparable", "annual_average"], ["", "", ""], ["fixed_investment", "", "year_on_year"], ["jobs_new_urban", "", ""]]
    );
}

fn codebook() -> Vec<Value> {
    let out = text(&dabiao(&["codebook", "--format", "json"]).stdout);
    serde_json::from_str::<Value>(&out).expect("JSON").as_array().expect("a list").clone()
}

/// A folder of its own for one test.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("dabiao-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn write(path: &Path, what: &str) -> String {
    std::fs::write(path, what).expect("a file");
    path.display().to_string()
}

#[test]
fn the_codebook_names_every_column_and_no_other() {
    let (columns, _) = scored(&[]);
    let named: Vec<String> = codebook().iter().map(|entry| entry["name"].as_str().expect("a name").to_owned()).collect();
    assert_eq!(columns, named);
    let (_, csv) = table(&text(&dabiao(&["codebook", "--format", "csv"]).stdout));
    assert_eq!(csv.iter().map(|entry| entry["name"].clone()).collect::<Vec<_>>(), named);
    let page = text(&dabiao(&["codebook"]).stdout);
    for entry in codebook() {
        let (name, meaning) = (entry["name"].as_str().expect("a name"), entry["meaning"].as_str().expect("a meaning"));
        assert!(page.contains(&format!("\n{name}  (")) && page.contains(meaning), "{name}");
    }
}

/// Whether a text is evidence as it is written: `12..34;40..52`.
fn are_spans(text: &str) -> bool {
    let ends = |span: &str| span.split_once("..").and_then(|(from, to)| Some((from.parse::<usize>().ok()?, to.parse::<usize>().ok()?)));
    text.split(';').all(|span| ends(span).is_some_and(|(from, to)| from < to))
}

#[test]
fn every_cell_is_what_the_codebook_says() {
    let (_, rows) = scored(&[]);
    let mut filled = BTreeMap::new();
    for entry in codebook() {
        let name = entry["name"].as_str().expect("a name");
        let values: Vec<&str> = entry["values"].as_array().expect("values").iter().filter_map(Value::as_str).collect();
        for cell in rows.iter().map(|row| row[name].as_str()).filter(|cell| !cell.is_empty()) {
            *filled.entry(name.to_owned()).or_insert(0) += 1;
            let fits = match entry["type"].as_str().expect("a type") {
                "integer" => cell.parse::<u64>().is_ok(),
                "decimal" => cell.parse::<Decimal>().is_ok(),
                "flag" => matches!(cell, "0" | "1"),
                "text" => true,
                "texts" => cell.split(';').all(|text| !text.is_empty()),
                "spans" => are_spans(cell),
                "evidences" => cell.split(" | ").all(|spans| spans.is_empty() || are_spans(spans)),
                other => panic!("{other} is no type"),
            };
            assert!(fits && (values.is_empty() || values.contains(&cell)), "{name}: {cell}");
        }
    }
    assert!(rows.iter().all(|row| (row["year"].as_str(), row["period"].as_str()) == ("2022", "半年度")));
    // What stands in every row.
    for name in ["report", "sha256", "id", "text", "indicator", "spans", "quality", "confidence", "lexicon_version", "crate_version"] {
        assert_eq!(filled.get(name), Some(&rows.len()), "{name}");
    }
}

#[test]
fn evidence_is_the_same_in_bytes_and_in_characters() {
    let source = std::fs::read_to_string(format!("{}/{REPORT}", env!("CARGO_MANIFEST_DIR"))).expect("the report");
    let chars: Vec<char> = source.chars().collect();
    let ends = |spans: &str| -> Vec<(usize, usize)> {
        let number = |text: &str| text.parse().expect("a number");
        spans
            .split([';', '|'])
            .map(|span| span.trim().split_once("..").map(|(from, to)| (number(from), number(to))).expect("a span"))
            .collect()
    };
    let (_, rows) = scored(&[]);
    let mut seen = 0;
    for row in &rows {
        for (bytes, characters) in [("spans", "spans_chars"), ("figure_spans", "figure_spans_chars")] {
            if row[bytes].is_empty() {
                continue;
            }
            for ((from, to), (first, last)) in ends(&row[bytes]).into_iter().zip(ends(&row[characters])) {
                assert_eq!(source[from..to], chars[first..last].iter().collect::<String>());
                seen += 1;
            }
        }
    }
    assert!(seen > 150);
}

#[test]
fn a_byte_order_mark_stands_in_front_unless_it_is_left_out() {
    let with = dabiao(&["score", "--format", "csv", REPORT]).stdout;
    let without = dabiao(&["score", "--format", "csv", "--no-bom", REPORT]).stdout;
    assert_eq!(with.strip_prefix("\u{feff}".as_bytes()), Some(&without[..]));
    assert!(without.starts_with(b"report,"));
}

#[test]
fn a_folder_is_read_by_name_into_one_file_with_the_users_columns() {
    let folder = folder("folder");
    let report = |agency: &str| format!("序号|重点工作|责任单位|上半年完成情况\n1|招引项目20个|{agency}|招引项目9个\n");
    for (name, agency) in [("b.txt", "乙局"), ("a.csv", "甲局"), ("c.md", "丙局"), (".hidden.txt", "丁局"), ("d.pdf", "戊局")] {
        write(&folder.join(name), &report(agency));
    }
    let path = folder.display().to_string();
    let manifest = folder.join("files.manifest");
    let meta = write(&manifest, "tier,file,code\n市,a.csv,110000\n区,b.txt,000330\n县,c.md,1\n县,unused.txt,2\n");
    let run = |jobs| dabiao(&["score", "--format", "csv", "--jobs", jobs, "--meta", &meta, &path]);
    let output = run("1");
    let passed = "d.pdf (text that is no report by its ending .pdf), files.manifest (text that is no report by its ending .manifest)";
    assert_eq!((status(&output), text(&output.stderr)), (0, format!("dabiao: {path}: passed over: {passed}\n")));
    assert!(output.stdout == run("3").stdout, "the number of jobs changes nothing");
    let (columns, rows) = table(&text(&output.stdout));
    assert_eq!(columns[columns.len() - 2..], ["tier", "code"]);
    let cells: Vec<(&str, &str, &str)> = rows.iter().map(|row| (&row["agency"][..], &row["tier"][..], &row["code"][..])).collect();
    assert_eq!(cells, [("甲局", "市", "110000"), ("乙局", "区", "000330"), ("丙局", "县", "1")]);

    write(&manifest, "file,tier\na.csv,市\n");
    let output = run("1");
    let message = format!("dabiao: {path}: passed over: {passed}\ndabiao: {meta}: has no row for b.txt; add one, or leave the file out\n");
    assert_eq!((status(&output), text(&output.stderr), text(&output.stdout).as_str()), (2, message, ""));
    std::fs::remove_dir_all(&folder).expect("the folder is gone");
}

#[test]
fn a_scheme_fills_its_columns_and_says_what_it_refuses() {
    let (_, rows) = scored(&[]);
    assert!(rows.iter().all(|row| row["scheme"] == "ratio" && row["score"] == row["ratio"].clone() + stated(row)));
    // Half a year is not over: no band is guessed.
    let (_, rows) = scored(&["--scheme", "bands"]);
    assert!(rows.iter().all(|row| row["score"].is_empty() && row["band"].is_empty() && !row["refused"].is_empty()));
    assert!(rows.iter().filter(|row| row["refused"] == "not_due").count() > 40);
    let (_, rows) = scored(&["--scheme", "gap"]);
    assert!(rows.iter().all(|row| row["score"] == row["gap"] || row["refused"] == "no_figure"));
    assert!(rows.iter().any(|row| row["unit"] == "%" && row["score_unit"] == "百分点"));
    let (_, rows) = scored(&["--scheme", "capped"]);
    let flows = rows.iter().filter(|row| row["measure"] == "flow");
    assert!(flows.clone().count() > 90 && flows.clone().all(|row| row["score"] == row["counted_ratio"]));

    let output = dabiao(&["score", "--scheme", "grade", REPORT]);
    assert_eq!(status(&output), 2);
    assert!(text(&output.stderr).contains("no such scheme; there are ratio, capped, budget, bands, pace, gap, baseline"));
}

/// The printed rate, where it takes the ratio's place.
fn stated(row: &Row) -> &str {
    if row["combine"] == "stated" { &row["stated_ratio"] } else { "" }
}

#[test]
fn a_scheme_stands_in_json_only_where_it_is_asked_for() {
    let run = |more: &[&str]| text(&dabiao(&[&["score", "--format", "jsonl", REPORT], more].concat()).stdout);
    assert!(!run(&[]).contains("\"scheme\""));
    let out = run(&["--scheme", "pace"]);
    let row: Value = serde_json::from_str(out.lines().nth(5).expect("a line")).expect("JSON");
    let outcome = &row["targets"][0]["outcome"];
    assert_eq!((&outcome["scheme"], &outcome["score"], &outcome["pace"]), (&"pace".into(), &0.into(), &0.into()));
}

#[test]
fn every_scheme_is_listed_with_formula_and_source() {
    let out = text(&dabiao(&["schemes"]).stdout);
    for scheme in dabiao::Scheme::all() {
        assert!(out.contains(scheme.name) && out.contains(scheme.formula) && out.contains(scheme.source), "{}", scheme.name);
    }
}

#[test]
fn a_tolerance_counts_for_targets_with_about_only() {
    let source = "序号|重点工作|上半年完成情况\n1|招引项目20个左右|招引项目19个\n2|招引企业20家|招引企业19家\n".as_bytes();
    let met = |tolerance: &str| {
        let output = piped(&["score", "--format", "csv", "--tolerance", tolerance, "-"], source);
        let (_, rows) = table(&text(&output.stdout));
        rows.iter().map(|row| row["met"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(met("0"), ["0", "0"]);
    assert_eq!(met("0.05"), ["1", "0"]);
    assert_eq!(status(&dabiao(&["score", "--tolerance", "5", REPORT])), 2);
}

#[test]
fn compared_figures_are_cited_by_their_own_report() {
    let folder = folder("cite");
    let asked = write(&folder.join("2025.txt"), "一、2024年工作回顾\n新增企业9家。\n二、2025年重点工作\n新增企业20家。\n");
    let given = write(&folder.join("2026.txt"), "一、2025年工作回顾\n全年新增企业25家。\n二、2026年重点工作\n新增企业40家。\n");
    let output = dabiao(&["compare", "--format", "csv", "--scheme", "bands", &asked, &given]);
    let (_, rows) = table(&text(&output.stdout));
    let row = &rows[0];
    assert_eq!((&row["report"], &row["answer_report"], &row["band"]), (&asked, &given, &"exceeded".to_owned()));
    assert_ne!(row["sha256"], row["answer_sha256"]);
    let (from, to) = row["figure_spans_chars"].split_once("..").expect("a span");
    let chars: Vec<char> = std::fs::read_to_string(&given).expect("the report").chars().collect();
    let said: String = chars[from.parse().expect("a number")..to.parse().expect("a number")].iter().collect();
    assert_eq!(said, row["figure_text"]);
    std::fs::remove_dir_all(&folder).expect("the folder is gone");
}

#[test]
fn the_codebook_names_every_column_of_the_summary() {
    let (columns, _) = table(&text(&dabiao(&["summary", "--format", "csv", REPORT]).stdout));
    let (_, entries) = table(&text(&dabiao(&["codebook", "--of", "summary", "--format", "csv"]).stdout));
    assert_eq!(entries.iter().map(|entry| entry["name"].clone()).collect::<Vec<_>>(), columns);
}

#[test]
fn a_summary_adds_up_and_agrees_with_the_rows() {
    let output = dabiao(&["summary", "--format", "csv", REPORT]);
    assert_eq!(status(&output), 0);
    let (_, groups) = table(&text(&output.stdout));
    let (_, rows) = scored(&[]);
    let number = |row: &Row, name: &str| row[name].parse::<usize>().expect("a count");
    let mean = |rows: &[&Row]| -> Option<Decimal> {
        let ratios: Vec<Decimal> = rows.iter().filter_map(|row| row["counted_ratio"].parse().ok()).collect();
        let sum: Decimal = ratios.iter().sum();
        sum.checked_div(Decimal::from(ratios.len())).map(|mean| mean.round_dp(9))
    };
    for group in &groups {
        let of = |row: &&Row| match group["by"].as_str() {
            "all" => true,
            // An office in parentheses is counted with the agency in front of it.
            "agency" => row["agencies"].split(';').any(|agency| agency.split('(').next() == Some(group["name"].as_str())),
            "measure" => row["measure"] == group["name"],
            "reason" => row["reason"] == group["name"] || (row["reason"].is_empty() && group["name"] == "direct"),
            "item" => format!("L{}", row["item_line"]) == group["name"],
            other => panic!("{other} is no kind of group"),
        };
        let members: Vec<&Row> = rows.iter().filter(of).collect();
        let count = |is: &dyn Fn(&Row) -> bool| members.iter().filter(|row| is(row)).count();
        assert_eq!(number(group, "targets"), members.len(), "{group:?}");
        assert_eq!(number(group, "answered"), count(&|row| row["quality"] != "none"));
        assert_eq!(number(group, "words"), count(&|row| row["combine"] == "qualitative"));
        assert_eq!(number(group, "answered"), ["direct", "proxy", "words"].iter().map(|name| number(group, name)).sum::<usize>());
        assert_eq!(number(group, "scored"), count(&|row| !row["counted_ratio"].is_empty()));
        assert_eq!(group["mean"].parse::<Decimal>().ok().map(|mean| mean.round_dp(9)), mean(&members), "{group:?}");
    }
    for by in ["measure", "reason", "item"] {
        assert_eq!(groups.iter().filter(|group| group["by"] == by).map(|group| number(group, "targets")).sum::<usize>(), rows.len());
    }
    let jsonl = text(&dabiao(&["summary", "--format", "jsonl", "--by", "measure,all", REPORT]).stdout);
    let read: Vec<Value> = jsonl.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((read[0]["name"].as_str(), read.last().expect("a group")["by"].as_str()), (Some("flow"), Some("all")));
    assert!(read[0]["mean"].is_number());
}

#[test]
fn the_top_band_of_confidence_is_right_and_holds_most_answers() {
    let pairs = ["even", "odd"].map(|rows| format!("{REPORT}=seeds/annotations-{rows}.jsonl"));
    let output = dabiao(&["calibrate", "--format", "csv", &pairs[0], &pairs[1]]);
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let (_, rows) = table(&text(&output.stdout));
    let number = |row: &Row, name: &str| row[name].parse::<usize>().expect("a count");
    let of = |report: &str| rows.iter().filter(|row| row["report"] == report).collect::<Vec<_>>();
    let all = of("all");
    let (bands, total) = (&all[..4], all[4]);
    assert_eq!(bands.iter().map(|row| number(row, "n")).sum::<usize>(), number(total, "n"));
    let top = bands[0];
    assert!(number(top, "right") * 100 >= number(top, "n") * 96, "{top:?}");
    assert!(number(top, "n") * 100 >= number(total, "n") * 50, "{top:?} of {total:?}");
    assert!(number(total, "n") > 80 && of(REPORT).len() == 10);

    let limits = std::fs::read_to_string(format!("{}/src/docs/limits.md", env!("CARGO_MANIFEST_DIR"))).expect("the page");
    let printed = text(&dabiao(&["calibrate", &pairs[0], &pairs[1]]).stdout);
    let (_, shown) = printed.split_once("\n\n").expect("a table");
    assert!(limits.contains(shown), "the page on limits shows other figures than\n{shown}");

    let output = dabiao(&["calibrate", REPORT]);
    assert_eq!(status(&output), 2);
    assert!(text(&output.stderr).contains("give REPORT=ANNOTATIONS"));
}

#[test]
fn words_of_ones_own_stand_in_the_version() {
    let folder = folder("words");
    let own = write(&folder.join("own.toml"), "[units]\n\"工位\" = \"piece\"\n");
    let (_, plain) = scored(&[]);
    let (_, rows) = scored(&["--lexicon", &own]);
    assert_eq!(rows.len(), plain.len());
    assert!(rows.iter().zip(&plain).all(|(row, plain)| row["lexicon_version"] != plain["lexicon_version"]));
    let (_, mine) = table(&text(&dabiao(&["summary", "--format", "csv", "--lexicon", &own, REPORT]).stdout));
    assert!(mine.len() > 100);
    std::fs::remove_dir_all(&folder).expect("the folder is gone");
}
