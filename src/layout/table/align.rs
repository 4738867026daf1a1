//! A header whose cells do not come out even with the columns, laid over them by what stands below.
//!
//! Reads: header cells that are cut over lines (`1-7月|完成投资`), a cell over several columns whose span is lost (`投资计划|建设进度` over
//! `投资|完成投资|%`), a column of which no cell is printed. How many columns there are is known from the rows.
//! Refuses: a header of which too little fits; it must ask and report, and its words must agree with what the cells look like.

use std::collections::HashMap;

use crate::lexicon::Lexicon;
use crate::role::{Heading, KINDS, Kind, Role, Share, heading, kind, misfit, shares, value};

use super::header::Header;

/// A header has no more cells, and a table no more columns, for this.
const MOST: usize = 20;
/// A column takes so many cells of the header at most.
const JOINED: usize = 4;
/// So many shares among the columns are tried.
const MOST_SHARES: usize = 3;
/// So many ways to put a lower row below an upper one are tried.
const MOST_WAYS: usize = 60;
/// What it costs, in tenths of a cell: that a cell of the header stands over no column; the same of one that has a word for columns.
const SKIPPED: u32 = 20;
const NAMED: u32 = 32;
/// That a column has no header.
const BARE: u32 = 60;
/// That two cells are one without a sign of it.
const CUT: u32 = 15;
/// The same of two that both say what columns hold.
const JOINT: u32 = 60;
/// That a header has no word for what its column holds.
const UNKNOWN: u32 = 12;
/// A header may cost so much a column.
const DEAREST: u32 = 22;

/// What speaks for a share: each of its three columns that a word names so.
const SHARE: u32 = 15;
/// What it costs that a word names one of them otherwise.
const NO_SHARE: u32 = 60;

/// What the cells of some columns look like, and what their numbers are of each other.
pub(super) struct Columns {
    seen: Vec<[u32; KINDS]>,
    shares: Vec<Share>,
}

impl Columns {
    /// Those of the rows that are so long.
    pub(super) fn of(rows: &[Vec<&str>], width: usize, lexicon: &Lexicon) -> Self {
        let mut seen = vec![[0; KINDS]; width];
        let mut values = vec![Vec::new(); width];
        for row in rows.iter().filter(|row| row.len() == width) {
            for (column, cell) in row.iter().enumerate() {
                let kind = kind(cell, lexicon);
                seen[column][kind as usize] += 1;
                values[column].push(value(cell).filter(|_| kind.is_number()));
            }
        }
        Self { seen, shares: shares(&values) }
    }

    /// Whether some numbers are shares, and the words over none of them say so.
    pub(super) fn contradict(&self, header: &Header) -> bool {
        let says = |at: usize, wanted: &[Role]| {
            header.headings.get(at).and_then(|heading| heading.role).is_some_and(|(role, _)| wanted.contains(&role))
        };
        let told = |share: &Share| roles(share).into_iter().all(|(at, wanted)| says(at, wanted));
        !self.shares.is_empty() && !self.shares.iter().any(told)
    }
}

/// What the words over the columns of a share may say of each.
fn roles(share: &Share) -> [(usize, &'static [Role]); 3] {
    [(share.target, &[Role::Target, Role::Goal]), (share.result, &[Role::Result, Role::Value]), (share.rate, &[Role::Rate])]
}

/// A cell of the header with the cells above it.
type Path = Vec<String>;

/// What the cells of a header say, each read once.
struct Words<'l> {
    known: HashMap<String, Heading>,
    lexicon: &'l Lexicon,
}

impl Words<'_> {
    fn heading(&mut self, said: &str) -> &Heading {
        if !self.known.contains_key(said) {
            self.known.insert(said.to_owned(), heading(said, self.lexicon));
        }
        &self.known[said]
    }

    /// Whether a cell is a period alone, and whether it has a word that hardly stands elsewhere.
    fn says(&mut self, said: &str) -> (bool, bool) {
        let heading = self.heading(said);
        (heading.only_period, heading.role.is_some_and(|(_, sure)| sure > 1))
    }
}

/// What may be done with the next cells of a header.
struct Next {
    /// What it costs that the first is passed over.
    passed: u32,
    /// What it costs that the first, the first two and so on are one cell, and what that says.
    taken: Vec<(u32, Heading)>,
}

/// What it cost to come here, and how many cells the last column took; none where a cell was passed over.
type Step = (u32, Option<usize>);

/// The header over columns whose cells were seen, from one row of cells in reading order or from two.
pub(super) fn aligned(upper: &[String], lower: &[String], columns: &Columns, lexicon: &Lexicon) -> Option<Header> {
    let upper: Vec<&String> = upper.iter().filter(|cell| !cell.is_empty()).collect();
    let lower: Vec<&String> = lower.iter().filter(|cell| !cell.is_empty()).collect();
    let width = columns.seen.len();
    if upper.len() + lower.len() > MOST || !(3..=MOST).contains(&width) {
        return None;
    }
    let mut words = Words { known: HashMap::new(), lexicon };
    let mut best: Option<(u32, Vec<Path>)> = None;
    for way in ways(&upper, &lower) {
        let against = over_others(&way, &mut words);
        let next = next(&way, &mut words);
        for share in columns.shares.iter().take(MOST_SHARES).map(Some).chain([None]) {
            let Some((cost, paths)) = laid(&way, &next, &columns.seen, share) else { continue };
            let cost = cost + against + if share.is_none() { 3 * SHARE } else { 0 };
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, paths));
            }
        }
    }
    let (_, paths) = best.filter(|(cost, _)| *cost <= DEAREST * width as u32 + 3 * SHARE)?;
    let header = Header::of(&paths, lexicon);
    let has = |wanted: &[Role]| header.headings.iter().any(|heading| heading.role.is_some_and(|(role, _)| wanted.contains(&role)));
    (has(&[Role::Target, Role::Goal]) && has(&[Role::Result, Role::Rate]) && header.names_rows()).then_some(header)
}

/// The ways that two rows make one in the order of the columns: some cells of the upper one that stand beside each other each stand over a part
/// of the lower one.
fn ways(upper: &[&String], lower: &[&String]) -> Vec<Vec<Path>> {
    let alone = |cells: &[&String]| cells.iter().map(|cell| vec![(*cell).clone()]).collect::<Vec<Path>>();
    if lower.is_empty() {
        return vec![alone(upper)];
    }
    let mut ways = Vec::new();
    for groups in 1..=lower.len().min(upper.len()).min(4) {
        for from in 0..=upper.len() - groups {
            for sizes in compositions(lower.len(), groups) {
                let mut way = alone(&upper[..from]);
                let mut at = 0;
                for (size, group) in sizes.into_iter().zip(&upper[from..from + groups]) {
                    way.extend(lower[at..at + size].iter().map(|cell| vec![(*group).clone(), (*cell).clone()]));
                    at += size;
                }
                way.extend(alone(&upper[from + groups..]));
                ways.push(way);
                if ways.len() >= MOST_WAYS {
                    return ways;
                }
            }
        }
    }
    ways
}

/// What it costs that cells stand over others which are columns by their own word: 项目名称, 责任单位.
fn over_others(way: &[Path], words: &mut Words<'_>) -> u32 {
    let mut groups: Vec<&String> = way.iter().filter(|path| path.len() > 1).map(|path| &path[0]).collect();
    groups.dedup();
    let cost = |cell: &&String| match words.heading(cell).role {
        Some((Role::Target | Role::Goal, _)) | None => 0,
        Some((Role::Result | Role::Value, _)) => 10,
        Some(_) => NAMED,
    };
    let over: u32 = groups.iter().map(cost).sum();
    // 投资|进度|投资|进度: what repeats begins another group.
    let again = (0..way.len()).filter(|&at| way[at].len() > 1 && way[..at].contains(&way[at])).count();
    over + again as u32 * SKIPPED
}

/// The ways to part so many cells into so many groups, none of them empty.
fn compositions(cells: usize, groups: usize) -> Vec<Vec<usize>> {
    if groups == 1 {
        return vec![vec![cells]];
    }
    (1..=cells + 1 - groups)
        .flat_map(|first| compositions(cells - first, groups - 1).into_iter().map(move |rest| std::iter::once(first).chain(rest).collect()))
        .collect()
}

/// What may be done from each cell on.
fn next(cells: &[Path], words: &mut Words<'_>) -> Vec<Next> {
    let own = |path: &Path| path.last().cloned().unwrap_or_default();
    let from = |i: usize| {
        let passed = if words.says(&own(&cells[i])).1 { NAMED } else { SKIPPED };
        let (mut taken, mut cut) = (Vec::new(), 0);
        for count in 1..=JOINED.min(cells.len() - i) {
            if count > 1 {
                let Some(joint) = joint(&cells[i + count - 2], &cells[i + count - 1], words) else { break };
                cut += joint;
            }
            let heading = words.heading(&cells[i..i + count].iter().flatten().map(String::as_str).collect::<String>()).clone();
            let silent = heading.role.is_none() && !heading.only_period;
            taken.push((cut + if silent { UNKNOWN } else { 0 }, heading));
        }
        Next { passed, taken }
    };
    (0..cells.len()).map(from).collect()
}

/// The cheapest way to lay cells over columns, both in order, and what it costs.
fn laid(cells: &[Path], next: &[Next], columns: &[[u32; KINDS]], share: Option<&Share>) -> Option<(u32, Vec<Path>)> {
    let width = columns.len();
    // least[i][j]: the first i cells over the first j columns.
    let mut least: Vec<Vec<Option<Step>>> = vec![vec![None; width + 1]; cells.len() + 1];
    least[0][0] = Some((0, None));
    for i in 0..=cells.len() {
        for j in 0..=width {
            let Some((cost, _)) = least[i][j] else { continue };
            let offer = |at: &mut Option<Step>, more: u32, taken: Option<usize>| {
                if at.is_none_or(|(least, _)| cost + more < least) {
                    *at = Some((cost + more, taken));
                }
            };
            if j < width {
                offer(&mut least[i][j + 1], BARE, Some(0));
            }
            let Some(next) = next.get(i) else { continue };
            offer(&mut least[i + 1][j], next.passed, None);
            let Some(column) = columns.get(j) else { continue };
            for (at, (cut, heading)) in next.taken.iter().enumerate() {
                let told = share.map_or(0, |share| disagrees(heading, share, j));
                offer(&mut least[i + at + 1][j + 1], cut + misfit(heading, column) + told, Some(at + 1));
            }
        }
    }
    let (cost, _) = least[cells.len()][width]?;
    let mut paths: Vec<Path> = Vec::new();
    let (mut i, mut j) = (cells.len(), width);
    while i > 0 || j > 0 {
        match least[i][j]?.1 {
            None => i = i.checked_sub(1)?,
            Some(count) => {
                j = j.checked_sub(1)?;
                i = i.checked_sub(count)?;
                paths.push(merged(&cells[i..i + count]));
            }
        }
    }
    paths.reverse();
    Some((cost, paths))
}

/// What it costs that a word names a column otherwise than its numbers do, or does not name it.
fn disagrees(heading: &Heading, share: &Share, column: usize) -> u32 {
    let Some((_, wanted)) = roles(share).into_iter().find(|(at, _)| *at == column) else { return 0 };
    match heading.role {
        Some((role, _)) if wanted.contains(&role) || heading.other.is_some_and(|other| wanted.contains(&other)) => 0,
        Some(_) => NO_SHARE,
        None => SHARE,
    }
}

/// What it costs that a cell and the next one are one; none where they cannot be.
fn joint(front: &Path, last: &Path, words: &mut Words<'_>) -> Option<u32> {
    // Below another cell of the upper row stands another column.
    if front.len() != last.len() || front.len() > 1 && front[0] != last[0] {
        return None;
    }
    let ((dated, named), (period, sure)) = (words.says(front.last()?), words.says(last.last()?));
    Some(match (named, sure || period) {
        _ if dated => 1,
        (true, true) => JOINT,
        (false, true) => NAMED + 3,
        _ => CUT,
    })
}

/// Cells that are one, under the cell above them.
fn merged(cells: &[Path]) -> Path {
    let Some(first) = cells.first() else { return vec![String::new()] };
    let own: String = cells.iter().filter_map(|path| path.last()).map(String::as_str).collect();
    first[..first.len() - 1].iter().cloned().chain([own]).collect()
}

/// Whether cells of a row look like data: a name and at least two numbers.
pub(super) fn is_row(cells: &[&str], lexicon: &Lexicon) -> bool {
    let kinds: Vec<Kind> = cells.iter().map(|cell| kind(cell, lexicon)).collect();
    kinds.iter().any(|kind| kind.is_text()) && kinds.iter().filter(|kind| kind.is_number()).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(upper: &str, lower: &str, rows: &[&str]) -> Option<String> {
        let lexicon = Lexicon::builtin();
        let cells = |text: &str| text.split('|').filter(|cell| !cell.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.split('|').collect()).collect();
        let columns = Columns::of(&rows, rows[0].len(), lexicon);
        aligned(&cells(upper), &cells(lower), &columns, lexicon).map(|header| header.printed.join("|"))
    }

    #[test]
    fn cells_that_are_cut_are_joined_by_what_stands_below() {
        let cut = "县区|增速|全市重点项目完成情况|年度投资计划|前三季度|投资计划|1-7月|完成投资|完成前三季度计划占比(%)";
        assert_eq!(
            header(cut, "", &["东县|12.9%|527.3|371.5|291.5|78.5%", "西县|13.7%|59.4|43.4|35.9|82.7%"]).as_deref(),
            Some("县区|增速|年度投资计划|前三季度投资计划|1-7月完成投资|完成前三季度计划占比(%)")
        );
    }

    #[test]
    fn a_lost_span_and_a_column_without_cells_are_found() {
        let upper = "序号|项目名称|总投资|今年计划|实施进度|责任单位|备注";
        let rows = ["1|新建东桥|3800|1800|建成|1000|55.6|完成基础|县交通局", "2|改造食堂|300|300|建成|270|90|完成主体|县教育局"];
        assert_eq!(
            header(upper, "投资|形象进度|完成投资|%|形象进度", &rows).as_deref(),
            Some("序号|项目名称|总投资|今年计划投资|今年计划形象进度|实施进度完成投资|实施进度%|实施进度形象进度|责任单位")
        );
    }

    #[test]
    fn what_does_not_fit_is_no_header() {
        assert_eq!(header("县区|人口|面积", "", &["东县|12|30|44", "西县|11|20|41"]), None);
        assert_eq!(header("今年目标|完成情况|单位|名称", "", &["东县|12|30|44", "西县|11|20|41"]), None);
    }
}
