//! PDF, by the places of glyphs and rules on its pages.
//!
//! Reads text in any encoding that the file or one of the predefined Chinese character maps tells, tables with and without rules, over the ends
//! of pages too, and prose as paragraphs. Refuses a file that is locked or that unpacks to more than can be meant; a page that cannot be read is
//! left out with a remark. Pictures are not read: a scan has the text that its recognition left in it, or none.

mod align;
mod bounds;
mod columns;
mod flow;
mod joins;
mod lines;
mod margins;
mod order;
mod page;
mod rows;
mod tables;
#[cfg(test)]
mod tests;
mod unicode;
mod unruled;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret, interpret_page};
use hayro_syntax::content::TypedIter;
use hayro_syntax::page::Page as Source;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use self::bounds::Budget;
use self::flow::Placed;
use self::lines::Line;
use self::order::{Measure, Part};
use self::page::{Area, Full, Gatherer, Rule, Sheet};
use self::tables::Table;
use self::unicode::Fonts;
use super::place::Place;
use super::rendering::{Grid, GridCell, Rendering};
use crate::error::{Error, Kind};

/// So many pages are read, and so many bytes of text.
const PAGES: usize = 5000;
const TEXT: usize = 64 << 20;
/// After so many pages that hold too much, the rest is left out.
const STRIKES: usize = 3;

/// What was read of a page.
#[derive(Debug, Default)]
struct Page {
    height: f64,
    width: f64,
    /// From the page as it is read, which may be turned, to the page as it is shown.
    shown: Affine,
    /// The tables between rules.
    tables: Vec<Table>,
    /// The other lines, from the top.
    lines: Vec<Line>,
    /// The rules across the page that no table has.
    across: Vec<Rule>,
}

/// A part of the text, in order.
enum Element {
    Paragraph(Vec<Placed>),
    Table(Table),
}

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Rendering, Error> {
    let mut rendering = Rendering::default();
    let mut pages = pages(bytes, &mut rendering)?;
    margins::drop_margins(&mut pages);
    let shown: Vec<Affine> = pages.iter().map(|page| page.shown).collect();
    for element in elements(pages) {
        if rendering.len() > TEXT {
            rendering.remark(format!("the file has more than {TEXT} bytes of text; what is behind is left out"));
            break;
        }
        match element {
            Element::Paragraph(lines) => {
                let first = lines[0].page;
                let area = lines.iter().filter(|placed| placed.page == first).map(|placed| placed.line.area()).reduce(Area::with);
                let text = flow::text(lines.iter().map(|placed| &placed.line));
                rendering.paragraph(&text, place(first, area.unwrap_or_else(|| lines[0].line.area()), &shown));
            }
            Element::Table(table) => add(table, &shown, &mut rendering),
        }
    }
    Ok(rendering)
}

/// Adds a table without its empty rows, each of which would end it.
fn add(table: Table, shown: &[Affine], rendering: &mut Rendering) {
    let mut said = vec![false; table.rows];
    table.cells.iter().filter(|cell| !cell.lines.is_empty()).for_each(|cell| said[cell.row] = true);
    let mut count = 0;
    let number = |said: &bool| {
        count += usize::from(*said);
        count - usize::from(*said)
    };
    let numbers: Vec<usize> = said.iter().map(number).collect();
    let mut grid = Grid::default();
    let mut places = HashMap::new();
    for cell in table.cells.into_iter().filter(|cell| said[cell.row]) {
        let row = numbers[cell.row];
        places.insert((row, cell.column), place(cell.page, cell.area, shown));
        grid.cells.push(GridCell { row, column: cell.column, rows: cell.rows, columns: cell.columns, text: cell.text() });
    }
    rendering.grid(&grid, |cell| places.get(&(cell.row, cell.column)).cloned().unwrap_or(Place::Page { page: 0, corners: [0; 4] }));
}

fn place(page: u32, area: Area, shown: &[Affine]) -> Place {
    let turn = page.checked_sub(1).and_then(|at| shown.get(at as usize)).copied().unwrap_or(Affine::IDENTITY);
    let rect = turn.transform_rect_bbox(Rect::new(area.left, area.bottom, area.right, area.top));
    Place::Page { page, corners: [rect.x0, rect.y0, rect.x1, rect.y1].map(|number| number.round() as i32) }
}

fn broken(what: impl Into<String>) -> Error {
    Error::broken("pdf", what)
}

/// Reads the pages of a file.
fn pages(bytes: &[u8], rendering: &mut Rendering) -> Result<Vec<Page>, Error> {
    let mut budget = Budget::default();
    budget.open(bytes)?;
    // The parser has never panicked on a broken file that was tried; should it, that is one more way of being broken.
    let pdf =
        catch_unwind(|| Pdf::new(bytes.to_vec())).map_err(|_| broken("its objects cannot be read"))?.map_err(|error| match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Error::whole(Kind::Locked { format: "pdf".to_owned() }),
            LoadPdfError::Decryption(_) => broken("it is locked in a way that is not known; save it without a lock"),
            LoadPdfError::Invalid => broken("it has no table of its objects and no pages"),
        })?;
    let mut fonts = Fonts::default();
    catch_unwind(AssertUnwindSafe(|| budget.look(&pdf, &mut fonts))).map_err(|_| broken("its objects cannot be read"))??;
    let sources = pdf.pages();
    if sources.is_empty() {
        return Err(broken("it has no pages"));
    }
    if sources.len() > PAGES {
        rendering.remark(format!("the file has {} pages; those behind page {PAGES} are left out", sources.len()));
    }
    let mut reader = Reader { pdf: &pdf, fonts: &fonts, forms: budget.forms(), cache: InterpreterCache::new(), strikes: 0 };
    let mut pages = Vec::new();
    for (number, source) in (1..).zip(sources.iter().take(PAGES)) {
        if reader.strikes >= STRIKES {
            rendering.remark(format!("too many pages hold too much; those from page {number} on are left out"));
            break;
        }
        pages.push(reader.page(source, number, rendering));
    }
    Ok(pages)
}

/// Reads pages one after the other.
struct Reader<'p> {
    pdf: &'p Pdf,
    fonts: &'p Fonts,
    /// How often forms may be drawn on a page.
    forms: usize,
    cache: InterpreterCache<'p>,
    /// How many pages held too much.
    strikes: usize,
}

impl<'p> Reader<'p> {
    fn page(&mut self, source: &Source<'p>, number: u32, rendering: &mut Rendering) -> Page {
        let content = match catch_unwind(AssertUnwindSafe(|| bounds::content(source))) {
            Ok(Ok(content)) => content,
            Ok(Err(what)) => {
                self.strikes += 1;
                rendering.remark(format!("page {number} is left out: {what}"));
                return Page::default();
            }
            Err(_) => {
                rendering.remark(format!("page {number} is left out: its instructions cannot be unpacked"));
                return Page::default();
            }
        };
        let (width, height) = source.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let upright = source.initial_transform(false).to_kurbo();
        let mut sheet = self.sheet(source, &content, upright, (width, height), |what| rendering.remark(format!("page {number}: {what}")));
        // A table that is wider than the page is set sideways; then the page is turned.
        let (turn, most) = (0..3).map(|turn| (turn, sheet.turned[turn])).max_by_key(|(_, most)| *most).unwrap_or((0, 0));
        let (mut size, mut shown) = ((width, height), Affine::IDENTITY);
        if most > sheet.glyphs.len() * 3 {
            let (turned, turned_size) = match turn {
                0 => (Affine::new([0.0, -1.0, 1.0, 0.0, 0.0, width]), (height, width)),
                1 => (Affine::new([-1.0, 0.0, 0.0, -1.0, width, height]), (width, height)),
                _ => (Affine::new([0.0, 1.0, -1.0, 0.0, height, 0.0]), (height, width)),
            };
            (size, shown) = (turned_size, turned.inverse());
            sheet = self.sheet(source, &content, turned * upright, size, |_| {});
        } else if sheet.turned.iter().sum::<usize>() > 20 {
            rendering.remark(format!("page {number}: text that is set sideways is left out"));
        }
        let mut tables = tables::ruled(&mut sheet, number);
        tables.iter_mut().for_each(rows::divide);
        Page { width: size.0, height: size.1, shown, tables, lines: lines::lines(sheet.glyphs), across: sheet.across }
    }

    /// What stands on a page; says what could not be read.
    fn sheet(
        &mut self,
        source: &Source<'p>,
        content: &[u8],
        upright: Affine,
        (width, height): (f64, f64),
        mut say: impl FnMut(&str),
    ) -> Sheet {
        let mut gatherer = Gatherer::new(width, height, self.fonts, self.forms);
        let bounds = Rect::new(0.0, 0.0, width, height);
        let context = |settings| Context::new(upright, bounds, &self.cache, self.pdf.xref(), settings);
        // The fonts and colours of a page go through six crates; a panic in one of them is to cost what is behind it on the page and no more.
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            interpret(TypedIter::new(content), source.resources(), &mut context(InterpreterSettings::default()), &mut gatherer);
            let notes = InterpreterSettings { render_content: RenderContent::ANNOTATIONS, ..InterpreterSettings::default() };
            interpret_page(source, &mut context(notes), &mut gatherer);
        }));
        if let Err(why) = drawn {
            let full = why.is::<Full>();
            say(if full {
                "it holds too much; the rest of it is left out"
            } else {
                "a part of it cannot be read; what is behind is left out"
            });
            self.strikes += usize::from(full);
            // What was being set up when it broke off may be half done.
            self.cache = InterpreterCache::new();
        }
        gatherer.sheet
    }
}

/// Puts pages in order, and joins what goes on over the end of a page.
fn elements(pages: Vec<Page>) -> Vec<Element> {
    let body = body(&pages);
    let usual = usual(&pages);
    let mut elements: Vec<Element> = Vec::new();
    for (number, mut page) in (1..).zip(pages) {
        let from = elements.len();
        let mut tables = unruled::tables(&mut page.lines, &page.across, number);
        if let Some(Element::Table(above)) = elements.last() {
            let top = tables.iter().chain(&page.tables).map(|table| table.area.top).fold(0.0, f64::max);
            if !above.words.is_empty() {
                tables.extend(unruled::behind(&mut page.lines, above, top, number));
            }
        }
        tables.append(&mut page.tables);
        for part in order::parts(page.lines, tables, page.width, usual.get(&(page.width.round() as i64)).copied()) {
            match part {
                Part::Line(line, measure) => {
                    let next = Placed { line, measure, page: number };
                    match elements.last_mut() {
                        Some(Element::Paragraph(lines)) if flow::goes_on(lines, &next, body) => lines.push(next),
                        _ => elements.push(Element::Paragraph(vec![next])),
                    }
                }
                Part::Table(table) => add_table(&mut elements, table, from),
            }
        }
    }
    elements
}

/// Adds a table, or joins it to the one at the end of the page before. On this page only what repeats or says so may stand in front of it.
fn add_table(elements: &mut Vec<Element>, table: Table, from: usize) {
    let said = |element: &Element| match element {
        Element::Paragraph(lines) => flow::text(lines.iter().map(|placed| &placed.line)),
        Element::Table(_) => String::new(),
    };
    let (above, between) = elements.split_at_mut(from);
    let (last, titles) =
        above.split_last_mut().map_or((None, &[][..]), |(last, titles)| (Some(last), &titles[titles.len().saturating_sub(4)..]));
    let repeats = |element: &Element| {
        let text = said(element);
        !text.is_empty() && (joins::says_goes_on(&text) || titles.iter().any(|title| said(title) == text))
    };
    let table = match last {
        Some(Element::Table(last)) if between.iter().all(repeats) => match joins::join(last, table) {
            Ok(()) => {
                elements.truncate(from);
                return;
            }
            Err(table) => table,
        },
        _ => table,
    };
    elements.push(Element::Table(table));
}

/// The size of most type outside of tables.
fn body(pages: &[Page]) -> f64 {
    let mut sizes: HashMap<i64, usize> = HashMap::new();
    for line in pages.iter().flat_map(|page| &page.lines) {
        *sizes.entry((line.size * 10.0).round() as i64).or_default() += line.glyphs.len();
    }
    sizes.into_iter().max_by_key(|(size, count)| (*count, *size)).map_or(10.0, |(size, _)| size as f64 / 10.0)
}

/// From where to where the lines of most pages go, for each width of pages.
fn usual(pages: &[Page]) -> HashMap<i64, Measure> {
    let mut measures: HashMap<i64, Vec<Measure>> = HashMap::new();
    for page in pages.iter().filter(|page| page.lines.len() > 9) {
        measures.entry(page.width.round() as i64).or_default().push(order::measure(&page.lines, &[]).0);
    }
    let middle = |mut numbers: Vec<f64>| {
        numbers.sort_by(f64::total_cmp);
        numbers[numbers.len() / 2]
    };
    let usual = |measures: Vec<Measure>| Measure {
        left: middle(measures.iter().map(|measure| measure.left).collect()),
        right: middle(measures.iter().map(|measure| measure.right).collect()),
    };
    measures.into_iter().map(|(width, measures)| (width, usual(measures))).collect()
}
