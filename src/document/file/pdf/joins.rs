//! Tables that go on over the end of a page.
//!
//! Joins two whose columns lie alike. The header that the second repeats is dropped, and a row that was cut is one again: the rest of it has no
//! first cell, and goes on with a line that went to the end of its cell.

use super::rows::is_value;
use super::tables::{Cell, Table};

/// How far the edges of columns may differ, in points: between rules, and where words tell them.
const RULED: f64 = 6.0;
const TOLD: f64 = 24.0;
/// So many rows tell whether each has a first cell.
const LAST: usize = 60;
/// A header has at most so many rows.
const HEADER: usize = 4;

/// Whether a line only says that a table goes on: `续表`, `（续）`, `表3（续）`.
pub(super) fn says_goes_on(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    bare.chars().count() <= 30
        && (bare.starts_with("续表")
            || bare.starts_with("（续")
            || bare.starts_with("续上表")
            || bare.ends_with("（续）")
            || bare.ends_with("（续表）"))
}

/// Joins a table to one that it continues; gives it back where it does not.
pub(super) fn join(above: &mut Table, mut below: Table) -> Result<(), Table> {
    if !lie_alike(above, &mut below) {
        return Err(below);
    }
    let repeated =
        (1..=HEADER.min(above.rows).min(below.rows)).rev().find(|rows| (0..*rows).all(|row| says(above, row) == says(&below, row)));
    let dropped = repeated.unwrap_or(0);
    let mut cells: Vec<Cell> = below.cells.into_iter().filter(|cell| cell.row >= dropped).collect();
    cells.iter_mut().for_each(|cell| cell.row -= dropped);
    let mut rows = below.rows - dropped;
    if was_cut(above, &cells) {
        let from_end = last_cells(above).len();
        let (rest, others) = cells.into_iter().partition::<Vec<Cell>, _>(|cell| cell.row == 0);
        for part in rest {
            let last = above.rows - 1;
            match above
                .cells
                .iter_mut()
                .rev()
                .take(from_end)
                .find(|cell| cell.column == part.column && (cell.row..cell.row + cell.rows).contains(&last))
            {
                Some(cell) => cell.lines.extend(part.lines),
                None => above.cells.push(Cell { row: last, rows: 1, ..part }),
            }
        }
        above.cells.sort_by_key(|cell| (cell.row, cell.column));
        cells = others;
        cells.iter_mut().for_each(|cell| cell.row -= 1);
        rows -= 1;
    }
    cells.iter_mut().for_each(|cell| cell.row += above.rows);
    above.cells.append(&mut cells);
    above.rows += rows;
    Ok(())
}

/// The cells of the last rows of a table, which may be of thousands of pages.
fn last_cells(table: &Table) -> &[Cell] {
    let first = table.rows.saturating_sub(LAST);
    &table.cells[table.cells.partition_point(|cell| cell.row < first)..]
}

/// What a row says, by columns.
fn says(table: &Table, row: usize) -> Vec<(usize, String)> {
    let of_row = table.cells.iter().filter(|cell| cell.row == row && !cell.lines.is_empty());
    of_row.map(|cell| (cell.column, cell.text().split_whitespace().collect())).collect()
}

/// Whether the columns of two tables lie alike, one of which may have fewer; counts the cells of both by the columns of the one that has more.
fn lie_alike(above: &mut Table, below: &mut Table) -> bool {
    if !above.words.is_empty() && above.words.len() == below.words.len() {
        return words_lie_alike(&mut above.words, &below.words);
    }
    let near = if above.words.is_empty() && below.words.is_empty() { RULED } else { TOLD };
    if let Some(places) = places(&above.edges, &below.edges, near) {
        recount(below, &places, &above.edges);
        return true;
    }
    if let Some(places) = places(&below.edges, &above.edges, near) {
        recount(above, &places, &below.edges);
        return true;
    }
    false
}

/// Whether the words of each column stand under those of its own and of no other.
fn words_lie_alike(above: &mut [(f64, f64)], below: &[(f64, f64)]) -> bool {
    let meet = |one: &(f64, f64), other: &(f64, f64)| one.0 < other.1 && other.0 < one.1;
    let alike = above.iter().enumerate().all(|(at, one)| below.iter().enumerate().all(|(other, two)| meet(one, two) == (at == other)));
    if alike {
        above.iter_mut().zip(below).for_each(|(one, two)| *one = (one.0.min(two.0), one.1.max(two.1)));
    }
    alike
}

/// Where the edges of a table are among those of another with as many or more, whatever the margin of the page.
fn places(many: &[f64], few: &[f64], near: f64) -> Option<Vec<usize>> {
    let shift = few[0] - many[0];
    let place = |edge: &f64| many.iter().position(|other| (edge - shift - other).abs() < near);
    let places: Vec<usize> = few.iter().map(place).collect::<Option<_>>()?;
    let rising = places.windows(2).all(|two| two[0] < two[1]);
    (rising && places.last() == Some(&(many.len() - 1)) && few.len() > 2).then_some(places)
}

fn recount(table: &mut Table, places: &[usize], edges: &[f64]) {
    for cell in &mut table.cells {
        let end = places[cell.column + cell.columns];
        cell.column = places[cell.column];
        cell.columns = end - cell.column;
    }
    let shift = table.edges[0] - edges[0];
    table.edges = edges.iter().map(|edge| edge + shift).collect();
}

/// Whether the first row of what follows is the rest of the last row of a table. It says no value, and each row has a number or name in a column
/// that it has nothing in: with numbers that is enough, else it goes on with cells that were cut, or has just what the last row lacks, which
/// stands in the middle of its cell.
pub(super) fn was_cut(above: &Table, below: &[Cell]) -> bool {
    let rest: Vec<&Cell> = below.iter().filter(|cell| cell.row == 0 && !cell.lines.is_empty()).collect();
    let Some(last) = above.rows.checked_sub(1) else { return false };
    if rest.is_empty() || rest.iter().any(|part| is_value(&part.text())) {
        return false;
    }
    let said: Vec<&Cell> = last_cells(above).iter().filter(|cell| !cell.lines.is_empty()).collect();
    let key = key(&said, above.rows.min(LAST));
    let begins = key.is_none_or(|(column, _)| rest.iter().any(|part| (part.column..part.column + part.columns).contains(&column)));
    let sum = rest.iter().any(|part| ["合计", "小计", "总计", "其中", "注"].iter().any(|word| part.text().starts_with(word)));
    if key.is_some_and(|(_, numbers)| numbers) && !begins && !sum {
        return true;
    }
    let begun = |part: &Cell| said.iter().find(|cell| cell.column == part.column && cell.row == last);
    let lacking = rest.iter().filter(|part| begun(part).is_none()).count();
    let cut = rest.iter().filter(|part| begun(part).is_some_and(|cell| is_cut(cell, part))).count();
    let fewer = rest.len() < said.iter().filter(|cell| cell.row == last).count();
    key.is_some() && lacking == rest.len() || fewer && (cut == rest.len() || !begins && cut > 0 && cut + lacking == rest.len())
}

/// The first column that nearly every row says something in, and whether these are numbers. A heading of several rows may stand in front of it.
fn key(said: &[&Cell], rows: usize) -> Option<(usize, bool)> {
    (0..3).find_map(|column| {
        let of: Vec<&&Cell> = said.iter().filter(|cell| cell.column == column).collect();
        let numbers = of.iter().filter(|cell| cell.text().chars().all(|c| c.is_ascii_digit())).count();
        (of.len() * 10 >= rows * 7).then_some((column, numbers * 5 >= of.len() * 4))
    })
}

/// Whether the last line of a cell goes to its end without ending a sentence, so that the next page goes on with it.
fn is_cut(cell: &Cell, rest: &Cell) -> bool {
    let (Some(line), Some(next)) = (cell.lines.last(), rest.lines.first()) else { return false };
    !cell.has_room(line, next) && !line.text().ends_with(['。', '；', '！', '？'])
}
