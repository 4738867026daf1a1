//! `--parquet FILE`: the rows of every file, in one that takes its place when all of them were read.

use std::io;
use std::path::{Path, PathBuf};

use dabiao::Scheme;

use super::Run;
use crate::corrections::each;
use crate::parquet::{self, Writer};
use crate::sources::Source;
use crate::watch::Watch;
use crate::{Ending, columns, complain, remark};

impl Run {
    /// Writes the rows of every file; `beside` are the other files that are read.
    pub(super) fn to_parquet<'p>(
        &'p self,
        path: &Path,
        beside: impl Iterator<Item = &'p PathBuf>,
        scheme: &'static Scheme,
    ) -> io::Result<Ending> {
        let files = self.files.iter().map(Source::path).chain(beside.map(PathBuf::as_path));
        parquet::replace(path, files, columns::all(), &self.manifest.names, |writer| {
            let mut ending = Ending::Done;
            for source in &self.files {
                ending = ending.max(self.rows(source, scheme, writer)?);
            }
            self.meter.end();
            Ok(ending)
        })
    }

    /// Writes the rows of one file.
    fn rows(&self, source: &Source, scheme: &'static Scheme, writer: &mut Writer) -> io::Result<Ending> {
        let name = source.name();
        let facts = match self.facts(source) {
            Ok(facts) => facts,
            Err(why) => return Ok(complain(&name, &why)),
        };
        let extractor = &self.printer.extractor;
        let mut watch = Watch::new(facts.encoding.clone());
        let mut items = extractor.items(self.meter.through(facts.reader(), source));
        let failed = each(self.printer.corrections.as_ref(), &name, items.by_ref(), |mut item| {
            watch.look(&item);
            self.printer.finish(&mut item, &facts.encoding);
            columns::rows([&facts, &facts], &item, scheme, extractor.lexicon().version())
                .try_for_each(|row| writer.row(row.cells().collect()))
        })?;
        if let Some(error) = failed {
            return Ok(complain(&name, &error));
        }
        writer.end_group()?;
        let said = watch.said(items.passed());
        let ending = if watch.found() { Ending::Done } else { Ending::NothingFound };
        self.meter.aside(|| watch.remarks().iter().chain(&said).for_each(|what| remark(&name, what)));
        Ok(ending)
    }
}
