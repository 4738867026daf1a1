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

/// What reports say between their numbers, made for this.
const PHRASES: [&str; 6] = [
    "我们坚持稳中求进，统筹发展和安全，以钉钉子精神抓好各项任务落实，各项事业取得新的进步。",
    "深入推进重点领域改革，持续优化营商环境，激发各类经营主体活力，增强发展内生动力。",
    "大力弘扬优秀传统文化，完善公共文化服务体系，丰富群众精神文化生活，提升城乡文明程度。",
    "严格落实安全生产责任，强化食品药品监管，健全矛盾纠纷多元化解机制，社会大局保持稳定。",
    "加强政府自身建设，自觉接受人大监督、政协监督和社会监督，提高依法行政水平。",
    "群众的事一件一件去办，上学、看病、养老、出行都放在心上，日子一天比一天好，笑脸一年比一年多。",
];

/// A report in prose as long as those of provinces are: the paragraphs of the short one again and again, with other numbers, and between them
/// what has none.
#[must_use]
pub fn province() -> String {
    let turned = |text: &str, by: u8| -> String {
        let digit = |c: char| c.to_digit(10).map_or(c, |digit| char::from(b'1' + (digit as u8 + by) % 9));
        text.chars().map(digit).collect()
    };
    let mut report = String::new();
    for line in PROSE.lines() {
        report.push_str(line);
        report.push('\n');
        if line.len() > 200 {
            for times in 1..=8 {
                let phrase = |more: u8| PHRASES[usize::from(times + more) % PHRASES.len()];
                let (front, behind) = (phrase(0), phrase(1));
                let number = line.find('）').map_or("", |end| &line[..end + '）'.len_utf8()]);
                let rest = &line[number.len()..];
                report.push_str(&format!("{front}{}{behind}\n{front}{}{}\n", turned(rest, times), phrase(2), phrase(3)));
            }
        }
    }
    report
}
