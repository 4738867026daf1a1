//! Performance sheets whose header or rows are broken: the official form is known, so that its cells are read one after another.
//!
//! Reads: a header with 三级指标 among its cells, whose upper row names what lies below (`年度指标值|实际完成值|分值|得分` over
//! `三级指标|指标性质|指标值|度量单位`), cut over lines or standing at the end of another row; cells between bars or words apart by spaces, rows begun by what
//! gathers them (`数量指标`) or by the next name; sheets of goals, which have no column that reports. Of rows below no header, a bound with a number
//! behind it says what is asked (`设施完好率|≥|90|%|93|10`), and the numbers behind the unit say by themselves whether they were reached or are points.
//! Refuses: a row with fewer cells than the form has, unless what is there can be told by its unit or bound; sheets of which hardly a row is whole.

use rust_decimal::Decimal;

use super::rows::Rows;
use super::{Found, Kindred, Out, Search, Table, feed_part, hand_on, within};
use crate::document::words::words;
use crate::document::{Line, Stretch, is_bar};
use crate::lexicon::Lexicon;
use crate::role::{Body, Heading, Kind, Role, Roles, decide, gathers, heading, kind, value};
use crate::span::Span;
use crate::text::Readable;

/// The name of an indicator in the form.
const NAME: &str = "三级指标";
/// A sheet goes over so many lines and bytes at most, and its header begins so many lines in front of that name.
const MOST_LINES: usize = 400;
const MOST_BYTES: usize = 60_000;
const ABOVE: usize = 8;
/// So many cells of the header may stand on either side of the name.
const HEADER: usize = 12;
/// The direction of an indicator is not longer, in characters: 正向, 反向.
const DIRECTION: usize = 2;
/// A name is not longer, in bytes.
const LONGEST: usize = 240;
/// A sheet of goals has so many columns behind the name: a bound or a unit beside the goal and its points.
const GOALS: usize = 3;
/// A sheet has so many rows at least.
const ROWS: usize = 2;

/// So many rows below no header must say by their numbers what these are, of which so many tenths may not disagree.
const HEADLESS: usize = 3;
const AGREED: usize = 8;

/// A sheet that was found: how many lines its body has, and its columns behind the name.
#[derive(Debug)]
pub(super) struct Form {
    lines: usize,
    columns: Vec<Column>,
    /// Whether a header stands over them; otherwise each row begins with its bound.
    headed: bool,
}

/// A column behind the name, and what stands over it.
#[derive(Debug)]
struct Column {
    role: Role,
    printed: String,
    heading: Heading,
}

impl Column {
    /// By the word over it.
    fn named(printed: String, lexicon: &Lexicon) -> Option<Self> {
        let role = held(&printed, lexicon)?;
        let heading = heading(&printed, lexicon);
        Some(Self { role: if role == Role::Goal { Role::Target } else { role }, printed, heading })
    }

    /// By what its cells are.
    fn of(role: Role) -> Self {
        Self { role, printed: String::new(), heading: Heading::of(role) }
    }
}

/// A cell, or a word.
#[derive(Debug, Clone, Copy)]
struct Piece {
    span: Span,
    /// Whether it is the first on its line.
    begins: bool,
    /// Whether its line has bars.
    barred: bool,
}

/// The same sheet in place of a table that was found and cannot be read, or of columns apart by spaces of which none reports.
pub(super) fn instead(found: Found, lines: &[Line<'_>], search: &mut Search, lexicon: &Lexicon) -> Found {
    let silent = || found.table.rows.roles.groups.iter().all(|group| group.results.is_empty());
    if !(found.table.is_unread() || matches!(found.table.form, Kindred::Spaces) && silent()) {
        return found;
    }
    let near = found.header..lines.len().min(found.body + ABOVE);
    near.into_iter().find_map(|at| find(lines, at, search, lexicon)).unwrap_or(found)
}

/// The sheet whose header has the name of its indicators in a line.
pub(super) fn find(lines: &[Line<'_>], at: usize, search: &mut Search, lexicon: &Lexicon) -> Option<Found> {
    let line = lines[at].text;
    let names = || bare(Readable::new(line, 0).text()).contains(NAME);
    if at < search.official || !line.contains('三') || !line.contains(['级', '級']) || !names() || !search.may_try() {
        return None;
    }
    let first = at.saturating_sub(ABOVE).max(search.official);
    let count = within(&lines[first..], MOST_LINES, MOST_BYTES);
    let whole = Stretch::of(&lines[first..first + count]).readable();
    let text = whole.text();
    let pieces = pieces(text);
    let (columns, body) = columns(text, &pieces, lexicon)?;
    let form = Form { lines: count, columns, headed: true };
    let found = form.found(lines, (first, &whole), &pieces[body..], lexicon)?;
    search.official = found.end.unwrap_or(at);
    Some(found)
}

/// The rows that begin with a line, between bars below no header.
pub(super) fn headless(lines: &[Line<'_>], at: usize, search: &mut Search, lexicon: &Lexicon) -> Option<Found> {
    if at < search.official.max(search.headless) || search.inside() || !has_bound(lines[at].text, lexicon) {
        return None;
    }
    let count = within(&lines[at..], MOST_LINES, MOST_BYTES);
    search.headless = at + count.max(1);
    let whole = Stretch::of(&lines[at..at + count]).readable();
    let text = whole.text();
    let pieces = pieces(text);
    let columns = told(text, &pieces, lexicon)?.into_iter().map(Column::of).collect();
    let form = Form { lines: count, columns, headed: false };
    let found = form.found(lines, (at, &whole), &pieces, lexicon)?;
    search.official = found.end.unwrap_or(at + 1);
    Some(found)
}

/// Between words apart by spaces a bound is a sign.
const SIGNS: [char; 8] = ['>', '<', '≥', '≤', '≧', '≦', '＞', '＜'];

/// Whether one of the cells of a line is a bound.
fn has_bound(line: &str, lexicon: &Lexicon) -> bool {
    // Most lines have none.
    let is = |cell: &str| !cell.is_empty() && cell.len() <= LONGEST_BOUND && kind(cell, lexicon) == Kind::Bound;
    if line.contains(is_bar) {
        return line.split(is_bar).map(str::trim).any(is);
    }
    line.contains(SIGNS) && line.split_whitespace().any(is)
}

/// A bound is not longer, in bytes.
const LONGEST_BOUND: usize = 12;

/// What the cells behind the names are, by the numbers behind a bound: the first is what is asked. What stands behind it was reached where it within a fifth
/// of that in most rows, and the next one is not: points are of their own size. So it was where it alone has the unit of the row.
fn told(text: &str, pieces: &[Piece], lexicon: &Lexicon) -> Option<Vec<Role>> {
    let kinds: Vec<Kind> = pieces.iter().map(|piece| kind(&bare(piece.span.of(text)), lexicon)).collect();
    let mut rows: Vec<(Decimal, Vec<Decimal>)> = Vec::new();
    let mut united = 0;
    for at in 1..pieces.len().saturating_sub(1) {
        if kinds[at] != Kind::Bound || !kinds[at - 1].is_text() || !kinds[at + 1].is_number() {
            continue;
        }
        let Some(target) = value(&bare(pieces[at + 1].span.of(text))) else { continue };
        let from = at + 2 + usize::from(kinds.get(at + 2) == Some(&Kind::Unit));
        let behind = (from..pieces.len()).take_while(|&at| kinds[at].is_number());
        let sign = pieces.get(at + 2).is_some_and(|piece| piece.span.of(text).starts_with(['%', '％'])) && kinds[at + 1] != Kind::Percent;
        united += usize::from(from > at + 2 && sign && kinds.get(from) == Some(&Kind::Percent));
        rows.push((target, behind.filter_map(|at| value(&bare(pieces[at].span.of(text)))).collect()));
    }
    let near = |place: usize| {
        let close = |target: Decimal, number: Decimal| (target - number).abs() * Decimal::TEN <= target.abs() + target.abs();
        rows.iter().filter(|(target, numbers)| numbers.get(place).is_some_and(|&number| close(*target, number))).count()
    };
    let distinct = rows.iter().any(|(target, _)| *target != rows[0].0);
    if rows.len() < HEADLESS || !distinct {
        return None;
    }
    let reached = near(0) * 10 >= rows.len() * AGREED && near(1) * 2 < rows.len();
    let mut columns = vec![Role::Bound, Role::Target, Role::Unit];
    if united * 10 >= rows.len() * AGREED {
        columns.push(Role::Result);
    } else if reached {
        columns.extend([Role::Result, Role::Score]);
    }
    Some(columns)
}

/// The cells of a text: between bars, a cell going on over lines until its bar; words apart by spaces on lines without.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    // A cell that no bar has closed yet.
    let mut open: Option<Piece> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let from = start;
        start += line.len();
        if !line.contains(is_bar) {
            let said = Span::new(from, from + line.len()).trimmed(text);
            match &mut open {
                Some(piece) if !said.is_empty() => piece.span = piece.span.join(said),
                Some(_) => {}
                None => {
                    let mut first = true;
                    for word in words(line) {
                        pieces.push(Piece { span: word.span.shifted(from), begins: std::mem::take(&mut first), barred: false });
                    }
                }
            }
            continue;
        }
        let mut first = true;
        let mut cell = from;
        for (at, c) in line.char_indices().filter(|(_, c)| is_bar(*c)) {
            let said = Span::new(cell, from + at).trimmed(text);
            match open.take() {
                Some(piece) if said.is_empty() => pieces.push(piece),
                Some(piece) => pieces.push(Piece { span: piece.span.join(said), ..piece }),
                None if !said.is_empty() => pieces.push(Piece { span: said, begins: first, barred: true }),
                None => {}
            }
            first &= said.is_empty();
            cell = from + at + c.len_utf8();
        }
        let said = Span::new(cell, from + line.len()).trimmed(text);
        if !said.is_empty() {
            open = Some(Piece { span: said, begins: first, barred: true });
        }
    }
    pieces.extend(open);
    pieces
}

/// A text without white space.
fn bare(said: &str) -> String {
    said.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a cell of the header holds; none of what is none.
fn held(said: &str, lexicon: &Lexicon) -> Option<Role> {
    let said = bare(said);
    if gathers(&said, lexicon) && !lexicon.heads_columns(&said) {
        return None;
    }
    heading(&said, lexicon).role.map(|(role, _)| role)
}

/// The columns behind the name as the header has them, and which piece the body begins with.
fn columns(text: &str, pieces: &[Piece], lexicon: &Lexicon) -> Option<(Vec<Column>, usize)> {
    let said = |at: usize| bare(pieces[at].span.of(text));
    let name = (0..pieces.len()).find(|&at| said(at) == NAME)?;
    let is_value = |role: Role| {
        matches!(
            role,
            Role::Target | Role::Goal | Role::Result | Role::Weight | Role::Score | Role::Remark | Role::Bound | Role::Unit | Role::Rate
        )
    };
    let is_value = |at: usize| held(&said(at), lexicon).is_some_and(is_value);
    let end = (name + 1..pieces.len().min(name + HEADER)).find(|&at| !is_value(at))?;
    let own: Vec<usize> = (name + 1..end).collect();
    let has = |columns: &[usize], wanted: Role| columns.iter().any(|&at| held(&said(at), lexicon) == Some(wanted));
    let asks = |columns: &[usize]| has(columns, Role::Target) || has(columns, Role::Goal);
    let mut columns = own;
    if !has(&columns, Role::Result) {
        // 年度指标值|实际完成值|分值|得分 above: the columns below the first of them stand in its place.
        let from = name.saturating_sub(HEADER);
        let upper: Vec<usize> = (from..name).filter(|&at| is_value(at)).collect();
        if let Some(result) = upper.iter().rposition(|&at| held(&said(at), lexicon) == Some(Role::Result)) {
            let target = upper[..result].iter().rposition(|&at| matches!(held(&said(at), lexicon), Some(Role::Target | Role::Goal)))?;
            columns.extend(&upper[target + 1..]);
        } else if columns.len() < GOALS {
            return None;
        }
    }
    asks(&columns).then(|| (columns.iter().filter_map(|&at| Column::named(said(at), lexicon)).collect(), end))
}

impl Form {
    /// The sheet among some lines, the first of which is given with their text; `body` is its cells.
    fn found(mut self, lines: &[Line<'_>], (first, whole): (usize, &Readable<'_>), body: &[Piece], lexicon: &Lexicon) -> Option<Found> {
        let rows = self.rows(whole.text(), body, lexicon);
        if rows.len() < ROWS {
            return None;
        }
        let roles = self.roles(whole.text(), &rows, lexicon)?;
        let from = whole.printed(body.first()?.span).from;
        let to = whole.printed(Span::new(0, rows.last()?.iter().map(|cell| cell.to).max()?)).to;
        let lines_of = &lines[first..first + self.lines];
        let at = first + lines_of.partition_point(|line| line.from + line.text.len() <= from);
        let end = first + lines_of.partition_point(|line| line.from < to);
        self.lines = end - at;
        let table = Table { rows: Rows::new(roles, None), ..Table::without_columns(Kindred::Official(self)) };
        Some(Found { header: at, body: at, end: Some(end), table })
    }

    /// The rows of the body: the name, and a span for each column, empty where it has none.
    fn rows(&self, text: &str, pieces: &[Piece], lexicon: &Lexicon) -> Vec<Vec<Span>> {
        let roles: Vec<Role> = self.columns.iter().map(|column| column.role).collect();
        let mut rows = Vec::new();
        let mut open: Option<(Span, Vec<Piece>)> = None;
        let score = roles.iter().rposition(|role| matches!(role, Role::Score | Role::Weight | Role::Result)).unwrap_or(0);
        let close = |open: &mut Option<(Span, Vec<Piece>)>, rows: &mut Vec<Vec<Span>>| {
            if let Some((name, cells)) = open.take() {
                let begins = |piece: &Piece| kind(&bare(piece.span.of(text)), lexicon) == Kind::Bound;
                if self.headed || cells.first().is_some_and(begins) {
                    rows.extend(filled(text, name, &cells, &roles, lexicon));
                }
            }
        };
        let directed = roles.iter().filter(|role| **role == Role::Bound).count() > 1;
        for piece in pieces {
            let said = bare(piece.span.of(text));
            let kind = kind(&said, lexicon);
            // 更换灯杆|正向|大于等于: the direction of an indicator is none of its names.
            let before = open.as_ref().is_some_and(|(_, cells)| cells.is_empty());
            if directed && before && kind == Kind::Text && said.chars().count() <= DIRECTION {
                continue;
            }
            let group = kind == Kind::Gathers
                || said == "指标"
                || said.starts_with(['(', '（']) && said.ends_with(['分', ')', '）']) && said.contains('分');
            let text_like = kind.is_text();
            if group || said.chars().nth(1).is_none() && text_like {
                close(&mut open, &mut rows);
                continue;
            }
            match &mut open {
                Some((name, cells)) => {
                    // The next name stands behind all that a row has.
                    let ended = text_like && piece.begins && (!piece.barred || cells.len() > score);
                    let numbered = text_like && said.starts_with("指标");
                    if ended && !cells.is_empty() || numbered {
                        close(&mut open, &mut rows);
                        open = Some((piece.span, Vec::new()));
                    } else if text_like && piece.barred && cells.is_empty() && roles.first() == Some(&Role::Bound) {
                        // 服务对象满意度|学生满意度|≥: a group that has no word of the form.
                        *name = piece.span;
                    } else if text_like && !piece.barred && cells.is_empty() && name.to - name.from < LONGEST {
                        *name = name.join(piece.span);
                    } else if cells.len() <= roles.len() + 2 {
                        cells.push(*piece);
                    }
                }
                None if text_like && piece.span.to - piece.span.from < LONGEST => open = Some((piece.span, Vec::new())),
                None => {}
            }
        }
        close(&mut open, &mut rows);
        rows
    }

    /// What the columns hold, by the words over them and the rows.
    fn roles(&self, text: &str, rows: &[Vec<Span>], lexicon: &Lexicon) -> Option<Roles> {
        let name = if self.headed { heading(NAME, lexicon) } else { Heading::of(Role::Name) };
        let headings: Vec<Heading> = std::iter::once(name).chain(self.columns.iter().map(|column| column.heading.clone())).collect();
        let over = if self.headed { NAME } else { "" };
        let printed: Vec<String> =
            std::iter::once(over.to_owned()).chain(self.columns.iter().map(|column| column.printed.clone())).collect();
        let cells = rows.iter().map(|row| row.iter().map(|cell| cell.of(text)).collect()).collect();
        let roles = decide(&headings, &printed, &Body { rows: cells, caption: "" }, lexicon);
        let reports = self.columns.iter().any(|column| column.role == Role::Result);
        let goals = || roles.readable() && roles.refused.is_none() && roles.groups.iter().any(|group| group.target.is_some());
        (if reports { roles.answers() } else { goals() }).then_some(roles)
    }
}

/// The cells of a row under its columns, in order; `None` where too few are left to tell.
fn filled(text: &str, name: Span, cells: &[Piece], roles: &[Role], lexicon: &Lexicon) -> Option<Vec<Span>> {
    let mut row = vec![Span::new(0, 0); roles.len() + 1];
    row[0] = name;
    let kind_of = |piece: &Piece| kind(&bare(piece.span.of(text)), lexicon);
    let mut rest = cells.iter().peekable();
    let mut numbers = 0;
    for (at, &role) in roles.iter().enumerate() {
        let Some(&piece) = rest.peek() else { break };
        let kind = kind_of(piece);
        let fits = match role {
            Role::Bound => kind == Kind::Bound,
            Role::Unit => kind == Kind::Unit,
            Role::Weight | Role::Score => matches!(kind, Kind::Whole | Kind::Value),
            _ => true,
        };
        if fits {
            row[at + 1] = piece.span;
            numbers += usize::from(matches!(role, Role::Weight | Role::Score));
            rest.next();
        }
    }
    let wanted = roles.iter().filter(|role| matches!(role, Role::Weight | Role::Score)).count();
    let place = |wanted: Role| roles.iter().position(|role| *role == wanted).map(|at| at + 1);
    let (target, result) = (place(Role::Target)?, place(Role::Result));
    if row[target].is_empty() {
        return None;
    }
    // 名称|≥95%|10|10: what was reached is gone, and the weight stands in its place.
    let sure = |cell: Span| {
        matches!(kind(&bare(cell.of(text)), lexicon), Kind::Percent | Kind::Quantity | Kind::Sentence | Kind::Told | Kind::Text)
    };
    if numbers < wanted {
        if let Some(result) = result.filter(|&at| !sure(row[at])) {
            row[result] = Span::new(0, 0);
        }
        if !sure(row[target]) {
            return None;
        }
    }
    Some(row)
}

/// Reads the lines of a sheet; gives how many were read.
pub(super) fn feed<'a>(form: &Form, rows: &mut Rows, lines: &[Line<'a>], lexicon: &Lexicon, out: &mut impl FnMut(Out<'a>)) -> usize {
    let own = &lines[..form.lines.min(lines.len())];
    let whole = Stretch::of(own).readable();
    let text = whole.text();
    let pieces = pieces(text);
    // The header may stand on the first of its lines.
    let body = columns(text, &pieces, lexicon).map_or(0, |(_, body)| body);
    for cells in form.rows(text, &pieces[body..], lexicon) {
        let said = cells.iter().filter(|cell| !cell.is_empty());
        let (Some(from), Some(to)) = (said.clone().map(|cell| cell.from).min(), said.map(|cell| cell.to).max()) else { continue };
        feed_part(rows, own, &whole, Span::new(from, to), &cells, lexicon, out);
    }
    hand_on(&lines[own.len()..], out);
    lines.len()
}
