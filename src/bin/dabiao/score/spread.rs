//! Spreads the items of one report over several threads; what comes of them is taken in their order.

use std::io::{self, BufRead};

use dabiao::{Error, Extractor, Item, Repeats, Unscored, UnscoredItems};
use rayon::ThreadPool;
use rayon::prelude::*;

/// So many bytes of text, and so many items, are laid out at a time. While they are scored the next ones are read.
const BATCH: usize = 1 << 20;
const ITEMS: usize = 1024;

/// Items that are scored together.
#[derive(Default)]
struct Batch {
    items: Vec<Unscored>,
    /// What is wrong behind them; nothing more is read then.
    failed: Option<Error>,
}

impl Batch {
    fn read<R: BufRead>(from: &mut UnscoredItems<R>) -> Self {
        let mut batch = Self::default();
        let mut bytes = 0;
        while bytes < BATCH && batch.items.len() < ITEMS {
            match from.next() {
                Some(Ok(item)) => {
                    bytes += item.bytes();
                    batch.items.push(item);
                }
                Some(Err(error)) => {
                    batch.failed = Some(error);
                    break;
                }
                None => break,
            }
        }
        batch
    }
}

/// Scores the items one after the other, as they come.
pub(crate) fn alone<R: BufRead>(extractor: &Extractor, items: &mut UnscoredItems<R>) -> impl Iterator<Item = Result<Item, Error>> {
    let mut repeats = Repeats::default();
    items.map(move |item| {
        let mut item = extractor.score(&item?);
        repeats.mark(&mut item);
        Ok(item)
    })
}

/// Scores and prints each item on the threads of the pool, and takes it in order. Gives what was wrong with the report, behind the items in front of
/// it. `print` is told how many items stand in front. What an item says again is marked between the two, in their order.
pub(crate) fn each<R: BufRead + Send, T: Send>(
    pool: &ThreadPool,
    items: &mut UnscoredItems<R>,
    score: impl Fn(&Unscored) -> Item + Sync,
    print: impl Fn(&Item, usize) -> T + Sync,
    mut take: impl FnMut(Item, T) -> io::Result<()>,
) -> io::Result<Option<Error>> {
    let mut repeats = Repeats::default();
    let mut batch = Batch::read(items);
    let mut before = 0;
    while !batch.items.is_empty() {
        let Batch { items: now, failed } = &batch;
        let score = || now.par_iter().map(&score).collect::<Vec<Item>>();
        let read_on = || if failed.is_some() { Batch::default() } else { Batch::read(items) };
        let (mut scored, next) = pool.install(|| rayon::join(score, read_on));
        scored.iter_mut().for_each(|item| repeats.mark(item));
        let printed: Vec<T> = pool.install(|| scored.par_iter().enumerate().map(|(i, item)| print(item, before + i)).collect());
        scored.into_iter().zip(printed).try_for_each(|(item, printed)| take(item, printed))?;
        if failed.is_some() {
            break;
        }
        before += now.len();
        batch = next;
    }
    Ok(batch.failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dabiao::{Extractor, Limits};

    fn report(rows: usize) -> String {
        let row = |n: usize| format!("{n}|新增企业{n}家，{}|新增企业{}家\n", "优化服务".repeat(n % 99 * 9), n / 2 + 1);
        std::iter::once("序号|重点工作|完成情况\n".to_owned()).chain((1..=rows).map(row)).collect()
    }

    #[test]
    fn items_come_in_their_order_and_an_error_behind_them() {
        let source = report(500);
        assert!(source.len() > 2 * BATCH);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        let spread = |extractor: &Extractor| {
            let mut taken = Vec::new();
            let score = |item: &Unscored| extractor.score(item);
            let failed = each(
                &pool,
                &mut extractor.unscored(source.as_bytes()),
                score,
                |_, before| before,
                |item, before| {
                    assert_eq!(before, taken.len());
                    taken.push(item);
                    Ok(())
                },
            );
            (taken, failed.unwrap().map(|error| error.to_string()))
        };
        let extractor = Extractor::new();
        assert_eq!(spread(&extractor), (extractor.parse(&source).unwrap().items, None));

        let mut limits = Limits::default();
        limits.items = 450;
        let extractor = extractor.limits(limits);
        let (taken, failed) = spread(&extractor);
        assert_eq!((taken.len(), failed), (450, extractor.parse(&source).err().map(|error| error.to_string())));
    }
}
