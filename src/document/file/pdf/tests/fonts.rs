//! How fonts say what their codes are.

use super::{Drawn, FONT, INNER, file, objects, shown, stream};

/// What is read of codes in a font, which is the fourth object, with objects behind the page.
fn read(font: &str, inner: &str, codes: &str, more: &[Vec<u8>]) -> String {
    let mut objects = objects(&[Drawn(format!("BT /F1 10 Tf 1 0 0 1 40 500 Tm <{codes}> Tj ET\n"))], "");
    objects[3] = font.as_bytes().to_vec();
    objects[4] = inner.as_bytes().to_vec();
    objects.extend_from_slice(more);
    shown(&file(&objects, "")).0.trim().to_owned()
}

/// A map from codes to characters, as a file has it.
fn map(pairs: &str) -> Vec<u8> {
    let text = format!(
        "/CIDInit /ProcSet findresource begin begincmap /CMapName /X def /CMapType 2 def\n\
         1 begincodespacerange <0000> <ffff> endcodespacerange\n2 beginbfchar {pairs} endbfchar\nendcmap end"
    );
    stream(text.as_bytes(), "")
}

#[test]
fn a_glyph_may_be_several_characters() {
    let font = FONT.replace("UniGB-UCS2-H", "Identity-H").replace("/DescendantFonts", "/ToUnicode 8 0 R/DescendantFonts");
    // 增 and 公里 in one glyph.
    assert_eq!(read(&font, INNER, "00010002", &[map("<0001> <589e> <0002> <516c91cc>")]), "增公里");
}

#[test]
fn a_font_drawn_by_the_file_is_read_by_its_map() {
    let font = "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<</a 8 0 R>>\
                /Encoding<</Type/Encoding/Differences[1/a]>>/FirstChar 1/LastChar 1/Widths[1000]/ToUnicode 9 0 R/Resources<<>>>>";
    let drawing = stream(b"1000 0 d0 0 0 900 900 re f", "");
    let text = "begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <01> <5b66> endbfchar endcmap";
    assert_eq!(read(font, INNER, "0101", &[drawing, stream(text.as_bytes(), "")]), "学学");
}

#[test]
fn the_name_of_a_part_of_a_font_is_that_of_the_font() {
    assert_eq!(read(&FONT.replace("SimSun", "ABCDEF+SimSun"), INNER, "5b666821", &[]), "学校");
}

#[test]
fn numbers_of_glyphs_are_read_by_the_set_that_the_font_names() {
    // In Adobe-GB1, 34 is A.
    let inner = INNER.replace("CIDFontType2", "CIDFontType0");
    assert_eq!(read(&FONT.replace("UniGB-UCS2-H", "Identity-H"), &inner, "00220023", &[]), "AB");
}

#[test]
fn two_fonts_of_one_name_are_each_read_by_their_own_codes() {
    let mut objects = objects(&[Drawn::default().text(40.0, 500.0, "学校").text(40.0, 480.0, "公园")], "");
    objects[2] = b"<</Font<</F1 4 0 R/F2 8 0 R/F3 8 0 R>>>>".to_vec();
    objects[6] = stream(b"BT /F1 10 Tf 1 0 0 1 40 500 Tm <5b666821> Tj ET BT /F2 10 Tf 1 0 0 1 40 480 Tm <d1a7d0a3> Tj ET", "");
    objects.push(FONT.replace("UniGB-UCS2-H", "GBK-EUC-H").into_bytes());
    objects.push(FONT.as_bytes().to_vec());
    assert_eq!(shown(&file(&objects, "")).0.trim(), "学校\n学校");
}
