//! The page of `--format html`: whole, small, in two languages, and safe whatever a report says.
#![cfg(feature = "cli")]

mod run;

use std::path::Path;

use run::{REPORT, dabiao, dabiao_in, status, text};

fn page(args: &[&str]) -> String {
    let output = dabiao(&[&["score", "--format", "html"], args].concat());
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    text(&output.stdout)
}

/// The text between two others.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map(|(found, _)| found).unwrap_or_else(|| panic!("no {from} … {to}"))
}

#[test]
fn the_page_of_the_seed_is_whole_and_small() {
    for lang in ["zh", "en"] {
        let page = page(&["--lang", lang, REPORT]);
        assert!(page.len() < 300_000, "{lang}: {} bytes", page.len());
        assert_eq!(page.matches("<li id=\"r1-").count(), 126);
        // Nothing is fetched: no address but those inside the page and the data that it holds.
        for address in page.split("href=\"").skip(1).chain(page.split("src=\"").skip(1)) {
            assert!(address.starts_with('#') || address.starts_with("data:text/csv"), "{}", &address[..address.len().min(60)]);
        }
        assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("@import"), "nothing of elsewhere is named");
        assert_eq!((page.matches("<script").count(), page.matches("</html>").count()), (1, 1));
        let csv = between(&page, "href=\"data:text/csv;charset=utf-8,%EF%BB%BF", "\"");
        assert_eq!(csv.matches("%0A").count(), 127, "a header and a row for each target");
    }
}

#[test]
fn a_row_shows_task_and_progress_with_what_was_read() {
    let page = page(&["--lang", "zh", REPORT]);
    let row = between(&page, "<li id=\"r1-10.2\"", "</li>");
    for part in [
        "data-class=\"on_track\"",
        "<b>物理空间</b>",
        "160 万平方米",
        "83.05 万平方米",
        "51.9 %",
        "<mark class=\"t\">物理空间160万平方米</mark>",
        "<mark class=\"a\">新增物理空间83.05万平方米</mark>",
        "<mark class=\"r\">物理空间723.53万方<i>另有更近的</i></mark>",
        "差距 -76.95 万平方米",
        "年度已过 50.0 %",
        "指标相同；把握 0.94",
        "编号 10.2 · 第 10 行 (字节 8040..8067 → 8221..8256)",
    ] {
        assert!(row.contains(part), "{part} is not in\n{row}");
    }
    // A proxy is hatched, and its ratio stands in brackets.
    let near = between(&page, "<li id=\"r1-10.3\"", "</li>");
    assert!(near.contains("(36.0 %)") && near.contains("<rect class=\"near\"") && near.contains("~ 仅到前一步"), "{near}");
    for part in
        ["已答复", "<b>94</b>", "<b>63.1 %</b>", "20.0 % 至 88.3 %", "欠进度 15, 未报告 30, 无法比较 38, 达进度 22, 超进度 14, 已完成 7"]
    {
        assert!(page.contains(part), "{part}");
    }
    let agencies: Vec<&str> = between(&page, "<table class=\"agencies\">", "</table>").split("<th scope=\"row\">").skip(1).collect();
    assert!(agencies[0].starts_with("良渚新城") && agencies.len() == 25, "{}", agencies.len());
}

/// Agencies are picked by the names that they are counted under; the rows keep what is printed.
#[test]
fn the_filter_lists_agencies_by_the_names_they_are_counted_under() {
    let page = page(&["--lang", "zh", REPORT]);
    let list = between(&page, "data-by=\"agency\"", "</select>");
    assert!(list.contains("<option>区发改局</option>") && !list.contains("区发改局("), "{list}");
    assert!(page.contains("<span class=\"g\" data-name=\"区发改局\">区发改局(金融办)</span>"));
    assert!(page.contains("<span class=\"g\">区科技局</span>"), "a name that is counted as it is printed stands once");
}

/// Branches of a city's bureaus are named after the district whose report it is, where they agree and the others are its own.
#[test]
fn the_place_of_a_title_is_that_of_the_branches_among_the_agencies() {
    let folder = tempfile::tempdir().expect("a folder");
    let title = |agencies: [&str; 2]| {
        let [first, second] = agencies;
        let report = format!("序号|重点工作|牵头单位|完成情况\n1|修路5公里|{first}|修路4公里\n2|建站3座|{second}|建站3座\n");
        std::fs::write(folder.path().join("a.txt"), report).expect("a file");
        between(&text(&dabiao_in(folder.path(), &["a.txt", "--format", "html", "--lang", "zh"]).stdout), "<title>", "</title>").to_owned()
    };
    assert_eq!(title(["市规划局青岩分局", "区交通局"]), "青岩区工作目标完成情况");
    assert_eq!(title(["市公安局青岩县分局(交警大队)", "县交通局"]), "青岩县工作目标完成情况");
    for unsaid in [
        ["市规划局青岩分局", "市生态环境局白石分局"],
        ["市规划局青岩分局", "青岩街道"],
        ["市规划局青岩分局", "市交通局"],
        ["市规划局", "区交通局"],
        ["市规划局青岩分局", "市公安局白石分局、区交通局"],
    ] {
        assert_eq!(title(unsaid), "工作目标完成情况", "{unsaid:?}");
    }
}

/// Goals for later: no class, no mean, and when the report was given.
#[test]
fn a_page_of_goals_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let text_of = "青海省2031年政府工作报告\n——2031年1月20日在青海省第十五届人民代表大会第三次会议上\n一、2030年工作回顾\n一年来工作有序。\n二、2031年重点工作\n新建学校15所。\n新建医院3所。\n";
    std::fs::write(folder.path().join("a.txt"), text_of).expect("a file");
    let page = text(&dabiao_in(folder.path(), &["score", "--format", "html", "--lang", "zh", "a.txt"]).stdout);
    assert_eq!(between(&page, "<title>", "</title>"), "青海省2031年工作目标");
    for part in ["<dt>报告日期</dt><dd>2031-01-20，十五届三次</dd>", "没有完成数字", "今后的目标", "<b>2</b>"] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    for part in ["平均完成度</dt>", "<svg class=\"classes\""] {
        assert!(!page.contains(part), "{part}");
    }
}

#[test]
fn the_language_follows_the_locale() {
    let title = |locale: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_dabiao"))
            .args(["score", "--format", "html", REPORT])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", locale)
            .output()
            .expect("the program runs");
        between(&text(&output.stdout), "<title>", "</title>").to_owned()
    };
    assert_eq!(title("zh_CN.UTF-8"), "余杭区2022年半年度工作目标完成情况");
    assert_eq!(title("C.UTF-8"), "余杭区 2022 半年度: What was promised, what was reached");
}

const SCRIPT: &str = "<script>alert()</script>\"'><img src=x onerror=alert()>&lt;";

/// Script in every cell, in the heading, in the name of the file and in the columns of the user.
#[test]
fn what_a_report_says_is_text_and_never_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, what: &str| std::fs::write(folder.path().join(name), what).expect("it can be written");
    let safe = |args: &[&str]| {
        let output = dabiao_in(folder.path(), args);
        assert_eq!(status(&output), 0, "{}", text(&output.stderr));
        let page = text(&output.stdout);
        assert!(page.contains("&lt;script&gt;alert()&lt;/script&gt;"), "the text is there");
        assert_eq!(page.matches("<script").count(), 1, "{args:?}");
        assert_eq!((page.matches("<img").count(), page.matches(" onerror=alert()>").count()), (0, 0), "{args:?}");
        let csv = between(&page, "data:text/csv;charset=utf-8,", "\"");
        assert!(!csv.contains(['<', '>', '\'']), "{args:?}");
        page
    };
    let name = "a<script>alert()<>&\".txt";
    let name = if cfg!(windows) { "a.txt" } else { name };
    let row = |n: usize| {
        format!("{n}|新增{SCRIPT}企业{n}家{SCRIPT}|{SCRIPT}区{SCRIPT}局|上半年{SCRIPT}新增{SCRIPT}企业4家,其中{SCRIPT}商户3家\n")
    };
    put(name, &format!("{SCRIPT}\n序号|重点工作|牵头单位|完成情况\n{}{}", row(5), row(6)));
    put(
        "meta.csv",
        &format!("file,\"note{}\"\n\"{}\",\"{}\"\n", "<script>alert()</script>", name.replace('"', "\"\""), SCRIPT.replace('"', "\"\"")),
    );
    let html = safe(&["score", "--format", "html", "--meta", "meta.csv", name]);
    assert!(html.contains("企业"), "targets are read");
    put("2024.txt", &format!("一、2024年重点工作\n新增{SCRIPT}企业20家。\n"));
    put("2025.txt", &format!("一、2024年工作回顾\n新增{SCRIPT}企业25家。\n"));
    safe(&["compare", "--format", "html", "2024.txt", "2025.txt"]);
}

#[test]
fn several_reports_and_a_summary_are_pages_too() {
    let two = page(&["--lang", "en", REPORT, "tests/documents/tasks.html"]);
    assert!(two.contains("<a href=\"#report2\">tasks.html</a>") && two.contains("id=\"r2-"), "two reports");
    assert!(two.contains("(bytes "), "where it stands");
    let output = dabiao(&["summary", "--format", "html", "--lang", "en", REPORT]);
    let summary = text(&output.stdout);
    assert!(status(&output) == 0 && summary.contains("<b>63.1 %</b>") && !summary.contains("<li id=\"r1-"), "no rows");
    let output = dabiao(&["score", "--format", "html", REPORT, "no-such-file"]);
    assert_eq!((status(&output), text(&output.stdout).contains("</html>")), (2, true), "what can be read is shown");
}

#[test]
fn compared_reports_show_the_later_ones_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, what: &str| std::fs::write(Path::new(folder.path()).join(name), what).expect("it can be written");
    put("2025.txt", "一、2024年工作回顾\n新增企业9家。\n二、2025年重点工作\n新增企业20家。\n");
    put("2026.txt", "一、2025年工作回顾\n推进服务。新增企业25家。\n二、2026年重点工作\n新增企业40家。\n");
    let output = dabiao_in(folder.path(), &["compare", "--format", "html", "--lang", "zh", "2025.txt", "2026.txt"]);
    let page = text(&output.stdout);
    assert!(
        page.contains("<mark class=\"t\">新增企业20家</mark>") && page.contains("推进服务。<mark class=\"a\">新增企业25家</mark>"),
        "{page}"
    );
    assert!(page.contains("2025.txt") && page.contains("2026.txt") && page.contains("125.0 %"));
}
