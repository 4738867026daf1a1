//! `panel --format html`: a table of regions × indicators for each year, and why cells are empty.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use dabiao::Decimal;
use dabiao::panel::{Form, Found, Panel, Plan, Row, Status};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::STYLE;
use crate::lang::Lang;
use crate::screen::shown;
use crate::table::amount;

/// What a panel's page has besides the style of the others: five shades by rank, and what was met or missed.
const SHADES: &str = "\
td.v { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; } td.v small { display: block; color: inherit; }
.panel th, .panel td { border: 1px solid var(--line); padding: .25rem .45rem; } .panel thead th { position: sticky; top: 0; background: var(--paper); }
.panel tbody th { text-align: left; white-space: nowrap; position: sticky; left: 0; background: var(--paper); }
.s0 { background: #0b57a40d; } .s1 { background: #0b57a41f; } .s2 { background: #0b57a433; } .s3 { background: #0b57a44d; } .s4 { background: #0b57a466; }
.met { box-shadow: inset .3rem 0 var(--done); } .short { box-shadow: inset .3rem 0 var(--missed); } td.hole { color: var(--soft); font-size: .82rem; }
caption { text-align: left; color: var(--soft); padding-bottom: .2rem; } .reasons { display: flex; flex-wrap: wrap; gap: 1rem 3rem; align-items: flex-start; } .reasons table { width: auto; } .reasons caption { white-space: nowrap; } .panel thead th { min-width: 4.8rem; }
";

/// A column of the table.
type Key<'r> = (Plan, u16, &'r str, Form);

/// The page of a panel.
pub(crate) fn page(panel: &Panel, lang: Lang) -> String {
    let mut years: BTreeMap<u16, Vec<&Row>> = BTreeMap::new();
    for row in &panel.rows {
        years.entry(row.year).or_default().push(row);
    }
    let markup = html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(concat!("dabiao ", env!("CARGO_PKG_VERSION")));
                title { (lang.word("panel.title")) }
                style { (PreEscaped(STYLE)) (PreEscaped(SHADES)) }
            }
            body {
                header {
                    h1 { (lang.word("panel.title")) }
                    p { (lang.word("panel.made")) }
                    @if years.len() > 1 {
                        nav aria-label=(lang.word("panel.years")) {
                            ul.legend { @for year in years.keys().rev() { li { a href={ "#y" (year) } { (year) } } } }
                        }
                    }
                }
                main {
                    @for (year, rows) in years.iter().rev() { (of_year(*year, rows, lang)) }
                }
            }
        }
    };
    markup.into_string()
}

fn of_year(year: u16, rows: &[&Row], lang: Lang) -> Markup {
    let mut keys: Vec<Key<'_>> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut regions: Vec<&str> = Vec::new();
    let mut cells: HashMap<(&str, Key<'_>), &Row> = HashMap::new();
    for row in rows {
        let key = (row.plan, row.due, row.indicator.as_str(), row.form);
        if seen.insert(key) {
            keys.push(key);
        }
        if regions.last() != Some(&row.region.name.as_str()) {
            regions.push(&row.region.name);
        }
        cells.insert((&row.region.name, key), row);
    }
    // A column that no region states tells nothing that the reasons below do not.
    keys.retain(|key| rows.iter().any(|row| row.status != Status::NoReport && of(row) == *key && row.status != Status::NotMentioned));
    let ranks: HashMap<Key<'_>, Vec<Decimal>> = keys.iter().map(|key| (*key, marks(rows, *key))).collect();
    html! {
        section id={ "y" (year) } {
            h2 { (lang.say("panel.year", &[&year.to_string()])) }
            div.scroll tabindex="0" role="region" aria-label=(lang.say("panel.year", &[&year.to_string()])) {
                table.panel {
                    caption { (lang.word("panel.caption")) }
                    thead { tr { th scope="col" { (lang.word("panel.region")) } @for key in &keys { th scope="col" { (heading(*key, lang)) } } } }
                    tbody {
                        @for region in &regions {
                            tr {
                                th scope="row" { (shown(region)) }
                                @for key in &keys { (cell(cells.get(&(*region, *key)).copied(), &ranks[key], lang)) }
                            }
                        }
                    }
                }
            }
            (holes(rows, lang))
        }
    }
}

fn of(row: &Row) -> Key<'_> {
    (row.plan, row.due, &row.indicator, row.form)
}

/// The marks of a column in order, each once.
fn marks(rows: &[&Row], key: Key<'_>) -> Vec<Decimal> {
    let marks: BTreeSet<Decimal> = rows.iter().filter(|row| of(row) == key).filter_map(|row| row.mid()).collect();
    marks.into_iter().collect()
}

/// The name of a column: the first name of its indicator.
fn heading((plan, due, indicator, form): Key<'_>, lang: Lang) -> Markup {
    let headline = dabiao::Headline::with_code(indicator);
    let name = headline.filter(|_| lang == Lang::Zh).map_or(indicator, |headline| headline.names[0]);
    html! {
        (shown(name)) br;
        small { (lang.of("panel.form", &form)) @if plan != Plan::Annual { " " (lang.say("panel.to", &[&due.to_string()])) } }
    }
}

fn cell(row: Option<&Row>, marks: &[Decimal], lang: Lang) -> Markup {
    let Some(row) = row else { return html! { td.hole { "–" } } };
    let result = row.result.as_ref().and_then(|result| result.value.map(|value| amount(value, &result.unit)));
    let Some((mid, target)) = row.mid().zip(row.target.as_ref()) else {
        let text = row.text.as_deref().unwrap_or_default();
        let status = if row.target.is_some() { Status::Stated } else { row.status };
        return html! {
            td.v.hole title=(shown(text)) { (lang.of("panel.status", &status)) @if let Some(result) = result { small { "→ " (result) } } }
        };
    };
    let at = marks.partition_point(|mark| *mark < mid);
    let shade = if marks.len() > 1 { at * 4 / (marks.len() - 1) } else { 0 };
    let met = row.quality().and(target.outcome.met);
    let class = match met {
        Some(true) => "met",
        Some(false) => "short",
        None => "",
    };
    let sign = match met {
        Some(true) => "✔ ",
        Some(false) => "✘ ",
        None => "",
    };
    html! {
        td class={ "v s" (shade) " " (class) } title=(shown(row.text.as_deref().unwrap_or_default())) {
            (crate::table::asked(target, lang))
            @match (result, row.found) {
                (Some(result), _) => small { (sign) "→ " (result) },
                (None, Found::NotReported | Found::Proxy) => small { "→ " (lang.of("panel.found", &row.found)) },
                _ => {}
            }
        }
    }
}

/// How many cells are empty, by reason.
fn holes(rows: &[&Row], lang: Lang) -> Markup {
    let mut statuses: BTreeMap<Status, usize> = BTreeMap::new();
    let mut found: BTreeMap<Found, usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.plan == Plan::Annual) {
        *statuses.entry(row.status).or_default() += 1;
        if row.status == Status::Stated {
            *found.entry(row.found).or_default() += 1;
        }
    }
    let table = |caption: &'static str, rows: Vec<(String, usize)>| {
        html! {
            table {
                caption { (lang.word(caption)) }
                thead { tr { th scope="col" { (lang.word("panel.reason")) } th scope="col" { (lang.word("panel.count")) } } }
                tbody { @for (name, count) in rows { tr { th scope="row" { (name) } td.v { (count) } } } }
            }
        }
    };
    html! {
        h3 { (lang.word("panel.holes")) }
        div.reasons {
            (table("panel.targets", statuses.iter().map(|(status, count)| (lang.of("panel.status", status), *count)).collect()))
            (table("panel.results", found.iter().map(|(found, count)| (lang.of("panel.found", found), *count)).collect()))
        }
    }
}
