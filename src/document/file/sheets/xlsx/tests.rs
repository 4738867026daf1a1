use super::*;
use crate::document::file::sheets::mutation::{damage, package, said};

const RELATIONS: &str = r#"<Relationships>
<Relationship Id="rId1" Type="http://x/relationships/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="http://x/relationships/worksheet" Target="/xl/worksheets/sheet2.xml"/>
<Relationship Id="rId3" Type="http://x/relationships/styles" Target="styles.xml"/>
<Relationship Id="rId4" Type="http://x/relationships/sharedStrings" Target="../xl/sharedStrings.xml"/>
</Relationships>"#;
const WORKBOOK: &str = r#"<x:workbook xmlns:x="m" xmlns:r="n"><x:workbookPr/><x:sheets>
<x:sheet name="附件1" sheetId="1" r:id="rId1"/><x:sheet name="附件2" sheetId="2" state="veryHidden" r:id="rId2"/>
</x:sheets></x:workbook>"#;
const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.00&quot;万人&quot;"/></numFmts>
<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="57"/></cellXfs>
<dxfs><dxf><numFmt numFmtId="164" formatCode="@"/></dxf></dxfs></styleSheet>"#;
const TEXTS: &str = r#"<sst><si><t>指标</t></si><si><r><t>增长5</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r><r><t>%</t></r>
<rPh sb="0" eb="2"><t>zengzhang</t></rPh></si><si><t>甲_x000D_乙 &amp; &#19993;</t></si></sst>"#;
const SHEET: &str = r#"<worksheet><cols><col min="3" max="3" hidden="1"/></cols><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>完成</t></is></c><c r="C1" t="str"><v>密</v></c></row>
<row><c t="s"><v>1</v></c><c s="1"><v>0.3</v></c></row>
<row r="3" hidden="1"><c r="A3"><v>1</v></c></row>
<row r="4"><c r="A4" t="s"><v>2</v></c><c r="B4" s="2"><v>0.098</v></c><c r="D4" t="b"><v>1</v></c></row>
<row r="5"><c r="A5" s="3"><v>44348</v></c><c r="B5"><f>B4*2</f><v/></c><c r="D5" t="e"><v>#DIV/0!</v></c></row>
<row r="6"><c r="A6" t="str"><f>""</f><v></v></c><c r="B6" s="3" t="d"><v>2021-06-30T00:00:00</v></c><c r="D6"><v>0.07000000000000001</v></c></row>
<row r="7"><c r="A7" t="str"><f>_xlfn.DISPIMG("ID_7",1)</f><v>=DISPIMG("ID_7",1)</v></c></row>
</sheetData></worksheet>"#;

fn parts(sheet: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", TEXTS),
        ("xl/worksheets/sheet1.xml", sheet),
    ]
}

fn message(parts: &[(&str, &str)]) -> String {
    read(&package(parts)).err().map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn cells_are_printed_by_their_formats_and_what_is_hidden_is_told() {
    let (text, remarks) = said(read(&package(&parts(SHEET))));
    let expected = [
        "附件1",
        "",
        "| 指标 | 完成 |  |",
        "| 增长5% | 0.30万人 |  |",
        "| 甲乙 & 丙 | 9.80% | TRUE |",
        "| 2021年6月 |  | #DIV/0! |",
        "|  | 2021年6月 | 0.07 |",
    ];
    assert_eq!(text.trim(), expected.join("\n"));
    assert_eq!(
        remarks,
        [
            "the hidden sheet 附件2 was left out",
            "1 hidden row of 附件1 was left out",
            "1 hidden column of 附件1 was left out",
            "1 formula of 附件1 has no stored value and is empty"
        ]
    );
}

#[test]
fn one_cell_in_the_last_row_and_column_is_no_dense_table() {
    let sheet = r#"<worksheet><sheetData><row><c t="str"><v>头</v></c></row><row r="1048576"><c r="XFD1048576" t="str"><v>尾</v></c></row></sheetData></worksheet>"#;
    assert_eq!(said(read(&package(&parts(sheet)))).0.trim(), "附件1\n\n头\n\n尾");
}

#[test]
fn what_is_wrong_is_said() {
    let sheet = |cell: &'static str| parts(cell);
    assert_eq!(
        message(&sheet(r#"<worksheet><c r="年1"/></worksheet>"#)),
        "the xlsx file is broken: a cell says that it stands at \"年1\", which is no place like C7; open it in its own program and save it again"
    );
    assert_eq!(
        message(&sheet(r#"<worksheet><c t="s"><v>7</v></c></worksheet>"#)),
        "the xlsx file is broken: a cell has shared text 7, which is none; open it in its own program and save it again"
    );
    assert_eq!(
        message(&sheet(r#"<worksheet><c r="XFE1"><v>7</v></c></worksheet>"#)),
        "the xlsx file is too large: 附件1 has a cell outside of 1048576 rows and 16384 columns; split it"
    );
    assert_eq!(
        message(&sheet("<worksheet><row>")),
        "the xlsx file is broken: a part of it is cut short; open it in its own program and save it again"
    );
    assert_eq!(
        message(&parts(SHEET)[..4]),
        "the xlsx file is broken: the part xl/worksheets/sheet1.xml of the sheet 附件1 is missing; open it in its own program and save it again"
    );
    let binary = [("_rels/.rels", r#"<R><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></R>"#)];
    assert_eq!(message(&binary), "the file is XLSB, which is not read; save it as .xlsx");
}

#[test]
fn a_text_that_many_cells_share_does_not_make_the_text_endless() {
    let shared = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(30_000));
    let cells = r#"<c t="s"><v>0</v></c>"#.repeat(4_000);
    let sheet = format!("<worksheet><row>{cells}</row></worksheet>");
    let parts = parts(SHEET);
    let parts = [parts[0], parts[1], parts[2], ("xl/sharedStrings.xml", shared.as_str()), ("xl/worksheets/sheet1.xml", sheet.as_str())];
    assert_eq!(
        message(&parts),
        "the xlsx file is too large: its text up to 附件1 has more than 16777216 cells or 268435456 bytes; split it"
    );
}

#[test]
fn damaged_files_bring_nothing_down() {
    damage(&parts(SHEET), read);
}
