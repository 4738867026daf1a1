//! `dabiao agree`: how far two codings, or two panels, agree.

mod errors;
mod panel;

use std::io::{self, Write};

use dabiao::agree::{Agreement, Confusion, FieldAgreement, compare};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::args::{Agree, AgreeFormat};
use crate::screen::Shown;
use crate::watch::counted;
use crate::{Ending, coding, complain, input, json, output, remark};

#[derive(Serialize)]
struct Compared<'a> {
    a: &'a str,
    b: &'a str,
    #[serde(flatten)]
    agreement: &'a Agreement,
}

pub(crate) fn run(args: &Agree) -> io::Result<Ending> {
    let mut texts = Vec::new();
    for path in [&args.a, &args.b] {
        match input::text(path, None) {
            Ok((text, _)) => texts.push(text),
            Err(why) => return Ok(complain(&input::name(path), &why)),
        }
    }
    if let (Some(a), Some(b)) = (panel::rows(&texts[0]), panel::rows(&texts[1])) {
        let mut out = output::standard()?;
        return panel::run([&args.a, &args.b], [&a, &b], args.format, &mut Shown(&mut out));
    }
    let mut codings = Vec::new();
    for (path, text) in [&args.a, &args.b].into_iter().zip(&texts) {
        match coding::read(text) {
            Ok(coding) => codings.push(coding),
            Err(why) => return Ok(complain(&input::name(path), &why)),
        }
    }
    let agreement = compare(&codings[0], &codings[1]);
    let (a, b) = (input::name(&args.a), input::name(&args.b));
    let mut out = output::standard()?;
    match args.format {
        AgreeFormat::Json => {
            json::write(&mut out, &Compared { a: &a, b: &b, agreement: &agreement })?;
            writeln!(out)?;
        }
        AgreeFormat::Table => print(&mut Shown(&mut out), &a, &b, &agreement)?,
    }
    out.flush()?;
    if agreement.matched == 0 {
        let [a, b] = [&codings[0], &codings[1]].map(|coding| counted(coding.targets.len(), "target", "targets"));
        remark("agree", &format!("read {a} and {b}; none was found in both"));
        return Ok(Ending::NothingFound);
    }
    Ok(Ending::Done)
}

fn print(out: &mut dyn Write, a: &str, b: &str, agreement: &Agreement) -> io::Result<()> {
    writeln!(out, "A  {a}\nB  {b}\n")?;
    let Agreement { matched, only_a, only_b, not_compared, .. } = agreement;
    writeln!(
        out,
        "targets: {matched} in both, {only_a} only in A, {only_b} only in B; {not_compared} of items that the other did not code"
    )?;
    let share = |share: Option<f64>, none: &str| share.map_or_else(|| format!("undefined ({none})"), |share| format!("{share:.3}"));
    writeln!(
        out,
        "A held against B: precision {}, recall {}, F1 {}",
        share(agreement.precision, "A has no target"),
        share(agreement.recall, "B has no target"),
        share(agreement.f1, "no target at all")
    )?;
    writeln!(out, "\n{:<9}{:>6}{:>10}{:>8}{:>8}{:>8}", "field", "both", "one only", "agreed", "κ", "α")?;
    for field in &agreement.fields {
        let coefficients = match (field.kappa, field.alpha, field.undefined) {
            (Some(kappa), Some(alpha), _) => format!("{kappa:>8.3}{alpha:>8.3}"),
            (.., why) => format!("  {}", why.map(|why| why.to_string()).unwrap_or_default()),
        };
        let observed = field.observed.map_or_else(|| "—".to_owned(), |observed| format!("{observed:.3}"));
        writeln!(out, "{:<9}{:>6}{:>10}{observed:>8}{coefficients}", field.field, field.both, field.one_only)?;
    }
    let ratio = &agreement.ratio;
    match (ratio.mean_difference, ratio.largest_difference) {
        (Some(mean), Some(largest)) => writeln!(
            out,
            "{:<9}{:>6}{:>10}  mean absolute difference {}, largest {}",
            "ratio",
            ratio.both,
            ratio.one_only,
            mean.round_dp(6).normalize(),
            largest.round_dp(6).normalize()
        )?,
        _ => writeln!(out, "{:<9}{:>6}{:>10}  undefined: both gave none to the same target", "ratio", ratio.both, ratio.one_only)?,
    }
    agreement.fields.iter().filter(|field| field.both > 0).try_for_each(|field| confusion(out, field))?;
    disagreements(out, agreement)
}

/// The table of one field.
fn confusion(out: &mut dyn Write, field: &FieldAgreement) -> io::Result<()> {
    let Confusion { categories, counts, .. } = &field.confusion;
    let width = categories.iter().map(String::len).max().unwrap_or(0).max(5) + 2;
    write!(out, "\n{:<12}", format!("{} A\\B", field.field))?;
    categories.iter().try_for_each(|category| write!(out, "{category:>width$}"))?;
    writeln!(out)?;
    for (category, row) in categories.iter().zip(counts) {
        write!(out, "{category:<12}")?;
        row.iter().try_for_each(|count| write!(out, "{count:>width$}"))?;
        writeln!(out)?;
    }
    Ok(())
}

fn disagreements(out: &mut dyn Write, agreement: &Agreement) -> io::Result<()> {
    if agreement.disagreements.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nwhere they differ, by line")?;
    for differing in &agreement.disagreements {
        let report = if differing.report.is_empty() { String::new() } else { format!("{}, ", differing.report) };
        let place = format!("{report}{}", differing.line);
        let said = match (&differing.a, &differing.b) {
            (Some(a), Some(b)) => format!("{}: {} is {a} in A, {b} in B", differing.target, differing.field),
            (Some(_), None) => format!("{}: only in A", differing.target),
            _ => format!("{}: only in B", differing.target),
        };
        writeln!(out, "{}{place}  {said}", " ".repeat(6_usize.saturating_sub(place.width())))?;
    }
    Ok(())
}
