//! Reports that are held as a whole, with the classes of their targets: what a page, a sheet and a draft paragraph are made of.

use std::collections::HashMap;
use std::sync::Arc;

use crate::tidy::Origin;
use crate::{Agencies, By, Column, Extractor, Group, Item, Lexicon, Progress, Quality, Reason, Refusal, Scheme, Summary, Thresholds};

use crate::page::lang::Lang;

/// A report as a file whose text may be held in memory.
pub trait Text: Origin + Send + Sync {
    /// What of its text is held; nothing, or all of it.
    fn held(&self) -> &str;
}

#[cfg(feature = "files")]
impl Text for crate::tidy::File {
    fn held(&self) -> &str {
        self.text()
    }
}

/// A report that was read, or two that were compared.
pub struct Whole {
    /// The report that the targets stand in.
    pub asked: Arc<dyn Text>,
    /// The report that the figures stand in, where that is another one.
    pub given: Option<Arc<dyn Text>>,
    pub items: Vec<Item>,
    /// The classes of the targets, item by item.
    pub classes: Vec<Vec<Class>>,
    /// What a person should know of it.
    pub remarks: Vec<String>,
}

/// Where a target stands against the time that is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class {
    pub class: Progress,
    /// What the report itself says.
    pub stated: Option<Progress>,
    /// Whether the target is counted: it says no other one again and is no total.
    pub counts: bool,
    /// Why it has no class that says anything.
    pub why: Option<Refusal>,
}

/// How they are written.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'a> {
    pub lang: Lang,
    pub scheme: &'static Scheme,
    pub thresholds: Thresholds,
    /// Whether a byte-order mark stands in front of CSV.
    pub mark: bool,
    /// Whether texts of CSV are left as they are, whatever a spreadsheet makes of them.
    pub raw: bool,
    /// The words in force.
    pub lexicon: &'a Lexicon,
    /// The names of the user's columns.
    pub more: &'a [String],
    /// Under which names agencies are counted.
    pub agencies: Option<&'a Arc<Agencies>>,
    /// Whether every target is listed, or only what they come to.
    pub rows: bool,
}

impl<'a> Settings<'a> {
    /// In a language, by the classes of progress, with what the program puts into CSV.
    #[must_use]
    pub fn new(lang: Lang, lexicon: &'a Lexicon) -> Self {
        let thresholds = Thresholds::default();
        Self { lang, scheme: progress(), thresholds, mark: true, raw: false, lexicon, more: &[], agencies: None, rows: true }
    }

    /// The names that agencies are counted under.
    pub fn names(&self) -> Arc<Agencies> {
        self.agencies.cloned().unwrap_or_default()
    }

    /// The same with the names that agencies are counted under.
    pub const fn by_names(mut self, agencies: &'a Arc<Agencies>) -> Self {
        self.agencies = Some(agencies);
        self
    }
}

/// What such an output asks of an extractor: what was passed over and what spoke for a reading.
pub fn asking(extractor: Extractor) -> Extractor {
    extractor.rivals(true).explain(true)
}

impl Whole {
    /// A report without its items.
    pub const fn new(asked: Arc<dyn Text>, given: Option<Arc<dyn Text>>) -> Self {
        Self { asked, given, items: Vec::new(), classes: Vec::new(), remarks: Vec::new() }
    }

    /// Whether no target was found in it.
    pub fn is_empty(&self) -> bool {
        self.classes.iter().all(Vec::is_empty)
    }

    /// Adds an item with the classes and scores of its targets.
    pub fn add(&mut self, mut item: Item, settings: &Settings<'_>) {
        self.classes.push(classes(&mut item, settings.thresholds));
        item.score_by(settings.scheme, settings.thresholds);
        self.items.push(item);
    }

    /// Whether it states goals for later and reports on none of them.
    pub fn is_of_goals(&self) -> bool {
        let outcomes = || self.items.iter().flat_map(|item| &item.targets).map(|target| &target.outcome);
        let later = outcomes().filter(|outcome| outcome.reason == Some(Reason::OtherPeriod)).count();
        later * 2 > outcomes().count() && !outcomes().any(|outcome| outcome.quality == Quality::Direct)
    }

    /// The place that it is of: what its head says, else that of branches of the city's bureaus among its agencies, where all are of one and the others
    /// are a district's or a county's own: 市规划局甲山分局 beside 区科技局.
    pub fn place(&self) -> Option<String> {
        self.asked.about().region.clone().or_else(|| {
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
    pub fn given(&self) -> &dyn Text {
        &**self.given.as_ref().unwrap_or(&self.asked)
    }

    /// Each item with the classes of its targets.
    pub fn classed(&self) -> impl Iterator<Item = (&Item, &[Class])> {
        self.items.iter().zip(self.classes.iter().map(Vec::as_slice))
    }

    /// How many targets are of a class; what is said again and totals are not counted.
    pub fn count(&self, class: Progress) -> usize {
        self.classes.iter().flatten().filter(|found| found.counts && found.class == class).count()
    }

    /// The agencies that have targets, the least complete first.
    pub fn agencies(&self, settings: &Settings<'_>) -> Vec<Group> {
        let mut groups: Vec<Group> = self.summary(settings).groups(By::Agency);
        groups.retain(|group| group.completion.targets > 0);
        groups
    }

    /// How many targets of each agency are behind, not started or missed.
    pub fn behind(&self, settings: &Settings<'_>) -> HashMap<String, usize> {
        let names = settings.names();
        let mut behind = HashMap::new();
        for (item, classes) in self.classed() {
            let short = classes.iter().filter(|found| found.counts && found.class.is_short()).count();
            names.names(&item.agencies).into_iter().for_each(|agency| *behind.entry(agency.to_owned()).or_default() += short);
        }
        behind
    }

    pub fn summary(&self, settings: &Settings<'_>) -> Summary {
        let mut summary = Summary::with(Some(settings.scheme)).by_names(settings.names());
        self.items.iter().for_each(|item| summary.add(item));
        summary
    }
}

/// Whether task and progress of an item are one paragraph of prose; a row of a table may say the same twice.
pub fn told_together(item: &Item) -> bool {
    item.task == item.progress && item.mentions.iter().all(|mention| mention.cell != Column::Task)
}

/// The scheme of the classes.
fn progress() -> &'static Scheme {
    Scheme::named("progress").unwrap_or(Scheme::all()[0])
}

fn classes(item: &mut Item, thresholds: Thresholds) -> Vec<Class> {
    item.score_by(progress(), thresholds);
    let scored = item.targets.iter().map(|target| (target.outcome.scored.as_ref(), target.counts()));
    let class = |(scored, counts): (Option<&crate::Scored>, bool)| Class {
        counts,
        class: scored.and_then(|scored| scored.class).unwrap_or(Progress::NotComparable),
        stated: scored.and_then(|scored| scored.stated_class),
        why: scored.and_then(|scored| scored.refused),
    };
    scored.map(class).collect()
}
