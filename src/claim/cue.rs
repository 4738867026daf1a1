//! The words of a text that say whether a number near them is asked for or reported, each with its place.

use super::{Reading, phrase, plan};
use crate::lexicon::{Cue, Lexicon, StatedOf};
use crate::span::{Span, end_of, floor};

/// A word, or a date, that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cued {
    pub(crate) span: Span,
    pub(crate) cue: Cue,
    /// Whether it heads a list: 预期目标是:.
    pub(crate) heads: bool,
    /// Whether the items of that list are numbered.
    pub(crate) counted: bool,
    /// Whether it is a hope that may be one of the past as well: 争取, 努力.
    pub(crate) hopes: bool,
    /// Whether it is the name of a plan that a verb of completion, or a rate, is of: 圆满完成年度目标任务.
    pub(crate) met: bool,
    /// Whether it stands in parentheses.
    pub(crate) inside: bool,
    /// Where they are closed, not far behind.
    pub(crate) closed: Option<usize>,
    /// Whether what is done only refers to it: 围绕…的目标,.
    pub(crate) refers: bool,
    /// Of the name of a plan: where the words begin that only belong to it, up to what it is the plan of: 9000万美元|的年度预期目标.
    pub(crate) names_from: Option<usize>,
}

/// How far in front of the name of a plan the verb may stand that says it was met: 圆满完成|年度|目标任务.
const MET: usize = 30;
/// The words that only belong to the name of a plan take no more bytes in front of it.
pub(crate) const OWN: usize = 3 * MET;

/// The cues of a text, in order.
pub(crate) fn cues(text: &str, reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<Cued> {
    let mut found: Vec<Cued> = Vec::new();
    let mut stated = reading.claims.iter().filter_map(|claim| Some((claim.stated?, claim.quantity()?.span.from))).peekable();
    for (at, word, &cue) in lexicon.stance.find(text) {
        if cue == Cue::None {
            continue;
        }
        let span = Span::new(at, at + word.len());
        let rest = text[span.to..].trim_start_matches(['为', '是', '如', '下', '数', '值', '包', '括', '分', '别', '有', '项', '目', ' ']);
        let heads = rest.starts_with([':', '：']);
        let begins = || text[..at].trim_end().chars().next_back().is_none_or(|c| ",，。;；:：！!\n".contains(c));
        let cue = match cue {
            Cue::Opens if begins() => Cue::Report,
            Cue::Opens => continue,
            Cue::Listed if heads => Cue::Plan,
            // 将办好15件实事。分别是:(1)…
            Cue::List if heads => {
                match found.last().filter(|last| last.span.to + 10 * MET >= at).map(|last| if last.met { Cue::Report } else { last.cue }) {
                    Some(cue @ (Cue::Plan | Cue::Will | Cue::Cites | Cue::Report)) => cue,
                    _ => continue,
                }
            }
            Cue::Listed | Cue::List => continue,
            Cue::Field if heads => Cue::Report,
            Cue::Field => continue,
            // 争取专项债券17.6亿元: the verb itself, in front of no other.
            Cue::Will if phrase::only_looks_modal(&text[at..], lexicon) => continue,
            // 设定了65万辆的目标: what is set is not done.
            Cue::Sum if word == "了" && found.last().is_some_and(|last| last.span.to == at && last.cue.plans()) => continue,
            // 任务580户,现开工198户,开工率34%: what follows is reported too.
            Cue::Sum if word == "现" && lexicon.verbs.prefix(&text[span.to..]).is_some() => Cue::Aspect,
            // 超往年同期水平, 较去年: compared with, not of, that time.
            Cue::Past if text[..at].ends_with(['比', '较', '与', '同', '超', '于', '和', '按', '从', '过']) => Cue::Compares,
            cue => cue,
        };
        // 完成省目标任务的132%、市目标任务的129%: what a rate is of plans nothing.
        while stated.next_if(|&(_, to)| to <= at).is_some() {}
        let base = stated.peek().is_some_and(|(stated, _)| stated.of != StatedOf::Unknown && stated.from <= at);
        let number = (cue == Cue::Plan).then(|| behind_a_number(text, at, reading, &found, lexicon)).flatten();
        let behind_number = number.is_some();
        let names_from = (cue == Cue::Plan).then(|| number.unwrap_or_else(|| names_from(text, at, lexicon)));
        let met = cue == Cue::Plan
            && (base
                || is_met(text, span, &found, behind_number, lexicon)
                || names_from.is_some_and(|from| is_compared(text, from, lexicon)));
        let inside = inside(text, at);
        found.push(Cued {
            span,
            cue,
            heads,
            counted: heads && is_numbered(rest),
            hopes: cue == Cue::Will && lexicon.may_be_a_verb(word),
            met,
            inside,
            closed: if inside { closed(text, span.to) } else { None },
            refers: cue == Cue::Plan && refers(text, span, lexicon),
            names_from,
        });
    }
    found
}

/// Whether the items of the list behind its head are numbered: :(1)…, :一是….
fn is_numbered(rest: &str) -> bool {
    let list = rest.trim_start_matches([':', '：', ' ', '\n']).trim_start_matches(['(', '（']);
    let numeral = list.starts_with('①') || list.starts_with("一是") || list.starts_with("一、");
    let digits = list.len() - list.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    numeral || digits > 0 && list[digits..].starts_with(['.', '、', ')', '）', '．'])
}

/// Whether a place lies in parentheses that opened not far in front.
fn inside(text: &str, at: usize) -> bool {
    let near = end_of(&text[..at], 6 * MET);
    near.rfind(['(', '（']).is_some_and(|open| !near[open..].contains([')', '）', '。']))
}

/// Where the parentheses are closed that a place lies in, not far behind.
fn closed(text: &str, at: usize) -> Option<usize> {
    let near = &text[at..floor(text, at + 6 * MET)];
    let close = near.find([')', '）']).filter(|&close| !near[..close].contains(['(', '（', '。']))?;
    Some(at + close)
}

/// What stands in front of a place in its clause.
fn clause_in_front(text: &str, at: usize) -> &str {
    let clause = end_of(&text[..at], 3 * MET);
    clause.rsplit([',', '，', '。', ';', '；', '\n']).next().unwrap_or(clause)
}

/// Whether the name of a plan ends a clause that begins by referring to it: 围绕打造产业集群的目标,.
fn refers(text: &str, span: Span, lexicon: &Lexicon) -> bool {
    let ends = text[span.to..].trim_start_matches(['任', '务', '要', '求']).starts_with([',', '，']);
    let clause = end_of(&text[..span.from], 6 * MET);
    let clause = clause.rsplit([',', '，', '。', ';', '；', '\n', ':', '：']).next().unwrap_or(clause).trim_start();
    ends && lexicon.references.prefix(clause).is_some()
}

/// Where the number ends that the name of a plan at `at` stands behind, with what it is the plan of: 65万辆|的销量目标. A verb of completion
/// in front makes of a task what was done: 完成15个村的整治任务.
fn behind_a_number(text: &str, at: usize, reading: &Reading<'_>, before: &[Cued], lexicon: &Lexicon) -> Option<usize> {
    let number = reading.quantities[..reading.quantities.partition_point(|quantity| quantity.outer.to <= at)].last()?;
    let from = number.outer.to;
    if at - from > OWN {
        return None;
    }
    let named = plan::behind(&text[from..floor(text, at + MET)], number, lexicon)?;
    let done = || {
        let near = |cued: &&Cued| matches!(cued.cue, Cue::Weak | Cue::Aspect | Cue::Sum) && cued.span.to + MET >= number.span.from;
        before.last().filter(near).is_some_and(|verb| !is_meant_above(text, verb, before))
    };
    let is_it = from + named.end > at && !(named.name.starts_with("任务") && !named.noun.is_empty() && done());
    is_it.then_some(from)
}

/// Where the name of a plan begins with all that belongs to it: 的, 年度, an opening parenthesis, a closing quotation mark.
fn names_from(text: &str, at: usize, lexicon: &Lexicon) -> usize {
    let own = |text: &str| text.trim_end_matches(['的', '(', '（', '”', '」', '"', ' ', '这', '一']).len();
    let front = end_of(&text[..at], OWN);
    let kept = plan::adjectives(front, lexicon);
    let kept = own(&front[..kept]);
    let kept = lexicon.bounds_after.suffix(&front[..kept]).map_or(kept, |(word, _)| kept - word.len());
    let kept = own(front[..kept].trim_end_matches("左右"));
    at - (front.len() - kept)
}

/// 比年度目标4.2%低0.6个百分点,新增就业5万人: what something is compared with asks for nothing behind it.
fn is_compared(text: &str, names_from: usize, lexicon: &Lexicon) -> bool {
    let front = end_of(&text[..names_from], MET);
    front.ends_with(['比', '较']) || lexicon.differs_after.suffix(front).is_some_and(|(word, _)| word.ends_with('于'))
}

/// 今年|要|实施三大工程,|完成|12万亩造林任务: whether what is meant to be done in an earlier clause of its sentence goes on with a bare verb of completion.
fn is_meant_above(text: &str, verb: &Cued, before: &[Cued]) -> bool {
    let above = before.iter().rev().filter(|cued| cued.span.to <= verb.span.from).find(|cued| cued.cue != Cue::Now);
    let goes_on = |above: &Cued| {
        let between = &text[above.span.to..verb.span.from];
        between.len() <= OWN && !between.contains(['。', ';', '；', '\n'])
    };
    let bare = clause_in_front(text, verb.span.from).trim().is_empty();
    bare && verb.span.of(text) == "完成" && above.is_some_and(|above| above.cue == Cue::Will && !above.hopes && goes_on(above))
}

/// 圆满完成年度目标任务,新增就业5万人: a plan that was met asks for nothing; but 确保完成年度目标任务 does.
fn is_met(text: &str, span: Span, before: &[Cued], behind_number: bool, lexicon: &Lexicon) -> bool {
    // 超额完成三年计划年均任务: nor does the plan's other name.
    // 同期累计|承诺收入8.5亿元: what is promised in all is not met.
    if before.last().is_some_and(|last| last.cue == Cue::Sum && last.span.to == span.from && !last.span.of(text).ends_with('了')) {
        return false;
    }
    let mut others = before.iter().rev().skip_while(|cued| matches!(cued.cue, Cue::Now | Cue::Compares) || cued.met);
    // 超额完成|排放量同比下降4%、事故同比减少6%的|目标: behind what says more than 完成 a list of marks may stand.
    let clause = span.from - clause_in_front(text, span.from).len();
    let far = |cued: &Cued| {
        let list = behind_number && text[cued.span.to..span.from].contains('、');
        list && cued.span.from <= clause + '均'.len_utf8() && cued.span.to - cued.span.from > "完成".len()
    };
    let near = |cued: &Cued| cued.span.to + MET >= span.from || far(cued);
    let Some(verb) = others.next().filter(|cued| matches!(cued.cue, Cue::Weak | Cue::Aspect | Cue::Sum) && near(cued)) else {
        return false;
    };
    let begins = span.from - clause_in_front(text, span.from).len();
    // 预计年底可完成800万亩的建设任务
    let meant = || lexicon.intentions.any(&text[begins..verb.span.from.max(begins)]);
    // 今年要实施三大工程,完成12万亩造林任务
    let counts = || text[verb.span.to..span.from.max(verb.span.to)].contains(|c: char| c.is_ascii_digit());
    let goes_on = counts() && is_meant_above(text, verb, before);
    verb.span.from >= begins
        && !goes_on
        && !meant()
        && !others.next().is_some_and(|cued| matches!(cued.cue, Cue::Will | Cue::Plan) && cued.span.from >= begins)
}
