//! A file of words is read or refused, and what it says breaks no reading.
#![no_main]

use dabiao::{Extractor, Lexicon};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let Ok(lexicon) = Lexicon::builtin().with_toml("words.toml", source) else { return };
    let extractor = Extractor::new().with_lexicon(lexicon);
    let report = "序号|重点工作|完成情况\n1|新增国家高新技术企业500家,增长8%以上|新增高新技术企业三百余家\n";
    // The words themselves may be what is read.
    for text in [report, source] {
        let _ = extractor.parse(text);
    }
});
