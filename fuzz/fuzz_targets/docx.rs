//! Word files, part by part.
#![no_main]

use dabiao_fuzz::documents::open_part;
use libfuzzer_sys::fuzz_target;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fuzz_target!(|input: &[u8]| {
    let document = format!(
        "<w:document xmlns:w=\"{W}\"><w:body><w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>新建学校5所</w:t></w:r></w:p></w:body></w:document>"
    );
    let numbering = format!(
        "<w:numbering xmlns:w=\"{W}\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"（%1）\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    );
    let styles = format!("<w:styles xmlns:w=\"{W}\"/>");
    open_part(
        input,
        &[
            ("word/document.xml", document.as_str()),
            ("word/numbering.xml", numbering.as_str()),
            ("word/styles.xml", styles.as_str()),
            ("word/footnotes.xml", ""),
        ],
    );
});
