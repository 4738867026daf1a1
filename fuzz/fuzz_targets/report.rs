//! Any text gives a report or an error, as a stream as well; as it is, and as the cells of a table.
#![no_main]

use dabiao_fuzz::holds;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    holds::parse(source);
    holds::parse(&format!("序号|重点工作|完成情况\n1|{source}|{source}\n2|{source}|\n"));
});
