//! Targets that a report says again.
//!
//! Reads: a headline indicator with the same mark a second time (产值增长8.5% among the goals, and again among the tasks); another indicator of four
//! characters or more with a mark of two digits or more.
//! Refuses: what may be the same by chance (投资5亿元, 公园10个), another year, another office, what is answered by another figure, and what is answered
//! where the first saying is not; rows of numbers that share a name, two marks of one row.

use std::collections::{HashMap, VecDeque};

use rust_decimal::Decimal;

use super::model::{Item, Target};
use crate::claim::TargetRule;
use crate::lexicon::{Approx, Bound, Measure};
use crate::pair::Quality;

/// So many targets are remembered.
const KEPT: usize = 4096;
/// A name that is no headline indicator has as many characters.
const NAME: usize = 4;

/// What makes two targets the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Said {
    indicator: String,
    agencies: Vec<String>,
    unit: String,
    value: Decimal,
    high: Option<Decimal>,
    approx: Option<Approx>,
    bound: Bound,
    measure: Measure,
    decrease: bool,
    horizon: Option<u16>,
}

/// Marks the targets that an earlier item said already ([`Target::restates`]). The extractor does so itself; who scores items on threads of his own
/// ([`crate::Extractor::unscored`]) shows them to it in their order.
///
/// ```
/// let source = "一、2026年主要目标\n全市生产总值增长5.5%。\n二、2026年重点任务\n加快发展,确保全市生产总值增长5.5%。\n";
/// let report = dabiao::Report::parse(source)?;
/// let restates: Vec<Option<&str>> = report.targets().map(|target| target.restates.as_deref()).collect();
/// assert_eq!(restates, [None, Some("2.1")]);
/// # Ok::<(), dabiao::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Repeats {
    /// The first saying: its identifier, what it is answered with, and whether it is answered.
    said: HashMap<Said, (String, Option<Decimal>, bool)>,
    order: VecDeque<Said>,
}

impl Repeats {
    /// Marks the targets of the next item.
    pub fn mark(&mut self, item: &mut Item) {
        let mut marked = false;
        let mut new = Vec::new();
        for target in &mut item.targets {
            let Some(said) = Said::of(target, &item.agencies) else { continue };
            let answered = target.outcome.quality != Quality::None;
            let Some((first, achieved, before)) = self.said.get(&said) else {
                new.push((said, (target.id.clone(), target.outcome.achieved, answered)));
                continue;
            };
            let apart = achieved.zip(target.outcome.achieved).is_some_and(|(a, b)| a != b);
            if !apart && (*before || !answered) {
                target.restates = Some(first.clone());
                marked = true;
            }
        }
        // Two marks of one item, as of two columns, are two targets.
        for (said, first) in new {
            if self.order.len() == KEPT {
                self.order.pop_front().map(|oldest| self.said.remove(&oldest));
            }
            if self.said.insert(said.clone(), first).is_none() {
                self.order.push_back(said);
            }
        }
        if marked {
            item.tally();
        }
    }
}

impl Said {
    fn of(target: &Target, agencies: &[String]) -> Option<Self> {
        let value = target.value.filter(|_| !target.implicit && target.total_of.is_none())?;
        // Rows of a table have the same name below different ones.
        let telling = || target.rule != TargetRule::Column && target.indicator.chars().count() >= NAME && digits(value) >= 2;
        if target.headline.is_none() && !telling() {
            return None;
        }
        Some(Self {
            indicator: target.headline.clone().unwrap_or_else(|| target.indicator.clone()),
            agencies: agencies.to_vec(),
            unit: target.unit.clone(),
            value: value.normalize(),
            high: target.high,
            approx: target.approx,
            bound: target.bound,
            measure: target.measure,
            decrease: target.decrease,
            horizon: target.horizon,
        })
    }
}

/// How many digits of a value say something: 2 of 8.5 and of 8500.
fn digits(value: Decimal) -> usize {
    value.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').len()
}

#[cfg(test)]
mod tests {
    use crate::Report;

    fn restated(source: &str) -> Vec<Option<String>> {
        Report::parse(source).unwrap().items.into_iter().flat_map(|item| item.targets).map(|target| target.restates).collect()
    }

    #[test]
    fn what_may_be_the_same_by_chance_is_no_repetition() {
        let twice = |goal: &str, task: &str| {
            let found = restated(&format!("一、2026年主要目标\n{goal}。\n二、2026年重点任务\n{task}。\n"));
            found.len() == 2 && found[1].as_deref() == Some("2.1")
        };
        assert!(twice("固定资产投资增长8.5%", "确保固定资产投资增长8.5%"));
        assert!(twice("建设高标准农田12.5万亩", "新建高标准农田12.5万亩"));
        assert!(!twice("固定资产投资增长8.5%", "确保固定资产投资增长8%"));
        assert!(!twice("建设高标准农田10万亩", "新建高标准农田10万亩"));
        assert!(!twice("新建公园15个", "新建公园15个"));
        assert!(!twice("固定资产投资增长8.5%", "工业投资增长8.5%"));
    }

    #[test]
    fn rows_of_numbers_and_columns_of_one_row_say_nothing_again() {
        let rows = "指标|2025年目标|2030年目标|完成\n甲类合同履约率(%)|98.5|98.5|97\n乙类\n甲类合同履约率(%)|98.5|98.5|97\n";
        assert!(restated(rows).iter().all(Option::is_none));
    }

    #[test]
    fn the_same_mark_of_another_office_is_another_target() {
        let rows = "序号|重点工作|责任单位|完成情况\n1|改造老旧小区管网15.5公里|甲局|\n2|改造老旧小区管网15.5公里|乙局|\n3|改造老旧小区管网15.5公里|甲局|\n";
        assert_eq!(restated(rows), [None, None, Some("2.1".to_owned())]);
    }

    #[test]
    fn counts_and_means_leave_it_out() {
        let source = "序号|重点工作|完成情况\n1|完成水利建设投资12.5亿元|完成水利建设投资10亿元\n2|完成水利建设投资12.5亿元|完成水利建设投资10亿元\n";
        let report = Report::parse(source).unwrap();
        let completions: Vec<(usize, usize)> = report.items.iter().map(|item| (item.completion.targets, item.completion.scored)).collect();
        assert_eq!(completions, [(1, 1), (0, 0)]);
        let mut summary = crate::Summary::default();
        report.items.iter().for_each(|item| summary.add(item));
        assert_eq!((summary.all().completion.targets, summary.all().left_out), (1, 1));
    }
}
