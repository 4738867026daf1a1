//! Files made here, part by part, and what is read of them.

mod damage;
mod numbering;
mod tables;

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

/// A Word file: its parts by name, the text without the root element.
fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const NAMESPACES: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'";

fn root(name: &str, content: &str) -> String {
    format!("<?xml version='1.0'?><w:{name} {NAMESPACES}>{content}</w:{name}>")
}

fn body(content: &str) -> String {
    root("document", &format!("<w:body>{content}<w:sectPr/></w:body>"))
}

/// A Word file of one part.
fn file(content: &str) -> Vec<u8> {
    package(&[("word/document.xml", body(content))])
}

/// The text that is read of a file, its places and what is remarked.
struct Read {
    text: String,
    places: Vec<String>,
    remarks: Vec<String>,
}

fn read(bytes: &[u8]) -> Read {
    let (text, places, remarks) = super::read(bytes).unwrap().into_parts();
    let ends: Vec<usize> = places.iter().skip(1).map(|(from, _)| *from).chain([text.len()]).collect();
    let placed =
        places.iter().zip(ends).map(|((from, place), to)| format!("{place}: {}", text[*from..to].trim_end_matches([' ', '|', '\n'])));
    Read { places: placed.collect(), text: text.clone(), remarks }
}

fn text(content: &str) -> String {
    read(&file(content)).text
}

fn message(bytes: &[u8]) -> String {
    super::read(bytes).err().map(|error| error.to_string()).unwrap_or_default()
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn paragraph(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

/// A paragraph of plain text.
fn plain(text: &str) -> String {
    paragraph(&run(text))
}

/// A run that looks so.
fn looks(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
}

#[test]
fn paragraphs_and_tables_stand_in_order_with_their_places() {
    let row = |texts: [&str; 2]| format!("<w:tr>{}</w:tr>", texts.map(|text| format!("<w:tc>{}</w:tc>", plain(text))).concat());
    let table = format!("<w:tbl>{}{}</w:tbl>", row(["项目", "目标"]), row(["学校", "5所"]));
    let read = read(&file(&[plain("甲"), plain(" "), table.clone(), plain("乙"), table].concat()));
    assert_eq!(read.text, "甲\n\n| 项目 | 目标 |\n| 学校 | 5所 |\n\n乙\n\n| 项目 | 目标 |\n| 学校 | 5所 |\n\n");
    let places = ["para 1: 甲", "table 1 r1 c1: 项目", "table 1 r1 c2: 目标", "table 1 r2 c1: 学校", "table 1 r2 c2: 5所", "para 2: 乙"];
    assert_eq!(read.places[..6], places);
    assert_eq!(read.places[9], "table 2 r2 c2: 5所");
    assert!(read.remarks.is_empty());
}

#[test]
fn signs_and_wrappers_are_read_as_they_are_printed() {
    let signs = "<w:r><w:t>制</w:t><w:tab/><w:t>表</w:t><w:br/><w:t>换行</w:t><w:cr/><w:t>A</w:t><w:noBreakHyphen/><w:t>B &lt;&#x4e2d;</w:t>\
                 <w:softHyphen/><w:sym w:font='Symbol' w:char='F0B3'/><w:t>5</w:t></w:r>";
    assert_eq!(text(&paragraph(signs)), "制 表换行 A-B <中≥5\n");
    let boxes = looks("<w:rFonts w:ascii='Wingdings 2' w:eastAsia='宋体'/>", "R是£否");
    assert_eq!(text(&paragraph(&boxes)), "☑是□否\n");
    let mark = |text: &str| looks("<w:vertAlign w:val='superscript'/>", text);
    assert_eq!(
        text(&paragraph(&[run("8"), mark("["), "<w:r><w:lastRenderedPageBreak/></w:r>".to_owned(), mark("2]"), run("家")].concat())),
        "8家\n"
    );
    let wrapped = ["hyperlink", "smartTag", "fldSimple", "customXml", "ins"].map(|name| format!("<w:{name}>{}</w:{name}>", run(name)));
    let control = format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", run("控件"));
    assert_eq!(text(&paragraph(&(wrapped.concat() + &control))), "hyperlinksmartTagfldSimplecustomXmlins控件\n");
    let empty = format!("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", run("单击此处"));
    let block = format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", plain("段落控件"));
    assert_eq!(text(&(paragraph(&(empty + &run("甲"))) + &block)), "甲\n段落控件\n");
    let ruby = format!("<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>", run("pin"), run("拼"));
    let formula = "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>\
                   <m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>";
    assert_eq!(text(&paragraph(&(ruby + formula))), "拼a/bm²\n");
    let page = format!("{}<w:r><w:br w:type='page'/></w:r>{}", run("甲"), run("乙"));
    assert_eq!(read(&file(&paragraph(&page))).places, ["para 1: 甲", "para 2: 乙"]);
}

/// A field whose instruction and result are runs.
fn field(instruction: &str, result: &str) -> String {
    let part = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    [&part("begin"), instruction, &part("separate"), result, &part("end")].concat()
}

#[test]
fn of_a_field_the_result_is_read() {
    let instruction = "<w:r><w:instrText>REF x</w:instrText></w:r>";
    assert_eq!(text(&paragraph(&(run("见") + &field(instruction, &run("表1")) + &run("。")))), "见表1。\n");
    let nested = field(&(instruction.to_owned() + &field(instruction, &run("不印"))), &run("印"));
    assert_eq!(text(&paragraph(&nested)), "印\n");
    let cut = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>".to_owned() + &run("不印");
    assert_eq!(text(&(paragraph(&cut) + &plain("后文"))), "后文\n");
}

#[test]
fn what_was_inserted_counts_and_what_was_deleted_does_not() {
    let deleted = "<w:del><w:r><w:delText>300人</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom>";
    let changed = [&run("就业"), deleted, &format!("<w:ins>{}</w:ins><w:moveTo>{}</w:moveTo>", run("350人"), run("以上"))].concat();
    let unmarked = format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>", run("前半"));
    let formerly = format!("<w:p><w:pPr><w:pPrChange><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:pPrChange></w:pPr>{}</w:p>", run("段"));
    let read = read(&file(&[paragraph(&changed), unmarked, plain("后半"), formerly, plain("末")].concat()));
    assert_eq!(read.text, "就业350人以上\n前半后半\n段\n末\n");
    assert_eq!(read.remarks, ["changes are tracked: what was inserted is read, what was deleted is not"]);
}

#[test]
fn hidden_text_is_left_out_and_told() {
    let styles = root(
        "styles",
        "<w:style w:type='character' w:styleId='暗'><w:rPr><w:vanish/></w:rPr></w:style>\
         <w:style w:type='character' w:styleId='更暗'><w:basedOn w:val='暗'/></w:style>\
         <w:style w:type='paragraph' w:styleId='目录'><w:name w:val='toc 1'/></w:style>",
    );
    let runs = [
        run("明"),
        looks("<w:vanish/>", "秘密指标100"),
        looks("<w:rStyle w:val='更暗'/>", "暗"),
        looks("<w:rStyle w:val='更暗'/><w:vanish w:val='0'/>", "亮"),
        looks("<w:vanish w:val='false'/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>", "末"),
    ];
    let contents = format!("<w:p><w:pPr><w:pStyle w:val='目录'/></w:pPr>{}</w:p>", run("一、综合 3"));
    let read = read(&package(&[("word/styles.xml", styles), ("word/document.xml", body(&(contents + &paragraph(&runs.concat()))))]));
    assert_eq!(read.text, "明亮末\n");
    assert_eq!(read.remarks, ["1 paragraph has hidden text that was left out: 秘密指标100暗 …"]);
}

#[test]
fn a_text_box_is_read_once_behind_its_paragraph() {
    let content = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", plain(text));
    let drawn = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        content("框里5所"),
        content("框里5所")
    );
    let old = format!("<w:r><w:pict><v:textbox>{}</v:textbox></w:pict></w:r>", content("旧框"));
    let fallback = format!("<w:r><mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r>", "<w:t>只有后备</w:t>");
    let read = read(&file(&(paragraph(&(run("前") + &drawn + &run("后"))) + &paragraph(&old) + &paragraph(&fallback))));
    assert_eq!(read.text, "前后\n框里5所\n旧框\n只有后备\n");
    assert_eq!(read.places[1], "para 2: 框里5所");
}

#[test]
fn notes_are_printed_at_the_end() {
    let notes = |kind: &str, id: u32, content: String| root(&format!("{kind}s"), &format!("<w:{kind} w:id='{id}'>{content}</w:{kind}>"));
    let content = [
        run("生产总值"),
        "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:endnoteReference w:id='2'/></w:r>".to_owned(),
        run("5亿元"),
        "<w:r><w:footnoteReference w:id='3' w:customMarkFollows='1'/><w:t>*</w:t></w:r>".to_owned(),
        run("，面积5km"),
        looks("<w:vertAlign w:val='superscript'/>", "2"),
        run("，人口10"),
        looks("<w:position w:val='8'/>", "[2]"),
        run("万人"),
    ];
    let read = read(&package(&[
        ("word/document.xml", body(&paragraph(&content.concat()))),
        ("word/footnotes.xml", notes("footnote", 3, plain("初步数。") + &plain("第二段"))),
        ("word/endnotes.xml", notes("endnote", 2, plain("现价"))),
    ]));
    assert_eq!(read.text, "生产总值5亿元，面积5km²，人口10万人\n\n[1] 现价\n[2] 初步数。第二段\n");
    assert_eq!(read.places[2], "para 3: [2] 初步数。第二段");
}

#[test]
fn parts_are_found_by_their_relationships_in_the_strict_form_too() {
    let strict = "http://purl.oclc.org/ooxml";
    let related = |kind: &str, target: &str| {
        let kind = format!("{strict}/officeDocument/relationships/{kind}");
        format!("<Relationships><Relationship Type='{kind}' Target='{target}'/></Relationships>")
    };
    let document = format!(
        "<document xmlns='{strict}/wordprocessingml/main'><body><p><pPr><pStyle val='h'/></pPr><r><t>甲</t></r><r><rPr><vanish/></rPr><t>乙</t></r>\
         </p></body></document>"
    );
    let bytes = package(&[
        ("_rels/.rels", related("officeDocument", "/word/document2.xml")),
        ("word/_rels/document2.xml.rels", related("styles", "../other/styles.xml")),
        ("word/document2.xml", document),
        ("other/styles.xml", root("styles", "<w:style w:styleId='h'><w:name w:val='TOC Heading'/></w:style>")),
        ("word/document.xml", body(&plain("不读"))),
    ]);
    assert_eq!(read(&bytes).text, "");
    let bytes = package(&[(
        "word/document.xml",
        body(&format!("<w:altChunk/>{}", paragraph("<w:r><w:object><o:OLEObject ProgID='Excel.Sheet.12'/></w:object></w:r>"))),
    )]);
    assert_eq!(
        read(&bytes).remarks,
        ["1 embedded object was left out: Excel.Sheet.12", "a part in another format (altChunk) was left out; save the file again in Word"]
    );
}
