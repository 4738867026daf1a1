//! Texts that no report is, but that come: each ends soon, with an answer or one clear line.
//!
//! With the program as it is shipped the sizes are whole and the time is 5 seconds; a debug build gets a tenth of the size.
#![cfg(feature = "cli")]

mod run;

use std::process::Output;
use std::time::{Duration, Instant};

use run::piped;

const REPORT: &[u8] = include_bytes!("../seeds/yuhang-2022-h1.txt");
const HEADER: &str = "序号|重点工作|牵头单位|完成情况\n";
const SCALE: usize = if cfg!(debug_assertions) { 10 } else { 1 };
/// A debug build on a busy machine is slow whatever the text.
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 150 } else { 5 });

fn timed(args: &[&str], input: &[u8]) -> (Output, Duration) {
    let began = Instant::now();
    let output = piped(args, input);
    (output, began.elapsed())
}

/// An answer (status 0), or nothing found (1), or one line that says what is wrong (2), as is `wanted`; and soon.
fn ends_well(name: &str, wanted: i32, input: &[u8]) {
    let (output, took) = timed(&["score", "--format", "none", "-"], input);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let status = output.status.code().unwrap_or_else(|| panic!("{name}: ended by a signal: {said}"));
    assert_eq!(status, wanted, "{name}: {said}");
    assert!(!said.contains("panicked"), "{name}: {said}");
    assert!(said.lines().all(|line| line.starts_with("dabiao: -: ")), "{name}: {said}");
    assert!(status == 0 || !said.is_empty(), "{name}: not a word of what was not found");
    assert!(status != 2 || said.lines().count() <= 2, "what is wrong is one line, behind what was replaced: {name}: {said}");
    assert!(took < LIMIT, "{name}: {took:?}");
    println!("{name}: {took:?}, status {status} {said}");
}

fn row(task: &str, progress: &str) -> String {
    format!("{HEADER}1|{task}|区发改局|{progress}|\n2|||\n3|||\n")
}

fn many(text: &str, count: usize) -> String {
    text.repeat(count / SCALE)
}

fn listed(count: usize, mark: &str, member: impl Fn(usize) -> String) -> String {
    (0..count / SCALE).map(member).collect::<Vec<_>>().join(mark)
}

#[test]
fn long_runs_end() {
    let digits = many("1", 2_000_000);
    ends_well("a run of digits", 1, digits.as_bytes());
    ends_well("a run of digits in a cell", 1, row(&digits, &digits).as_bytes());
    let hundredths = many("百分之", 300_000);
    ends_well("百分之", 1, row(&hundredths, &hundredths).as_bytes());
    let glosses = many("術(shù", 200_000);
    ends_well("unclosed glosses", 1, glosses.as_bytes());
    ends_well("unclosed glosses in a cell", 1, row(&glosses, &glosses).as_bytes());
    ends_well("bars", 1, many("|", 1_000_000).as_bytes());
    ends_well("a row of bars", 1, format!("{HEADER}{}\n", many("|", 1_000_000)).as_bytes());
    ends_well("lines of bars", 1, many("|\n", 1_000_000).as_bytes());
    ends_well("parentheses", 1, row(&many("(", 200_000), &many("(5家", 100_000)).as_bytes());
    ends_well("quotation marks", 1, row(&many("“《", 200_000), &many("”》", 200_000)).as_bytes());
    ends_well("multipliers", 1, row(&many("万亿", 200_000), &many("千百", 200_000)).as_bytes());
    ends_well("numerals", 1, row(&many("一", 500_000), &many("三分之", 200_000)).as_bytes());
    ends_well("separators", 1, row(&many("1,222", 200_000), &many("1,222,", 200_000)).as_bytes());
    ends_well("white space", 1, row(&many(" ", 500_000), &many("\u{3000}", 300_000)).as_bytes());
    ends_well("lost characters", 1, row(&many("\u{fffd}", 300_000), &many("1\u{fffd}家", 100_000)).as_bytes());
    ends_well("dates", 1, row(&many("2022年", 100_000), &many("截至6月23日", 100_000)).as_bytes());
}

#[test]
fn long_lists_end() {
    let names = listed(100_000, "、", |n| format!("指标{n}"));
    let growth = listed(100_000, "、", |n| format!("{}%", n % 100));
    let text = format!("{names}分别增长{growth}");
    ends_well("members of a 分别 list", 0, row(&text, &text).as_bytes());
    let targets = listed(50_000, "、", |n| format!("新增企业{n}家"));
    ends_well("targets of a cell", 0, row(&targets, "新增企业5家").as_bytes());
    let figures = listed(50_000, ",", |n| format!("新增企业{n}家"));
    ends_well("figures of a cell", 0, row("新增企业5家", &figures).as_bytes());
    ends_well("both", 0, row(&targets, &figures).as_bytes());
    // A chain of numbers without a noun was read from its beginning for each of them.
    ends_well("numbers in a chain", 0, row(&many("5公里/", 50_000), &many("5公里/", 50_000)).as_bytes());
    ends_well("parentheses that count", 0, row(&many("新增企业5家(3个)", 50_000), &many("新增企业5家(3个)", 50_000)).as_bytes());
    // Each agency was looked for among all before it.
    let agencies = listed(200_000, "、", |n| format!("第{n}局"));
    ends_well("agencies", 0, format!("{HEADER}1|修路5公里|{agencies}|修路4公里|\n2|||\n3|||\n").as_bytes());
    ends_well("sentences", 0, row(&many("新增企业5家。", 50_000), &many("新增企业5家。", 50_000)).as_bytes());
    let years = format!("五年来,{}", many("新建公路1公里,", 100_000));
    ends_well("figures of several years", 0, row("新建公路5公里", &years).as_bytes());
    let behind = format!("{}{}", many("很好,", 10_000), many("新建公路100公里,", 300));
    ends_well("targets behind a long text", 0, row(&behind, &many("新建公路99公里,", 600)).as_bytes());
    for text in [many("1x", 80_000), many("1（", 80_000), many("完成1,", 80_000), many("1", 1_000_000), many("完成1.", 200_000)] {
        let table = format!("序号|指标(个)|年度目标|完成情况\n1|新建公园(个)|50|{text}\n2|||\n");
        ends_well("numbers without a unit", 0, table.as_bytes());
    }
    ends_well("commitments", 0, row(&many("全覆盖", 100_000), &many("已实现全覆盖，", 100_000)).as_bytes());
}

/// Prose in one paragraph: what is said of a number is looked for only near it.
#[test]
fn long_paragraphs_end() {
    let paragraph = |text: String| format!("截至目前,各项工作有序推进。\n{text}\n");
    for (name, wanted, text) in [
        ("plan and result", 0, many("计划建成60公里,现已完成66公里;", 20_000)),
        (
            "promises before one long clause",
            0,
            format!("计划新建{},已完成{}", listed(8_000, "、", |_| "学校1所".to_owned()), many("好", 100_000)),
        ),
        ("plans without a number", 0, format!("1.新建{}5座。", many("目标", 100_000))),
        ("tasks without a number", 1, many("任务新", 100_000)),
        ("marks in rates", 0, many("完成12公里,占目标任务数40公里的120%,", 15_000)),
        ("printed goals", 1, format!("已完成1个,{}", many("低于3%的目标、", 20_000))),
        ("differences", 1, many("增长4.5%,低于目标1.5个百分点,", 20_000)),
        ("rates behind a long clause", 0, format!("已{}{}", many("好", 100_000), many("完成年度任务的80%,", 600))),
        ("places", 0, many("青山区已完成5公里,占目标任务6公里的83%;", 20_000)),
        ("quotation marks", 1, many("“目标”", 100_000)),
    ] {
        ends_well(name, wanted, paragraph(text).as_bytes());
    }
    ends_well("labels", 1, format!("1.{}\n", many("完成情况:已新增5家。", 30_000)).as_bytes());
    ends_well("labels in lines", 0, format!("1.新增5家。\n{}", many("完成情况:已新增5家。\n", 60_000)).as_bytes());
    ends_well("units of responsibility", 1, format!("1.已修路5公里{}\n", many("单位", 200_000)).as_bytes());
    ends_well("paragraphs that only plan", 0, format!("{}已完成\n", many("计划新建5所\n", 60_000)).as_bytes());
}

#[test]
fn long_texts_end() {
    for end in ["\n", "\r", "\u{2028}"] {
        ends_well("lines", 0, many(&format!("新增企业5家{end}"), 100_000).as_bytes());
    }
    let cells = format!("序号\n重点工作\n完成情况\n{}", many("1\n新增企业5家\n新增4家\n", 30_000));
    ends_well("cells on lines of their own", 0, cells.as_bytes());
    ends_well("a cell that never ends", 1, format!("序号\n重点工作\n完成情况\n1\n{}", many("新增1,2\n", 100_000)).as_bytes());
    ends_well("prose", 0, many("今年计划新建学校10所,", 100_000).as_bytes());
    ends_well("prose", 0, many("计划新建学校8所,已建成6所。", 60_000).as_bytes());
    ends_well("prose", 1, format!("一、2015年工作回顾\n{}三、2016年重点工作\n", many("新增企业5家。\n", 50_000)).as_bytes());
    ends_well("a quoted cell that never ends", 0, format!("序号,重点工作,完成情况\n{}", many("1,\"修路5公里\n", 50_000)).as_bytes());
    ends_well("numbered prose", 1, many("1.修路5公里。\n", 50_000).as_bytes());
    let sheet = format!("2023年项目支出绩效自评表三级指标年度指标值实际完成值产出指标{}", many("新建候车亭≥24座26座10", 15_000));
    ends_well("a performance sheet in one line", 1, sheet.as_bytes());
    ends_well("plan words in one clause", 1, many("新建公园5个年度目标", 30_000).as_bytes());
    ends_well("brackets in brackets", 0, many("(计划新建公园5个", 30_000).as_bytes());
    // Headers of two rows that come out even nowhere, over numbers that are shares of each other.
    let headers = "项目名称|目标|计划数|完成情况|责任单位|进展|序号|单位|投资|完成投资|占比|备注\n目标|完成|完成率|投资|进度|目标|完成|计划|实际|%|进度\n";
    let rows = "某县|12|24|200%|31|62|200%|55|110|200%|47|94|200%\n某市|13|26|200%|32|64|200%|56|112|200%|48|96|200%\n";
    ends_well("headers that fit nothing", 1, many(&format!("{headers}{rows}\n"), 2_000).as_bytes());
}

#[test]
fn what_is_beyond_a_limit_is_said_with_its_line() {
    let figures = listed(20_000, ",", |n| format!("新增企业{n}家"));
    let (output, _) = timed(&["score", "--format", "jsonl", "-"], row("新增企业5家", &figures).as_bytes());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("dabiao: -: line 2: there are more figures than the limit; those behind answer nothing\n"), "{said}");
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(out.lines().next().is_some_and(|line| line.contains("\"limited\":[\"figures\"")), "{out}");
}

/// Bytes overwritten, taken out, doubled, or all cut off, here and there.
fn damaged(seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).expect("a small number")
    };
    let mut bytes = REPORT.to_vec();
    for _ in 0..=next(40) {
        let at = next(bytes.len() - 64);
        let len = 1 + next(32);
        match next(5) {
            0 => bytes[at] = u8::try_from(next(256)).expect("a byte"),
            1 => drop(bytes.drain(at..at + len)),
            2 => {
                let again = bytes[at..at + len].to_vec();
                bytes.splice(at..at, again);
            }
            3 => bytes[at..at + len].reverse(),
            _ => bytes[at] = b"|\n\t,\r\0\"("[next(8)],
        }
    }
    if next(4) == 0 {
        let at = bytes.len() / 2 + next(bytes.len() / 2);
        bytes.truncate(at);
    }
    bytes
}

#[test]
fn damaged_copies_of_the_report_are_read() {
    for seed in 1..=60 {
        let copy = damaged(seed);
        // A zero byte is the one damage that is refused.
        ends_well(&format!("damaged copy {seed}"), if copy.contains(&0) { 2 } else { 0 }, &copy);
    }
}

/// A large table asks for no more memory than a small one, whatever is made of it.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_input() {
    let folder = tempfile::tempdir().expect("a folder");
    let row = format!("1|新增企业5家,{}|新增企业4家\n", "优化服务".repeat(1000));
    let table = format!("序号|重点工作|完成情况\n{}", row.repeat(10_000 / SCALE));
    std::fs::write(folder.path().join("table.txt"), table).expect("a file");
    let mut commands = vec!["score --jobs 1 --format csv", "sheet", "sheet --sample 5"];
    if cfg!(feature = "parquet") {
        commands.push("score --jobs 1 --parquet table.parquet");
    }
    for command in commands {
        // Of a debug build the program alone takes most of it.
        let command = format!("ulimit -v 150000; {} {command} table.txt > out", env!("CARGO_BIN_EXE_dabiao"));
        let output = std::process::Command::new("sh").args(["-c", &command]).current_dir(folder.path()).output().expect("a shell");
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""), "{command}");
    }
}
