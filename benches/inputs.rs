//! What is timed.

use dabiao::Report;

/// A table whose characters are followed by their pronunciation, as it was printed.
pub const GLOSSED: &str = include_str!("../seeds/yuhang-2022-h1.txt");
/// A government work report in prose, made for this.
pub const PROSE: &str = include_str!("prose.txt");
/// One line.
pub const LINE: &str = "新增国家高新技术企业500家、科技型中小企业700家,实现社会消费品零售总额、网络零售额分别增长8%、15%以上";

/// The same table as clean Simplified text, one row a line.
///
/// # Panics
/// Where the table cannot be read.
#[must_use]
pub fn clean() -> String {
    let report = Report::parse(GLOSSED).expect("the table is read");
    let rows = report.items.iter().map(|item| {
        let number = item.number.as_deref().unwrap_or("");
        format!("{number} | {} | {} | {} |\n", item.task, item.agencies.join(" "), item.progress)
    });
    std::iter::once("序号 | 重点工作 | 牵头单位 | 半年度工作完成情况 |\n".to_owned()).chain(rows).collect()
}
