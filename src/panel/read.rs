//! From reports to rows.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::goals::{core, place, usual};
use super::maker::Maker;
use super::region::Region;
use super::row::{Form, Found, Key, Member, Options, Panel, Plan, Row, Status};
use super::statements::Read;
use crate::report::LaidOut;
use crate::{Decimal, Extractor, Fitted, Headline, Outcome, Report, Span};

/// Makes the panel of some reports. What cannot be read is told in [`Panel::failed`], and what was left out in [`Panel::remarks`]; the rest is
/// read nevertheless.
///
/// A report without a region or a year has no rows; of two of the same region and year the first one counts. Reports are compared two by two,
/// so that the time grows with their number.
#[must_use]
pub fn build(extractor: &Extractor, members: Vec<Member<'_>>, options: Options) -> Panel {
    let mut panel = Panel::default();
    let members = placed(members, &options, &mut panel);
    let asking = extractor.clone().commitments(true).figures(true);
    let mut parsed: BTreeMap<usize, Parsed> = BTreeMap::new();
    for (at, member) in members.iter().enumerate() {
        match asking.parse_to_compare(member.text) {
            Ok((report, laid_out)) => {
                parsed.insert(at, Parsed { report, laid_out, answered: HashSet::new() });
            }
            Err(error) => panel.failed.push((member.origin.name().to_owned(), error)),
        }
    }
    let by_place: HashMap<(&str, u16), usize> =
        parsed.keys().filter_map(|&at| Some(((members[at].region.name.as_str(), members[at].year?), at))).collect();
    answer(extractor, &members, &mut parsed, &by_place, &mut panel);
    panel.corrected = options.corrections.all().iter().map(|_| Fitted::Nothing).collect();
    let mut reports: BTreeMap<usize, Read> = BTreeMap::new();
    for (at, Parsed { mut report, answered, .. }) in parsed {
        let fitted = options.corrections.apply(members[at].origin.name(), &mut report.items, extractor.said_tolerance());
        panel.corrected.iter_mut().zip(fitted).filter(|(_, now)| *now != Fitted::Nothing).for_each(|(became, now)| *became = now);
        reports.insert(at, Read::of(report, &members[at], answered, &options));
    }
    let grid = grid(&members, &reports);
    for (&at, read) in &reports {
        let Some(year) = members[at].year else { continue };
        let next = year.checked_add(1).and_then(|next| by_place.get(&(members[at].region.name.as_str(), next))).copied();
        let maker = Maker {
            member: &members[at],
            year,
            read,
            next: next.map(|next| (&members[next], &reports[&next])),
            lexicon: extractor.lexicon().version(),
        };
        let wanted = grid.get(&(members[at].region.level, year)).into_iter().flatten();
        let sets_five = read.statements.keys().any(|(plan, ..)| *plan == Plan::FiveYear);
        let holes = wanted.filter(|key| !read.statements.contains_key(*key) && (key.0 == Plan::Annual || sets_five));
        panel.rows.extend(holes.map(|key| maker.hole(key)));
        for (key, statements) in &read.statements {
            panel.rows.push(maker.stated(key, statements));
        }
    }
    missing(&members, &by_place, &grid, extractor.lexicon().version(), &mut panel);
    panel.rows.sort_by(|a, b| order(a).cmp(&order(b)));
    context(&mut panel.rows);
    panel
}

/// The order of the rows.
fn order(row: &Row) -> (u8, Option<&str>, &str, u16, Plan, u16, usize, &str, Form) {
    let level = row.region.level.map_or(u8::MAX, |level| level as u8);
    (level, row.region.code.as_deref(), &row.region.name, row.year, row.plan, row.due, place(&row.indicator), &row.indicator, row.form)
}

/// The members that have a region and a year, with their codes; of several of one the first.
fn placed<'t>(members: Vec<Member<'t>>, options: &Options, panel: &mut Panel) -> Vec<Member<'t>> {
    let mut seen: HashMap<(String, u16), String> = HashMap::new();
    let mut kept = Vec::with_capacity(members.len());
    for mut member in members {
        let name = member.origin.name().to_owned();
        let mut remark = |what: String| panel.remarks.push((name.clone(), what));
        if options.codes.join(&mut member.region) {
            remark(format!("several places are called {}; say which with --meta", member.region.name));
        }
        let Some(year) = member.year.filter(|_| !member.region.name.is_empty()) else {
            let missing = if member.region.name.is_empty() { "region" } else { "year" };
            remark(format!("has no {missing} that could be read, and no rows; say it with --meta"));
            continue;
        };
        if let Some(first) = seen.insert((member.region.name.clone(), year), name.clone()) {
            remark(format!("is of {} and {year}, as {first} is, and is left out", member.region.name));
            seen.insert((member.region.name.clone(), year), first);
            continue;
        }
        kept.push(member);
    }
    kept
}

/// A report that was read.
struct Parsed {
    report: Report,
    laid_out: LaidOut,
    /// The targets that were held against the next report, by their evidence.
    answered: HashSet<Vec<Span>>,
}

/// Answers the targets of each report from the next one of its region.
fn answer(
    extractor: &Extractor,
    members: &[Member<'_>],
    parsed: &mut BTreeMap<usize, Parsed>,
    by_place: &HashMap<(&str, u16), usize>,
    panel: &mut Panel,
) {
    for at in parsed.keys().copied().collect::<Vec<_>>() {
        let next = members[at].year.and_then(|year| by_place.get(&(members[at].region.name.as_str(), year.checked_add(1)?)));
        let Some(&next) = next else { continue };
        let sides = [at, next].map(|at| (members[at].text, &parsed[&at].laid_out));
        let compared = match extractor.answer(sides[0], sides[1]) {
            Ok(report) => report,
            Err(error) => {
                panel.failed.push((members[if error.in_results() { next } else { at }].origin.name().to_owned(), error));
                continue;
            }
        };
        let mut outcomes: HashMap<Vec<Span>, Outcome> =
            compared.items.into_iter().flat_map(|item| item.targets).map(|target| (target.spans, target.outcome)).collect();
        let Some(Parsed { report, answered, .. }) = parsed.get_mut(&at) else { continue };
        for target in report.items.iter_mut().flat_map(|item| &mut item.targets) {
            // A target that was read otherwise beside the other report stays without an answer.
            if let Some(outcome) = outcomes.remove(&target.spans) {
                target.outcome = outcome;
                answered.insert(target.spans.clone());
            }
        }
    }
}

/// The keys that every report of a level and a year is asked for: those of the core, and those that any of them states.
type Grid = BTreeMap<(Option<super::Level>, u16), BTreeSet<Key>>;

fn grid(members: &[Member<'_>], reports: &BTreeMap<usize, Read>) -> Grid {
    let mut grid = Grid::new();
    for (&at, read) in reports {
        let Some(year) = members[at].year else { continue };
        let keys = grid.entry((members[at].region.level, year)).or_default();
        keys.extend(of_core(year));
        let of_all = |(plan, _, indicator, _): &&Key| *plan != Plan::Other && Headline::with_code(indicator).is_some();
        keys.extend(read.statements.keys().filter(of_all).cloned());
    }
    grid
}

/// The keys of the core in a year.
fn of_core(year: u16) -> impl Iterator<Item = Key> {
    core().into_iter().map(move |code| (Plan::Annual, year, code.to_owned(), usual(code)))
}

/// Rows of the years without a report between two of a region.
fn missing(members: &[Member<'_>], by_place: &HashMap<(&str, u16), usize>, grid: &Grid, lexicon: &str, panel: &mut Panel) {
    let mut years: BTreeMap<&str, (u16, u16, &Region)> = BTreeMap::new();
    for (&(name, year), &at) in by_place {
        let (first, last, _) = years.entry(name).or_insert((year, year, &members[at].region));
        (*first, *last) = ((*first).min(year), (*last).max(year));
    }
    for (name, (first, last, region)) in years {
        // A year that was misread does not make rows without end.
        for year in (first..last).take(100).filter(|year| !by_place.contains_key(&(name, *year))) {
            let keys: BTreeSet<Key> = grid.get(&(region.level, year)).cloned().unwrap_or_else(|| of_core(year).collect());
            for (plan, due, indicator, form) in keys.into_iter().filter(|key| key.0 == Plan::Annual) {
                let row = Row::new(region.clone(), year, (plan, due, indicator, form), lexicon.to_owned());
                panel.rows.push(Row { status: Status::NoReport, found: Found::NoNextReport, ..row });
            }
        }
    }
}

/// What a mark is of: a region, a year, a plan and the year it is due, an indicator, a form.
type Mark = (String, u16, Plan, u16, String, Form);

/// Fills in what the place above and the year before asked for.
fn context(rows: &mut [Row]) {
    let mut marks: HashMap<Mark, (Decimal, String)> = HashMap::new();
    for row in rows.iter() {
        if let (Some(mid), Some(target)) = (row.mid(), &row.target) {
            let key = (row.region.name.clone(), row.year, row.plan, row.due, row.indicator.clone(), row.form);
            marks.insert(key, (mid, target.unit.clone()));
        }
    }
    for row in rows {
        let unit = row.target.as_ref().map(|target| target.unit.clone());
        let of = |name: &str, year: Option<u16>| {
            let due = if row.plan == Plan::Annual { year? } else { row.due };
            let (mid, its) = marks.get(&(name.to_owned(), year?, row.plan, due, row.indicator.clone(), row.form))?;
            // 斤 of the place and 吨 of the one above are not set side by side.
            unit.as_ref().is_none_or(|unit| unit == its).then_some(*mid)
        };
        let (year, before) = (Some(row.year), row.year.checked_sub(1));
        // An amount of the country is no mark for a province.
        let above = row.region.parent.as_deref().filter(|_| row.form != Form::Level || unit.as_deref() == Some("%"));
        let superior = above.and_then(|above| of(above, year));
        let superior_previous = above.and_then(|above| of(above, before));
        let previous = of(&row.region.name, before);
        (row.superior, row.superior_previous, row.previous) = (superior, superior_previous, previous);
    }
}
