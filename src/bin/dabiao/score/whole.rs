//! Outputs of several reports that are written once all were read.

use std::io::{self, Write};
use std::sync::Arc;

use super::Run;
use crate::args::Score;
use crate::sources::Source;
use crate::whole::{self, Kind, Settings, Whole};
use crate::{Ending, complain, remark};

impl Run {
    /// Reads the files in their order and writes what is in them; those that cannot be read are said and left out.
    pub(super) fn whole(&self, kind: Kind, args: &Score, out: &mut dyn Write) -> io::Result<Ending> {
        let settings = Settings {
            more: &self.manifest.names,
            ..whole::settings(args.scoring, args.speech, args.tidy, &self.printer.extractor).by_names(&self.printer.agencies)
        };
        let mut ending = Ending::Done;
        let mut reports = Vec::new();
        for source in &self.files {
            match self.read(source, &settings) {
                Ok(report) => {
                    if report.is_empty() {
                        ending = ending.max(Ending::NothingFound);
                    }
                    self.meter.aside(|| report.remarks.iter().for_each(|what| remark(&source.name(), what)));
                    reports.push(report);
                }
                Err(why) => ending = ending.max(self.meter.aside(|| complain(&source.name(), &why))),
            }
        }
        self.meter.end();
        if !reports.is_empty() {
            whole::write(kind, &reports, &settings, out)?;
        }
        out.flush()?;
        Ok(ending)
    }

    /// Reads one file, or says what is wrong with it.
    fn read(&self, source: &Source, settings: &Settings<'_>) -> Result<Whole, String> {
        let facts = Arc::new(self.facts(source)?);
        whole::read(
            &facts,
            self.printer.extractor.items(self.meter.through(facts.reader(), source)),
            self.printer.corrections.as_ref(),
            settings,
        )
    }
}
