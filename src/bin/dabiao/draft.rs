//! `--format text`: a draft paragraph in the words of the office, to be checked and written on.

use std::io::{self, Write};

use dabiao::{Decimal, Item, Progress, Target};

use crate::lang::Lang;
use crate::screen::{Shown, percent};
use crate::table::{asked, given, ratio_text};
use crate::whole::{Settings, Whole};

/// So many targets of a class are named.
const NAMED: usize = 20;
/// The classes that cannot be said.
const UNKNOWN: [Progress; 2] = [Progress::NotReported, Progress::NotComparable];

/// A paragraph for each report; where there are several its name stands in front.
pub(crate) fn paragraphs(reports: &[Whole], settings: &Settings<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut out = Shown(out);
    for report in reports {
        let name = if reports.len() > 1 { format!("{}\n", report.asked.name) } else { String::new() };
        let paragraph = paragraph(report, settings);
        writeln!(out, "{name}{paragraph}")?;
    }
    writeln!(out, "{}", settings.lang.word("draft.note"))
}

fn paragraph(report: &Whole, settings: &Settings<'_>) -> String {
    let lang = settings.lang;
    let all = report.classes.iter().flatten().filter(|found| found.counts).count();
    let of = |wanted: fn(Progress) -> bool| Progress::ALL.into_iter().rev().filter(move |&class| wanted(class)).collect::<Vec<_>>();
    let (timely, short) = (of(Progress::is_in_time), of(Progress::is_short));
    let in_time: usize = timely.iter().map(|&class| report.count(class)).sum();
    let share = Decimal::from(in_time).checked_div(Decimal::from(all)).unwrap_or_default();
    let counted = |classes: &[Progress]| {
        let counts = classes.iter().map(|&class| (class, report.count(class))).filter(|(_, count)| *count > 0);
        joined(lang, counts.map(|(class, count)| lang.say("draft.count", &[&lang.of("class", &class), &count.to_string()])))
    };
    let left_out = report.classes.iter().flatten().count() - all;
    let mut said = lang.say("draft.head", &[&all.to_string(), &in_time.to_string(), &percent(share)]);
    if left_out > 0 {
        said += &lang.say("draft.left_out", &[&left_out.to_string()]);
    }
    for (classes, key) in [(&timely[..], "draft.of_these"), (&UNKNOWN[..], "draft.unknown")] {
        let counted = counted(classes);
        if !counted.is_empty() {
            said += &lang.say(key, &[&counted]);
        }
    }
    for class in short {
        let targets: Vec<(&Item, &Target)> = report
            .classed()
            .flat_map(|(item, classes)| {
                item.targets.iter().zip(classes).filter(|(_, found)| found.counts).map(move |(target, found)| (item, target, found.class))
            })
            .filter(|(.., found)| *found == class)
            .map(|(item, target, _)| (item, target))
            .collect();
        if !targets.is_empty() {
            let named = joined(lang, targets.iter().take(NAMED).map(|(item, target)| named(item, target, lang)));
            let more = targets.len().saturating_sub(NAMED);
            let more = if more > 0 { lang.say("draft.more", &[&more.to_string()]) } else { String::new() };
            said += &lang.say("draft.short", &[&lang.of("class", &class), &named, &more, &targets.len().to_string()]);
        }
    }
    let said = said + lang.word("draft.end");
    if lang == Lang::Zh { said.replace(" %", "%") } else { said }
}

/// A target with its agency, what was asked and reached, and how far that is: `公共停车泊位(区住建局,目标 100 个,完成 45 个,45.0 %)`.
fn named(item: &Item, target: &Target, lang: Lang) -> String {
    let agencies = item.agencies.join("、");
    // In Chinese no space stands between a number and its unit.
    let amount = |said: String| if lang == Lang::Zh { said.replace(' ', "") } else { said };
    let said = lang.say("draft.answer", &[&amount(asked(target, lang)), &amount(given(target, lang))]);
    let beside: Vec<String> = [agencies, said, ratio_text(&target.outcome, 1)].into_iter().filter(|part| !part.is_empty()).collect();
    let name = &target.indicator;
    if beside.is_empty() { name.clone() } else { lang.say("draft.target", &[name, &beside.join(lang.word("draft.comma"))]) }
}

fn joined(lang: Lang, parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(lang.word("draft.between"))
}
