//! The words in front of a noun phrase and behind it.

use super::date::dated;
use crate::grammar::Period;
use crate::lexicon::{Adverb, Cue, Force, Governs, Lexicon, Modality, Step, Verb, When};
use crate::span::Span;

/// What adverbs say of a quantity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    pub(crate) plan: bool,
    pub(crate) estimate: bool,
    pub(crate) cumulative: bool,
    pub(crate) total: bool,
    pub(crate) part: bool,
    pub(crate) rest: bool,
    pub(crate) doing: bool,
    pub(crate) least: bool,
    pub(crate) past: bool,
    /// 每人每年, 人均 in front of the number.
    pub(crate) each: bool,
    /// 已: a fact.
    pub(crate) done: bool,
}

impl Marks {
    fn note(&mut self, adverb: Adverb) {
        match adverb {
            Adverb::Plain | Adverb::Place => {}
            Adverb::Plan => self.plan = true,
            Adverb::Estimate => self.estimate = true,
            Adverb::Cumulative => self.cumulative = true,
            Adverb::Total => self.total = true,
            Adverb::Part => self.part = true,
            Adverb::Rest => self.rest = true,
            Adverb::Doing => self.doing = true,
            Adverb::Least => self.least = true,
            Adverb::Past => self.past = true,
            Adverb::Each => self.each = true,
            Adverb::Done => self.done = true,
        }
    }

    /// Whether nothing but 其中 or 已 was said.
    pub(super) fn only_part(self) -> bool {
        Self { part: false, done: false, ..self } == Self::default()
    }

    pub(crate) fn with(self, other: Self) -> Self {
        Self {
            plan: self.plan || other.plan,
            estimate: self.estimate || other.estimate,
            cumulative: self.cumulative || other.cumulative,
            total: self.total || other.total,
            part: self.part || other.part,
            rest: self.rest || other.rest,
            doing: self.doing || other.doing,
            least: self.least || other.least,
            past: self.past || other.past,
            each: self.each || other.each,
            done: self.done || other.done,
        }
    }
}

/// The verbs that govern a noun phrase: 推动打造, 新建、改建.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Action {
    pub(crate) span: Span,
    pub(crate) first: Verb,
    pub(crate) last: Verb,
    last_from: usize,
}

impl Action {
    pub(super) fn only(span: Span, verb: Verb) -> Self {
        Self { span, first: verb, last: verb, last_from: span.from }
    }

    /// The verb that says how far the thing has come: the earliest step of the chain (启动创建), else the last.
    pub(super) fn last_or_early(self) -> Verb {
        match (self.first.step, self.last.step) {
            (Some(first), Some(last)) if first < last && first < Step::Doing => self.first,
            _ => self.last,
        }
    }
}

/// Strips verbs that follow a predicate: 已完成|治理|重点城市内涝点. `None` where nothing would be left.
pub(super) fn again(text: &str, noun: Span, periods: &[Period], lexicon: &Lexicon) -> Option<Span> {
    let lead = lead(text, noun, Force::Strong, periods, lexicon);
    (lead.noun < noun.to).then(|| Span::new(lead.noun, noun.to))
}

/// What stands in front of a noun phrase.
#[derive(Debug, Default)]
pub(super) struct Lead {
    pub(super) modality: Option<Modality>,
    pub(super) marks: Marks,
    pub(super) action: Option<Action>,
    /// 对照, 聚焦: what follows is a list that the work refers to.
    pub(super) reference: bool,
    /// The year in front: 2021年新增企业480家.
    pub(super) year: Option<u16>,
    /// The year by whose end it is due: 到2025年, 2026年底前.
    pub(super) due: Option<u16>,
    /// Where the noun phrase begins.
    pub(super) noun: usize,
}

/// 等 behind a list, not the beginning of a word: 等级, 等额.
pub(super) fn closes_a_list(rest: &str) -> bool {
    rest.strip_prefix('等').is_some_and(|rest| !rest.starts_with(['级', '额', '效', '候', '比', '于', '待']))
}

/// Length of the number of a paragraph: 1.改造, 2、新建.
pub(super) fn enumerator(rest: &str) -> usize {
    // (11)硬化巷道
    let open = rest.chars().next().filter(|c| matches!(c, '(' | '（')).map_or(0, char::len_utf8);
    if open > 0 {
        let inner = &rest[open..];
        let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
        let close = inner[digits..].chars().next().filter(|c| (1..3).contains(&digits) && matches!(c, ')' | '）'));
        return close.map_or(0, |close| open + digits + close.len_utf8());
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let Some(mark) = rest[digits..].chars().next().filter(|c| digits > 0 && digits < 3 && matches!(c, '.' | '．' | '、' | ')' | '）'))
    else {
        return 0;
    };
    let len = digits + mark.len_utf8();
    if rest[len..].starts_with(|c: char| c.is_ascii_digit()) { 0 } else { len }
}

/// Which verbs may be taken from the front of a noun phrase: the weaker, the more.
pub(super) fn lead(text: &str, span: Span, force: Force, periods: &[Period], lexicon: &Lexicon) -> Lead {
    let mut lead = Lead { noun: span.from, ..Lead::default() };
    let end = span.to;
    let mut at = span.from;
    while at < end {
        let rest = &text[at..end];
        let Some(c) = rest.chars().next() else { break };
        if let Some(action) = lead.action {
            // Behind a verb only another verb is one more step of the same action.
            // Without a joint only a strong one: 新增|孵化载体, but 新建、改建.
            let joined = rest.strip_prefix(['、', '和', '及', '或', '并', '了']);
            let force = if joined.is_some() { force } else { force.max(Force::Strong) };
            let joined = joined.unwrap_or(rest);
            let from = end - joined.len();
            // 下达我市|新建水库3座
            let to_whom = lexicon.adverbs.prefix(rest).filter(|(_, mark)| **mark == Adverb::Place);
            if let Some((word, _)) = to_whom.filter(|_| hands_down(&text[action.last_from..at], lexicon)) {
                at += word.len();
                continue;
            }
            match verb(joined, force, lexicon) {
                Some((len, last)) => {
                    lead.action = Some(Action { span: Span::new(action.span.from, from + len), last, last_from: from, ..action });
                    at = from + len;
                    continue;
                }
                None => {
                    // 超额完成|了|年初定下的|新增参保人数
                    let set = behind_what_was_set(rest.strip_prefix('了').unwrap_or(rest), lexicon).map(|rest| end - rest.len());
                    let Some(to) = set else { break };
                    at = to;
                    continue;
                }
            }
        }
        if c.is_whitespace() || matches!(c, '、' | '.' | '·' | '-' | '”' | '/' | '—') || closes_a_list(rest) {
            at += c.len_utf8();
            continue;
        }
        let numbered = enumerator(rest);
        if numbered > 0 {
            at += numbered;
            continue;
        }
        let i = periods.partition_point(|period| period.span.from < at);
        if let Some(period) = periods.get(i).filter(|period| period.span.from == at && period.span.to <= end) {
            // “十五五”时期 is a period and says by when.
            let until = dated(rest).filter(|date| period.several && date.until);
            lead.due = until.and_then(|date| date.year).or(lead.due);
            at = period.span.to.max(until.map_or(at, |date| at + date.len));
            continue;
        }
        if let Some(date) = dated(rest) {
            lead.due = date.year.filter(|_| date.until).or(lead.due);
            lead.year = date.year.filter(|_| !date.until).or(lead.year);
            lead.marks.past |= date.since;
            at += date.len;
            continue;
        }
        if let Some((len, modality)) = modality(&text[at..], lexicon).filter(|(len, _)| *len <= rest.len()) {
            lead.modality = modality.or(lead.modality);
            at += len;
            continue;
        }
        // 全年|任务|改造危房260户, 今年|确定|新建公厕18座
        let set = ["任务", "确定"].into_iter().find(|word| at > span.from && rest.starts_with(word));
        if let Some(word) =
            set.filter(|word| verb(&rest[word.len()..], Force::Weak, lexicon).is_some_and(|(_, verb)| verb.governs == Governs::Count))
        {
            lead.marks.plan = true;
            at += word.len();
            continue;
        }
        // 除险加固 is no 除.
        let longer = |word: &str| lexicon.verbs.prefix(rest).is_some_and(|(verb, _)| verb.len() > word.len());
        if let Some((word, ())) = lexicon.references.prefix(rest).filter(|(word, ())| !longer(word)) {
            lead.reference = true;
            at += word.len();
            continue;
        }
        if lexicon.nouns.prefix(rest).is_some() {
            break;
        }
        let adverb = lexicon.adverbs.prefix(rest).filter(|(_, mark)| **mark != Adverb::Each);
        if let Some((len, first)) = verb_alone(rest, force, lexicon).filter(|&(len, _)| adverb.is_none_or(|(word, _)| word.len() <= len)) {
            lead.action = Some(Action { span: Span::new(at, at + len), first, last: first, last_from: at });
            at += len;
            continue;
        }
        let Some((word, &mark)) = adverb else { break };
        // 新设企业: a verb that is not taken here is no 新 and 设企业 either.
        if lexicon.verbs.prefix(rest).is_some_and(|(longer, _)| longer.len() > word.len()) {
            break;
        }
        let behind = &rest[word.len()..];
        // 全区新增, but 全区新设企业 where nothing is taken from 新设.
        if mark == Adverb::Place
            && verb(behind, force, lexicon).is_none()
            && !lexicon.adverbs.prefix(behind).is_some_and(|(word, &m)| m != Adverb::Place && (m != Adverb::Plain || word.ends_with('年')))
        {
            break;
        }
        // 新 is part of the word except in front of a verb: 新认定, but 新生儿.
        if word == "新" && verb(behind, Force::Weak, lexicon).is_none() {
            break;
        }
        lead.marks.note(mark);
        at += word.len();
    }
    lead.noun = at;
    give_back(text, end, &mut lead);
    lead
}

/// What stands behind the words that say who set a mark, where they end in 的: 年初|定下的|.
fn behind_what_was_set<'t>(rest: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let mut kept = rest;
    while let Some((word, ())) = lexicon.planners.prefix(kept) {
        kept = &kept[word.len()..];
        if word.ends_with('的') {
            return Some(kept).filter(|kept| !kept.is_empty());
        }
    }
    None
}

/// Whether a verb hands a task down: 下达.
pub(super) fn hands_down(verb: &str, lexicon: &Lexicon) -> bool {
    lexicon.stance.prefix(verb).is_some_and(|(word, cue)| *cue == Cue::Plan && word.len() == verb.len())
}

/// A verb at the start of `text` that is not the beginning of a noun, and its length.
fn verb(text: &str, force: Force, lexicon: &Lexicon) -> Option<(usize, Verb)> {
    verb_alone(text, force, lexicon).filter(|_| lexicon.nouns.prefix(text).is_none())
}

/// Several verbs that end alike, the end printed once: 新(改、扩)建, 新、改、扩建, 新、改扩建. Each with the end is a verb by itself; the first speaks
/// for all.
pub(super) fn shortened(text: &str, lexicon: &Lexicon) -> Option<(usize, Verb)> {
    let mut firsts = Vec::new();
    let mut rest = text;
    let mut first = |text: &mut &str| {
        let mut said = text.chars();
        firsts.push(said.next()?);
        *text = said.as_str();
        (firsts.len() <= SHORTENED).then_some(())
    };
    first(&mut rest)?;
    let last = if let Some(inner) = rest.strip_prefix(['(', '（']) {
        rest = inner;
        first(&mut rest)?;
        while let Some(next) = rest.strip_prefix('、') {
            rest = next;
            first(&mut rest)?;
        }
        let mut behind = rest.strip_prefix([')', '）'])?.chars();
        let last = behind.next()?;
        rest = behind.as_str();
        last
    } else {
        loop {
            rest = rest.strip_prefix('、')?;
            if let Some((word, _)) = lexicon.verbs.prefix(rest).filter(|(word, _)| word.chars().nth(1).is_some()) {
                rest = &rest[word.len()..];
                break word.chars().next_back()?;
            }
            first(&mut rest)?;
        }
    };
    let verb = |first: &char| {
        let whole: String = [*first, last].iter().collect();
        lexicon.verbs.prefix(&whole).filter(|(word, _)| word.len() == whole.len()).map(|(_, &verb)| verb)
    };
    let all: Option<Vec<Verb>> = firsts.iter().map(verb).collect();
    // Nothing printed so begins a noun, as 改建 alone may.
    all?.first().map(|&verb| (text.len() - rest.len(), Verb { force: Force::Strong, ..verb }))
}

/// So many verbs at most end alike.
const SHORTENED: usize = 5;

/// A verb at the start of `text`, which is known to begin no noun.
fn verb_alone(text: &str, force: Force, lexicon: &Lexicon) -> Option<(usize, Verb)> {
    if let Some(found) = shortened(text, lexicon).filter(|(_, verb)| verb.force >= force) {
        return Some(found);
    }
    let (word, &verb) = lexicon.verbs.prefix(text)?;
    // 建成率, 办结时间: the name of a number, not a verb.
    let named = text[word.len()..].starts_with(['率', '量', '数', '额', '期']);
    (verb.force >= force && !named).then_some((word.len(), verb))
}

/// Whether a word of modality at the start of a text is none there: 争取专项债券.
pub(super) fn only_looks_modal(text: &str, lexicon: &Lexicon) -> bool {
    lexicon.may_be_a_verb(text) && modality(text, lexicon).is_none()
}

/// 力争, 确保; 争取 only where a verb says what is striven for; nothing of 保证金. The modality is none where the word only looks like one. `text` goes on
/// to its end.
fn modality(text: &str, lexicon: &Lexicon) -> Option<(usize, Option<Modality>)> {
    let (word, &(modality, when)) = lexicon.modality.prefix(text)?;
    // 要求|森林覆盖率达到35%
    if word == "要" && text.starts_with("要求") {
        return None;
    }
    if lexicon.nouns.prefix(text).is_some_and(|(noun, ())| noun.len() > word.len()) {
        return None;
    }
    let rest = &text[word.len()..];
    let leads = || {
        let mut rest = rest;
        while let Some((adverb, _)) = lexicon.adverbs.prefix(rest) {
            rest = &rest[adverb.len()..];
        }
        lexicon.verbs.prefix(rest).is_some() || rest.starts_with(['到', '在', '为', '使', '让']) || comes_to_a_number(rest, lexicon)
    };
    match when {
        When::Always => Some((word.len(), Some(modality))),
        When::BeforeVerb if leads() => Some((word.len(), Some(modality))),
        When::BeforeVerb => None,
        When::Never => Some((word.len(), None)),
    }
}

/// 有效发明专利拥有量突破|7000件: whether a verb of level or change stands in front of the first number of a clause.
fn comes_to_a_number(rest: &str, lexicon: &Lexicon) -> bool {
    let Some(to) = rest.find(|c: char| c.is_ascii_digit() || "，,。;；、".contains(c)) else { return false };
    let verb = lexicon.verbs.suffix(rest[..to].trim_end());
    verb.is_some_and(|(_, verb)| matches!(verb.governs, Governs::Level | Governs::Rise | Governs::Fall))
        && rest[to..].starts_with(|c: char| c.is_ascii_digit())
}

/// Where nothing, or one character, is left as the noun, the last verb is the noun: 完成投资, 安置房.
fn give_back(text: &str, end: usize, lead: &mut Lead) {
    let Some(action) = lead.action else { return };
    let left = text[lead.noun..end].trim();
    if left.chars().count() > 1 {
        return;
    }
    let alone = action.last_from == action.span.from;
    if alone && (left.is_empty() || action.last.force > Force::Weak) {
        return;
    }
    if !alone && action.last.force > Force::Weak && left.is_empty() {
        return;
    }
    lead.noun = action.last_from;
    let kept = Span::new(action.span.from, action.last_from);
    let trimmed = kept.of(text).trim_end_matches(['、', '和', '及', '并']).len();
    lead.action = (!alone).then_some(Action { span: Span::new(kept.from, kept.from + trimmed), last: action.first, ..action });
}

/// What stands behind a noun phrase, in front of the quantity.
#[derive(Debug, Default)]
pub(super) struct Tail {
    /// 增长, 下降, or 达到.
    pub(super) verb: Option<(Span, Verb)>,
    pub(super) marks: Marks,
    /// 力争, 确保 behind the noun.
    pub(super) modality: Option<Modality>,
    /// Where the noun phrase ends.
    pub(super) noun: usize,
}

/// Strips the end of `span`.
pub(super) fn tail(text: &str, span: Span, periods: &[Period], lexicon: &Lexicon) -> Tail {
    let mut tail = Tail { noun: span.to, ..Tail::default() };
    while tail.noun > span.from {
        let said = &text[span.from..tail.noun];
        let Some(c) = said.chars().next_back() else { break };
        let behind = periods.partition_point(|period| period.span.to < tail.noun);
        if let Some(period) = periods.get(behind).filter(|period| period.span.to == tail.noun && period.span.from >= span.from) {
            tail.noun = period.span.from;
            continue;
        }
        // 成交额达到2020年的2.5倍
        if let Some(len) = year_behind(said, lexicon) {
            tail.noun -= len;
            continue;
        }
        if let Some(len) = comparison(said) {
            tail.noun -= len;
            continue;
        }
        if c.is_whitespace() || matches!(c, '、' | ':' | '：' | '—' | '-') {
            tail.noun -= c.len_utf8();
            continue;
        }
        let modal = |when: When| when == When::Always || when == When::BeforeVerb && tail.verb.is_some();
        if let Some((word, &(modality, _))) = lexicon.modality.suffix(said).filter(|(_, (_, when))| modal(*when)) {
            tail.modality = Some(modality);
            tail.noun -= word.len();
            continue;
        }
        let verb = lexicon.verbs.suffix(said).filter(|(_, verb)| matches!(verb.governs, Governs::Level | Governs::Rise | Governs::Fall));
        let adverb = lexicon.adverbs.suffix(said).filter(|(word, mark)| {
            **mark != Adverb::Place && (word.chars().count() > 1 || "已均各共仅只为再拟将".contains(*word) && !averages(said, lexicon))
        });
        match (verb, adverb) {
            (Some((word, &verb)), adverb) if adverb.is_none_or(|(longer, _)| longer.len() <= word.len()) => {
                if tail.verb.is_some_and(|(_, known)| known.governs != Governs::Level) && verb.governs != Governs::Level {
                    break;
                }
                let from = tail.noun - word.len();
                if tail.verb.is_none_or(|(_, known)| known.governs == Governs::Level && verb.governs != Governs::Level) {
                    tail.verb = Some((Span::new(from, tail.noun), verb));
                }
                tail.noun = from;
            }
            (_, Some((word, &mark))) => {
                tail.marks.note(mark);
                tail.noun -= word.len();
            }
            (Some(_), None) => break,
            // 入园率|要|达到90%, but not 供应, 主要.
            (None, None) if tail.verb.is_some() && means(said, c, lexicon) => tail.noun -= c.len_utf8(),
            (None, None) if matches!(c, '的' | '是' | '到' | '至' | '有' | '得' | '不' | '按' | '在') => tail.noun -= c.len_utf8(),
            (None, None) => break,
        }
    }
    tail
}

/// Whether a text ends in a word of one character that says what is meant to be done, and in no longer word: 要, 应.
fn means(said: &str, last: char, lexicon: &Lexicon) -> bool {
    matches!(last, '要' | '应' | '须')
        && lexicon.stance.suffix(said).is_some_and(|(word, cue)| *cue == Cue::Will && word.len() == last.len_utf8())
}

/// Length of a bare year at the end of a text that begins with something else.
fn year_behind(said: &str, lexicon: &Lexicon) -> Option<usize> {
    let front = said.strip_suffix('年')?;
    let digits = front.bytes().rev().take_while(u8::is_ascii_digit).count();
    let before = &front[..front.len() - digits];
    let level = lexicon.verbs.suffix(before).is_some_and(|(word, verb)| verb.governs == Governs::Level && word.chars().count() > 1);
    let compared = !level && before.ends_with(['较', '比', '与', '同', '在', '从', '自', '至', '到']);
    (digits == 4 && front.len() > digits && !compared).then(|| said.len() - (front.len() - digits))
}

/// 平均, 人均: 均 is part of the word.
fn averages(said: &str, lexicon: &Lexicon) -> bool {
    lexicon.averages.suffix(said).is_some()
}

/// Length of a comparison at the end of a text: 同比, 同比2021年, 较2021年同期, 比上年, 比去年同期.
fn comparison(said: &str) -> Option<usize> {
    for word in ["同比去年", "同比", "环比", "按可比价格计算", "可比", "按可比价", "比上年", "较上年"] {
        if said.ends_with(word) {
            return Some(word.len());
        }
    }
    let ends = ["同期", "年度", "年", "年底", "年末", "月", "月底", "期", "季度", "末", "之前", "前"].iter().any(|end| said.ends_with(end));
    if !ends {
        return None;
    }
    let window = said.char_indices().rev().nth(14).map_or(0, |(at, _)| at);
    let at = window + said[window..].rfind(['较', '比', '与'])?;
    let from = if said[..at].ends_with('同') { at - '同'.len_utf8() } else { at };
    let after = said[at..].chars().nth(1)?;
    (after.is_ascii_digit() || matches!(after, '上' | '去' | '同' | '前' | '年' | '基' | '“' | '改' | '计')).then(|| said.len() - from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::period_in;

    fn noun(text: &str, force: Force) -> (Option<&str>, &str) {
        let lexicon = Lexicon::builtin();
        let periods = period_in(text);
        let tail = tail(text, Span::new(0, text.len()), &periods, lexicon);
        let lead = lead(text, Span::new(0, tail.noun), force, &periods, lexicon);
        (lead.action.map(|a| a.span.of(text)), &text[lead.noun..tail.noun.max(lead.noun)])
    }

    #[test]
    fn only_a_part_and_a_fact_say_nothing_else() {
        let part = Marks { part: true, done: true, ..Marks::default() };
        assert!(part.only_part() && Marks::default().only_part());
        assert!(!Marks { total: true, ..part }.only_part());
    }

    #[test]
    fn a_chain_that_gave_its_last_verb_back_ends_in_the_one_before() {
        let text = "申报、培训";
        let lead = lead(text, Span::new(0, text.len()), Force::Weak, &[], Lexicon::builtin());
        assert_eq!(&text[lead.noun..], "培训");
        assert_eq!(lead.action.map(|action| (action.span.of(text), action.last.step)), Some(("申报", Some(Step::Early))));
    }

    #[test]
    fn a_noun_phrase_is_what_is_left_between_verbs_and_comparisons() {
        for (text, want) in [
            ("招引顶尖人才", (Some("招引"), "顶尖人才")),
            ("新建、改建各类运动场地", (Some("新建、改建"), "各类运动场地")),
            ("上半年全区共新增孵化载体", (Some("新增"), "孵化载体")),
            ("完成投资", (Some("完成"), "投资")),
            ("安置房", (None, "安置房")),
            ("企业总量较2021年度增长", (None, "企业总量")),
            ("截至6月底新设企业", (Some("新设"), "企业")),
        ] {
            assert_eq!(noun(text, Force::Weak), want, "{text}");
        }
        // Behind a chain of verbs the last one is the noun where nothing else is.
        assert_eq!(noun("组织、培训", Force::Weak), (Some("组织"), "培训"));
        assert_eq!(noun("确保全区新设企业增长", Force::Frame), (None, "全区新设企业"));
        assert_eq!(noun("实现社会消费品零售总额", Force::Frame), (Some("实现"), "社会消费品零售总额"));
    }
}
