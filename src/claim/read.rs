//! Reads the claims of one cell, clause by clause.

use std::cell::Cell;

use super::clause::{Clause, clauses};
use super::members::members;
use super::noun::{ends_as_rate, near, own_name, states_a_level, tidied};
use super::phrase::{self, Marks};
use super::segment::{Segment, segments};
use super::stated::{Form, Stated};
use super::{Claim, Said, TargetRule, commitment, distribute, plan, stated};
use crate::grammar::{Anchors, Period, Quantity, periods, quantities, year_places};
use crate::lexicon::{Adverb, Bound, Cue, Force, Governs, Headline, Lexicon, Modality, StatedOf, Step, Verb};
use crate::limits::{Limit, Limits};
use crate::role::parenthesised;
use crate::span::{Span, floor};

/// All that was read in one cell.
#[derive(Debug)]
pub(crate) struct Reading<'l> {
    pub(crate) quantities: Vec<Quantity<'l>>,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) periods: Vec<Period>,
    pub(crate) claims: Vec<Claim<'l>>,
    /// What kept the cell from being read as a whole.
    pub(crate) limited: Vec<Limit>,
}

impl Reading<'_> {
    /// Gives what names nothing itself the name that it has from outside: 竣工500套 below 安居工程.
    pub(crate) fn name(&mut self, name: &str) {
        for claim in self.claims.iter_mut().filter(|claim| claim.indicator.is_empty()) {
            name.clone_into(&mut claim.indicator);
        }
    }
}

/// What a clause takes over from those before it.
#[derive(Debug, Default)]
struct Above {
    sentence: usize,
    /// Where the sentence begins.
    from: usize,
    part: usize,
    modality: Option<Modality>,
    /// The year by whose end the sentence is due.
    due: Option<u16>,
    /// 其中 holds to the end of its part.
    part_of: bool,
    /// What the last clause without a quantity spoke of.
    topic: Option<Span>,
}

/// 过去五年 at the beginning of a paragraph: what it covers goes on to its end, or up to a sentence that names a time of its own.
#[derive(Debug, Default)]
struct Era {
    /// Whether the text names several years anywhere.
    any: bool,
    period: Option<Period>,
    /// Up to where the text was heard.
    heard: usize,
}

impl<'l> Reading<'l> {
    /// The quantities that stand in a span, in order.
    pub(crate) fn quantities_in(&self, span: Span) -> impl Iterator<Item = &Quantity<'l>> {
        let first = self.quantities.partition_point(|quantity| quantity.span.from < span.from);
        self.quantities[first..].iter().take_while(move |quantity| quantity.span.to <= span.to)
    }
}

pub(super) struct Reader<'t, 'l> {
    pub(super) text: &'t str,
    pub(super) tense: Tense,
    pub(super) lexicon: &'l Lexicon,
    pub(super) reading: Reading<'l>,
    above: Above,
    era: Era,
    /// Up to where years were looked for, and where the last one stands.
    years: Cell<(usize, Option<usize>)>,
}

/// Whether a cell says what is to be done or what was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Task,
    Progress,
    /// Both, in one paragraph.
    Told,
}

/// Reads a cell.
pub(crate) fn read<'l>(text: &str, tense: Tense, limits: &Limits, lexicon: &'l Lexicon) -> Reading<'l> {
    with_claims(text, laid(text, limits, lexicon), tense, lexicon)
}

/// Reads the quantities of a cell and cuts it into clauses; what each quantity is a claim of is for [`with_claims`].
pub(crate) fn laid<'l>(text: &str, limits: &Limits, lexicon: &'l Lexicon) -> Reading<'l> {
    let anchors = Anchors::of(text);
    let mut quantities = quantities(text, &anchors, lexicon);
    let over = quantities.len() > limits.quantities;
    quantities.truncate(limits.quantities);
    let (clauses, deep) = clauses(text, &anchors, &quantities, limits.nesting);
    let reached = [(over, Limit::Quantities), (deep, Limit::Nesting)];
    let limited = reached.iter().filter(|(reached, _)| *reached).map(|&(_, limit)| limit).collect();
    Reading { quantities, clauses, periods: periods(text, &anchors), claims: Vec::new(), limited }
}

/// Reads the claims of a cell that was laid out.
pub(crate) fn with_claims<'l>(text: &str, reading: Reading<'l>, tense: Tense, lexicon: &'l Lexicon) -> Reading<'l> {
    let era = Era { any: reading.periods.iter().any(|period| period.several), ..Era::default() };
    let mut reader = Reader { text, tense, lexicon, reading, above: Above::default(), era, years: Cell::default() };
    reader.reading.claims.reserve(reader.reading.quantities.len());
    let mut own = Vec::new();
    for index in 0..reader.reading.clauses.len() {
        own.clear();
        let span = reader.reading.clauses[index].span;
        let from = reader.reading.quantities.partition_point(|quantity| quantity.span.from < span.from);
        let clause = &reader.reading.clauses[index];
        own.extend(
            (from..reader.reading.quantities.len())
                .take_while(|&i| reader.reading.quantities[i].span.to <= span.to)
                .filter(|&i| !clause.in_hole(reader.reading.quantities[i].span)),
        );
        for &i in &own {
            // 约⏎5家: the hedge stands on the line before, in a clause of its own.
            let outer = &mut reader.reading.quantities[i].outer;
            outer.from = outer.from.max(span.from);
        }
        reader.clause(index, &own);
    }
    reader.reading
}

impl<'l> Reader<'_, 'l> {
    fn clause(&mut self, index: usize, own: &[usize]) {
        let mut clause = self.reading.clauses[index].clone();
        if clause.sentence != self.above.sentence {
            self.above = Above { sentence: clause.sentence, from: clause.span.from, part: clause.part, ..Above::default() };
            self.hear_era(clause.span.from);
        }
        if clause.part != self.above.part {
            self.above.part = clause.part;
            self.above.part_of = false;
        }
        self.hear_frame(&clause);
        if own.is_empty() {
            commitment::read(self, index, &clause);
            if !clause.inside {
                self.above.topic = Some(clause.span);
            }
            return;
        }
        // 零就业家庭动态清零、城镇登记失业率控制在4%以内
        if let Some(cut) = commitment::joined(self, &clause, own[0]) {
            commitment::read(self, index, &Clause { span: Span::new(clause.span.from, cut.from), ..clause.clone() });
            clause.span.from = cut.to;
        }
        if distribute::read(self, index, &clause, own) {
            return;
        }
        for segment in segments(self.text, &clause, &self.reading.quantities, own, self.lexicon) {
            self.segment(index, &clause, segment);
        }
        if commitment::beside(self, index) {
            commitment::read(self, index, &clause);
        }
    }

    /// 力争, 确保 and 到2025年 hold from where they stand to the end of the sentence.
    fn hear_frame(&mut self, clause: &Clause) {
        // Two clauses of three say nothing of the kind, and their words need not be read for it.
        if !self.lexicon.may_frame(clause.span.of(self.text)) {
            return;
        }
        let said = phrase::lead(self.text, clause.span, Force::Weak, &self.reading.periods, self.lexicon);
        if said.modality.is_some() {
            self.above.modality = said.modality;
        }
        self.above.due = said.due.or(self.above.due);
        self.above.part_of |= said.marks.part && !clause.inside;
    }

    pub(super) fn modality(&self) -> Option<Modality> {
        self.above.modality
    }

    pub(super) fn due(&self) -> Option<u16> {
        self.above.due
    }

    /// What the sentence spoke of before this clause.
    pub(super) fn topic(&self) -> Option<Span> {
        self.above.topic
    }

    /// The last period named in the sentence before `at`.
    pub(super) fn period(&self, at: usize) -> Option<Period> {
        let behind = self.reading.periods.partition_point(|period| period.span.to <= at);
        let own = self.reading.periods[..behind].last().filter(|period| period.span.from >= self.above.from).copied();
        // 五年来改造126个,其中今年改造28个
        let from = own.map_or(self.above.from, |own| own.span.to);
        let dated = || self.year_before(at).is_some_and(|year| from <= year);
        match own {
            Some(own) if own.several && dated() => None,
            Some(own) => Some(own),
            None => self.era.period.filter(|_| !dated()),
        }
    }

    /// Where a year is named last before `at`. What was looked at once is not looked at again.
    fn year_before(&self, at: usize) -> Option<usize> {
        let (heard, known) = self.years.get();
        if heard >= at {
            return known.filter(|&year| year < at);
        }
        // A word may lie across the place up to which was heard.
        let from = floor(self.text, heard.saturating_sub(LONGEST_YEAR));
        let year = last_year(&self.text[from..at], self.lexicon).map(|year| from + year).or(known);
        self.years.set((at, year));
        year
    }

    /// Hears of what time a sentence speaks that begins at `from`.
    fn hear_era(&mut self, from: usize) {
        if !self.era.any {
            return;
        }
        let said = &self.text[self.era.heard..from];
        let dated = last_year(said, self.lexicon).map(|at| at + self.era.heard);
        let heard = self.reading.periods.partition_point(|period| period.span.from < self.era.heard);
        let until = self.reading.periods.partition_point(|period| period.span.to <= from);
        if let Some(last) = self.reading.periods.get(heard..until).and_then(<[Period]>::last) {
            let leads = said.trim_start().starts_with(last.span.of(self.text)) && self.text[last.span.to..].starts_with([',', '，']);
            let goes_on = dated.is_none_or(|at| at < last.span.from) && !self.text[last.span.to..from].contains('\n');
            // 这五年，…。5年累计投入6亿元: what is named again in between ends nothing.
            let era = if leads { Some(*last) } else { self.era.period.filter(|_| !said.contains('\n')) };
            self.era.period = era.filter(|_| last.several && goes_on);
        } else if dated.is_some() || said.contains('\n') {
            self.era.period = None;
        }
        self.era.heard = from;
    }

    pub(super) fn marks(&self, clause: &Clause) -> Marks {
        Marks { part: self.above.part_of && !clause.inside, ..Marks::default() }
    }

    /// Whether an indicator is no more than a verb, the name of a plan, or of what came of it: 完成, 预算, 支出决算.
    fn names_nothing(&self, indicator: &str) -> bool {
        let plan = self.lexicon.stance.prefix(indicator).is_some_and(|(word, cue)| *cue == Cue::Plan && word.len() == indicator.len());
        indicator.is_empty() || self.lexicon.is_verb(indicator) || plan || ["支出决算", "收入决算", "决算", "决算数"].contains(&indicator)
    }

    /// What the clause in front speaks of, where it is a measure by name: 房屋改造面积,|完成330万平方米.
    fn measured_above(&self, clause: &Clause) -> Option<String> {
        let topic = self.above.topic.filter(|topic| topic.to <= clause.span.from && clause.part == self.above.part)?;
        let adjacent = self.text[topic.to..clause.span.from].trim().chars().count() <= 1;
        let (named, _) = parenthesised(topic.of(self.text).trim());
        let named = self.spoken(Span::new(topic.from, topic.from + topic.of(self.text).find(named)? + named.len()));
        let headline = Headline::all().iter().flat_map(|headline| headline.names).any(|name| topic.of(self.text).contains(*name));
        let measure = self.lexicon.measures.suffix(&named).is_some_and(|(_, measure)| measure.is_some());
        (adjacent && (headline || measure)).then_some(named)
    }

    /// What the clause in front speaks of, up to what is said of it: 饮水安全方案|已审查,.
    fn topic_named(&self, clause: &Clause) -> Option<String> {
        let topic = self.above.topic.filter(|topic| topic.to <= clause.span.from && clause.part == self.above.part)?;
        let said = topic.of(self.text);
        // 饮水安全|全部解决
        let told = |rest: &str| rest.starts_with(['已', '正']) || ["全部", "全面", "全都"].iter().any(|word| rest.starts_with(word));
        let (at, _) = said.char_indices().find(|&(at, _)| at > 0 && told(&said[at..]))?;
        let adjacent = self.text[topic.to..clause.span.from].trim().chars().count() <= 1;
        let named = self.spoken(Span::new(topic.from, topic.from + at));
        (adjacent && named.chars().nth(2).is_some() && named.chars().count() <= 2 * PLACE).then_some(named)
    }

    /// 计划投资1.2亿元的|污水处理厂项目: whose money it is may stand behind it.
    fn venture_behind(&self, after: Span) -> Option<String> {
        let said = after.of(self.text).trim_start().strip_prefix('的')?;
        let (at, word, ()) = self.lexicon.ventures.find(&said[..floor(said, said.len().min(TITLE))]).next()?;
        let named = tidied(said[..at + word.len()].to_owned());
        (at > 0 && !named.contains(|c: char| "、,，和".contains(c))).then_some(named)
    }

    /// The undertaking that the clause in front speaks of, and counts nothing: 加快|饮水安全工程|建设进度,.
    fn venture_above(&self, clause: &Clause) -> Option<String> {
        let topic = self.above.topic.filter(|topic| topic.to <= clause.span.from && clause.part == self.above.part)?;
        if self.text[topic.to..clause.span.from].trim().chars().count() > 1 {
            return None;
        }
        let said = &self.text[topic.from..near(self.text, topic.from, topic.to)];
        let (at, word, ()) = self.lexicon.ventures.find(said).next()?;
        let named = self.spoken(Span::new(topic.from, topic.from + at + word.len()));
        (named.chars().count() > word.chars().count() + 1 && !named.contains(['、', '“', '”'])).then_some(named)
    }

    /// 全区除治计划2532亩,…其中青龙镇计划288亩: a place alone is of what is planned for the whole.
    fn of_the_whole(&self, indicator: String, quantity: &Quantity<'_>) -> String {
        let place = self.lexicon.places.suffix(&indicator).is_some_and(|(ending, &names)| names && ending.len() < indicator.len());
        if !place || indicator.chars().count() > PLACE {
            return indicator;
        }
        let thing = |claim: &Claim<'l>| {
            let (word, _) = self.lexicon.adverbs.prefix(&claim.indicator).filter(|(_, mark)| **mark == Adverb::Place)?;
            (claim.marks.plan && claim.is_in_the_unit_of(quantity)).then(|| claim.indicator[word.len()..].to_owned())
        };
        let whole = self.reading.claims.iter().rev().take(WHOLE).find_map(thing);
        indicator + &whole.unwrap_or_default()
    }

    /// The title that the paragraph of a place begins with: 1.医疗卫生(类)公立医院(款)综合医院(项)。全年预算为…
    fn title(&self, at: usize) -> Option<String> {
        let from = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let (title, _) = self.text[from..at].split_once('。')?;
        let title = title.trim().trim_start_matches(|c: char| c.is_ascii_digit() || "（()）.、．一二三四五六七八九十 ".contains(c));
        let short = title.chars().count() <= TITLE;
        if title.is_empty() || !short || title.contains(|c: char| c.is_ascii_digit() || ",，:：;；".contains(c)) {
            return None;
        }
        // 医疗卫生(类)公立医院(款)综合医院(项): the last class of a budget is what the money is for.
        let of_budget =
            ["类", "款", "项"].iter().any(|level| title.trim_end_matches([')', '）']).ends_with(level) && title.ends_with([')', '）']));
        let last = || title.trim_end_matches([')', '）']).rsplit(['(', '（']).nth(1).and_then(|class| class.rsplit([')', '）']).next());
        let named = if of_budget { last().unwrap_or(title).trim() } else { title };
        (named.chars().count() > 1).then(|| named.to_owned())
    }

    /// 污水处理设施建设,全年任务为|770个村: what stands in front of the clause is planned, whatever it is counted in.
    fn topic_has_a_plan(&self, before: Span) -> bool {
        let said = before.of(self.text).trim();
        let plan = said.strip_suffix(['为', '是', '共']).unwrap_or(said);
        let adjacent = |topic: Span| self.text[topic.to.min(before.from)..before.from].trim().chars().count() <= 1;
        !said.is_empty()
            && self.above.topic.is_some_and(adjacent)
            && self.lexicon.stance.suffix(plan).is_some_and(|(word, cue)| {
                *cue == Cue::Plan && plan[..plan.len() - word.len()].chars().all(|c| "全年度今本计划目标总的".contains(c))
            })
    }

    /// Whether nothing but the name of a plan, or of a rate of completion, stands behind a number.
    fn names_the_plan(&self, after: Span, quantity: &Quantity<'_>) -> bool {
        let said = after.of(self.text).trim_start();
        let near = &said[..floor(said, said.len().min(PLACE * 12))];
        let counts = matches!(quantity.unit.name.as_ref(), "个" | "项" | "条" | "件");
        let plan = !counts && plan::behind(near, quantity, self.lexicon).is_some_and(|named| named.noun.is_empty());
        plan || self.lexicon.stated.prefix(near).is_some_and(|(_, against)| against.rate)
    }

    /// What the plan is of that is named behind a number, and where its name ends: 65万辆|的|销量|目标. Where that is no more than a verb, what the same
    /// task was of before: 高标准农田|建设任务…,完成800万亩的|建设任务.
    fn planned(&self, clause: &Clause, segment: &Segment, front: Span) -> Option<(String, usize)> {
        let after = segment.after;
        let said = after.of(self.text).trim_start();
        let near = &said[..floor(said, said.len().min(PLACE * 12))];
        let quantity = &self.reading.quantities[segment.quantity];
        let named = plan::behind(near, quantity, self.lexicon).filter(|_| !said.starts_with('为'))?;
        let end = after.to - said.len() + named.end;
        // 危房改造任务为430户,其中2010年的220户|任务已完成: of what the sentence speaks of.
        if named.noun.is_empty() {
            let counts = matches!(quantity.unit.name.as_ref(), "个" | "项" | "条" | "件");
            let bare = !said.starts_with('的') && !counts && front.of(self.text).trim().is_empty();
            let here =
                |claim: &&Claim<'_>| self.reading.clauses[claim.clause].sentence == clause.sentence && claim.is_in_the_unit_of(quantity);
            let above = self.reading.claims.iter().rev().take(NEAR).find(here).filter(|_| bare)?;
            return Some((above.indicator.clone(), end));
        }
        if !said.starts_with('的') {
            return None;
        }
        if !self.lexicon.is_verb(named.noun) {
            return Some((format!("{}{}", self.planner(clause, segment.before), named.noun), end));
        }
        // 年底|前可如期|完成800万亩的建设任务
        let said = front.of(self.text).trim();
        let said = self.lexicon.verbs.suffix(said).map_or(said, |(word, _)| &said[..said.len() - word.len()]);
        if !said.trim_matches(|c: char| c.is_whitespace() || "前可如期能将要会按顺利".contains(c)).is_empty() {
            return None;
        }
        let before = &self.text[..clause.span.from];
        let near = floor(before, before.len().saturating_sub(SAME_TASK));
        let again = format!("{}{}", named.noun, named.name);
        let at = near + before[near..].rfind(&again)?;
        let from = self.text[near..at].rfind(|c: char| ",，。;；:：\n".contains(c)).map_or(near, |cut| near + cut);
        let from = from + self.text[from..at].chars().next().filter(|c| ",，。;；:：\n".contains(*c)).map_or(0, char::len_utf8);
        let thing = self.spoken(Span::new(from, at));
        (!thing.is_empty()).then(|| (format!("{thing}{}", named.noun), end))
    }

    /// Who set himself a plan, in front of the verb that says so: 某车企|年初设定了, 某公司|超额完成. Nothing where it is a whole phrase.
    fn planner(&self, clause: &Clause, before: Span) -> String {
        let said = &self.text[clause.span.from.min(before.from)..before.to];
        let set = self
            .lexicon
            .stance
            .find(said)
            .filter(|(_, _, cue)| matches!(cue, Cue::Cites | Cue::Plan | Cue::Weak | Cue::Aspect | Cue::Will));
        let met = self.lexicon.meets.find(said).filter(|(_, word, _)| word.chars().nth(1).is_some());
        let Some(at) = set.map(|(at, ..)| at).chain(met.map(|(at, ..)| at)).min() else { return String::new() };
        let from = clause.span.from.min(before.from);
        let who = self.spoken(Span::new(from, from + at));
        let who = self
            .lexicon
            .planners
            .suffix(&who)
            .filter(|(word, ())| word.contains('年'))
            .map_or(who.as_str(), |(word, ())| &who[..who.len() - word.len()]);
        if who.chars().count() <= PLACE && !who.contains(['、', '“']) { who.to_owned() } else { String::new() }
    }

    fn segment(&mut self, index: usize, clause: &Clause, segment: Segment) {
        let quantity = self.reading.quantities[segment.quantity].clone();
        let tail = self.tail(&segment, &quantity);
        let mut trend = tail.verb.map(|(_, verb)| verb.governs).filter(|governs| matches!(governs, Governs::Rise | Governs::Fall));
        let mut level = tail.verb.is_some() && trend.is_none();
        let force = match (trend, level) {
            (Some(_), _) => Force::Frame,
            (None, true) => Force::Strong,
            (None, false) => Force::Weak,
        };
        let front = Span::new(segment.before.from, tail.noun.max(segment.before.from));
        let mut lead = phrase::lead(self.text, front, force, &self.reading.periods, self.lexicon);
        let mut noun = Span::new(lead.noun.min(front.to), front.to);
        let mut action = lead.action;
        // 某市|预计|全年生产总值: what it is reckoned at.
        let mut who = "";
        if let Some(at) = noun.of(self.text).find(RECKONED).filter(|&at| at > 0 && action.is_none()) {
            who = noun.of(self.text)[..at].trim();
            let behind = phrase::lead(self.text, Span::new(noun.from + at, front.to), force, &self.reading.periods, self.lexicon);
            (lead.marks, action) = (lead.marks.with(behind.marks), behind.action);
            noun.from = behind.noun.min(front.to);
        }
        let of_topic = self.topic_has_a_plan(segment.before);
        // A mark names nothing: 5家●.
        let names = |head: Span| head.of(self.text).contains(char::is_alphabetic);
        let head = if tail.verb.is_some() || of_topic {
            None
        } else {
            // 以1200万人次为目标, 2010年的220户任务已完成, 目标销量42万辆 完成率34%: the name of the plan, or of its rate, names no thing.
            let marked = self.names_the_plan(segment.after, &quantity);
            // 电力改造已开工15个|村: a place of one character is what is counted in, not what is counted.
            let only_counts = |head: Span| {
                // 房屋供应目标为42万个|单位: nor is the flat of Hong Kong.
                let single =
                    matches!(head.of(self.text), "村" | "乡" | "镇" | "县" | "区" | "市") || head.of(self.text).starts_with("单位");
                single && noun.of(self.text).trim().chars().nth(2).is_some()
            };
            self.head(segment.after).filter(|&head| names(head) && !marked && !only_counts(head) && !self.adds_nothing(head, noun))
        };

        let of_plan = if tail.verb.is_some() || of_topic { None } else { self.planned(clause, &segment, noun) };
        let of_task = of_plan.is_some() && self.names_the_plan(segment.after, &quantity);
        // 全县不少于18个 is of what stands before.
        let said = noun.of(self.text).trim();
        let place = self.lexicon.adverbs.prefix(said).filter(|(word, mark)| **mark == Adverb::Place && word.len() == said.len());
        if head.is_none() && place.is_some() {
            noun.from = noun.to;
        }
        // 去年以1000万人次、今年以1200万人次为目标: what stands in front of 以 does it, and is not what is counted.
        if segment.after.of(self.text).trim_start().starts_with("为目标")
            && let Some(at) = noun.of(self.text).rfind('以')
        {
            let behind = noun.from + at + '以'.len_utf8();
            let alike =
                |claim: &Claim<'_>| self.reading.clauses[claim.clause].sentence == clause.sentence && claim.is_in_the_unit_of(&quantity);
            if behind < noun.to || self.reading.claims.iter().rev().take(NEAR).any(alike) {
                noun.from = behind;
            } else {
                noun.to = noun.from + at;
            }
        }
        let mut subject = None;
        if action.is_none() && head.is_none() && trend.is_none() {
            (subject, action, noun) = self.around_a_verb(noun, lead.reference, &mut lead.marks);
        }

        let share = Some(()).filter(|()| quantity.unit.dimension() == "share").and_then(|()| self.share_of(&segment, action, noun));
        trend = share.as_ref().and_then(|&(trend, ..)| trend).or(trend);
        // 压减一般性支出10%以上: the verb in front of the noun says that the share is a change.
        // 提升回收率至55%: but a level is said where it is come to.
        let governed = action.is_some_and(|action| matches!(action.last.governs, Governs::Rise | Governs::Fall));
        level |= governed && segment.before.of(self.text).trim_end().ends_with(['至', '到']);
        if trend.is_none() && !level && quantity.unit.dimension() == "share" {
            trend = action.map(|action| action.last.governs).filter(|governs| matches!(governs, Governs::Rise | Governs::Fall));
        }
        // 对照110家清单 refers to a list; 结合旧改新增停车位500个 does something.
        let acts = action.is_some_and(|action| matches!(action.last.governs, Governs::Count | Governs::Less));
        let mut verb = action.map(|action| action.last_or_early());
        // 投资120亿元(其中工业60亿元),增长10%: what stands in parentheses lends nothing to what stands behind them.
        // 开工62万套,占年度任务的104%;基本建成31万套: a rate that only names its plan names nothing for what follows.
        let outside = |above: &&Claim<'_>| {
            (clause.inside || !self.reading.clauses[above.clause].inside)
                && (above.stated.is_none() || !names_only_a_plan(without_a_share(&above.indicator, self.lexicon), self.lexicon))
        };
        let above = self.reading.claims.iter().rev().take(NEAR_BRACKETS).find(outside);
        let above = above.filter(|above| self.reading.clauses[above.clause].sentence == clause.sentence);
        // 开工198户,开工率34%,竣工93户: a count goes on with what was counted, not with its rate.
        let above = above.map(|above| self.counted_above(above, &quantity));
        let mut rule = TargetRule::NounBefore;
        let mut inherited = false;
        // 实施省级重点项目640个,完成投资3500亿元: the money is theirs.
        let money = money(noun.of(self.text)).filter(|_| head.is_none() && subject.is_none());
        let venture = money.and_then(|_| self.venture(above));
        // 技改投资增长15%以上、占工业投资比重达到40%: a share that does not say of what it is.
        let part = above.filter(|_| {
            let said = noun.of(self.text).trim();
            head.is_none()
                && subject.is_none()
                && said.starts_with('占')
                && self.lexicon.shares.suffix(said).is_some_and(|(word, ())| word != said)
        });
        // 公交车总数1434辆,占比92.64%: a bare 占比 is of what stands before.
        let share_of = venture.or(part).or_else(|| {
            above.filter(|_| {
                head.is_none()
                    && subject.is_none()
                    && self.lexicon.shares.prefix(noun.of(self.text).trim()).is_some_and(|(word, ())| word == noun.of(self.text).trim())
            })
        });
        let indicator = if let Some(topic) = self.above.topic.filter(|_| of_topic) {
            rule = TargetRule::NounAbove;
            inherited = true;
            self.spoken(topic)
        } else if let Some((_, thing, _)) = &share {
            rule = TargetRule::NounAfter;
            thing.clone()
        } else if let Some(above) = share_of {
            rule = TargetRule::NounAbove;
            inherited = true;
            match money.filter(|_| venture.is_some()) {
                Some(money) => format!("{}{money}", without_money(&above.indicator)),
                None => format!("{}{}", above.indicator, noun.of(self.text).trim()),
            }
        } else if let Some((planned, _)) = &of_plan {
            rule = TargetRule::NounAfter;
            planned.clone()
        } else if let Some(head) = head {
            rule = TargetRule::NounAfter;
            head.of(self.text).to_owned()
        } else if let Some(money) = money {
            // 饮水安全工程属重点工程,总投资1500万元
            match self.venture_behind(segment.after).or_else(|| self.venture_above(clause).filter(|_| above.is_none())) {
                Some(venture) => format!("{venture}{money}"),
                None => money.to_owned(),
            }
        } else if !noun.of(self.text).trim().is_empty() || subject.is_some() {
            self.named(subject, noun)
        } else {
            rule = TargetRule::NounAbove;
            inherited = true;
            let done = action.map(|action| action.span.of(self.text));
            let sums = lead.marks.total || lead.marks.cumulative;
            match (above, done) {
                // 年度投资计划647.4亿元: the plan is of what is done in front of the word.
                (Some(_), Some(done)) if tail.marks.plan && self.text[front.to..quantity.outer.from.max(front.to)].trim() == "计划" => {
                    let venture = self::money(done).and_then(|_| self.venture(above));
                    let year = if self.text[..action.map_or(0, |action| action.span.from)].ends_with("年度") { "年度" } else { "" };
                    // The year's own part is named by the head of what it is of: 重大|产业项目|年度投资.
                    let head = |whole: &str| whole.char_indices().rev().nth(HEAD - 1).map_or(0, |(at, _)| at);
                    let named = |whole: &str| whole[if year.is_empty() { 0 } else { head(whole) }..].to_owned();
                    venture.map_or_else(|| done.to_owned(), |venture| format!("{}{year}{done}", named(undertaking(&venture.indicator))))
                }
                // 总投资3.8亿元,年度计划投资2.4亿元: the year's own part, of what the sentence counts.
                (Some(_), Some("投资")) if self.text[..action.map_or(0, |action| action.span.from)].ends_with("年度计划") => {
                    let owner = self.venture_of_sentence(clause).unwrap_or_default();
                    let head = owner.char_indices().rev().nth(HEAD - 1).map_or(0, |(at, _)| at);
                    format!("{}年度投资", &owner[head..])
                }
                // 年度计划投资120亿元 behind 重点项目85个: the verb names the amount.
                (Some(above), Some(done)) if !above.indicator.ends_with(done) && self.lexicon.measures.suffix(done).is_some() => {
                    format!("{}{done}", above.indicator)
                }
                // 累计竣工1933套 sums up what was done, of whatever kind.
                (Some(above), Some(done)) if sums && !above.indicator.ends_with(done) => done.to_owned(),
                (Some(above), _) => take_over(self.text, above, action.map(|action| action.span), self.lexicon),
                // 房屋改造面积,完成330万平方米; 实际利用外资:到账2.86亿美元
                // 加快饮水安全工程建设进度,计划实施40处
                (None, Some(done)) => {
                    let counts = || super::segment::counts(quantity.unit.dimension());
                    let venture = || Some(()).filter(|()| counts()).and_then(|()| self.venture_above(clause));
                    // 饮水安全方案已审查,预计年底完成2万人的任务指标
                    let topic = || Some(()).filter(|()| of_task || done == "完成").and_then(|()| self.topic_named(clause));
                    self.measured_above(clause).or_else(venture).or_else(topic).unwrap_or_else(|| done.to_owned())
                }
                (None, None) => self.above.topic.map(|topic| self.spoken(topic)).unwrap_or_default(),
            }
        };
        // 确保平均浓度下降4%。实际下降5.1%, 年初预定安装充电桩3000个。其中2250个已完成: of what the sentence before speaks of.
        let earlier = self.reading.claims.iter().rev().take(NEAR).find(|before| before.stated.is_none());
        let indicator = if self.tense != Tense::Told {
            indicator
        } else if let Some(title) = self.names_nothing(&indicator).then(|| self.title(clause.span.from)).flatten() {
            title
        } else {
            match earlier {
                Some(before) if names_only_a_plan(&indicator, self.lexicon) && before.is_in_the_unit_of(&quantity) => {
                    before.indicator.clone()
                }
                _ if tail.marks.plan => self.of_the_whole(indicator, &quantity),
                _ => indicator,
            }
        };
        let indicator = if who.is_empty() || inherited { indicator } else { format!("{who}{indicator}") };
        let indicator = self.of_level(indicator, above.filter(|above| above.clause == index));
        // 人才房开工5500套: a verb at the end of the noun is the action as well.
        if action.is_none()
            && rule == TargetRule::NounBefore
            && let Some((word, &last)) = self.lexicon.verbs.suffix(noun.of(self.text)).filter(|(word, verb)| {
                verb.governs == Governs::Count && word.chars().count() > 1 && self.lexicon.measures.prefix(word).is_none()
            })
        {
            action = Some(phrase::Action::only(Span::new(noun.to - word.len(), noun.to), last));
            // 组织申报未来工厂4家、数字化车间培育6家: the whole list is applied for.
            let applied =
                above.filter(|above| above.clause == index).and_then(|above| above.verb).filter(|verb| verb.step == Some(Step::Early));
            verb = verb.or(applied).or(Some(last));
        }
        // 招引顶尖人才20名、领军人才200名: a list shares its verb.
        let mut listed = false;
        let continues = front.from == noun.from && subject.is_none();
        let above = above.filter(|above| self.reading.clauses[above.clause].part == clause.part);
        // A level or a rate is not governed by the verb of a clause before: 新增就业40万人,失业率5.5%.
        let above = above.filter(|above| above.clause == index || !states_a_level(&indicator, &quantity, self.lexicon));
        if verb.is_none() && tail.verb.is_none() && (continues || clause_continues(above, index)) && lead.marks.only_part() {
            verb = above.and_then(|above| above.verb);
            listed = verb.is_some();
            if action.is_none()
                && let Some(from) = above.and_then(|above| above.action)
            {
                action = verb.map(|verb| phrase::Action::only(from, verb));
            }
        }
        // 竣工项目|完成58.6亿元, 帮扶资金|到位320万元: what is done to a thing behind its name is no part of it.
        let reached = self.lexicon.reached.suffix(&indicator).filter(|_| rule == TargetRule::NounBefore && self.tense == Tense::Told);
        let indicator = match reached.map(|(word, ())| indicator.len() - word.len()) {
            // 竣工|投产项目|完成58.6亿元: a verb in front of it only says which things they are.
            Some(end) if indicator[..end].chars().nth(1).is_some() => {
                let which = lead.action.map(|action| action.span).filter(|action| action.to == noun.from && subject.is_none());
                format!("{}{}", which.map_or("", |which| which.of(self.text)), &indicator[..end])
            }
            _ => indicator,
        };
        let start = lead.action.map(|action| action.span.from).or(subject.map(|s| s.from)).unwrap_or(if noun.is_empty() {
            tail.verb.map_or(quantity.outer.from, |(span, _)| span.from)
        } else {
            noun.from
        });
        let start = self.skip_space(start.min(quantity.outer.from), quantity.outer.from);
        let mut end = head.map_or(quantity.outer.to, |head| head.to.max(quantity.outer.to));
        end = share.map_or(end, |(.., to)| to.max(end));
        end = of_plan.as_ref().map_or(end, |(_, to)| (*to).max(end));
        // 11条迎亚运道路已于5月底完工: what is said of the noun belongs to the figure.
        // 机井房修缮(2010—2014年): what stands in parentheses is not said of it.
        let closed = head.is_some_and(|head| self.text[head.to..clause.span.to].trim_start().starts_with(['(', '（']));
        if self.tense != Tense::Task && head.is_some() && segment.after.to == clause.span.to && !closed {
            end = end.max(clause.span.to);
        }
        // 增长5.6%、7.5%: joined straight to the value before, it is said by the same verb.
        if inherited
            && action.is_none()
            && tail.verb.is_none()
            && let Some(above) = above.filter(|above| above.clause == index && above.is_in_the_unit_of(&quantity))
        {
            trend = above.trend;
            level = above.level;
            action = above.action.map(|span| phrase::Action::only(span, verb.unwrap_or(PLAIN)));
        }
        // 增长6.9%,年初预期7.5%: the plan is of the same growth.
        let planned = lead.marks.plan || lead.marks.estimate || tail.marks.plan || tail.marks.estimate;
        if inherited && planned && trend.is_none() && !level && quantity.unit.name == "%" {
            let before = self.reading.claims.last().filter(|before| before.clause + 1 == index && before.is_in_the_unit_of(&quantity));
            trend = before.and_then(|before| before.trend);
        }
        // 生产总值预期增长7%左右,实际完成7.4%: what was reached of it is a growth too.
        let bare_share = inherited && trend.is_none() && quantity.unit.name == "%" && quantity.bound.is_none();
        if bare_share && action.is_some_and(|action| self.names_nothing(action.span.of(self.text))) {
            let before = self.reading.claims.last().filter(|before| before.clause + 1 == index && before.is_in_the_unit_of(&quantity));
            let before = before.filter(|before| {
                before.trend.is_some() && before.marks.with(self.plan_in(Span::new(before.evidence.from, before.behind.from), true)).plan
            });
            if let Some(before) = before {
                (trend, level) = (before.trend, false);
            }
        }
        // 有6.5%的增速就能实现就业: a share that is said of something, without a verb of its own, asks nothing.
        let bare = inherited
            && action.is_none()
            && tail.verb.is_none()
            && self.text[quantity.outer.to..].starts_with('的')
            && quantity.unit.dimension() == "share";
        // 建成年输气量2亿方|门站: of what size a thing is.
        let sizes = || ["量", "能力", "库容"].iter().any(|end| noun.of(self.text).trim().ends_with(end));
        let bare =
            bare || rule == TargetRule::NounAfter && of_plan.is_none() && !super::segment::counts(quantity.unit.dimension()) && sizes();
        let bare = bare || (rule == TargetRule::NounBefore && self.describes(segment.after, &quantity));
        // 每个乡镇至少建成1所养老服务中心
        let based = head.is_some() && self.text[lead.noun.min(front.to)..front.to].starts_with('每');
        lead.marks.each |= based;
        lead.marks.least |= based && self.lexicon.adverbs.find(front.of(self.text)).any(|(_, _, mark)| *mark == Adverb::Least);
        let mut quantity = quantity;
        if (lead.marks.least || tail.marks.least) && quantity.bound.is_none() {
            quantity.bound = Some(Bound::Ge);
        }
        let marks = lead.marks.with(tail.marks).with(self.marks(clause)).with(self.plan_in(segment.before, acts || trend.is_some()));
        // 其中2010年的220户任务已完成: the number is the task's own.
        let marks = Marks { plan: marks.plan || of_task, ..marks };
        let claim = Claim {
            evidence: Span::new(start, end),
            apart: None,
            indicator: own_name(tidied(indicator), self.lexicon),
            inherited,
            action: action.map(|action| action.span).or(tail.verb.map(|(span, _)| span)),
            sinks: tail.verb.is_some_and(|(_, verb)| verb.sinks),
            verb,
            listed,
            trend,
            level,
            marks,
            modality: tail.modality.or(self.above.modality),
            reference: lead.reference && !acts,
            thresholds: segment.thresholds.iter().map(|&i| self.reading.quantities[i].clone()).collect(),
            class: segment.class || bare,
            baseline: segment.baseline.map(|i| self.reading.quantities[i].clone()),
            clause: index,
            period: self.period(quantity.span.from),
            year: lead.year,
            stated: stated::of(self.text, clause, &self.reading.quantities, segment.quantity, self.lexicon)
                .or_else(|| self.goes_on_with_rates(index, &quantity)),
            // 2026年达到70%、2030年达到75%: the year in front of its own number comes first.
            due: lead.due.or(lead.year.filter(|_| self.tense == Tense::Task)).or(self.above.due),
            behind: Span::new(quantity.outer.to, near(self.text, quantity.outer.to, self.said_on(index, &quantity))),
            rule,
            said: Said::Quantity(quantity),
        };
        // 污染地块安全利用率和固体废物安全处理率达到100%: one mark for each.
        let list = if claim.level && rule == TargetRule::NounBefore { members(noun.of(self.text), self.lexicon) } else { Vec::new() };
        let mut list = list;
        // 国内生产总值和城乡居民人均收入翻一番: each of them grows, where each is an amount by name.
        if claim.trend.is_some() && rule == TargetRule::NounBefore {
            list = members(noun.of(self.text), self.lexicon);
            list.retain(|member| self.lexicon.measures.suffix(member).is_some_and(|(_, measure)| measure.is_some()));
            if list.len() != members(noun.of(self.text), self.lexicon).len() {
                list.clear();
            }
        }
        if list.len() > 1 && (claim.trend.is_some() || list.iter().all(|member| ends_as_rate(member))) {
            for member in list {
                self.reading.claims.push(Claim { indicator: member, ..claim.clone() });
            }
        } else {
            self.reading.claims.push(claim);
        }
    }

    /// The last claim of the sentence in the unit of a count, where the last one of all is the rate of a step.
    fn counted_above<'c>(&'c self, above: &'c Claim<'l>, quantity: &Quantity<'_>) -> &'c Claim<'l> {
        let sentence = |claim: &Claim<'l>| self.reading.clauses[claim.clause].sentence;
        let rate = above.indicator.ends_with('率') && above.quantity().is_some_and(|rate| rate.unit.dimension() == "share");
        let counts = super::segment::counts(quantity.unit.dimension());
        let here = self.reading.claims.iter().rev().take(NEAR).take_while(|claim| sentence(claim) == sentence(above));
        let mut alike = here.filter(|claim| claim.is_in_the_unit_of(quantity) && !claim.class);
        if rate && counts { alike.next().unwrap_or(above) } else { above }
    }

    /// The undertakings that the sentence counts, by the last claim that does.
    fn venture_of_sentence(&self, clause: &Clause) -> Option<String> {
        let here = |claim: &&Claim<'l>| self.reading.clauses[claim.clause].sentence == clause.sentence;
        let counts = |claim: &&Claim<'l>| {
            let counted = claim.quantity().is_some_and(|quantity| super::segment::counts(quantity.unit.dimension()));
            counted && self.lexicon.ventures.suffix(undertaking(&claim.indicator)).is_some()
        };
        let found = self.reading.claims.iter().rev().take(NEAR_BRACKETS).take_while(here).find(counts)?;
        Some(undertaking(&found.indicator).to_owned())
    }

    /// The claim that counts the undertakings whose money is named bare behind it: in its sentence, or else in the sentence before.
    fn venture<'c>(&'c self, above: Option<&'c Claim<'l>>) -> Option<&'c Claim<'l>> {
        let claims = &self.reading.claims;
        let counts = |claim: &&Claim<'l>| {
            let named = self.lexicon.ventures.suffix(without_money(&claim.indicator)).is_some();
            // 省级6项,概算投资140亿元
            named || !claim.indicator.is_empty() && claim.quantity().is_some_and(|quantity| quantity.unit.name == "项")
        };
        match above {
            // Of two kinds of project it is of both.
            Some(above) => Some(above).filter(counts).filter(|above| {
                let mut beside = claims.iter().rev().take_while(|claim| claim.clause == above.clause).filter(counts);
                beside.all(|claim| without_money(&claim.indicator) == without_money(&above.indicator))
            }),
            None => {
                claims.iter().rev().take(NEAR).filter(|claim| !claim.marks.part && !self.reading.clauses[claim.clause].inside).find(counts)
            }
        }
    }

    /// 已播秋粮4.6亿亩,完成计划的65%,其中玉米2.5亿亩,|完成|74.5%; 与计划规定的指标比较,生铁|完成|100%: a share that is completed, behind rates or a comparison that
    /// say of what.
    fn goes_on_with_rates(&self, index: usize, quantity: &Quantity<'_>) -> Option<Stated> {
        let clauses = &self.reading.clauses;
        let clause = &clauses[index];
        let ends = self.text[quantity.outer.to..clause.span.to].trim().is_empty();
        if self.tense != Tense::Told || quantity.unit.name != "%" || quantity.bound.is_some() || !ends || clause.inside {
            return None;
        }
        let near = floor(self.text, quantity.outer.from.saturating_sub(PLACE * 12)).max(clause.span.from);
        let front = self.text[near..quantity.outer.from].trim_end().trim_end_matches('了');
        let from = near + front.strip_suffix("完成")?.len();
        let stated = Stated { of: StatedOf::Target, form: Form::Share, from };
        let compared = || {
            let before = clauses[..index].iter().rev().take(NEAR).take_while(|before| before.sentence == clause.sentence);
            before.map(|before| before.span.of(self.text).trim()).any(|said| stated::compares_with_a_plan(said, self.lexicon))
        };
        let claims = &self.reading.claims;
        let bare = self.text[near..from].trim().is_empty();
        let amount = || claims.last().is_some_and(|last| last.clause + 1 == index && clauses[last.clause].part == clause.part);
        let rated = || {
            let here = claims.iter().rev().take(NEAR).take_while(|claim| clauses[claim.clause].sentence + 1 >= clause.sentence);
            here.filter_map(|claim| claim.stated).next().is_some_and(|stated| stated.of == StatedOf::Target && stated.form == Form::Share)
        };
        (bare && amount() && rated() || compared()).then_some(stated)
    }

    /// 培育国家级制造业单项冠军3个、省级10个: a level of government alone is of the same thing.
    fn of_level(&self, indicator: String, above: Option<&Claim<'_>>) -> String {
        let level = |text: &str| self.lexicon.levels.prefix(text).map(|(word, _)| word.len());
        let bare = level(&indicator) == Some(indicator.len());
        let head = above.filter(|_| bare).and_then(|above| above.indicator.get(level(&above.indicator)?..));
        indicator + head.unwrap_or_default()
    }

    /// Where the words about a quantity end: 22公里,已基本完工 goes on behind its clause, up to the next quantity of its part.
    fn said_on(&self, index: usize, quantity: &Quantity<'_>) -> usize {
        let clauses = &self.reading.clauses;
        let home = &clauses[index];
        let next = self.reading.quantities.partition_point(|q| q.span.from < quantity.span.to);
        let until = self.reading.quantities.get(next).map_or(self.text.len(), |q| q.span.from);
        if until < home.span.to || home.inside {
            return home.span.to;
        }
        let on =
            clauses[index + 1..].iter().take(4).take_while(|clause| clause.part == home.part && (clause.inside || clause.span.to <= until));
        on.filter(|clause| !clause.inside).map(|clause| clause.span.to).last().unwrap_or(home.span.to)
    }

    fn skip_space(&self, from: usize, to: usize) -> usize {
        let said = &self.text[from..to];
        from + said.len() - said.trim_start_matches(|c: char| c.is_whitespace() || c == '、').len()
    }
}

/// How many bytes name a year at most: 过去一年.
const LONGEST_YEAR: usize = 12;

/// An indicator without the verb in front that says a share of what follows it was done: 占|年度任务.
fn without_a_share<'t>(indicator: &'t str, lexicon: &Lexicon) -> &'t str {
    lexicon.meets.prefix(indicator).filter(|(_, meets)| meets.share).map_or(indicator, |(verb, _)| &indicator[verb.len()..])
}

/// Whether an indicator says no more than whose mark it is: “十一五”规划的是下降15%, 调整预算1506万元.
fn names_only_a_plan(indicator: &str, lexicon: &Lexicon) -> bool {
    indicator.is_empty()
        || indicator.starts_with('“') && indicator.ends_with("规划")
        || !indicator.contains(['支', '收']) && plan::name_at_end(indicator, lexicon).is_some_and(|(from, _)| from == 0)
}

/// The title of a paragraph is not longer, in characters.
const TITLE: usize = 60;

/// So many bytes in front may name the task that is named again.
const SAME_TASK: usize = 900;
/// So many claims before may say what a number is of.
const NEAR: usize = 4;
/// So many may stand in parentheses between.
const NEAR_BRACKETS: usize = 24;
/// So many may stand between what is planned for the whole and for one of its places.
const WHOLE: usize = 40;
/// The name of a place is not longer, in characters.
const PLACE: usize = 8;

/// Where a text names one year last: 今年, 2021年.
fn last_year(said: &str, lexicon: &Lexicon) -> Option<usize> {
    let named = lexicon.years.find(said).last().map(|(at, ..)| at);
    named.max(year_places(said).last())
}

/// The money of an undertaking that does not say of which, without the words for its year and plan: 当年计划|投资.
fn money(noun: &str) -> Option<&str> {
    let mut kept = noun.trim();
    if !["投资", "投资额", "资金"].iter().any(|end| kept.ends_with(end)) {
        return None;
    }
    while let Some(rest) = ["当年", "今年", "全年", "本年", "年度", "年", "计划", "预计", "概算", "估算", "项目"]
        .iter()
        .find_map(|word| kept.strip_prefix(word))
    {
        kept = rest;
    }
    matches!(kept, "投资" | "总投资" | "投资额" | "到位资金" | "总投入资金").then_some(kept)
}

/// 重大项目总投资2800亿元,年度计划投资520亿元: the second is of the projects as well.
fn without_money(indicator: &str) -> &str {
    ["总投资", "年度投资", "投资"].into_iter().find_map(|word| indicator.strip_suffix(word)).unwrap_or(indicator)
}

/// An undertaking without its money, the name of its plan and its year: 市2019年|重点项目|计划.
fn undertaking(indicator: &str) -> &str {
    let named = without_money(indicator).trim_end_matches("计划");
    let dated = named
        .rfind('年')
        .filter(|&at| named[..at].ends_with(|c: char| c.is_ascii_digit()))
        .map_or(named, |at| &named[at + '年'.len_utf8()..]);
    if dated.is_empty() { named } else { dated }
}

/// What stands behind it is reckoned with.
const RECKONED: &str = "预计";
/// The head of a name takes so many characters: 产业项目.
const HEAD: usize = 4;

/// A verb that says nothing.
const PLAIN: Verb = Verb { governs: Governs::Level, step: None, force: Force::Weak, sinks: false };

/// Whether the claim above stands in the same clause.
fn clause_continues(above: Option<&Claim<'_>>, index: usize) -> bool {
    above.is_some_and(|above| above.clause == index)
}

/// The indicator of the claim above; where it ends in that claim's verb, the new verb takes its place: 安置房开工 → 安置房竣工.
fn take_over(text: &str, above: &Claim<'_>, action: Option<Span>, lexicon: &Lexicon) -> String {
    let Some(action) = action else { return above.indicator.clone() };
    let old = above.action.map_or("", |span| span.of(text));
    // 新建12座、改建15座: no noun at all.
    if !old.is_empty() && above.indicator == old {
        return action.of(text).to_owned();
    }
    match above.indicator.strip_suffix(old).filter(|base| !old.is_empty() && !base.is_empty()) {
        Some(base) => format!("{base}{}", action.of(text)),
        None => {
            let handed = Some(old).filter(|old| phrase::hands_down(old, lexicon));
            handed.and_then(|_| another_step(&above.indicator, action.of(text), lexicon)).unwrap_or_else(|| above.indicator.clone())
        }
    }
}

/// 下达棚改新开工1300套、基本建成600套: the step of the second takes the place of that of the first, whatever verb governs both.
fn another_step(above: &str, action: &str, lexicon: &Lexicon) -> Option<String> {
    let step = |said: &str| lexicon.verbs.suffix(said).filter(|(_, verb)| verb.step.is_some()).map(|(word, _)| word.len());
    let base = above.get(..above.len() - step(above)?).filter(|base| base.chars().count() > 1)?;
    step(action).map(|_| format!("{base}{action}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::period_in;

    #[test]
    fn a_clause_that_may_not_frame_does_not() {
        let lexicon = Lexicon::builtin();
        let texts = [include_str!("../../tests/corpus/targets.tsv"), include_str!("../../benches/prose.txt")];
        let clauses = texts.into_iter().flat_map(|text| text.split([',', '，', ';', '；', '。', '\t', '\n']));
        let mut silent = 0;
        for clause in clauses.filter(|clause| !lexicon.may_frame(clause)) {
            let said = phrase::lead(clause, Span::new(0, clause.len()), Force::Weak, &period_in(clause), lexicon);
            assert!(said.modality.is_none() && said.due.is_none() && !said.marks.part, "{clause}");
            silent += 1;
        }
        assert!(silent > 100);
    }
}
