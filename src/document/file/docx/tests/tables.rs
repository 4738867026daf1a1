//! Tables: spans, merged cells, tables in tables, frames.

use super::*;

/// A cell with properties.
fn cell(properties: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
}

fn row(properties: &str, cells: &[String]) -> String {
    format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.concat())
}

/// A row of cells of plain text.
fn plain_row(texts: &[&str]) -> String {
    row("", &texts.iter().map(|text| cell("", &plain(text))).collect::<Vec<_>>())
}

fn table(widths: &[u32], rows: &[String]) -> String {
    let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w='{width}'/>")).collect();
    format!("<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{}</w:tbl>", rows.concat())
}

const BEGINS: &str = "<w:vMerge w:val='restart'/>";
const GOES_ON: &str = "<w:vMerge/>";

#[test]
fn spans_keep_cells_below_their_header() {
    let head = [cell(BEGINS, &plain("类别")), cell("<w:gridSpan w:val='2'/>", &plain("目标")), cell(BEGINS, &plain("完成"))];
    let below = [cell(GOES_ON, ""), cell("", &plain("数量")), cell("", &plain("单位")), cell(GOES_ON, &plain("盖住"))];
    let short = [cell("", &plain("7")), cell("", &plain("个"))];
    let rows = [
        row("<w:tblHeader/>", &head),
        row("", &below),
        plain_row(&["农业", "5", "万亩", "6"]),
        row("<w:gridBefore w:val='1'/><w:gridAfter w:val='1'/>", &short),
    ];
    let read = read(&file(&table(&[2000, 2000, 2000, 2000], &rows)));
    assert_eq!(read.text.trim(), "| 类别 | 目标 |  | 完成 |\n|  | 数量 | 单位 |  |\n| 农业 | 5 | 万亩 | 6 |\n|  | 7 | 个 |  |");
    assert_eq!(read.places[2], "table 1 r1 c4: 完成");
    let old = row("", &[cell("<w:hMerge w:val='restart'/>", &plain("宽")), cell("<w:hMerge/>", &plain("")), cell("", &plain("末"))]);
    assert_eq!(text(&table(&[], &[old, plain_row(&["1", "2", "3"])])).trim(), "| 宽 |  | 末 |\n| 1 | 2 | 3 |");
}

#[test]
fn edges_that_were_dragged_apart_are_one() {
    let span = |columns: u32, text: &str| cell(&format!("<w:gridSpan w:val='{columns}'/>"), &plain(text));
    let rows = [
        row("", &[span(2, "项目"), span(1, "目标"), span(2, "完成")]),
        row("", &[span(1, "学校"), span(3, "5"), span(1, "6")]),
        row("", &[span(2, "医院"), span(2, "7"), span(1, "8")]),
    ];
    let dragged = table(&[2000, 60, 1900, 70, 2000], &rows);
    assert_eq!(text(&dragged).trim(), "| 项目 | 目标 | 完成 |\n| 学校 | 5 | 6 |\n| 医院 | 7 | 8 |");
    // Some programs give every column the same narrow width: what holds text is a column.
    let narrow = table(&[100, 100, 100], &[plain_row(&["项目", "目标", "完成"]), plain_row(&["学校", "5", "6"])]);
    assert_eq!(text(&narrow).trim(), "| 项目 | 目标 | 完成 |\n| 学校 | 5 | 6 |");
}

#[test]
fn rows_that_are_deleted_or_hidden_are_left_out() {
    let merged = |merge: &str, text: &str| [cell("", &plain(text)), cell(merge, &plain(text))];
    let rows = [
        row("<w:del/>", &merged(BEGINS, "删")),
        row("", &merged(GOES_ON, "甲")),
        row("<w:hidden/>", &merged("", "隐")),
        row("", &merged(GOES_ON, "乙")),
        row("<w:ins/>", &merged("", "丙")),
    ];
    let read = read(&file(&table(&[], &rows)));
    assert_eq!(read.text.trim(), "| 甲 | 甲 |\n| 乙 |  |\n| 丙 | 丙 |");
    assert_eq!(read.places[3], "table 1 r3 c1: 丙");
    assert_eq!(
        read.remarks,
        ["1 hidden row of a table was left out", "changes are tracked: what was inserted is read, what was deleted is not"]
    );
}

#[test]
fn controls_may_hold_rows_and_cells() {
    let control = |content: String| format!("<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>");
    let rows = [control(row("", &[control(cell("", &plain("甲"))), cell("", &control(plain("乙")))])), plain_row(&["丙", "丁"])];
    assert_eq!(text(&table(&[], &rows)).trim(), "| 甲 | 乙 |\n| 丙 | 丁 |");
}

#[test]
fn a_table_in_a_cell_is_its_text_and_one_in_a_frame_is_a_table() {
    let inner = table(&[], &[plain_row(&["项目", "目标"]), plain_row(&["学校", "5所"])]);
    let outer = table(
        &[],
        &[plain_row(&["甲", "乙"]), row("", &[cell("", &plain("丙")), cell("", &[plain("前"), inner.clone(), plain("后")].concat())])],
    );
    assert_eq!(text(&outer).trim(), "| 甲 | 乙 |\n| 丙 | 前 项目 目标 学校 5所 后 |");

    let content = [plain("一段"), inner.clone(), plain("二段")].concat();
    let frame = table(&[], &[row("", &[cell("", &content)])]);
    let margins = table(&[], &[row("", &[cell("", ""), cell("", &content), cell("", "")])]);
    for framed in [frame, margins] {
        let read = read(&file(&framed));
        assert_eq!(read.text.trim(), "一段\n\n| 项目 | 目标 |\n| 学校 | 5所 |\n\n二段");
        assert_eq!((read.places[0].as_str(), read.places[4].as_str()), ("para 1: 一段", "table 1 r2 c2: 5所"));
    }
    let column = table(&[], &[row("", &[cell("", &(plain("甲") + &plain("乙")))]), plain_row(&["丙"])]);
    assert_eq!(read(&file(&column)).places, ["para 1: 甲", "para 2: 乙", "para 3: 丙"]);
}

#[test]
fn tables_have_so_many_columns_and_cells() {
    let wide = |columns: usize| table(&[], &[row("", &vec![cell("", &plain("1")); columns])]);
    assert_eq!(text(&wide(256)).matches('1').count(), 256);
    let refusal = "the docx file is too large: a table has more than 256 columns; split it";
    assert_eq!(message(&file(&wide(257))), refusal);
    // Each row has edges of its own.
    let stairs: Vec<String> =
        (0..200).map(|at| row(&format!("<w:gridBefore w:val='{at}'/>"), &[cell("<w:gridSpan w:val='900'/>", &plain("1"))])).collect();
    assert_eq!(message(&file(&table(&[], &stairs))), refusal);
    let tall = table(&[], &vec![row("", &vec!["<w:tc/>".to_owned(); 250]); 2001]);
    assert_eq!(message(&file(&tall)), "the docx file is too large: its tables have more than 500000 cells; split it");
    // A wide row over a long column makes many empty cells.
    let mut rows = vec![row("", &vec![cell("", &plain("1")); 256])];
    rows.resize(20_000, "<w:tr><w:tc/></w:tr>".to_owned());
    assert_eq!(message(&file(&table(&[], &rows))), "the docx file is too large: its tables print more than 5000000 cells; split it");
}
