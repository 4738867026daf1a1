//! Megabytes a second on the same lines in the same run: the whole job, its quantities, the `duckling` crate, a plain regular expression, and
//! the floor, which is to check the bytes for UTF-8. Each is the best of several runs.

#[path = "../inputs.rs"]
mod inputs;

use std::hint::black_box;
use std::time::{Duration, Instant};

use dabiao::Extractor;
use duckling::{Context, DimensionKind, Lang, Locale, Options, parse};
use regex::Regex;

/// The least time of a run, of as many as fit into a second or two, at least three.
fn best(mut run: impl FnMut()) -> Duration {
    run();
    let begun = Instant::now();
    let mut best = Duration::MAX;
    let mut runs = 0;
    while runs < 3 || (runs < 2000 && begun.elapsed() < Duration::from_millis(1500)) {
        let start = Instant::now();
        run();
        best = best.min(start.elapsed());
        runs += 1;
    }
    best
}

fn main() {
    let clean = inputs::clean();
    let extractor = Extractor::new();
    let locale = Locale::new(Lang::ZH, None);
    let (context, options) = (Context::default(), Options::default());
    let number = Regex::new(r"[0-9]+(?:\.[0-9]+)?[万亿]?").expect("the expression is right");
    println!("{:<10}{:>22}{:>12}{:>12}{:>12}", "input", "reader", "MB/s", "x floor", "found");
    for (name, text) in [("glossed", inputs::GLOSSED), ("clean", &clean), ("prose", inputs::PROSE), ("line", inputs::LINE)] {
        let floor = best(|| {
            black_box(std::str::from_utf8(black_box(text.as_bytes())).is_ok());
        });
        let row = |reader: &str, time: Duration, found: usize| {
            let speed = text.len() as f64 / time.as_secs_f64() / 1e6;
            println!("{name:<10}{reader:>22}{speed:>12.3}{:>12.1}{found:>12}", time.as_secs_f64() / floor.as_secs_f64());
        };
        row("floor: from_utf8", floor, 0);
        let mut found = 0;
        let time = best(|| found = number.find_iter(black_box(text)).count());
        row("regex, digits only", time, found);
        let time = best(|| found = black_box(text).lines().map(|line| dabiao::quantities(line).len()).sum());
        row("dabiao: quantities", time, found);
        let time = best(|| found = extractor.parse(black_box(text)).map_or(0, |report| report.targets().count()));
        row("dabiao: whole job", time, found);
        for (reader, dimensions) in [("duckling: numerals", &[DimensionKind::Numeral][..]), ("duckling: everything", &[])] {
            let time = best(|| {
                let read = |line| parse(line, &locale, dimensions, &context, &options).len();
                found = black_box(text).lines().map(read).sum();
            });
            row(reader, time, found);
        }
    }
}
