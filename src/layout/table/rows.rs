//! From the rows of a table to items: what each cell is by the role of its column, and what a row takes from those above.
//!
//! Reads: a row without a number of its own, which belongs to the one above; a name, a group or an agency that spans rows; a header that stands
//! again behind a page break.
//! Refuses: category rows between items, remarks, rows without a name (notes); a name that is a number, a unit or a percentage.

use std::sync::Arc;

use crate::document::Row;
use crate::grammar::{is_unit, scan};
use crate::layout::title::{is_heading, kept};
use crate::layout::{Around, Cell, Fed, RawItem};
use crate::lexicon::{Column, Lexicon, Tags};
use crate::role::{Group, Kind, Role, Roles, is_blank, kind};
use crate::span::Span;

/// A name that rows below take over is not longer, in characters.
const NAME: usize = 16;
/// A name so short stands for a part of the one above: 竣工; one of one character more only where it names no number itself: 外来人口.
const SHORT: usize = 3;
/// What is handed down is not longer, in bytes, so that the work stays linear.
const HANDED_DOWN: usize = 300;

/// The columns of a table, and what its rows take from those above.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) roles: Arc<Roles>,
    above: Option<Above>,
    /// The category that the rows stand under.
    heading: Option<Arc<str>>,
    /// What stands in the columns of groups, filled down.
    classes: Vec<Option<Arc<str>>>,
}

/// The item that rows below may belong to.
#[derive(Debug)]
struct Above {
    number: Option<String>,
    name: Option<String>,
    agencies: Option<String>,
}

impl Rows {
    /// `unit` is that of the lines in front of the table: 单位:万元.
    pub(super) fn new(mut roles: Roles, unit: Option<Arc<str>>) -> Self {
        if roles.groups.is_empty() {
            roles.groups.push(Group::NONE);
        }
        let header = |at: Option<usize>| at.and_then(|at| roles.columns.get(at)).map_or("", |held| &held.header);
        let own: Vec<Option<Arc<str>>> = roles
            .groups
            .iter()
            .map(|group| unit.as_deref().and_then(|units| unit_for(units, header(group.target.or(group.results.first().copied())))))
            .collect();
        for (group, unit) in roles.groups.iter_mut().zip(own) {
            group.target_unit = group.target_unit.take().or_else(|| unit.clone());
            group.actual_unit = group.actual_unit.take().or(unit);
        }
        let classes = vec![None; roles.classes.len()];
        Self { roles: Arc::new(roles), above: None, heading: None, classes }
    }

    /// What comes is no part of the item above.
    pub(super) fn apart(&mut self) {
        self.above = None;
    }

    /// An item, or the note that a row is instead. `placed` are its cells under the columns, empty where it has none.
    /// `lost` says that numbers of the row may have moved to the left over empty cells: then nothing in it answers.
    pub(super) fn fed<'a>(&mut self, row: Row<'a>, placed: &[Span], lost: bool, lexicon: &Lexicon) -> Fed<'a> {
        let roles = Arc::clone(&self.roles);
        let text = row.text.text();
        let said = |at: usize| placed.get(at).map_or("", |span| span.of(text).trim());
        let printed: Vec<&str> = row.cells.iter().map(|span| span.of(text).trim()).filter(|cell| !is_blank(cell)).collect();
        if printed.is_empty() || self.heads_again(&said) {
            return Fed::Nothing;
        }
        let name_at = roles.name.unwrap_or(0);
        let own = said(name_at);
        let numbered = roles.first(Role::Number).map(&said).filter(|said| !is_blank(said));
        if is_apart(&printed, numbered.is_some() && !is_blank(own), lexicon)
            || !roles.holder && printed.first().is_some_and(|first| is_sum(first))
        {
            // 一 | 经济发展: the name of the category stands last.
            if let Some(category) = printed.last().filter(|said| is_heading(said) && !is_remark(said, lexicon)) {
                self.heading = Some(kept(category));
            }
            self.above = None;
            return note(row);
        }
        for (class, &at) in self.classes.iter_mut().zip(&roles.classes) {
            let cell = said(at);
            if !is_blank(cell) && cell.len() <= HANDED_DOWN {
                *class = Some(cell.into());
            }
        }
        let aims = roles.groups.iter().filter_map(|group| group.target).any(|at| !is_blank(said(at)) && at != name_at);
        let kind = kind(own, lexicon);
        let named = !is_blank(own) && !matches!(kind, Kind::Value | Kind::Percent | Kind::Whole | Kind::Unit | Kind::Bound);
        if !named && (!aims || self.above.is_none() || !is_blank(own)) {
            return note(row);
        }
        let item = self.item(row, placed, (named, lost), lexicon);
        Fed::Item(item)
    }

    fn item<'a>(&mut self, row: Row<'a>, placed: &[Span], (named, lost): (bool, bool), lexicon: &Lexicon) -> RawItem<'a> {
        let roles = Arc::clone(&self.roles);
        let text = row.text.text();
        let said = |at: usize| placed.get(at).map_or("", |span| span.of(text).trim());
        let name_at = roles.name.unwrap_or(0);
        let mut cells = cells(&roles, text, placed, lexicon);
        if lost {
            cells.retain(|cell| !matches!(cell.column, Column::Actual | Column::Progress | Column::Rate));
        }
        let cell = |column: Column| cells.iter().copied().find(|cell| cell.column == column);
        let name = said(name_at);
        let number = roles.first(Role::Number).map(&said).filter(|said| !is_blank(said));
        let counted = roles.first(Role::Number).is_some();
        let part = name.strip_prefix("其中").map(|rest| rest.trim_start_matches([':', '：', ',', '，', '、']));
        let below = self.above.as_ref().filter(|_| number.is_none() && (counted || part.is_some() || !named));
        let mut around = match below {
            None => Around::default(),
            Some(above) => {
                let said = part.unwrap_or(name);
                let whole = || lexicon.measures.suffix(said).is_some() || lexicon.verbs.prefix(said).is_some();
                let length = said.chars().count();
                let short = length <= SHORT || length == SHORT + 1 && counted && part.is_none() && !whole();
                Around {
                    number: above.number.clone(),
                    name: above.name.clone().filter(|_| short),
                    agencies: above.agencies.clone().filter(|_| cell(Column::Agency).is_none()),
                    ..Around::default()
                }
            }
        };
        if below.is_none() {
            let handed = |said: &str| Some(said.to_owned()).filter(|said| said.len() <= HANDED_DOWN);
            self.above = Some(Above {
                number: number.and_then(handed),
                name: (name.chars().count() <= NAME && !name.contains([',', '，', '。', ';', '；'])).then(|| bare(name).to_owned()),
                agencies: cell(Column::Agency).and_then(|cell| handed(cell.span.of(text))),
            });
        }
        around.heading = self.heading.clone().or_else(|| self.classes.iter().rev().flatten().next().cloned());
        let mut item = RawItem::new(row.line, row.text, cells);
        item.around = around;
        item.roles = Some(roles);
        item.placed = placed.to_vec();
        item
    }

    /// Whether the header stands again, as behind a page break.
    fn heads_again<'t>(&self, said: &impl Fn(usize) -> &'t str) -> bool {
        let bare = |said: &str| said.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let mut same = 0;
        for (at, column) in self.roles.columns.iter().enumerate() {
            let cell = bare(said(at));
            if cell.is_empty() {
                continue;
            }
            if column.header.is_empty() || !bare(&column.header).ends_with(&cell) {
                return false;
            }
            same += 1;
        }
        same > 1
    }
}

/// A row that is no item.
fn note(row: Row<'_>) -> Fed<'_> {
    let whole = vec![Cell::new(Column::Other, Span::new(0, row.text.text().len()))];
    Fed::Note(RawItem::new(row.line, row.text, whole))
}

/// The cells of a row that say something, as what they are.
fn cells(roles: &Roles, text: &str, placed: &[Span], lexicon: &Lexicon) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(placed.len());
    let says = |at: usize| placed.get(at).copied().filter(|span| !is_blank(span.of(text)));
    let mut add = |at: usize, column: Column, group: usize| {
        if let Some(span) = says(at) {
            let period = roles.columns[at].period;
            cells.push(Cell { column, span, period, group: u8::try_from(group).unwrap_or(u8::MAX) });
        }
    };
    let result = |at: usize| if roles.columns[at].text { Column::Progress } else { Column::Actual };
    if let Some(at) = roles.name {
        add(at, Column::Task, 0);
    }
    for (group, marks) in roles.groups.iter().enumerate() {
        if let Some(at) = marks.target.filter(|at| Some(*at) != roles.name) {
            add(at, Column::Target, group);
        }
        let mut reported = false;
        for &at in &marks.results {
            reported |= says(at).is_some();
            add(at, result(at), group);
        }
        if let Some(at) = marks.rate {
            add(at, Column::Rate, group);
        }
        // What is missing in the columns that report may stand in the remark.
        if !reported && roles.groups.len() == 1 && roles.refused.is_none() && !marks.results.is_empty() {
            let remark = roles.columns.iter().position(|column| column.role == Role::Remark && column.header.contains('注'));
            let told = |at: &usize| {
                says(*at).is_some_and(|span| kind(span.of(text), lexicon) == Kind::Told || !scan(span.of(text), lexicon).is_empty())
            };
            if let Some(at) = remark.filter(told) {
                add(at, Column::Progress, group);
            }
        }
    }
    for (at, column) in roles.columns.iter().enumerate() {
        if roles.name == Some(at) {
            continue;
        }
        match column.role {
            Role::Number => add(at, Column::Number, 0),
            Role::Agency => add(at, Column::Agency, 0),
            Role::Unit => {
                // 单位 over the name of an agency is no unit.
                let agency = says(at)
                    .is_some_and(|span| !is_unit(span.of(text).trim(), lexicon) && lexicon.agencies.suffix(span.of(text).trim()).is_some());
                add(at, if agency { Column::Agency } else { Column::Unit }, 0);
            }
            // 指标性质 may say 正向 beside another column that says 大于等于.
            Role::Bound if says(at).is_some_and(|span| kind(span.of(text), lexicon) == Kind::Bound) => add(at, Column::Bound, 0),
            Role::Remark => add(at, Column::Remark, 0),
            _ => {}
        }
    }
    for (at, _) in roles.columns.iter().enumerate().filter(|(at, column)| column.role == Role::Joint && roles.name != Some(*at)) {
        add(at, Column::Agency, 0);
    }
    cells
}

/// What a header of money says: 完成投资额.
const MONEY: [&str; 8] = ["投资", "资金", "收入", "支出", "金额", "产值", "税", "预算"];

/// Of the units in front of a table the one that suits what a header counts: of 个、亿元 the money is counted in 亿元.
fn unit_for(units: &str, header: &str) -> Option<Arc<str>> {
    // 元/月 is one unit, 个/万元 are two.
    let rate = units.contains('/') && !units.split('/').skip(1).any(|unit| unit.contains('元'));
    if rate || listed(units).nth(1).is_none() {
        return Some(units.into());
    }
    let money = MONEY.iter().any(|word| header.contains(word));
    listed(units).find(|unit| unit.contains('元') == money).map(Into::into)
}

/// The units of a list: 个、亿元.
pub(super) fn listed(units: &str) -> impl Iterator<Item = &str> {
    units.split(['、', ',', '，', '/'])
}

/// A name without the unit or remark in parentheses behind it.
fn bare(name: &str) -> &str {
    name.find(['(', '（']).filter(|&at| at > 0).map_or(name, |at| &name[..at]).trim()
}

/// A row that adds up the others names nothing of its own, but where rows are named by whose they are.
const SUMS: [&str; 6] = ["合计", "总计", "小计", "总分", "共计", "总和"];

/// A row that is no item: one text alone without a quantity, one text in every cell, a remark, 合计 without a number.
fn is_apart(said: &[&str], counted: bool, lexicon: &Lexicon) -> bool {
    let Some((&first, rest)) = said.split_first() else { return false };
    if rest.len() > 1 && rest.iter().all(|cell| *cell == first) {
        return true;
    }
    let ordinal = first.trim_matches(|c: char| "一二三四五六七八九十、.．()（）第".contains(c)).is_empty();
    match rest {
        [] => !counted && (scan(first, lexicon).is_empty() || is_remark(first, lexicon)),
        // 一 | 经济发展: the number of a category.
        [second] => ordinal && counted && scan(second, lexicon).is_empty() || is_remark(first, lexicon),
        _ => is_remark(first, lexicon),
    }
}

/// 合计, 小 计.
fn is_sum(said: &str) -> bool {
    SUMS.contains(&said.chars().filter(|c| !c.is_whitespace()).collect::<String>().as_str())
}

/// 备注:…, 注:…, 说明:….
pub(super) fn is_remark(said: &str, lexicon: &Lexicon) -> bool {
    let named = lexicon.columns.prefix(said).filter(|(_, tags)| tags.has(Tags::REMARK)).map_or(0, |(word, _)| word.len());
    named > 0 && said[named..].trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace()).starts_with([':', '：', '.', '、'])
}
