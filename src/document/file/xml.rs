//! XML as a reader of office files needs it: elements by their local names, text with its entities, no deeper than a cap.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::package::broken;
use crate::error::Error;

/// Elements lie no deeper inside each other.
const DEPTH: usize = 400;

/// What stands next in a part.
#[derive(Debug)]
pub(super) enum Piece<'x> {
    /// An element begins. One that is empty is followed by its end.
    Start(BytesStart<'x>),
    /// The element of that local name ends.
    End(String),
    Text(String),
}

/// A part that is being read.
pub(super) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    format: &'static str,
    depth: usize,
    /// The end of an empty element that was given as begun.
    ended: Option<String>,
}

impl<'x> Xml<'x> {
    pub(super) fn new(part: &'x str, format: &'static str) -> Self {
        let mut reader = Reader::from_str(part);
        reader.config_mut().check_end_names = false;
        Self { reader, format, depth: 0, ended: None }
    }

    /// What stands next; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'x>>, Error> {
        if let Some(ended) = self.ended.take() {
            return Ok(Some(Piece::End(ended)));
        }
        loop {
            let event = self.reader.read_event().map_err(|error| broken(self.format, format!("its XML cannot be read ({error})")))?;
            return Ok(Some(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEPTH {
                        return Err(broken(self.format, format!("its elements lie deeper inside each other than {DEPTH}")));
                    }
                    Piece::Start(start)
                }
                Event::Empty(start) => {
                    self.ended = Some(local(&start));
                    Piece::Start(start)
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::End(end.local_name().as_ref().to_owned())
                }
                Event::Text(text) => Piece::Text(text.to_string()),
                Event::CData(text) => Piece::Text(text.to_string()),
                Event::GeneralRef(name) => match entity(&name) {
                    Some(c) => Piece::Text(c.to_string()),
                    None => continue,
                },
                Event::Eof => return Ok(None),
                _ => continue,
            }));
        }
    }
}

/// The character that a reference names: &amp; &#21450; &#x4e00;.
fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = number.strip_prefix('x').map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
            char::from_u32(code)
        }
    }
}

/// The local name of an element: `p` of `w:p`.
pub(super) fn local(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_owned()
}

/// An attribute by its local name: `val` of `w:val`.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = &found.value;
    let mut text = String::with_capacity(value.len());
    let mut rest: &str = value;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        let end = rest[at..].find(';').map(|end| at + end);
        match end.and_then(|end| entity(&rest[at + 1..end]).map(|c| (c, end))) {
            Some((c, end)) => {
                text.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                text.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    text.push_str(rest);
    Some(text)
}

/// Whether an on-off property is on: there, and not switched off.
pub(super) fn is_on(start: &BytesStart<'_>) -> bool {
    !matches!(attribute(start, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}
