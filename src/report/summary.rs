//! What stands behind the means: how many targets there are, how many were answered and scored, for a report as a whole and in groups.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::serde::str_option as exact_option;
use serde::{Deserialize, Serialize};

use super::agencies::Agencies;
use super::model::{Item, Target};
use crate::lexicon::Measure;
use crate::pair::{Combine, Quality, Reason};
use crate::score::{Completion, Mean, Scale, Scheme, Tally};

/// By what targets are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum By {
    /// Not at all: every target of the report.
    All,
    /// By the item that they stand in, named by its line: `L7`.
    Item,
    /// By agency; a joint item counts in full for each of its agencies.
    Agency,
    /// By what kind of number they are.
    Measure,
    /// By why the answer is only a proxy or none; `direct` of the others.
    Reason,
}

/// A group of targets: its coverage and its completion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Group {
    /// By what it is grouped.
    pub by: By,
    /// Which one it is.
    pub name: String,
    /// Of how many of its items it was named as the lead; agencies only.
    pub leads: usize,
    /// Targets that are not counted: they say another one again, or are the total of others.
    #[serde(default)]
    pub left_out: usize,
    /// Answered directly by a figure or a printed rate.
    pub direct: usize,
    /// Answered nearly, by a figure.
    pub proxy: usize,
    /// Answered in words, done or under way.
    pub words: usize,
    /// Not answered.
    pub none: usize,
    /// Whose bound holds as reported, of `judged`.
    pub met: usize,
    /// Direct answers with a verdict.
    pub judged: usize,
    /// The mean of its direct flow ratios, each capped to 0..1, with the bounds.
    #[serde(flatten)]
    pub completion: Completion,
    /// The mean of the scores of its flows by the scheme that was asked for; `None` where that scheme counts no shares.
    #[serde(with = "exact_option")]
    pub score_mean: Option<Decimal>,
    /// How many scores that mean is of.
    pub score_count: usize,
}

impl Group {
    /// How many of its targets were answered in any way.
    #[must_use]
    pub const fn answered(&self) -> usize {
        self.direct + self.proxy + self.words
    }
}

/// Counts of one group.
#[derive(Debug, Clone, Default)]
struct Counts {
    leads: usize,
    left_out: usize,
    direct: usize,
    proxy: usize,
    words: usize,
    none: usize,
    met: usize,
    judged: usize,
    completion: Tally,
    scores: Mean,
}

impl Counts {
    fn add(&mut self, target: &Target, scheme: Option<&Scheme>) {
        if !target.counts() {
            self.left_out += 1;
            return;
        }
        let outcome = &target.outcome;
        let place = match (outcome.quality, outcome.combine) {
            (Quality::None, _) => &mut self.none,
            (_, Some(Combine::Qualitative)) => &mut self.words,
            (Quality::Direct, _) => &mut self.direct,
            (Quality::Proxy, _) => &mut self.proxy,
        };
        *place += 1;
        self.met += usize::from(outcome.met == Some(true));
        self.judged += usize::from(outcome.met.is_some());
        self.completion.add(target.counted_ratio());
        // Growth is never averaged with levels.
        if let Some(scheme) = scheme.filter(|scheme| scheme.scale == Scale::Share && target.measure == Measure::Flow) {
            self.scores.add(scheme.score(target).score);
        }
    }

    fn group(&self, by: By, name: &str) -> Group {
        Group {
            by,
            name: name.to_owned(),
            leads: self.leads,
            left_out: self.left_out,
            direct: self.direct,
            proxy: self.proxy,
            words: self.words,
            none: self.none,
            met: self.met,
            judged: self.judged,
            completion: self.completion.completion(),
            score_mean: self.scores.mean(),
            score_count: self.scores.count(),
        }
    }
}

/// Adds up the items of a report.
///
/// ```
/// use dabiao::{By, Report, Summary};
/// let report = Report::parse(
///     "序号|重点工作|责任单位|完成情况\n1|招引项目20个、企业9家|甲局、乙局|招引项目5个\n2|修路4公里|乙局|修路3公里\n",
/// )?;
/// let mut summary = Summary::default();
/// report.items.iter().for_each(|item| summary.add(item));
/// let agencies = summary.groups(By::Agency);
/// let second = agencies.iter().find(|group| group.name == "乙局").unwrap();
/// assert_eq!((second.completion.targets, second.leads), (3, 1));
/// assert_eq!(second.completion.mean.unwrap().to_string(), "0.5");
/// # Ok::<(), dabiao::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Summary {
    scheme: Option<&'static Scheme>,
    agencies: Arc<Agencies>,
    items: usize,
    damaged: usize,
    mentions: usize,
    all: Counts,
    /// In the order in which they are first named.
    grouped: Vec<(By, String, Counts)>,
    places: HashMap<(By, String), usize>,
}

impl Summary {
    /// A summary that also averages the scores of a scheme.
    #[must_use]
    pub fn with(scheme: Option<&'static Scheme>) -> Self {
        Self { scheme, ..Self::default() }
    }

    /// The same with other names for agencies than those that are printed.
    #[must_use]
    pub fn by_names(mut self, agencies: Arc<Agencies>) -> Self {
        self.agencies = agencies;
        self
    }

    /// Adds an item.
    pub fn add(&mut self, item: &Item) {
        self.items += 1;
        self.damaged += usize::from(item.damaged);
        self.mentions += item.mentions.len();
        let line = format!("L{}", item.line);
        let agencies = Arc::clone(&self.agencies);
        let agencies = agencies.names(&item.agencies);
        for (index, agency) in agencies.iter().enumerate() {
            self.counts(By::Agency, agency).leads += usize::from(index == 0);
        }
        for target in &item.targets {
            self.all.add(target, self.scheme);
            let (measure, reason) = (measure(target.measure), target.outcome.reason.map_or("direct", reason));
            let groups = [(By::Item, line.as_str()), (By::Measure, measure), (By::Reason, reason)];
            for (by, name) in groups.into_iter().chain(agencies.iter().map(|agency| (By::Agency, *agency))) {
                let scheme = self.scheme;
                self.counts(by, name).add(target, scheme);
            }
        }
    }

    fn counts(&mut self, by: By, name: &str) -> &mut Counts {
        let at = *self.places.entry((by, name.to_owned())).or_insert_with(|| {
            self.grouped.push((by, name.to_owned(), Counts::default()));
            self.grouped.len() - 1
        });
        &mut self.grouped[at].2
    }

    /// How many items were added.
    #[must_use]
    pub const fn items(&self) -> usize {
        self.items
    }

    /// How many of them are damaged.
    #[must_use]
    pub const fn damaged(&self) -> usize {
        self.damaged
    }

    /// How many quantities they mention.
    #[must_use]
    pub const fn mentions(&self) -> usize {
        self.mentions
    }

    /// All targets together.
    #[must_use]
    pub fn all(&self) -> Group {
        self.all.group(By::All, "all")
    }

    /// The groups of one kind: measures and reasons in the order of their lists, items as they came, agencies the least complete first, then those
    /// without a mean, each by how many targets they have and by name.
    #[must_use]
    pub fn groups(&self, by: By) -> Vec<Group> {
        if by == By::All {
            return vec![self.all()];
        }
        let mut groups: Vec<Group> =
            self.grouped.iter().filter(|(kind, ..)| *kind == by).map(|(_, name, counts)| counts.group(by, name)).collect();
        let place = |list: &[&str], name: &str| list.iter().position(|known| *known == name).map_or(0, |at| at + 1);
        match by {
            By::Measure => groups.sort_by_key(|group| place(&MEASURES.map(|(_, name)| name), &group.name)),
            By::Reason => groups.sort_by_key(|group| place(&REASONS.map(|(_, name)| name), &group.name)),
            By::Agency => groups.sort_by(|a, b| {
                let mean = |group: &Group| (group.completion.mean.is_none(), group.completion.mean);
                mean(a).cmp(&mean(b)).then_with(|| b.completion.targets.cmp(&a.completion.targets)).then_with(|| a.name.cmp(&b.name))
            }),
            By::All | By::Item => {}
        }
        groups
    }
}

const MEASURES: [(Measure, &str); 5] =
    [(Measure::Flow, "flow"), (Measure::Stock, "stock"), (Measure::Rate, "rate"), (Measure::Growth, "growth"), (Measure::Change, "change")];

const REASONS: [(Reason, &str); 14] = [
    (Reason::EarlierStep, "earlier_step"),
    (Reason::LaterStep, "later_step"),
    (Reason::StockForFlow, "stock_for_flow"),
    (Reason::FlowForStock, "flow_for_stock"),
    (Reason::Wider, "wider"),
    (Reason::Narrower, "narrower"),
    (Reason::PartPeriod, "part_period"),
    (Reason::FarBeyond, "far_beyond"),
    (Reason::WordsOnly, "words_only"),
    (Reason::Other, "other"),
    (Reason::NotReported, "not_reported"),
    (Reason::NotComparable, "not_comparable"),
    (Reason::Ambiguous, "ambiguous"),
    (Reason::OtherPeriod, "other_period"),
];

fn measure(measure: Measure) -> &'static str {
    MEASURES.iter().find(|(known, _)| *known == measure).map_or("", |(_, name)| name)
}

fn reason(reason: Reason) -> &'static str {
    REASONS.iter().find(|(known, _)| *known == reason).map_or("", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Report;

    fn summary() -> Summary {
        let source = "序号|重点工作|责任单位|上半年完成情况\n\
                      1|招引项目20个、企业9家,产值增长8%|甲局、乙局|招引项目50个,产值增长16%\n\
                      2|修路4公里|乙局|修路3公里\n\
                      3|垃圾分类全覆盖|丙局|垃圾分类实现全覆盖\n";
        let mut summary = Summary::with(Scheme::named("ratio"));
        Report::parse(source).unwrap().items.iter().for_each(|item| summary.add(item));
        summary
    }

    #[test]
    fn every_target_is_in_one_place_of_each_kind() {
        let summary = summary();
        let all = summary.all();
        assert_eq!((all.completion.targets, all.direct, all.words, all.none), (5, 3, 1, 1));
        for by in [By::Item, By::Measure, By::Reason] {
            let groups = summary.groups(by);
            assert_eq!(groups.iter().map(|group| group.completion.targets).sum::<usize>(), 5, "{by:?}");
            assert!(groups.iter().all(|group| group.answered() + group.none == group.completion.targets));
        }
    }

    #[test]
    fn a_joint_item_counts_for_each_agency_and_leads_for_the_first() {
        let groups = summary().groups(By::Agency);
        let found: Vec<(&str, usize, usize)> =
            groups.iter().map(|group| (group.name.as_str(), group.completion.targets, group.leads)).collect();
        // The least complete first, then those without a mean.
        assert_eq!(found, [("乙局", 4, 1), ("甲局", 3, 1), ("丙局", 1, 1)]);
    }

    #[test]
    fn an_office_in_parentheses_and_an_alias_are_counted_under_one_name() {
        let source =
            "序号|重点工作|责任单位|完成情况\n1|招引项目20个|区发改局(金融办)、区发改局|招引项目10个\n2|修路4公里|区发展改革局|修路3公里\n";
        let agencies = Agencies::new([("区发展改革局".to_owned(), "区发改局".to_owned())]);
        let mut summary = Summary::default().by_names(Arc::new(agencies));
        let report = Report::parse(source).unwrap();
        report.items.iter().for_each(|item| summary.add(item));
        let groups = summary.groups(By::Agency);
        let found: Vec<(&str, usize, usize)> =
            groups.iter().map(|group| (group.name.as_str(), group.completion.targets, group.leads)).collect();
        assert_eq!(found, [("区发改局", 2, 2)]);
        assert_eq!(report.items[0].agencies, ["区发改局(金融办)", "区发改局"]);
    }

    #[test]
    fn growth_is_averaged_with_nothing() {
        let summary = summary();
        let growth = summary.groups(By::Measure).into_iter().find(|group| group.name == "growth").unwrap();
        assert_eq!((growth.direct, growth.completion.scored, growth.completion.mean, growth.score_mean), (1, 0, None, None));
        // 2.5 and 0.75: the scheme is not capped, completion is.
        let all = summary.all();
        assert_eq!((all.score_mean, all.score_count), (Some(Decimal::new(1625, 3)), 2));
        assert_eq!(all.completion.mean, Some(Decimal::new(875, 3)));
    }

    #[test]
    fn names_are_those_of_the_output() {
        for (kind, name) in REASONS {
            assert_eq!(serde_json::to_value(kind).unwrap(), name);
        }
        for (kind, name) in MEASURES {
            assert_eq!(serde_json::to_value(kind).unwrap(), name);
        }
    }
}
