//! Report-like text: phrases of real reports, whole and broken, in every layout.

use arbitrary::Arbitrary;

/// A report of rows, laid out in one way.
#[derive(Debug, Arbitrary)]
pub struct Laid {
    pub layout: Layout,
    pub rows: Vec<Row>,
    pub ends: Ends,
}

#[derive(Debug, Arbitrary)]
pub enum Layout {
    Bars,
    LedBars,
    Tabs,
    Commas,
    Cells,
    Prose,
    Numbered,
    Plain,
    /// Rows under no header at all.
    Bare,
}

#[derive(Debug, Arbitrary)]
pub enum Ends {
    Lf,
    CrLf,
    Cr,
    Nel,
    Separator,
}

#[derive(Debug, Arbitrary)]
pub struct Row {
    pub task: Vec<Piece>,
    pub agency: bool,
    pub progress: Vec<Piece>,
}

#[derive(Debug, Arbitrary)]
pub enum Piece {
    /// A phrase of a task or of a progress.
    Phrase(u8),
    Number(u32),
    Decimal(u16, u8),
    Unit(u8),
    Mark(u8),
    Gloss(u8),
    Odd(char),
    Break,
}

const PHRASES: [&str; 40] = [
    "新增国家高新技术企业",
    "社会消费品零售总额、网络零售额分别增长",
    "其中",
    "以上",
    "不少于",
    "力争",
    "确保",
    "完成年度任务的",
    "截至6月底",
    "1-5月",
    "较2021年同期增长",
    "全覆盖",
    "清零",
    "零增长",
    "从",
    "提高到",
    "下降",
    "控制在",
    "以内",
    "累计",
    "预计",
    "百分之",
    "三分之",
    "三千一百二十",
    "余",
    "约",
    "达到",
    "占比",
    "目标",
    "(任务",
    "“双百计划”",
    "《规划",
    "开工建设",
    "已完成",
    "未完成",
    "城镇、农村居民人均可支配收入",
    "一、2015年工作回顾",
    "三、2016年重点工作",
    "计划总投资",
    "平均每个",
];
const UNITS: [&str; 20] = [
    "家",
    "个",
    "%",
    "个百分点",
    "万元",
    "亿元",
    "公里",
    "万平方米",
    "人",
    "户",
    "倍",
    "番",
    "微克/立方米",
    "/10万",
    "成",
    "年",
    "项",
    "件",
    "‰",
    "吨/年",
];
const MARKS: [&str; 24] =
    ["，", ",", "。", ".", "；", ";", "、", "(", ")", "（", "）", "“", "”", "和", "及", "至", "-", "－", "—", ":", " ", "|", "\t", "\""];
const GLOSSES: [&str; 8] = ["術(shù)", "業(yè)", "(shù", "?qǐng)", "５", "％", "\u{200b}", "\u{feff}"];

impl Piece {
    fn write(&self, text: &mut String, end: &str) {
        let pick = |words: &[&'static str], n: u8| words[usize::from(n) % words.len()];
        match self {
            Self::Phrase(n) => text.push_str(pick(&PHRASES, *n)),
            Self::Number(n) => text.push_str(&n.to_string()),
            Self::Decimal(n, m) => text.push_str(&format!("{n}.{m}")),
            Self::Unit(n) => text.push_str(pick(&UNITS, *n)),
            Self::Mark(n) => text.push_str(pick(&MARKS, *n)),
            Self::Gloss(n) => text.push_str(pick(&GLOSSES, *n)),
            Self::Odd(c) => text.push(*c),
            Self::Break => text.push_str(end),
        }
    }
}

/// A cell.
fn cell(pieces: &[Piece], end: &str) -> String {
    let mut text = String::new();
    pieces.iter().take(64).for_each(|piece| piece.write(&mut text, end));
    text
}

impl Laid {
    /// The report as text.
    pub fn text(&self) -> String {
        let end = match self.ends {
            Ends::Lf => "\n",
            Ends::CrLf => "\r\n",
            Ends::Cr => "\r",
            Ends::Nel => "\u{85}",
            Ends::Separator => "\u{2028}",
        };
        let header = ["序号", "重点工作", "牵头单位", "半年度完成情况"];
        let mut text = String::new();
        let mut line = |cells: &[&str]| {
            let joined = match self.layout {
                Layout::Bars | Layout::Bare => cells.join("|"),
                Layout::LedBars => format!("|{}|", cells.join("|")),
                Layout::Tabs => cells.join("\t"),
                Layout::Commas => cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(","),
                Layout::Cells => cells.join(end),
                Layout::Prose | Layout::Numbered | Layout::Plain => cells.join("。"),
            };
            text.push_str(&joined);
            text.push_str(end);
        };
        match self.layout {
            Layout::Prose => line(&["一、2015年工作回顾"]),
            Layout::Numbered | Layout::Plain | Layout::Bare => {}
            _ => line(&header),
        }
        for (n, row) in self.rows.iter().take(24).enumerate() {
            let number = match self.layout {
                Layout::Prose => String::new(),
                Layout::Numbered => format!("{}.", n + 1),
                _ => (n + 1).to_string(),
            };
            let agency = if row.agency { "区科技局 区发改局" } else { "" };
            line(&[&number, &cell(&row.task, end), agency, &cell(&row.progress, end)]);
            if matches!(self.layout, Layout::Prose) && n == 0 {
                line(&["三、2016年重点工作"]);
            }
        }
        text
    }
}

/// A text; printed where `SHOW` is set, so that what broke can be kept in `fuzz/crashes` as text.
pub fn shown(text: String) -> String {
    if std::env::var_os("SHOW").is_some() {
        eprintln!("{text}\n---");
    }
    text
}
