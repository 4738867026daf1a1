//! The numbers that only the lists and styles of a file know.

use super::*;

fn level(at: u32, format: &str, text: &str, more: &str) -> String {
    format!("<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{format}'/><w:lvlText w:val='{text}'/>{more}</w:lvl>")
}

fn definition(id: u32, levels: &[String]) -> String {
    format!("<w:abstractNum w:abstractNumId='{id}'>{}</w:abstractNum>", levels.concat())
}

fn list(id: u32, definition: u32, more: &str) -> String {
    format!("<w:num w:numId='{id}'><w:abstractNumId w:val='{definition}'/>{more}</w:num>")
}

/// A paragraph of a list.
fn item(list: u32, level: u32, text: &str) -> String {
    format!("<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>{}</w:p>", run(text))
}

/// A paragraph of a style.
fn styled(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{}</w:p>", run(text))
}

fn lines(styles: &str, numbering: &[String], content: &[String]) -> Vec<String> {
    let parts = [
        ("word/styles.xml", root("styles", styles)),
        ("word/numbering.xml", root("numbering", &numbering.concat())),
        ("word/document.xml", body(&content.concat())),
    ];
    read(&package(&parts)).text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn styles_hold_the_numbers_of_headings() {
    let styles = "<w:style w:styleId='一'><w:pPr><w:numPr><w:numId w:val='7'/></w:numPr></w:pPr></w:style>\
                  <w:style w:styleId='二'><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='7'/></w:numPr></w:pPr></w:style>\
                  <w:style w:styleId='二乙'><w:basedOn w:val='二'/></w:style>\
                  <w:style w:styleId='三'><w:basedOn w:val='一'/></w:style>\
                  <w:style w:styleId='圈'><w:basedOn w:val='圈'/></w:style>";
    let levels = [
        level(0, "chineseCounting", "%1、", "<w:pStyle w:val='一'/>"),
        level(1, "chineseCounting", "（%2）", ""),
        level(2, "decimal", "%3.", "<w:pStyle w:val='三'/>"),
        level(3, "decimal", "%1.%4", "<w:isLgl/>"),
    ];
    let none =
        "<w:p><w:pPr><w:pStyle w:val='一'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr><w:r><w:t>无号</w:t></w:r></w:p>".to_owned();
    let content = [
        styled("一", "综合"),
        styled("二", "农业"),
        styled("三", "粮食"),
        styled("三", "5万亩"),
        styled("二乙", "工业"),
        styled("三", "产值"),
        none,
        styled("一", ""),
        styled("一", "教育"),
        item(7, 3, "学校"),
        styled("圈", "末"),
    ];
    assert_eq!(
        lines(styles, &[definition(1, &levels), list(7, 1, "")], &content),
        ["一、综合", "（一）农业", "1.粮食", "2. 5万亩", "（二）工业", "1.产值", "无号", "三、教育", "3.1 学校", "末"]
    );
}

#[test]
fn lists_count_on_and_begin_anew() {
    let levels = [
        level(0, "decimal", "%1.", ""),
        level(1, "lowerLetter", "%1%2)", ""),
        level(2, "decimal", "第%3", "<w:lvlRestart w:val='1'/>"),
        level(3, "bullet", "\u{f0b7}", ""),
    ];
    let override_start = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride>";
    let override_level = format!("<w:lvlOverride w:ilvl='0'>{}</w:lvlOverride>", level(0, "upperRoman", "附%1：", ""));
    let linked = "<w:abstractNum w:abstractNumId='2'><w:numStyleLink w:val='列'/></w:abstractNum>".to_owned();
    let styles = "<w:style w:type='numbering' w:styleId='列'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>";
    let numbering = [
        definition(1, &levels),
        linked,
        list(1, 1, ""),
        list(2, 1, ""),
        list(3, 1, override_start),
        list(4, 1, &override_level),
        list(5, 2, ""),
    ];
    let content = [
        item(1, 0, "甲"),
        item(1, 1, "乙"),
        item(1, 2, "丙"),
        item(1, 1, "丁"),
        item(1, 2, "戊"),
        item(1, 3, "点"),
        item(1, 0, "己"),
        item(1, 2, "庚"),
        item(2, 0, "同一定义"),
        item(3, 0, "改起点"),
        item(3, 0, "续"),
        item(4, 0, "改格式"),
        item(5, 0, "样式的列"),
        item(9, 0, "没有的列"),
        item(1, 8, "没有的级"),
    ];
    assert_eq!(
        lines(styles, &numbering, &content),
        [
            "1.甲",
            "1a)乙",
            "第1 丙",
            "1b)丁",
            "第2 戊",
            "点",
            "2.己",
            "第1 庚",
            "3.同一定义",
            "7.改起点",
            "8.续",
            "附IX：改格式",
            "10.样式的列",
            "没有的列",
            "没有的级"
        ]
    );
}

#[test]
fn a_number_alone_is_the_text_of_a_cell() {
    let row = |number: String, text: &str| format!("<w:tr><w:tc>{number}</w:tc><w:tc>{}</w:tc></w:tr>", plain(text));
    let several =
        format!("<w:tr><w:tc>{}</w:tc><w:tc>{}{}{}</w:tc></w:tr>", item(1, 0, ""), plain("共"), item(2, 0, "小学"), item(2, 0, "中学"));
    let table = format!("<w:tbl>{}{}{several}</w:tbl>", row(plain("序号"), "项目"), row(item(1, 0, ""), "学校"));
    let numbering = [
        definition(1, &[level(0, "decimal", "%1", "")]),
        definition(2, &[level(0, "chineseCounting", "%1、", "")]),
        list(1, 1, ""),
        list(2, 2, ""),
    ];
    assert_eq!(lines("", &numbering, &[table]), ["| 序号 | 项目 |", "| 1 | 学校 |", "| 2 | 共 一、小学 二、中学 |"]);
}

#[test]
fn the_text_of_a_number_is_no_longer_than_a_number_is() {
    let numbering = [definition(1, &[level(0, "upperLetter", &"%1".repeat(29), "<w:start w:val='700'/>")]), list(1, 1, "")];
    assert_eq!(lines("", &numbering, &[item(1, 0, "甲")]), ["甲"]);
    let numbering = [definition(1, &[level(0, "decimal", "%1.", "<w:start w:val='4294967295'/>")]), list(1, 1, "")];
    assert_eq!(lines("", &numbering, &[item(1, 0, "甲"), item(1, 0, "乙")]), ["4294967295.甲", "4294967295.乙"]);
}
