//! A bar on the terminal, for work of more than a second.

use std::fs::File;
use std::io::{self, BufRead, IsTerminal, Read};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::sources::Source;

/// How long the work goes on before a bar is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// How much of the files was read.
#[derive(Debug, Clone)]
pub(crate) struct Meter {
    bar: ProgressBar,
    /// When the bar is to be shown; never where nobody would see it.
    due: Option<Instant>,
}

impl Meter {
    /// For a run over these files. There is a bar where standard error is a terminal, and what is printed to standard output does not come
    /// to the same one, by itself or through a pager.
    pub(crate) fn over(files: &[Source], prints: bool) -> Self {
        let seen = io::stderr().is_terminal() && !(prints && (io::stdout().is_terminal() || is_piped()));
        // Of standard input nobody knows how long it is.
        let bytes: Option<u64> = files.iter().map(Source::size).sum();
        Self::of(bytes.unwrap_or(0), (seen && bytes.is_some()).then(|| Instant::now() + PATIENCE))
    }

    fn of(bytes: u64, due: Option<Instant>) -> Self {
        let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{wide_bar} {bytes} of {total_bytes}, {eta} to go");
        Self { bar: bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())), due }
    }

    /// The text of a file, which is counted as it is read.
    pub(crate) fn through<R: BufRead>(&self, text: R, source: &Source) -> Counted<R> {
        Counted { text, left: source.size().unwrap_or(0), meter: self.clone() }
    }

    fn add(&self, bytes: u64) {
        if self.due.is_some_and(|due| due <= Instant::now()) && self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(bytes);
    }

    /// Says something on standard error, with the bar out of the way.
    pub(crate) fn aside<T>(&self, say: impl FnOnce() -> T) -> T {
        self.bar.suspend(say)
    }

    /// Takes the bar away.
    pub(crate) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// Whether standard output goes into another program.
#[cfg(unix)]
fn is_piped() -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let copy = io::stdout().as_fd().try_clone_to_owned();
    copy.and_then(|copy| File::from(copy).metadata()).is_ok_and(|found| found.file_type().is_fifo())
}

/// Whether standard output goes into another program, which cannot be told here.
#[cfg(not(unix))]
const fn is_piped() -> bool {
    true
}

/// A text that counts what is read of it.
pub(crate) struct Counted<R> {
    text: R,
    /// What is not counted yet: a decoded text may be longer than its file.
    left: u64,
    meter: Meter,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.text.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        let counted = self.left.min(amount as u64);
        self.left -= counted;
        self.meter.add(counted);
        self.text.consume(amount);
    }
}

impl<R> Drop for Counted<R> {
    /// A file that is done with counts as a whole, however much of it was read.
    fn drop(&mut self) {
        self.meter.add(self.left);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_counts_as_much_as_it_is_long() {
        let source = Source::of(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml").into());
        let size = source.size().unwrap();
        let meter = Meter::of(2 * size, None);
        // Half of it is read, and then dropped.
        let mut text = meter.through(&b"0123456789"[..], &source);
        text.read_exact(&mut [0; 5]).unwrap();
        assert_eq!(meter.bar.position(), 5);
        drop(text);
        assert_eq!(meter.bar.position(), size);
        // More is read than the file has: it was decoded.
        let long = "x".repeat(usize::try_from(size).unwrap() + 9);
        meter.through(long.as_bytes(), &source).read_to_string(&mut String::new()).unwrap();
        assert_eq!(meter.bar.position(), 2 * size);
        assert!(meter.bar.is_hidden());
    }
}
