//! What each column of a table holds, by what its header says.

use std::sync::Arc;

use crate::grammar::{PLAUSIBLE, Period, is_unit, named_years, period_in};
use crate::lexicon::{Adverb, Column, Lexicon, Title};

/// A column: what it holds, the period that its header names (半年度工作完成情况) and the unit (年度目标(万元)).
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub(super) column: Column,
    pub(super) period: Option<Period>,
    pub(super) unit: Option<Arc<str>>,
    title: Option<Title>,
    year: Option<u16>,
    /// Whether it is of an earlier year, or only expected.
    elsewhen: bool,
    /// Whether it names a quarter and nothing else: 第二季度.
    pub(super) quarter: bool,
    /// Of several columns that hold the same the highest answers.
    pub(super) rank: u16,
}

impl Heading {
    /// Whether its words are among those of headers.
    pub(super) const fn is_known(&self) -> bool {
        self.title.is_some()
    }

    /// Whether two header cells say the same of a column.
    pub(super) fn same(&self, other: &Self) -> bool {
        other.title.is_some() && (self.title == other.title || self.column == other.column)
    }
}

/// A column that is cumulative by name stands above every period.
const CUMULATIVE: u16 = 1000;
/// A table has no more columns; what stands behind them is passed over, so that the work for a row stays in bounds.
const MOST_COLUMNS: usize = 64;

/// Reads the header cells of a table. `None` where no cell can be the task, or nothing else is known.
pub(super) fn headings<'t>(cells: impl Iterator<Item = &'t str>, lexicon: &Lexicon) -> Option<Vec<Heading>> {
    settled(cells.map(|cell| heading(cell, lexicon)).collect())
}

/// A header over two lines, the second below what was merged in the first: `目标|完成情况|` over `|1-6月|完成率|`. A cell that has nothing
/// above it belongs to the last one that has something.
pub(super) fn stacked(above: &[String], below: &[String], lexicon: &Lexicon) -> Option<Vec<Heading>> {
    let mut last = heading("", lexicon);
    let columns = (0..above.len().max(below.len())).map(|i| {
        let (up, down) = (above.get(i).map_or("", String::as_str), below.get(i).map_or("", String::as_str));
        if !up.is_empty() {
            last = heading(up, lexicon);
        }
        if down.is_empty() {
            return if up.is_empty() { heading("", lexicon) } else { last.clone() };
        }
        let own = heading(down, lexicon);
        let known = own.title.is_some() && own.title != Some(Title::Class);
        let kept = if known || own.elsewhen { &own } else { &last };
        Heading {
            column: kept.column,
            title: kept.title,
            period: own.period.or(last.period),
            unit: own.unit.clone().or_else(|| last.unit.clone()),
            year: own.year.or(last.year),
            elsewhen: own.elsewhen || last.elsewhen,
            quarter: own.quarter,
            rank: own.rank.max(last.rank),
        }
    });
    settled(columns.collect())
}

/// Whether every cell of a line may stand below a merged one of the header: 全年, 1-6月, 完成率. A category stands in the first cell alone, or
/// in all of them.
pub(super) fn stands_below(cells: &[String], above: &[String], lexicon: &Lexicon) -> bool {
    let may = |(i, cell): (usize, &String)| {
        let heading = heading(cell, lexicon);
        above.get(i) == Some(cell) || i > 0 && (heading.is_known() || heading.period.is_some() || heading.rank > 0)
    };
    let said: Vec<(usize, &String)> = cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).collect();
    let differ = said.len() == 1 || said.iter().any(|(_, cell)| *cell != said[0].1);
    !said.is_empty() && differ && said.into_iter().all(may)
}

/// Decides between columns that could be the task, and which of several results answers.
fn settled(mut headings: Vec<Heading>) -> Option<Vec<Heading>> {
    headings.truncate(MOST_COLUMNS);
    // 指标|全年目标|上半年|1-9月: a period alone heads the result where nothing else does.
    if !headings.iter().any(|heading| matches!(heading.column, Column::Actual | Column::Progress)) {
        for heading in headings.iter_mut().filter(|heading| heading.title.is_none() && heading.period.is_some() && !heading.elsewhen) {
            (heading.title, heading.column) = (Some(Title::Holds(Column::Actual)), Column::Actual);
        }
    }
    name_the_task(&mut headings);
    // 2021年实际 beside 2022年目标 is the year before.
    let latest = headings.iter().filter(|heading| heading.column != Column::Other).filter_map(|heading| heading.year).max();
    for heading in &mut headings {
        let result = matches!(heading.column, Column::Actual | Column::Progress | Column::Rate);
        if result && heading.year.is_some_and(|year| Some(year) < latest) {
            heading.column = Column::Other;
        }
    }
    let known = headings.iter().filter(|heading| heading.column != Column::Other).count();
    (known > 1 && headings.iter().any(|heading| heading.column == Column::Task)).then_some(headings)
}

fn name_the_task(headings: &mut [Heading]) {
    let holds = |headings: &[Heading], column| headings.iter().position(|heading| heading.title == Some(Title::Holds(column)));
    let titled = |headings: &[Heading], title| headings.iter().position(|heading| heading.title == Some(title));
    let counts = holds(headings, Column::Actual).is_some() || holds(headings, Column::Rate).is_some();
    let target = holds(headings, Column::Target);
    let goal = titled(headings, Title::Goal);
    let class = headings.iter().rposition(|heading| heading.title == Some(Title::Class));
    // 乡镇|任务数|完成数|完成率: what stands in front of the numbers names the row.
    let lead = class.or_else(|| {
        let first = headings.iter().position(|heading| matches!(heading.column, Column::Agency | Column::Unit))?;
        headings[..first].iter().all(|heading| matches!(heading.column, Column::Number | Column::Other)).then_some(first)
    });
    let lead = lead.filter(|&lead| counts && target.or(goal).is_some_and(|mark| lead < mark));
    let named = holds(headings, Column::Task).or(lead).or(goal).or(target);
    let Some(named) = named else { return };
    headings[named].column = Column::Task;
    for (i, heading) in headings.iter_mut().enumerate() {
        if i != named && heading.title == Some(Title::Goal) {
            heading.column = if target.is_some_and(|target| target != named) { Column::Remark } else { Column::Target };
        }
    }
}

pub(super) fn heading(cell: &str, lexicon: &Lexicon) -> Heading {
    let said: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    // The longest word wins: 工作完成情况 is progress though 工作 begins a task; of equal ones the last, as the head of the phrase.
    let longest = lexicon.columns.find(&said).map(|(_, word, &title)| (word.chars().count(), title)).max_by_key(|&(len, _)| len);
    let marks = |mark| lexicon.adverbs.find(&said).any(|(_, _, &found)| found == mark);
    // 上年同期完成 answers nothing of this year, 全年预计 nothing yet.
    let elsewhen = marks(Adverb::Past) || marks(Adverb::Estimate);
    let title = longest.map(|(_, title)| title).filter(|_| !elsewhen);
    let column = title.map_or(Column::Other, Title::column);
    let period = period_in(&said).into_iter().next();
    let rank = match period.and_then(|period| period.months.zip(period.length())) {
        // 上月累计 is behind 本月累计.
        _ if marks(Adverb::Cumulative) => CUMULATIVE - u16::from(["上月", "上季", "上期"].iter().any(|word| said.contains(word))),
        Some(((_, to), length)) => u16::from(to) * 16 + u16::from(length),
        // The lead stands in front of those that only help; a mark without a period is the year's.
        None => match title {
            Some(Title::Holds(Column::Target)) => CUMULATIVE,
            Some(Title::Holds(Column::Agency)) => 1,
            _ => 0,
        },
    };
    let quarter = title.is_none() && said.contains('季') && period.and_then(|period| period.length()) == Some(3);
    Heading { column, period, unit: unit(&said, lexicon), title, year: year(&said), elsewhen, quarter, rank }
}

/// The unit in parentheses at the end of a header: 年度目标(万元), 完成率（%）.
fn unit(said: &str, lexicon: &Lexicon) -> Option<Arc<str>> {
    let inner = said.strip_suffix([')', '）'])?;
    let inner = &inner[inner.rfind(['(', '（'])?..];
    let inner = inner.trim_start_matches(['(', '（']);
    let said = inner.trim_start_matches("单位").trim_start_matches([':', '：']);
    is_unit(said, lexicon).then(|| said.into())
}

/// 2021年, at the start of a header or inside.
fn year(said: &str) -> Option<u16> {
    named_years(said).next().filter(|year| PLAUSIBLE.contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cells: &[&str]) -> Option<Vec<Column>> {
        headings(cells.iter().copied(), Lexicon::builtin()).map(|h| h.iter().map(|h| h.column).collect::<Vec<_>>())
    }

    #[test]
    fn a_header_is_read_by_what_it_says() {
        assert_eq!(
            read(&["序号", "重点工作", "牵头单位", "半年度工作完成情况", ""]),
            Some(vec![Column::Number, Column::Task, Column::Agency, Column::Progress, Column::Other])
        );
        assert_eq!(read(&["责任单位", "目标任务", "进展情况"]), Some(vec![Column::Agency, Column::Task, Column::Progress]));
        assert_eq!(read(&["姓名", "电话"]), None);
    }

    #[test]
    fn what_aims_is_the_target_where_another_column_names_the_task() {
        use Column::{Actual, Number, Other, Progress, Rate, Target, Task, Unit};
        for (cells, want) in [
            (&["指标", "目标任务", "实际完成", "完成率%"][..], vec![Task, Target, Actual, Rate]),
            (
                &["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
                vec![Other, Other, Task, Target, Actual, Other, Other],
            ),
            (&["一级指标", "二级指标", "指标值", "完成值"], vec![Other, Task, Target, Actual]),
            (&["序号", "乡镇", "任务数(套)", "完成数(套)", "完成率"], vec![Number, Task, Target, Actual, Rate]),
            (&["类别", "目标任务", "完成情况"], vec![Other, Task, Progress]),
            (&["序号", "年度目标", "完成情况"], vec![Number, Task, Progress]),
            (&["指标", "计量单位", "2021年实际", "2022年目标", "2022年完成"], vec![Task, Unit, Other, Target, Actual]),
            (&["指标", "目标值", "上年同期完成", "本期完成数"], vec![Task, Target, Other, Actual]),
            (&["指标", "单位", "全年目标", "上半年", "1-9月", "全年预计"], vec![Task, Unit, Target, Actual, Actual, Other]),
        ] {
            assert_eq!(read(cells), Some(want), "{cells:?}");
        }
    }

    #[test]
    fn a_header_may_stand_in_two_lines() {
        use Column::{Number, Progress, Rate, Target, Task};
        let line = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>();
        let (above, below) = (line(&["序号", "指标", "目标", "完成情况"]), line(&["", "", "全年", "1-6月", "完成率"]));
        assert!(stands_below(&below, &above, Lexicon::builtin()));
        let headings = stacked(&above, &below, Lexicon::builtin()).unwrap();
        assert_eq!(headings.iter().map(|h| h.column).collect::<Vec<_>>(), [Number, Task, Target, Progress, Rate]);
        assert_eq!(headings[3].period.and_then(|p| p.months), Some((1, 6)));
        assert!(!stands_below(&line(&["(一)交通项目", "", ""]), &above, Lexicon::builtin()));
        assert!(!stands_below(&line(&["1", "城镇新增就业", "5万人", "3万人", "60%"]), &above, Lexicon::builtin()));
    }

    #[test]
    fn a_period_and_a_unit_in_the_header_are_the_column_s() {
        let headings = headings(["重点工作", "半年度工作完成情况", "年度目标（万元）"].into_iter(), Lexicon::builtin()).unwrap();
        assert_eq!(headings[1].period.and_then(|p| p.months), Some((1, 6)));
        assert_eq!(headings[2].unit.as_deref(), Some("万元"));
    }
}
