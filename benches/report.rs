//! Every room and the whole job, beside the floor: checking the same bytes for UTF-8.
//!
//! `cargo bench --features rooms`

#[path = "inputs.rs"]
#[allow(unreachable_pub)]
mod inputs;

use dabiao::{Extractor, rooms};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

const INPUTS: [&str; 5] = ["glossed", "clean", "prose", "province", "line"];

fn main() {
    divan::main();
}

fn input(name: &str) -> String {
    match name {
        "glossed" => inputs::GLOSSED.to_owned(),
        "clean" => inputs::clean(),
        "prose" => inputs::PROSE.to_owned(),
        "province" => inputs::province(),
        _ => inputs::LINE.to_owned(),
    }
}

fn time<T>(bencher: Bencher<'_, '_>, name: &str, job: impl Fn(&str) -> T + Sync) {
    let text = input(name);
    bencher.counter(BytesCount::of_str(&text)).bench(|| job(black_box(&text)));
}

#[divan::bench(args = INPUTS)]
fn a_floor(bencher: Bencher<'_, '_>, name: &str) {
    time(bencher, name, |text| std::str::from_utf8(text.as_bytes()).is_ok());
}

#[divan::bench(args = INPUTS)]
fn b_whole_job(bencher: Bencher<'_, '_>, name: &str) {
    let extractor = Extractor::new();
    time(bencher, name, |text| extractor.parse(text));
}

#[divan::bench(args = INPUTS)]
fn c_text(bencher: Bencher<'_, '_>, name: &str) {
    time(bencher, name, rooms::text);
}

#[divan::bench(args = INPUTS)]
fn d_layout_with_text(bencher: Bencher<'_, '_>, name: &str) {
    time(bencher, name, rooms::layout);
}

#[divan::bench(args = INPUTS)]
fn e_grammar(bencher: Bencher<'_, '_>, name: &str) {
    let text = input(name);
    let cells = rooms::cells(&text);
    bencher.counter(BytesCount::of_str(&text)).bench(|| rooms::grammar(black_box(&cells)));
}

#[divan::bench(args = INPUTS)]
fn f_claim_with_grammar(bencher: Bencher<'_, '_>, name: &str) {
    let text = input(name);
    let cells = rooms::cells(&text);
    bencher.counter(BytesCount::of_str(&text)).bench(|| rooms::claim(black_box(&cells)).len());
}

#[divan::bench(args = INPUTS)]
fn g_pair(bencher: Bencher<'_, '_>, name: &str) {
    let text = input(name);
    let cells = rooms::cells(&text);
    let read = rooms::claim(&cells);
    bencher.counter(BytesCount::of_str(&text)).bench(|| rooms::pair(black_box(&read)));
}

#[divan::bench(args = INPUTS)]
fn h_quantities_line_by_line(bencher: Bencher<'_, '_>, name: &str) {
    time(bencher, name, |text| text.lines().map(|line| dabiao::quantities(line).len()).sum::<usize>());
}
