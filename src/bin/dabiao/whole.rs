//! Outputs that are written once all is read: a page, a sheet, a draft paragraph.

use std::collections::HashMap;
use std::io::{self, BufRead, Write};
use std::rc::Rc;
use std::sync::Arc;

use dabiao::{
    Agencies, By, Column, Extractor, Group, Item, Items, Lexicon, Progress, Quality, Reason, Refusal, Scheme, Summary, Thresholds,
};

use crate::args::{Scoring, Speech, Tidy};
use crate::corrections::{Corrections, each};
use crate::facts::Facts;
use crate::lang::Lang;
use crate::watch::Watch;
use crate::{draft, html, workbook};

/// What is written once all is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Html,
    Workbook,
    Draft,
}

/// A report that was read, or two that were compared.
pub(crate) struct Whole {
    /// The report that the targets stand in.
    pub(crate) asked: Rc<Facts>,
    /// The report that the figures stand in, where that is another one.
    pub(crate) given: Option<Rc<Facts>>,
    pub(crate) items: Vec<Item>,
    /// The classes of the targets, item by item.
    pub(crate) classes: Vec<Vec<Class>>,
    /// What a person should know of it.
    pub(crate) remarks: Vec<String>,
}

/// Where a target stands against the time that is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Class {
    pub(crate) class: Progress,
    /// What the report itself says.
    pub(crate) stated: Option<Progress>,
    /// Whether the target is counted: it says no other one again and is no total.
    pub(crate) counts: bool,
    /// Why it has no class that says anything.
    pub(crate) why: Option<Refusal>,
}

/// How they are written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings<'a> {
    pub(crate) lang: Lang,
    pub(crate) scheme: &'static Scheme,
    pub(crate) thresholds: Thresholds,
    pub(crate) tidy: Tidy,
    /// The words in force.
    pub(crate) lexicon: &'a Lexicon,
    /// The names of the user's columns.
    pub(crate) more: &'a [String],
    pub(crate) corrections: Option<&'a Corrections>,
    /// Under which names agencies are counted.
    pub(crate) agencies: Option<&'a Arc<Agencies>>,
    /// Whether every target is listed, or only what they come to.
    pub(crate) rows: bool,
}

impl<'a> Settings<'a> {
    /// What the command line says; the classes are the scheme where none is asked for.
    pub(crate) fn new(scoring: Scoring, speech: Speech, tidy: Tidy, extractor: &'a Extractor) -> Self {
        Self {
            lang: speech.of_page(),
            scheme: scoring.scheme.unwrap_or(progress()),
            thresholds: scoring.thresholds(),
            tidy,
            lexicon: extractor.lexicon(),
            more: &[],
            corrections: None,
            agencies: None,
            rows: true,
        }
    }

    /// The names that agencies are counted under.
    pub(crate) fn names(&self) -> Arc<Agencies> {
        self.agencies.cloned().unwrap_or_default()
    }

    /// The same with the names that agencies are counted under.
    pub(crate) const fn by_names(mut self, agencies: &'a Arc<Agencies>) -> Self {
        self.agencies = Some(agencies);
        self
    }
}

/// What such an output asks of an extractor: what was passed over and what spoke for a reading.
pub(crate) fn asking(extractor: Extractor) -> Extractor {
    extractor.rivals(true).explain(true)
}

impl Whole {
    /// A report without its items.
    pub(crate) const fn new(asked: Rc<Facts>, given: Option<Rc<Facts>>) -> Self {
        Self { asked, given, items: Vec::new(), classes: Vec::new(), remarks: Vec::new() }
    }

    /// Reads a report to its end, or says what is wrong with it.
    pub(crate) fn read<R: BufRead>(facts: &Rc<Facts>, mut items: Items<R>, settings: &Settings<'_>) -> Result<Self, String> {
        let mut watch = Watch::new(facts.encoding.clone());
        let mut report = Self::new(Rc::clone(facts), None);
        let failed = each(settings.corrections, &facts.name, items.by_ref(), |mut item| {
            watch.look(&item);
            if let Some(document) = facts.encoding.document() {
                document.locate(&mut item);
            }
            report.add(item, settings);
            Ok(())
        });
        if let Some(error) = failed.map_err(|error| error.to_string())? {
            return Err(error.to_string());
        }
        let said = watch.said(items.passed());
        report.remarks = watch.remarks().into_iter().chain(said).collect();
        Ok(report)
    }

    /// Whether no target was found in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.classes.iter().all(Vec::is_empty)
    }

    /// Adds an item with the classes and scores of its targets.
    pub(crate) fn add(&mut self, mut item: Item, settings: &Settings<'_>) {
        self.classes.push(classes(&mut item, settings.thresholds));
        item.score_by(settings.scheme, settings.thresholds);
        self.items.push(item);
    }

    /// Whether it states goals for later and reports on none of them.
    pub(crate) fn is_of_goals(&self) -> bool {
        let outcomes = || self.items.iter().flat_map(|item| &item.targets).map(|target| &target.outcome);
        let later = outcomes().filter(|outcome| outcome.reason == Some(Reason::OtherPeriod)).count();
        later * 2 > outcomes().count() && !outcomes().any(|outcome| outcome.quality == Quality::Direct)
    }

    /// The place that it is of: what its head says, else that of branches of the city's bureaus among its agencies, where all are of one and the others
    /// are a district's or a county's own: 市规划局甲山分局 beside 区科技局.
    pub(crate) fn place(&self) -> Option<String> {
        self.asked.about.region.clone().or_else(|| {
            let agencies = || self.items.iter().flat_map(|item| &item.agencies);
            let branch = |agency: &String| {
                let inner = agency.split(['(', '（']).next()?.strip_suffix("分局")?;
                let (_, place) = inner.split_once('局')?;
                Some(place.to_owned()).filter(|place| (2..=4).contains(&place.chars().count()))
            };
            let mut places: Vec<String> = agencies().filter_map(branch).collect();
            places.sort();
            places.dedup();
            // A bureau of the city's own says nothing: the report may be the city's.
            let level = ['区', '县'].into_iter().max_by_key(|level| agencies().filter(|agency| agency.starts_with(*level)).count())?;
            let [place] = &places[..] else { return None };
            let named = if place.ends_with(level) { place.clone() } else { format!("{place}{level}") };
            agencies().any(|agency| agency.starts_with(level)).then_some(named)
        })
    }

    /// The report that the figures stand in.
    pub(crate) fn given(&self) -> &Facts {
        self.given.as_ref().unwrap_or(&self.asked)
    }

    /// Each item with the classes of its targets.
    pub(crate) fn classed(&self) -> impl Iterator<Item = (&Item, &[Class])> {
        self.items.iter().zip(self.classes.iter().map(Vec::as_slice))
    }

    /// How many targets are of a class; what is said again and totals are not counted.
    pub(crate) fn count(&self, class: Progress) -> usize {
        self.classes.iter().flatten().filter(|found| found.counts && found.class == class).count()
    }

    /// The agencies that have targets, the least complete first.
    pub(crate) fn agencies(&self, settings: &Settings<'_>) -> Vec<Group> {
        let mut groups: Vec<Group> = self.summary(settings).groups(By::Agency);
        groups.retain(|group| group.completion.targets > 0);
        groups
    }

    /// How many targets of each agency are behind, not started or missed.
    pub(crate) fn behind(&self, settings: &Settings<'_>) -> HashMap<String, usize> {
        let names = settings.names();
        let mut behind = HashMap::new();
        for (item, classes) in self.classed() {
            let short = classes.iter().filter(|found| found.counts && found.class.is_short()).count();
            names.names(&item.agencies).into_iter().for_each(|agency| *behind.entry(agency.to_owned()).or_default() += short);
        }
        behind
    }

    pub(crate) fn summary(&self, settings: &Settings<'_>) -> Summary {
        let mut summary = Summary::with(Some(settings.scheme)).by_names(settings.names());
        self.items.iter().for_each(|item| summary.add(item));
        summary
    }
}

/// Whether task and progress of an item are one paragraph of prose; a row of a table may say the same twice.
pub(crate) fn told_together(item: &Item) -> bool {
    item.task == item.progress && item.mentions.iter().all(|mention| mention.cell != Column::Task)
}

/// The scheme of the classes.
fn progress() -> &'static Scheme {
    Scheme::named("progress").unwrap_or(Scheme::all()[0])
}

fn classes(item: &mut Item, thresholds: Thresholds) -> Vec<Class> {
    item.score_by(progress(), thresholds);
    let scored = item.targets.iter().map(|target| (target.outcome.scored.as_ref(), target.counts()));
    let class = |(scored, counts): (Option<&dabiao::Scored>, bool)| Class {
        counts,
        class: scored.and_then(|scored| scored.class).unwrap_or(Progress::NotComparable),
        stated: scored.and_then(|scored| scored.stated_class),
        why: scored.and_then(|scored| scored.refused),
    };
    scored.map(class).collect()
}

/// Writes the reports.
pub(crate) fn write(kind: Kind, reports: &[Whole], settings: &Settings<'_>, out: &mut dyn Write) -> io::Result<()> {
    match kind {
        Kind::Html => out.write_all(html::page(reports, settings)?.as_bytes()),
        Kind::Workbook => out.write_all(&workbook::workbook(reports, settings)?),
        Kind::Draft => draft::paragraphs(reports, settings, out),
    }
}
