//! Work on several threads while Python waits: without its lock, asking now and then for Ctrl-C and telling how far it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use pyo3::prelude::*;

use super::failure::inside;

/// How often Python is asked and told.
const EVERY: Duration = Duration::from_millis(50);

/// What the threads and the one that waits for them know together.
#[derive(Debug, Default)]
pub(super) struct Shared {
    stopped: AtomicBool,
    done: AtomicU64,
}

impl Shared {
    /// Whether nobody waits any more: what is made from now on is thrown away.
    pub(super) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Tells of so many bytes that are done.
    pub(super) fn add(&self, bytes: u64) {
        self.done.fetch_add(bytes, Ordering::Relaxed);
    }
}

/// Who is told how far it is, of how many bytes.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) callback: Option<Py<PyAny>>,
    pub(super) of: u64,
}

impl Told {
    fn tell(&self, py: Python<'_>, done: u64) -> PyResult<()> {
        self.callback.as_ref().map_or(Ok(()), |callback| callback.call1(py, (done.min(self.of), self.of)).map(|_| ()))
    }
}

/// How many threads are asked for; as many as there are processors where it is not said.
pub(super) fn threads(asked: Option<usize>) -> usize {
    asked.filter(|asked| *asked > 0).unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from))
}

/// Does `count` pieces of work and gives what comes of them in their order. Ctrl-C, and an exception of who is told, end it at once; the threads
/// then leave what they are at between two items.
pub(super) fn spread<T: Send + 'static>(
    py: Python<'_>,
    count: usize,
    threads: usize,
    told: &Told,
    work: impl Fn(usize, &Shared) -> T + Send + Sync + 'static,
) -> PyResult<Vec<T>> {
    let shared = Arc::new(Shared::default());
    let next = Arc::new(AtomicUsize::new(0));
    let work = Arc::new(work);
    let (sender, made) = channel();
    for _ in 0..threads.min(count) {
        let (shared, next, work, sender) = (Arc::clone(&shared), Arc::clone(&next), Arc::clone(&work), sender.clone());
        std::thread::Builder::new()
            .name("dabiao".to_owned())
            .spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    // Where nobody takes what was made, nobody waits.
                    if at >= count || shared.is_stopped() || sender.send((at, work(at, &shared))).is_err() {
                        break;
                    }
                }
            })
            .map_err(inside)?;
    }
    drop(sender);
    let asking = Arc::clone(&shared);
    let ask = move |py: Python<'_>| py.check_signals().and_then(|()| told.tell(py, asking.done.load(Ordering::Relaxed)));
    let waited = py.detach(move || {
        let mut results: Vec<Option<T>> = (0..count).map(|_| None).collect();
        let (mut left, mut asked) = (count, Instant::now());
        while left > 0 {
            match made.recv_timeout(EVERY) {
                Ok((at, result)) => {
                    results[at] = Some(result);
                    left -= 1;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(inside("a thread ended before its work was done")),
            }
            if asked.elapsed() >= EVERY {
                Python::attach(&ask)?;
                asked = Instant::now();
            }
        }
        Ok(results)
    });
    shared.stopped.store(true, Ordering::Relaxed);
    let results = waited?;
    told.tell(py, told.of)?;
    Ok(results.into_iter().flatten().collect())
}
