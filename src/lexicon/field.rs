//! Reads the fields of a table's row.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::entry::{
    Adverb, Against, Approx, Basis, Binding, Bound, Commitment, Comparison, Cue, Differs, Force, Governs, Measure, Modality, Object,
    Polarity, PriceBasis, SectionCue, Side, Standing, StatedOf, Step, Tags, Unit, Vague, Verb, Vintage, When,
};

pub(super) fn side_of(name: &str) -> Option<Side> {
    Some(match name {
        "before" => Side::Before,
        "inside" => Side::Inside,
        "after" => Side::After,
        _ => return None,
    })
}

pub(super) fn bound(name: &str) -> Option<Bound> {
    Some(match name {
        "ge" => Bound::Ge,
        "gt" => Bound::Gt,
        "le" => Bound::Le,
        "lt" => Bound::Lt,
        _ => return None,
    })
}

pub(super) fn approx(name: &str) -> Option<Option<Approx>> {
    Some(Some(match name {
        "over" => Approx::Over,
        "about" => Approx::About,
        "under" => Approx::Under,
        "-" => return Some(None),
        _ => return None,
    }))
}

pub(super) fn unit(fields: &[&str]) -> Option<Unit> {
    let [name, class, counted] = fields else { return None };
    let (dimension, scale) = match class.split_once(':') {
        Some(("money", _)) | None => (*class, None),
        Some((dimension, scale)) => (dimension, Some(Decimal::from_str(scale).ok()?)),
    };
    let classifier = match *counted {
        "n" => true,
        "-" => false,
        _ => return None,
    };
    Some(Unit { name: (*name).into(), dimension: dimension.into(), scale, classifier })
}

pub(super) fn step(name: &str) -> Option<Option<Step>> {
    Some(Some(match name {
        "plan" => Step::Plan,
        "estimate" => Step::Estimate,
        "early" => Step::Early,
        "doing" => Step::Doing,
        "done" => Step::Done,
        "late" => Step::Late,
        "-" => return Some(None),
        _ => return None,
    }))
}

pub(super) fn verb(fields: &[&str]) -> Option<Verb> {
    let [kind, at, force] = fields else { return None };
    let governs = match *kind {
        "do" => Governs::Count,
        "level" | "sink" => Governs::Level,
        "rise" => Governs::Rise,
        "fall" => Governs::Fall,
        "less" => Governs::Less,
        _ => return None,
    };
    let force = match *force {
        "f" => Force::Frame,
        "s" => Force::Strong,
        "-" => Force::Weak,
        _ => return None,
    };
    Some(Verb { governs, step: step(at)?, force, sinks: *kind == "sink" })
}

pub(super) fn adverb(fields: &[&str]) -> Option<Adverb> {
    Some(match fields {
        ["-"] => Adverb::Plain,
        ["plan"] => Adverb::Plan,
        ["estimate"] => Adverb::Estimate,
        ["cumulative"] => Adverb::Cumulative,
        ["total"] => Adverb::Total,
        ["part"] => Adverb::Part,
        ["rest"] => Adverb::Rest,
        ["doing"] => Adverb::Doing,
        ["least"] => Adverb::Least,
        ["past"] => Adverb::Past,
        ["place"] => Adverb::Place,
        ["each"] => Adverb::Each,
        ["done"] => Adverb::Done,
        _ => return None,
    })
}

pub(super) fn modality(fields: &[&str]) -> Option<(Modality, When)> {
    let [modality, when] = fields else { return None };
    let modality = match *modality {
        "ensure" => Modality::Ensure,
        "strive" => Modality::Strive,
        _ => return None,
    };
    let when = match *when {
        "always" => When::Always,
        "verb" => When::BeforeVerb,
        "never" => When::Never,
        _ => return None,
    };
    Some((modality, when))
}

pub(super) fn measure(fields: &[&str]) -> Option<Option<Measure>> {
    Some(Some(match fields {
        ["flow"] => Measure::Flow,
        ["stock"] => Measure::Stock,
        ["rate"] => Measure::Rate,
        ["growth"] => Measure::Growth,
        ["-"] => return Some(None),
        _ => return None,
    }))
}

pub(super) fn polarity(fields: &[&str]) -> Option<Polarity> {
    Some(match fields {
        ["positive", _] => Polarity::Positive,
        ["negative", _] => Polarity::Negative,
        ["moderate", _] => Polarity::Moderate,
        _ => return None,
    })
}

pub(super) fn commitment(fields: &[&str]) -> Option<(Commitment, Object)> {
    let [kind, object] = fields else { return None };
    let kind = match *kind {
        "cover" => Commitment::Cover,
        "clear" => Commitment::Clear,
        "hold" => Commitment::Hold,
        "fall" => Commitment::Fall,
        _ => return None,
    };
    let object = match *object {
        "before" => Object::Before,
        "both" => Object::Both,
        _ => return None,
    };
    Some((kind, object))
}

pub(super) fn tags(fields: &[&str]) -> Option<Tags> {
    let [field] = fields else { return None };
    Tags::named(field)
}

pub(super) fn stated(fields: &[&str]) -> Option<Against> {
    let [of, names] = fields else { return None };
    let of = match *of {
        "target" => StatedOf::Target,
        "interim" => StatedOf::Interim,
        "project" => StatedOf::Project,
        "unknown" => StatedOf::Unknown,
        _ => return None,
    };
    let rate = match *names {
        "rate" => true,
        "plan" => false,
        _ => return None,
    };
    Some(Against { of, rate })
}

pub(super) fn alone(fields: &[&str]) -> Option<()> {
    fields.is_empty().then_some(())
}

pub(super) fn standing(fields: &[&str]) -> Option<Standing> {
    Some(match fields {
        ["binding", "-"] => Standing::Kind(Binding::Binding),
        ["expected", "-"] => Standing::Kind(Binding::Expected),
        ["assigned", by] => Standing::Assigned((*by).into()),
        ["strive", "-"] => Standing::Strive,
        _ => return None,
    })
}

pub(super) fn basis(fields: &[&str]) -> Option<Basis> {
    Some(match fields {
        ["price", "comparable"] => Basis::Price(PriceBasis::Comparable),
        ["price", "constant"] => Basis::Price(PriceBasis::Constant),
        ["price", "current"] => Basis::Price(PriceBasis::Current),
        ["vintage", "preliminary"] => Basis::Vintage(Vintage::Preliminary),
        ["vintage", "final"] => Basis::Vintage(Vintage::Final),
        ["comparison", "year_on_year"] => Basis::Comparison(Comparison::YearOnYear),
        ["comparison", "period_on_period"] => Basis::Comparison(Comparison::PeriodOnPeriod),
        ["comparison", "cumulative"] => Basis::Comparison(Comparison::Cumulative),
        ["comparison", "annual_average"] => Basis::Comparison(Comparison::AnnualAverage),
        _ => return None,
    })
}

pub(super) fn vague(fields: &[&str]) -> Option<Option<Vague>> {
    Some(Some(match fields {
        ["delegated"] => Vague::Delegated,
        ["relative"] => Vague::Relative,
        ["rank"] => Vague::Rank,
        ["milestone"] => Vague::Milestone,
        ["-"] => return Some(None),
        _ => return None,
    }))
}

/// What a word of a heading says.
pub(super) fn section(fields: &[&str]) -> Option<SectionCue> {
    Some(match fields {
        ["past"] => SectionCue::Past,
        ["account"] => SectionCue::Account,
        ["future"] => SectionCue::Future,
        ["aims"] => SectionCue::Aims,
        ["opening"] => SectionCue::Opening,
        ["plan"] => SectionCue::Plan,
        ["told"] => SectionCue::Told,
        ["none"] => SectionCue::None,
        _ => return None,
    })
}

/// What a word says of the numbers near it.
pub(super) fn cue(fields: &[&str]) -> Option<Cue> {
    Some(match fields {
        ["plan"] => Cue::Plan,
        ["will"] => Cue::Will,
        ["cites"] => Cue::Cites,
        ["report"] => Cue::Report,
        ["opens"] => Cue::Opens,
        ["field"] => Cue::Field,
        ["listed"] => Cue::Listed,
        ["list"] => Cue::List,
        ["aspect"] => Cue::Aspect,
        ["sum"] => Cue::Sum,
        ["weak"] => Cue::Weak,
        ["compares"] => Cue::Compares,
        ["past"] => Cue::Past,
        ["now"] => Cue::Now,
        ["later"] => Cue::Later,
        ["another"] => Cue::Another,
        ["size"] => Cue::Size,
        ["item"] => Cue::Item,
        ["none"] => Cue::None,
        _ => return None,
    })
}

/// Which side of the plan a word says.
pub(super) fn differs(code: &str) -> Option<Differs> {
    Some(match code {
        "above" => Differs::Above,
        "below" => Differs::Below,
        "better" => Differs::Better,
        _ => return None,
    })
}

/// The bit of a kind of work.
pub(super) fn work(code: &str) -> Option<u8> {
    ["build", "alter", "keep", "train", "hire", "resume"].iter().position(|kind| *kind == code).map(|bit| 1 << bit)
}
