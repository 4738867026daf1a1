//! The noun phrase that names what is counted: in front of the number, behind it, around a verb.

use super::phrase::{self, Action, Marks, Tail};
use super::read::{Reader, Tense};
use super::segment::Segment;
use crate::grammar::Quantity;
use crate::lexicon::{Adverb, Force, Governs, Lexicon, Measure};
use crate::span::{Span, floor};
use crate::text::CharSet;

/// What the words of a plan begin with: 计划, 规划总, 总投资, 任务, 目标.
static PLANNED: CharSet = CharSet::of(&["计规总任目"]);

impl Reader<'_, '_> {
    /// What stands between the noun and its quantity.
    pub(super) fn tail(&self, segment: &Segment, quantity: &Quantity<'_>) -> Tail {
        let mut tail = phrase::tail(self.text, segment.before, &self.reading.periods, self.lexicon);
        // 提升约32平方公里核心区品质: nothing stands in front of the verb, so it governs what stands behind.
        let front = Span::new(segment.before.from, tail.noun);
        let lead = phrase::lead(self.text, front, Force::Frame, &self.reading.periods, self.lexicon);
        if tail.verb.is_some() && lead.action.is_none() && lead.noun >= tail.noun && self.head(segment.after).is_some() {
            tail = Tail { noun: segment.before.to, ..Tail::default() };
        }
        // 森林质量精准提升3500亩: a weak verb of change in front of no share and no ratio ends the noun.
        if let Some((span, _)) =
            tail.verb.filter(|(_, verb)| verb.force == Force::Weak && verb.governs != Governs::Level && !changes(quantity))
        {
            tail = Tail { noun: span.to, verb: None, ..tail };
        }
        // 从23件提高到40件: the noun stands in front of the earlier value.
        if let Some(earlier) = segment.baseline {
            let cut = self.reading.quantities[earlier].outer.from;
            let front = &self.text[segment.before.from..cut.max(segment.before.from)];
            // 由每人每年310元提高到350元
            let each = self.lexicon.adverbs.suffix(front).filter(|(_, mark)| **mark == Adverb::Each).map_or(0, |(word, _)| word.len());
            tail.marks.each |= each > 0;
            let front = &front[..front.len() - each];
            // 自 begins other words: 自来水普及率由85%提高到90%.
            let noun = ["从", "由"].iter().filter_map(|word| front.rfind(word)).max();
            let noun = noun.or_else(|| front.ends_with('自').then(|| front.len() - '自'.len_utf8()));
            tail.noun = segment.before.from + noun.unwrap_or(front.len());
        }
        tail
    }

    /// The subject, the verb and the object of a noun phrase with a predicate in it: 城镇|新增|就业. What is only referred to is no subject:
    /// 结合老旧小区改造|新增|停车位.
    pub(super) fn around_a_verb(&self, noun: Span, referred: bool, marks: &mut Marks) -> (Option<Span>, Option<Action>, Span) {
        let Some(found) = self.predicate(noun) else { return (None, None, noun) };
        let verb = self.lexicon.verbs.prefix(found.of(self.text)).map(|(_, &verb)| verb);
        let action = verb.map(|verb| Action::only(found, verb));
        let object = Span::new(found.to, noun.to);
        // 省政府下达我市|危房改造: who hands a task down, and to whom, is no part of the thing.
        let handed = phrase::hands_down(found.of(self.text), self.lexicon);
        let to_whom = self.lexicon.adverbs.prefix(object.of(self.text)).filter(|(_, mark)| handed && **mark == Adverb::Place);
        let object = Span::new(object.from + to_whom.map_or(0, |(word, _)| word.len()), object.to);
        let object = phrase::again(self.text, object, &self.reading.periods, self.lexicon).unwrap_or(object);
        if found.from == noun.from || referred || handed {
            return (None, action, object);
        }
        let trimmed = phrase::tail(self.text, Span::new(noun.from, found.from), &self.reading.periods, self.lexicon);
        // 每个村至少建成农家书屋1个
        marks.least |= trimmed.marks.least;
        let start = phrase::lead(self.text, Span::new(noun.from, trimmed.noun), Force::Frame, &self.reading.periods, self.lexicon);
        let subject = Some(Span::new(start.noun.min(trimmed.noun), trimmed.noun)).filter(|span| !span.is_empty());
        (subject, action, object)
    }

    /// 计划总投资, 任务100人: a figure of the plan, wherever the word stands in front of the number; but not 攻关计划项目.
    pub(super) fn plan_in(&self, before: Span, done: bool) -> Marks {
        let said = before.of(self.text);
        if PLANNED.find(said, 0).is_none() {
            return Marks::default();
        }
        let named = |front: &str| self.lexicon.plans.suffix(front).is_some();
        let plans = said.match_indices('计').filter(|&(at, _)| said[at..].starts_with("计划")).any(|(at, _)| {
            let rest = said[at + "计划".len()..].trim();
            let governs = rest.is_empty()
                || rest.starts_with('总')
                || (self.lexicon.verbs.prefix(rest).is_some() && self.lexicon.nouns.prefix(rest).is_none());
            governs && !named(&said[..at])
        });
        let asked = ["任务", "任务数", "任务为", "目标", "目标数", "目标为", "任务量"].iter().any(|word| said.trim_end().ends_with(word));
        Marks {
            plan: plans || asked || find(said, "规划总").is_some() || (!done && find(said, "总投资").is_some()), ..Marks::default()
        }
    }

    /// What a share with 的 behind it is a share of, and what is done to it: 覆盖80%以上的|大城市, 在70%左右的|地市|开展分级诊疗试点,
    /// 按不低于5%的幅度|压减|一般性支出. The change that it is the size of, the indicator, and where its words end.
    pub(super) fn share_of(&self, segment: &Segment, action: Option<Action>, noun: Span) -> Option<(Option<Governs>, String, usize)> {
        let after = segment.after.of(self.text);
        let said = after.trim_start().strip_prefix('的')?.trim_end();
        let from = segment.after.to - (after.len() - after.trim_end().len()) - said.len();
        let verb = |text: &str| self.lexicon.verbs.prefix(text).filter(|_| self.lexicon.nouns.prefix(text).is_none());
        if let Some((margin, ())) = self.lexicon.margins.prefix(said) {
            let (word, verb) = verb(&said[margin.len()..]).filter(|(_, verb)| matches!(verb.governs, Governs::Rise | Governs::Fall))?;
            let thing = tidy(&said[margin.len() + word.len()..]);
            return (!thing.is_empty()).then_some((Some(verb.governs), thing, from + said.len()));
        }
        if !noun.of(self.text).trim().is_empty() || verb(said).is_some() || self.lexicon.amounts.prefix(said).is_some() {
            return None;
        }
        let strong = |at: usize| verb(&said[at..]).is_some_and(|(word, verb)| verb.force >= Force::Strong && word.chars().count() > 1);
        let cut = said.char_indices().map(|(at, _)| at).find(|&at| at > 0 && strong(at)).unwrap_or(said.len());
        let (thing, done) = said.split_at(cut);
        if let Some(action) = action {
            let acts = if action.last.force == Force::Frame { "" } else { action.span.of(self.text) };
            return Some((None, tidy(&format!("{acts}{said}")), from + said.len()));
        }
        let placed = self.text[segment.before.from..segment.before.to].trim_end().ends_with('在');
        (placed && !done.is_empty()).then(|| (None, format!("{}的{thing}", tidy(done)), from + said.len()))
    }

    /// 开工总投资50亿元的产业园: the amount only says of what size the thing behind is; but not 实现收入50亿元的目标.
    pub(super) fn describes(&self, after: Span, quantity: &Quantity<'_>) -> bool {
        let Some(thing) = after.of(self.text).trim_start().strip_prefix('的') else { return false };
        let marks = self.lexicon.amounts.prefix(thing).is_some() || self.lexicon.milestones.prefix(thing).is_some();
        !thing.trim().is_empty() && !marks && self.lexicon.verbs.prefix(thing).is_none() && quantity.unit.dimension().starts_with("money")
    }

    /// 赤字率|按3%左右|安排: a bare verb behind a number whose noun stands in front names nothing.
    pub(super) fn adds_nothing(&self, head: Span, front: Span) -> bool {
        let said = head.of(self.text);
        // 新建公园5座、绿道8公里|等项目: the list is closed.
        (self.lexicon.is_verb(said) || phrase::closes_a_list(said)) && !front.of(self.text).trim().is_empty()
    }

    /// The noun phrase behind a quantity, up to what is said of it: 11条迎亚运道路|已于5月底完工.
    pub(super) fn head(&self, after: Span) -> Option<Span> {
        let said = after.of(self.text);
        let from = after.from + (said.len() - said.trim_start().len());
        let said = self.text[from..after.to].trim_end();
        let marks = self.lexicon.milestones.prefix(said).is_some_and(|(word, ())| word.len() == said.len());
        // 建设连栋温室300亩|及配套的水肥设施: what is joined to the number is none of it.
        let joined = ["以及", "及其", "及配", "及相", "并配", "并同"].iter().any(|joint| said.starts_with(joint));
        if said.is_empty() || marks || joined || said.starts_with(['的', '、', '”', '/', '-', '~', '+', '—', '.', ',', '，', ';', '；'])
        {
            return None;
        }
        let mut end = said.len();
        for (at, c) in said.char_indices() {
            let rest = &said[at..];
            // 33项任务、9大特色场景: another number begins.
            if c == '、' && rest.chars().nth(1).is_some_and(|next| next.is_ascii_digit()) {
                end = at;
                break;
            }
            if self.lexicon.nouns.prefix(rest).is_some() {
                continue;
            }
            let adverb = lexicon_says(self.lexicon, rest);
            // In a task the verb is part of the noun: 46个省、市重点实施项目.
            let verb = self.tense != Tense::Task
                && self.lexicon.verbs.prefix(rest).is_some_and(|(word, verb)| verb.force >= Force::Strong && word.chars().count() > 1)
                && self.lexicon.nouns.prefix(rest).is_none();
            // 机井房修缮(2010—2014年)
            let dated = || rest.chars().nth(1).is_some_and(|next| next.is_ascii_digit());
            if adverb || verb || matches!(c, '(' | '（') && (at == 0 || dated()) {
                end = at;
                break;
            }
        }
        let noun = said[..end].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '、' | '的'));
        (!noun.is_empty()).then(|| Span::new(from, from + noun.len()))
    }

    /// A strong verb inside a noun phrase: 城镇|新增|就业.
    pub(super) fn predicate(&self, noun: Span) -> Option<Span> {
        let said = noun.of(self.text);
        let mut quoted = 0_i32;
        for (at, c) in said.char_indices() {
            match c {
                '“' | '《' => quoted += 1,
                '”' | '》' => quoted -= 1,
                _ => {}
            }
            if quoted > 0 || at == 0 || self.lexicon.nouns.prefix(&said[at..]).is_some() {
                continue;
            }
            if let Some((word, verb)) = self.lexicon.verbs.prefix(&said[at..]) {
                // 为企业|降低|用电成本1.2亿元; but not 能耗降低率, 资金发放率.
                let rest = &said[at + word.len()..];
                let named = rest.starts_with(['率', '量', '数', '额', '期']) || (verb.governs == Governs::Fall && rest.is_empty());
                let counts = matches!(verb.governs, Governs::Count | Governs::Less | Governs::Fall) && !named;
                // 每个县培育龙头企业: behind the base that it is counted per, any verb is one.
                let based = said.starts_with('每') && self.lexicon.nouns.prefix(&said[at..]).is_none();
                if counts && (verb.force >= Force::Strong || based) && word.chars().count() > 1 {
                    return Some(Span::new(noun.from + at, noun.from + at + word.len()));
                }
            }
        }
        None
    }

    /// The indicator of a subject and an object: both where the subject is the shorter, else the object.
    pub(super) fn named(&self, subject: Option<Span>, noun: Span) -> String {
        let object = noun.of(self.text).trim();
        match subject.map(|subject| subject.of(self.text).trim()) {
            Some(subject) if object.is_empty() => subject.to_owned(),
            // 农村饮水安全提升工程|新增|受益人口: in a task what stands in front narrows the object.
            Some(subject) if subject.chars().count() <= if self.tense != Tense::Progress { 14 } else { object.chars().count().max(4) } => {
                format!("{subject}{object}")
            }
            _ => object.to_owned(),
        }
    }

    /// What a clause without a quantity speaks of.
    pub(super) fn spoken(&self, clause: Span) -> String {
        let lead = phrase::lead(self.text, clause, Force::Weak, &self.reading.periods, self.lexicon);
        // 外贸出口|由负转正,力争增长3%
        let tail = phrase::tail(self.text, Span::new(lead.noun, clause.to), &self.reading.periods, self.lexicon);
        tidy(&self.text[lead.noun..tail.noun])
    }
}

pub(super) fn ends_as_rate(member: &str) -> bool {
    member.ends_with(['率', '比']) && member.chars().count() > 3
}

/// An indicator without the programme that it is counted under: 民生工程交通项目|通村公路.
pub(super) fn own_name(mut indicator: String, lexicon: &Lexicon) -> String {
    // 危房改造已竣工
    if let Some(at) = indicator.rfind('已').filter(|&at| at > 0 && lexicon.is_verb(&indicator[at + '已'.len_utf8()..])) {
        indicator.remove(at);
    }
    indicator.drain(..of_years(&indicator));
    let Some((at, programme, ())) = lexicon.programmes.find(&indicator).next() else { return indicator };
    let behind = at + programme.len();
    let heads = ["项目", "事项", "任务"].iter().filter_map(|head| Some(indicator[behind..].find(head)? + behind + head.len()));
    let end = heads.max().unwrap_or(behind);
    // 民生工程项目 itself is what is counted.
    if indicator[end..].chars().count() < 3 { indicator } else { format!("{}{}", &indicator[..at], &indicator[end..]) }
}

/// How long the years are that a name begins with: 2026-27至2035/36年的10年|总房屋供应.
fn of_years(name: &str) -> usize {
    let mut kept = name;
    while kept.starts_with(|c: char| c.is_ascii_digit()) {
        let behind = kept.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '—' | '至' | '到'));
        let Some(rest) = behind.strip_prefix("年度").or_else(|| behind.strip_prefix("年期")).or_else(|| behind.strip_prefix('年'))
        else {
            break;
        };
        kept = rest.strip_prefix('的').unwrap_or(rest);
    }
    if kept.chars().nth(1).is_some() { name.len() - kept.len() } else { 0 }
}

/// Words that begin what is said of a noun.
fn lexicon_says(lexicon: &Lexicon, rest: &str) -> bool {
    lexicon.predicates.prefix(rest).is_some()
        || lexicon
            .adverbs
            .prefix(rest)
            .is_some_and(|(_, mark)| matches!(mark, Adverb::Doing | Adverb::Rest | Adverb::Total | Adverb::Cumulative | Adverb::Estimate))
}

/// Whether an indicator or a unit is of a level: 失业率, 占比, 总量, 微克/立方米.
pub(super) fn states_a_level(indicator: &str, quantity: &Quantity<'_>, lexicon: &Lexicon) -> bool {
    let named = lexicon.measures.suffix(indicator).is_some_and(|(_, measure)| matches!(measure, Some(Measure::Rate | Measure::Stock)));
    named || matches!(quantity.unit.dimension(), "share" | "per" | "age" | "year")
}

/// Whether a quantity may be the size of a change.
fn changes(quantity: &Quantity<'_>) -> bool {
    matches!(quantity.unit.dimension(), "share" | "point" | "basis" | "times" | "fold" | "per" | "age" | "year" | "time" | "score" | "")
}

/// An indicator is cut to so many characters, from its end, where the head stands.
const LONGEST: usize = 120;

/// Where a word first stands in a clause. A search for its first character and a look behind it: the preparations of a search for strings cost
/// more than a clause is long.
pub(super) fn find(text: &str, word: &str) -> Option<usize> {
    let first = word.chars().next()?;
    text.match_indices(first).map(|(at, _)| at).find(|&at| text[at..].starts_with(word))
}

/// White space and stray marks.
static STRAY: CharSet = CharSet::of(&["、,，.。;；:：的等-—"]);

/// An indicator without white space and stray marks at its ends.
pub(super) fn tidy(text: &str) -> String {
    let kept = without_stray_front(text.trim_end_matches(stray));
    // As many bytes are as many characters at most.
    let over = if kept.len() > LONGEST { kept.chars().count().saturating_sub(LONGEST) } else { 0 };
    if over == 0 && !kept.contains(char::is_whitespace) {
        return kept.to_owned();
    }
    kept.chars().skip(over).filter(|c| !c.is_whitespace()).collect()
}

/// The same of a text that one owns; most are tidy already.
pub(super) fn tidied(text: String) -> String {
    let kept = without_stray_front(text.trim_end_matches(stray));
    if kept.len() == text.len() && text.len() <= LONGEST && !text.contains(char::is_whitespace) { text } else { tidy(&text) }
}

fn stray(c: char) -> bool {
    STRAY.has(c) || c.is_whitespace()
}

/// A text without stray marks in front; 等 is one, but not that of 等级民宿.
fn without_stray_front(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c| c != '等' && stray(c));
        match rest.strip_prefix('等') {
            Some(behind) if phrase::closes_a_list(rest) => rest = behind,
            _ => return rest,
        }
    }
}

/// How many bytes behind a quantity may say something of it.
const BEHIND: usize = 240;

/// `to`, or a place not too far behind `from`.
pub(super) fn near(text: &str, from: usize, to: usize) -> usize {
    floor(text, to.min(from + BEHIND))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_indicator_keeps_its_end() {
        let long = "长".repeat(LONGEST);
        assert_eq!(tidy(&format!("、{long}。")), long);
        assert_eq!(tidy(&format!("更{long}企业")), format!("{}企业", "长".repeat(LONGEST - 2)));
    }
}
