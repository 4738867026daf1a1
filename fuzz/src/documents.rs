//! Files of every format: whatever the bytes are, there is a text whose places are in order, or one line that says what is wrong.

use std::io::{Cursor, Write};

use dabiao::Document;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Opens a file, and holds what the library says of every file.
pub fn open(bytes: &[u8]) {
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
}

/// Opens a package whose part number `first byte` is the rest of the input, beside the parts of a whole file; an input that is a package is opened as it
/// is. A mutation of packed bytes would seldom get past the checksum.
pub fn open_part(input: &[u8], whole: &[(&str, &str)]) {
    if input.starts_with(b"PK") {
        return open(input);
    }
    let Some((&which, part)) = input.split_first() else { return };
    let which = usize::from(which) % whole.len();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (at, (name, content)) in whole.iter().enumerate() {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(if at == which { part } else { content.as_bytes() }).expect("a part");
    }
    open(&writer.finish().expect("a package").into_inner());
}
