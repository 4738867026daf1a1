//! What each column of a table holds: a sum of everything that speaks for it.
//!
//! Header words (through all header rows), what stands in the cells, the arithmetic of the rows and the order each give points to roles; a
//! column has the role with the most, where it leads by [`MARGIN`]. Then names, groups of target, result and rate, and what several columns
//! hold at once are settled. Nothing else asks what a column holds.

use std::fmt;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::arithmetic::{Share, contradicted, shares};
use super::heading::Heading;
use super::kind::{Kind, kind, row_number};
use crate::grammar::{Period, scan};
use crate::lexicon::{Lexicon, Measure, Tags};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Role {
    Number,
    Name,
    /// A group of rows, or whose they are.
    Class,
    /// The task, or what it aims at where another column names it.
    Goal,
    Target,
    Result,
    Rate,
    Unit,
    Agency,
    Joint,
    Bound,
    Weight,
    Score,
    Remark,
    Time,
    Growth,
    /// Of an earlier period.
    Past,
    /// A number of which nothing is said but that it is one.
    Value,
    Other,
}

impl Role {
    const ALL: [Self; 19] = [
        Self::Number,
        Self::Name,
        Self::Class,
        Self::Goal,
        Self::Target,
        Self::Result,
        Self::Rate,
        Self::Unit,
        Self::Agency,
        Self::Joint,
        Self::Bound,
        Self::Weight,
        Self::Score,
        Self::Remark,
        Self::Time,
        Self::Growth,
        Self::Past,
        Self::Value,
        Self::Other,
    ];
}

/// A kind of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Evidence {
    /// The header has a word for it.
    Named,
    /// The header has a word that may say other things too.
    Hinted,
    /// Most cells are numbers.
    Numbers,
    /// Most cells are percentages.
    Percents,
    /// Numbers that count the rows.
    Counting,
    Units,
    Bounds,
    Agencies,
    /// Most cells are sentences.
    Sentences,
    /// Many cells say what was done.
    Told,
    /// Most cells are short texts.
    Texts,
    /// 100 × result ÷ target is the rate, over the rows.
    Share,
    /// Left of what reports, or right of what asks, and alike.
    Order,
}

/// How much a role must lead by.
const MARGIN: i32 = 2;

/// What each kind of evidence says for and against the roles. Whole numbers, one for a kind, never for a word. What a header names and a share
/// speak for the role that they are about ([`Evidence::Named`], [`Evidence::Hinted`], [`Evidence::Share`], [`Evidence::Order`]).
const WEIGHTS: &[(Evidence, &[(Role, i32)])] = &[
    (
        Evidence::Numbers,
        &[
            (Role::Target, 2),
            (Role::Result, 2),
            (Role::Rate, 1),
            (Role::Past, 1),
            (Role::Growth, 1),
            (Role::Value, 1),
            (Role::Weight, 1),
            (Role::Score, 1),
            (Role::Name, -9),
            (Role::Class, -9),
            (Role::Agency, -9),
            (Role::Joint, -9),
            (Role::Remark, -4),
            (Role::Unit, -9),
            (Role::Bound, -9),
        ],
    ),
    (Evidence::Percents, &[(Role::Rate, 2), (Role::Growth, 1), (Role::Number, -9)]),
    (Evidence::Counting, &[(Role::Number, 7), (Role::Target, -4), (Role::Result, -4)]),
    (Evidence::Units, &[(Role::Unit, 8), (Role::Agency, -9), (Role::Name, -9), (Role::Class, -9)]),
    (Evidence::Bounds, &[(Role::Bound, 8), (Role::Name, -9), (Role::Target, -9)]),
    (Evidence::Agencies, &[(Role::Agency, 5), (Role::Unit, -7), (Role::Target, -9), (Role::Rate, -9), (Role::Number, -9)]),
    (
        Evidence::Sentences,
        &[
            (Role::Goal, 1),
            (Role::Remark, 1),
            (Role::Unit, -9),
            (Role::Rate, -9),
            (Role::Number, -9),
            (Role::Weight, -9),
            (Role::Score, -9),
            (Role::Past, -7),
        ],
    ),
    (Evidence::Told, &[(Role::Result, 4), (Role::Name, -3), (Role::Goal, -3), (Role::Class, -3), (Role::Target, -3)]),
    (
        Evidence::Texts,
        &[(Role::Name, 1), (Role::Class, 1), (Role::Rate, -4), (Role::Number, -6), (Role::Weight, -9), (Role::Score, -9), (Role::Unit, -4)],
    ),
];

/// Points of the evidence that is about one role.
const NAMED: i32 = 8;
const HINTED: i32 = 4;
const SHARE: i32 = 6;
const ORDER: i32 = 3;

/// The first rows of a table, each with a cell for every column.
pub(crate) struct Body<'t> {
    pub(crate) rows: Vec<Vec<&'t str>>,
    /// What the lines in front of the table say: its caption, its unit.
    pub(crate) caption: &'t str,
}

/// What one column holds, and what spoke for it.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) role: Role,
    pub(crate) header: String,
    pub(crate) period: Option<Period>,
    pub(crate) year: Option<u16>,
    pub(crate) unit: Option<Arc<str>>,
    /// Whether its cells are texts rather than numbers.
    pub(crate) text: bool,
    looks_like: Vec<Evidence>,
    why: Vec<(Evidence, Role, i32)>,
}

impl Held {
    /// What its header says is counted of the things that the rows name: 产量 of 产 量(吨), 比重 of a share; nothing of 绝对数, 数值.
    pub(crate) fn noun(&self, lexicon: &Lexicon) -> Option<String> {
        let said = self.header.split(['(', '（', '|', '/']).next().unwrap_or_default();
        let said: String = said.chars().filter(|c| !c.is_whitespace()).collect();
        let measured = lexicon.measures.suffix(&said).is_some_and(|(word, _)| word.chars().count() > 1);
        (measured && (self.is_share(lexicon) || !lexicon.heads_columns(&said))).then_some(said)
    }

    /// Whether it says how much of a whole each row is: 比重(%).
    pub(crate) fn is_share(&self, lexicon: &Lexicon) -> bool {
        let said = self.header.split(['(', '（', '|', '/']).next().unwrap_or_default().trim();
        self.role == Role::Rate
            && lexicon.measures.prefix(said).is_some_and(|(word, measure)| *measure == Some(Measure::Rate) && word.len() == said.len())
    }
}

/// A target with its results and its rate; columns by their place.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// What it is of beside the name of the row: 新增就业 of 东县.
    pub(crate) noun: Option<Arc<str>>,
    pub(crate) target: Option<usize>,
    /// Those that answer first.
    pub(crate) results: Vec<usize>,
    pub(crate) rate: Option<usize>,
    /// The units that the header or a line in front of it gives to numbers without one.
    pub(crate) target_unit: Option<Arc<str>>,
    pub(crate) actual_unit: Option<Arc<str>>,
    /// The year that the header gives the target.
    pub(crate) horizon: Option<u16>,
    /// Whether the target is growth in %, whatever the unit of its row.
    pub(crate) growth: bool,
    /// Whether rates without a sign are fractions of one.
    pub(crate) fractions: bool,
    /// Whether its results are of single quarters.
    pub(crate) quarters: bool,
    /// Whether the header calls the target a budget: 预算数.
    pub(crate) budget: bool,
}

impl Group {
    /// Of which the header says nothing.
    pub(crate) const NONE: Self = Self {
        noun: None,
        target: None,
        results: Vec::new(),
        rate: None,
        target_unit: None,
        actual_unit: None,
        horizon: None,
        growth: false,
        fractions: false,
        quarters: false,
        budget: false,
    };
}

/// What the columns of a table hold.
#[derive(Debug, Clone)]
pub(crate) struct Roles {
    pub(crate) columns: Vec<Held>,
    /// Where the row is named; none of a table that cannot be read.
    pub(crate) name: Option<usize>,
    /// Where a group of rows is named, from the outside in.
    pub(crate) classes: Vec<usize>,
    pub(crate) groups: Vec<Group>,
    /// Whether the name is whose the row is, and the header says what it is of.
    pub(crate) holder: bool,
    /// Why nothing is answered, where a table has results.
    pub(crate) refused: Option<&'static str>,
}

impl Roles {
    /// Of a table without columns.
    pub(crate) fn none() -> Self {
        Self { columns: Vec::new(), name: None, classes: Vec::new(), groups: Vec::new(), holder: false, refused: None }
    }

    /// Of a form, which has one row: a target in words beside a name is what is aimed at.
    pub(crate) fn of_form(mut self) -> Self {
        if let Some(at) = self.first(Role::Goal).filter(|_| self.name.is_some() && self.first(Role::Target).is_none()) {
            self.columns[at].role = Role::Target;
        }
        self
    }

    pub(crate) fn first(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }

    /// Whether a column asks for something.
    pub(crate) fn asks(&self) -> bool {
        self.columns.iter().any(|column| matches!(column.role, Role::Target | Role::Goal))
    }

    /// Whether what stands in the cells speaks for a column that asks or reports, not its header alone.
    pub(crate) fn solid(&self) -> bool {
        let speaks = |evidence: Evidence| {
            matches!(evidence, Evidence::Numbers | Evidence::Percents | Evidence::Told | Evidence::Sentences | Evidence::Share)
        };
        let reads = |held: &Held| matches!(held.role, Role::Goal | Role::Target | Role::Result | Role::Rate | Role::Value);
        self.columns.iter().any(|held| reads(held) && held.looks_like.iter().any(|&evidence| speaks(evidence)))
    }

    /// Whether it can be read, and has a target with its result in a row.
    pub(crate) fn answers(&self) -> bool {
        let both = |group: &Group| group.target.is_some() && !group.results.is_empty();
        self.refused.is_none() && self.readable() && self.groups.iter().any(both)
    }

    /// Whether there is anything to read: a name, and what is asked of it or what it came to.
    pub(crate) fn readable(&self) -> bool {
        self.name.is_some()
            && self
                .columns
                .iter()
                .any(|column| matches!(column.role, Role::Goal | Role::Target | Role::Result | Role::Rate | Role::Value | Role::Growth))
    }
}

/// Where target, result and rate of each group stand, where a table has several and each has all three, one behind the other.
pub(crate) fn triples(roles: impl Iterator<Item = Option<Role>>) -> Option<Vec<usize>> {
    let value = |role: &Option<Role>| matches!(role, Some(Role::Target | Role::Goal | Role::Result | Role::Rate));
    let values: Vec<(usize, Option<Role>)> = roles.enumerate().filter(|(_, role)| value(role)).collect();
    let whole = |three: &[(usize, Option<Role>)]| matches!(three, [(a, Some(Role::Target | Role::Goal)), (b, Some(Role::Result)), (c, Some(Role::Rate))] if *b == a + 1 && *c == b + 1);
    (values.len() > 5 && values.len().is_multiple_of(3) && values.chunks(3).all(whole))
        .then(|| values.into_iter().map(|(at, _)| at).collect())
}

impl fmt::Display for Role {
    /// The word that `--explain` and errors have for it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Number => "the number of the row",
            Self::Name => "the name of the row",
            Self::Class => "a group of rows",
            Self::Goal => "the task",
            Self::Target => "the target",
            Self::Result => "the result",
            Self::Rate => "the rate",
            Self::Unit => "the unit",
            Self::Agency => "the agency",
            Self::Joint => "agencies behind the lead",
            Self::Bound => "the bound",
            Self::Weight => "a weight",
            Self::Score => "a score",
            Self::Remark => "a remark",
            Self::Time => "a date or period",
            Self::Growth => "growth against an earlier period",
            Self::Past => "an earlier period",
            Self::Value => "a value",
            Self::Other => "not read",
        })
    }
}

impl fmt::Display for Held {
    /// The header, the role, and what spoke for it: `累计开工数: the result (named +8, numbers +2)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", if self.header.is_empty() { "(no header)" } else { &self.header }, self.role)?;
        let own: Vec<String> = self
            .why
            .iter()
            .filter(|(_, role, _)| *role == self.role)
            .map(|(evidence, _, points)| format!("{} {points:+}", format!("{evidence:?}").to_lowercase()))
            .collect();
        if own.is_empty() { Ok(()) } else { write!(f, " ({})", own.join(", ")) }
    }
}

/// What the cells of one column look like.
#[derive(Default)]
struct Look {
    said: usize,
    numbers: usize,
    percents: usize,
    units: usize,
    bounds: usize,
    agencies: usize,
    told: usize,
    sentences: usize,
    texts: usize,
    counting: bool,
    quantities: usize,
}

impl Look {
    fn of(cells: &[&str], lexicon: &Lexicon) -> Self {
        let mut look = Self::default();
        let (mut rising, mut last) = (0, None);
        for cell in cells {
            let kind = kind(cell, lexicon);
            if kind == Kind::Blank {
                continue;
            }
            look.said += 1;
            look.numbers += usize::from(kind.is_number());
            look.percents += usize::from(kind == Kind::Percent);
            look.units += usize::from(kind == Kind::Unit);
            look.bounds += usize::from(kind == Kind::Bound);
            look.agencies += usize::from(kind == Kind::Agency);
            look.told += usize::from(kind == Kind::Told);
            look.sentences += usize::from(matches!(kind, Kind::Sentence | Kind::Told));
            look.texts += usize::from(matches!(kind, Kind::Text | Kind::Agency | Kind::Gathers));
            look.quantities +=
                usize::from(kind.is_text() && cell.contains(|c: char| c.is_ascii_digit()) && !scan(cell, lexicon).is_empty());
            if let Some(number) = row_number(cell) {
                rising += usize::from(last.is_none_or(|last| number == last + 1));
                last = Some(number);
            }
        }
        look.counting = look.said > 1 && rising * 10 >= look.said * 7 && look.percents == 0;
        look
    }

    const fn most(&self, count: usize) -> bool {
        self.said > 0 && count * 10 >= self.said * 6
    }

    /// Whether most cells are numbers.
    const fn numeric(&self) -> bool {
        self.most(self.numbers)
    }

    fn evidence(&self) -> Vec<Evidence> {
        let mut found = Vec::new();
        for (holds, evidence) in [
            (self.numeric(), Evidence::Numbers),
            (self.most(self.percents), Evidence::Percents),
            (self.counting, Evidence::Counting),
            (self.most(self.units), Evidence::Units),
            (self.most(self.bounds), Evidence::Bounds),
            (self.most(self.agencies), Evidence::Agencies),
            (self.most(self.sentences), Evidence::Sentences),
            (self.said > 0 && self.told * 10 >= self.said * 4, Evidence::Told),
            (self.most(self.texts), Evidence::Texts),
        ] {
            if holds {
                found.push(evidence);
            }
        }
        found
    }
}

/// The number of a cell, without its sign for a percentage and its unit.
pub(crate) fn value(cell: &str) -> Option<Decimal> {
    let said = cell.trim().trim_end_matches(['%', '％']).trim_end();
    let from = said.find(|c: char| c.is_ascii_digit() || c == '-')?;
    // ≥50个, 达到60: words and marks in front of the number; behind it a unit.
    if said[..from].chars().count() > 4 {
        return None;
    }
    let digits = said[from..]
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-')))
        .map_or(&said[from..], |to| &said[from..from + to]);
    let behind = said[from + digits.len()..].chars().count();
    if behind > 6 {
        return None;
    }
    digits.replace(',', "").parse().ok()
}

/// What each column of a table holds.
pub(crate) fn decide(headings: &[Heading], headers: &[String], body: &Body<'_>, lexicon: &Lexicon) -> Roles {
    let width = headings.len();
    let column = |at: usize| -> Vec<&str> { body.rows.iter().map(|row| row.get(at).copied().unwrap_or("")).collect() };
    let looks: Vec<Look> = (0..width).map(|at| Look::of(&column(at), lexicon)).collect();
    let mut evidence: Vec<Vec<Evidence>> = looks.iter().map(Look::evidence).collect();
    let values: Vec<Vec<Option<Decimal>>> = (0..width)
        .map(|at| if looks[at].numeric() && !looks[at].counting { column(at).into_iter().map(value).collect() } else { Vec::new() })
        .collect();
    let mut decision = Decision { headings, looks: &looks, points: vec![Vec::new(); width] };
    for at in 0..width {
        if let Some((role, sure)) = headings[at].role {
            let (evidence, points) = if sure > 1 { (Evidence::Named, NAMED) } else { (Evidence::Hinted, HINTED) };
            // A goal in numbers is a target.
            let role = if role == Role::Goal && looks[at].numeric() { Role::Target } else { role };
            decision.points[at].push((evidence, role, points));
        }
        if let Some(role) = headings[at].other {
            decision.points[at].push((Evidence::Hinted, role, HINTED));
        }
        for &evidence in &evidence[at] {
            let weights = WEIGHTS.iter().find(|(kind, _)| *kind == evidence).map_or(&[][..], |(_, weights)| *weights);
            decision.points[at].extend(weights.iter().map(|&(role, points)| (evidence, role, points)));
        }
    }
    let found = shares(&values);
    for share in agreed(&found, headings, |at| looks[at].most(looks[at].percents)) {
        for (at, role) in [(share.target, Role::Target), (share.result, Role::Result), (share.rate, Role::Rate)] {
            // What the numbers say stands above a word that says otherwise.
            let against =
                headings[at].role.is_some_and(|(said, _)| said != role && matches!(said, Role::Target | Role::Goal | Role::Result));
            decision.points[at].push((Evidence::Share, role, if against { SHARE + NAMED } else { SHARE }));
        }
    }
    let mut roles: Vec<Option<Role>> = (0..width).map(|at| decision.role(at)).collect();
    decision.by_order(&mut roles, &column, lexicon);
    decision.by_period(&mut roles, body.caption, lexicon);
    let columns = (0..width)
        .map(|at| Held {
            role: roles[at].unwrap_or(Role::Other),
            header: headers.get(at).cloned().unwrap_or_default(),
            period: headings[at].period,
            year: headings[at].year,
            unit: headings[at].unit.clone(),
            text: looks[at].said > 0 && !looks[at].numeric(),
            looks_like: std::mem::take(&mut evidence[at]),
            why: std::mem::take(&mut decision.points[at]),
        })
        .collect();
    let mut roles = Roles { columns, name: None, classes: Vec::new(), groups: Vec::new(), holder: false, refused: None };
    settle_names(&mut roles, headings, &looks, &column);
    settle_goals(&mut roles, &looks);
    settle_estimates(&mut roles, headings);
    settle_years(&mut roles);
    settle_rates(&mut roles, headings, &looks);
    settle_groups(&mut roles, headings, &looks, (&values, &found));
    check_rates(&mut roles, headings, &values, &found);
    check_headers(&mut roles, headings, &looks);
    roles
}

/// The shares that contradict no header; of several about one rate those whose columns the headers name, or the only one.
fn agreed(found: &[Share], headings: &[Heading], percents: impl Fn(usize) -> bool) -> Vec<Share> {
    let says = |at: usize| headings[at].role.map(|(role, _)| role);
    let fits = |at: usize, role: Role| match says(at) {
        _ if headings[at].other == Some(role) => true,
        None => true,
        Some(Role::Goal) => role == Role::Target,
        Some(Role::Value) => role == Role::Result,
        Some(said) => said == role,
    };
    // Where a word says which column is the rate, the numbers say which is the target, whatever the words for both are: 投资完成: 计划完成.
    let asks_or_reports = |at: usize| matches!(says(at), None | Some(Role::Target | Role::Goal | Role::Result | Role::Value));
    // But where a word asks, what another reports is no target.
    let asked = (0..headings.len()).any(|at| says(at) == Some(Role::Target));
    let told = |share: &Share| {
        let reported = asked && says(share.target) == Some(Role::Result);
        says(share.rate) == Some(Role::Rate) && asks_or_reports(share.target) && asks_or_reports(share.result) && !reported
    };
    let sound = |share: &&Share| {
        told(share) || fits(share.target, Role::Target) && fits(share.result, Role::Result) && fits(share.rate, Role::Rate)
    };
    let sound: Vec<Share> = found.iter().filter(sound).copied().collect();
    let named = |share: &Share| {
        [(share.target, Role::Target), (share.result, Role::Result), (share.rate, Role::Rate)]
            .iter()
            .filter(|(at, role)| says(*at) == Some(*role))
            .count()
    };
    // 100 × a ÷ b is c as well as 100 × a ÷ c is b: words tell which is the rate, then %, then that it stands last.
    let last = |share: &Share| share.rate > share.target && share.rate > share.result;
    let rank = |share: &Share| (named(share), headings[share.rate].percent || percents(share.rate), last(share));
    // Where every rate is 100 %, any two columns that are alike have it: a rate is of one target and one result.
    let same = |a: &Share, b: &Share| a.rate == b.rate || a.result == b.result && a.rate == b.target && a.target == b.rate;
    let best = |share: &Share| sound.iter().filter(|other| *other != share && same(other, share)).all(|other| rank(other) < rank(share));
    sound.iter().filter(|share| best(share)).copied().collect()
}

struct Decision<'d> {
    headings: &'d [Heading],
    looks: &'d [Look],
    points: Vec<Vec<(Evidence, Role, i32)>>,
}

impl Decision<'_> {
    /// The role with the most points, where it leads.
    fn role(&self, at: usize) -> Option<Role> {
        let sum = |role: Role| self.points[at].iter().filter(|(_, of, _)| *of == role).map(|(.., points)| points).sum::<i32>();
        let mut sums: Vec<(i32, Role)> = Role::ALL.iter().map(|&role| (sum(role), role)).collect();
        sums.sort_by_key(|&(sum, _)| std::cmp::Reverse(sum));
        let [(most, role), (next, _), ..] = sums[..] else { return None };
        // What a header names keeps its name against what only the cells look like.
        let margin = if self.headings[at].role == Some((role, 2)) { 0 } else { MARGIN };
        (most >= 3 && most >= next + margin).then_some(role)
    }

    /// What no word and no arithmetic tells: the only column of numbers left of what reports, or right of what asks; the column of sentences
    /// that report.
    fn by_order<'t>(&mut self, roles: &mut [Option<Role>], column: &impl Fn(usize) -> Vec<&'t str>, lexicon: &Lexicon) {
        let has = |roles: &[Option<Role>], role: Role| roles.iter().position(|held| *held == Some(role));
        let open = |roles: &[Option<Role>], at: usize| {
            roles[at].is_none() && self.headings[at].role.is_none() && !self.headings[at].only_period && self.looks[at].said > 0
        };
        let numbers = |at: &usize| self.looks[*at].numeric() && !self.looks[*at].counting;
        // 服务指标 over numbers names no row.
        let named = |at: usize| self.headings[at].role.is_some_and(|(role, _)| role == Role::Name) && roles[at].is_none();
        let mut found: Vec<(usize, Role)> = Vec::new();
        let asks = has(roles, Role::Target).or_else(|| has(roles, Role::Goal).filter(numbers));
        if let (None, Some(result)) = (asks, has(roles, Role::Result).filter(numbers)) {
            // What stands in front of the names is a code of theirs: 科目编码|科目名称|决算数.
            let coded = |at: usize| has(roles, Role::Name).is_some_and(|name| at < name);
            let left: Vec<usize> = (0..result).filter(|&at| (open(roles, at) || named(at)) && numbers(&at) && !coded(at)).collect();
            if let [at] = left[..] {
                found.push((at, Role::Target));
            }
        }
        if let (Some(target), None) = (asks.filter(numbers), has(roles, Role::Result)) {
            let right: Vec<usize> = (target + 1..roles.len()).filter(|at| open(roles, *at) && numbers(at)).collect();
            if let [at] = right[..] {
                found.push((at, Role::Result));
            }
        }
        let sentences = |at: usize| open(roles, at) && self.looks[at].most(self.looks[at].sentences + self.looks[at].texts);
        if has(roles, Role::Result).is_none() && has(roles, Role::Rate).is_none() {
            let texts: Vec<usize> = (1..roles.len()).filter(|&at| sentences(at) && reports(&column(at), lexicon)).collect();
            if let [at] = texts[..] {
                found.push((at, Role::Result));
            }
        }
        // Nothing asks and nothing reports: what says quantities in sentences is what is to be done.
        let silent = [Role::Target, Role::Goal, Role::Result, Role::Rate, Role::Value].iter().all(|&role| has(roles, role).is_none());
        let says = |at: &usize| {
            let look = &self.looks[*at];
            let free = roles[*at].is_none() || matches!(roles[*at], Some(Role::Name | Role::Other));
            free && look.most(look.sentences) && look.quantities * 2 >= look.said && look.said > 1
        };
        if silent && let Some(at) = (0..roles.len()).filter(says).max_by_key(|&at| self.looks[at].quantities) {
            found.push((at, Role::Goal));
        }
        for (at, role) in found {
            self.points[at].push((Evidence::Order, role, ORDER));
            roles[at] = Some(role);
        }
    }

    /// Columns that name nothing but a period: results beside a target (全年目标|上半年|1-9月), or goals where the table plans (2014年|…|2020年).
    fn by_period(&mut self, roles: &mut [Option<Role>], caption: &str, lexicon: &Lexicon) {
        let bare: Vec<usize> = (0..roles.len())
            .filter(|&at| {
                let look = &self.looks[at];
                self.headings[at].only_period && roles[at].is_none() && (look.said == 0 || look.most(look.numbers + look.sentences))
            })
            .collect();
        if bare.is_empty() {
            return;
        }
        let has = |role: Role| roles.contains(&Some(role));
        let years: Vec<usize> = bare
            .iter()
            .copied()
            .filter(|&at| self.headings[at].year.is_some() && self.headings[at].period.is_none_or(|p| p.months.is_none()))
            .collect();
        let found: Vec<(usize, Role)> = if (has(Role::Target) || has(Role::Goal)) && !has(Role::Result) {
            let asked = roles.iter().position(|role| *role == Some(Role::Target)).and_then(|at| self.headings[at].year);
            // A year in front of that of the goals is where it starts.
            bare.iter()
                .map(|&at| {
                    (
                        at,
                        if asked.is_some() && self.headings[at].year < asked && self.headings[at].year.is_some() {
                            Role::Past
                        } else {
                            Role::Result
                        },
                    )
                })
                .collect()
        } else if years.len() > 1 && !has(Role::Target) && !has(Role::Result) && plans(self.headings, caption, lexicon) {
            let first = years.iter().filter_map(|&at| self.headings[at].year).min();
            let role = |at: usize| if self.headings[at].year == first { Role::Past } else { Role::Target };
            let mean = (0..roles.len()).filter(|&at| self.headings[at].tags.has(Tags::MEAN) && roles[at] == Some(Role::Growth));
            years.iter().map(|&at| (at, role(at))).chain(mean.map(|at| (at, Role::Target))).collect()
        } else if !has(Role::Target) && !has(Role::Goal) && !has(Role::Result) && !has(Role::Rate) {
            // A plain table of figures.
            bare.iter().map(|&at| (at, Role::Value)).collect()
        } else {
            Vec::new()
        };
        for (at, role) in found {
            self.points[at].push((Evidence::Order, role, ORDER));
            roles[at] = Some(role);
        }
    }
}

/// Whether the cells of a column say what was done: a good part by how they begin.
fn reports(cells: &[&str], lexicon: &Lexicon) -> bool {
    let said = cells.iter().filter(|cell| !cell.is_empty()).count();
    let told = cells.iter().filter(|cell| kind(cell, lexicon) == Kind::Told || cell.contains('已') || cell.contains("完成")).count();
    said > 0 && told * 2 >= said
}

/// Whether a table of years sets goals: by its caption, or a column that only plans have.
fn plans(headings: &[Heading], caption: &str, lexicon: &Lexicon) -> bool {
    let tagged = lexicon.columns.find(caption).any(|(.., tags)| tags.has(Tags::PLAN) && !tags.has(Tags::NAME));
    let reports = lexicon.columns.find(caption).any(|(.., tags)| tags.has(Tags::DONE));
    tagged && !reports || headings.iter().any(|heading| heading.tags.has(Tags::ATTRIBUTE) || heading.tags.has(Tags::MEAN))
}

/// Which column names the row, and which ones a group of rows.
fn settle_names<'t>(roles: &mut Roles, headings: &[Heading], looks: &[Look], column: &impl Fn(usize) -> Vec<&'t str>) {
    let texts = |at: usize| looks[at].said > 0 && !looks[at].most(looks[at].numbers + looks[at].units + looks[at].bounds);
    let holds = |role: Role| (0..roles.columns.len()).filter(|&at| roles.columns[at].role == role && texts(at)).collect::<Vec<_>>();
    let value = |at: usize, held: &Held| {
        matches!(held.role, Role::Target | Role::Result | Role::Rate | Role::Value | Role::Past) || held.role == Role::Goal && !texts(at)
    };
    let first_value = roles.columns.iter().enumerate().position(|(at, held)| value(at, held));
    let before = |at: usize| first_value.is_none_or(|value| at < value);
    let (names, classes, goals) = (holds(Role::Name), holds(Role::Class), holds(Role::Goal));
    let named = names.iter().copied().rfind(|&at| before(at)).or(names.first().copied());
    let numeric = roles.columns.iter().enumerate().any(|(at, held)| matches!(held.role, Role::Target) && !texts(at));
    let filled = |at: usize| column(at).iter().filter(|cell| !cell.is_empty()).count();
    let counts = roles.columns.iter().enumerate().any(|(at, held)| matches!(held.role, Role::Target | Role::Goal) && looks[at].numeric());
    // 服务|承诺|目标: what spans rows is a group, and what stands behind it names them.
    let finer = goals
        .iter()
        .copied()
        .find(|&at| counts && before(at) && named.is_some_and(|named| named < at && filled(named) * 10 < filled(at) * 9));
    let named = finer.or(named);
    let goal = goals.first().copied().filter(|_| named.is_none());
    let class = classes.iter().copied().rfind(|&at| before(at));
    // 乡镇|目标任务|完成: where numbers are asked for in columns of their own the class names the row; sentences name it themselves.
    let unnamed = || {
        let left = (0..first_value.unwrap_or(roles.columns.len())).filter(|&at| texts(at));
        let known = |at: usize| {
            matches!(roles.columns[at].role, Role::Agency | Role::Other | Role::Unit | Role::Time)
                && looks[at].most(looks[at].texts + looks[at].sentences)
        };
        // Who does it names no row where nothing is asked for in numbers.
        let asked = roles.columns.iter().any(|held| matches!(held.role, Role::Target | Role::Rate));
        left.filter(|&at| known(at) && (asked || roles.columns[at].role != Role::Agency)).min_by_key(|&at| match roles.columns[at].role {
            Role::Other if headings[at].role.is_none() => 0,
            Role::Agency => 1,
            Role::Unit => 2,
            _ => 3,
        })
    };
    // 类别|序号||单位|目标值: the texts that no header stands over name what the class only gathers.
    let bare = |at: usize| roles.columns[at].header.is_empty() && looks[at].most(looks[at].texts + looks[at].sentences);
    let finer = class.and_then(|class| (class + 1..first_value?).find(|&at| bare(at) && filled(at) > filled(class)));
    let name = named.or(goal).or(finer).or(class).or_else(unnamed).or_else(|| holds(Role::Target).first().copied().filter(|_| !numeric));
    let Some(name) = name else { return };
    roles.classes = classes.iter().chain(&names).copied().filter(|&at| at < name).collect();
    // Two names in front of the numbers: the first is a group where it repeats itself.
    let unheaded =
        (0..name).filter(|&at| roles.columns[at].role == Role::Other && headings[at].role.is_none() && looks[at].most(looks[at].texts));
    roles.classes.extend(unheaded.collect::<Vec<_>>());
    roles.classes.sort_unstable();
    roles.classes.dedup();
    roles.holder =
        named.is_none() && goal.is_none() && matches!(roles.columns[name].role, Role::Class | Role::Agency | Role::Unit | Role::Other);
    roles.holder |= roles.columns[name].header.contains("县") && !headings[name].tags.has(Tags::NAME);
    roles.name = Some(name);
}

/// A goal beside the name of the row is what is aimed at; beside a target it only says more.
fn settle_goals(roles: &mut Roles, looks: &[Look]) {
    let target = roles.columns.iter().any(|held| held.role == Role::Target);
    let goals: Vec<usize> = (0..roles.columns.len()).filter(|&at| roles.columns[at].role == Role::Goal && roles.name != Some(at)).collect();
    // What is aimed at stands behind what it is of; a goal in front of the name is another's.
    let behind = |at: usize| looks[at].numeric() || roles.name.is_none_or(|name| at > name);
    // Of several goals the one in numbers is the target, or else the first.
    let aim = goals.iter().copied().find(|&at| looks[at].numeric()).or(goals.iter().copied().find(|&at| behind(at))).filter(|_| !target);
    for at in goals {
        roles.columns[at].role = if aim == Some(at) { Role::Target } else { Role::Remark };
    }
}

/// 2020年目标值|2020年预计值: what is expected beside a target of the same year is what it will have come to; of an earlier year it is that year's.
fn settle_estimates(roles: &mut Roles, headings: &[Heading]) {
    let asked = |at: &usize| roles.columns[*at].role == Role::Target && !headings[*at].tags.has(Tags::AHEAD);
    let asked: Vec<usize> = (0..headings.len()).filter(asked).collect();
    let [target] = asked[..] else { return };
    for (at, heading) in headings.iter().enumerate() {
        let ahead = heading.tags.has(Tags::AHEAD) && !heading.tags.has(Tags::PLAN) && roles.columns[at].role == Role::Target;
        if ahead && heading.year == headings[target].year && at > target {
            roles.columns[at].role = Role::Result;
        } else if ahead && heading.year.is_some() && heading.year < headings[target].year {
            roles.columns[at].role = Role::Past;
        }
    }
}

/// 2021年实际 beside 2022年目标 is the year before, unless a target of that year stands there as well: 2021年预算|2021年执行|2022年预算.
fn settle_years(roles: &mut Roles) {
    let kept = |held: &&Held| matches!(held.role, Role::Target | Role::Result | Role::Rate);
    let latest = roles.columns.iter().filter(kept).filter_map(|held| held.year).max();
    let aims: Vec<u16> = roles.columns.iter().filter(|held| held.role == Role::Target).filter_map(|held| held.year).collect();
    for held in &mut roles.columns {
        let result = matches!(held.role, Role::Result | Role::Rate);
        let earlier = held.year.is_some_and(|year| Some(year) < aims.iter().max().copied().or(latest) && !aims.contains(&year));
        if result && earlier {
            held.role = Role::Past;
        }
    }
}

/// 降低目标(%)|降低率(%): beside a target in percent, with no other column that reports, what is called a rate is what was reached.
fn settle_rates(roles: &mut Roles, headings: &[Heading], looks: &[Look]) {
    let at = |role: Role| (0..headings.len()).filter(|&at| roles.columns[at].role == role).collect::<Vec<_>>();
    let (targets, results, rates) = (at(Role::Target), at(Role::Result), at(Role::Rate));
    let (&[target], &[], &[rate]) = (&targets[..], &results[..], &rates[..]) else { return };
    let percent = headings[target].percent || looks[target].most(looks[target].percents);
    let completion = headings[rate].tags.has(Tags::DONE) || headings[rate].role.is_some_and(|(role, sure)| role == Role::Rate && sure > 1);
    if percent && !completion {
        roles.columns[rate].role = Role::Result;
    }
}

/// Which result and which rate belong to which target.
fn settle_groups(roles: &mut Roles, headings: &[Heading], looks: &[Look], (values, found): (&[Vec<Option<Decimal>>], &[Share])) {
    let columns = &roles.columns;
    let kept = |at: usize| matches!(columns[at].role, Role::Target | Role::Result | Role::Rate) && Some(at) != roles.name;
    let all: Vec<usize> = (0..columns.len()).filter(|&at| kept(at)).collect();
    let targets = all.iter().filter(|&&at| columns[at].role == Role::Target).count();
    let mut groups: Vec<Group> = Vec::new();
    let mut refused = None;
    let noun = |at: usize| headings[at].noun.as_str();
    // 目标: A|B, 完成: A|B: the same noun under another head.
    let nouns: Vec<&str> = all.iter().filter(|&&at| columns[at].role == Role::Target).map(|&at| noun(at)).collect();
    let distinct =
        nouns.len() > 1 && nouns.iter().all(|noun| !noun.is_empty()) && nouns.iter().enumerate().all(|(i, a)| !nouns[..i].contains(a));
    let answered = distinct
        && all.iter().filter(|&&at| columns[at].role == Role::Result).all(|&at| nouns.contains(&noun(at)))
        && all.iter().any(|&at| columns[at].role == Role::Result);
    if let Some(told) = by_shares(columns, &all, found) {
        groups = told;
    } else if answered {
        for &at in all.iter().filter(|&&at| columns[at].role == Role::Target) {
            groups.push(Group { target: Some(at), noun: Some(noun(at).into()), ..Group::NONE });
        }
        for &at in &all {
            let Some(group) = groups.iter_mut().find(|group| group.target.is_some_and(|target| noun(target) == noun(at))) else { continue };
            match columns[at].role {
                Role::Result => group.results.push(at),
                Role::Rate if group.rate.is_none() => group.rate = Some(at),
                _ => {}
            }
        }
    } else {
        for &at in &all {
            let role = columns[at].role;
            let last = groups.last();
            let full = |group: &Group| match role {
                Role::Target => group.target.is_some(),
                Role::Result => group.target.is_some() && !group.results.is_empty() && targets > 1 && noun_of(group, headings) != noun(at),
                _ => group.rate.is_some() && targets > 1,
            };
            if last.is_none_or(full) {
                groups.push(Group::NONE);
            }
            let Some(group) = groups.last_mut() else { continue };
            match role {
                Role::Target => group.target = Some(at),
                Role::Result => group.results.push(at),
                _ => group.rate = group.rate.or(Some(at)),
            }
        }
    }
    if let [group] = &groups[..] {
        groups = shared_target(group, columns, headings, values).unwrap_or(groups);
    }
    merge_marks(&mut groups, columns, looks, found);
    for group in &mut groups {
        order_results(group, columns, headings);
        if group.results.len() > 1 {
            let key = |at: usize| rank(&columns[at], &headings[at]);
            let (a, b) = (group.results[0], group.results[1]);
            let text = |at: usize| !looks[at].numeric();
            if key(a) == key(b) && text(a) == text(b) && !text(a) && noun(a) == noun(b) {
                refused = Some("two columns report alike");
                group.results.clear();
            }
        }
        let unit = |at: usize| columns[at].unit.clone();
        let target = group.target.and_then(unit);
        let actual = group.results.first().copied().and_then(unit);
        group.actual_unit = actual.clone().or_else(|| target.clone());
        group.target_unit = target.or(actual);
        group.growth = group.target.is_some_and(|at| headings[at].tags.has(Tags::MEAN) || headings[at].tags.has(Tags::GROWTH));
        group.horizon = group.target.and_then(|at| columns[at].year).filter(|_| targets > 1);
        group.budget =
            group.target.is_some_and(|at| columns[at].header.chars().filter(|c| !c.is_whitespace()).collect::<String>().contains("预算"));
        let quarter = |&at: &usize| {
            headings[at].noun.is_empty()
                && columns[at].header.contains('季')
                && headings[at].period.and_then(|period| period.length()) == Some(3)
        };
        let from = |at: usize| columns[at].period.and_then(|period| period.months).map(|(from, _)| from);
        group.quarters = group.results.first().is_some_and(|&first| from(first) != Some(1) || group.results.len() > 1)
            && group.results.iter().all(quarter);
    }
    // 资金情况(万元)|预算数|执行数: a unit over the names is that of the numbers beside them.
    let over = columns
        .iter()
        .take_while(|column| !matches!(column.role, Role::Target | Role::Result))
        .find_map(|column| column.unit.clone().filter(|_| column.text));
    for group in &mut groups {
        group.target_unit = group.target_unit.take().or_else(|| over.clone());
        group.actual_unit = group.actual_unit.take().or_else(|| over.clone());
    }
    let several = groups.iter().filter(|group| group.target.is_some()).count() > 1;
    for group in &mut groups {
        let own = noun_of(group, headings);
        if group.noun.is_none() && !own.is_empty() && (several || roles.holder) {
            group.noun = Some(own.into());
        }
    }
    roles.groups = groups;
    roles.refused = refused;
}

/// 计划: A|B, 完成: A|B, 完成率: A|B: as many of each, one behind the other, where the printed rates say that the first is of the first.
fn by_shares(columns: &[Held], all: &[usize], found: &[Share]) -> Option<Vec<Group>> {
    let of = |role: Role| all.iter().copied().filter(|&at| columns[at].role == role).collect::<Vec<_>>();
    let (targets, results, rates) = (of(Role::Target), of(Role::Result), of(Role::Rate));
    let even = targets.len() > 1 && targets.len() == results.len() && targets.len() == rates.len();
    let alternate = || all.chunks(3).all(|three| three.iter().any(|&at| columns[at].role == Role::Rate));
    if !even || alternate() {
        return None;
    }
    let three = targets.into_iter().zip(results).zip(rates).map(|((target, result), rate)| {
        let told = found.iter().any(|share| (share.target, share.result, share.rate) == (target, result, rate));
        told.then(|| Group { target: Some(target), results: vec![result], rate: Some(rate), ..Group::NONE })
    });
    three.collect()
}

/// 目标人数|宫颈癌: 完成|率|乳腺癌: 完成|率: one mark for several things, each with its result and its rate, where the printed rates of none of them
/// contradict it.
fn shared_target(group: &Group, columns: &[Held], headings: &[Heading], values: &[Vec<Option<Decimal>>]) -> Option<Vec<Group>> {
    let noun = |at: usize| headings[at].noun.as_str();
    let rate = |result: usize| (0..columns.len()).find(|&at| columns[at].role == Role::Rate && noun(at) == noun(result));
    let results = &group.results;
    let distinct = results
        .iter()
        .enumerate()
        .all(|(place, &at)| !noun(at).is_empty() && results[..place].iter().all(|&other| noun(other) != noun(at)));
    let target = group.target?;
    let shares = |&result: &usize| {
        rate(result).is_some_and(|rate| {
            let (against, rows) = contradicted(&values[target], &values[result], &values[rate], Decimal::ONE_HUNDRED);
            rows > 2 && against * 2 < rows
        })
    };
    let each = |&at: &usize| Group { target: group.target, results: vec![at], rate: rate(at), noun: Some(noun(at).into()), ..Group::NONE };
    (results.len() > 1 && distinct && results.iter().all(shares)).then(|| results.iter().map(each).collect())
}

/// The noun of a group by the headers of its columns.
fn noun_of<'h>(group: &Group, headings: &'h [Heading]) -> &'h str {
    let places = group.target.into_iter().chain(group.results.iter().copied()).chain(group.rate);
    places.map(|at| headings[at].noun.as_str()).find(|noun| !noun.is_empty()).unwrap_or_default()
}

/// Two marks side by side for one result: 年初预算|全年预算|执行数, 全年目标|上半年目标|完成. The one of the whole year is answered; marks of
/// other years or other things stay what they are.
fn merge_marks(groups: &mut Vec<Group>, columns: &[Held], looks: &[Look], found: &[Share]) {
    let mut at = 0;
    while at + 1 < groups.len() {
        let (a, b) = (&groups[at], &groups[at + 1]);
        let (Some(first), Some(second)) = (a.target, b.target) else {
            at += 1;
            continue;
        };
        let years = columns[first].year != columns[second].year;
        let nouns = |at: usize| columns[at].header.clone();
        let numbers = |at: usize| looks[at].numeric();
        let alone = a.results.is_empty() && a.rate.is_none() && !b.results.is_empty();
        if alone && !years && numbers(first) && numbers(second) {
            let whole = |at: usize| ["全年", "年度", "调整"].iter().any(|word| nouns(at).contains(word)) && !nouns(at).contains("年初");
            let part = |at: usize| columns[at].period.is_some_and(|period| period.length() != Some(12) && period.months.is_some());
            let takes_first = whole(first) && !whole(second) || part(second) && !part(first);
            // 年度计划|前三季度计划|完成|占前三季度计划%: the printed rate is of the part; the whole year's mark is one beside it.
            let of_second =
                |share: &Share| share.target == second && b.rate == Some(share.rate) && b.results.first() == Some(&share.result);
            if takes_first && found.iter().any(of_second) {
                groups[at].results = groups[at + 1].results.clone();
                at += 2;
                continue;
            }
            let target = if takes_first { first } else { second };
            groups[at + 1].target = Some(target);
            groups.remove(at);
        } else {
            at += 1;
        }
    }
}

/// A column that is cumulative by name stands above every period; of periods the latest and longest.
fn rank(held: &Held, heading: &Heading) -> u16 {
    const CUMULATIVE: u16 = 1000;
    match held.period.and_then(|period| period.months.zip(period.length())) {
        // 上月累计 is behind 本月累计.
        _ if heading.cumulative => CUMULATIVE - u16::from(["上月", "上季", "上期"].iter().any(|word| held.header.contains(word))),
        Some(((_, to), length)) => u16::from(to) * 16 + u16::from(length),
        None => 0,
    }
}

/// Of several columns that report the latest comes first.
fn order_results(group: &mut Group, columns: &[Held], headings: &[Heading]) {
    group.results.sort_by_key(|&at| std::cmp::Reverse(rank(&columns[at], &headings[at])));
}

/// Several columns of numbers that no header stands over: the header does not fit, and what it says may be of other columns.
fn check_headers(roles: &mut Roles, headings: &[Heading], looks: &[Look]) {
    let silent = |at: usize| roles.columns[at].header.is_empty() && headings[at].role.is_none();
    let bare = (0..looks.len()).filter(|&at| silent(at) && looks[at].numeric() && !looks[at].counting).count();
    if bare > 1 {
        *roles = Roles {
            refused: Some("columns of numbers have no header"),
            groups: Vec::new(),
            name: None,
            ..std::mem::replace(roles, Roles::none())
        };
    }
}

/// Printed rates are a check: where they contradict the columns in most rows, nothing is answered by figures of that group. Rates that are
/// never above 1.5 and have no sign are fractions.
fn check_rates(roles: &mut Roles, headings: &[Heading], values: &[Vec<Option<Decimal>>], found: &[Share]) {
    for group in &mut roles.groups {
        let Some(rate) = group.rate else { continue };
        let rates = &values[rate];
        let top = Decimal::new(15, 1);
        let low = !rates.is_empty() && rates.iter().flatten().count() > 0 && rates.iter().flatten().all(|&value| value <= top);
        let signed = headings[rate].percent && !roles.columns[rate].header.contains("百分");
        let shared = found.iter().find(|share| share.rate == rate && Some(share.target) == group.target);
        group.fractions = shared.map_or(low && !signed, |share| share.fraction);
        let (Some(target), Some(&result)) = (group.target, group.results.first()) else { continue };
        let whole = if group.fractions { Decimal::ONE } else { Decimal::ONE_HUNDRED };
        let (against, rows) = contradicted(&values[target], &values[result], rates, whole);
        if rows > 2 && against * 2 > rows {
            group.results.clear();
            group.rate = None;
            roles.refused = Some("the printed rates are not those of these columns");
        }
    }
}
