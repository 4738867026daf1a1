//! The whole job on the Yuhang report, beside the floor: checking the same bytes for UTF-8.

use dabiao::{Extractor, Report};
use divan::Bencher;
use divan::counter::BytesCount;

const REPORT: &str = include_str!("../seeds/yuhang-2022-h1.txt");

fn main() {
    divan::main();
}

/// The report as clean Simplified text, one row a line.
fn clean() -> String {
    let report = Report::parse(REPORT).expect("the report");
    let rows = report.items.iter().map(|item| {
        format!("{} | {} | {} | {} |\n", item.number.as_deref().unwrap_or(""), item.task, item.agencies.join(" "), item.progress)
    });
    std::iter::once("序号 | 重点工作 | 牵头单位 | 半年度工作完成情况 |\n".to_owned()).chain(rows).collect()
}

#[divan::bench]
fn floor_utf8(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::of_str(REPORT)).bench(|| std::str::from_utf8(divan::black_box(REPORT.as_bytes())).map(str::len));
}

#[divan::bench]
fn whole_job_glossed(bencher: Bencher<'_, '_>) {
    let extractor = Extractor::new();
    bencher.counter(BytesCount::of_str(REPORT)).bench(|| extractor.parse(divan::black_box(REPORT)));
}

#[divan::bench]
fn whole_job_clean(bencher: Bencher<'_, '_>) {
    let (extractor, clean) = (Extractor::new(), clean());
    bencher.counter(BytesCount::of_str(&clean)).bench(|| extractor.parse(divan::black_box(&clean)));
}

#[divan::bench]
fn quantities_of_one_line(bencher: Bencher<'_, '_>) {
    let line = "新增国家高新技术企业500家、科技型中小企业700家,实现社会消费品零售总额、网络零售额分别增长8%、15%以上";
    bencher.counter(BytesCount::of_str(line)).bench(|| dabiao::quantities(divan::black_box(line)));
}
