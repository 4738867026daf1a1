//! The header of a table: which rows belong to it, and which of its cells stand over which columns.
//!
//! Reads: one to four rows; a cell over several columns, whether the cells that it spans are printed empty, printed again or gone
//! (`地区|新增就业|再就业` over `目标|完成|目标|完成`); a row of units below the names.
//! Refuses: a row with a number, a sentence or a quantity in it. How many columns there are is known from the rows below.

use crate::grammar::{PLAUSIBLE, scan};
use crate::lexicon::{Lexicon, Tags};
use crate::role::{Heading, Kind, Role, heading, kind};

/// A header has no more rows.
pub(super) const MOST_ROWS: usize = 4;
/// A header cell that begins with 关于 is not longer, in characters.
const LONGEST_ABOUT: usize = 12;
/// A header cell is not longer, in characters.
const LONGEST: usize = 60;

/// A cell with a date in it that is not longer may be a header without a word for columns: 1-7月新开工.
const DATED: usize = 16;

/// A longer cell says more than what a column holds.
const WORDY: usize = 30;

/// What stands over each column.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) headings: Vec<Heading>,
    /// As printed, through all rows.
    pub(super) printed: Vec<String>,
}

/// Whether a cell may stand in a header: short, and no number, no sentence, no quantity.
pub(super) fn may_head(said: &str, lexicon: &Lexicon) -> bool {
    let said = said.trim();
    if said.is_empty() || said.chars().count() > LONGEST || said.contains(['。', '；', '!', '！', '?', '？', '>', '»', '›']) {
        return false;
    }
    // A clause has commas, and a heading a number: 一、….
    if said.contains([',', '，']) || said.ends_with([':', '：']) || crate::layout::title::is_numbered(said) {
        return false;
    }
    // 关于2031年预算执行情况, 及2032年预算草案的报告: lines of a title.
    if is_of_a_title(said) {
        return false;
    }
    // 发布时间:2018-07-25 is a label with its value; 其中:外省 is a part of the column on its left.
    let said = part(said).unwrap_or(said);
    if said.split_once([':', '：']).is_some_and(|(label, value)| !label.ends_with("单位") && !value.trim().is_empty()) {
        return false;
    }
    // Several words for columns apart by spaces are several columns.
    if said.split_whitespace().count() > 2 && said.split_whitespace().filter(|word| named_surely(word, lexicon)).count() > 1 {
        return false;
    }
    // 绩效指标(90分): what stands in parentheses behind a word is a remark.
    let said = said.find(['(', '（']).filter(|&at| at > 0 && named(&said[..at], lexicon)).map_or(said, |at| &said[..at]);
    match kind(said, lexicon) {
        Kind::Text | Kind::Agency | Kind::Unit => true,
        // 绩效指标 stands in headers too, 产出指标 only below them.
        Kind::Gathers => lexicon.heads_columns(&said.chars().filter(|c| !c.is_whitespace()).collect::<String>()),
        // 计划培育企业45家 has a word for columns too.
        Kind::Sentence | Kind::Told => (named(said, lexicon) || said.chars().nth(DATED).is_none()) && !counts(said, lexicon),
        Kind::Whole | Kind::Value | Kind::Quantity => heading(said, lexicon).only_period,
        Kind::Blank | Kind::Percent | Kind::Bound => said == "%",
    }
}

/// Whether a line is one of the title of a document: it begins with what the document is about, or ends with what it is.
fn is_of_a_title(said: &str) -> bool {
    let dated = said.contains('年');
    said.starts_with("关于") && said.chars().nth(LONGEST_ABOUT).is_some() || dated && said.ends_with("的报告")
}

/// What a column is of that is a part of the one on its left: 其中:外省.
pub(super) fn part(said: &str) -> Option<&str> {
    let part = said.strip_prefix("其中")?.trim_start_matches([':', '：']).trim();
    (!part.is_empty()).then_some(part)
}

/// Whether the lowest header cell over a column is such a part.
fn is_part(path: &[String]) -> bool {
    path.last().is_some_and(|cell| part(cell).is_some())
}

/// Whether a cell has a number in it that is of no year and no month: 1- 9月, 2018-19年 count nothing.
fn counts(said: &str, lexicon: &Lexicon) -> bool {
    let joins = |c: char| c.is_ascii_digit() || c.is_whitespace() || "-–—~～至到.年月日底末季".contains(c);
    let mut dated = String::new();
    let mut rest = said;
    while let Some(from) = rest.find(|c: char| c.is_ascii_digit()) {
        dated.push_str(&rest[..from]);
        let to = rest[from..].find(|c: char| !joins(c)).map_or(rest.len(), |to| from + to);
        let run = &rest[from..to];
        if !run.contains(['年', '月', '季']) && !run.trim().parse().is_ok_and(|year: u16| PLAUSIBLE.contains(&year)) {
            return true;
        }
        rest = &rest[to..];
    }
    dated.push_str(rest);
    !scan(&dated, lexicon).is_empty()
}

/// Cells that are one word cut in two: 单|位, 目标|任务.
pub(super) fn joined(cells: &[String], lexicon: &Lexicon) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    for cell in cells {
        let said = |word: &str| lexicon.columns.prefix(word).filter(|(known, _)| known.len() == word.len()).map(|(_, tags)| *tags);
        // 指标|单位 are two.
        let alike = |last: &str| {
            let both = said(last).zip(said(cell));
            last.chars().count() == 1
                || cell.chars().count() == 1
                || both.is_some_and(|(a, b)| [Tags::PLAN, Tags::DONE].iter().any(|&tag| a.has(tag) && b.has(tag)))
        };
        // 年度|指标值, 实际|完成值, 2020年|完成情况: what says only when or how is no column of its own.
        let values = said(cell).is_some_and(|tags| tags.has(Tags::PLAN) || tags.has(Tags::DONE));
        let value =
            || heading(cell, lexicon).role.is_some_and(|(role, sure)| sure > 1 && matches!(role, Role::Target | Role::Result | Role::Goal));
        let dated = |last: &str| heading(last, lexicon).only_period && value();
        let begins = |last: &str| values && (said(last) == Some(Tags::default()) || last == "实际") || dated(last);
        let both = |last: &String| format!("{last}{cell}");
        let word = whole.last().filter(|last| begins(last) || alike(last) && said(&both(last)).is_some()).map(both);
        match word {
            Some(word) if !cell.is_empty() => {
                whole.pop();
                whole.push(word);
            }
            _ => whole.push(cell.clone()),
        }
    }
    whole
}

/// Whether a cell says what a column holds: a word for columns, or a period.
pub(super) fn named(said: &str, lexicon: &Lexicon) -> bool {
    let heading = heading(said, lexicon);
    let short = said.chars().nth(WORDY).is_none();
    short && (heading.only_period || heading.role.is_some_and(|(role, sure)| sure > 1 || !matches!(role, Role::Name | Role::Value)))
}

/// Whether a header may begin with a cell: what names or counts rows stands in front of what is asked and reported.
pub(super) fn may_begin(said: &str, lexicon: &Lexicon) -> bool {
    heading(said, lexicon).role.is_none_or(|(role, _)| {
        matches!(role, Role::Number | Role::Name | Role::Class | Role::Goal | Role::Agency | Role::Unit | Role::Other | Role::Value)
    })
}

/// Whether it does, with a word that hardly stands elsewhere.
pub(super) fn named_surely(said: &str, lexicon: &Lexicon) -> bool {
    heading(said, lexicon).role.is_some_and(|(_, sure)| sure > 1)
}

/// Whether a row may be a header: at least two cells, all of which may stand in one.
pub(super) fn may_be_header(cells: &[&str], lexicon: &Lexicon) -> bool {
    let said: Vec<&&str> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    said.len() > 1 && said.iter().all(|cell| may_head(cell, lexicon))
}

/// How many cells of a row say what a column holds.
pub(super) fn count_named(cells: &[&str], lexicon: &Lexicon) -> usize {
    cells.iter().filter(|cell| !cell.is_empty() && named(cell, lexicon)).count()
}

/// Whether a row may stand below others in a header of several: half of its cells say what columns hold, or all are units.
pub(super) fn stands_below(cells: &[&str], lexicon: &Lexicon) -> bool {
    let said: Vec<&&str> = cells.iter().filter(|cell| !cell.is_empty()).collect();
    if said.is_empty() || !said.iter().all(|cell| may_head(cell, lexicon)) {
        return false;
    }
    let units = said.iter().all(|cell| kind(cell.trim_matches(['(', ')', '（', '）']), lexicon) == Kind::Unit);
    let value = |cell: &&&&str| {
        let heading = heading(cell, lexicon);
        heading.only_period
            || heading.role.is_some_and(|(role, _)| {
                matches!(
                    role,
                    Role::Target
                        | Role::Result
                        | Role::Rate
                        | Role::Goal
                        | Role::Growth
                        | Role::Past
                        | Role::Value
                        | Role::Score
                        | Role::Weight
                )
            })
    };
    units || said.iter().filter(value).count() * 2 >= said.len() && said.len() > 1
}

/// Whether a row names rows, asks and reports by itself: it begins another header.
pub(super) fn is_whole(cells: &[&str], lexicon: &Lexicon) -> bool {
    let roles: Vec<Role> =
        cells.iter().filter_map(|cell| heading(cell, lexicon).role).filter(|(_, sure)| *sure > 1).map(|(role, _)| role).collect();
    let has = |wanted: &[Role]| roles.iter().any(|role| wanted.contains(role));
    has(&[Role::Name, Role::Class]) && has(&[Role::Target, Role::Goal]) && has(&[Role::Result])
}

/// Spreads header rows over so many columns; for each column what stands over it, from the top, with what speaks against it. `None` where they
/// do not come out even.
pub(super) fn spread(rows: &[Vec<String>], width: usize, lexicon: &Lexicon) -> Option<(usize, Vec<Vec<String>>)> {
    let (last, above) = rows.split_last()?;
    let leaves: Vec<Vec<String>> = last.iter().map(|cell| vec![cell.clone()]).collect();
    spread_over(above, leaves, width, lexicon)
}

/// The paths with what it costs: groups of unequal size, groups that are columns by their word.
fn spread_over(above: &[Vec<String>], leaves: Vec<Vec<String>>, width: usize, lexicon: &Lexicon) -> Option<(usize, Vec<Vec<String>>)> {
    let Some((upper, rest)) = above.split_last() else {
        let mut leaves = leaves;
        while leaves.len() > width && leaves.last().is_some_and(|path| path.iter().all(String::is_empty)) {
            leaves.pop();
        }
        return (leaves.len() == width).then_some((0, leaves));
    };
    let mut best: Option<(usize, Vec<Vec<String>>)> = None;
    let mut offer = |cost: usize, merged: Vec<Vec<String>>| {
        if let Some((more, paths)) = spread_over(rest, merged, width, lexicon)
            && best.as_ref().is_none_or(|(least, _)| cost + more < *least)
        {
            best = Some((cost + more, paths));
        }
    };
    if let Some(merged) = in_place(upper, &leaves, lexicon) {
        offer(0, merged);
    }
    let upper: Vec<&String> = upper.iter().filter(|cell| !cell.is_empty()).collect();
    let packed: Vec<Vec<String>> = leaves.iter().filter(|path| path.iter().any(|cell| !cell.is_empty())).cloned().collect();
    for groups in 1..=upper.len().min(packed.len()) {
        if let Some((cost, merged)) = under_groups(&upper, &packed, groups, lexicon) {
            offer(cost + 1, merged);
        }
    }
    best
}

/// Rows of the same length: an empty cell above a printed one belongs to the cell on its left.
fn in_place(upper: &[String], leaves: &[Vec<String>], lexicon: &Lexicon) -> Option<Vec<Vec<String>>> {
    let mut leaves = leaves.to_vec();
    // What stands over nothing at the end has lost its empty cell below.
    let ends_empty = leaves.last().is_some_and(|path| path.iter().all(String::is_empty));
    if ends_empty && upper.len() == leaves.len() + 1 {
        leaves.push(leaves[leaves.len() - 1].clone());
    }
    let width = leaves.len();
    if upper.len() > width && upper[width..].iter().any(|cell| !cell.is_empty()) || upper.len() + 1 < width {
        return None;
    }
    // Below a printed cell stands something only where it spans: the next one is empty or the same, with something below it too.
    let printed = |at: usize| leaves.get(at).is_some_and(|path| path.iter().any(|cell| !cell.is_empty()));
    let over = |at: usize| upper.get(at).map_or("", String::as_str);
    let spans = |at: usize| {
        over(at).is_empty()
            || printed(at + 1) && (over(at + 1).is_empty() || over(at + 1) == over(at))
            || at > 0 && printed(at - 1) && over(at - 1) == over(at)
    };
    // What stands at the left end alone may have been moved there: its empty cells are gone.
    let first = (0..width).find(|&at| !printed(at)).unwrap_or(width);
    let packed = first > 0 && (first..width).all(|at| !printed(at));
    let stray = |at: usize| printed(at) && !spans(at) && !units(&leaves[at], lexicon);
    if !(0..width).any(|at| printed(at) && spans(at)) || packed && (0..width).any(stray) {
        return None;
    }
    let mut over = String::new();
    let merged = leaves.iter().enumerate().map(|(at, path)| {
        let own = upper.get(at).map_or("", String::as_str);
        if !own.is_empty() || !printed(at) {
            over = own.to_owned();
        }
        std::iter::once(over.clone()).chain(path.iter().cloned()).collect()
    });
    Some(merged.collect())
}

/// Whether some cells name the rows and say what is asked of them, and none what was reached: 指标名称|考核要求.
pub(super) fn names_and_asks<'c>(cells: impl Iterator<Item = &'c String>, lexicon: &Lexicon) -> bool {
    let roles: Vec<Role> = cells.filter_map(|cell| heading(cell, lexicon).role).map(|(role, _)| role).collect();
    let has = |wanted: &[Role]| roles.iter().any(|role| wanted.contains(role));
    has(&[Role::Name]) && has(&[Role::Target, Role::Goal]) && !has(&[Role::Result, Role::Rate])
}

/// Whether what stands below is a unit alone: (万元).
fn units(path: &[String], lexicon: &Lexicon) -> bool {
    path.iter().all(|cell| cell.is_empty() || kind(cell.trim_matches(['(', ')', '（', '）']), lexicon) == Kind::Unit)
}

/// Rows whose empty cells are gone: so many cells of the upper one stand over all of the lower, in order.
fn under_groups(upper: &[&String], leaves: &[Vec<String>], groups: usize, lexicon: &Lexicon) -> Option<(usize, Vec<Vec<String>>)> {
    let sizes = sizes(leaves, groups)?;
    // Nothing spans: only a row of units stands below names one by one.
    if sizes.iter().all(|size| *size == 1) && !leaves.iter().all(|path| units(path, lexicon)) {
        return None;
    }
    // What is a column by its word stands over nothing; what asks or reports hardly over what does too.
    let alone = |cell: &str| match heading(cell, lexicon).role {
        Some((
            Role::Number
            | Role::Name
            | Role::Class
            | Role::Agency
            | Role::Joint
            | Role::Unit
            | Role::Time
            | Role::Remark
            | Role::Bound
            | Role::Weight
            | Role::Score
            | Role::Rate,
            2,
        )) => 2,
        Some((Role::Target | Role::Result | Role::Goal, 2)) => 1,
        _ => 0,
    };
    // 绩效指标 stands over 一级指标, 年度指标值 over 指标值.
    let kin = |cell: &str| leaves.iter().filter_map(|path| path.last()).any(|leaf| leaf != cell && ends_alike(cell, leaf));
    // 考核指标 over 指标名称|要求: what names and what asks stand together under what names, under nothing that reports.
    let asked = groups == 1 && names_and_asks(leaves.iter().filter_map(|path| path.last()), lexicon);
    let cost = |cell: &&String| match heading(cell, lexicon).role {
        Some((Role::Name | Role::Goal | Role::Target, _)) if asked => 0,
        Some((Role::Result, _)) if asked => 3,
        _ if kin(cell) => 0,
        _ => alone(cell),
    };
    let costs: Vec<usize> = upper.iter().map(cost).collect();
    let chosen = cheapest(&costs, groups);
    let value = |cell: &str| {
        heading(cell, lexicon).role.is_some_and(|(role, sure)| sure > 1 && matches!(role, Role::Target | Role::Result | Role::Rate))
    };
    // 本年任务|其中:外省: a part makes no group unlike the others.
    let of_parts = |from: usize, size: usize| leaves[from..from + size].iter().filter(|path| is_part(path)).count();
    let mut from = 0;
    let whole: Vec<usize> = sizes
        .iter()
        .map(|&size| {
            from += size;
            size - of_parts(from - size, size)
        })
        .collect();
    let over = chosen.iter().filter(|&&at| value(upper[at])).count()
        * usize::from(leaves.iter().any(|path| path.last().is_some_and(|cell| value(cell))));
    let cost = chosen.iter().filter(|&&at| costs[at] > 1).count() * 2
        + usize::from(whole.iter().any(|size| *size != whole[0]))
        + usize::from(sizes.contains(&1)) * 2
        + unlike(leaves, &sizes)
        // 任务数 stands over no 完成率.
        + over * 2
        + repeated(leaves, &sizes) * 2;
    let (mut merged, mut at) = (Vec::new(), 0);
    let mut sizes = sizes.into_iter();
    for (index, cell) in upper.iter().enumerate() {
        if !chosen.contains(&index) {
            merged.push(vec![(*cell).clone()]);
            continue;
        }
        for _ in 0..sizes.next()? {
            merged.push(std::iter::once((*cell).clone()).chain(leaves[at].iter().cloned()).collect());
            at += 1;
        }
    }
    Some((cost, merged))
}

/// Whether the cells of a row say again what two of those above say: 绩效指标|年度指标值 over 一级指标|二级指标|指标值.
pub(super) fn says_again(upper: &[String], below: &[String]) -> bool {
    upper.iter().filter(|cell| !below.contains(cell) && below.iter().any(|leaf| ends_alike(cell, leaf))).count() > 1
}

/// Whether one text ends in the other, or both in the same two characters.
fn ends_alike(a: &str, b: &str) -> bool {
    let last = |text: &str| text.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.chars().nth(1).is_some() && (long.ends_with(short) || short[last(short)..] == long[last(long)..])
}

/// So many of some cells with the least cost together; of equal ones those beside each other, and the last.
fn cheapest(costs: &[usize], count: usize) -> Vec<usize> {
    let windows = (0..=costs.len() - count).rev().map(|from| (costs[from..from + count].iter().sum::<usize>(), from));
    let beside = windows.min_by_key(|&(cost, _)| cost);
    let mut order: Vec<usize> = (0..costs.len()).collect();
    order.sort_by_key(|&at| (costs[at], std::cmp::Reverse(at)));
    let mut apart: Vec<usize> = order[..count].to_vec();
    apart.sort_unstable();
    match beside {
        Some((cost, from)) if cost <= apart.iter().map(|&at| costs[at]).sum() => (from..from + count).collect(),
        _ => apart,
    }
}

/// How many cells of a group stand in it before: what repeats begins another.
fn repeated(leaves: &[Vec<String>], sizes: &[usize]) -> usize {
    let mut from = 0;
    let again = |size: &usize| {
        from += size;
        let lasts: Vec<Option<&String>> = leaves[from - size..from].iter().map(|path| path.last()).collect();
        (1..lasts.len()).filter(|&at| lasts[..at].contains(&lasts[at])).count()
    };
    sizes.iter().map(again).sum()
}

/// How many groups have other cells below them than the first.
fn unlike(leaves: &[Vec<String>], sizes: &[usize]) -> usize {
    let mut from = 0;
    let mut groups = sizes.iter().map(|size| {
        from += size;
        &leaves[from - size..from]
    });
    let Some(first) = groups.next() else { return 0 };
    let lasts = |group: &[Vec<String>]| group.iter().filter(|path| !is_part(path)).map(|path| path.last().cloned()).collect::<Vec<_>>();
    groups.filter(|group| lasts(group) != lasts(first)).count()
}

/// How many leaves stand below each group: a row that begins again (目标|完成|目标|完成) is cut there, any other evenly.
fn sizes(leaves: &[Vec<String>], groups: usize) -> Option<Vec<usize>> {
    let first = leaves.first()?.last()?;
    let starts: Vec<usize> = (0..leaves.len()).filter(|&at| leaves[at].last().is_some_and(|cell| cell.ends_with(first.as_str()))).collect();
    if starts.len() == groups {
        let ends = starts.iter().skip(1).copied().chain([leaves.len()]);
        return Some(starts.iter().zip(ends).map(|(from, to)| to - from).collect());
    }
    leaves.len().is_multiple_of(groups).then(|| vec![leaves.len() / groups; groups])
}

impl Header {
    /// Reads what stands over each column.
    pub(super) fn of(paths: &[Vec<String>], lexicon: &Lexicon) -> Self {
        let (mut headings, printed): (Vec<Heading>, Vec<String>) = paths.iter().map(|path| read(path, lexicon)).unzip();
        // A part without a word for what it holds holds what the whole does: 本年任务|其中:外省.
        for at in 1..headings.len() {
            if headings[at].role.is_none() && is_part(&paths[at]) {
                (headings[at].role, headings[at].tags) = (headings[at - 1].role, headings[at - 1].tags);
            }
        }
        Self { headings, printed }
    }

    /// Whether a header names the rows, or what is asked of them.
    pub(super) fn names_rows(&self) -> bool {
        self.headings.iter().any(|heading| {
            heading.role.is_some_and(|(role, sure)| {
                sure > 1 && matches!(role, Role::Name | Role::Goal | Role::Class | Role::Agency | Role::Target | Role::Number)
            })
        })
    }

    /// How many columns have a word for what they hold, or nothing but a short period: 第一季度. A day begins a sentence.
    pub(super) fn named(&self) -> usize {
        let short = |printed: &String| printed.chars().nth(8).is_none();
        let named = |(heading, printed): &(&Heading, &String)| heading.role.is_some() || heading.only_period && short(printed);
        self.headings.iter().zip(&self.printed).filter(named).count()
    }

    /// How many columns have a header that does not say what they hold.
    pub(super) fn unknown(&self) -> usize {
        let silent = |heading: &Heading| heading.role.is_none() && !heading.only_period;
        self.headings.iter().zip(&self.printed).filter(|(heading, printed)| silent(heading) && !printed.is_empty()).count()
    }

    /// How many columns have a header that says what they hold.
    pub(super) fn known(&self) -> usize {
        self.headings.iter().filter(|heading| heading.role.is_some() || heading.only_period).count()
    }
}

/// One column: the lowest cell that says what it holds decides, the others give period, unit and noun.
fn read(path: &[String], lexicon: &Lexicon) -> (Heading, String) {
    let mut cells: Vec<&str> = path.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    cells.dedup();
    let printed = cells.concat();
    let Some((&last, above)) = cells.split_last() else { return (Heading::default(), printed) };
    let mut own = heading(part(last).unwrap_or(last), lexicon);
    // A row of units below the names.
    let bare = last.trim_matches(['(', ')', '（', '）']);
    if !above.is_empty() && kind(bare, lexicon) == Kind::Unit {
        own = Heading { unit: Some(bare.into()), percent: bare == "%", ..Heading::default() };
    }
    for cell in above.iter().rev() {
        let over = heading(cell, lexicon);
        let silent = own.role.is_none();
        // 数量|占比 under 完成情况: a weak word below a sure one.
        let weak =
            own.role.is_some_and(|(role, sure)| sure < 2 && !matches!(role, Role::Rate)) && over.role.is_some_and(|(_, sure)| sure > 1);
        let (own_role, over_role) = (own.role.map(|(role, _)| role), over.role.filter(|(_, sure)| *sure > 1).map(|(role, _)| role));
        let asks_or_reports = |role: Option<Role>| matches!(role, Some(Role::Target | Role::Goal | Role::Result));
        // 完成率: 年度计划|中央资金 says of what the rates are; 投资完成: 计划完成 is what was done of the plan.
        let rate_of = over_role == Some(Role::Rate) && asks_or_reports(own_role);
        let both = own.tags.has(Tags::PLAN) && own.tags.has(Tags::DONE) && asks_or_reports(own_role) && asks_or_reports(over_role);
        if rate_of || both {
            own.role = over.role;
        } else if silent || weak {
            own.role = over.role.filter(|(role, _)| !matches!(role, Role::Name | Role::Class)).or(own.role);
        }
        own.tags = own.tags.with(over.tags.without(Tags::NAME.with(Tags::CLASS)));
        own.period = own.period.or(over.period);
        own.year = own.year.or(over.year);
        own.unit = own.unit.or(over.unit);
        own.cumulative |= over.cumulative;
        own.percent |= over.percent;
        own.only_period &= over.role.is_none() && over.noun.is_empty();
        own.noun = if own.noun == over.noun { own.noun } else { over.noun + &own.noun };
    }
    (own, printed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(rows: &[&str], width: usize) -> Option<Vec<String>> {
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.split('|').map(str::to_owned).collect()).collect();
        spread(&rows, width, Lexicon::builtin()).map(|(_, paths)| paths.into_iter().map(|path| path.concat()).collect())
    }

    #[test]
    fn a_cell_stands_over_the_columns_that_it_spans() {
        let want = ["地区", "就业目标", "就业完成", "培训目标", "培训完成"].map(str::to_owned).to_vec();
        for rows in [
            &["地区|就业||培训|", "|目标|完成|目标|完成"][..],
            &["地区|就业|培训", "目标|完成|目标|完成"],
            &["地区|就业|培训||", "目标|完成|目标|完成"],
            &["地区|就业|就业|培训|培训", "|目标|完成|目标|完成"],
        ] {
            assert_eq!(paths(rows, 5).as_ref(), Some(&want), "{rows:?}");
        }
        assert_eq!(
            paths(&["序号|指标|目标|完成情况|备注", "全年|一季度|上半年|完成率"], 7).map(|paths| paths.join(" ")),
            Some("序号 指标 目标全年 目标一季度 完成情况上半年 完成情况完成率 备注".to_owned())
        );
    }

    #[test]
    fn three_rows_come_out_even() {
        assert_eq!(
            paths(&["县区|民生工程", "就业|培训", "目标|完成|目标|完成"], 5).map(|paths| paths.join(" ")),
            Some("县区 民生工程就业目标 民生工程就业完成 民生工程培训目标 民生工程培训完成".to_owned())
        );
    }

    #[test]
    fn what_does_not_come_out_even_is_none() {
        assert_eq!(paths(&["地区|就业|培训", "目标|完成|率"], 6), None);
        assert_eq!(paths(&["地区|目标|完成"], 4), None);
        assert_eq!(paths(&["地区|目标|完成", "东县|1|2"], 3), None);
    }
}
