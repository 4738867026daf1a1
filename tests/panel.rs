//! `dabiao panel`: rows, holes, pairs of years, what the user knows of files, other shapes.
#![cfg(feature = "cli")]

mod run;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use run::{dabiao, status, text};

type Row = BTreeMap<String, String>;

const FIRST: &str = "2031年青海省政府工作报告\n——2031年1月20日在青海省第十七届人民代表大会第三次会议上\n\
    一、2030年工作回顾\n过去一年，地区生产总值增长4.8%，城镇新增就业6.3万人。\n二、2031年工作安排\n\
    今年主要预期目标是：社会消费品零售总额增长7%以上；地区生产总值增长5%左右，力争增长6%；城镇新增就业6万人以上；居民收入增长与经济增长同步；居民消费价格合理回升；\
    完成国家下达的粮食产量任务；进出口保持好势头。\n突出抓好就业。城镇新增就业6万人，发放补贴。\n";
const SECOND: &str = "2032年青海省政府工作报告\n一、2031年工作回顾\n过去一年，地区生产总值增长5.3%，社会消费品零售总额增长6.1%，居民人均可支配收入增长5.5%。\n\
    二、2032年工作安排\n今年经济社会发展主要预期目标是：地区生产总值增长5%以上。\n";
const COUNTRY: &str = "政府工作报告\n——2031年3月5日在第十六届全国人民代表大会第四次会议上\n国务院总理 张某\n一、2030年工作回顾\n国内生产总值增长5%。\n\
    二、2031年工作安排\n今年主要预期目标是：国内生产总值增长4.5%左右。没有提出进出口总额具体目标。\n";

/// A folder of its own with files in it.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, text) in files {
        std::fs::create_dir_all(folder.join(name).parent().expect("a folder")).expect("a folder");
        std::fs::write(folder.join(name), text).expect("a file");
    }
    folder
}

fn rows(csv: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let columns: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    reader.records().map(|row| columns.iter().cloned().zip(row.expect("a row").iter().map(str::to_owned)).collect()).collect()
}

fn panel(more: &[&str], folder: &Path) -> Vec<Row> {
    let output = dabiao(&[&["panel", "--format", "csv", folder.to_str().expect("a path")], more].concat());
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    rows(&text(&output.stdout))
}

fn of<'r>(rows: &'r [Row], year: &str, indicator: &str) -> &'r Row {
    let mut found = rows
        .iter()
        .filter(|row| row["year"] == year && row["indicator"] == indicator && row["plan"] == "annual" && row["level"] == "province");
    let row = found.next().unwrap_or_else(|| panic!("{year} {indicator}"));
    assert!(found.next().is_none(), "{year} {indicator}: two rows");
    row
}

#[test]
fn every_cell_has_a_target_or_a_reason() {
    let rows = panel(&[], &folder("panel-holes", &[("a.txt", FIRST), ("b.txt", SECOND), ("n.txt", COUNTRY)]));
    for (indicator, status, found, result) in [
        ("gdp", "stated", "reported", "5.3"),
        ("retail_sales", "stated", "reported", "6.1"),
        ("jobs_new_urban", "stated", "not_reported", ""),
        ("income_all", "relative", "reported", "5.5"),
        ("cpi", "qualitative", "not_reported", ""),
        ("grain", "delegated", "not_reported", ""),
        ("trade", "unread", "not_reported", ""),
        ("unemployment_surveyed", "not_mentioned", "not_reported", ""),
    ] {
        let row = of(&rows, "2031", indicator);
        assert_eq!([&row["status"], &row["result_status"], &row["result_value"]], [status, found, result], "{indicator}");
    }
    let gdp = of(&rows, "2031", "gdp");
    let says = |column: &str, value: &str| assert_eq!(gdp[column], value, "{column}");
    for (column, value) in [
        ("region", "青海省"),
        ("code", "630000"),
        ("parent", "全国"),
        ("report_date", "2031-01-20"),
        ("session", "十七届三次"),
        ("form", "growth"),
        ("target_low", "5"),
        ("stretch_value", "6"),
        ("constraint", "soft"),
        ("met", "1"),
        ("gap", "0.3"),
        ("superior_target", "4.5"),
        ("superior_difference", "0.5"),
        ("previous_result", "4.8"),
        ("official_value", ""),
        ("binding", ""),
        ("previous_result_unit", "%"),
        ("result_bound", ""),
        ("id", "L6.2"),
        ("corrected", ""),
    ] {
        says(column, value);
    }
    assert_eq!(of(&rows, "2031", "retail_sales")["met"], "0");
    assert_eq!(of(&rows, "2031", "retail_sales")["constraint"], "hard");
    let jobs = of(&rows, "2031", "jobs_new_urban");
    assert_eq!((jobs["bound"].as_str(), jobs["others"].as_str()), ("ge", "L7 城镇新增就业6万人"));
    assert!(gdp["sentence"].starts_with("今年主要预期目标是：社会") && gdp["sentence"].ends_with("保持好势头。"), "{}", gdp["sentence"]);
    // What is asked for in words has its sentence and its place in the text as well.
    let income = of(&rows, "2031", "income_all");
    assert!(!income["spans"].is_empty() && income["sentence"] == gdp["sentence"] && income["id"].is_empty());
    let next = of(&rows, "2032", "gdp");
    assert_eq!([&next["previous_target"], &next["previous_result"], &next["result_status"]], ["5", "5.3", "no_next_report"]);
    let declined = rows.iter().find(|row| row["region"] == "全国" && row["indicator"] == "trade").expect("a row");
    assert_eq!(declined["status"], "declined");
}

#[test]
fn a_year_between_two_reports_is_a_hole() {
    let last = SECOND.replace("2032年", "2034年").replace("2031年", "2033年");
    let rows = panel(&[], &folder("panel-years", &[("a.txt", FIRST), ("d.txt", &last)]));
    assert_eq!(of(&rows, "2031", "gdp")["result_status"], "no_next_report");
    for year in ["2032", "2033"] {
        assert_eq!((of(&rows, year, "gdp")["status"].as_str(), of(&rows, year, "gdp")["report"].as_str()), ("no_report", ""));
    }
    assert!(!rows.iter().any(|row| row["year"] == "2030" || row["year"] == "2035"));
}

#[test]
fn what_the_user_knows_wins() {
    let of_city = FIRST.replace("青海省", "泠州市");
    let files =
        [("a.txt", of_city.as_str()), ("meta.csv", "file,year,parent\na.txt,2041,青海省\n"), ("codes.csv", "code,name\n630900,泠州市\n")];
    let folder = folder("panel-meta", &files);
    let path = |name: &str| folder.join(name).to_str().expect("a path").to_owned();
    let with = |more: &[&str]| {
        let output = dabiao(&[&["panel", "--format", "csv", &path("a.txt")], more].concat());
        assert_eq!(status(&output), 0, "{}", text(&output.stderr));
        rows(&text(&output.stdout)).swap_remove(0)
    };
    let alone = with(&[]);
    assert_eq!([&alone["region"], &alone["level"], &alone["code"], &alone["year"]], ["泠州市", "", "", "2031"]);
    let coded = with(&["--codes", &path("codes.csv")]);
    assert_eq!([&coded["level"], &coded["code"], &coded["parent"]], ["prefecture", "630900", "青海省"]);
    let said = with(&["--meta", &path("meta.csv")]);
    assert_eq!([&said["year"], &said["parent"]], ["2041", "青海省"]);
    std::fs::write(folder.join("bad.csv"), "file,province\na.txt,x\n").expect("a file");
    let output = dabiao(&["panel", &path("a.txt"), "--meta", &path("bad.csv")]);
    assert_eq!(status(&output), 2);
    assert!(text(&output.stderr).contains("has a column named province; there are file, region, code"), "{}", text(&output.stderr));
}

#[test]
fn a_report_without_a_region_or_of_a_year_that_is_there_is_said() {
    let folder = folder(
        "panel-left-out",
        &[("a.txt", FIRST), ("b.txt", &FIRST.replace("7%以上", "8%以上")), ("c.txt", "一、回顾\n新建学校9所。\n")],
    );
    let output = dabiao(&["panel", "--format", "csv", folder.to_str().expect("a path")]);
    let said = text(&output.stderr);
    assert!(said.contains("b.txt: is of 青海省 and 2031, as"), "{said}");
    assert!(said.contains("c.txt: has no region that could be read, and no rows; say it with --meta"), "{said}");
    assert_eq!(of(&rows(&text(&output.stdout)), "2031", "retail_sales")["target_low"], "7");
}

#[test]
fn other_shapes_say_the_same() {
    let folder = folder("panel-shapes", &[("a.txt", FIRST), ("b.txt", SECOND)]);
    let path = folder.to_str().expect("a path");
    let long = panel(&[], &folder);
    let wide = panel(&["--wide"], &folder);
    assert_eq!(wide.len(), 2);
    assert_eq!([&wide[0]["gdp_g_s"], &wide[0]["gdp_g_t"], &wide[0]["gdp_g_r"], &wide[1]["gdp_g_t"]], ["stated", "5", "5.3", "5"]);
    assert!(wide[0].keys().all(|name| name.len() <= 32));
    let lines = text(&dabiao(&["panel", "--format", "jsonl", path]).stdout);
    assert_eq!(lines.lines().count(), long.len());
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first["region"], "青海省");
    assert!(lines.contains("\"result_value\":5.3,"));
    let array: serde_json::Value = serde_json::from_slice(&dabiao(&["panel", "--format", "json", path]).stdout).expect("JSON");
    assert_eq!(array.as_array().map(Vec::len), Some(long.len()));
    let book: serde_json::Value = serde_json::from_slice(&dabiao(&["codebook", "--of", "panel", "--format", "json"]).stdout).expect("JSON");
    let names: Vec<&str> = book.as_array().expect("a list").iter().filter_map(|entry| entry["name"].as_str()).collect();
    assert_eq!(names.len(), long[0].len());
    for entry in book.as_array().expect("a list") {
        let values: Vec<&str> = entry["values"].as_array().expect("a list").iter().filter_map(serde_json::Value::as_str).collect();
        let name = entry["name"].as_str().expect("a name");
        assert!(values.is_empty() || long.iter().all(|row| row[name].is_empty() || values.contains(&row[name].as_str())), "{name}");
    }
    assert_eq!(status(&dabiao(&["panel", "--wide", path])), 2);
}

#[test]
fn the_page_stands_alone_and_says_why_cells_are_empty() {
    let folder =
        folder("panel-page", &[("a.txt", &FIRST.replace("地区生产总值增长5%左右", "<b>地区</b>生产总值增长5%左右")), ("b.txt", SECOND)]);
    for (lang, hole) in [("zh", "相对目标"), ("en", "relative")] {
        let page = text(&dabiao(&["panel", "--format", "html", "--lang", lang, folder.to_str().expect("a path")]).stdout);
        assert!(page.starts_with("<!DOCTYPE html>") && page.contains(hole) && page.contains("scope=\"row\">青海省"), "{lang}");
        assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("<b>地区"), "{lang}");
    }
}

#[test]
fn every_indicator_is_there_where_all_is_asked_for() {
    let report = FIRST.replace("发放补贴。", "新建养老机构9所。");
    let folder = folder("panel-all", &[("a.txt", &report)]);
    assert!(!panel(&[], &folder).iter().any(|row| row["indicator"] == "养老机构"));
    let all = panel(&["--all"], &folder);
    let homes = all.iter().find(|row| row["indicator"] == "养老机构").expect("a row");
    assert_eq!([&homes["form"], &homes["target_low"], &homes["unit"]], ["level", "9", "所"]);
}

#[test]
fn two_panels_are_compared_key_by_key() {
    let folder = folder("panel-agree", &[("r/a.txt", FIRST), ("r/b.txt", SECOND)]);
    let path = |name: &str| folder.join(name).to_str().expect("a path").to_owned();
    let own = text(&dabiao(&["panel", "--format", "csv", &path("r")]).stdout);
    std::fs::write(folder.join("own.csv"), &own).expect("a file");
    let coded = "region,year,plan,indicator,form,status,target_low,result_value\n青海省,2031,annual,gdp,growth,stated,5.0,5.3\n\
                 青海省,2031,annual,retail_sales,growth,stated,8,6.1\n青海省,2031,annual,fdi,level,stated,1,\n";
    std::fs::write(folder.join("coded.csv"), coded).expect("a file");
    let output = dabiao(&["agree", "--format", "json", &path("own.csv"), &path("coded.csv")]);
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let agreement: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&agreement["matched"], &agreement["only_b"]), (&2.into(), &1.into()));
    let field =
        |name: &str| agreement["fields"].as_array().expect("a list").iter().find(|field| field["field"] == name).expect("a field").clone();
    assert_eq!((&field("target_low")["both"], &field("target_low")["agreed"]), (&2.into(), &1.into()));
    assert_eq!(field("result_value")["agreed"], 2);
    assert_eq!(agreement["disagreements"][0], "青海省 2031 annual retail_sales growth: target_low is 7 in A, 8 in B");
    let table = text(&dabiao(&["agree", &path("own.csv"), &path("coded.csv")]).stdout);
    assert!(table.contains("rows of the panel: 2 in both"), "{table}");
}

#[test]
fn folders_are_compared_report_by_report() {
    let folder = folder(
        "compare-folders",
        &[("goals/a.txt", FIRST), ("goals/n.txt", COUNTRY), ("results/x.txt", SECOND), ("meta.csv", "file,tier\na.txt,省\nn.txt,国\n")],
    );
    let path = |name: &str| folder.join(name).to_str().expect("a path").to_owned();
    let output = dabiao(&["compare", &path("goals"), &path("results"), "--format", "csv", "--all-items", "--meta", &path("meta.csv")]);
    let said = text(&output.stderr);
    assert_eq!(status(&output), 0, "{said}");
    assert!(said.contains("n.txt: has no report of the next year of its region among the results, and none of its name"), "{said}");
    let rows = rows(&text(&output.stdout));
    let gdp = rows.iter().find(|row| row["headline"] == "gdp" && row["kind"] == "target").expect("a row");
    assert_eq!([&gdp["figure_value"], &gdp["tier"], &gdp["met"]], ["5.3", "省", "1"]);
    assert!(gdp["answer_report"].ends_with("x.txt"));
    let income = rows.iter().find(|row| row["kind"] == "relative").expect("a row");
    assert_eq!([&income["headline"], &income["horizon"], &income["text"]], ["income_all", "2031", "居民收入增长与经济增长同步"]);
    let file = dabiao(&["compare", &path("goals"), &path("results/x.txt")]);
    assert_eq!(status(&file), 2);
}

#[test]
fn the_standing_of_a_target_and_what_hedges_a_result_are_said() {
    let first = "2031年青海省政府工作报告\n一、2030年工作回顾\n城镇调查失业率控制在5%以内。\n二、2031年工作安排\n今年主要预期目标是：\
        单位生产总值二氧化碳排放下降3.2%（约束性），完成国家下达的粮食产量90亿斤任务，城镇调查失业率5.5%左右。\n粮食产量90亿斤。\n";
    let second = "2032年青海省政府工作报告\n一、2031年工作回顾\n城镇调查失业率控制在5%以内，粮食产量超91亿斤。\n二、2032年工作安排\n粮食产量92亿斤。\n";
    let rows = panel(&[], &folder("panel-standing", &[("a.txt", first), ("b.txt", second)]));
    assert_eq!(of(&rows, "2031", "carbon_intensity")["binding"], "binding");
    let grain = of(&rows, "2031", "grain");
    assert_eq!([&grain["assigned"], &grain["restates"], &grain["result_approx"]], ["国家", "", "over"]);
    let jobless = of(&rows, "2031", "unemployment_surveyed");
    assert_eq!([&jobless["binding"], &jobless["assigned"], &jobless["result_value"], &jobless["result_bound"]], ["", "", "5", "le"]);
    assert_eq!([&jobless["previous_result"], &jobless["previous_result_bound"]], ["5", "le"]);
    // A level that no target asks for has its unit beside it.
    let none =
        "2031年青海省政府工作报告\n一、2030年工作回顾\n粮食产量91.5亿斤。\n二、2031年工作安排\n今年主要预期目标是：地区生产总值增长5%。\n";
    let rows = panel(&[], &folder("panel-unit", &[("a.txt", none)]));
    let grain = of(&rows, "2031", "grain");
    assert_eq!([&grain["status"], &grain["previous_result"], &grain["previous_result_unit"]], ["not_mentioned", "9150000000", "斤"]);
}

#[test]
fn at_a_mark_with_zuoyou_panel_and_score_judge_alike() {
    let second = SECOND.replace("增长5.3%", "增长4.8%");
    let folder = folder("panel-tolerance", &[("a.txt", FIRST), ("b.txt", &second)]);
    for (more, met) in [(&[][..], ""), (&["--tolerance", "0"], "0"), (&["--tolerance", "0.05"], "1")] {
        assert_eq!(of(&panel(more, &folder), "2031", "gdp")["met"], met, "{more:?}");
        let path = |name: &str| folder.join(name).to_str().expect("a path").to_owned();
        let compared = dabiao(&[&["compare", "--format", "csv", &path("a.txt"), &path("b.txt")], more].concat());
        let rows = rows(&text(&compared.stdout));
        assert_eq!(rows.iter().find(|row| row["headline"] == "gdp").expect("a row")["met"], met, "{more:?}");
    }
}

#[test]
fn a_person_corrects_targets_and_results() {
    let fix = "id,evidence,report,field,value,coder,date,note\n\
        L6.1,社会消费品零售总额增长7%以上,,value,6%,王,2033-02-01,印刷有误\n\
        ,城镇新增就业6万人以上,,achieved,6.4万人,李,,公报\n\
        L6.2,,a.txt,verdict,对,,,\n\
        L9.9,,,met,1,,,\n";
    let folder = folder("panel-corrections", &[("a.txt", FIRST), ("b.txt", SECOND), ("fix.csv", fix)]);
    let path = |name: &str| folder.join(name).to_str().expect("a path").to_owned();
    let output = dabiao(&["panel", "--format", "csv", "--corrections", &path("fix.csv"), &path("a.txt"), &path("b.txt")]);
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let said = text(&output.stderr);
    assert!(said.contains("line 5: 9.9: fits no target any more") && !said.contains("line 2"), "{said}");
    let rows = rows(&text(&output.stdout));
    let retail = of(&rows, "2031", "retail_sales");
    assert_eq!([&retail["target_low"], &retail["met"], &retail["corrected"]], ["6", "1", "value"]);
    assert_eq!(retail["corrections"], "value 7 → 6% (王, 2033-02-01, 印刷有误)");
    let jobs = of(&rows, "2031", "jobs_new_urban");
    assert_eq!([&jobs["result_status"], &jobs["result_value"], &jobs["met"], &jobs["quality"]], ["reported", "64000", "1", "direct"]);
    assert_eq!([&jobs["result_text"], &jobs["result_report"], &jobs["corrections"]], ["", "", "achieved  → 6.4万人 (李, 公报)"]);
    // A verdict is of the report that it names, and changes nothing.
    let gdp = of(&rows, "2031", "gdp");
    assert_eq!([&gdp["corrected"], &gdp["review"], &gdp["met"]], ["", "", "1"]);
    // Without a next report a person may still say what came of it.
    let output = dabiao(&["panel", "--format", "csv", "--corrections", &path("fix.csv"), &path("a.txt")]);
    let rows = self::rows(&text(&output.stdout));
    assert_eq!([&of(&rows, "2031", "jobs_new_urban")["met"], &of(&rows, "2031", "gdp")["result_status"]], ["1", "no_next_report"]);
}

#[test]
fn a_row_says_where_in_the_file_it_stands() {
    let page = |text: &str| {
        let lines: String = text.lines().map(|line| format!("<p>{line}</p>\n")).collect();
        format!("<!DOCTYPE html><html><body>{lines}</body></html>")
    };
    let folder = folder("panel-place", &[("a.html", &page(FIRST)), ("b.html", &page(SECOND)), ("c.txt", &FIRST.replace("青海", "甘肃"))]);
    let rows = panel(&[], &folder);
    let of = |region: &str, indicator: &str| {
        rows.iter().find(|row| row["region"] == region && row["year"] == "2031" && row["indicator"] == indicator).expect("a row")
    };
    let gdp = of("青海省", "gdp");
    assert_eq!([&gdp["place"], &gdp["result_place"]], ["para 6", "para 3"]);
    assert_eq!([&of("青海省", "income_all")["place"], &of("甘肃省", "gdp")["place"]], ["para 6", ""]);
}

#[test]
fn the_errors_of_a_panel_are_told_by_indicator_and_level() {
    let folder = folder("panel-errors", &[]);
    std::fs::create_dir_all(&folder).expect("a folder");
    let head = "region,level,year,plan,indicator,form,status,target_low,target_high,result_value,met\n";
    let row = |region: &str, level: &str, rest: &str| format!("{region},{level},2031,annual,{rest}\n");
    let a = [
        row("青海省", "province", "gdp,growth,stated,5,,5.3,1"),
        row("青海省", "province", "cpi,growth,stated,2,,,"),
        row("甘肃省", "province", "gdp,growth,stated,6,,,"),
        row("全国", "national", "gdp,growth,stated,4.5,5,4.9,1"),
        row("全国", "national", "grain,level,stated,1,,,"),
    ];
    let b = [
        row("青海", "", "gdp,growth,stated,5.0,,5.3,1"),
        row("青海", "", "cpi,growth,not_mentioned,,,,"),
        row("甘肃", "", "gdp,growth,stated,6,,5.8,0"),
        row("甘肃", "", "trade,growth,stated,3,,,"),
        row("全国", "", "gdp,growth,stated,4.5,5.5,4.9,1"),
    ];
    for (name, rows) in [("a.csv", a), ("b.csv", b)] {
        std::fs::write(folder.join(name), format!("{head}{}", rows.concat())).expect("a file");
    }
    let path = |name: &str| folder.join(name).to_str().expect("a path").to_owned();
    let output = dabiao(&["agree", "--format", "json", &path("a.csv"), &path("b.csv")]);
    let agreement: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let of = |name: &str, share: &str| {
        let group =
            agreement["errors"].as_array().expect("a list").iter().find(|group| group["of"] == name).unwrap_or_else(|| panic!("{name}"));
        [&group[share]["right"], &group[share]["n"]].map(|count| count.as_u64().expect("a count"))
    };
    assert_eq!([of("all", "targets_found"), of("all", "targets_right")], [[2, 4], [2, 4]]);
    assert_eq!([of("gdp", "targets_found"), of("trade", "targets_found"), of("cpi", "targets_right")], [[2, 3], [0, 1], [0, 1]]);
    assert_eq!([of("national", "targets_right"), of("province", "targets_right")], [[0, 1], [2, 3]]);
    assert_eq!([of("all", "results_found"), of("gdp", "results_right")], [[2, 3], [2, 2]]);
    assert_eq!([&agreement["misses"]["met"]["right"], &agreement["misses"]["not_met"]["right"]], [2, 0]);
    let table = text(&dabiao(&["agree", &path("a.csv"), &path("b.csv")]).stdout);
    assert!(table.contains("where the target was met by B: 2 of 2, 0.34–1.00; where it was not: 0 of 1, 0.00–0.79"), "{table}");
}
