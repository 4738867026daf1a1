//! Where results go: standard output, or a file that is put in its place when it is whole.

use std::io::{self, BufWriter, StdoutLock, stdout};
use std::path::Path;

use same_file::Handle;

/// Standard output, or an error where it is closed.
pub(crate) fn standard() -> io::Result<BufWriter<StdoutLock<'static>>> {
    if closed::at_start() {
        return Err(io::ErrorKind::NotConnected.into());
    }
    Ok(BufWriter::new(stdout().lock()))
}

/// Whether a file is the one that standard output goes to: what is read of it would never end.
pub(crate) fn is_standard(path: &Path) -> bool {
    is_file(path) && Handle::from_path(path).is_ok_and(|file| goes_to(&file))
}

/// Whether what comes through standard input is the file that standard output goes to.
pub(crate) fn is_standard_input() -> bool {
    Handle::stdin().is_ok_and(|input| input.as_file().metadata().is_ok_and(|found| found.is_file()) && goes_to(&input))
}

fn goes_to(file: &Handle) -> bool {
    Handle::stdout().is_ok_and(|out| out == *file)
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

#[cfg(feature = "parquet")]
pub(crate) use beside::Beside;

#[cfg(feature = "parquet")]
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
