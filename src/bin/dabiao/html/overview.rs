//! The upper part of a report: what it is, its cards, its classes, its agencies.

use std::collections::BTreeMap;

use dabiao::{Completion, Decimal, Item, Progress, Reason, Summary, Target};
use maud::{Markup, html};

use super::{ORDER, class, sign, width};
use crate::facts::Facts;
use crate::input::last_part;
use crate::lang::Lang;
use crate::screen::{percent, percent_to, shown};
use crate::table::{name, ratio_text};
use crate::whole::{Settings, Whole};

/// What the report is, and as of when.
pub(super) fn facts(number: usize, report: &Whole, settings: &Settings<'_>) -> Markup {
    let lang = settings.lang;
    let damaged: Vec<&Item> = report.items.iter().filter(|item| item.damaged).collect();
    let all = || report.items.iter().flat_map(|item| &item.targets);
    let ambiguous: Vec<&Target> = all().filter(|target| target.outcome.reason == Some(Reason::Ambiguous)).collect();
    let hash =
        |facts: &Facts| html! { (shown(last_part(&facts.name))) " " span.hash { (lang.word("page.sha256")) " " code { (facts.sha256) } } };
    html! {
        dl.facts {
            dt { (lang.word("page.source")) } dd { (hash(&report.asked)) }
            @if let Some(given) = &report.given { dt { (lang.word("page.answers")) } dd { (hash(given)) } }
            @if let Some(given) = given(report, lang) { dt { (lang.word("page.given")) } dd { (given) } }
            dt { (lang.word("page.as_of")) } dd { (as_of(report, lang)) }
            dt { (lang.word("page.versions")) } dd { "dabiao " (env!("CARGO_PKG_VERSION")) " · " (settings.lexicon.version()) }
            @if !damaged.is_empty() {
                dt { (lang.word("page.damaged")) }
                dd { (damaged.len()) small { @for item in &damaged { " · " (of_item(number, item, settings)) } } }
            }
            @if settings.rows && !ambiguous.is_empty() {
                dt { (lang.word("page.ambiguous")) }
                dd { (ambiguous.len()) small { @for target in &ambiguous { " · " (to_row(number, target, &target.indicator)) } } }
            }
        }
        @if !report.remarks.is_empty() {
            details.remarks {
                summary { (lang.word("page.remarks")) " (" (report.remarks.len()) ")" }
                ul lang="en" { @for remark in &report.remarks { li { (shown(remark)) } } }
            }
        }
    }
}

/// An item by its number, or its line, with a link to its first row.
fn of_item(number: usize, item: &Item, settings: &Settings<'_>) -> Markup {
    let said = item.number.clone().unwrap_or_else(|| settings.lang.say("detail.line", &[&item.line.to_string()]));
    match item.targets.first().filter(|_| settings.rows) {
        Some(target) => to_row(number, target, &said),
        None => html! { (shown(&said)) },
    }
}

/// A link to the row of a target.
fn to_row(number: usize, target: &Target, said: &str) -> Markup {
    html! { a href={ "#r" (number) "-" (shown(&target.id)) } { (shown(said)) } }
}

/// When a work report was given, and to which session.
fn given(report: &Whole, lang: Lang) -> Option<String> {
    let about = &report.given().about;
    match (&about.date, &about.session) {
        (Some(date), Some(session)) => Some(lang.say("page.session", &[date, session])),
        (one, other) => one.clone().or_else(|| other.clone()),
    }
}

/// So many periods are named.
const PERIODS: usize = 3;

/// The periods that the figures of the answers are printed with, the most frequent first, and what the head of the report says.
fn as_of(report: &Whole, lang: Lang) -> String {
    let mut printed: BTreeMap<&str, usize> = BTreeMap::new();
    let figures = report.items.iter().flat_map(|item| &item.targets).flat_map(|target| &target.outcome.figures);
    for period in figures.filter_map(|figure| figure.period.as_deref()) {
        // The label says 截至 already.
        let period = ["截至", "截止"].iter().find_map(|word| period.strip_prefix(word)).unwrap_or(period);
        *printed.entry(period).or_default() += 1;
    }
    let mut printed: Vec<(&str, usize)> = printed.into_iter().collect();
    printed.sort_by_key(|&(period, count)| (std::cmp::Reverse(count), period));
    let about = &report.given().about;
    // What a later report answers is of the year that the goals were set for.
    let year = report.given.as_ref().map_or(about.year, |_| report.asked.about.year).map(|year| year.to_string());
    let head = [year, about.period.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let named = printed.iter().take(PERIODS).map(|(period, count)| format!("{} ×{count}", shown(period)));
    if printed.is_empty() && report.is_of_goals() {
        return lang.word("page.as_of.goals").to_owned();
    }
    let all: Vec<String> = (!head.is_empty()).then(|| shown(&head).into_owned()).into_iter().chain(named).collect();
    if all.is_empty() { lang.word("page.as_of.none").to_owned() } else { all.join(" · ") }
}

/// How many targets there are, and what came of them.
pub(super) fn cards(report: &Whole, summary: &Summary, settings: &Settings<'_>) -> Markup {
    let lang = settings.lang;
    let all = summary.all();
    let Completion { mean, targets, scored, low, high, .. } = all.completion;
    let unreported = report.count(Progress::NotReported);
    let card = |what, number: &str, note: String| html! { div.card { dt { (lang.word(what)) } dd { b { (number) } small { (note) } } } };
    let share = Decimal::from(unreported).checked_div(Decimal::from(targets)).unwrap_or_default();
    if report.is_of_goals() {
        return html! { dl.cards { (card("card.targets", &targets.to_string(), String::new())) } };
    }
    html! {
        dl.cards {
            (card("card.targets", &targets.to_string(), String::new()))
            (card("card.answered", &all.answered().to_string(), lang.say("card.answered.note", &[&all.direct.to_string(), &all.proxy.to_string(), &all.words.to_string()])))
            (card("card.met", &all.met.to_string(), lang.say("card.met.note", &[&all.judged.to_string()])))
            (card("card.unreported", &unreported.to_string(), lang.say("card.unreported.note", &[&percent_to(share, 0)])))
            @match mean {
                Some(mean) => (card("card.mean", &percent(mean), lang.say("card.mean.note", &[&scored.to_string(), &percent(low), &percent(high)]))),
                None => (card("card.mean", "—", lang.word("card.mean.none").to_owned())),
            }
        }
    }
}

/// So many targets that are behind are named at once.
const NAMED: usize = 12;

/// The bar of the classes, and what is behind.
pub(super) fn classes(number: usize, report: &Whole, settings: &Settings<'_>) -> Markup {
    let lang = settings.lang;
    let counts: Vec<(Progress, usize)> = ORDER.iter().map(|&class| (class, report.count(class))).filter(|(_, count)| *count > 0).collect();
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let said = counts.iter().map(|(class, count)| format!("{} {count}", lang.of("class", class))).collect::<Vec<_>>().join(", ");
    let share = |count: usize| Decimal::from(count * 1000).checked_div(Decimal::from(all)).unwrap_or_default().round_dp(1);
    let from = |index: usize| share(counts[..index].iter().map(|(_, count)| count).sum());
    let behind: Vec<Markup> = report
        .classed()
        .flat_map(|(item, classes)| item.targets.iter().zip(classes))
        .filter(|(_, found)| found.counts && found.class.is_short())
        .map(|(target, found)| {
            html! { li { a href={ "#r" (number) "-" (shown(&target.id)) } { (sign(found.class)) " " (shown(&target.indicator)) } " " small { (ratio_text(&target.outcome, 1)) } } }
        })
        .collect();
    let (first, more) = behind.split_at(behind.len().min(NAMED));
    html! {
        h3 { (lang.word("classes.heading")) }
        svg.classes role="img" viewBox="0 0 1000 40" preserveAspectRatio="none" {
            title { (lang.say("classes.title", &[&said])) }
            @for (index, (class, count)) in counts.iter().enumerate() {
                rect class=(name(class)) x=(from(index)) width=(share(*count)) height="40" {}
            }
        }
        ul.legend { @for (found, count) in &counts { li { (class(*found, lang)) " " b { (count) } } } }
        @if settings.rows && !behind.is_empty() {
            p.first { (lang.word("classes.first")) }
            ul.first { @for one in first { (one) } }
            @if !more.is_empty() { details.first { summary { "+" (more.len()) } ul.first { @for one in more { (one) } } } }
        }
    }
}

/// The columns of the agencies behind their names; the last one is drawn.
pub(super) const AGENCIES: [&str; 6] =
    ["agency.targets", "agency.answered", "agency.scored", "agency.behind", "agency.completion", "agency.bounds"];

/// The agencies, the least complete first.
pub(super) fn agencies(report: &Whole, settings: &Settings<'_>) -> Markup {
    let lang = settings.lang;
    let (groups, behind) = (report.agencies(settings), report.behind(settings));
    html! {
        @if !groups.is_empty() {
            h3 { (lang.word("agencies.heading")) }
            p.note { (lang.word("agencies.note")) }
            div.scroll tabindex="0" role="region" aria-label=(lang.word("agencies.heading")) {
                table.agencies {
                    thead { tr {
                        th scope="col" { (lang.word("agency")) }
                        @for key in &AGENCIES[..5] { th.n scope="col" { (lang.word(key)) } }
                        th.chart scope="col" { (lang.word(AGENCIES[5])) }
                    } }
                    tbody { @for group in &groups {
                        tr {
                            th scope="row" { (shown(&group.name)) }
                            td { (group.completion.targets) }
                            td { (group.answered()) }
                            td { (group.completion.scored) }
                            td { (behind.get(group.name.as_str()).copied().unwrap_or(0)) }
                            td { @match group.completion.mean { Some(mean) => (percent(mean)), None => "—" } }
                            td { (range(&group.completion, lang)) }
                        }
                    } }
                }
            }
        }
    }
}

/// A mean between its bounds.
fn range(completion: &Completion, lang: Lang) -> Markup {
    let Completion { mean, low, high, .. } = *completion;
    let shares = [mean.map_or_else(|| "—".to_owned(), percent), percent(low), percent(high)];
    html! {
        svg.range role="img" {
            title { (lang.say("agency.chart", &[&shares[0], &shares[1], &shares[2]])) }
            rect.bounds x={ (width(low)) "%" } width={ (width(high - low)) "%" } {}
            @if let Some(mean) = mean { rect.mean x={ (width((mean - Decimal::new(7, 3)).max(Decimal::ZERO))) "%" } {} }
        }
        small { (shares[1]) " – " (shares[2]) }
    }
}
