//! `--explain LINE`: how the targets of one item were read and answered, down to the printed bytes.

use std::io::{self, Write};

use dabiao::{Corrected, Correction, Figure, Item, Span, Target};
use serde::Serialize;

use crate::lang::Lang;
use crate::screen::{Screen, Shown, percent};
use crate::table::{amount, name, word};

/// The words in front of what is explained are so wide.
const LABEL: usize = 10;

/// Prints the item.
pub(crate) fn item(out: &mut dyn Write, screen: Screen, name: &str, item: &Item) -> io::Result<()> {
    let lang = screen.lang;
    let number = item.number.as_deref().map(|number| lang.say("explain.number", &[number])).unwrap_or_default();
    let damaged = if item.damaged { lang.word("explain.damaged") } else { "" };
    let head = lang.say("explain.head", &[name, &item.line.to_string(), &number, damaged]);
    writeln!(out, "{}", screen.paint("1", &head))?;
    let mut text = Shown(out);
    let label = |key| screen.letters.fill(lang.word(key), LABEL, false);
    writeln!(text, "{}{}", label("explain.task"), item.task)?;
    writeln!(text, "{}{}", label("explain.agencies"), item.agencies.join("、"))?;
    writeln!(text, "{}{}", label("explain.progress"), item.progress)?;
    for line in &item.evidence {
        writeln!(text, "{}{}", label("explain.evidence"), evidence(line, lang))?;
    }
    for target in &item.targets {
        writeln!(out)?;
        let explained = Explained { screen, lang, target };
        explained.asked(out)?;
        explained.answered(&mut Shown(out))?;
    }
    if item.targets.is_empty() {
        writeln!(out, "\n{}", lang.say("explain.none", &[&item.mentions.len().to_string()]))?;
    }
    Ok(())
}

/// What spoke for a reading, whose words are of closed lists: `实际完成: the result (named +8, numbers +2)`. What is not known of them stays as it is.
pub(crate) fn evidence(line: &str, lang: Lang) -> String {
    let section = lang.named("section", line);
    if lang == Lang::En || section != line {
        return section;
    }
    let (said, spoke) = line.strip_suffix(')').and_then(|line| line.rsplit_once(" (")).unwrap_or((line, ""));
    let Some((of, role)) = said.rsplit_once(": ") else { return line.to_owned() };
    let with_points = |list, text: &str| {
        let (word, points) = text.rsplit_once(' ').filter(|(_, points)| points.starts_with(['+', '-'])).unwrap_or((text, ""));
        format!("{} {points}", lang.named(list, word)).trim_end().to_owned()
    };
    let role = Some(lang.named("role", role)).filter(|said| said != role).unwrap_or_else(|| with_points("stance", role));
    let spoke: Vec<String> = spoke.split(", ").filter(|text| !text.is_empty()).map(|text| with_points("evidence", text)).collect();
    let spoke = if spoke.is_empty() { String::new() } else { format!("（{}）", spoke.join("，")) };
    format!("{}：{role}{spoke}", lang.named("role", of))
}

/// A correction in words.
pub(crate) fn said(one: &Correction, lang: Lang) -> String {
    // The word for a value of a closed list.
    let list = match one.field {
        Corrected::Quality => "quality",
        Corrected::Bound => "bound",
        Corrected::Measure => "measure",
        Corrected::Polarity => "polarity",
        Corrected::Met => "met",
        _ => "",
    };
    let value = |value: &str| if lang == Lang::Zh { lang.named(list, value) } else { value.to_owned() };
    let change = if one.was.is_empty() { value(&one.now) } else { format!("{} → {}", value(&one.was), value(&one.now)) };
    let by = [&one.coder, &one.date, &one.note].into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ");
    let by = if by.is_empty() { by } else { format!(" ({by})") };
    format!("{}: {change}{by}", lang.of("corrected", &one.field))
}

fn bytes(spans: &[Span], lang: Lang) -> String {
    let places: Vec<String> = spans.iter().map(|span| format!("{}..{}", span.from, span.to)).collect();
    lang.say("explain.bytes", &[&places.join(", ")])
}

/// One target.
struct Explained<'t> {
    screen: Screen,
    lang: Lang,
    target: &'t Target,
}

impl Explained<'_> {
    fn label(&self, key: &'static str) -> String {
        self.screen.letters.fill(self.lang.word(key), LABEL, false)
    }

    /// The name of a value of a closed list: in English as the output has it.
    fn named<T: Serialize>(&self, list: &str, value: &T) -> String {
        if self.lang == Lang::En { word(value) } else { self.lang.of(list, value) }
    }

    fn asked(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { target, lang, .. } = *self;
        writeln!(out, "{}", self.screen.paint("1", &format!("{}  {}", target.id, target.text)))?;
        let value = target.value.map(|value| amount(value, &target.unit)).unwrap_or_default();
        let value = match target.high {
            Some(high) => lang.say("explain.to", &[&value, &amount(high, &target.unit)]),
            None => value,
        };
        let action = target.action.as_deref().map(|action| lang.say("explain.action", &[action])).unwrap_or_default();
        let mut marks =
            vec![self.named("bound", &target.bound), self.named("measure", &target.measure), self.named("polarity", &target.polarity)];
        marks.extend(target.modality.as_ref().map(|modality| self.named("modality", modality)));
        marks.extend(target.approx.as_ref().map(|approx| self.named("approx", approx)));
        for (set, mark) in [
            (target.decrease, "explain.decrease"),
            (target.implicit, "explain.implicit"),
            (target.implied, "explain.implied"),
            (target.stretch, "explain.stretch"),
        ] {
            marks.extend(set.then(|| lang.word(mark).to_owned()));
        }
        let rule = if lang == Lang::En { name(&target.rule) } else { lang.of("rule", &target.rule) };
        let mut out = Shown(out);
        let under = " ".repeat(LABEL);
        writeln!(out, "  {}{}{action}: {value}", self.label("explain.target"), target.indicator)?;
        writeln!(out, "  {under}{}", marks.join(lang.word("explain.comma")))?;
        writeln!(out, "  {under}{}", lang.say("explain.rule", &[&bytes(&target.spans, lang), &rule]))?;
        target.corrections.iter().try_for_each(|one| writeln!(out, "  {}{}", self.label("explain.corrected"), said(one, lang)))
    }

    fn answered(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { target, lang, .. } = *self;
        let outcome = &target.outcome;
        let combine = outcome.combine.as_ref().map(|combine| self.named("combine", combine));
        let reason = outcome.reason.as_ref().map(|reason| self.named("reason", reason));
        let rule = if lang == Lang::En { name(&outcome.rule) } else { lang.of("pair", &outcome.rule) };
        let found: Vec<String> = [self.named("quality", &outcome.quality)].into_iter().chain(combine).chain(reason).collect();
        let found = found.join(lang.word("explain.comma"));
        writeln!(out, "  {}{found}{}", self.label("explain.answer"), lang.say("explain.pair", &[&rule, &outcome.confidence.to_string()]))?;
        outcome.figures.iter().try_for_each(|found| self.figure(out, found))?;
        let score = self.score();
        if !score.is_empty() {
            writeln!(out, "  {}{}", self.label("explain.score"), score.join(lang.word("explain.between")))?;
        }
        if !outcome.rivals.is_empty() {
            writeln!(out, "  {}", lang.word("explain.passed"))?;
            outcome.rivals.iter().try_for_each(|found| self.figure(out, found))?;
        }
        Ok(())
    }

    /// What the answer comes to.
    fn score(&self) -> Vec<String> {
        let Self { target, lang, .. } = *self;
        let outcome = &target.outcome;
        let mut score = Vec::new();
        let is = || outcome.ratio_is.as_ref().map(|is| self.named("ratio_is", is)).unwrap_or_default();
        score.extend(outcome.ratio.map(|ratio| lang.say("explain.ratio", &[&ratio.to_string(), &is()])));
        score.extend(outcome.proxy_ratio.map(|ratio| lang.say("explain.proxy_ratio", &[&ratio.to_string()])));
        score.extend(outcome.gap.map(|gap| lang.say("explain.gap", &[&amount(gap, &target.unit)])));
        score.extend(outcome.met.map(|met| lang.word(if met { "explain.met" } else { "explain.not_met" }).to_owned()));
        score.extend(outcome.status.as_ref().map(|status| lang.say("explain.status", &[&self.named("verdict", status)])));
        let of = || outcome.stated_of.as_ref().map(|of| self.named("stated_of", of)).unwrap_or_default();
        score.extend(outcome.stated_ratio.map(|stated| lang.say("explain.stated", &[&percent(stated), &of()])));
        score.extend(outcome.discrepancy.map(|gap| lang.say("explain.discrepancy", &[&gap.to_string()])));
        score.extend(outcome.elapsed.map(|elapsed| {
            let elapsed = lang.say("explain.elapsed", &[&elapsed.to_string()]);
            if outcome.assumed { lang.say("explain.assumed", &[&elapsed]) } else { elapsed }
        }));
        score.extend(outcome.pace.map(|pace| lang.say("explain.pace", &[&pace.to_string()])));
        score
    }

    fn figure(&self, out: &mut dyn Write, figure: &Figure) -> io::Result<()> {
        let lang = self.lang;
        let period = figure.period.as_deref().map(|period| format!(" [{period}]")).unwrap_or_default();
        let why = figure.rejected.as_ref().map(|why| format!(": {}", self.named("passed", why))).unwrap_or_default();
        let measure = figure.measure.as_ref().map(|measure| format!("{}{}", lang.word("explain.comma"), self.named("measure", measure)));
        let bytes = bytes(&figure.spans, lang);
        let place = if figure.indicator.is_empty() {
            bytes
        } else {
            lang.say("explain.of", &[&bytes, &figure.indicator, &measure.unwrap_or_default()])
        };
        writeln!(out, "  {}{}{period}{why} ({place})", " ".repeat(LABEL), figure.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spoke_for_a_reading_is_said_in_chinese() {
        for (line, said) in [
            ("实际完成: the result (named +8, numbers +2)", "实际完成：完成列（表头写明 +8，多为数字 +2）"),
            ("(no header): not read", "（没有表头）：未读的列"),
            ("section: review", "所在部分：回顾"),
            ("修路5公里(含桥): target +3 (planned +3)", "修路5公里(含桥)：判为目标 +3（有计划词 +3）"),
            ("一种没有收录的说法", "一种没有收录的说法"),
        ] {
            assert_eq!(evidence(line, Lang::Zh), said);
            assert_eq!(evidence(line, Lang::En), line);
        }
    }
}
