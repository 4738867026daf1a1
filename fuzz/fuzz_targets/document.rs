//! Web pages, Word files, sheets and PDF: whatever the bytes are, there is a text whose places are in order, or one line that says what is wrong.
#![no_main]

use dabiao::Document;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match Document::open(bytes) {
        Ok(document) => {
            let text = document.text();
            for (at, _) in text.char_indices().step_by(97) {
                let _ = document.place(at);
            }
            let mut from = 0;
            for line in text.split_inclusive('\n') {
                assert!(document.places(from..from + line.len()).count() <= line.chars().count());
                from += line.len();
            }
        }
        Err(error) => assert_eq!(error.to_string().lines().count(), 1),
    }
});
