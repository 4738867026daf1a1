//! The columns of lines that no rules divide, and the table that the lines make.
//!
//! A column is what words cover, with a gap beside it that all lines leave. A heading over several columns spans those that it reaches over, or
//! that the rule under it does.

use super::lines::Line;
use super::page::{Area, Glyph, Rule};
use super::rows::{self, Row};
use super::tables::{Cell, Table};
use super::unruled::Stack;

/// What stands closer than this, in heights of type, belongs together, unless all other lines leave a gap there.
pub(super) const CLOSE: f64 = 0.45;

/// The words of lines that stand together.
pub(super) fn pieces(lines: &[Line]) -> Vec<Line> {
    lines.iter().flat_map(|line| line.pieces(CLOSE)).collect()
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
pub(super) fn uncovered(pieces: &[Line]) -> Vec<(f64, f64)> {
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

/// Columns as wide as the headings over them are. Where there are as many, or only that of the names is missing, each is over its own, however
/// they are aligned; else the lowest stand over one column each.
fn widened(mut columns: Vec<(f64, f64)>, header: &[Line]) -> Vec<(f64, f64)> {
    let heads = uncovered(&pieces(header));
    if let Some(unnamed @ 0..=1) = columns.len().checked_sub(heads.len()) {
        let mut both = columns.clone();
        both[unnamed..].iter_mut().zip(&heads).for_each(|(one, other)| *one = (one.0.min(other.0), one.1.max(other.1)));
        if both.windows(2).all(|two| two[0].1 < two[1].0) {
            return both;
        }
    }
    for piece in header.iter().rev().flat_map(|line| line.pieces(CLOSE)) {
        let (first, last) = reach(&columns, piece.left(), piece.right());
        if let Some(column) = columns.get_mut(first).filter(|_| first == last) {
            *column = (column.0.min(piece.left()), column.1.max(piece.right()));
        }
    }
    columns
}

/// The table of lines that lie in the columns of another.
pub(super) fn continued(lines: &[Line], edges: &[f64], page: u32) -> Option<Table> {
    let columns: Vec<(f64, f64)> = edges.windows(2).map(|two| (two[0], two[1])).collect();
    let (row, groups) = assigned(lines, &columns, &[]);
    let mut cells = Vec::new();
    let rows = add(&mut cells, rows::rows(&row, &edges[1..]), groups, &columns, 0, page);
    let area = lines.iter().map(Line::area).reduce(Area::with)?;
    Some(Table { edges: edges.to_vec(), words: Vec::new(), rows, cells, area })
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
fn assigned(lines: &[Line], columns: &[(f64, f64)], short: &[&Rule]) -> (Row, Vec<Group>) {
    let (mut row, mut groups): (Row, Vec<Group>) = (vec![Vec::new(); columns.len()], Vec::new());
    for line in lines {
        let mut parts: Vec<(usize, usize, Vec<Glyph>)> = Vec::new();
        let pieces: Vec<Line> = line.pieces(CLOSE).iter().flat_map(|piece| cut(piece, columns)).collect();
        for (at, piece) in pieces.iter().enumerate() {
            let (first, mut last) = reach(columns, piece.left(), piece.right());
            // A rule under the headings of groups says how far they go: each to the next, and the last to its end.
            let over = |rule: &Rule, piece: &Line| rule.from < piece.left() + 2.0 && rule.to > piece.right() - 2.0;
            let under = short.iter().find(|rule| rule.at < piece.base && piece.base - rule.at < piece.size * 2.0 && over(rule, piece));
            if let Some(rule) = under {
                let next = pieces.get(at + 1).filter(|next| over(rule, next)).map(|next| reach(columns, next.left(), next.right()).0);
                last = next.map_or_else(|| reach(columns, rule.from, rule.to).1, |next| next.saturating_sub(1)).max(last);
            }
            let piece = piece.clone();
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
pub(super) fn build(lines: &[Line], stack: &Stack, across: &[Rule], page: u32) -> Option<Table> {
    let (top, bottom) = (lines.first()?.base, lines.last()?.base);
    let width = stack.to - stack.from;
    let within = |rule: &&Rule| rule.at < top && rule.at > bottom && rule.from > stack.from - 8.0 && rule.to < stack.to + 8.0;
    let inside: Vec<&Rule> = across.iter().filter(within).collect();
    let mut inner: Vec<f64> = inside.iter().filter(|rule| rule.to - rule.from > width * 0.6).map(|rule| rule.at).collect();
    inner.sort_by(|a, b| b.total_cmp(a));
    // Headings over several columns stand in front of the first rule or two: the lines behind tell the columns.
    let behind = |at: &f64| lines.split_at(lines.partition_point(|line| line.base > *at));
    let second = inner.last().filter(|_| inner.len() == 2);
    let told = inner.first().into_iter().chain(second).map(behind).map(|(header, body)| widened(columns(body), header));
    // Of two that are alike the first, which has more lines to tell by.
    let of_body = told.rev().max_by_key(Vec::len).unwrap_or_default();
    // The rest of a row does not reach into every column: then the header tells more.
    let of_header = inner.first().map_or(0, |first| uncovered(&pieces(behind(first).0)).len());
    let rest = of_header > of_body.len() && columns(lines).len() == of_header;
    let mut columns = if of_body.len() > 1 && !rest { of_body } else { columns(lines) };
    if columns.len() < 2 {
        return None;
    }
    let limits: Vec<f64> = columns.iter().map(|column| column.1).collect();
    let mut cells = Vec::new();
    let mut count = 0;
    let short: Vec<&Rule> = inside.into_iter().filter(|rule| rule.to - rule.from < width * 0.95).collect();
    let heights: Vec<f64> = [f64::MAX].into_iter().chain(inner.iter().copied()).chain([f64::MIN]).collect();
    for (at, band) in heights.windows(2).enumerate() {
        let inside: Vec<Line> = lines.iter().filter(|line| line.base < band[0] && line.base > band[1]).cloned().collect();
        let (row, groups) = assigned(&inside, &columns, if at == 0 { &short } else { &[] });
        let says_value = row.iter().flatten().any(|line| rows::is_value(&line.text()));
        let header = inner.len() > at && (at == 0 || at == 1 && inner.len() == 2 && !says_value);
        let several = if header {
            headed(&row, &groups)
        } else if inner.len() > 2 && groups.is_empty() && !rows::is_list(&row, &limits, false) {
            vec![row]
        } else {
            rows::rows(&row, &limits)
        };
        count = add(&mut cells, several, groups, &columns, count, page);
    }
    join_headings(&mut cells, &mut columns);
    let area = lines.iter().map(Line::area).reduce(|one, other| one.with(other))?;
    let mut edges: Vec<f64> = columns.windows(2).map(|two| f64::midpoint(two[0].1, two[1].0)).collect();
    edges.insert(0, area.left);
    edges.push(area.right);
    Some(Table { edges, words: columns, rows: count, cells, area })
}

/// Joins a column that has a heading and nothing else to the one beside it that lacks one: the heading is aligned in another way.
fn join_headings(cells: &mut [Cell], columns: &mut Vec<(f64, f64)>) {
    let mut at = 0;
    while at + 1 < columns.len() {
        let rows = |column: usize| {
            cells.iter().filter(move |cell| (cell.column..cell.column + cell.columns).contains(&column)).map(|cell| cell.row)
        };
        let heads = |one: usize, other: usize| rows(one).eq([0]) && rows(other).all(|row| row > 0);
        if columns.len() > 2 && (heads(at, at + 1) || heads(at + 1, at)) {
            columns[at].1 = columns.remove(at + 1).1;
            cells.iter_mut().filter(|cell| cell.column > at).for_each(|cell| cell.column -= 1);
        }
        at += 1;
    }
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
