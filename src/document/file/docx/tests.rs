use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn body(inside: &str) -> Vec<u8> {
    packed(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &format!("<w:document xmlns:w='w'><w:body>{inside}</w:body></w:document>")),
    ])
}

fn text(inside: &str) -> String {
    read(&body(inside)).unwrap().into_parts().0
}

fn p(said: &str) -> String {
    format!("<w:p><w:r><w:t>{said}</w:t></w:r></w:p>")
}

fn tc(properties: &str, said: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(said))
}

#[test]
fn paragraphs_and_tables_stand_in_their_order() {
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        tc("", "项目"),
        tc("<w:gridSpan w:val='2'/>", "完成"),
        tc("<w:vMerge w:val='restart'/>", "学校"),
        tc("", "10所"),
        tc("", "8所"),
        tc("<w:vMerge/>", ""),
        tc("", "20个"),
        tc("", "9个"),
    );
    let said = text(&format!("{}{table}{}", p("第一段 &amp; 其他"), p("第二段")));
    assert_eq!(said, "第一段 & 其他\n\n| 项目 | 完成 |  |\n| 学校 | 10所 | 8所 |\n|  | 20个 | 9个 |\n\n第二段\n");
}

#[test]
fn what_is_inserted_counts_and_what_is_deleted_does_not() {
    let changed = "<w:p><w:r><w:t>新建学校</w:t></w:r><w:del><w:r><w:delText>5</w:delText></w:r></w:del>\
                   <w:ins><w:r><w:t>8</w:t></w:r></w:ins><w:r><w:t>所</w:t></w:r></w:p>";
    assert_eq!(text(changed), "新建学校8所\n");
    let row = |deleted: &str, said: &str| format!("<w:tr><w:trPr>{deleted}</w:trPr>{}{}</w:tr>", tc("", said), tc("", "5所"));
    let table = format!("<w:tbl>{}{}{}</w:tbl>", row("", "甲"), row("<w:del w:id='1'/>", "乙"), row("<w:ins w:id='2'/>", "丙"));
    assert_eq!(text(&table), "| 甲 | 5所 |\n| 丙 | 5所 |\n\n");
}

#[test]
fn a_text_box_is_read_once_and_hidden_text_is_told() {
    let boxed = format!(
        "<w:p><w:r><w:t>前</w:t><mc:AlternateContent><mc:Choice><w:txbxContent>{}</w:txbxContent></mc:Choice>\
                         <mc:Fallback><w:txbxContent>{}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>",
        p("框中"),
        p("框中")
    );
    assert_eq!(text(&boxed), "前后\n\n框中\n");
    let hidden =
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>明</w:t></w:r></w:p>";
    let (text, _, remarks) = read(&body(hidden)).unwrap().into_parts();
    assert_eq!((text.as_str(), remarks), ("明\n", vec!["1 piece of hidden text was left out".to_owned()]));
}

#[test]
fn a_raised_number_is_a_power_or_the_mark_of_a_note() {
    let raised = |front: &str, mark: &str, behind: &str| {
        let run = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>";
        text(&format!("<w:p><w:r><w:t>{front}</w:t></w:r>{run}<w:t>{mark}</w:t></w:r><w:r><w:t>{behind}</w:t></w:r></w:p>"))
    };
    assert_eq!(raised("绿地5000m", "2", "以上"), "绿地5000m²以上\n");
    assert_eq!(raised("新增企业500", "[2]", "家"), "新增企业500家\n");
    assert_eq!(raised("地区生产总值", "1", "增长5%"), "地区生产总值[1]增长5%\n");
}

#[test]
fn a_table_in_a_cell_stays_there_unless_the_outer_one_only_lays_out() {
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>", tc("", "甲"), tc("", "1"), tc("", "乙"), tc("", "2"));
    let outer = format!("<w:tbl><w:tr><w:tc>{inner}{}</w:tc></w:tr></w:tbl>", p(""));
    assert_eq!(text(&outer), "| 甲 | 1 |\n| 乙 | 2 |\n\n");
    let data =
        format!("<w:tbl><w:tr>{}{}</w:tr><w:tr>{}<w:tc>{inner}</w:tc></w:tr></w:tbl>", tc("", "项目"), tc("", "进展"), tc("", "学校"));
    assert_eq!(text(&data), "| 项目 | 进展 |\n| 学校 | 甲 1 乙 2 |\n\n");
}

#[test]
fn what_is_no_word_file_is_said() {
    let said = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
    assert_eq!(
        said(&packed(&[("a.xml", "<a/>")])),
        "the docx file is broken: it has no part word/document.xml; open it in its own program and save it again"
    );
    let deep = format!("{}{}", "<w:a>".repeat(500), "</w:a>".repeat(500));
    assert!(said(&body(&deep)).contains("its elements lie deeper inside each other than 400"));
}

#[test]
fn damaged_copies_end() {
    let table = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc("<w:gridSpan w:val='2'/>", "项目"), tc("", "完成"));
    let sound = body(&format!("{}{table}{}", p("第一段"), p("第二段")));
    let mut seed = 7_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let mut read_well = 0;
    for _ in 0..200 {
        let mut bytes = sound.clone();
        match next(3) {
            0 => bytes.truncate(next(sound.len())),
            1 => {
                let at = next(bytes.len());
                bytes[at] ^= 1 << next(8);
            }
            _ => {
                let (from, to) = (next(bytes.len()), next(bytes.len()));
                let piece = bytes[from.min(to)..from.max(to)].to_vec();
                let at = next(bytes.len());
                bytes.splice(at..at, piece);
            }
        }
        read_well += usize::from(read(&bytes).is_ok());
    }
    assert!(read_well > 0, "some damage lies where nobody looks");
}
