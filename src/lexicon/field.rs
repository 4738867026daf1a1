//! Reads the fields of a table's row.
//!
//! The rows of the crate are read while it is compiled, where only bytes can be matched, and `?` is not to be had; those of a user by the same
//! functions when they come.

use rust_decimal::Decimal;

use super::entry::{
    Adverb, Against, Approx, Basis, Binding, Bound, Commitment, Comparison, Cue, Differs, Force, Governs, Group, Kind, Measure, Meets,
    Modality, Object, Polarity, PriceBasis, SectionCue, Standing, StatedOf, Step, Tags, Vague, Verb, Vintage, When,
};

pub(super) const fn bound(fields: &[&[u8]]) -> Option<Bound> {
    Some(match *fields {
        [b"ge"] => Bound::Ge,
        [b"gt"] => Bound::Gt,
        [b"le"] => Bound::Le,
        [b"lt"] => Bound::Lt,
        _ => return None,
    })
}

pub(super) const fn approx(fields: &[&[u8]]) -> Option<Option<Approx>> {
    Some(Some(match *fields {
        [b"over"] => Approx::Over,
        [b"about"] => Approx::About,
        [b"under"] => Approx::Under,
        [b"-"] => return Some(None),
        _ => return None,
    }))
}

/// The dimension that the class of a unit names, and how many base units of it the unit is.
pub(super) const fn class(class: &str) -> Option<(&str, Option<Decimal>)> {
    let bytes = class.as_bytes();
    let mut colon = 0;
    while colon < bytes.len() && bytes[colon] != b':' {
        colon += 1;
    }
    let (dimension, scale) = class.split_at(colon);
    match (dimension.as_bytes(), scale.as_bytes()) {
        (b"money", _) | (_, []) => Some((class, None)),
        (_, [_, scale @ ..]) => match decimal(scale) {
            Some(scale) => Some((dimension, Some(scale))),
            None => None,
        },
    }
}

/// A number in digits, of which some may stand behind a point.
const fn decimal(text: &[u8]) -> Option<Decimal> {
    let (mut digits, mut scale, mut pointed) = (0_u128, 0, false);
    let mut at = 0;
    while at < text.len() {
        match text[at] {
            b'.' if !pointed && at > 0 => pointed = true,
            digit @ b'0'..=b'9' => {
                digits = digits * 10 + (digit - b'0') as u128;
                scale += pointed as u32;
            }
            _ => return None,
        }
        at += 1;
        if digits >> 96 != 0 || scale > Decimal::MAX_SCALE {
            return None;
        }
    }
    if text.is_empty() {
        None
    } else {
        Some(Decimal::from_parts(digits as u32, (digits >> 32) as u32, (digits >> 64) as u32, false, scale))
    }
}

/// Whether 一, 二, 两, 三 may count it.
pub(super) const fn classifier(field: &[u8]) -> Option<bool> {
    match field {
        b"n" => Some(true),
        b"-" => Some(false),
        _ => None,
    }
}

pub(super) const fn step(name: &[u8]) -> Option<Option<Step>> {
    Some(Some(match name {
        b"plan" => Step::Plan,
        b"estimate" => Step::Estimate,
        b"early" => Step::Early,
        b"doing" => Step::Doing,
        b"done" => Step::Done,
        b"late" => Step::Late,
        b"-" => return Some(None),
        _ => return None,
    }))
}

pub(super) const fn verb(fields: &[&[u8]]) -> Option<Verb> {
    let [kind, at, force] = fields else { return None };
    let governs = match *kind {
        b"do" => Governs::Count,
        b"level" | b"sink" => Governs::Level,
        b"rise" => Governs::Rise,
        b"fall" => Governs::Fall,
        b"less" => Governs::Less,
        _ => return None,
    };
    let force = match *force {
        b"f" => Force::Frame,
        b"s" => Force::Strong,
        b"-" => Force::Weak,
        _ => return None,
    };
    match step(at) {
        Some(step) => Some(Verb { governs, step, force, sinks: matches!(*kind, b"sink") }),
        None => None,
    }
}

pub(super) const fn adverb(fields: &[&[u8]]) -> Option<Adverb> {
    Some(match *fields {
        [b"-"] => Adverb::Plain,
        [b"plan"] => Adverb::Plan,
        [b"estimate"] => Adverb::Estimate,
        [b"cumulative"] => Adverb::Cumulative,
        [b"total"] => Adverb::Total,
        [b"part"] => Adverb::Part,
        [b"rest"] => Adverb::Rest,
        [b"doing"] => Adverb::Doing,
        [b"least"] => Adverb::Least,
        [b"past"] => Adverb::Past,
        [b"place"] => Adverb::Place,
        [b"each"] => Adverb::Each,
        [b"done"] => Adverb::Done,
        _ => return None,
    })
}

pub(super) const fn modality(fields: &[&[u8]]) -> Option<(Modality, When)> {
    let [modality, when] = fields else { return None };
    let modality = match *modality {
        b"ensure" => Modality::Ensure,
        b"strive" => Modality::Strive,
        _ => return None,
    };
    let when = match *when {
        b"always" => When::Always,
        b"verb" => When::BeforeVerb,
        b"never" => When::Never,
        _ => return None,
    };
    Some((modality, when))
}

pub(super) const fn measure(fields: &[&[u8]]) -> Option<Option<Measure>> {
    Some(Some(match *fields {
        [b"flow"] => Measure::Flow,
        [b"stock"] => Measure::Stock,
        [b"rate"] => Measure::Rate,
        [b"growth"] => Measure::Growth,
        [b"-"] => return Some(None),
        _ => return None,
    }))
}

pub(super) const fn polarity(fields: &[&[u8]]) -> Option<Polarity> {
    Some(match *fields {
        [b"positive", _] => Polarity::Positive,
        [b"negative", _] => Polarity::Negative,
        [b"moderate", _] => Polarity::Moderate,
        _ => return None,
    })
}

pub(super) const fn commitment(fields: &[&[u8]]) -> Option<(Commitment, Object)> {
    let [kind, object] = fields else { return None };
    let kind = match *kind {
        b"cover" => Commitment::Cover,
        b"clear" => Commitment::Clear,
        b"hold" => Commitment::Hold,
        b"fall" => Commitment::Fall,
        _ => return None,
    };
    let object = match *object {
        b"before" => Object::Before,
        b"both" => Object::Both,
        _ => return None,
    };
    Some((kind, object))
}

pub(super) const fn tags(fields: &[&[u8]]) -> Option<Tags> {
    let [field] = fields else { return None };
    Tags::named(field)
}

pub(super) const fn stated(fields: &[&[u8]]) -> Option<Against> {
    let [of, names] = fields else { return None };
    let of = match *of {
        b"target" => StatedOf::Target,
        b"interim" => StatedOf::Interim,
        b"project" => StatedOf::Project,
        b"unknown" => StatedOf::Unknown,
        _ => return None,
    };
    let rate = match *names {
        b"rate" => true,
        b"plan" => false,
        _ => return None,
    };
    Some(Against { of, rate })
}

pub(super) const fn alone(fields: &[&[u8]]) -> Option<()> {
    if fields.is_empty() { Some(()) } else { None }
}

pub(super) const fn standing(fields: &[&[u8]]) -> Option<Standing> {
    Some(match *fields {
        [b"binding", b"-"] => Standing::Kind(Binding::Binding),
        [b"expected", b"-"] => Standing::Kind(Binding::Expected),
        [b"assigned", by] => match assigner(by) {
            Some(by) => Standing::Assigned(by),
            None => return None,
        },
        [b"strive", b"-"] => Standing::Strive,
        _ => return None,
    })
}

/// Who hands targets down.
const fn assigner(name: &[u8]) -> Option<&'static str> {
    Some(match name {
        b"state" => "国家",
        b"centre" => "中央",
        b"province" => "省",
        b"region" => "自治区",
        b"city" => "市",
        b"prefecture" => "州",
        b"county" => "县",
        b"district" => "区",
        b"superior" => "上级",
        _ => return None,
    })
}

pub(super) const fn basis(fields: &[&[u8]]) -> Option<Basis> {
    Some(match *fields {
        [b"price", b"comparable"] => Basis::Price(PriceBasis::Comparable),
        [b"price", b"constant"] => Basis::Price(PriceBasis::Constant),
        [b"price", b"current"] => Basis::Price(PriceBasis::Current),
        [b"vintage", b"preliminary"] => Basis::Vintage(Vintage::Preliminary),
        [b"vintage", b"final"] => Basis::Vintage(Vintage::Final),
        [b"comparison", b"year_on_year"] => Basis::Comparison(Comparison::YearOnYear),
        [b"comparison", b"period_on_period"] => Basis::Comparison(Comparison::PeriodOnPeriod),
        [b"comparison", b"cumulative"] => Basis::Comparison(Comparison::Cumulative),
        [b"comparison", b"annual_average"] => Basis::Comparison(Comparison::AnnualAverage),
        _ => return None,
    })
}

pub(super) const fn vague(fields: &[&[u8]]) -> Option<Option<Vague>> {
    Some(Some(match *fields {
        [b"declined"] => Vague::Declined,
        [b"delegated"] => Vague::Delegated,
        [b"relative"] => Vague::Relative,
        [b"rank"] => Vague::Rank,
        [b"qualitative"] => Vague::Qualitative,
        [b"milestone"] => Vague::Milestone,
        [b"-"] => return Some(None),
        _ => return None,
    }))
}

/// What a word of a heading says.
pub(super) const fn section(fields: &[&[u8]]) -> Option<SectionCue> {
    Some(match *fields {
        [b"past"] => SectionCue::Past,
        [b"account"] => SectionCue::Account,
        [b"future"] => SectionCue::Future,
        [b"aims"] => SectionCue::Aims,
        [b"opening"] => SectionCue::Opening,
        [b"plan"] => SectionCue::Plan,
        [b"told"] => SectionCue::Told,
        [b"none"] => SectionCue::None,
        _ => return None,
    })
}

/// What a word says of the numbers near it.
pub(super) const fn cue(fields: &[&[u8]]) -> Option<Cue> {
    Some(match *fields {
        [b"plan"] => Cue::Plan,
        [b"will"] => Cue::Will,
        [b"cites"] => Cue::Cites,
        [b"report"] => Cue::Report,
        [b"opens"] => Cue::Opens,
        [b"field"] => Cue::Field,
        [b"listed"] => Cue::Listed,
        [b"list"] => Cue::List,
        [b"aspect"] => Cue::Aspect,
        [b"sum"] => Cue::Sum,
        [b"weak"] => Cue::Weak,
        [b"compares"] => Cue::Compares,
        [b"reckons"] => Cue::Reckons,
        [b"past"] => Cue::Past,
        [b"now"] => Cue::Now,
        [b"later"] => Cue::Later,
        [b"another"] => Cue::Another,
        [b"size"] => Cue::Size,
        [b"item"] => Cue::Item,
        [b"none"] => Cue::None,
        _ => return None,
    })
}

/// Which side of the plan a word says.
pub(super) const fn differs(fields: &[&[u8]]) -> Option<Differs> {
    Some(match *fields {
        [b"above"] => Differs::Above,
        [b"below"] => Differs::Below,
        [b"better"] => Differs::Better,
        _ => return None,
    })
}

/// The kinds of work that a word says, joined by `+`, a bit each.
pub(super) const fn works(fields: &[&[u8]]) -> Option<u8> {
    const KINDS: [&[u8]; 6] = [b"build", b"alter", b"keep", b"train", b"hire", b"resume"];
    let [field] = fields else { return None };
    match named(field, b'+', &KINDS) {
        Some(works) => Some(works as u8),
        None => None,
    }
}

/// The names that a field lists, each as the bit of its place among the known ones.
pub(super) const fn named(field: &[u8], between: u8, known: &[&[u8]]) -> Option<u32> {
    let (mut bits, mut from) = (0, 0);
    while from <= field.len() {
        let mut to = from;
        while to < field.len() && field[to] != between {
            to += 1;
        }
        let name = field.split_at(to).0.split_at(from).1;
        let mut bit = 0;
        while !same(name, known[bit]) {
            bit += 1;
            if bit == known.len() {
                return None;
            }
        }
        bits |= 1 << bit;
        from = to + 1;
    }
    Some(bits)
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

/// The step of a word alone.
pub(super) const fn step_alone(fields: &[&[u8]]) -> Option<Step> {
    match *fields {
        [at] => match step(at) {
            Some(step) => step,
            None => None,
        },
        _ => None,
    }
}

/// A kind of a thing and the group that it is of; none where the word only looks like one.
pub(super) const fn kind(fields: &[&[u8]]) -> Option<Option<Kind>> {
    let [group, kind] = fields else { return None };
    let Some(group) = Group::of(group) else { return None };
    match *kind {
        b"-" => Some(None),
        // A hash of its name (FNV-1a); a test sees to it that no two kinds have the same.
        name => {
            let (mut id, mut at) = (0xcbf2_9ce4_8422_2325_u64, 0);
            while at < name.len() {
                id = (id ^ name[at] as u64).wrapping_mul(0x0100_0000_01b3);
                at += 1;
            }
            Some(Some(Kind { group, id }))
        }
    }
}

/// Whether a rate or the mark may follow a verb.
pub(super) const fn meets(fields: &[&[u8]]) -> Option<Meets> {
    Some(match *fields {
        [b"share"] => Meets { share: true, goal: false },
        [b"goal"] => Meets { share: false, goal: true },
        [b"both"] => Meets { share: true, goal: true },
        _ => return None,
    })
}

/// Whether an ending is that of a place's name.
pub(super) const fn place(fields: &[&[u8]]) -> Option<bool> {
    Some(match *fields {
        [b"name"] => true,
        [b"-"] => false,
        _ => return None,
    })
}

/// Whether an average is over people or things.
pub(super) const fn average(fields: &[&[u8]]) -> Option<bool> {
    Some(match *fields {
        [b"each"] => true,
        [b"time"] => false,
        _ => return None,
    })
}

/// Whether a word says done by itself, and whether within a clause.
pub(super) const fn done(fields: &[&[u8]]) -> Option<(bool, bool)> {
    Some(match *fields {
        [b"alone"] => (true, false),
        [b"clause"] => (false, true),
        [b"both"] => (true, true),
        _ => return None,
    })
}

/// The rank of a level of government from the top.
pub(super) const fn level(fields: &[&[u8]]) -> Option<Option<usize>> {
    Some(match *fields {
        [b"above"] => None,
        [b"1"] => Some(1),
        [b"2"] => Some(2),
        [b"3"] => Some(3),
        [b"4"] => Some(4),
        _ => return None,
    })
}

/// What is cleared, covered or held.
pub(super) const fn cleared(fields: &[&[u8]]) -> Option<Commitment> {
    Some(match *fields {
        [b"cover"] => Commitment::Cover,
        [b"clear"] => Commitment::Clear,
        [b"hold"] => Commitment::Hold,
        [b"fall"] => Commitment::Fall,
        _ => return None,
    })
}
