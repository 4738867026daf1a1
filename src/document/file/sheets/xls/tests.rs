use super::*;
use crate::document::file::sheets::mutation::{Dice, said};

fn record(kind: u16, parts: &[&[u8]]) -> Vec<u8> {
    let bytes = parts.concat();
    [&kind.to_le_bytes()[..], &(bytes.len() as u16).to_le_bytes(), &bytes].concat()
}

fn begin_record(version: u16, what: u16) -> Vec<u8> {
    record(kind::BEGIN, &[&version.to_le_bytes(), &what.to_le_bytes(), &[0; 12]])
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A text with its length in two bytes, in wide letters.
fn long(text: &str) -> Vec<u8> {
    [&(text.encode_utf16().count() as u16).to_le_bytes()[..], &[1], &wide(text)].concat()
}

fn cell(kind: u16, row: u16, column: u16, style: u16, value: &[u8]) -> Vec<u8> {
    record(kind, &[&row.to_le_bytes(), &column.to_le_bytes(), &style.to_le_bytes(), value])
}

fn sheet_record(name: &str, from: u32, state: u8) -> Vec<u8> {
    record(kind::SHEET, &[&from.to_le_bytes(), &[state, 0, name.encode_utf16().count() as u8, 1], &wide(name)])
}

/// The stream of a workbook with one sheet of these records, and a hidden one.
fn workbook(more: &[Vec<u8>], sheet: &[Vec<u8>]) -> Vec<u8> {
    let style = |format: u16| record(kind::STYLE, &[&[0, 0], &format.to_le_bytes(), &[0; 16]]);
    // The second text goes on in another record, in narrow letters, in the midst of its letters. Its third letter is raised.
    let second = [&12_u16.to_le_bytes()[..], &[1 | 8], &2_u16.to_le_bytes(), &wide("增长51%")].concat();
    let rest = [&[0][..], b" (2021)", &3_u16.to_le_bytes(), &1_u16.to_le_bytes(), &4_u16.to_le_bytes(), &0_u16.to_le_bytes()].concat();
    let font = |raised: u16| record(kind::FONT, &[&[0; 8], &raised.to_le_bytes(), &[0; 4]]);
    let globals = [
        font(0),
        font(1),
        record(kind::FORMAT, &[&164_u16.to_le_bytes(), &long("0.0%")]),
        [style(0), style(164), style(57), style(49)].concat(),
        record(kind::TEXTS, &[&[0; 4], &2_u32.to_le_bytes(), &long("指标"), &second]),
        record(kind::CONTINUE, &[&rest]),
        more.concat(),
    ]
    .concat();
    let begin = begin_record(VERSION, WORKBOOK);
    let end = record(kind::END, &[]);
    let length = begin.len() + 2 * sheet_record("附件1", 0, 0).len() + globals.len() + end.len();
    let entries = [sheet_record("附件1", length as u32, 0), sheet_record("附件2", 9, 1)].concat();
    [begin, entries, globals, end.clone(), begin_record(VERSION, CELLS), sheet.concat(), end].concat()
}

fn sheet() -> Vec<Vec<u8>> {
    let short = |value: i32, flags: u32| ((value << 2) as u32 | flags).to_le_bytes();
    let formula = |value: &[u8; 8]| [&value[..], &[0; 8]].concat();
    let row = |row: u16, flags: u8| record(kind::ROW, &[&row.to_le_bytes(), &[0; 10], &[flags, 0, 0, 0]]);
    let chart = [begin_record(VERSION, 0x20), cell(kind::NUMBER, 0, 0, 0, &1.0_f64.to_le_bytes()), record(kind::END, &[])].concat();
    vec![
        record(kind::COLUMNS, &[&3_u16.to_le_bytes(), &3_u16.to_le_bytes(), &[0; 4], &[1, 0], &[0; 2]]),
        [row(0, 0), row(2, 0x20)].concat(),
        cell(kind::SHARED_LABEL, 0, 0, 0, &0_u32.to_le_bytes()),
        cell(kind::SHARED_LABEL, 0, 1, 0, &1_u32.to_le_bytes()),
        cell(kind::LABEL, 0, 2, 3, &long("完成")),
        cell(kind::LABEL, 0, 3, 3, &long("密")),
        cell(kind::NUMBER, 1, 0, 1, &0.098_f64.to_le_bytes()),
        cell(kind::SHORT_NUMBER, 1, 1, 0, &short(1234, 3)),
        cell(kind::SHORT_NUMBER, 1, 2, 2, &short(44_348, 2)),
        cell(kind::NUMBER, 2, 0, 0, &1.0_f64.to_le_bytes()),
        record(
            kind::NUMBERS,
            &[&3_u16.to_le_bytes(), &0_u16.to_le_bytes(), &[1, 0], &short(1, 3), &[9, 0], &short(5, 2), &1_u16.to_le_bytes()],
        ),
        cell(kind::FORMULA, 3, 2, 0, &formula(&[0, 0, 0, 0, 0, 0, 0xff, 0xff])),
        record(kind::STRING, &[&long("合格")]),
        cell(kind::FORMULA, 4, 0, 1, &formula(&0.5_f64.to_le_bytes())),
        cell(kind::FORMULA, 4, 1, 0, &formula(&[2, 0, 7, 0, 0, 0, 0xff, 0xff])),
        cell(kind::TRUTH, 4, 2, 0, &[1, 0]),
        chart,
        cell(kind::LABEL, 5, 0, 0, &long("注：略")),
        cell(kind::LABEL, 5, 1, 0, &long("盖住")),
        record(kind::MERGED, &[&1_u16.to_le_bytes(), &[5, 0, 5, 0, 0, 0, 2, 0]]),
    ]
}

/// A compound file with one stream, in large sectors or in small ones.
fn compound(stream: &[u8], small: bool) -> Vec<u8> {
    let padded = |bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        bytes.resize(bytes.len().div_ceil(512) * 512, 0);
        bytes
    };
    let end = u32::MAX - 1;
    let chain = |first: u32, count: u32| (1..count).map(move |at| first + at).chain([end]);
    let sectors = stream.len().div_ceil(512) as u32;
    let holder = if small { end } else { 3 };
    let entry = |name: &str, kind: u8, start: u32, size: usize| {
        let mut entry = wide(name);
        entry.resize(64, 0);
        entry.extend(((name.len() as u16 + 1) * 2).to_le_bytes());
        entry.extend([kind, 1]);
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend((size as u64).to_le_bytes());
        entry
    };
    let root = entry("Root Entry", 5, if small { 3 } else { end }, stream.len());
    let directory = [root, entry("Workbook", 2, if small { 0 } else { holder }, stream.len())].concat();
    let table: Vec<u8> = [u32::MAX - 2, end, end].into_iter().chain(chain(3, sectors)).flat_map(u32::to_le_bytes).collect();
    let small_table: Vec<u8> = chain(0, stream.len().div_ceil(64) as u32).flat_map(u32::to_le_bytes).collect();
    let mut header = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    header.resize(512, 0xff);
    let put = |header: &mut Vec<u8>, at: usize, value: u32| header[at..at + 4].copy_from_slice(&value.to_le_bytes());
    put(&mut header, 0x1e, 9);
    put(&mut header, 0x30, 1);
    put(&mut header, 0x38, if small { 1 << 20 } else { 0 });
    put(&mut header, 0x3c, 2);
    put(&mut header, 0x44, end);
    put(&mut header, 0x4c, 0);
    [header, padded(&table), padded(&directory), padded(&small_table), padded(stream)].concat()
}

fn message(bytes: &[u8]) -> String {
    read(bytes).err().map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn cells_are_printed_by_their_formats_and_what_is_hidden_is_told() {
    for small in [false, true] {
        let (text, remarks) = said(read(&compound(&workbook(&[], &sheet()), small)));
        let expected = [
            "附件1",
            "",
            "| 指标 | 增长5% (2021) | 完成 |",
            "| 9.8% | 12.34 | 2021年6月 |",
            "| 1.0% |  | 合格 |",
            "| 50.0% | #DIV/0! | TRUE |",
            "注：略",
        ];
        assert_eq!(text.trim(), expected.join("\n"));
        assert_eq!(
            remarks,
            [
                "the hidden sheet 附件2 was left out",
                "1 hidden row of 附件1 was left out",
                "1 hidden column of 附件1 was left out",
                "1 number of 附件1 has no known format and was left out"
            ]
        );
    }
}

#[test]
fn a_label_leaves_out_what_is_raised_in_it() {
    // The mark of a note is set in the raised font, the second; behind it the first goes on.
    let runs = [&2_u16.to_le_bytes()[..], &3_u16.to_le_bytes(), &1_u16.to_le_bytes(), &4_u16.to_le_bytes(), &0_u16.to_le_bytes()].concat();
    let cells = [cell(kind::RICH_LABEL, 0, 0, 0, &[long("增长51%"), runs].concat()), cell(kind::LABEL, 0, 1, 0, &long("完成"))];
    assert_eq!(said(read(&compound(&workbook(&[], &cells), true))).0.trim(), "附件1\n\n| 增长5% | 完成 |");
}

#[test]
fn a_formula_may_give_an_empty_text_and_a_text_have_a_format() {
    let formula = [&[3, 0, 0, 0, 0, 0, 0xff, 0xff][..], &[0; 8]].concat();
    let globals = [record(kind::FORMAT, &[&165_u16.to_le_bytes(), &long("@\"街道\"")]), {
        record(kind::STYLE, &[&[0, 0], &165_u16.to_le_bytes(), &[0; 16]])
    }];
    let cells = [
        cell(kind::FORMULA, 0, 0, 0, &formula),
        cell(kind::LABEL, 0, 1, 0, &long("完成")),
        cell(kind::LABEL, 0, 2, 0, &long("部门")),
        cell(kind::LABEL, 1, 0, 4, &long("东山")),
        cell(kind::SHARED_LABEL, 1, 1, 4, &0_u32.to_le_bytes()),
    ];
    assert_eq!(
        said(read(&compound(&workbook(&globals, &cells), true))).0.trim(),
        "附件1\n\n|  | 完成 | 部门 |\n| 东山街道 | 指标街道 |  |"
    );
}

#[test]
fn a_large_file_names_more_sectors_behind_its_header_and_may_have_larger_ones() {
    // The header names no part of the table: a sector of names does, and says that none follows.
    let whole = compound(&workbook(&[], &sheet()), false);
    let at = whole.len();
    let mut names = vec![0xff; 512];
    names[..4].copy_from_slice(&0_u32.to_le_bytes());
    let mut moved = [whole.clone(), names].concat();
    let number = (at / 512 - 1) as u32;
    moved[0x44..0x48].copy_from_slice(&number.to_le_bytes());
    moved[0x4c..0x50].copy_from_slice(&[0xff; 4]);
    assert_eq!(said(read(&moved)), said(read(&whole)));
    // It names itself as the next: it would go round.
    let end = moved.len();
    moved[end - 4..].copy_from_slice(&number.to_le_bytes());
    assert_eq!(message(&moved), "the xls file is broken: its table of sectors goes round; open it in its own program and save it again");
    let mut strange = whole;
    strange[0x1e] = 7;
    assert_eq!(
        message(&strange),
        "the xls file is broken: its sectors have neither 512 nor 4096 bytes; open it in its own program and save it again"
    );
}

#[test]
fn small_sectors_that_go_round_are_told() {
    let stream = workbook(&[], &sheet());
    let mut round = compound(&stream, true);
    // The table of small sectors stands behind the header, the table and the directory.
    round[512 * 3..512 * 3 + 4].copy_from_slice(&0_u32.to_le_bytes());
    assert_eq!(
        message(&round),
        "the xls file is broken: a chain of its small sectors goes round; open it in its own program and save it again"
    );
}

#[test]
fn days_may_count_from_1904() {
    let cells = [cell(kind::NUMBER, 0, 0, 2, &42_886.0_f64.to_le_bytes())];
    let stream = workbook(&[record(kind::EPOCH, &[&[1, 0]])], &cells);
    assert_eq!(said(read(&compound(&stream, true))).0.trim(), "附件1\n\n2021年6月");
}

#[test]
fn what_is_not_read_is_said() {
    let locked = workbook(&[record(kind::LOCKED, &[&[0; 6]])], &[]);
    assert_eq!(message(&compound(&locked, false)), "the file is an office file with a password, which is not read; save it without one");
    let old = [begin_record(0x0500, WORKBOOK), record(kind::END, &[])].concat();
    assert_eq!(message(&compound(&old, true)), "the file is a sheet of Excel 95 or older, which is not read; save it as .xlsx");
    let shared = workbook(&[], &[cell(kind::SHARED_LABEL, 0, 0, 0, &7_u32.to_le_bytes())]);
    assert_eq!(
        message(&compound(&shared, true)),
        "the xls file is broken: a cell has shared text 7, which is none; open it in its own program and save it again"
    );
    let mut stream = workbook(&[], &sheet());
    stream.truncate(stream.len() - 10);
    assert_eq!(
        message(&compound(&stream, true)),
        "the xls file is broken: it is cut short: a record ends behind its end; open it in its own program and save it again"
    );
    let mut round = compound(&workbook(&[], &sheet()), false);
    round[512 + 16..512 + 20].copy_from_slice(&3_u32.to_le_bytes());
    assert_eq!(message(&round), "the xls file is broken: a chain of its sectors goes round; open it in its own program and save it again");
    assert_eq!(
        message(&round[..600]),
        "the xls file is broken: it is cut short: it names sectors behind its end; open it in its own program and save it again"
    );
}

#[test]
fn damaged_files_bring_nothing_down() {
    let whole = compound(&workbook(&[], &sheet()), false);
    let stream = workbook(&[], &sheet());
    let mut dice = Dice(8);
    let mut still_read = 0;
    for turn in 0..300 {
        let _ = read(&dice.damaged(&whole));
        still_read += usize::from(read(&compound(&dice.damaged(&stream), turn % 2 == 0)).is_ok());
    }
    assert!(still_read > 10, "the copies are damaged so much that little is tried: {still_read}");
}
