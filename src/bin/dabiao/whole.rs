//! Outputs that are written once all is read: a page, a sheet, a draft paragraph.

use std::io::{self, BufRead, Write};
use std::sync::Arc;

pub(crate) use dabiao::page::whole::{Class, Settings, Whole, asking, told_together};
use dabiao::{Extractor, Items};

use crate::args::{Scoring, Speech, Tidy};
use crate::corrections::{Corrections, each};
use crate::facts::Facts;
use crate::watch::Watch;
use crate::{draft, html, workbook};

/// What is written once all is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Html,
    Workbook,
    Draft,
}

/// What the command line says; the classes are the scheme where none is asked for.
pub(crate) fn settings(scoring: Scoring, speech: Speech, tidy: Tidy, extractor: &Extractor) -> Settings<'_> {
    let of_classes = Settings::new(speech.of_page(), extractor.lexicon());
    Settings {
        scheme: scoring.scheme.unwrap_or(of_classes.scheme),
        thresholds: scoring.thresholds(),
        mark: !tidy.no_bom,
        raw: tidy.raw,
        ..of_classes
    }
}

/// Reads a report to its end, or says what is wrong with it.
pub(crate) fn read<R: BufRead>(
    facts: &Arc<Facts>,
    mut items: Items<R>,
    corrections: Option<&Corrections>,
    settings: &Settings<'_>,
) -> Result<Whole, String> {
    let mut watch = Watch::new(facts.encoding.clone());
    let mut report = Whole::new(Arc::<Facts>::clone(facts), None);
    let failed = each(corrections, &facts.name, items.by_ref(), |mut item| {
        watch.look(&item);
        if let Some(document) = facts.encoding.document() {
            document.locate(&mut item);
        }
        report.add(item, settings);
        Ok(())
    });
    if let Some(error) = failed.map_err(|error| error.to_string())? {
        return Err(error.to_string());
    }
    let said = watch.said(items.passed());
    report.remarks = watch.remarks().into_iter().chain(said).collect();
    Ok(report)
}

/// Writes the reports.
pub(crate) fn write(kind: Kind, reports: &[Whole], settings: &Settings<'_>, out: &mut dyn Write) -> io::Result<()> {
    match kind {
        Kind::Html => out.write_all(html::page(reports, settings).as_bytes()),
        Kind::Workbook => out.write_all(&workbook::workbook(reports, settings)?),
        Kind::Draft => draft::paragraphs(reports, settings, out),
    }
}
