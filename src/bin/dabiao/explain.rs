//! `--explain LINE`: how the targets of one item were read and answered, down to the printed bytes.

use std::io::{self, Write};

use dabiao::Item;
use dabiao::page::explain;

use crate::screen::Screen;

/// Prints the item.
pub(crate) fn item(out: &mut dyn Write, screen: Screen, name: &str, item: &Item) -> io::Result<()> {
    explain::item(out, &|line| screen.paint("1", line), name, item)
}
