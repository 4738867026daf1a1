//! Files that are broken, or made to do harm.

use super::*;

#[test]
fn what_is_broken_says_so() {
    let broken = |what: &str| format!("the docx file is broken: {what}; open it in its own program and save it again");
    let empty = package(&[("word/other.xml", String::new())]);
    assert_eq!(message(&empty), broken("it has no part word/document.xml, which holds the text of a Word file"));
    let bodiless = package(&[("word/document.xml", root("document", ""))]);
    assert_eq!(message(&bodiless), broken("word/document.xml has no element body in an element document"));
    let cut = package(&[("word/document.xml", "<document><body><p>".to_owned())]);
    assert_eq!(message(&cut), broken("word/document.xml ends before its elements do"));
    assert!(message(&file("<w:p></w:r>")).contains("the XML of word/document.xml is wrong at byte "));
    let doctype =
        package(&[("word/document.xml", format!("<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hosts'>]>{}", body(&plain("&x;"))))]);
    assert_eq!(message(&doctype), broken("word/document.xml has a DOCTYPE, which no part of an office file has"));
    assert_eq!(text(&plain("甲&x;乙")), "甲乙\n");
}

#[test]
fn elements_stand_in_one_another_so_deep() {
    let nested = |depth: usize, tag: &str| format!("{}{}", format!("<w:{tag}>").repeat(depth), format!("</w:{tag}>").repeat(depth));
    let tables = |depth: usize| format!("{}{}{}", "<w:tbl><w:tr><w:tc>".repeat(depth), plain("甲"), "</w:tc></w:tr></w:tbl>".repeat(depth));
    let refusal = "elements of word/document.xml stand in one another 256 deep";
    assert_eq!(text(&tables(80)).trim(), "甲");
    for deep in [tables(5000), nested(5000, "p"), nested(5000, "sdt"), nested(5000, "unknown"), paragraph(&nested(5000, "r"))] {
        assert!(message(&file(&deep)).contains(refusal));
    }
    let boxes = "<w:p><w:r><w:pict><w:txbxContent>".repeat(60) + &plain("甲") + &"</w:txbxContent></w:pict></w:r></w:p>".repeat(60);
    assert_eq!(text(&boxes), "甲\n");
}

#[test]
fn what_is_repeated_without_end_takes_no_time() {
    let field = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>".repeat(20_000);
    assert_eq!(text(&(paragraph(&field) + &plain("甲").repeat(3))), "甲\n甲\n甲\n");
    let breaks = paragraph(&format!("<w:r>{}<w:t>甲</w:t></w:r>", "<w:br/>".repeat(50_000)));
    assert_eq!(text(&breaks), "甲\n");
    let unmarked = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>".repeat(20_000);
    assert_eq!(text(&unmarked).chars().filter(|&c| c == '甲').count(), 20_000);
    let styles = (0..20_001).map(|id| format!("<w:style w:styleId='{id}'/>")).collect::<String>();
    let parts = [("word/styles.xml", root("styles", &styles)), ("word/document.xml", body(&plain("甲")))];
    assert_eq!(message(&package(&parts)), "the docx file is too large: it has more than 20000 styles; split it");
}

/// A small generator of numbers, the same every time.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// Flips, cuts out or doubles a few bytes.
pub(super) fn mutated(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len());
        let end = (at + 1 + random.below(40)).min(bytes.len());
        match random.below(4) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
            _ => bytes[at] = b"<>/'=&0 "[random.below(8)],
        }
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}

/// The parts of a file that has a little of everything.
pub(super) fn parts() -> Vec<(&'static str, String)> {
    let numbered = "<w:p><w:pPr><w:pStyle w:val='h'/><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>目标5万人</w:t></w:r></w:p>";
    let cells = "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='2'/><w:vMerge w:val='restart'/></w:tcPr>";
    let table = format!(
        "<w:tbl><w:tblGrid><w:gridCol w:w='900'/><w:gridCol w:w='90'/></w:tblGrid>{cells}{numbered}</w:tc></w:tr>{cells}{numbered}</w:tc></w:tr></w:tbl>"
    );
    let signs = "<w:p><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t><w:footnoteReference w:id='1'/><w:sym w:font='Symbol' w:char='F0B3'/>\
                 <w:fldChar w:fldCharType='begin'/><w:br w:type='page'/></w:r><w:del><w:r/></w:del></w:p>";
    let level = "<w:lvl w:ilvl='1'><w:start w:val='3'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='（%2）'/></w:lvl>";
    vec![
        ("word/document.xml", body(&[numbered, &table, signs].concat())),
        ("word/styles.xml", root("styles", "<w:style w:styleId='h'><w:basedOn w:val='h'/><w:rPr><w:vanish w:val='0'/></w:rPr></w:style>")),
        (
            "word/numbering.xml",
            root(
                "numbering",
                &format!(
                    "<w:abstractNum w:abstractNumId='0'>{level}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
                ),
            ),
        ),
        ("word/footnotes.xml", root("footnotes", &format!("<w:footnote w:id='1'>{}</w:footnote>", plain("注")))),
    ]
}

#[test]
fn a_damaged_file_is_read_or_refused() {
    let random = &mut Random(1);
    let whole = package(&parts());
    assert!(read(&whole).text.starts_with("（三）目标5万人\n"));
    let mut refused = 0;
    for _ in 0..200 {
        refused += usize::from(super::super::read(&mutated(&whole, random)).is_err());
    }
    assert!(refused > 100);
}

#[test]
fn damaged_xml_is_read_or_refused() {
    let random = &mut Random(2);
    let mut answered = 0;
    for at in 0..400 {
        let mut parts = parts();
        let part = at % parts.len();
        parts[part].1 = String::from_utf8_lossy(&mutated(parts[part].1.as_bytes(), random)).into_owned();
        answered += usize::from(super::super::read(&package(&parts)).is_ok());
    }
    assert!((100..400).contains(&answered), "{answered}");
}

/// The message quotes the names of elements, which may hold the end of a line.
#[test]
fn an_error_is_one_line_whatever_it_quotes() {
    for content in ["<w:p></w:\np>", "<w:p></w:a\u{2028}b>", "<w:p></w:a\rb>"] {
        let message = super::message(&super::file(content));
        assert_eq!((message.lines().count(), message.contains(|c: char| c.is_control() || c == '\u{2028}')), (1, false), "{message:?}");
    }
}
