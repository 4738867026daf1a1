//! JSON with bare exact decimals: `7235300`, never `"7235300"` and never `7235300.0000000001`.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter, Serializer};

/// The fields that hold decimals; the library writes them as strings.
const DECIMALS: [&str; 29] = [
    "value",
    "high",
    "baseline",
    "ratio",
    "proxy_ratio",
    "achieved",
    "score",
    "score_mean",
    "gap",
    "stated_ratio",
    "discrepancy",
    "elapsed",
    "pace",
    "confidence",
    "mean",
    "low",
    "mean_difference",
    "largest_difference",
    "target_low",
    "target_high",
    "target_mid",
    "stretch_value",
    "superior_target",
    "superior_previous",
    "superior_difference",
    "previous_target",
    "previous_result",
    "result_value",
    "official_value",
];

/// Writes the strings of decimal fields without their quotation marks.
#[derive(Debug, Default)]
struct Bare {
    in_key: bool,
    key: String,
    in_decimal: bool,
}

impl Formatter for Bare {
    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.in_key = true;
        self.key.clear();
        if first { Ok(()) } else { writer.write_all(b",") }
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.in_key = false;
        Ok(())
    }

    fn begin_string<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.in_decimal = !self.in_key && DECIMALS.contains(&self.key.as_str());
        if self.in_decimal { Ok(()) } else { writer.write_all(b"\"") }
    }

    fn end_string<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        let bare = std::mem::take(&mut self.in_decimal);
        if bare { Ok(()) } else { writer.write_all(b"\"") }
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if self.in_key {
            self.key.push_str(fragment);
        }
        writer.write_all(fragment.as_bytes())
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        if self.in_key {
            self.key.push('\\');
        }
        serde_json::ser::CompactFormatter.write_char_escape(writer, escape)
    }
}

/// Writes a value as JSON on one line, without its end.
pub(crate) fn write<T: Serialize>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(out, Bare::default());
    value.serialize(&mut serializer).map_err(io::Error::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_bare_and_texts_are_not() {
        #[derive(Serialize)]
        struct Row {
            value: &'static str,
            text: &'static str,
            ratio: Option<&'static str>,
            values: Vec<&'static str>,
        }
        let row = Row { value: "7235300", text: "“1.58”\n\"以内\"", ratio: None, values: vec!["a"] };
        let mut out = Vec::new();
        write(&mut out, &row).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), r#"{"value":7235300,"text":"“1.58”\n\"以内\"","ratio":null,"values":["a"]}"#);
    }
}
