//! Instructions of every room and of the whole job. All tables are built before anything is counted, except in `first_use`.

use std::hint::black_box;

use dabiao::{Extractor, Report, rooms};
use dabiao_counts::{GLOSSED, LINE, PROSE, clean, province};
use gungraun::{library_benchmark, library_benchmark_group, main};

/// An input, read once so that every table is there.
fn warm(name: &str) -> String {
    let text = match name {
        "glossed" => GLOSSED.to_owned(),
        "clean" => clean(),
        "prose" => PROSE.to_owned(),
        "province" => province(),
        _ => LINE.to_owned(),
    };
    black_box(Report::parse(&text)).expect("the input is read");
    text
}

fn cells(name: &str) -> Vec<rooms::Cells> {
    rooms::cells(&warm(name))
}

/// What was read in the cells, which live as long as the process.
fn read(name: &str) -> Vec<rooms::Read<'static>> {
    rooms::claim(cells(name).leak())
}

#[library_benchmark]
fn first_use() -> usize {
    black_box(dabiao::quantities(black_box("新增企业5家"))).len()
}

#[library_benchmark]
#[benches::of(args = ["glossed", "clean", "prose", "province", "line"], setup = warm)]
fn whole_job(text: String) -> usize {
    // The report is dropped outside of the count only if it is handed out; what an embedder pays is both.
    Extractor::new().parse(black_box(&text)).map_or(0, |report| report.items.len())
}

#[library_benchmark]
#[benches::of(args = ["glossed", "clean", "prose", "line"], setup = warm)]
fn text(text: String) -> usize {
    rooms::text(black_box(&text))
}

#[library_benchmark]
#[benches::of(args = ["glossed", "clean", "prose", "line"], setup = warm)]
fn layout_with_text(text: String) -> usize {
    rooms::layout(black_box(&text))
}

#[library_benchmark]
#[benches::of(args = ["clean", "prose", "line"], setup = cells)]
fn grammar(cells: Vec<rooms::Cells>) -> usize {
    rooms::grammar(black_box(&cells))
}

#[library_benchmark]
#[benches::of(args = ["clean", "prose", "line"], setup = cells)]
fn claim_with_grammar(cells: Vec<rooms::Cells>) -> usize {
    rooms::claim(black_box(&cells)).len()
}

#[library_benchmark]
#[bench::clean(args = ("clean"), setup = read)]
fn pair(read: Vec<rooms::Read<'static>>) -> usize {
    rooms::pair(black_box(&read))
}

#[library_benchmark]
#[benches::of(args = ["clean", "province", "line"], setup = warm)]
fn quantities(text: String) -> usize {
    black_box(&text).lines().map(|line| dabiao::quantities(line).len()).sum()
}

// The goals of a report, answered from the review of the one of the next year.
#[library_benchmark]
#[bench::province(args = ("province"), setup = warm)]
fn compare(text: String) -> usize {
    let later = text.replace("2024年", "2025年").replace("2023年", "2024年");
    Extractor::new().compare(black_box(&text), black_box(&later)).map_or(0, |report| report.items.len())
}

library_benchmark_group!(
    name = counted;
    benchmarks = first_use, whole_job, text, layout_with_text, grammar, claim_with_grammar, pair, quantities, compare
);

main!(library_benchmark_groups = counted);
