//! `--explain LINE`: how the targets of one item were read and answered, down to the printed bytes.

use std::io::{self, Write};

use super::{Shown, amount, name, percent, word};
use crate::{Correction, Figure, Item, Span, Target};

/// How a line that leads is written, such as in bold; it is given the line as it is.
type Strong<'s> = &'s dyn Fn(&str) -> String;

fn bytes(spans: &[Span]) -> String {
    let places: Vec<String> = spans.iter().map(|span| format!("{}..{}", span.from, span.to)).collect();
    format!("bytes {}", places.join(", "))
}

/// Writes the item.
pub fn item(out: &mut dyn Write, strong: Strong<'_>, name: &str, item: &Item) -> io::Result<()> {
    let number = item.number.as_deref().map(|number| format!(", item {number}")).unwrap_or_default();
    let damaged = if item.damaged { " [damaged: noise was dropped]" } else { "" };
    writeln!(out, "{}", strong(&format!("{name}, line {}{number}{damaged}", item.line)))?;
    let mut text = Shown(out);
    writeln!(text, "task      {}", item.task)?;
    writeln!(text, "agencies  {}", item.agencies.join("、"))?;
    writeln!(text, "progress  {}", item.progress)?;
    for line in &item.evidence {
        writeln!(text, "evidence  {line}")?;
    }
    for target in &item.targets {
        writeln!(out)?;
        asked(out, strong, target)?;
        answered(&mut Shown(out), target)?;
    }
    if item.targets.is_empty() {
        writeln!(out, "\nno quantified target; {} quantities are mentioned", item.mentions.len())?;
    }
    Ok(())
}

fn asked(out: &mut dyn Write, strong: Strong<'_>, target: &Target) -> io::Result<()> {
    writeln!(out, "{}", strong(&format!("{}  {}", target.id, target.text)))?;
    let value = target.value.map(|value| amount(value, &target.unit)).unwrap_or_default();
    let high = target.high.map(|high| format!(" to {}", amount(high, &target.unit))).unwrap_or_default();
    let action = target.action.as_deref().map(|action| format!(", action {action}")).unwrap_or_default();
    let mut marks = vec![word(&target.bound), word(&target.measure), word(&target.polarity)];
    marks.extend(target.modality.as_ref().map(word));
    marks.extend(target.approx.as_ref().map(word));
    for (set, mark) in
        [(target.decrease, "decrease"), (target.implicit, "implicit"), (target.implied, "implied"), (target.stretch, "stretch")]
    {
        marks.extend(set.then(|| mark.to_owned()));
    }
    let mut out = Shown(out);
    writeln!(out, "  target    {}{action}: {value}{high}", target.indicator)?;
    writeln!(out, "            {}", marks.join(", "))?;
    writeln!(out, "            {}, rule {}", bytes(&target.spans), name(&target.rule))?;
    target.corrections.iter().try_for_each(|one| writeln!(out, "  corrected {}", said(one)))
}

/// A correction in words.
pub fn said(one: &Correction) -> String {
    let change = if one.was.is_empty() { one.now.clone() } else { format!("{} → {}", one.was, one.now) };
    let by = [&one.coder, &one.date, &one.note].into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ");
    let by = if by.is_empty() { by } else { format!(" ({by})") };
    format!("{}: {change}{by}", word(&one.field))
}

fn answered(out: &mut dyn Write, target: &Target) -> io::Result<()> {
    let outcome = &target.outcome;
    let combine = outcome.combine.as_ref().map(|combine| format!(", {}", word(combine))).unwrap_or_default();
    let reason = outcome.reason.as_ref().map(|reason| format!(", {}", word(reason))).unwrap_or_default();
    writeln!(
        out,
        "  answer    {}{combine}{reason}; rule {}, confidence {}",
        word(&outcome.quality),
        name(&outcome.rule),
        outcome.confidence
    )?;
    for found in &outcome.figures {
        figure(out, found)?;
    }
    let mut score = Vec::new();
    score.extend(outcome.ratio.map(|ratio| format!("ratio {} ({})", ratio, outcome.ratio_is.as_ref().map(word).unwrap_or_default())));
    score.extend(outcome.proxy_ratio.map(|ratio| format!("proxy ratio {ratio}")));
    score.extend(outcome.gap.map(|gap| format!("gap {}", amount(gap, &target.unit))));
    score.extend(outcome.met.map(|met| if met { "met" } else { "not met" }.to_owned()));
    score.extend(outcome.status.as_ref().map(|status| format!("status {}", word(status))));
    score.extend(
        outcome
            .stated_ratio
            .map(|stated| format!("stated {} of {}", percent(stated), outcome.stated_of.as_ref().map(word).unwrap_or_default())),
    );
    score.extend(outcome.discrepancy.map(|gap| format!("stated − computed {gap}")));
    score.extend(outcome.elapsed.map(|elapsed| format!("elapsed {elapsed}{}", if outcome.assumed { " (from the header)" } else { "" })));
    score.extend(outcome.pace.map(|pace| format!("pace {pace}")));
    if !score.is_empty() {
        writeln!(out, "  score     {}", score.join("; "))?;
    }
    if !outcome.rivals.is_empty() {
        writeln!(out, "  passed over")?;
        for found in &outcome.rivals {
            figure(out, found)?;
        }
    }
    Ok(())
}

fn figure(out: &mut dyn Write, figure: &Figure) -> io::Result<()> {
    let period = figure.period.as_deref().map(|period| format!(" [{period}]")).unwrap_or_default();
    let why = figure.rejected.as_ref().map(|why| format!(": {}", word(why))).unwrap_or_default();
    let measure = figure.measure.as_ref().map(|measure| format!(", {}", word(measure))).unwrap_or_default();
    let of = if figure.indicator.is_empty() { String::new() } else { format!("; of {}{measure}", figure.indicator) };
    writeln!(out, "            {}{period}{why} ({}{of})", figure.text, bytes(&figure.spans))
}
