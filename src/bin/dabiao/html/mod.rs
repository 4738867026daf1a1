//! `--format html`: one page that holds all it shows, works without a network and without its script, and opens every number to its source.
//!
//! What comes from a report is escaped by the template, and control characters are shown as symbols; a policy in the head lets nothing run but
//! the page's own script, by its hash, and nothing be fetched.

mod data;
mod marks;
mod method;
mod overview;
pub(crate) mod panel;
mod row;

use std::io;

use dabiao::Progress;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use crate::facts::Facts;
use crate::input::last_part;
use crate::lang::Lang;
use crate::screen::shown;
use crate::whole::{Settings, Whole};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The page of some reports.
pub(crate) fn page(reports: &[Whole], settings: &Settings<'_>) -> io::Result<String> {
    let lang = settings.lang;
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        data::base64(&Sha256::digest(SCRIPT))
    );
    let title = title(reports, lang);
    let data = data::Data::of(reports, settings);
    let markup = html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(concat!("dabiao ", env!("CARGO_PKG_VERSION")));
                title { (title) }
                style { (PreEscaped(STYLE)) (PreEscaped(labels(lang))) }
            }
            body data-shown=(lang.word("filter.shown")) {
                @if settings.rows { a.skip href="#rows1" { (lang.word("page.skip")) } }
                (patterns())
                header {
                    h1 { (title) }
                    p { (lang.word("page.made")) }
                    @if settings.rows { p { a.button download="dabiao.csv" href=(data.address()?) { (lang.word("page.download")) } } }
                    @if reports.len() > 1 {
                        nav aria-label=(lang.word("page.reports")) {
                            ol { @for (index, report) in reports.iter().enumerate() { li { a href={ "#report" (index + 1) } { (shown(last_part(&report.asked.name))) } } } }
                        }
                    }
                }
                main {
                    @for (index, report) in reports.iter().enumerate() { (section(index + 1, report, settings, reports.len() > 1)) }
                    (method::method(settings, &data))
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    Ok(markup.into_string())
}

/// The names of the columns in front of the cells of a row, for narrow screens and for those who listen.
fn labels(lang: Lang) -> String {
    let label = |(column, key)| format!("ol.rows summary > :nth-child({column})::before {{ content: \"{} \"; }}\n", lang.word(key));
    let of_agencies = |(index, key): (usize, &&'static str)| {
        format!(".agencies td:nth-child({})::before {{ content: \"{} \"; }}\n", index + 2, lang.word(key))
    };
    let rows = [(3, "col.target"), (4, "col.answer"), (5, "col.ratio"), (6, "col.verdict")].map(label).concat();
    rows + &overview::AGENCIES.iter().enumerate().map(of_agencies).collect::<String>()
}

/// What the page is of: the place, the year and the period of a report that says them.
fn title(reports: &[Whole], lang: Lang) -> String {
    let of_goals = reports.iter().all(Whole::is_of_goals);
    let what = lang.word(if of_goals { "page.title.goals" } else { "page.title" });
    let [one] = reports else { return what.to_owned() };
    let about = &one.asked.about;
    let year = about.year.map(|year| lang.say("page.title.year", &[&year.to_string()]));
    let of: Vec<String> = [one.place(), year, about.period.clone()].into_iter().flatten().collect();
    let of = of.join(if lang == Lang::Zh { "" } else { " " });
    if of.is_empty() { what.to_owned() } else { shown(&lang.say("page.title.of", &[&of, what])).into_owned() }
}

/// One report.
fn section(number: usize, report: &Whole, settings: &Settings<'_>, several: bool) -> Markup {
    let lang = settings.lang;
    let summary = report.summary(settings);
    let targets = summary.all().completion.targets;
    html! {
        section id={ "report" (number) } {
            @if several { h2.report { (shown(last_part(&report.asked.name))) } }
            (overview::facts(number, report, settings))
            @if targets > 0 && report.is_of_goals() { p.notice { (lang.word("page.goals_only")) } }
            @if targets == 0 { p.notice { (lang.word("page.no_targets")) } }
            @if targets > 0 {
                (overview::cards(report, &summary, settings))
                // Goals for later have no class.
                @if !report.is_of_goals() { (overview::classes(number, report, settings)) }
                (overview::agencies(report, settings))
                @if settings.rows { (row::table(number, report, settings)) }
            }
        }
    }
}

/// The sign of a class, so that its colour is never the only one.
const fn sign(class: Progress) -> &'static str {
    match class {
        Progress::Done => "✔",
        Progress::Ahead => "▲",
        Progress::OnTrack => "●",
        Progress::Behind => "▼",
        Progress::NotStarted => "○",
        Progress::Missed => "✘",
        Progress::NotReported => "?",
        _ => "≠",
    }
}

/// The classes in the order in which they want to be looked at: what is behind and what is not reported first.
const ORDER: [Progress; 8] = [
    Progress::Missed,
    Progress::NotStarted,
    Progress::Behind,
    Progress::NotReported,
    Progress::NotComparable,
    Progress::OnTrack,
    Progress::Ahead,
    Progress::Done,
];

/// A class with its sign.
fn class(class: Progress, lang: Lang) -> Markup {
    html! { span class={ "c " (crate::table::name(&class)) } { (sign(class)) " " (lang.of("class", &class)) } }
}

/// What the charts are filled with, once for all.
fn patterns() -> Markup {
    html! {
        svg.defs aria-hidden="true" width="0" height="0" {
            defs {
                pattern id="near" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    rect.near width="2.5" height="5" {}
                }
            }
        }
    }
}

/// The width of a bar of 100 for a share.
fn width(share: dabiao::Decimal) -> String {
    use dabiao::Decimal;
    (share.clamp(Decimal::ZERO, Decimal::ONE) * Decimal::ONE_HUNDRED).round_dp(1).normalize().to_string()
}

/// The text of a report for the marks; nothing of one that is not held in memory.
fn source(facts: &Facts) -> marks::Source<'_> {
    marks::Source::of(facts.held())
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::rc::Rc;

    use clap::Parser;
    use dabiao::{Extractor, Item};
    use serde_json::Value;

    use super::*;
    use crate::args::{Args, Command};

    const SCRIPT: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u{0}\u{202e}";
    /// The fields that hold words of a report; the others hold words of closed lists.
    const WORDS: [&str; 13] =
        ["number", "heading", "task", "progress", "text", "indicator", "action", "unit", "period", "place", "id", "agencies", "evidence"];

    /// Puts script into every field that holds words of a report.
    fn spoiled(value: &mut Value, key: &str) {
        match value {
            Value::String(text) if WORDS.contains(&key) => *text = SCRIPT.to_owned(),
            Value::Null if matches!(key, "number" | "heading" | "place" | "period" | "action") => *value = SCRIPT.into(),
            Value::Array(values) => values.iter_mut().for_each(|value| spoiled(value, key)),
            Value::Object(fields) => fields.iter_mut().for_each(|(key, value)| spoiled(value, &key.clone())),
            _ => {}
        }
    }

    #[test]
    fn script_in_every_field_is_shown_and_never_runs() {
        let seed = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/yuhang-2022-h1.txt");
        let mut facts = Facts::whole(Path::new(seed), None).expect("the report");
        facts.name = SCRIPT.to_owned();
        facts.about.region = Some(SCRIPT.to_owned());
        facts.about.period = Some(SCRIPT.to_owned());
        facts.more = vec![SCRIPT.to_owned()];
        let facts = Rc::new(facts);
        let Ok(Args { command: Command::Score(score), .. }) = Args::try_parse_from(["dabiao", "score", seed]) else { panic!("arguments") };
        let extractor = crate::whole::asking(Extractor::new());
        let more = [SCRIPT.to_owned()];
        for rows in [true, false] {
            let settings = Settings { more: &more, rows, ..Settings::new(score.scoring, score.speech, score.tidy, &extractor) };
            let mut report = Whole::new(Rc::clone(&facts), Some(Rc::clone(&facts)));
            for item in extractor.parse(facts.held()).expect("a report").items {
                let mut value = serde_json::to_value(item).expect("JSON");
                spoiled(&mut value, "");
                let item: Item = serde_json::from_value(value).expect("an item");
                report.add(item, &settings);
            }
            report.remarks.push(SCRIPT.to_owned());
            let page = page(&[report], &settings).expect("a page");
            // Its own, and no other; no picture; no attribute but those of the template.
            assert_eq!((page.matches("<script").count(), page.matches("<img").count()), (1, 0));
            assert!(page.matches("&lt;script&gt;alert(1)&lt;/script&gt;&quot;'&gt;&lt;img").count() > if rows { 500 } else { 4 });
            assert!(!page.contains(['\u{0}', '\u{202e}']), "no character that commands");
            for tag in page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default()) {
                // Outside of the values of attributes.
                assert!(tag.split('"').step_by(2).all(|part| !part.contains("onerror")), "{tag}");
            }
        }
    }
}
