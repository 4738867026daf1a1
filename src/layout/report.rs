//! Whole government work reports in prose: a section that reviews the past year, one with this year's goals, often one with goals for five.
//!
//! Reads: headings such as `一、2015年工作回顾`, `二、“十三五”时期主要目标任务`, `三、2016年重点工作`; each paragraph below is an item, what was done in
//! the review and what is to be done in the goals, with the year that it is due.
//! Refuses: what stands in front of the first heading (notes).

use std::sync::Arc;

use super::title::{is_heading, is_numbered, kept, unmarked};
use super::{Around, Cell, Fed, RawItem, numbered};
use crate::document::Line;
use crate::grammar::named_years;
use crate::lexicon::{Column, Lexicon, Section};
use crate::span::Span;
use crate::text::Readable;

/// A heading is not longer.
const HEADING: usize = 40;

/// The section that is being read, and the year its goals are due.
#[derive(Debug, Default)]
pub(crate) struct Prose {
    section: Option<Section>,
    horizon: Option<u16>,
    heading: Option<Arc<str>>,
}

/// What a heading begins: 三、2016年重点工作, 第一部分 2023年工作回顾, or without a number where it names its year.
fn heading(line: &str, lexicon: &Lexicon) -> Option<(Section, Option<u16>)> {
    let readable = Readable::new(line, 0);
    let text = unmarked(readable.text());
    if text.chars().count() > HEADING || text.ends_with(['。', ';', '；', ':', '：', ',', '，']) {
        return None;
    }
    let year = named_years(text).next();
    let part = text.strip_prefix('第').unwrap_or(text);
    let rest = part.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    let numbered = rest.len() < part.len() && (rest.starts_with('、') || rest.starts_with("部分"));
    if !numbered && (year.is_none() || text.chars().count() > BARE || text.contains(['，', ',', '、'])) {
        return None;
    }
    let dated = year.is_some() || text.contains("今年");
    // “十三五”时期主要目标任务 is a plan, whatever stands behind it.
    let mut found = lexicon.sections.find(text).filter(|(_, _, (_, must))| dated || !must).map(|(_, _, &(section, _))| section);
    let section = found.try_fold(None, |_, section| if section == Section::Plan { Err(section) } else { Ok(Some(section)) });
    let section = section.unwrap_or_else(Some)?;
    Some((section, year.or_else(|| plan_year(text))))
}

/// A heading without a number is not longer, in characters: 2023年工作回顾.
const BARE: usize = 20;

/// The last year of a five-year plan: 十三五 ends in 2020, each next one five years on.
fn plan_year(text: &str) -> Option<u16> {
    let chars: Vec<char> = text.chars().collect();
    let ones = chars.windows(3).find_map(|three| match three {
        ['十', ones, '五'] => "零一二三四五六七八九".chars().position(|c| c == *ones),
        _ => None,
    })?;
    Some(1955 + 5 * (10 + u16::try_from(ones).ok()?))
}

impl Prose {
    /// Prose with a heading of goals, or of a review of the year, among its first lines. A progress report has headings of its own
    /// (一、重点工作完成情况), which review what stands below target by target.
    pub(super) fn under(head: &[Line<'_>], lexicon: &Lexicon) -> Option<Self> {
        let reviews = |text: &str| ["回顾", "过去", "主要成绩"].iter().any(|word| text.contains(word));
        let begins = |line: &Line<'_>| match heading(line.text, lexicon) {
            Some((Section::Review, _)) => reviews(Readable::new(line.text, 0).text()),
            // 2025年工作要点 is the title of a plan, and 三、下一步工作打算 ends a progress report.
            Some((Section::Goals, year)) => is_numbered(line.text) && (year.is_some() || !lexicon.later.any(line.text)),
            Some((Section::Plan, _)) => true,
            None => false,
        };
        let reviewed = || head.iter().any(|line| heading(line.text, lexicon).is_some() && reviews(Readable::new(line.text, 0).text()));
        (head.iter().any(begins) && (reviewed() || !numbered::answers(head, lexicon))).then(Self::default)
    }

    /// Reads one line.
    pub(super) fn feed<'a>(&mut self, line: Line<'a>, lexicon: &Lexicon) -> Fed<'a> {
        if line.text.trim().is_empty() {
            return Fed::Nothing;
        }
        if let Some((section, horizon)) = heading(line.text, lexicon) {
            self.section = Some(section);
            self.horizon = horizon;
            self.heading = None;
            return Fed::Note(RawItem::line(line));
        }
        let column = match self.section {
            None => return Fed::Note(RawItem::line(line)),
            Some(Section::Review) => Column::Progress,
            Some(Section::Goals | Section::Plan) => Column::Task,
        };
        let text = Readable::new(line.text, line.from);
        if is_numbered(text.text()) && is_heading(text.text()) {
            self.heading = Some(kept(text.text()));
            return Fed::Note(RawItem::line(line));
        }
        let cells = vec![Cell { column, span: Span::new(0, text.text().len()), period: None, group: 0 }];
        let reviewed = self.horizon.filter(|_| self.section == Some(Section::Review));
        let around = Around { heading: self.heading.clone(), reviewed, ..Around::default() };
        let due = self.section.filter(|section| *section != Section::Review);
        Fed::Item(RawItem { due, horizon: self.horizon.filter(|_| due.is_some()), around, ..RawItem::new(line.number, text, cells) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_a_section_does_and_for_which_year() {
        let read = |line| heading(line, Lexicon::builtin());
        assert_eq!(read("一、2015年工作回顾"), Some((Section::Review, Some(2015))));
        assert_eq!(read("二、“十三五”时期主要目标任务和重大举措"), Some((Section::Plan, Some(2020))));
        assert_eq!(read("二、“十五五”时期主要目标"), Some((Section::Plan, Some(2030))));
        assert_eq!(read("三、2016年重点工作"), Some((Section::Goals, Some(2016))));
        assert_eq!(read("第一部分 2023年工作回顾"), Some((Section::Review, Some(2023))));
        assert_eq!(read("2024年工作安排"), Some((Section::Goals, Some(2024))));
        assert_eq!(read("一、2024年重点工作完成情况"), Some((Section::Review, Some(2024))));
        assert_eq!(read("二、今后五年的奋斗目标"), Some((Section::Plan, None)));
        assert_eq!(read("## 二、2024年主要目标和重点任务"), Some((Section::Goals, Some(2024))));
        assert_eq!(read("**二、扎实做好2024年各项工作**"), Some((Section::Goals, Some(2024))));
        assert_eq!(read("三、今年的目标和措施"), Some((Section::Goals, None)));
        assert_eq!(read("二、进展较好的任务"), None);
        assert_eq!(read("2024年,我们抓好重点工作"), None);
        assert_eq!(read("2024年重点工作如下:"), None);
        assert_eq!(read("（一）稳定和完善宏观经济政策"), None);
        assert_eq!(read("回顾过去一年，走过的路很不寻常。"), None);
        assert_eq!(read("一、加快发展"), None);
    }
}
