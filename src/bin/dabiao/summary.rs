//! The summary under a table: what stands behind the mean, and completion by agency.

use std::collections::HashMap;
use std::io::{self, Write};

use comfy_table::{CellAlignment, Table};
use dabiao::{Completion, Item, Quality, Tally};

use crate::screen::{Screen, bar, percent};

/// Adds up items as they come.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    items: usize,
    damaged: usize,
    mentions: usize,
    direct: usize,
    proxy: usize,
    met: usize,
    judged: usize,
    all: Tally,
    /// In the order in which they are first named.
    agencies: Vec<(String, Tally)>,
    /// Where each stands among them.
    known: HashMap<String, usize>,
}

impl Summary {
    pub(crate) fn add(&mut self, item: &Item) {
        self.items += 1;
        self.damaged += usize::from(item.damaged);
        self.mentions += item.mentions.len();
        for target in &item.targets {
            self.direct += usize::from(target.outcome.quality == Quality::Direct);
            self.proxy += usize::from(target.outcome.quality == Quality::Proxy);
            self.met += usize::from(target.outcome.met == Some(true));
            self.judged += usize::from(target.outcome.met.is_some());
            self.all.add(target.counted_ratio());
        }
        for name in &item.agencies {
            let at = self.known.get(name).copied().unwrap_or_else(|| {
                self.agencies.push((name.clone(), Tally::default()));
                self.known.insert(name.clone(), self.agencies.len() - 1);
                self.agencies.len() - 1
            });
            for target in &item.targets {
                self.agencies[at].1.add(target.counted_ratio());
            }
        }
    }

    pub(crate) fn found_targets(&self) -> bool {
        self.all.completion().targets > 0
    }

    pub(crate) fn print(&self, out: &mut dyn Write, screen: Screen, name: &str) -> io::Result<()> {
        let Completion { mean, targets, scored, low, high, .. } = self.all.completion();
        let none = targets - self.direct - self.proxy;
        writeln!(out)?;
        writeln!(out, "{}", screen.paint("1", name))?;
        let damaged = if self.damaged > 0 { format!(" ({} damaged)", self.damaged) } else { String::new() };
        writeln!(
            out,
            "  {} items{damaged}, {} quantities, {targets} targets: {} answered directly, {} nearly (~), {none} not",
            self.items, self.mentions, self.direct, self.proxy
        )?;
        writeln!(out, "  met as reported: {} of {} direct answers with a verdict", self.met, self.judged)?;
        if let Some(mean) = mean {
            writeln!(
                out,
                "  completion: {} {}, mean of {scored} direct flow ratios capped to 0..1; with the other {} as 0 or 1: {} to {}",
                percent(mean),
                bar(mean, 10),
                targets - scored,
                percent(low),
                percent(high)
            )?;
        }
        self.by_agency(out)
    }

    fn by_agency(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.agencies.is_empty() {
            return Ok(());
        }
        let mut table = Table::new();
        table.load_style(comfy_table::presets::NOTHING);
        table.set_header(["agency", "targets", "scored", "completion", "", "bounds"]);
        for (name, tally) in &self.agencies {
            let Completion { mean, targets, scored, low, high, .. } = tally.completion();
            let (share, drawn) = mean.map_or(("—".to_owned(), String::new()), |mean| (percent(mean), bar(mean, 10)));
            let bounds = if targets > 0 { format!("{} to {}", percent(low), percent(high)) } else { String::new() };
            table.add_row([name.clone(), targets.to_string(), scored.to_string(), share, drawn, bounds]);
        }
        for i in 1..=3 {
            if let Some(column) = table.column_mut(i) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        writeln!(out)?;
        for line in table.lines() {
            writeln!(out, " {}", line.trim_end())?;
        }
        Ok(())
    }
}
