//! Tables without rules between their columns.
//!
//! Reads lines between rules across the page (a three-line table has one above and one below its header, and one at its end), and runs of lines
//! that the same gaps go through. Refuses prose, whose lines have no gaps, and what has neither names nor values.

use super::columns::{CLOSE, build, continued, pieces, uncovered};
use super::flow::begins_list;
use super::joins;
use super::lines::Line;
use super::page::Rule;
use super::rows::{is_short_value, is_value};
use super::tables::Table;

/// A gap this wide, in heights of type, may part words of different columns; one of justification is narrower.
const GAP: f64 = 0.7;
/// A page with more lines, or rules across, is none that a person reads.
const LINES: usize = 400;

/// The tables among the lines of a page, from the top. Takes their lines out.
pub(super) fn tables(lines: &mut Vec<Line>, across: &[Rule], page: u32) -> Vec<Table> {
    let mut tables = Vec::new();
    if lines.len() > LINES || across.len() > LINES {
        return tables;
    }
    for stack in stacks(lines, across) {
        let (from, to) = reached(lines, &stack.heights);
        let several = stack.heights.len() > 1;
        let found = lines.get(from..to).and_then(|region| build(region, &stack, across, page)).filter(|table| is_table(table, several));
        if let Some(mut table) = found {
            lines.drain(from..to);
            // The outermost rules are its upper and lower end.
            table.area.top = stack.heights.iter().copied().fold(table.area.top, f64::max);
            table.area.bottom = stack.heights.iter().copied().fold(table.area.bottom, f64::min);
            tables.push(table);
        }
    }
    let (mut at, mut tried) = (0, 0);
    while at < lines.len() {
        let end = if is_caption(&lines[at]) { at + 1 } else { run(lines, at) };
        let found =
            if end > at + 2 { build(&lines[at..end], &Stack::default(), &[], page).filter(|table| is_table(table, false)) } else { None };
        match found {
            Some(table) => {
                let (end, table) = with_rest(lines, at, end, table, page);
                lines.drain(at..end);
                tables.push(table);
                tried = 0;
            }
            // The run may be a table but for its first lines.
            None if end > at + 2 && tried < 8 => {
                at += 1;
                tried += 1;
            }
            None => {
                at = end.max(at + 1);
                tried = 0;
            }
        }
    }
    tables
}

/// A table and the lines behind it that only go on with its last row.
fn with_rest(lines: &[Line], from: usize, end: usize, table: Table, page: u32) -> (usize, Table) {
    let close = |at: &usize| lines[at - 1].base - lines[*at].base < lines[*at].size * 2.0;
    let rest = (end..lines.len()).take(8).take_while(|at| close(at) && lines[*at].pieces(GAP).len() == 1).count();
    let mut longer = (1..=rest).rev().filter_map(|more| Some((end + more, build(&lines[from..end + more], &Stack::default(), &[], page)?)));
    longer.find(|(_, longer)| longer.rows == table.rows && longer.columns() == table.columns()).unwrap_or((end, table))
}

/// From which line to which a table with rules goes. At the end of a page its last rule is missing, and a table with a rule under each row has
/// none above its header: lines that leave the same gaps free belong to it.
fn reached(lines: &[Line], rules: &[f64]) -> (usize, usize) {
    let (top, bottom) = (rules[0], rules[rules.len() - 1]);
    let mut from = lines.partition_point(|line| line.base >= top);
    let mut to = lines.partition_point(|line| line.base > bottom);
    let columns = |from: usize, to: usize| uncovered(&pieces(&lines[from..to])).len();
    let near = |above: usize, below: usize| lines[above].base - lines[below].base < lines[above].size.max(lines[below].size) * 3.5;
    let parted = |at: usize| lines[at].pieces(GAP).len() > 1;
    // Words spread over a cell of the header, `产　量`, look like two columns until a number covers the gap.
    let fits = |at: usize, from: usize, to: usize| {
        let before = if at < from + 1 { columns(from + 1, to) } else { columns(from, to - 1) };
        columns(from, to) >= 2.max(before.saturating_sub(usize::from(parted(at) && rules.len() < 3)))
    };
    // A header has no line of prose close above it: what stands alone in its cell is beside the others, half a line higher or lower.
    let heads = |at: &usize| {
        let beside = *at + 1 == lines.len() || lines[*at].base - lines[*at + 1].base < lines[*at].size * 1.15;
        !is_caption(&lines[*at]) && if parted(*at) { near(*at, at + 1) } else { beside }
    };
    if rules.len() == 1 {
        // What stands above it is the header, with all its columns.
        let header = (from.saturating_sub(3)..from).rev().take_while(|at| at + 1 == to || heads(at));
        from = header
            .map(|at| (columns(at, to), at))
            .filter(|(columns, _)| *columns > 1)
            .max_by_key(|(columns, at)| (*columns, to - at))
            .map_or(to, |(_, at)| at);
    }
    // A table with three rules has its end, unless at least two rows stand behind it, or what does goes on to the end of the page.
    let mut behind = to;
    while to > from && behind < lines.len() && near(behind - 1, behind) && fits(behind, from, behind + 1) {
        behind += 1;
    }
    let rows = (to..behind.min(to + 2)).filter(|at| parted(*at)).count();
    if rules.len() < 3 || rows == 2 || (behind == lines.len() && rows > 0) {
        to = behind;
    }
    let first_band = rules.get(1).map_or(&[][..], |second| &lines[from..lines.partition_point(|line| line.base > *second).max(from)]);
    let says_number = first_band.iter().any(|line| line.text().contains(|c: char| c.is_ascii_digit()));
    if says_number {
        let belongs = |at: &usize| (*at + 1 == from || heads(at)) && near(*at, at + 1) && fits(*at, *at, to) && !is_caption(&lines[*at]);
        let above = (from.saturating_sub(3)..from).rev().take_while(belongs).last();
        from = above.filter(|above| (*above..from).any(parted)).unwrap_or(from);
    }
    (from, to)
}

/// The lines in front, above a height, that go on with a table at the end of the page before. Takes them out.
pub(super) fn behind(lines: &mut Vec<Line>, above: &Table, top: f64, page: u32) -> Option<Table> {
    let edges = &above.edges;
    let column = |piece: &Line| {
        let at = edges.partition_point(|edge| *edge <= piece.left() + 2.0).checked_sub(1)?;
        edges.get(at + 1).filter(|edge| piece.right() < **edge + 2.0).map(|_| at)
    };
    let fits = |line: &&Line| {
        let columns: Option<Vec<usize>> = line.pieces(CLOSE).iter().map(column).collect();
        columns.is_some_and(|columns| columns.windows(2).all(|two| two[0] <= two[1]))
    };
    let count = lines.iter().take_while(|line| line.base > top && fits(line) && !is_caption(line)).count();
    let table = continued(&lines[..count], edges, page)?;
    // Words in one column are a paragraph, unless a cell of the last row was cut.
    let parted = lines[..count].iter().any(|line| line.pieces(CLOSE).iter().filter_map(column).max() > column(line).or(Some(0)));
    let goes_on = parted || joins::was_cut(above, &table.cells);
    goes_on.then(|| {
        lines.drain(..count);
        table
    })
}

/// Rules of one width under each other with columns between them. At the end of a page one may be all there is.
#[derive(Default)]
pub(super) struct Stack {
    /// From where to where they go.
    pub(super) from: f64,
    pub(super) to: f64,
    /// From the top.
    pub(super) heights: Vec<f64>,
}

fn stacks(lines: &[Line], across: &[Rule]) -> Vec<Stack> {
    let mut rules: Vec<&Rule> = across.iter().filter(|rule| rule.to - rule.from > 120.0).collect();
    rules.sort_by(|a, b| b.at.total_cmp(&a.at));
    let mut stacks: Vec<Stack> = Vec::new();
    for rule in rules {
        let goes_on = |stack: &&mut Stack| {
            let alike = (stack.from - rule.from).abs() < 8.0 && (stack.to - rule.to).abs() < 8.0;
            alike && stack.heights.last().is_some_and(|above| is_tabular(lines, *above, rule.at))
        };
        // The rules under the headings of groups are shorter and stand between.
        match stacks.iter_mut().rev().take(8).find(goes_on) {
            Some(stack) => stack.heights.push(rule.at),
            None => stacks.push(Stack { from: rule.from, to: rule.to, heights: vec![rule.at] }),
        }
    }
    let inside = |short: &Stack| {
        let around = |stack: &Stack| {
            let over = stack
                .heights
                .first()
                .zip(stack.heights.last())
                .is_some_and(|(top, bottom)| short.heights.iter().all(|at| at < top && at > bottom));
            over && stack.from < short.from + 2.0 && stack.to > short.to - 2.0
        };
        stacks.iter().any(around)
    };
    let outer: Vec<bool> = stacks.iter().map(|stack| !inside(stack)).collect();
    stacks.into_iter().zip(outer).filter(|(_, outer)| *outer).map(|(stack, _)| stack).collect()
}

/// Whether a line is the caption of a table, or says its unit: `表1　主要指标`, `单位：万元`.
fn is_caption(line: &Line) -> bool {
    let text = line.text();
    let behind = |word: &str| {
        text.strip_prefix(word)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_numeric() || c.is_whitespace() || "一二三四五六七八九十：:".contains(c)))
    };
    ["表", "附表", "续表", "图", "附件", "单位", "（单位", "注", "资料来源"].into_iter().any(behind)
}

/// Whether what stands between two heights leaves a gap between columns.
fn is_tabular(lines: &[Line], top: f64, bottom: f64) -> bool {
    let inside: Vec<Line> = lines.iter().filter(|line| line.base < top && line.base > bottom).cloned().collect();
    uncovered(&pieces(&inside)).len() > 1
}

/// Where a run of lines ends that begins at one and has gaps in common.
fn run(lines: &[Line], from: usize) -> usize {
    let Some(first) = lines.get(from).filter(|line| line.pieces(GAP).len() > 1) else { return from };
    let mut gaps = inner(&spaces(first));
    let (mut end, mut last) = (from + 1, first);
    for (at, line) in lines.iter().enumerate().skip(from + 1) {
        let far = last.base - line.base > last.size.max(line.size) * 3.5;
        let parted = line.pieces(GAP).len() > 1;
        let common = common(&gaps, &spaces(line), line.size * CLOSE);
        // Some lines in a row may be names alone, or the rest of one, if they leave a gap free.
        let close = last.base - line.base < line.size * 2.0;
        if far || common.is_empty() || (!parted && at - end > if close { 7 } else { 1 }) {
            break;
        }
        if parted {
            (gaps, end) = (common, at + 1);
        }
        last = line;
    }
    end
}

/// What a line leaves free, from far left to far right.
fn spaces(line: &Line) -> Vec<(f64, f64)> {
    let mut spaces = Vec::new();
    let mut from = f64::MIN;
    for piece in line.pieces(CLOSE * 0.5) {
        spaces.push((from, piece.left()));
        from = piece.right();
    }
    spaces.push((from, f64::MAX));
    spaces
}

fn inner(spaces: &[(f64, f64)]) -> Vec<(f64, f64)> {
    spaces.iter().filter(|(from, to)| *from > f64::MIN && *to < f64::MAX).copied().collect()
}

/// What two rows of gaps have in common, where it is wide enough.
fn common(one: &[(f64, f64)], other: &[(f64, f64)], least: f64) -> Vec<(f64, f64)> {
    let mut out = Vec::new();
    for (from, to) in one {
        out.extend(other.iter().map(|(left, right)| (from.max(*left), to.min(*right))).filter(|(from, to)| to - from >= least));
    }
    out
}

/// A text in a column, and where it begins, has its middle, and ends.
struct Said {
    column: usize,
    text: String,
    places: [f64; 3],
}

/// Whether what was found is a table: most rows have two cells, and there are names, and values or words in line with each other. Between rules
/// less is asked.
fn is_table(table: &Table, between_rules: bool) -> bool {
    let mut filled = vec![0_usize; table.rows];
    table.cells.iter().for_each(|cell| filled[cell.row] += 1);
    let full = filled.iter().filter(|cells| **cells > 1).count();
    let single = table.cells.iter().filter(|cell| cell.columns == 1);
    let said: Vec<Said> = single
        .filter_map(|cell| {
            let line = cell.lines.first()?;
            let (left, right) = (line.left(), line.right());
            Some(Said { column: cell.column, text: cell.text(), places: [left, f64::midpoint(left, right), right] })
        })
        .collect();
    let named = said.iter().filter(|said| !is_value(&said.text)).count();
    // A header over the rest of a cell may be all that a page has.
    let enough = if between_rules { full * 2 >= table.rows } else { full * 5 >= table.rows * 3 };
    if table.rows < 2 || !enough || named <= full.div_ceil(3) {
        return false;
    }
    let of = |column: usize| said.iter().filter(move |said| said.column == column).collect::<Vec<&Said>>();
    if table.columns() == 2 && is_no_pair(&of(0), &of(1)) || !between_rules && is_prose(table) {
        return false;
    }
    let has_values = (1..table.columns()).any(|column| {
        let of = of(column);
        let values = of.iter().filter(|said| is_value(&said.text) || is_short_value(&said.text)).count();
        of.len() > 1 && values * 5 >= of.len() * 3
    });
    let in_line = (0..table.columns()).all(|column| {
        let of = of(column);
        let most = (0..3).flat_map(|edge| {
            let of = &of;
            of.iter().map(move |one| of.iter().filter(|other| (other.places[edge] - one.places[edge]).abs() < 3.0).count())
        });
        most.max().unwrap_or(0) * 5 >= of.len() * 4 && of.len() > 2
    });
    let short = said.iter().map(|said| said.text.chars().count()).sum::<usize>() < said.len() * 20;
    between_rules || full > 2 && (has_values || in_line && full > 3 && short)
}

/// Whether two columns are prose, whose lines go to the end.
fn is_prose(table: &Table) -> bool {
    let full = table
        .cells
        .iter()
        .filter(|cell| cell.lines.iter().any(|line| line.right() > cell.area.right - line.size * 1.3 && line.glyphs.len() > 9));
    table.columns() == 2 && full.count() * 2 > table.cells.len()
}

/// Whether two columns are none of a table: the numbers of a list before its items, or headings and their pages.
fn is_no_pair(first: &[&Said], second: &[&Said]) -> bool {
    let numbers = first.iter().filter(|said| said.text.chars().count() < 7 && begins_list(&format!("{}a", said.text))).count();
    let pages: Vec<u32> = second.iter().filter_map(|said| said.text.parse().ok()).collect();
    let rising = pages.len() == second.len() && pages.windows(2).all(|two| two[0] <= two[1]);
    let listed = first.iter().filter(|said| begins_list(&said.text)).count();
    numbers * 5 >= first.len() * 4 || (rising && listed * 2 > first.len())
}
