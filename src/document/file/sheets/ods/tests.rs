use super::*;
use crate::document::file::sheets::mutation::{damage, package, said};

const CONTENT: &str = r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles>
<style:style style:name="ta1"><style:table-properties table:display="true"/></style:style>
<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>
<table:tracked-changes><table:table-cell><text:p>旧</text:p></table:table-cell></table:tracked-changes>
<table:table table:name="附件1" table:style-name="ta1">
<table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>
<table:table-row><table:table-cell table:number-columns-spanned="4" office:value-type="string"><text:p>进展表</text:p></table:table-cell>
<table:covered-table-cell table:number-columns-repeated="3"><text:p>盖住</text:p></table:covered-table-cell>
<table:table-cell table:number-columns-repeated="16380"/></table:table-row>
<table:table-header-rows><table:table-row><table:table-cell><text:p>指标</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"><text:p>完成</text:p></table:table-cell>
<table:table-cell><text:p>密</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row table:visibility="filter" table:number-rows-repeated="2"><table:table-cell><text:p>筛</text:p></table:table-cell></table:table-row>
<table:table-row-group table:display="false"><table:table-row><table:table-cell><text:p>折</text:p></table:table-cell></table:table-row></table:table-row-group>
<table:table-row><table:table-cell><office:annotation><text:p>批注</text:p></office:annotation><text:p>增长5<text:span text:style-name="T1">1</text:span>%<text:s text:c="3"/>左右</text:p><text:p>按可比价</text:p></table:table-cell>
<table:table-cell office:value-type="percentage" office:value="0.098"><text:p>9.8%</text:p></table:table-cell>
<table:table-cell office:value-type="percentage" office:value="0.07000000000000001"/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="0.5"><text:p>.5</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2021-06-30T00:00:00"/><table:table-cell table:formula="of:=1"/></table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table>
<table:table table:name="附件2" table:style-name="ta2"><table:table-row><table:table-cell><text:p>藏</text:p></table:table-cell></table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"#;

fn message(content: &str) -> String {
    read(&package(&[("content.xml", content)])).err().map(|error| error.to_string()).unwrap_or_default()
}

fn sheet(rows: &str) -> String {
    format!("<d><table name='附件1'>{rows}</table></d>")
}

#[test]
fn cells_are_read_as_they_were_printed_and_what_is_hidden_is_told() {
    let (text, remarks) = said(read(&package(&[("content.xml", CONTENT)])));
    let expected = [
        "附件1",
        "",
        "进展表",
        "",
        "| 指标 | 完成 | 完成 |",
        "| 增长5% 左右按可比价 | 9.8% | 7% |",
        "| 0.5 | 2021-06-30 |  |",
        "| 0.5 | 2021-06-30 |  |",
    ];
    assert_eq!(text.trim(), expected.join("\n"));
    assert_eq!(
        remarks,
        [
            "the hidden sheet 附件2 was left out",
            "3 hidden rows of 附件1 were left out",
            "1 hidden column of 附件1 was left out",
            "1 formula of 附件1 has no stored value and is empty"
        ]
    );
}

#[test]
fn tabs_breaks_and_notes_in_a_cell() {
    let rows = "<table-row><table-cell><p>甲<tab/>乙<line-break/>丙<note><p>注</p></note></p></table-cell><table-cell><p>8<![CDATA[所]]></p></table-cell></table-row>";
    let (text, _) = said(read(&package(&[("content.xml", &sheet(rows))])));
    assert_eq!(text.trim(), "附件1\n\n| 甲 乙丙 | 8所 |");
    let long = format!("<table-row><table-cell><p>{}</p></table-cell></table-row>", "长".repeat(50_000));
    assert_eq!(message(&sheet(&long)), "the ods file is too large: a cell has more than 131072 bytes; split it");
}

#[test]
fn what_is_repeated_has_an_end() {
    let rows = "<table-row number-rows-repeated='1000000'><table-cell number-columns-repeated='16000'><p>满</p></table-cell></table-row>";
    assert_eq!(message(&sheet(rows)), "the ods file is too large: 附件1 has more than 2097152 cells; split it");
    let rows =
        "<table-row number-rows-repeated='4294967295'/><table-row number-rows-repeated='7'><table-cell><p>末</p></table-cell></table-row>";
    assert_eq!(message(&sheet(rows)), "the ods file is too large: 附件1 has a cell outside of 1048576 rows and 16384 columns; split it");
    let rows = format!("<table-row><table-cell><p><s c='999999999'/></p>{}</table-cell></table-row>", "<p>长</p>".repeat(40_000));
    assert_eq!(message(&sheet(&rows)), "the ods file is too large: a cell has more than 131072 bytes; split it");
    let deep = "<group>".repeat(300);
    assert_eq!(message(&sheet(&deep)), "the ods file is too large: its elements stand more than 256 deep; split it");
}

#[test]
fn a_file_with_a_password_is_refused() {
    let list = "<!DOCTYPE m><m><file-entry><encryption-data/></file-entry></m>";
    let bytes = package(&[("META-INF/manifest.xml", list), ("content.xml", "\u{7}")]);
    assert_eq!(
        read(&bytes).err().map(|error| error.to_string()).as_deref(),
        Some("the file is an office file with a password, which is not read; save it without one")
    );
}

#[test]
fn damaged_files_bring_nothing_down() {
    damage(&[("content.xml", CONTENT)], read);
}
