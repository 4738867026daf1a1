//! Performance sheets whose header or rows are broken: the official form is known, so that its cells are read one after another.
//!
//! Reads: a header with 三级指标 among its cells, whose upper row names what lies below (`年度指标值|实际完成值|分值|得分` over
//! `三级指标|指标性质|指标值|度量单位`), cut over lines or standing at the end of another row; cells between bars or words apart by spaces, rows begun by what
//! gathers them (`数量指标`) or by the next name.
//! Refuses: a row with fewer cells than the form has, unless what is there can be told by its unit or bound; sheets of which hardly a row is whole.

use super::rows::Rows;
use super::{Found, Kindred, Out, Search, Table, feed_part, hand_on, within};
use crate::document::words::words;
use crate::document::{Line, Stretch, is_bar};
use crate::lexicon::Lexicon;
use crate::role::{Body, Heading, Kind, Role, Roles, decide, gathers, heading, kind};
use crate::span::Span;

/// The name of an indicator in the form.
const NAME: &str = "三级指标";
/// A sheet goes over so many lines and bytes at most, and its header begins so many lines in front of that name.
const MOST_LINES: usize = 400;
const MOST_BYTES: usize = 60_000;
const ABOVE: usize = 8;
/// So many cells of the header may stand on either side of the name.
const HEADER: usize = 12;
/// A name is not longer, in bytes.
const LONGEST: usize = 240;
/// A sheet has so many rows at least.
const ROWS: usize = 2;

/// A sheet that was found: how many lines its body has, and its columns behind the name.
#[derive(Debug)]
pub(super) struct Form {
    lines: usize,
    columns: Vec<String>,
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

/// The same sheet in place of a table that was found and cannot be read.
pub(super) fn instead(found: Found, lines: &[Line<'_>], search: &mut Search, lexicon: &Lexicon) -> Found {
    if !found.table.is_unread() {
        return found;
    }
    let near = found.header..lines.len().min(found.body + ABOVE);
    near.into_iter().find_map(|at| find(lines, at, search, lexicon)).unwrap_or(found)
}

/// The sheet whose header has the name of its indicators in a line.
pub(super) fn find(lines: &[Line<'_>], at: usize, search: &mut Search, lexicon: &Lexicon) -> Option<Found> {
    let line = lines[at].text;
    let names = || bare(crate::text::Readable::new(line, 0).text()).contains(NAME);
    if at < search.official || !line.contains('三') || !line.contains(['级', '級']) || !names() || !search.may_try() {
        return None;
    }
    let first = at.saturating_sub(ABOVE).max(search.official);
    let count = within(&lines[first..], MOST_LINES, MOST_BYTES);
    let whole = Stretch::of(&lines[first..first + count]).readable();
    let text = whole.text();
    let pieces = pieces(text);
    let (columns, body) = columns(text, &pieces, lexicon)?;
    let mut form = Form { lines: count, columns };
    let rows = form.rows(text, &pieces[body..], lexicon);
    if rows.len() < ROWS {
        return None;
    }
    let roles = form.roles(text, &rows, lexicon)?;
    let from = whole.printed(pieces.get(body)?.span).from;
    let to = whole.printed(Span::new(0, rows.last()?.iter().map(|cell| cell.to).max()?)).to;
    let at = first + lines[first..first + count].partition_point(|line| line.from + line.text.len() <= from);
    let end = first + lines[first..first + count].partition_point(|line| line.from < to);
    search.official = end;
    form.lines = end - at;
    let table = Table { rows: Rows::new(roles, None), ..Table::without_columns(Kindred::Official(form)) };
    Some(Found { header: at, body: at, end: Some(end), table })
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
fn columns(text: &str, pieces: &[Piece], lexicon: &Lexicon) -> Option<(Vec<String>, usize)> {
    let said = |at: usize| bare(pieces[at].span.of(text));
    let name = (0..pieces.len()).find(|&at| said(at) == NAME)?;
    let value = |role: Role| {
        matches!(
            role,
            Role::Target | Role::Goal | Role::Result | Role::Weight | Role::Score | Role::Remark | Role::Bound | Role::Unit | Role::Rate
        )
    };
    let is_value = |at: usize| held(&said(at), lexicon).is_some_and(value);
    let end = (name + 1..pieces.len().min(name + HEADER)).find(|&at| !is_value(at))?;
    let own: Vec<usize> = (name + 1..end).collect();
    let has = |columns: &[usize], wanted: Role| columns.iter().any(|&at| held(&said(at), lexicon) == Some(wanted));
    let asks = |columns: &[usize]| has(columns, Role::Target) || has(columns, Role::Goal);
    let mut columns = own;
    if !has(&columns, Role::Result) {
        // 年度指标值|实际完成值|分值|得分 above: the columns below the first of them stand in its place.
        let from = name.saturating_sub(HEADER);
        let upper: Vec<usize> = (from..name).filter(|&at| is_value(at)).collect();
        let result = upper.iter().rposition(|&at| held(&said(at), lexicon) == Some(Role::Result))?;
        let target = upper[..result].iter().rposition(|&at| matches!(held(&said(at), lexicon), Some(Role::Target | Role::Goal)))?;
        if !asks(&columns) {
            return None;
        }
        columns.extend(&upper[target + 1..]);
    }
    (asks(&columns) && has(&columns, Role::Result)).then(|| (columns.iter().map(|&at| said(at)).collect(), end))
}

impl Form {
    fn held(&self, lexicon: &Lexicon) -> Vec<Role> {
        self.columns
            .iter()
            .filter_map(|column| held(column, lexicon))
            .map(|role| if role == Role::Goal { Role::Target } else { role })
            .collect()
    }

    /// The rows of the body: the name, and a span for each column, empty where it has none.
    fn rows(&self, text: &str, pieces: &[Piece], lexicon: &Lexicon) -> Vec<Vec<Span>> {
        let roles = self.held(lexicon);
        let mut rows = Vec::new();
        let mut open: Option<(Span, Vec<Piece>)> = None;
        let score = roles.iter().rposition(|role| matches!(role, Role::Score | Role::Weight | Role::Result)).unwrap_or(0);
        let close = |open: &mut Option<(Span, Vec<Piece>)>, rows: &mut Vec<Vec<Span>>| {
            if let Some((name, cells)) = open.take() {
                rows.extend(filled(text, name, &cells, &roles, lexicon));
            }
        };
        for piece in pieces {
            let said = bare(piece.span.of(text));
            let kind = kind(&said, lexicon);
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
                    } else if text_like && cells.is_empty() && roles.first() == Some(&Role::Bound) {
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
        let printed: Vec<String> = std::iter::once(NAME.to_owned()).chain(self.columns.iter().cloned()).collect();
        let headings: Vec<Heading> = printed.iter().map(|word| heading(word, lexicon)).collect();
        let cells = rows.iter().map(|row| row.iter().map(|cell| cell.of(text)).collect()).collect();
        let roles = decide(&headings, &printed, &Body { rows: cells, caption: "" }, lexicon);
        roles.answers().then_some(roles)
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
    let (target, result) = (place(Role::Target)?, place(Role::Result)?);
    if row[target].is_empty() {
        return None;
    }
    // 名称|≥95%|10|10: what was reached is gone, and the weight stands in its place.
    let sure = |cell: Span| {
        matches!(kind(&bare(cell.of(text)), lexicon), Kind::Percent | Kind::Quantity | Kind::Sentence | Kind::Told | Kind::Text)
    };
    if numbers < wanted {
        if !sure(row[result]) {
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
