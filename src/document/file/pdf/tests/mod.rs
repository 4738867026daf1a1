//! Files made here: a page is what its instructions draw, in a font that is not in the file and is named by a Chinese character map.

mod cost;
mod drawing;
mod fonts;
mod unruled;

use std::fmt::Write as _;
use std::io::Write as _;

use super::read;

/// The instructions of a page.
#[derive(Default, Clone)]
struct Drawn(String);

impl Drawn {
    /// Shows a text at a place.
    fn text(mut self, x: f64, y: f64, text: &str) -> Self {
        self.show(x, y, 10.0, text);
        self
    }

    fn show(&mut self, x: f64, y: f64, size: f64, text: &str) {
        let codes: String = text.encode_utf16().fold(String::new(), |mut codes, unit| {
            let _ = write!(codes, "{unit:04x}");
            codes
        });
        let _ = writeln!(self.0, "BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET");
    }

    fn rule(mut self, from: (f64, f64), to: (f64, f64)) -> Self {
        let _ = writeln!(self.0, "{} {} m {} {} l S", from.0, from.1, to.0, to.1);
        self
    }

    /// Rules around every cell of a grid.
    fn grid(mut self, xs: &[f64], ys: &[f64]) -> Self {
        let (left, right) = (xs[0], xs[xs.len() - 1]);
        let (top, bottom) = (ys[0], ys[ys.len() - 1]);
        for y in ys {
            self = self.rule((left, *y), (right, *y));
        }
        for x in xs {
            self = self.rule((*x, top), (*x, bottom));
        }
        self
    }

    /// A table: its columns begin at `xs`, its rows stand `apart`, the first at `y`.
    fn rows<const N: usize>(mut self, xs: [f64; N], y: f64, apart: f64, rows: &[[&str; N]]) -> Self {
        for (at, row) in rows.iter().enumerate() {
            for (x, said) in xs.into_iter().zip(row).filter(|(_, said)| !said.is_empty()) {
                self.show(x, y - apart * at as f64, 10.0, said);
            }
        }
        self
    }

    /// Lines of prose under each other, as wide as they are.
    fn prose(mut self, x: f64, y: f64, lines: &[&str]) -> Self {
        for (at, line) in lines.iter().enumerate() {
            let indent = if line.starts_with('　') { 20.0 } else { 0.0 };
            self.show(x + indent, y - 18.0 * at as f64, 10.0, line.trim_start_matches('　'));
        }
        self
    }
}

/// The objects of a file, from the first.
fn file(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        let _ = writeln!(out, "{} 0 obj", at + 1);
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let table = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(out, "{place:010} 00000 n ");
    }
    let _ = write!(out, "trailer<</Size {}/Root 1 0 R{trailer}>>\nstartxref\n{table}\n%%EOF", objects.len() + 1);
    out
}

fn stream(content: &[u8], keys: &str) -> Vec<u8> {
    let mut out = format!("<</Length {}{keys}>>stream\n", content.len()).into_bytes();
    out.extend_from_slice(content);
    out.extend_from_slice(b"\nendstream");
    out
}

const FONT: &str = "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]>>";
const INNER: &str =
    "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500]>>";

/// The objects of a file with a page for each; what a page has beside its instructions is said in its keys.
fn objects(pages: &[Drawn], keys: &str) -> Vec<Vec<u8>> {
    let kids: String = (0..pages.len()).fold(String::new(), |mut kids, at| {
        let _ = write!(kids, "{} 0 R ", 6 + 2 * at);
        kids
    });
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len()).into_bytes(),
        b"<</Font<</F1 4 0 R>>>>".to_vec(),
        FONT.as_bytes().to_vec(),
        INNER.as_bytes().to_vec(),
    ];
    for (at, page) in pages.iter().enumerate() {
        let content = 7 + 2 * at;
        objects
            .push(format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Resources 3 0 R/Contents {content} 0 R{keys}>>").into_bytes());
        objects.push(stream(page.0.as_bytes(), ""));
    }
    objects
}

fn made(pages: &[Drawn]) -> Vec<u8> {
    file(&objects(pages, ""), "")
}

/// What is read of pages: text, the places of its parts, remarks.
fn shown(bytes: &[u8]) -> (String, Vec<(usize, String)>, Vec<String>) {
    let (text, places, remarks) = read(bytes).unwrap().into_parts();
    (text, places.into_iter().map(|(at, place)| (at, place.to_string())).collect(), remarks)
}

fn text(pages: &[Drawn]) -> String {
    shown(&made(pages)).0.trim().to_owned()
}

fn error(bytes: &[u8]) -> String {
    read(bytes).unwrap_err().to_string()
}

#[test]
fn cells_are_what_rules_divide() {
    let page = Drawn::default()
        .text(40.0, 560.0, "表一")
        .grid(&[40.0, 100.0, 220.0, 300.0], &[540.0, 520.0, 500.0, 480.0])
        .text(45.0, 525.0, "类别")
        .text(105.0, 525.0, "任务")
        .text(225.0, 525.0, "目标")
        .text(45.0, 505.0, "民生")
        .text(105.0, 505.0, "新建学校")
        .text(225.0, 505.0, "10所")
        .text(105.0, 485.0, "修路")
        .text(225.0, 485.0, "8公里");
    let (text, places, _) = shown(&made(&[page]));
    assert_eq!(text, "表一\n\n| 类别 | 任务 | 目标 |\n| 民生 | 新建学校 | 10所 |\n|  | 修路 | 8公里 |\n\n");
    let place = |said: &str| places.iter().rev().find(|(at, _)| *at <= text.find(said).unwrap()).unwrap().1.clone();
    assert_eq!([place("表一"), place("10所")], ["p1 [40,559,60,569]", "p1 [220,500,300,520]"]);
}

#[test]
fn a_cell_spans_where_a_rule_is_missing() {
    let page = Drawn::default()
        .grid(&[40.0, 100.0, 220.0, 300.0], &[540.0, 480.0])
        .rule((100.0, 520.0), (300.0, 520.0))
        .rule((40.0, 500.0), (300.0, 500.0))
        .text(45.0, 515.0, "项目")
        .text(150.0, 525.0, "年度")
        .text(105.0, 505.0, "目标")
        .text(225.0, 505.0, "完成")
        .text(45.0, 485.0, "学校")
        .text(105.0, 485.0, "10所")
        .text(225.0, 485.0, "8所");
    assert_eq!(text(&[page]), "| 项目 | 年度 |  |\n|  | 目标 | 完成 |\n| 学校 | 10所 | 8所 |");
}

#[test]
fn thin_boxes_and_missing_outer_rules_make_a_table() {
    let page = Drawn::default().text(45.0, 525.0, "任务").text(205.0, 525.0, "目标").text(45.0, 505.0, "学校").text(205.0, 505.0, "10所");
    let rules = "40 539.5 260 1 re f 40 519.5 130 1 re f 170 519.5 130 1 re f 40 499.5 260 1 re f 199.5 500 1 40 re f\n";
    assert_eq!(text(&[Drawn(page.0 + rules)]), "| 任务 | 目标 |\n| 学校 | 10所 |");
}

#[test]
fn lines_of_a_cell_are_one_text() {
    let page = Drawn::default()
        .grid(&[40.0, 100.0, 220.0], &[540.0, 500.0, 460.0])
        .text(45.0, 527.0, "新建改")
        .text(45.0, 512.0, "建学校")
        .text(105.0, 527.0, "教育局")
        .text(105.0, 512.0, "住建局")
        .text(45.0, 480.0, "修路")
        .text(105.0, 480.0, "交通局");
    assert_eq!(text(&[page]), "| 新建改建学校 | 教育局 住建局 |\n| 修路 | 交通局 |");
}

#[test]
fn a_table_of_three_rules_has_rows_by_its_values() {
    let mut page =
        Drawn::default().rule((40.0, 540.0), (340.0, 540.0)).rule((40.0, 505.0), (340.0, 505.0)).rule((40.0, 400.0), (340.0, 400.0));
    for (x, y, said) in [(60.0, 518.0, "产品"), (180.0, 518.0, "产量"), (290.0, 526.0, "比上年"), (285.0, 512.0, "增长（%）")] {
        page.show(x, y, 10.0, said);
    }
    for (at, (name, made, rate)) in
        [("钢材", "38.5", "3.2"), ("其中：特钢", "6.1", "-0.4"), ("水泥", "120.0", "8.8"), ("纱", "2.4", "1.0")].into_iter().enumerate()
    {
        let y = 490.0 - 20.0 * at as f64;
        page = page.text(45.0, y, name).text(185.0, y, made).text(295.0, y, rate);
    }
    let rows =
        "| 产品 | 产量 | 比上年增长（%） |\n| 钢材 | 38.5 | 3.2 |\n| 其中：特钢 | 6.1 | -0.4 |\n| 水泥 | 120.0 | 8.8 |\n| 纱 | 2.4 | 1.0 |";
    assert_eq!(text(&[page]), rows);
}

#[test]
fn a_table_without_rules_has_columns_by_its_gaps() {
    let mut page = Drawn::default();
    for (at, row) in
        [["指标", "目标", "完成"], ["新建学校", "10", "8"], ["修路", "50", "42"], ["改造老旧小区", "6", "7"]].iter().enumerate()
    {
        for (x, said) in [40.0, 180.0, 280.0].into_iter().zip(row) {
            page.show(x, 500.0 - 22.0 * at as f64, 10.0, said);
        }
    }
    assert_eq!(text(&[page]), "| 指标 | 目标 | 完成 |\n| 新建学校 | 10 | 8 |\n| 修路 | 50 | 42 |\n| 改造老旧小区 | 6 | 7 |");
}

#[test]
fn prose_is_no_table() {
    // Justified: two characters stand half a height apart, at the same place in each line.
    let mut page = Drawn::default();
    for at in 0..6 {
        let y = 500.0 - 18.0 * f64::from(at);
        page.show(40.0, y, 10.0, "全年新建公办幼儿园");
        page.show(135.0, y, 10.0, "并改造老旧小区若干个成效明显");
    }
    assert_eq!(text(&[page]).lines().count(), 1);
    // The numbers of a list with a gap behind them.
    let list = (0..5).fold(Drawn::default(), |page, at| {
        let y = 500.0 - 18.0 * f64::from(at);
        page.text(40.0, y, &format!("{}.", at + 1)).text(70.0, y, "新建学校十所。")
    });
    assert_eq!(text(&[list]).lines().next(), Some("1. 新建学校十所。"));
}

#[test]
fn a_full_line_goes_on_in_the_next_over_the_end_of_a_page() {
    let first = Drawn::default().prose(
        40.0,
        560.0,
        &[
            "　　一、总体情况",
            "　　全年新建公办幼儿园十二所，改造老旧小区八十五",
            "个，惠及居民一万九千户。",
            "　　新增停车泊位五千个，其中新能源车位八百个，比",
        ],
    );
    let second = Drawn::default().prose(40.0, 560.0, &["上年增长6%。", "　　（一）加装电梯。", "　　已完成。"]);
    let read = "一、总体情况\n全年新建公办幼儿园十二所，改造老旧小区八十五个，惠及居民一万九千户。\n\
                新增停车泊位五千个，其中新能源车位八百个，比上年增长6%。\n（一）加装电梯。\n已完成。";
    assert_eq!(text(&[first, second]), read);
}

#[test]
fn headers_and_footers_go() {
    let pages: Vec<Drawn> = (1..=4)
        .map(|page| {
            let body = ["甲县新建学校。", "乙县修路。", "丙县植树。", "丁县建水库。"][page - 1];
            Drawn::default().text(150.0, 575.0, "统计公报").text(40.0, 500.0, body).text(40.0, 480.0, "完。").text(
                190.0,
                25.0,
                &format!("— {page} —"),
            )
        })
        .collect();
    assert_eq!(text(&pages), "统计公报\n甲县新建学校。\n完。\n乙县修路。\n完。\n丙县植树。\n完。\n丁县建水库。\n完。");
}

#[test]
fn a_table_goes_on_over_the_end_of_a_page() {
    let table = |rows: &[[&str; 3]], top: f64| {
        let heights: Vec<f64> = (0..=rows.len()).map(|at| top - 20.0 * at as f64).collect();
        let mut page = Drawn::default().grid(&[40.0, 70.0, 200.0, 300.0], &heights);
        for (row, height) in rows.iter().zip(&heights) {
            for (x, said) in [45.0, 75.0, 205.0].into_iter().zip(row) {
                page.show(x, height - 15.0, 10.0, said);
            }
        }
        page
    };
    let header = ["号", "任务", "进展"];
    // The last row is cut: its task goes to the end of its cell.
    let first = table(&[header, ["1", "修路", "已完工"], ["2", "新建学校并改造其中老旧", "已开工"]], 100.0);
    let second = table(&[header, ["", "的校舍三处", ""], ["3", "植树", "已完工"]], 560.0);
    let read = "| 号 | 任务 | 进展 |\n| 1 | 修路 | 已完工 |\n| 2 | 新建学校并改造其中老旧的校舍三处 | 已开工 |\n| 3 | 植树 | 已完工 |";
    assert_eq!(text(&[first.clone(), second.clone()]), read);
    // With a title between they are two.
    let titled = text(&[first, second.text(40.0, 580.0, "附件二　另一张表")]);
    assert_eq!(titled.matches("| 号 |").count(), 2);
}

#[test]
fn a_row_that_was_cut_is_one_again_behind_a_heading_of_several() {
    let table = |rows: &[[&str; 4]], top: f64, headings: &[f64]| {
        let heights: Vec<f64> = (0..=rows.len()).map(|at| top - 20.0 * at as f64).collect();
        let mut page = Drawn::default().grid(&[80.0, 110.0, 240.0, 320.0], &heights);
        for height in headings {
            page = page.rule((40.0, *height), (80.0, *height));
        }
        page = page.rule((40.0, top), (40.0, heights[rows.len()]));
        for (row, height) in rows.iter().zip(&heights) {
            for (x, said) in [45.0, 85.0, 115.0, 245.0].into_iter().zip(row) {
                page.show(x, height - 15.0, 10.0, said);
            }
        }
        page
    };
    // The text of the third row stands in the middle of its cell, which is on the next page.
    let rows = [["类别", "号", "任务", "部门"], ["民生", "1", "修路", "交通局"], ["", "2", "建学校", "教育局"], ["", "3", "植树", ""]];
    let first = table(&rows, 120.0, &[120.0, 100.0, 40.0]);
    let second = table(&[["", "", "", "林业局"], ["产业", "4", "建厂房", "工信局"]], 560.0, &[560.0, 540.0, 520.0]);
    let read = "| 类别 | 号 | 任务 | 部门 |\n| 民生 | 1 | 修路 | 交通局 |\n|  | 2 | 建学校 | 教育局 |\n\
                |  | 3 | 植树 | 林业局 |\n| 产业 | 4 | 建厂房 | 工信局 |";
    assert_eq!(text(&[first, second]), read);
}

#[test]
fn a_heading_stands_over_its_column_however_it_is_aligned() {
    let mut page = Drawn::default().rule((40.0, 540.0), (360.0, 540.0)).rule((40.0, 520.0), (360.0, 520.0));
    page = page.rule((40.0, 440.0), (360.0, 440.0));
    for (x, said) in [(40.0, "地区"), (130.0, "总量"), (240.0, "增速")] {
        page.show(x, 525.0, 10.0, said);
    }
    // The numbers stand far to the right of their headings, the first of them nearer to the second.
    for (at, (name, total, rate)) in [("甲县", "24.2", "6.7"), ("乙县", "79.9", "2.6"), ("丙县", "16.9", "6.0")].into_iter().enumerate()
    {
        let y = 502.0 - 20.0 * at as f64;
        page = page.text(40.0, y, name).text(205.0, y, total).text(335.0, y, rate);
    }
    assert_eq!(text(&[page]), "| 地区 | 总量 | 增速 |\n| 甲县 | 24.2 | 6.7 |\n| 乙县 | 79.9 | 2.6 |\n| 丙县 | 16.9 | 6.0 |");
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let lines = ["全年新建公办幼儿园十", "所，改造老旧小区五个", "并惠及居民一万余户以", "上，各项工作进展顺利"];
    let page = (0..12).fold(Drawn::default(), |page, at| {
        let y = 540.0 - 18.0 * at as f64;
        // The right column stands a little lower.
        page.text(40.0, y, lines[at % 4]).text(210.0, y - 4.0, lines[(at + 1) % 4])
    });
    let read = text(&[page]);
    assert!(read.starts_with("全年新建公办幼儿园十所，改造老旧小区五个并惠及居民一万余户以上，各项工作进展顺利全年"), "{read}");
}

#[test]
fn what_is_drawn_twice_counts_once_and_small_type_joins_its_line() {
    let mut page = Drawn::default().text(40.0, 500.0, "增长8.8%").text(40.3, 500.0, "增长8.8%");
    for (x, y, size, said) in [(40.0, 450.0, 10.0, "PM"), (50.0, 447.5, 6.0, "2.5"), (59.5, 450.0, 10.0, "下降")] {
        page.show(x, y, size, said);
    }
    for (x, y, size, said) in [
        (40.0, 400.0, 10.0, "建房90m"),
        (75.5, 404.0, 6.0, "2"),
        (78.5, 400.0, 10.0, "，公报"),
        (108.5, 404.0, 6.0, "1"),
        (112.0, 400.0, 10.0, "说"),
    ] {
        page.show(x, y, size, said);
    }
    assert_eq!(text(&[page]), "增长8.8%\nPM2.5下降\n建房90m²，公报[1]说");
}

#[test]
fn a_page_that_is_turned_or_set_sideways_is_read_upright() {
    let page = Drawn::default()
        .grid(&[40.0, 100.0, 220.0], &[540.0, 520.0, 500.0])
        .text(45.0, 525.0, "任务")
        .text(105.0, 525.0, "目标")
        .text(45.0, 505.0, "学校")
        .text(105.0, 505.0, "10所");
    let rows = "| 任务 | 目标 |\n| 学校 | 10所 |";
    assert_eq!(shown(&file(&objects(std::slice::from_ref(&page), "/Rotate 180"), "")).0.trim(), rows);
    let sideways = Drawn(format!("0 1 -1 0 600 0 cm\n{}", page.0));
    let (text, places, _) = shown(&file(&objects(std::slice::from_ref(&sideways), "/Rotate 90"), ""));
    assert_eq!(text.trim(), rows);
    assert_eq!(places[0].1, "p1 [40,320,100,340]");
    // Without the turn of the page its places are those of the page as it lies there.
    let (text, places, _) = shown(&file(&objects(&[sideways], ""), ""));
    assert_eq!(text.trim(), rows);
    assert_eq!(places[0].1, "p1 [60,40,80,100]");
}

#[test]
fn a_character_that_nothing_tells_is_marked() {
    let mut objects = objects(&[Drawn::default().text(40.0, 500.0, "学校")], "");
    objects[3] = FONT.replace("UniGB-UCS2-H", "Identity-H").into_bytes();
    objects[4] = INNER.replace("GB1", "Identity").into_bytes();
    assert_eq!(shown(&file(&objects, "")).0.trim(), "\u{fffd}\u{fffd}");
}

#[test]
fn a_locked_file_says_so_and_a_broken_one_too() {
    let zeros = "0".repeat(64);
    let lock = format!("/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -1/O<{zeros}>/U<{zeros}>>>");
    assert_eq!(error(&file(&objects(&[Drawn::default()], ""), &lock)), "the pdf file is locked with a password; save it without one");
    let broken = "the pdf file is broken: it has no table of its objects and no pages; open it in its own program and save it again";
    assert_eq!(error(b"%PDF-1.7\nnothing"), broken);
    assert_eq!(text(&[Drawn::default()]), "", "a scan without text");
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    (0..33).for_each(|_| encoder.write_all(&vec![b' '; 1 << 20]).unwrap());
    let mut objects = objects(&[Drawn::default()], "");
    objects[6] = stream(&encoder.finish().unwrap(), "/Filter/FlateDecode");
    assert_eq!(error(&file(&objects, "")), "the pdf file is too large: a part of it unpacks to more than 33554432 bytes; split it");
    objects[6] = stream(b"", "");
    objects[4] = INNER.replace("[1 95 500]", "[0 4000000000 500]").into_bytes();
    let widths = "the pdf file is broken: a font gives the widths of more than 65536 glyphs; open it in its own program and save it again";
    assert_eq!(error(&file(&objects, "")), widths);
}

#[test]
fn a_page_that_draws_for_ever_is_left_and_the_others_are_read() {
    let mut objects = objects(&[Drawn("/X0 Do".to_owned()), Drawn::default().text(40.0, 500.0, "学校")], "");
    let first = objects.len() + 1;
    objects[2] = format!("<</Font<</F1 4 0 R>>/XObject<</X0 {first} 0 R>>>>").into_bytes();
    // Ten forms, each of which draws the next ten times.
    for at in 0..10 {
        let next = format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>", first + at + 1);
        objects.push(stream(if at < 9 { b"/X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do" } else { b"" }, &next));
    }
    let (text, _, remarks) = shown(&file(&objects, ""));
    assert_eq!(text.trim(), "学校");
    assert_eq!(remarks, ["page 1: it holds too much; the rest of it is left out"]);
}

#[test]
fn no_mutated_file_panics() {
    let page = Drawn::default()
        .text(40.0, 560.0, "表一")
        .grid(&[40.0, 100.0, 220.0], &[540.0, 520.0, 500.0])
        .text(45.0, 525.0, "任务")
        .text(105.0, 525.0, "目标")
        .text(45.0, 505.0, "学校")
        .text(105.0, 505.0, "10所");
    let whole = made(&[page.clone(), page]);
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = |limit: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % limit.max(1) as u64) as usize
    };
    let mut readable = 0;
    for round in 0..160 {
        let mut bytes = whole.clone();
        for _ in 0..=below(3) {
            let at = below(bytes.len());
            let end = (at + 1 + below(40)).min(bytes.len());
            match round % 4 {
                0 => bytes[at] ^= 1 << below(8),
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let part = bytes[at..end].to_vec();
                    let _ = bytes.splice(at..at, part).count();
                }
                _ => bytes[at] = b'0' + below(10) as u8,
            }
        }
        // A panic in here ends the test.
        readable += usize::from(read(&bytes).is_ok());
    }
    assert!(readable > 80, "{readable} of 160 were read");
}
