//! The grammar of numbers and quantities: phrases of it in any order.
#![no_main]

use dabiao_fuzz::holds;
use dabiao_fuzz::phrases::{Ends, Laid, Layout, Piece, Row, shown};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|pieces: Vec<Piece>| {
    let row = Row { task: pieces, agency: false, progress: Vec::new() };
    holds::quantities(&shown(Laid { layout: Layout::Plain, rows: vec![row], ends: Ends::Lf }.text()));
});
