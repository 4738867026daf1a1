//! Sheets of the open format, part by part.
#![no_main]

use dabiao_fuzz::documents::open_part;
use libfuzzer_sys::fuzz_target;

const WHOLE: [(&str, &str); 2] = [
    (
        "content.xml",
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"一\"><table:table-row><table:table-cell><text:p>新建学校5所</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>",
    ),
    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
];

fuzz_target!(|input: &[u8]| open_part(input, &WHOLE));
