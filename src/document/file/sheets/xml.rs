//! The elements of a part of a file, one after the other.
//!
//! Names are read without their prefixes, since each program has its own. Refused: elements that stand very deep, and what is no XML.

use super::CELL;
use crate::error::Error;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A piece of text has not more bytes. What is written as numbers (`&#25351;`) comes in pieces.
const PIECE: usize = 1 << 20;
/// Elements do not stand deeper in one another.
const DEPTH: usize = 256;

/// What comes next in a part.
pub(super) enum Node<'e> {
    Start(Element<'e>),
    End(&'e str),
    Text(&'e str),
    Close,
}

/// An element that begins.
pub(super) struct Element<'e>(BytesStart<'e>);

impl Element<'_> {
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of an attribute, by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().into_inner() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
    }

    /// Calls for each attribute with its name without prefix and its value as it is written.
    pub(super) fn each(&self, mut call: impl FnMut(&str, &str)) {
        for attribute in self.0.attributes().with_checks(false).flatten() {
            call(attribute.key.local_name().into_inner(), &attribute.value);
        }
    }

    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// Whether the value of an attribute says yes.
pub(super) fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// A part that is being read.
pub(super) struct Xml<'x> {
    format: &'static str,
    reader: Reader<&'x [u8]>,
    /// What the last event was of.
    text: String,
    depth: usize,
}

impl<'x> Xml<'x> {
    pub(super) fn new(format: &'static str, part: &'x str) -> Self {
        let mut reader = Reader::from_str(part);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { format, reader, text: String::new(), depth: 0 }
    }

    pub(super) fn next(&mut self) -> Result<Node<'_>, Error> {
        let format = self.format;
        let event = self.reader.read_event().map_err(|error| Error::broken(format, format!("a part of it is no XML: {error}")))?;
        self.text.clear();
        if let Event::Text(_) | Event::CData(_) = &event
            && event.len() > PIECE
        {
            return Err(Error::too_large(format, format!("a text of it has more than {PIECE} bytes")));
        }
        match event {
            Event::Start(start) => {
                self.depth += 1;
                if self.depth > DEPTH {
                    return Err(Error::too_large(format, format!("its elements stand more than {DEPTH} deep")));
                }
                Ok(Node::Start(Element(start)))
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                self.text.push_str(end.local_name().into_inner());
                Ok(Node::End(&self.text))
            }
            Event::Text(text) => {
                self.text.push_str(&text.xml10_content());
                Ok(Node::Text(&self.text))
            }
            Event::CData(text) => {
                self.text.push_str(&text.xml10_content());
                Ok(Node::Text(&self.text))
            }
            Event::GeneralRef(name) => {
                match name.resolve_char_ref() {
                    Ok(Some(c)) => self.text.push(c),
                    _ => self.text.push_str(quick_xml::escape::resolve_predefined_entity(&name).unwrap_or_default()),
                }
                Ok(Node::Text(&self.text))
            }
            Event::Eof if self.depth > 0 => Err(Error::broken(format, "a part of it is cut short")),
            Event::Eof => Ok(Node::Close),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => Ok(Node::Text("")),
        }
    }

    /// Goes on behind the end of the element that has just begun.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        let depth = self.depth;
        while self.depth >= depth {
            if let Node::Close = self.next()? {
                break;
            }
        }
        Ok(())
    }
}

/// Appends to the text of a cell, which has an end.
pub(super) fn append(format: &'static str, text: &str, out: &mut String) -> Result<(), Error> {
    if out.len() + text.len() > CELL {
        return Err(Error::too_large(format, format!("a cell has more than {CELL} bytes")));
    }
    out.push_str(text);
    Ok(())
}
