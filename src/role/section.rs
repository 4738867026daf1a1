//! What a stretch of prose does: it looks back, accounts for a plan, or sets goals for a year or for five.
//!
//! Reads: `一、2025年工作回顾`, `二、“十五五”时期主要目标任务`, `“十四五”发展情况和2025年的工作` (no number), `三、一鼓作气勇争先，全力推动“十五五”开好局`
//! (a slogan); where a heading says both or neither, paragraph by paragraph: `今年…主要预期目标是`, `“十五五”时期…`, `一年来…`.
//! Refuses: titles (`2031年某省政府工作报告` only says the year), sentences.

use crate::grammar::{named_years, period_in};
use crate::lexicon::{Lexicon, SectionCue};
use crate::text::unmarked;

/// What a stretch of prose does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// Looks back: what stands there is no goal.
    Review,
    /// Accounts for a plan: goals and what was reached stand beside each other.
    Account,
    /// Sets the goals of a year.
    Year,
    /// Sets the goals of several years.
    Five,
}

impl Section {
    /// Whether it sets goals.
    pub(crate) const fn asks(self) -> bool {
        matches!(self, Self::Year | Self::Five)
    }
}

/// What is known of where a paragraph stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Ground {
    pub(crate) section: Option<Section>,
    /// The year that the goals of the section are due.
    pub(crate) horizon: Option<u16>,
    /// The year that the section reviews.
    pub(crate) reviewed: Option<u16>,
    /// The year of the text.
    pub(crate) year: Option<u16>,
    /// What the title of the text says that it does.
    pub(crate) title: Option<SectionCue>,
    /// What the head of its list says: 目标任务: or 完成情况:.
    pub(crate) head: Option<Head>,
    /// Whether nothing in the text reports, so that what is said plainly is planned.
    pub(crate) plans: bool,
    /// Whether a line above opens a review of several years, such as 五年来，我们稳中求进、开创新局。
    pub(crate) several: bool,
}

/// What the head of a list, a line with a colon, says of the lines below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Head {
    Asks,
    Reports,
}

/// How the sections of a text go on.
#[derive(Debug, Default)]
pub(crate) struct Sections {
    /// The year of the text: of its title, its date or its headings.
    year: Option<u16>,
    title: Option<SectionCue>,
    /// The only year that a title names which tells or accounts: 2031年决算草案的报告 sets no goals of that year.
    told: Option<u16>,
    /// Whether a heading has set a section.
    open: bool,
    /// What the section does so far, and whether each paragraph may change it.
    now: Option<Section>,
    mixed: bool,
    horizon: Option<u16>,
    reviewed: Option<u16>,
    /// Whether a line without a number has opened a review of several years.
    several: bool,
    /// The section of the heading above, while a heading of a lower level has set its own.
    above: Option<(Option<Section>, bool)>,
    lines: usize,
    /// How many of them are sentences.
    sentences: usize,
}

/// A heading is not longer, in characters.
const HEADING: usize = 40;
/// A heading without a number is not longer.
const BARE: usize = 30;
/// A heading that reviews, and says so by its last word alone, is not longer.
const REVIEW: usize = 12;
/// A line that opens a review of several years is not longer, and what it reviews is said by its first characters.
const OPENS: usize = 80;
const WHEN: usize = 12;
/// A title stands among so many lines.
const TITLE: usize = 30;
/// So many characters of a paragraph say what it does.
const OPENING: usize = 60;
/// What names five years that begin with that of the text.
const FIVE_YEARS: [&str; 2] = ["今后五年", "未来五年"];

/// What the words of a heading say.
#[derive(Debug, Default)]
struct Said {
    past: bool,
    account: bool,
    future: bool,
    opening: bool,
    /// Whether it names circumstances: …情况, …情况说明.
    describes: bool,
    year: Option<u16>,
    /// Whether it names several.
    years: bool,
    /// The last year of a plan of five years that is not over.
    plan: Option<u16>,
}

/// The title with which a first line begins that goes on with the text: 1、某乡2031年工作要点 2031年是….
fn title_in_front(line: &str) -> &str {
    let title = line.split(char::is_whitespace).next().unwrap_or(line);
    let long = line.chars().nth(2 * HEADING).is_some();
    if long && title.chars().nth(HEADING).is_none() && !title.contains(['。', ',', '，', ';', '；', ':', '：']) { title } else { line }
}

impl Sections {
    /// Hears of a line in front of the first section; it may be the title, or the date.
    pub(crate) fn title(&mut self, line: &str, lexicon: &Lexicon) {
        let said = if self.lines == 0 { title_in_front(line.trim()) } else { line.trim() };
        self.lines += usize::from(!said.is_empty());
        let sentence = self.lines > 1 && said.ends_with(['。', ';', '；']);
        // The menu of a page may go on for long; behind it only what names a year is the title.
        let late = self.lines > TITLE && (self.sentences > 0 || named_years(said).next().is_none());
        self.sentences += usize::from(sentence);
        if self.open || late || said.chars().count() > 2 * HEADING || sentence {
            return;
        }
        let cue = |(_, _, &cue): (usize, &str, &SectionCue)| {
            matches!(cue, SectionCue::Plan | SectionCue::Told | SectionCue::Account).then_some(cue)
        };
        let title = lexicon.sections.find(said).filter_map(cue).last();
        let title = title.or(said.contains("决算").then_some(SectionCue::Told));
        let plans = || lexicon.sections.find(said).any(|(_, _, cue)| *cue == SectionCue::Aims) && !said.contains("决算");
        if matches!(title, Some(SectionCue::Told | SectionCue::Account)) && !plans() {
            let mut years = named_years(said);
            self.told = years.next().filter(|_| years.next().is_none());
        }
        let names = title.is_some() || said.contains("报告");
        self.title = self.title.or(title);
        let year = named_years(said).last().filter(|_| !said.ends_with(['。', ';', '；']));
        if names || self.year.is_none() {
            self.year = year.or(self.year);
        }
    }

    /// Whether a line is a heading that begins a section.
    pub(crate) fn heading(&mut self, line: &str, lexicon: &Lexicon) -> bool {
        let Some(level) = level(line) else { return self.opens_goals(line) };
        let said = self.said(line, lexicon);
        let decisive = said.past || said.account || said.future || said.opening;
        let dated = said.year.is_some() || !plan_years(line).is_empty();
        // 过去五年工作回顾 says what it is without a number and a year.
        let bare = unmarked(line).trim_end();
        let reviews = bare.ends_with("回顾") && bare.chars().count() <= REVIEW;
        match level {
            Level::Bare if !(decisive && dated || reviews) || is_title(line) || !self.open && says_done(bare) => return false,
            Level::Second if !(self.open && decisive && dated) => {
                if let Some((now, mixed)) = self.above.take() {
                    (self.now, self.mixed) = (now, mixed);
                }
                return false;
            }
            Level::Second => self.above = self.above.or(Some((self.now, self.mixed))),
            Level::Bare | Level::First => self.above = None,
        }
        if !decisive && !dated && !self.open {
            return false;
        }
        self.open |= decisive;
        self.set(&said);
        true
    }

    /// 2025年主要目标是: opens a list of goals, one a line, where no heading has told yet what the text does. Not in a text that accounts, nor of an
    /// earlier year.
    fn opens_goals(&mut self, line: &str) -> bool {
        let accounts = matches!(self.title, Some(SectionCue::Told | SectionCue::Account));
        if self.open || self.now.is_some() || accounts || !heads_goals(unmarked(line)) {
            return false;
        }
        let named = named_years(line).max();
        let past = ["去年", "上年", "过去", "原定", "当时"].iter().any(|word| line.contains(word));
        if past || named.is_some_and(|named| self.year.is_some_and(|year| named < year)) {
            return false;
        }
        (self.now, self.mixed) = (Some(Section::Year), true);
        self.year = named.or(self.year);
        self.horizon = self.year;
        true
    }

    fn set(&mut self, said: &Said) {
        self.several = false;
        let now = self.year;
        let goals = said.year.filter(|&year| now.is_none_or(|now| year >= now));
        let goals = goals.filter(|&year| said.future || said.opening || self.told != Some(year));
        let past = said.past || said.account || said.year.is_some() && goals.is_none();
        // 二、目标任务完成情况
        let account = said.account && !said.years;
        match (past, !account && (said.future || said.opening || said.plan.is_some() || goals.is_some())) {
            (true, false) => {
                // 2025年主要工作情况 of a report of 2026 looks back.
                let earlier = said.year.zip(self.year).is_some_and(|(year, now)| year < now) && self.title.is_none();
                let told = said.account && !said.past && !earlier;
                (self.now, self.mixed) = (Some(if told { Section::Account } else { Section::Review }), false);
                self.reviewed = said.year;
                if !told && self.year.is_none() {
                    self.year = said.year.map(|year| year + 1);
                }
            }
            (false, true) => {
                let five = said.plan.filter(|_| !said.opening);
                // A section of a plan may begin with what the one before it has brought.
                self.mixed = five.is_some() || goals.is_none();
                self.now = Some(if five.is_some() && goals.is_none() { Section::Five } else { Section::Year });
                self.year = goals.or(self.year);
                self.horizon = if self.now == Some(Section::Five) { five } else { goals.or(now) };
            }
            (true, true) => {
                (self.now, self.mixed) = (Some(Section::Review), true);
                self.horizon = goals.or(now);
            }
            // A slogan goes on with what the section before it did; behind a review it may do either. 十、政府采购情况 only describes.
            (false, false) => self.mixed |= self.now == Some(Section::Review) && !said.describes,
        }
    }

    fn said(&self, line: &str, lexicon: &Lexicon) -> Said {
        let mut said = Said::default();
        for (_, _, cue) in lexicon.sections.find(line) {
            match cue {
                // 一、2031年上半年工作总结: what a title tells of, a heading looks back on.
                SectionCue::Past | SectionCue::Told => said.past = true,
                SectionCue::Account => said.account = true,
                SectionCue::Aims => said.future = true,
                // 二、重点工作方面 of a progress report sets no goals.
                // Nor does 2021年1-9月份重点项目简讯.
                SectionCue::Future => {
                    let dated = named_years(line).next().is_some() || !plan_years(line).is_empty();
                    said.future |= (self.open || dated) && !is_over(line);
                }
                SectionCue::Opening => said.opening = true,
                SectionCue::Plan | SectionCue::None => {}
            }
        }
        said.describes = line.trim_end().trim_end_matches("说明").ends_with("情况");
        said.years = named_years(line).nth(1).is_some();
        said.year = named_years(line).max().or_else(|| self.year.filter(|_| line.contains("今年")));
        // “十四五”时期 that is over is past.
        let plans = plan_years(line);
        let over = |year: u16| self.year.is_some_and(|now| year < now);
        said.plan = plans.iter().copied().filter(|&year| !over(year)).max();
        said.past |= plans.iter().any(|&year| over(year));
        if FIVE_YEARS.iter().any(|word| line.contains(word)) && said.plan.is_none() {
            said.plan = self.in_five_years();
        }
        said
    }

    /// The last of five years that begin with that of the text.
    fn in_five_years(&self) -> Option<u16> {
        self.year.map(|year| year + 4)
    }

    /// What is known of where a paragraph stands.
    pub(crate) fn paragraph(&mut self, text: &str) -> Ground {
        if self.now.is_some() {
            self.hear(text);
        }
        let horizon = self.horizon.filter(|_| self.now.is_some_and(Section::asks));
        let reviewed = self.reviewed.filter(|_| self.now == Some(Section::Review));
        let opens = if self.now == Some(Section::Review) { opens_years(text) } else { Some(false) };
        let several = self.several && opens.is_none();
        self.several = opens.unwrap_or(self.several);
        Ground { section: self.now, horizon, reviewed, year: self.year, title: self.title, several, ..Ground::default() }
    }

    /// What a paragraph says itself of the time that it speaks of.
    fn hear(&mut self, text: &str) {
        let end = text.char_indices().nth(OPENING).map_or(text.len(), |(at, _)| at);
        let opening = &text[..end];
        // 今年经济社会发展主要预期目标是 begins the goals wherever it stands.
        let whole = text.char_indices().nth(4 * OPENING).map_or(text, |(at, _)| &text[..at]);
        let aims =
            ["预期目标是", "预期目标为", "预期目标：", "预期目标:", "主要目标是", "主要目标为"].iter().any(|word| whole.contains(word));
        let this_year = |said: &str| said.contains("今年") || self.year.is_some_and(|year| named_years(said).any(|named| named == year));
        let plan = plan_years(opening).into_iter().filter(|&plan| self.year.is_none_or(|year| plan >= year)).max();
        if aims && this_year(whole) && plan_years(whole).is_empty() {
            (self.now, self.horizon) = (Some(Section::Year), self.year);
            return;
        }
        if !self.mixed {
            return;
        }
        let starts = |said: &str| opening.find(said).unwrap_or(usize::MAX);
        let year = self.year.map(|year| format!("{year}年"));
        let at_year = starts("今年").min(year.as_deref().map_or(usize::MAX, starts));
        let at_five = FIVE_YEARS.into_iter().map(starts).min().unwrap_or(usize::MAX);
        let long = plan.is_some() || at_five < usize::MAX;
        if long && !opening.contains("开局") && at_year >= at_five.min(starts("十")) {
            (self.now, self.horizon) = (Some(Section::Five), plan.or_else(|| self.in_five_years()));
        } else if long || at_year < usize::MAX {
            (self.now, self.horizon) = (Some(Section::Year), self.year);
        } else if self.is_past(opening) {
            self.now = Some(Section::Review);
        }
    }

    fn is_past(&self, opening: &str) -> bool {
        let year = self.year.is_some_and(|now| named_years(opening).any(|year| year < now));
        year || ["一年来", "过去", "回顾"].iter().any(|word| opening.contains(word))
    }
}

/// 某乡圆满完成2031年修渠任务: a title that says how a plan was carried out asks for nothing; 确保圆满完成2031年修渠任务 does.
fn says_done(line: &str) -> bool {
    let done = DONE.iter().filter_map(|done| line.find(done)).min();
    done.is_some_and(|at| at > 0 && !ASKS.iter().any(|asks| line[..at].contains(asks)))
}

/// In front of what was done they ask for it.
const ASKS: [&str; 8] = ["确保", "力争", "争取", "努力", "力保", "奋力", "冲刺", "如何"];

/// How a plan was carried out. In front of nothing they may ask for it: 全面完成2031年目标任务.
const DONE: [&str; 7] = ["全面完成", "超额完成", "提前完成", "圆满完成", "如期完成", "顺利完成", "已完成"];

/// Whether a paragraph opens a review of several years, or of one; nothing where it does neither.
fn opens_years(text: &str) -> Option<bool> {
    let text = text.trim_start();
    let end = text.char_indices().nth(WHEN).map_or(text.len(), |(at, _)| at);
    let period = period_in(text).into_iter().next().filter(|period| period.span.from < end && period.several);
    if period.is_some_and(|period| period.span.from == 0) {
        let bare = text.chars().nth(OPENS).is_none() && !text.bytes().any(|byte| byte.is_ascii_digit());
        return bare.then_some(true);
    }
    let one = ["今年", "去年", "一年", "全年"].iter().any(|word| text[..end].contains(word)) || named_years(&text[..end]).next().is_some();
    one.then_some(false)
}

/// Of what level a heading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    /// 一、…, 第一部分 ….
    First,
    /// （一）….
    Second,
    /// Without a number.
    Bare,
}

/// Whether a line ends as the head of a list of goals does: …主要目标是:, …预期目标:, …指标如下:.
fn heads_goals(line: &str) -> bool {
    let Some(said) = line.strip_suffix([':', '：']).map(str::trim_end).filter(|said| said.chars().nth(HEADING).is_none()) else {
        return false;
    };
    let said = ["如下", "是", "为"].iter().find_map(|end| said.strip_suffix(end)).unwrap_or(said);
    let clause = !said.contains([',', '，', '。', ';', '；', '|']);
    clause && ["目标", "目标任务", "指标", "指标任务"].iter().any(|end| said.ends_with(end))
}

fn level(line: &str) -> Option<Level> {
    let text = unmarked(line);
    let length = text.chars().count();
    if length == 0 || length > HEADING || text.ends_with(['。', ';', '；', ':', '：', ',', '，', '！', '!']) {
        return None;
    }
    let numerals = |text: &str| text.len() - text.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c)).len();
    let inner = text.strip_prefix('第').unwrap_or(text);
    let rest = &inner[numerals(inner)..];
    if rest.len() < inner.len() && (rest.starts_with('、') || inner.len() < text.len() && rest.starts_with("部分")) {
        return Some(Level::First);
    }
    if let Some(inner) = text.strip_prefix(['（', '(']) {
        let rest = &inner[numerals(inner)..];
        return (rest.len() < inner.len() && rest.starts_with(['）', ')'])).then_some(Level::Second);
    }
    // 今年全县主要预期目标是:… is a sentence, or the first line of one.
    let said = text.contains([',', '，', ':', '：']);
    let plain = length <= BARE && !said && !text.starts_with(|c: char| c.is_ascii_punctuation() || "—【[《来".contains(c));
    plain.then_some(Level::Bare)
}

/// Whether a line names a part of a year that begins with it: 1-9月份, 上半年.
fn is_over(line: &str) -> bool {
    period_in(line).iter().any(|period| period.months.is_some_and(|(from, to)| from == 1 && to < 12))
}

/// 2031年某省政府工作报告 is a title.
fn is_title(line: &str) -> bool {
    let said = line.trim();
    ["报告", "公报", "要点", "通报", "方案", "决议", "总结", "意见", "通知", "计划", "规划", "情况", "简讯", "快讯", "简报", "公示"]
        .iter()
        .any(|end| said.ends_with(end))
}

/// The last years of the plans of five years that a text names: 十三五 ends in 2020, each next one five years on.
pub(crate) fn plan_years(text: &str) -> Vec<u16> {
    let mut years = Vec::new();
    for (at, _) in text.match_indices('十') {
        // 十五五, 第十五个五年规划
        let mut rest = text[at..].chars().skip(1).filter(|c| *c != '个');
        let (Some(ones), Some('五')) = (rest.next(), rest.next()) else { continue };
        if let Some(ones) = "零一二三四五六七八九".chars().position(|c| c == ones).and_then(|ones| u16::try_from(ones).ok()) {
            years.push(1955 + 5 * (10 + ones));
        }
    }
    years
}
