//! `--parquet FILE`: the rows of every file, in one that takes its place when all of them were read.

use std::io;
use std::path::{Path, PathBuf};

use dabiao::Scheme;

use super::Run;
use crate::output::Beside;
use crate::parquet::Writer;
use crate::sources::Source;
use crate::watch::Watch;
use crate::{Ending, columns, complain, input, remark};

impl Run {
    /// Writes the rows of every file; `beside` are the other files that are read.
    pub(super) fn to_parquet<'p>(
        &self,
        path: &Path,
        beside: impl Iterator<Item = &'p PathBuf>,
        scheme: &'static Scheme,
    ) -> io::Result<Ending> {
        let name = input::name(path);
        let read = |file: &Path| same_file::is_same_file(file, path).unwrap_or(false);
        if self.files.iter().any(|source| read(source.path())) || beside.into_iter().any(|file| read(file)) {
            return Ok(complain(&name, &"is read, and cannot be written as well; give --parquet another name"));
        }
        match self.write(path, scheme) {
            Ok(Ending::BadInput) => {
                remark(&name, &"is not written, since not everything could be read; what stood there stands");
                Ok(Ending::BadInput)
            }
            Ok(ending) => Ok(ending),
            // The reader of a pipe left.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(error),
            Err(error) => Ok(complain(&name, &format!("cannot be written: {error}"))),
        }
    }

    /// Writes the file, and puts it in its place unless something could not be read.
    fn write(&self, path: &Path, scheme: &'static Scheme) -> io::Result<Ending> {
        let (beside, file) = Beside::create(path)?;
        let mut writer = Writer::new(file, columns::all(), &self.manifest.names)?;
        let mut ending = Ending::Done;
        for source in &self.files {
            ending = ending.max(self.rows(source, scheme, &mut writer)?);
        }
        self.meter.end();
        if ending < Ending::BadInput {
            beside.put(writer.end()?)?;
        }
        Ok(ending)
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
        for item in items.by_ref() {
            let mut item = match item {
                Ok(item) => item,
                Err(error) => return Ok(complain(&name, &error)),
            };
            watch.look(&item);
            self.printer.finish(&name, &mut item, &facts.encoding);
            for row in columns::rows([&facts, &facts], &item, scheme, extractor.lexicon().version()) {
                writer.row(row.cells().collect())?;
            }
        }
        writer.end_group()?;
        let nothing = watch.nothing(items.notes().len() + items.notes_left_out(), items.goals_line());
        let ending = if nothing.is_some() { Ending::NothingFound } else { Ending::Done };
        self.meter.aside(|| watch.remarks().iter().chain(&nothing).for_each(|what| remark(&name, what)));
        Ok(ending)
    }
}
