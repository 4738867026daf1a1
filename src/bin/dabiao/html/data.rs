//! The data inside a page: the rows of `--format csv` as a link that downloads them.
//!
//! What says the same in every row, such as a hash of the file, stands on the page once and not in the data, but for the name of the report.

use std::fmt::Write as _;
use std::io;

use crate::args::Of;
use crate::whole::{Settings, Whole};
use crate::{columns, csv};
use dabiao::tidy::{Cell, Entry, Rows, Table};

/// The columns that tell rows apart, and the rows.
pub(super) struct Data<'p> {
    settings: &'p Settings<'p>,
    pub(super) columns: Vec<&'static Entry>,
    rows: Vec<Vec<Cell>>,
}

impl<'p> Data<'p> {
    pub(super) fn of(reports: &'p [Whole], settings: &'p Settings<'p>) -> Self {
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for report in reports {
            for item in &report.items {
                let made = Rows::new(&*report.asked, settings.lexicon).answered_from(report.given()).scored_by(settings.scheme);
                rows.extend(made.targets(item).map(|row| row.cells().collect()));
            }
        }
        let differs = |index: usize, row: &Vec<Cell>, first: &Vec<Cell>| row[index] != first[index];
        let tells = |index: usize, column: &Entry| match column.name {
            "report" => true,
            // A hash is empty where there is no answer, and else the same.
            name if name.ends_with("sha256") => {
                let filled: Vec<_> = rows.iter().filter(|row| row[index] != Cell::Empty).collect();
                filled.iter().any(|row| differs(index, row, filled[0]))
            }
            _ => rows.iter().any(|row| differs(index, row, &rows[0])),
        };
        let own: Vec<(usize, &'static Entry)> =
            Table::Targets.columns().iter().enumerate().filter(|(index, column)| tells(*index, column)).collect();
        let of_user = Table::Targets.columns().len();
        let rows = rows.iter().map(|row| own.iter().map(|(index, _)| row[*index].clone()).chain(row[of_user..].iter().cloned()).collect());
        Self { settings, columns: own.iter().map(|(_, column)| *column).collect(), rows: rows.collect() }
    }

    /// The rows as an address.
    pub(super) fn address(&self) -> io::Result<String> {
        let mut out = Vec::new();
        let own = self.columns.iter().map(|column| columns::name(Of::Rows, column.name, self.settings.lang));
        let names: Vec<&str> = own.chain(self.settings.more.iter().map(String::as_str)).collect();
        csv::names(&mut out, self.settings.tidy, &names)?;
        for row in &self.rows {
            csv::record(&mut out, self.settings.tidy.raw, row.iter().cloned())?;
        }
        Ok(address("text/csv", &String::from_utf8_lossy(&out)))
    }
}

/// A text as an address that holds it. What is beyond ASCII stands as it is: a browser encodes it as UTF-8.
pub(super) fn address(kind: &str, text: &str) -> String {
    let mut address = format!("data:{kind};charset=utf-8,");
    for c in text.chars() {
        match c {
            '"' | '%' | '#' | '<' | '>' | '&' | '\'' | '`' | '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => encoded(&mut address, c),
            // A mark in front of a text, and what turns the direction of a line.
            '\u{feff}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => encoded(&mut address, c),
            c => address.push(c),
        }
    }
    address
}

fn encoded(address: &mut String, c: char) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        // Writing to memory cannot fail.
        let _ = write!(address, "%{byte:02X}");
    }
}

/// Bytes in the 64 characters that a policy names a script by.
pub(super) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= three.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_every_character() {
        assert_eq!(address("text/csv", "\u{feff}a,\"企业 5%\"\n"), "data:text/csv;charset=utf-8,%EF%BB%BFa,%22企业 5%25%22%0A");
    }

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
