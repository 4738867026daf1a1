//! The table of targets: a row for each, and behind it the sentences that it was read from, the rule, and what was passed over.

use std::sync::Arc;

use dabiao::{Agencies, Corrected, Figure, Item, Outcome, Progress, Refusal, Span, StatedBasis, Target};
use maud::{Markup, html};

use super::marks::{Cell, Evidence, Kind, Mark, Source, in_lines, marked};
use super::{ORDER, class, source, width};
use crate::explain::{evidence as spoken, said};
use crate::lang::Lang;
use crate::screen::{percent, percent_to, shown};
use crate::table::{amount, asked, discrepancy, given, name, rate_alone, ratio_sign, ratio_text, standing, verdict};
use crate::whole::{Class, Settings, Whole, told_together};
use dabiao::tidy::places;

/// What every row of a report is made with.
struct Rows<'r> {
    number: usize,
    lang: Lang,
    report: &'r Whole,
    asked: Source<'r>,
    given: Source<'r>,
    /// The names that agencies are counted under.
    names: Arc<Agencies>,
    /// Decimals of percentages, as the report prints its own.
    decimals: u32,
}

/// The rows of a report, with what picks some of them.
pub(super) fn table(number: usize, report: &Whole, settings: &Settings<'_>) -> Markup {
    let lang = settings.lang;
    let rows = Rows {
        number,
        lang,
        report,
        asked: source(&report.asked),
        given: source(report.given()),
        names: settings.names(),
        decimals: decimals(report),
    };
    html! {
        section.rows id={ "rows" (number) } {
            h3 { (lang.word("table.heading")) }
            p.note { (lang.word("table.note")) }
            (filters(number, report, &rows.names, lang))
            p.key { mark.t { (lang.word("detail.legend.target")) } " " mark.a { (lang.word("detail.legend.answer")) } " " mark.r { (lang.word("detail.legend.rival")) } }
            div.head aria-hidden="true" { @for key in COLUMNS { span { (lang.word(key)) } } }
            ol.rows {
                @for (item, classes) in report.classed() {
                    @for (target, class) in item.targets.iter().zip(classes) { (rows.row(item, target, *class)) }
                }
            }
            (evidence(report, lang))
        }
    }
}

const COLUMNS: [&str; 6] = ["col.class", "col.indicator", "col.target", "col.answer", "col.ratio", "col.verdict"];

/// What picks rows and sorts them; shown where the script runs.
fn filters(number: usize, report: &Whole, names: &Agencies, lang: Lang) -> Markup {
    let present: Vec<Progress> =
        ORDER.into_iter().filter(|class| report.classes.iter().flatten().any(|found| found.class == *class)).collect();
    let mut agencies: Vec<&str> =
        report.items.iter().filter(|item| !item.targets.is_empty()).flat_map(|item| names.names(&item.agencies)).collect();
    agencies.sort_unstable();
    agencies.dedup();
    let id = |what: &str| format!("{what}{number}");
    html! {
        div.filters hidden {
            div { label for=(id("class")) { (lang.word("filter.class")) }
                select id=(id("class")) data-by="class" {
                    option value="" { (lang.word("filter.all")) }
                    @for class in present { option value=(name(&class)) { (lang.of("class", &class)) } }
                } }
            @if !agencies.is_empty() {
                div { label for=(id("agency")) { (lang.word("filter.agency")) }
                    select id=(id("agency")) data-by="agency" {
                        option value="" { (lang.word("filter.all")) }
                        @for agency in agencies { option { (shown(agency)) } }
                    } }
            }
            div { label for=(id("search")) { (lang.word("filter.search")) } input id=(id("search")) type="search" data-by="text"; }
            div { label for=(id("sort")) { (lang.word("filter.sort")) }
                select id=(id("sort")) data-by="sort" {
                    @for (by, key) in SORTS { option value=(by) { (lang.word(key)) } }
                } }
            button type="button" { (lang.word("filter.reset")) }
            output aria-live="polite" {}
        }
    }
}

const SORTS: [(&str, &str); 4] = [
    ("order", "filter.sort.order"),
    ("class", "filter.sort.class"),
    ("ratio", "filter.sort.ratio"),
    ("indicator", "filter.sort.indicator"),
];

/// How the columns of tables were understood, each table once.
fn evidence(report: &Whole, lang: Lang) -> Markup {
    let mut tables: Vec<&[String]> = Vec::new();
    for item in report.items.iter().filter(|item| !told_together(item) && !item.evidence.is_empty() && !item.targets.is_empty()) {
        if !tables.contains(&item.evidence.as_slice()) {
            tables.push(&item.evidence);
        }
    }
    html! {
        @if !tables.is_empty() {
            details.evidence {
                summary { (lang.word("detail.evidence")) }
                @for table in tables.iter().take(20) { ul { @for line in *table { li { (shown(&spoken(line, lang))) } } } }
            }
        }
    }
}

/// How many decimals the report prints most of its own rates with; one where it prints none.
fn decimals(report: &Whole) -> u32 {
    let stated = report.items.iter().flat_map(|item| &item.targets).filter_map(|target| target.outcome.stated_ratio);
    let mut printed = [0_usize; 3];
    for rate in stated {
        printed[rate.normalize().scale().saturating_sub(2).min(2) as usize] += 1;
    }
    if printed[2] > printed[1] + printed[0] { 2 } else { 1 }
}

/// So many figures that were passed over are shown.
const RIVALS: usize = 4;

impl Rows<'_> {
    fn row(&self, item: &Item, target: &Target, class_of: Class) -> Markup {
        let lang = self.lang;
        let outcome = &target.outcome;
        let share = outcome.ratio.or(outcome.proxy_ratio).or(rate_alone(outcome));
        html! {
            li id={ "r" (self.number) "-" (shown(&target.id)) } data-class=(name(&class_of.class)) data-ratio=[share.map(|share| share.round_dp(4).normalize())] {
                details {
                    summary {
                        (class(class_of.class, lang))
                        span.i {
                            b { (shown(&target.indicator)) }
                            @if !target.corrected().is_empty() { " ✎" }
                            @if target.stretch { " (" (lang.word("detail.stretch")) ")" }
                            small {
                                @if let Some(number) = &item.number { (shown(number)) @if !item.agencies.is_empty() { " · " } }
                                @for (index, agency) in item.agencies.iter().enumerate() { @if index > 0 { "、" } span.g data-name=[Some(self.names.name(agency)).filter(|name| name != agency).map(shown)] { (shown(agency)) } }
                            }
                        }
                        span.n { (shown(&asked(target, lang))) }
                        span.n { (shown(&given(target, lang))) }
                        span.n { (ratio_text(outcome, self.decimals)) (self.bar(outcome)) }
                        span.v { (verdict(outcome, lang).0) }
                    }
                    div.d { (self.detail(item, target, class_of)) }
                }
            }
        }
    }

    /// The ratio as a bar; of a proxy hatched.
    fn bar(&self, outcome: &Outcome) -> Markup {
        let near = outcome.ratio.is_none() && outcome.proxy_ratio.is_some();
        let share = outcome.ratio.or(outcome.proxy_ratio).or(rate_alone(outcome));
        html! {
            @if let Some(share) = share {
                svg.b role="img" {
                    title { (ratio_text(outcome, self.decimals)) }
                    @if near { rect.near width={ (width(share)) "%" } {} } @else { rect width={ (width(share)) "%" } {} }
                }
            }
        }
    }

    fn detail(&self, item: &Item, target: &Target, class_of: Class) -> Markup {
        let lang = self.lang;
        html! {
            @let (sentences, unseen) = self.sentences(item, target);
            (sentences)
            dl.facts { (self.findings(target, class_of)) (self.grounds(item, target)) }
            @if !unseen.is_empty() {
                p.rivals { (lang.word("detail.rivals")) }
                ul.rivals { @for rival in unseen { li { span.r { (shown(&rival.text)) } " " (period(rival)) " — " (why(rival, lang)) } } }
            }
            @if item.damaged { p.notice { (lang.word("detail.damaged")) } }
        }
    }

    /// Task and progress side by side, marked; and the figures that were passed over and are marked nowhere.
    fn sentences<'t>(&self, item: &Item, target: &'t Target) -> (Markup, Vec<&'t Figure>) {
        let lang = self.lang;
        let outcome = &target.outcome;
        let mark_target = Evidence { spans: target.spans.clone(), kind: Kind::Target, why: String::new() };
        let answers = outcome.figures.iter().map(|figure| Evidence::of_figure(figure, Kind::Answer, String::new()));
        let rivals = outcome.rivals.iter().take(RIVALS).map(|rival| Evidence::of_figure(rival, Kind::Rival, why(rival, lang)));
        let figures: Vec<Evidence> = answers.chain(rivals).collect();
        let mentioned = item.mentions.iter().flat_map(|mention| mention.spans.iter().copied());
        let apart = self.report.given.is_some();
        let own = |with_figures: bool| {
            let of_figures = figures.iter().filter(|_| with_figures).flat_map(|found| found.spans.iter().copied());
            mentioned.clone().chain(target.spans.iter().copied()).chain(of_figures).collect::<Vec<Span>>()
        };
        let here = own(!apart);
        let lines = self.asked.around(Some(item.line), here.iter().copied());
        let all: Vec<Evidence> = std::iter::once(mark_target).chain(figures.iter().filter(|_| !apart).cloned()).collect();
        let cell = |text: &str| {
            let lines = lines.as_ref()?;
            Cell::find(text, lines).map(|cell| cell.marks(&all, lines))
        };
        let (task, progress) = (cell(&item.task).unwrap_or_default(), cell(&item.progress).unwrap_or_default());
        let overlap = |a: Span, b: Span| a.from < b.to && b.from < a.to;
        let seen = |span: &Span| task.iter().chain(&progress).any(|mark| overlap(mark.of, *span));
        let lost = all.iter().filter(|found| found.kind != Kind::Rival).any(|found| !found.spans.iter().all(seen));
        let printed = lines.as_ref().filter(|_| lost).map(|lines| (lines.text(), in_lines(&all, lines)));
        let (paragraphs, beside) = if apart { self.paragraphs(&figures) } else { (Vec::new(), Vec::new()) };
        let marks = task.iter().chain(&progress).chain(printed.iter().flat_map(|(_, marks)| marks)).chain(&beside);
        let seen: Vec<Span> = marks.filter(|mark| mark.kind == Kind::Rival).map(|mark| mark.of).collect();
        let unseen = outcome.rivals.iter().take(RIVALS).filter(|rival| !rival.spans.iter().any(|span| seen.contains(span))).collect();
        let both = told_together(item) && !apart;
        let markup = html! {
            div.pair {
                @if both {
                    div.both { h4 { (lang.word("detail.both")) } p { (marked(&item.task, &task)) } }
                } @else {
                    div { h4 { (lang.word("detail.task")) } p { (marked(&item.task, &task)) } }
                    div { h4 { (lang.word("detail.progress")) }
                        @for paragraph in &paragraphs { p { (paragraph) } }
                        @if !apart && !item.progress.is_empty() { p { (marked(&item.progress, &progress)) } }
                        @else if paragraphs.is_empty() { p.none { (lang.word("detail.no_progress")) } }
                    }
                }
            }
            // A number in a column of its own stands in neither.
            @if let Some((text, marks)) = &printed { div.printed { h4 { (lang.word("detail.printed")) } p { (marked(text, marks)) } } }
        };
        (markup, unseen)
    }

    /// The paragraphs of the second report that figures stand in, with their marks; those of answers, or of what was passed over where there is
    /// none.
    fn paragraphs(&self, figures: &[Evidence]) -> (Vec<Markup>, Vec<Mark>) {
        let answered = figures.iter().any(|found| found.kind == Kind::Answer);
        let mut seen: Vec<String> = Vec::new();
        let (mut paragraphs, mut all) = (Vec::new(), Vec::new());
        for found in figures.iter().filter(|found| !answered || found.kind == Kind::Answer) {
            let Some(lines) = self.given.around(None, found.spans.iter().copied()) else { continue };
            if seen.iter().any(|text| text == lines.text()) {
                continue;
            }
            let marks = in_lines(figures, &lines);
            paragraphs.push(marked(lines.text(), &marks));
            all.extend(marks);
            seen.push(lines.text().to_owned());
        }
        (paragraphs, all)
    }

    /// What was found beyond what the row shows.
    fn findings(&self, target: &Target, class_of: Class) -> Markup {
        let lang = self.lang;
        let outcome = &target.outcome;
        let share = |share| percent_to(share, self.decimals);
        let elapsed = |elapsed| lang.say(if outcome.assumed { "detail.elapsed.assumed" } else { "detail.elapsed" }, &[&percent(elapsed)]);
        let mut periods: Vec<&str> = outcome.figures.iter().filter_map(|figure| figure.period.as_deref()).collect();
        periods.dedup();
        html! {
            dt { (lang.word("detail.measure")) }
            dd {
                (lang.of("measure", &target.measure)) " · " (lang.of("polarity", &target.polarity))
                @if target.implicit { " · " (lang.word("detail.implicit")) }
                @if let Some(baseline) = target.baseline { " · " (shown(&lang.say("detail.baseline", &[&amount(baseline, &target.unit)]))) }
                @if let Some(year) = target.horizon { " · " (lang.say("detail.horizon", &[&year.to_string()])) }
                @if let Some(gap) = outcome.gap { " · " (lang.word("detail.gap")) " " (shown(&amount(gap, if target.unit == "%" { "百分点" } else { &target.unit }))) }
                @if !periods.is_empty() { " · " (shown(&periods.join("、"))) }
                @if let Some(gone) = outcome.elapsed { " · " (elapsed(gone)) }
            }
            @if let Some(stated) = outcome.stated_ratio {
                dt { (lang.word("detail.stated")) }
                dd {
                    (share(stated)) @if let Some(of) = &outcome.stated_of { " (" (lang.of("stated_of", of)) ")" }
                    @if let Some(computed) = outcome.ratio.or(outcome.proxy_ratio) { " · " (lang.word("detail.computed")) " " (ratio_sign(outcome)) (share(computed)) }
                    @if outcome.stated_basis == Some(StatedBasis::Compound) { " · " (lang.of("stated_basis", &StatedBasis::Compound)) }
                    @if let Some(gap) = outcome.discrepancy { " · " strong { (discrepancy(gap, lang)) } }
                }
            }
            @let standing = standing(target, lang);
            @if !standing.is_empty() { dt { (lang.word("detail.standing")) } dd { (shown(&standing.join(" · "))) } }
            @if !target.corrections.is_empty() {
                dt { (lang.word("detail.corrected")) }
                dd { @for one in &target.corrections { (shown(&said(one, lang))) br; } }
            }
            @if class_of.why.is_some_and(|why| why != Refusal::NoAnswer) || class_of.stated.is_some() {
                dt { (lang.word("detail.class")) }
                dd {
                    (class(class_of.class, lang))
                    @if let Some(why) = &class_of.why { " · " (lang.of("refused", why)) }
                    @if let Some(stated) = class_of.stated { " · " (lang.word("detail.stated_class")) " " (class(stated, lang)) }
                }
            }
        }
    }

    /// Why it was read so, and where it stands.
    fn grounds(&self, item: &Item, target: &Target) -> Markup {
        let lang = self.lang;
        let outcome = &target.outcome;
        let speaks = |line: &&String| line.contains(&target.text) || outcome.figures.iter().any(|figure| line.contains(&figure.text));
        let spoke: Vec<&String> = item.evidence.iter().filter(speaks).collect();
        html! {
            dt { (lang.word("detail.rule")) }
            dd {
                (lang.say("detail.rule.target", &[&lang.of("rule", &target.rule)])) " · "
                @if target.corrections.iter().any(|one| matches!(one.field, Corrected::Achieved | Corrected::Quality)) { (lang.word("detail.rule.person")) }
                @else { (lang.say("detail.rule.pair", &[&lang.of("pair", &outcome.rule), &outcome.confidence.to_string()])) }
            }
            @if !spoke.is_empty() { dt { (lang.word("detail.evidence")) } dd { @for line in spoke { (shown(&spoken(line, lang))) br; } } }
            dt { (lang.word("detail.place")) }
            dd {
                (shown(&lang.say("detail.id", &[&target.id]))) " · " (stands(target.place.as_deref(), target.line, lang)) " (" (lang.say("detail.bytes", &[&places(&target.spans)]))
                @for figure in &outcome.figures {
                    " → "
                    @if self.report.given.is_some() || figure.line != target.line || figure.place != target.place { (stands(figure.place.as_deref(), figure.line, lang)) " " }
                    (places(&figure.spans))
                }
                ")"
            }
        }
    }
}

/// Where an evidence stands.
fn stands(place: Option<&str>, line: usize, lang: Lang) -> String {
    place.map_or_else(|| lang.say("detail.line", &[&line.to_string()]), |place| shown(place).into_owned())
}

fn period(figure: &Figure) -> String {
    figure.period.as_deref().map(|period| format!("[{}]", shown(period))).unwrap_or_default()
}

/// Why a figure was passed over.
fn why(rival: &Figure, lang: Lang) -> String {
    rival.rejected.as_ref().map(|why| lang.of("passed", why)).unwrap_or_default()
}
