//! Tables without rules between their columns.
//!
//! Reads lines between rules across the page (a three-line table has one above and one below its header, and one at its end), and runs of lines
//! that the same gaps go through. Refuses prose, whose lines have no gaps, and what has neither names nor values.

use super::lines::Line;
use super::page::{Area, Glyph, Rule};
use super::rows::{self, Row, is_value};
use super::tables::{Cell, Table};

/// A gap this wide, in heights of type, may part words of different columns; one of justification is narrower.
const GAP: f64 = 0.7;
/// What stands closer than this belongs together, unless all other lines leave a gap there.
const CLOSE: f64 = 0.45;

/// The tables among the lines of a page, from the top. Takes their lines out.
pub(super) fn tables(lines: &mut Vec<Line>, across: &[Rule], page: u32) -> Vec<Table> {
    let mut tables = Vec::new();
    for rules in between_rules(lines, across) {
        let (from, to) = reached(lines, &rules);
        let found = lines.get(from..to).and_then(|region| build(region, &rules, page)).filter(|table| is_table(table, rules.len() > 1));
        if let Some(mut table) = found {
            lines.drain(from..to);
            // The outermost rules are its upper and lower end.
            table.area.top = rules.iter().copied().fold(table.area.top, f64::max);
            table.area.bottom = rules.iter().copied().fold(table.area.bottom, f64::min);
            tables.push(table);
        }
    }
    let mut at = 0;
    while at < lines.len() {
        let end = run(lines, at);
        let found = if end > at + 2 { build(&lines[at..end], &[], page).filter(|table| is_table(table, false)) } else { None };
        match found {
            Some(table) => {
                lines.drain(at..end);
                tables.push(table);
            }
            None => at += 1,
        }
    }
    tables
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
        columns(from, to) >= 2.max(before - usize::from(parted(at) && before > 0))
    };
    // A table with three rules has its end, unless at least two rows stand behind it.
    if rules.len() == 1 {
        // What stands above it is the header, with all its columns.
        let header = (from.saturating_sub(3)..from).rev().take_while(|at| at + 1 == to || near(*at, at + 1));
        from = header
            .map(|at| (columns(at, to), at))
            .filter(|(columns, _)| *columns > 1)
            .max_by_key(|(columns, at)| (*columns, to - at))
            .map_or(to, |(_, at)| at);
    }
    let open = rules.len() < 3 || (to..lines.len().min(to + 2)).filter(|at| parted(*at) && fits(*at, from, at + 1)).count() == 2;
    while open && to > from && to < lines.len() && near(to - 1, to) && fits(to, from, to + 1) {
        to += 1;
    }
    let first_band = rules.get(1).map_or(&[][..], |second| &lines[from..lines.partition_point(|line| line.base > *second).max(from)]);
    let says_number = first_band.iter().any(|line| line.text().contains(|c: char| c.is_ascii_digit()));
    if says_number {
        let above = (from.saturating_sub(3)..from).rev().take_while(|at| near(*at, at + 1) && fits(*at, *at, to)).last();
        from = above.filter(|above| (*above..from).any(parted)).unwrap_or(from);
    }
    (from, to)
}

fn pieces(lines: &[Line]) -> Vec<Line> {
    lines.iter().flat_map(|line| line.pieces(CLOSE)).collect()
}

/// The rows in front that lie in the columns of a table at the end of the page before. Takes their lines out.
pub(super) fn behind(lines: &mut Vec<Line>, edges: &[f64], page: u32) -> Option<Table> {
    let column = |piece: &Line| {
        let at = edges.partition_point(|edge| *edge <= piece.left() + 2.0).checked_sub(1)?;
        edges.get(at + 1).filter(|edge| piece.right() < **edge + 2.0).map(|_| at)
    };
    let fits = |line: &&Line| {
        let columns: Option<Vec<usize>> = line.pieces(CLOSE).iter().map(column).collect();
        columns
            .is_some_and(|columns| columns.len() > 1 && columns.windows(2).all(|two| two[0] <= two[1]) && columns.first() < columns.last())
    };
    let count = lines.iter().take_while(fits).count();
    if count == 0 {
        return None;
    }
    let columns: Vec<(f64, f64)> = edges.windows(2).map(|two| (two[0], two[1])).collect();
    let taken: Vec<Line> = lines.drain(..count).collect();
    let (row, groups) = assigned(&taken, &columns);
    let mut cells = Vec::new();
    let rows = add(&mut cells, rows::rows(&row, &edges[1..]), groups, &columns, 0, page);
    let area = taken.iter().map(Line::area).reduce(|one, other| one.with(other))?;
    Some(Table { edges: edges.to_vec(), words: Vec::new(), rows, cells, area })
}

/// Rules of one width under each other with columns between them: the heights of each stack. At the end of a page one may be all there is.
fn between_rules(lines: &[Line], across: &[Rule]) -> Vec<Vec<f64>> {
    let mut rules: Vec<&Rule> = across.iter().filter(|rule| rule.to - rule.from > 120.0).collect();
    rules.sort_by(|a, b| b.at.total_cmp(&a.at));
    let mut stacks: Vec<(&Rule, Vec<f64>)> = Vec::new();
    for rule in rules {
        let goes_on = |(first, heights): &&mut (&Rule, Vec<f64>)| {
            let alike = (first.from - rule.from).abs() < 8.0 && (first.to - rule.to).abs() < 8.0;
            alike && heights.last().is_some_and(|above| is_tabular(lines, *above, rule.at))
        };
        match stacks.last_mut().filter(goes_on) {
            Some((_, heights)) => heights.push(rule.at),
            None => stacks.push((rule, vec![rule.at])),
        }
    }
    stacks.into_iter().map(|(_, heights)| heights).collect()
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
        // One or two lines in a row may be names alone, if they leave a gap free.
        if far || common.is_empty() || (!parted && at - end > 1) {
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

/// The columns that lines leave gaps between: from where to where the words of each go. Headings over several columns and notes hide a gap: what
/// is wide, a name that nearly touches its number, and the lines in front may be left aside to find more.
fn columns(lines: &[Line]) -> Vec<(f64, f64)> {
    let all = pieces(lines);
    let width = |piece: &Line| piece.right() - piece.left();
    let left = all.iter().map(Line::left).fold(f64::MAX, f64::min);
    let right = all.iter().map(Line::right).fold(f64::MIN, f64::max);
    let narrow: Vec<Line> = all.iter().filter(|piece| width(piece) < (right - left) * 0.45).cloned().collect();
    let widest = all.iter().map(width).fold(0.0, f64::max);
    let narrower: Vec<Line> =
        if lines.len() > 4 { all.iter().filter(|piece| width(piece) < widest).cloned().collect() } else { Vec::new() };
    let mut best = uncovered(&all);
    let behind = |skip: usize| if lines.len() > skip + 3 { pieces(&lines[skip..]) } else { Vec::new() };
    for fewer in [narrow, narrower, behind(1), behind(2)] {
        let found = uncovered(&fewer);
        if found.len() > best.len() {
            best = found;
        }
    }
    best
}

/// The stretches that words cover, with gaps between them.
fn uncovered(pieces: &[Line]) -> Vec<(f64, f64)> {
    let size = pieces.iter().map(|piece| piece.size).fold(0.0, f64::max);
    let mut covered: Vec<(f64, f64)> = pieces.iter().map(|piece| (piece.left(), piece.right())).collect();
    covered.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut columns: Vec<(f64, f64)> = Vec::new();
    for (left, right) in covered {
        match columns.last_mut().filter(|last| left - last.1 < size * CLOSE) {
            Some(last) => last.1 = last.1.max(right),
            None => columns.push((left, right)),
        }
    }
    columns
}

/// The columns that words reach over, first and last; those between columns belong to the nearest.
fn reach(columns: &[(f64, f64)], left: f64, right: f64) -> (usize, usize) {
    let over: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].0 < right - 1.0 && columns[*at].1 > left + 1.0).collect();
    if let (Some(first), Some(last)) = (over.first(), over.last()) {
        return (*first, *last);
    }
    let far = |at: &usize| (columns[*at].0 - right).max(left - columns[*at].1);
    let nearest = (0..columns.len()).min_by(|a, b| far(a).total_cmp(&far(b))).unwrap_or(0);
    (nearest, nearest)
}

/// Words over several columns: a heading of a group.
struct Group {
    first: usize,
    last: usize,
    line: Line,
}

/// The lines of each column, and what stands over several.
fn assigned(lines: &[Line], columns: &[(f64, f64)]) -> (Row, Vec<Group>) {
    let (mut row, mut groups): (Row, Vec<Group>) = (vec![Vec::new(); columns.len()], Vec::new());
    for line in lines {
        let mut parts: Vec<(usize, usize, Vec<Glyph>)> = Vec::new();
        for piece in line.pieces(CLOSE).iter().flat_map(|piece| cut(piece, columns)) {
            let (first, last) = reach(columns, piece.left(), piece.right());
            match parts.last_mut().filter(|part| part.0 == first && part.1 == last) {
                Some(part) => part.2.extend(piece.glyphs),
                None => parts.push((first, last, piece.glyphs)),
            }
        }
        for (first, last, glyphs) in parts {
            let Some(line) = Line::of(&glyphs) else { continue };
            if first == last { row[first].push(line) } else { groups.push(Group { first, last, line }) }
        }
    }
    (row, groups)
}

/// Cuts words where a small gap in them lies between two columns: a full name beside its number.
fn cut(piece: &Line, columns: &[(f64, f64)]) -> Vec<Line> {
    let between = |from: f64, to: f64| columns.windows(2).any(|two| from < two[1].0 + 1.0 && to > two[0].1 - 1.0);
    let together = |one: &Glyph, other: &Glyph| other.left - one.right < piece.size * 0.2 || !between(one.right, other.left);
    piece.glyphs.chunk_by(together).filter_map(Line::of).collect()
}

/// The table of lines, with rules across it at some heights.
fn build(lines: &[Line], rules: &[f64], page: u32) -> Option<Table> {
    // Headings over several columns stand in front of the first rule: where there is one, the lines behind it tell the columns.
    let body: Vec<Line> =
        lines.iter().filter(|line| rules.iter().find(|at| **at < lines[0].base).is_none_or(|first| line.base < *first)).cloned().collect();
    let of_body = columns(&body);
    let columns = if of_body.len() > 1 { of_body } else { columns(lines) };
    if columns.len() < 2 {
        return None;
    }
    let limits: Vec<f64> = columns.iter().map(|column| column.1).collect();
    let mut cells = Vec::new();
    let mut count = 0;
    let (top, bottom) = (lines.first()?.base, lines.last()?.base);
    let inner: Vec<f64> = rules.iter().copied().filter(|at| *at < top && *at > bottom).collect();
    let heights: Vec<f64> = [f64::MAX].into_iter().chain(inner.iter().copied()).chain([f64::MIN]).collect();
    for (at, band) in heights.windows(2).enumerate() {
        let inside: Vec<Line> = lines.iter().filter(|line| line.base < band[0] && line.base > band[1]).cloned().collect();
        let (row, groups) = assigned(&inside, &columns);
        let several = if at == 0 && !inner.is_empty() {
            headed(&row, &groups)
        } else if inner.len() > 2 && groups.is_empty() && !rows::is_list(&row, &limits) {
            vec![row]
        } else {
            rows::rows(&row, &limits)
        };
        count = add(&mut cells, several, groups, &columns, count, page);
    }
    let area = lines.iter().map(Line::area).reduce(|one, other| one.with(other))?;
    let mut edges: Vec<f64> = columns.windows(2).map(|two| f64::midpoint(two[0].1, two[1].0)).collect();
    edges.insert(0, area.left);
    edges.push(area.right);
    Some(Table { edges, words: columns, rows: count, cells, area })
}

/// The rows of a header between rules: one, or two where a heading of a group stands over others.
fn headed(row: &Row, groups: &[Group]) -> Vec<Row> {
    let Some(lowest) = groups.iter().map(|group| group.line.base - group.line.size * 0.3).reduce(f64::min) else {
        return vec![row.clone()];
    };
    let part = |upper: bool| row.iter().map(|lines| lines.iter().filter(|line| (line.base > lowest) == upper).cloned().collect()).collect();
    vec![part(true), part(false)]
}

/// Adds rows and the headings of groups among them to cells; says how many rows there are then.
fn add(cells: &mut Vec<Cell>, rows: Vec<Row>, groups: Vec<Group>, columns: &[(f64, f64)], from: usize, page: u32) -> usize {
    let mut tops: Vec<f64> = Vec::new();
    let mut count = from;
    let first_cell = cells.len();
    for row in rows {
        let top = row.iter().flatten().map(|line| line.base).fold(f64::MIN, f64::max);
        if top == f64::MIN && groups.is_empty() {
            continue;
        }
        tops.push(top);
        for (column, lines) in row.into_iter().enumerate().filter(|(_, lines)| !lines.is_empty()) {
            cells.extend(
                cell(count, column, 1, lines, page)
                    .map(|cell| Cell { area: Area { left: columns[column].0, right: columns[column].1, ..cell.area }, ..cell }),
            );
        }
        count += 1;
    }
    for group in groups {
        // It stands in the row whose line it shares, else in one of its own above the first row that is lower.
        let share = tops.iter().position(|top| (top - group.line.base).abs() < group.line.size * 0.5);
        let at = share.or_else(|| tops.iter().position(|top| *top < group.line.base)).unwrap_or(tops.len());
        if share.is_none() && !(at == 0 && tops.first() == Some(&f64::MIN)) {
            cells[first_cell..].iter_mut().filter(|cell| cell.row >= from + at).for_each(|cell| cell.row += 1);
            tops.insert(at, group.line.base);
            count += 1;
        }
        cells.extend(cell(from + at, group.first, group.last - group.first + 1, vec![group.line], page));
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    count
}

fn cell(row: usize, column: usize, columns: usize, lines: Vec<Line>, page: u32) -> Option<Cell> {
    let area = lines.iter().map(Line::area).reduce(|one, other| one.with(other))?;
    Some(Cell { row, column, rows: 1, columns, lines, area, page })
}

/// Whether what was found is a table: most rows have two cells, and there are names, and values or words that begin in line. Between rules less
/// is asked.
fn is_table(table: &Table, between_rules: bool) -> bool {
    let filled = |row: usize| table.cells.iter().filter(|cell| cell.row == row).count();
    let full = (0..table.rows).filter(|row| filled(*row) > 1).count();
    if table.rows < 2 || full * 5 < table.rows * 3 {
        return false;
    }
    if between_rules {
        return true;
    }
    let texts: Vec<(usize, String, f64)> =
        table.cells.iter().filter(|cell| cell.columns == 1).map(|cell| (cell.column, cell.text(), cell.lines[0].left())).collect();
    let named = texts.iter().filter(|(_, text, _)| !is_value(text)).count();
    let has_values = (1..table.columns()).any(|column| {
        let of: Vec<bool> = texts.iter().filter(|(at, ..)| *at == column).map(|(_, text, _)| is_value(text)).collect();
        of.len() > 1 && of.iter().filter(|value| **value).count() * 5 >= of.len() * 3
    });
    let in_line = (0..table.columns()).all(|column| {
        let lefts: Vec<f64> = texts.iter().filter(|(at, ..)| *at == column).map(|(.., left)| *left).collect();
        let most = lefts.iter().map(|left| lefts.iter().filter(|other| (*other - left).abs() < 3.0).count()).max().unwrap_or(0);
        most * 5 >= lefts.len() * 4 && lefts.len() > 2
    });
    // Two columns of prose: their lines go to the end.
    let full_lines = table
        .cells
        .iter()
        .filter(|cell| cell.lines.iter().any(|line| line.right() > cell.area.right - line.size * 1.3 && line.glyphs.len() > 9));
    if table.columns() == 2 && full_lines.count() * 2 > table.cells.len() {
        return false;
    }
    let short = texts.iter().map(|(_, text, _)| text.chars().count()).sum::<usize>() < texts.len() * 20;
    full > 2 && named > full.div_ceil(3) && (has_values || in_line && full > 3 && short)
}
