//! Where results go: standard output, or a file that is put in its place when it is whole.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write, stdout};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use same_file::Handle;

use crate::{Ending, input, remark};

/// The file of `--output`, where one is given.
static PLACE: OnceLock<Place> = OnceLock::new();

struct Place {
    path: PathBuf,
    written: File,
}

/// What results are written to.
pub(crate) enum Out {
    Standard(BufWriter<StdoutLock<'static>>),
    File(BufWriter<&'static File>),
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(out) => out.write(bytes),
            Self::File(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(out) => out.flush(),
            Self::File(out) => out.flush(),
        }
    }
}

/// Sends the output to a file, which is put in its place by [`settle`].
pub(crate) fn to_file(path: &Path) -> io::Result<()> {
    let (_, written) = Beside::create(path)?;
    let _ = PLACE.set(Place { path: path.to_owned(), written });
    Ok(())
}

/// Puts the file of the output in its place; where not everything could be read what stood there stands.
pub(crate) fn settle(ending: Ending) -> io::Result<()> {
    let Some(place) = PLACE.get() else { return Ok(()) };
    if ending == Ending::BadInput {
        remark(&input::name(&place.path), &"is not written, since not everything could be read; what stood there stands");
        return Ok(());
    }
    let (beside, _) = Beside::create(&place.path)?;
    beside.put(place.written.try_clone()?)
}

/// What the output goes to, as a person calls it.
pub(crate) fn name() -> String {
    PLACE.get().map_or_else(|| "standard output".to_owned(), |place| input::name(&place.path))
}

/// Whether the output is looked at as it comes.
pub(crate) fn is_terminal() -> bool {
    PLACE.get().is_none() && stdout().is_terminal()
}

/// Where the output goes, or an error where standard output is closed.
pub(crate) fn standard() -> io::Result<Out> {
    if let Some(place) = PLACE.get() {
        return Ok(Out::File(BufWriter::new(&place.written)));
    }
    if closed::at_start() {
        return Err(io::ErrorKind::NotConnected.into());
    }
    Ok(Out::Standard(BufWriter::new(stdout().lock())))
}

/// Whether a file is the one that standard output goes to: what is read of it would never end.
pub(crate) fn is_standard(path: &Path) -> bool {
    is_file(path) && Handle::from_path(path).is_ok_and(|file| goes_to(&file))
}

/// Whether a file is the one of `--output`.
fn is_place(file: &Handle) -> bool {
    PLACE.get().is_some_and(|place| is_file(&place.path) && Handle::from_path(&place.path).is_ok_and(|there| there == *file))
}

/// Whether what comes through standard input is the file that standard output goes to.
pub(crate) fn is_standard_input() -> bool {
    Handle::stdin().is_ok_and(|input| input.as_file().metadata().is_ok_and(|found| found.is_file()) && goes_to(&input))
}

fn goes_to(file: &Handle) -> bool {
    if PLACE.get().is_some() { is_place(file) } else { Handle::stdout().is_ok_and(|out| out == *file) }
}

fn is_file(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|found| found.is_file())
}

/// Whether standard output was closed when the program began. The standard library opens `/dev/null` in its place before `main`.
#[cfg(unix)]
mod closed {
    use std::sync::atomic::{AtomicBool, Ordering};

    static CLOSED: AtomicBool = AtomicBool::new(false);

    #[ctor::ctor]
    fn look() {
        CLOSED.store(rustix::io::fcntl_getfd(rustix::stdio::stdout()).is_err(), Ordering::Relaxed);
    }

    pub(super) fn at_start() -> bool {
        CLOSED.load(Ordering::Relaxed)
    }
}

/// Elsewhere writing says it.
#[cfg(not(unix))]
mod closed {
    pub(super) const fn at_start() -> bool {
        false
    }
}

pub(crate) use beside::Beside;

mod beside {
    use std::fs::{File, OpenOptions};
    use std::io::{self, Seek};
    use std::path::{Path, PathBuf};

    /// A file that is written without a name until it is whole: what stands in its place stays until then, and an interrupted run leaves nothing.
    #[derive(Debug)]
    pub(crate) struct Beside {
        place: PathBuf,
        /// What stands there and is no file but a device or a pipe, which is written to as it is.
        through: Option<File>,
    }

    impl Beside {
        /// The place, and a file to write to.
        pub(crate) fn create(place: &Path) -> io::Result<(Self, File)> {
            // Of a link it is the file behind it that is replaced.
            let place = place.canonicalize().unwrap_or_else(|_| place.to_owned());
            let there = match OpenOptions::new().write(true).open(&place) {
                Ok(there) => Some(there),
                Err(error) if error.kind() == io::ErrorKind::NotFound => None,
                Err(error) => return Err(error),
            };
            let through = there.filter(|there| there.metadata().is_ok_and(|found| !found.is_file()));
            let file = if through.is_some() { tempfile::tempfile() } else { tempfile::tempfile_in(folder(&place)) }?;
            Ok((Self { place, through }, file))
        }

        /// Puts what was written in its place.
        pub(crate) fn put(self, mut written: File) -> io::Result<()> {
            written.rewind()?;
            if let Some(mut through) = self.through {
                return io::copy(&mut written, &mut through).map(|_| ());
            }
            let mut named = named(&self.place)?;
            io::copy(&mut written, &mut named)?;
            named.as_file().sync_all()?;
            named.persist(&self.place)?;
            Ok(())
        }
    }

    fn folder(place: &Path) -> &Path {
        place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
    }

    /// A file in the same folder with the rights of the one that it takes the place of.
    fn named(place: &Path) -> io::Result<tempfile::NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".dabiao-");
        let there = std::fs::metadata(place).ok().map(|there| there.permissions());
        #[cfg(unix)]
        builder.permissions(<std::fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
        let named = builder.tempfile_in(folder(place))?;
        if let Some(there) = there {
            named.as_file().set_permissions(there)?;
        }
        Ok(named)
    }
}
