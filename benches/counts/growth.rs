//! Instructions of texts and of the same ten times as long: what grows straight takes ten times as many.
//!
//! Up to the limits of targets, figures and clauses the work grows with their product; lists are counted beyond limits so small that this
//! is no large part of either count.

use std::hint::black_box;

use dabiao::{Extractor, Limits};
use dabiao_counts::clean;
use gungraun::{library_benchmark, library_benchmark_group, main};

/// One row with a task and a progress. A report is read before, so that every table is there.
fn row(task: &str, progress: &str) -> String {
    black_box(clean());
    format!("序号|重点工作|完成情况\n1|{task}|{progress}\n2||\n3||\n")
}

fn join(count: usize, member: impl Fn(usize) -> String) -> String {
    (0..count).map(member).collect::<Vec<_>>().join("、")
}

fn rows(times: usize) -> String {
    let clean = clean();
    let (header, rows) = clean.split_once('\n').expect("a header and rows");
    format!("{header}\n{}", rows.repeat(times))
}

fn cell(times: usize) -> String {
    let said = "持续优化营商环境，深入企业走访服务。".repeat(2_000 * times);
    row("新增企业5家", &format!("新增企业3家。{said}"))
}

fn nesting(times: usize) -> String {
    let depth = 2_000 * times;
    row("新增企业5家", &format!("新增企业3家{}含续建2家{}", "(".repeat(depth), ")".repeat(depth)))
}

fn digits(times: usize) -> String {
    row("新增企业5家", &"1".repeat(5_000 * times))
}

/// Members of a 分别 list.
fn members(times: usize) -> String {
    let count = 500 * times;
    let list = format!("{}分别增长{}", join(count, |n| format!("指标{n:05}")), join(count, |n| format!("{:02}%", 10 + n % 80)));
    row(&list, &list)
}

fn quantities(times: usize) -> String {
    let list = join(500 * times, |n| format!("新增企业{n:05}家"));
    row(&list, &list)
}

#[library_benchmark]
#[bench::rows_once(args = (1), setup = rows)]
#[bench::rows_tenfold(args = (10), setup = rows)]
#[bench::cell_once(args = (1), setup = cell)]
#[bench::cell_tenfold(args = (10), setup = cell)]
#[bench::nesting_once(args = (1), setup = nesting)]
#[bench::nesting_tenfold(args = (10), setup = nesting)]
#[bench::digits_once(args = (1), setup = digits)]
#[bench::digits_tenfold(args = (10), setup = digits)]
#[bench::members_once(args = (1), setup = members)]
#[bench::members_tenfold(args = (10), setup = members)]
#[bench::quantities_once(args = (1), setup = quantities)]
#[bench::quantities_tenfold(args = (10), setup = quantities)]
fn growth(text: String) -> usize {
    let mut limits = Limits::default();
    (limits.targets, limits.figures, limits.clauses) = (3, 6, 10);
    Extractor::new().limits(limits).parse(black_box(&text)).map_or(0, |report| report.items.len())
}

library_benchmark_group!(name = growing; benchmarks = growth);

main!(library_benchmark_groups = growing);
