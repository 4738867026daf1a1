//! What programs draw and how: boxes, frames, pictures, forms, marks of the file's own.

use super::{Drawn, file, made, objects, shown, stream, text};

/// A table of two rows in a grid from (40, 540) to (300, 500), without its rules.
fn words() -> Drawn {
    Drawn::default().rows([45.0, 165.0], 525.0, 20.0, &[["任务", "目标"], ["修路", "8公里"]])
}

const ROWS: &str = "| 任务 | 目标 |\n| 修路 | 8公里 |";
/// The boxes of its cells: left, bottom, width, height.
const CELLS: [[f64; 4]; 4] =
    [[40.0, 520.0, 120.0, 20.0], [160.0, 520.0, 140.0, 20.0], [40.0, 500.0, 120.0, 20.0], [160.0, 500.0, 140.0, 20.0]];

fn with(instructions: &str) -> Drawn {
    Drawn(format!("{instructions}\n{}", words().0))
}

#[test]
fn a_box_around_each_cell_is_its_rules() {
    let boxes: String = CELLS.iter().map(|[x, y, width, height]| format!("{x} {y} {width} {height} re S ")).collect();
    assert_eq!(text(&[with(&boxes)]), ROWS);
    // Four lines that are closed to a box.
    let lines: String = CELLS
        .iter()
        .map(|[x, y, width, height]| format!("{x} {y} m {} {y} l {} {} l {x} {} l s ", x + width, x + width, y + height, y + height))
        .collect();
    assert_eq!(text(&[with(&lines)]), ROWS);
}

#[test]
fn a_frame_is_one_box_filled_around_another() {
    let frames: String = CELLS
        .iter()
        .map(|[x, y, width, height]| format!("{x} {y} {width} {height} re {} {} {} {} re f* ", x + 1.0, y + 1.0, width - 2.0, height - 2.0))
        .collect();
    assert_eq!(text(&[with(&frames)]), ROWS);
    // A shade behind each cell is none: its corners are round, and it is as high as the row.
    let shades: String = CELLS
        .iter()
        .map(|[x, y, width, height]| {
            let (right, top) = (x + width - 4.0, y + height - 4.0);
            format!(
                "{} {} m {right} {} l {right} {} {right} {top} {} {top} c {} {top} l f ",
                x + 4.0,
                y + 4.0,
                y + 4.0,
                y + 8.0,
                right - 4.0,
                x + 4.0
            )
        })
        .collect();
    assert!(!text(&[with(&shades)]).contains('|'));
}

#[test]
fn round_corners_leave_the_rules_between_them() {
    let corners = "46 540 m 294 540 l 297 540 300 537 300 534 c 300 506 l 300 503 297 500 294 500 c 46 500 l 43 500 40 503 40 506 c 40 534 l \
                   40 537 43 540 46 540 c S 40 520 m 300 520 l S 160 500 m 160 540 l S ";
    assert_eq!(text(&[with(corners)]), ROWS);
}

#[test]
fn white_rules_are_none() {
    let grid = Drawn::default().grid(&[40.0, 160.0, 300.0], &[540.0, 520.0, 500.0]).0;
    assert_eq!(text(&[with(&grid)]), ROWS);
    assert!(!text(&[with(&format!("1 G {grid} 0 G"))]).contains('|'));
}

#[test]
fn the_space_between_double_rules_is_no_column() {
    let grid = Drawn::default().grid(&[40.0, 160.0, 165.0, 300.0], &[540.0, 520.0, 500.0]).0;
    let page = Drawn(grid + &Drawn::default().rows([45.0, 170.0], 525.0, 20.0, &[["任务", "目标"], ["修路", "8公里"]]).0);
    assert_eq!(text(&[page]), ROWS);
    // One in front of the first column, and a title over all of them.
    let grid = Drawn::default()
        .grid(&[40.0, 45.0, 160.0, 300.0], &[540.0, 520.0, 500.0])
        .rule((40.0, 560.0), (300.0, 560.0))
        .rule((40.0, 560.0), (40.0, 540.0))
        .rule((300.0, 560.0), (300.0, 540.0))
        .text(130.0, 545.0, "进展表")
        .0;
    let page = Drawn(grid + &Drawn::default().rows([50.0, 165.0], 525.0, 20.0, &[["任务", "目标"], ["修路", "8公里"]]).0);
    let read = text(&[page]);
    assert!(read.contains("进展表") && read.ends_with(ROWS), "{read}");
}

#[test]
fn a_hatched_map_is_no_table() {
    let mut drawing = String::new();
    for row in 0..190 {
        for dash in 0..36 {
            let (x, y) = (20 + 10 * dash, 20.0 + 2.8 * f64::from(row));
            drawing.push_str(&format!("{x} {y} m {} {y} l S ", x + 6));
        }
    }
    assert_eq!(text(&[Drawn(drawing).text(40.0, 570.0, "图1　各县分布")]), "图1 各县分布");
}

#[test]
fn what_lies_off_the_page_or_is_cut_away_is_left_out() {
    let page = Drawn::default().text(40.0, 700.0, "废稿").text(40.0, 500.0, "新建学校。");
    assert_eq!(text(&[page]), "新建学校。");
    let mut cut = Drawn("q 30 490 200 30 re W n\n".to_owned()).text(40.0, 500.0, "新建学校。").text(40.0, 300.0, "旧版");
    cut.0.push_str("Q\n");
    assert_eq!(text(&[cut.text(40.0, 200.0, "完。")]), "新建学校。\n完。");
}

#[test]
fn a_watermark_across_the_page_is_left_out() {
    let mark = Drawn("q 0.7 0.7 -0.7 0.7 100 100 cm\n".to_owned()).text(0.0, 0.0, "内部资料").0;
    assert_eq!(text(&[Drawn(format!("{mark}Q\n")).text(40.0, 500.0, "新建学校。")]), "新建学校。");
}

#[test]
fn some_text_set_sideways_is_remarked() {
    let side = Drawn("q 0 1 -1 0 390 100 cm\n".to_owned()).text(0.0, 0.0, "此件公开发布此件公开发布此件公开发布此件公开发布").0;
    let lines = ["全年新建公办幼儿园十二所，改造老旧小区八十五个。"; 3];
    let page = Drawn(format!("{side}Q\n")).prose(40.0, 500.0, &lines);
    let (read, _, remarks) = shown(&made(&[page]));
    assert!(!read.contains("公开") && read.contains("幼儿园"), "{read}");
    assert_eq!(remarks, ["page 1: text that is set sideways is left out"]);
}

#[test]
fn a_page_set_sideways_the_other_way_is_read_upright() {
    let page = Drawn(format!(
        "0 -1 1 0 0 600 cm\n{}",
        words()
            .grid(&[40.0, 160.0, 300.0], &[540.0, 520.0, 500.0])
            .0
            .replace(" 540", " 340")
            .replace(" 520", " 320")
            .replace(" 500", " 300")
            .replace(" 525", " 325")
            .replace(" 505", " 305")
    ));
    let (read, places, _) = shown(&made(&[page]));
    assert_eq!(read.trim(), ROWS);
    assert_eq!(places[0].1, "p1 [320,440,340,560]");
    // Upside down.
    let page = Drawn(format!("-1 0 0 -1 400 600 cm\n{}", words().grid(&[40.0, 160.0, 300.0], &[540.0, 520.0, 500.0]).0));
    let (read, places, _) = shown(&made(&[page]));
    assert_eq!(read.trim(), ROWS);
    assert_eq!(places[0].1, "p1 [240,60,360,80]");
}

#[test]
fn what_the_file_marks_as_the_header_of_a_page_is_left_out() {
    let marked = |tag: &str, y: f64, said: &str| format!("{tag} BDC\n{}EMC\n", Drawn::default().text(40.0, y, said).0);
    let page = marked("/Artifact <</Type/Pagination/Subtype/Header>>", 580.0, "县统计局")
        + &marked("/Artifact <</Type/Layout>>", 540.0, "一、综合")
        + &marked("/P <</MCID 0>>", 500.0, "新建学校。");
    assert_eq!(text(&[Drawn(page)]), "一、综合\n新建学校。");
}

#[test]
fn pictures_are_not_unpacked_and_forms_are_read() {
    let mut objects = objects(&[Drawn("q 100 0 0 100 40 40 cm /Im0 Do Q /Fm0 Do\n".to_owned()).text(40.0, 500.0, "一、综合")], "");
    objects[2] = b"<</Font<</F1 4 0 R>>/XObject<</Im0 8 0 R/Fm0 9 0 R>>>>".to_vec();
    let picture = "/Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8";
    objects.push(stream(&[0, 255, 255, 0], picture));
    let group = "/Type/XObject/Subtype/Form/BBox[0 0 400 600]/Group<</S/Transparency>>/Resources 3 0 R";
    objects.push(stream(Drawn::default().text(40.0, 460.0, "新建学校。").0.as_bytes(), group));
    assert_eq!(shown(&file(&objects, "")).0.trim(), "一、综合\n新建学校。");
}

#[test]
fn a_small_table_in_a_cell_of_another_is_a_table_of_its_own() {
    let page = Drawn::default()
        .grid(&[40.0, 160.0, 360.0], &[560.0, 540.0, 400.0])
        .rows([45.0, 165.0], 545.0, 20.0, &[["任务", "明细"]])
        .text(45.0, 470.0, "修路")
        .grid(&[180.0, 240.0, 320.0], &[520.0, 500.0, 480.0])
        .rows([185.0, 245.0], 505.0, 20.0, &[["路段", "长度"], ["东段", "8公里"]]);
    let read = text(&[page]);
    assert!(read.contains("| 路段 | 长度 |\n| 东段 | 8公里 |") && read.contains("| 任务 | 明细 |\n| 修路 |"), "{read}");
}
