//! Which words of a clause belong to which of its quantities.

use super::clause::Clause;
use crate::grammar::Quantity;
use crate::lexicon::{Adverb, Governs, Lexicon};
use crate::span::Span;

/// A quantity with the words of its clause that may name what it counts.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub(super) quantity: usize,
    pub(super) before: Span,
    pub(super) after: Span,
    /// Quantities in `before` or `after` that only define a class: 50亿元以上项目.
    pub(super) thresholds: Vec<usize>,
    /// Whether the quantity only defines a class itself.
    pub(super) class: bool,
    /// The earlier value of 从23件提高到40件.
    pub(super) baseline: Option<usize>,
}

/// The most thresholds that one noun phrase is taken to have.
const THRESHOLDS: usize = 4;

/// Counts of things; only such a quantity never defines a class.
pub(super) fn counts(dimension: &str) -> bool {
    matches!(dimension, "piece" | "person" | "visit" | "household" | "session")
}

/// The segments of a clause, one for each of its quantities (`first..first + count`).
pub(super) fn segments(text: &str, clause: &Clause, quantities: &[Quantity<'_>], own: &[usize], lexicon: &Lexicon) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::with_capacity(own.len());
    let mut from = clause.span.from;
    let mut carried: Vec<usize> = Vec::new();
    let mut baseline = None;
    let mut own_left = own.iter().enumerate();
    while let Some((n, &i)) = own_left.next() {
        let quantity = &quantities[i];
        let last = n + 1 == own.len();
        // 建成20个|500千伏|输变电工程: the size of what is counted stands between the count and its noun.
        let following = own.get(n + 1).filter(|&&next| sizes(text, quantity, &quantities[next], clause)).copied();
        if let Some(size) = following {
            let last = n + 2 == own.len();
            let to = if last { clause.span.to } else { quantities[own[n + 2]].outer.from.max(quantities[size].outer.to) };
            let gap = Span::new(quantities[size].outer.to, to);
            let (after, next) = if last { (gap, to) } else { split(text, gap, clause, lexicon) };
            segments.push(Segment {
                quantity: i,
                before: Span::new(from, quantity.outer.from.max(from)),
                after: outside(Span::new(quantity.outer.to, after.to), clause, false),
                thresholds: std::iter::once(size).chain(std::mem::take(&mut carried)).collect(),
                class: false,
                baseline: baseline.take(),
            });
            // The size itself only defines what is counted.
            let outer = quantities[size].outer;
            segments.push(Segment {
                quantity: size,
                before: Span::new(outer.from, outer.from),
                after: Span::new(outer.to, outer.to),
                thresholds: Vec::new(),
                class: true,
                baseline: None,
            });
            own_left.next();
            from = next;
            continue;
        }
        let to = if last { clause.span.to } else { quantities[own[n + 1]].outer.from.max(quantity.outer.to) };
        let gap = Span::new(quantity.outer.to, to);
        let (after, next) = if last { (gap, to) } else { split(text, gap, clause, lexicon) };
        let mut segment = Segment {
            quantity: i,
            before: Span::new(from, quantity.outer.from.max(from)),
            after: outside(after, clause, false),
            thresholds: std::mem::take(&mut carried),
            class: false,
            baseline: baseline.take(),
        };
        let bounds_next =
            !last && gap.of(text).trim().is_empty() && bounds_class(quantity) && counts(quantities[own[n + 1]].unit.dimension());
        let part_done = !last && quantity.unit.name == quantities[own[n + 1]].unit.name && part_is_done(gap.of(text), lexicon);
        if !last && !part_done && (bounds_next || modifies(text, quantity, &quantities[own[n + 1]], gap, clause, lexicon)) {
            // The next quantity is the one that counts; this one stands in its noun phrase.
            if becomes(text, quantity, gap, lexicon) && !counts_differ(quantity, &quantities[own[n + 1]]) {
                baseline = Some(i);
            } else {
                carried.clone_from(&segment.thresholds);
                carried.push(i);
                // A noun phrase has a threshold or two; a chain of numbers has no end.
                let over = carried.len().saturating_sub(THRESHOLDS);
                from = carried.drain(..over).next_back().map_or(from, |left| quantities[left].outer.to);
            }
            segment.class = true;
            segments.push(segment);
            continue;
        }
        segment.class = last && defines_class(text, quantity, after, lexicon);
        segments.push(segment);
        from = next;
    }
    merge(&mut segments, quantities);
    for segment in &mut segments {
        segment.before = quoted(text, outside(segment.before, clause, true), lexicon);
    }
    segments
}

/// Whether a quantity joined to a count says of what size the things are that are counted: 30个110千伏变电站, 6万名65岁以上老人.
fn sizes(text: &str, count: &Quantity<'_>, size: &Quantity<'_>, clause: &Clause) -> bool {
    let joined = text.get(count.outer.to..size.outer.from).is_some_and(str::is_empty);
    let behind = &text[size.outer.to.min(clause.span.to)..clause.span.to];
    let noun = behind.chars().next().is_some_and(|c| c >= '\u{4e00}' && !"的、和及与等".contains(c));
    let measured =
        !counts(size.unit.dimension()) && !matches!(size.unit.dimension(), "" | "share" | "point" | "basis" | "times" | "fold" | "session");
    counts(count.unit.dimension()) && joined && noun && measured
}

/// Cuts a gap between two quantities into what belongs behind the first and in front of the second.
fn split(text: &str, gap: Span, clause: &Clause, lexicon: &Lexicon) -> (Span, usize) {
    let said = gap.of(text);
    let mut last = None;
    let mut depth = 0_i32;
    for (at, c) in said.char_indices() {
        if crate::grammar::is_open(c) {
            depth += 1;
        } else if crate::grammar::is_close(c) {
            depth -= 1;
        } else if depth <= 0 && c == '、' {
            last = Some((at, c.len_utf8()));
        } else if depth <= 0 && matches!(c, ',' | '，' | ';' | '；') {
            // “新建学校3所,改造校舍2万平方米”: what is quoted is one clause, whatever commas stand in it.
            last = Some((at, c.len_utf8()));
            break;
        }
    }
    let joined = ["以及", "和", "及", "与", "并"].iter().find(|word| said.starts_with(**word)).map(|word| (0, word.len()));
    // 46个农贸市场|和|18条背街小巷
    let closing = ["以及", "和", "及", "与"].iter().find(|word| said.ends_with(**word)).map(|word| (said.len() - word.len(), word.len()));
    match last.or(joined).or(closing.filter(|&(at, _)| lexicon.unjoined.suffix(said).is_none() && at > 0)) {
        Some((at, len)) => (outside(Span::new(gap.from, gap.from + at), clause, false), gap.from + at + len),
        None => (gap, gap.from),
    }
}

/// What stands in front of a quantity that is quoted, from the verb that the quotation begins with: 规划|“新建|学校3所,改造校舍2万平方米”.
fn quoted(text: &str, before: Span, lexicon: &Lexicon) -> Span {
    let said = before.of(text);
    let opened = said.rfind('“').map(|at| at + '“'.len_utf8()).filter(|&at| !said[at..].contains('”'));
    let acts = opened.filter(|&at| lexicon.verbs.prefix(&said[at..]).is_some());
    acts.map_or(before, |at| Span::new(before.from + at, before.to))
}

/// `span` without the clauses in parentheses: what stands behind the last one where `behind`, else in front of the first.
fn outside(span: Span, clause: &Clause, behind: bool) -> Span {
    let whole = span;
    let mut span = span;
    for hole in clause.holes_in(whole) {
        if behind && hole.to < span.to {
            span.from = hole.to;
        } else if hole.from >= span.from {
            span.to = hole.from;
            break;
        }
    }
    span
}

/// Whether a quantity stands inside the noun phrase of the next one: 50亿元以上项目不少于7个.
fn modifies(text: &str, quantity: &Quantity<'_>, next: &Quantity<'_>, gap: Span, clause: &Clause, lexicon: &Lexicon) -> bool {
    let said = gap.of(text).trim();
    if said.is_empty() || !clause.holes_in(gap).is_empty() || said.starts_with(['、', ',', '，', ';', '；', '和', '及', '与']) {
        return false;
    }
    if becomes(text, quantity, gap, lexicon) {
        return true;
    }
    let dimension = quantity.unit.dimension();
    if said.contains('、') {
        return false;
    }
    if bounds_settlement(quantity, said, next, lexicon) {
        return true;
    }
    if counts(dimension) || matches!(dimension, "share" | "point" | "basis" | "times" | "fold") {
        return false;
    }
    let verb = lexicon
        .verbs
        .prefix(said.trim_start_matches(['已', '共', '均']))
        .is_some_and(|(_, verb)| verb.force >= crate::lexicon::Force::Strong);
    !verb
}

/// 20户以上|自然村通硬化路|60公里: people and households bound the size of what is measured behind them, in a unit of its own, where nothing is done to them.
fn bounds_settlement(quantity: &Quantity<'_>, said: &str, next: &Quantity<'_>, lexicon: &Lexicon) -> bool {
    let people = matches!(quantity.unit.dimension(), "person" | "household") && quantity.is_bounded_behind();
    let measured = matches!(next.unit.dimension(), "length" | "area" | "mu" | "piece") && next.unit.name != quantity.unit.name;
    let verb = |text: &str| {
        lexicon.verbs.prefix(text).is_some_and(|(word, _)| word.chars().nth(1).is_some()) && lexicon.nouns.prefix(text).is_none()
    };
    let acts = || said.char_indices().any(|(at, _)| verb(&said[at..]));
    people && measured && !said.starts_with('的') && !acts()
}

/// 20公里|休闲步行道已完成|7.42公里: how much of a thing is done stands behind its size.
fn part_is_done(said: &str, lexicon: &Lexicon) -> bool {
    let said = said.trim_end();
    said.find('已').is_some_and(|at| {
        at > 0 && lexicon.verbs.suffix(&said[at..]).is_some_and(|(verb, _)| at + '已'.len_utf8() + verb.len() >= said.len())
    })
}

/// 提高到, 增加至: the words between an earlier and a later value. Behind 由 or 从 a noun may stand in front: 由四档|税率简并至|三档.
fn becomes(text: &str, quantity: &Quantity<'_>, gap: Span, lexicon: &Lexicon) -> bool {
    // 由每人每年640元提高到每人每年670元, 从2020年的23件提高到2025年的40件
    let said = gap.of(text).trim();
    let each = lexicon.adverbs.suffix(said).filter(|(_, mark)| **mark == Adverb::Each).map_or(0, |(word, _)| word.len());
    let said = without_year(said[..said.len() - each].trim_end());
    let Some((word, _)) =
        lexicon.verbs.suffix(said).filter(|(word, verb)| verb.governs == Governs::Level && word.ends_with(['到', '至', '为']))
    else {
        return false;
    };
    let from = || without_year(text[..quantity.outer.from].trim_end()).ends_with(['由', '从']);
    word.len() == said.len() || (said.len() <= NOUN && !said.contains('、') && from())
}

/// How many bytes a noun between an earlier and a later value has at most, with the verb.
const NOUN: usize = 36;

/// `said` without a year at its end: 提高到|2025年的.
fn without_year(said: &str) -> &str {
    let dated = said.strip_suffix('的').unwrap_or(said);
    let year = dated.strip_suffix('年').map(|front| front.trim_end_matches(|c: char| c.is_ascii_digit()));
    year.filter(|front| front.len() + 4 + '年'.len_utf8() == dated.len()).unwrap_or(said)
}

fn counts_differ(a: &Quantity<'_>, b: &Quantity<'_>) -> bool {
    a.unit.dimension() != b.unit.dimension()
}

/// 50亿元以上7个: a bound behind an amount, and a count right behind that.
fn bounds_class(quantity: &Quantity<'_>) -> bool {
    quantity.is_bounded_behind() && !counts(quantity.unit.dimension())
}

/// Whether the last quantity of a clause only defines a class: 营收100万以下相对薄弱村; not 100亿元以上产业专项资金.
fn defines_class(text: &str, quantity: &Quantity<'_>, after: Span, lexicon: &Lexicon) -> bool {
    let dimension = quantity.unit.dimension();
    if !quantity.is_bounded_behind() || counts(dimension) || matches!(dimension, "share" | "point" | "times" | "fold") {
        return false;
    }
    let noun = after.of(text).trim();
    let noun = noun.strip_prefix('的').unwrap_or(noun);
    if noun.is_empty() || noun.starts_with(['、', '”']) {
        return false;
    }
    let amount = lexicon.measures.suffix(noun).is_some() || lexicon.amounts.suffix(noun).is_some();
    !amount
}

/// 16个经营性收入100万以下相对薄弱村: what a class stands in is what is counted in front of it.
fn merge(segments: &mut [Segment], quantities: &[Quantity<'_>]) {
    for n in 1..segments.len() {
        let (front, back) = segments.split_at_mut(n);
        let (Some(counted), class) = (front.last_mut(), &back[0]) else { continue };
        let touches = class.class
            && !counted.class
            && class.before.from == counted.after.from
            && counts(quantities[counted.quantity].unit.dimension());
        if touches {
            counted.after = counted.after.join(class.after);
            counted.thresholds.push(class.quantity);
        }
    }
}
