//! The elements of a part that count.
//!
//! Names are local ones, so that the transitional and the strict form of the format read alike. What only wraps text is seen through: content
//! controls, links, smart tags, insertions, simple fields. Of `mc:AlternateContent` the first choice is seen and the fallback, which says the
//! same once more for older programs, is not. Former properties and the instructions of fields are left out, placeholders and the table of
//! contents too. Refuses XML that does not close, and elements that stand in one another too deep.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::broken;
use crate::error::Error;

/// Elements stand in one another no deeper; real files stay under 60. What reads tables in tables may therefore call itself.
const DEEPEST: usize = 256;

/// What only wraps text.
const WRAPPERS: [&str; 9] = ["bdo", "conflictIns", "customXml", "dir", "fldSimple", "hyperlink", "ins", "moveTo", "smartTag"];

/// What never is text that a reader sees.
const LEFT_OUT: [&str; 7] = ["customXmlPr", "delInstrText", "delText", "instrText", "numberingChange", "smartTagPr", "tblGridChange"];

/// A part that is being read.
pub(super) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    part: &'x str,
    open: Vec<Open>,
    /// Whether changes are tracked in it.
    pub(super) is_tracked: bool,
}

/// An element that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Seen,
    Through,
    /// `mc:AlternateContent`, and whether its choice was seen.
    Alternate(bool),
    /// A content control, and whether what it holds is left out.
    Control(bool),
}

/// What comes next in a part.
pub(super) enum Node<'x> {
    Start(Element<'x>),
    Text(Cow<'x, str>),
    /// The end of the element that is being read, or of the part.
    End,
}

/// The start of an element.
pub(super) struct Element<'x>(BytesStart<'x>);

impl Element<'_> {
    /// Its name without the prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without the prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let found = self.0.attributes().with_checks(false).flatten().find(|attribute| attribute.key.local_name().into_inner() == name)?;
        Some(quick_xml::escape::unescape(&found.value).map_or_else(|_| found.value.to_string(), Cow::into_owned))
    }

    /// Its `w:val`.
    pub(super) fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// An attribute that is a whole number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether a property is on: it is by standing there, unless it says otherwise.
    pub(super) fn is_on(&self) -> bool {
        self.is_on_by("val", true)
    }

    /// Whether an attribute is on, and what it is when it is not there.
    pub(super) fn is_on_by(&self, name: &str, absent: bool) -> bool {
        self.attribute(name).map_or(absent, |value| !matches!(value.as_str(), "0" | "false" | "off"))
    }
}

impl<'x> Xml<'x> {
    /// Begins to read the text of a part.
    pub(super) fn new(text: &'x str, part: &'x str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, part, open: Vec::new(), is_tracked: false }
    }

    /// What comes next.
    pub(super) fn next(&mut self) -> Result<Node<'x>, Error> {
        loop {
            match self.event()? {
                Event::Start(start) => {
                    let element = Element(start);
                    if let Some(open) = self.opened(&element)? {
                        self.open.push(open);
                        if open == Open::Seen {
                            return Ok(Node::Start(element));
                        }
                    }
                }
                Event::End(_) => {
                    let ended = self.open.pop();
                    if ended == Some(Open::Seen) {
                        return Ok(Node::End);
                    }
                }
                Event::Text(text) => return Ok(Node::Text(text.into_inner())),
                Event::CData(text) => return Ok(Node::Text(text.into_inner())),
                Event::GeneralRef(name) => return Ok(Node::Text(Cow::Owned(resolved(&name)))),
                Event::Eof => return Ok(Node::End),
                _ => {}
            }
        }
    }

    /// Reads on behind the end of the element whose start came last.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        self.pass()?;
        self.open.pop();
        Ok(())
    }

    /// The text in the element whose start came last, that of elements in it too.
    pub(super) fn text(&mut self) -> Result<String, Error> {
        let mut text = String::new();
        let mut inside = 1;
        while inside > 0 {
            match self.next()? {
                Node::Start(_) => inside += 1,
                Node::Text(part) => text.push_str(&part),
                Node::End => inside -= 1,
            }
        }
        Ok(text)
    }

    /// Goes into the next element of a name in the one that is being read; not where there is none.
    pub(super) fn enter(&mut self, name: &str) -> Result<bool, Error> {
        while let Some(element) = self.child()? {
            if element.name() == name {
                return Ok(true);
            }
            self.skip()?;
        }
        Ok(false)
    }

    /// The next element in the one that is being read; nothing at its end. Whoever asks reads the element to its end, or skips it.
    pub(super) fn child(&mut self) -> Result<Option<Element<'x>>, Error> {
        loop {
            match self.next()? {
                Node::Start(element) => return Ok(Some(element)),
                Node::Text(_) => {}
                Node::End => return Ok(None),
            }
        }
    }

    /// How an element is seen that begins; nothing where it is left out, which it then is behind.
    fn opened(&mut self, element: &Element<'x>) -> Result<Option<Open>, Error> {
        let name = element.name();
        if matches!(name, "ins" | "del" | "moveTo" | "moveFrom") {
            self.is_tracked = true;
        }
        let open = match (name, self.open.last_mut()) {
            ("AlternateContent", _) => Open::Alternate(false),
            ("Choice", Some(Open::Alternate(chosen @ false))) => {
                *chosen = true;
                Open::Through
            }
            ("Choice", Some(Open::Alternate(true)))
            | ("Fallback", Some(Open::Alternate(true)))
            | ("sdtContent", Some(Open::Control(true))) => {
                self.pass()?;
                return Ok(None);
            }
            ("Fallback", Some(Open::Alternate(false))) | ("sdtContent", _) => Open::Through,
            ("sdt", _) => Open::Control(false),
            ("sdtPr", _) => {
                let left_out = self.control_is_left_out()?;
                if let Some(Open::Control(is_left_out)) = self.open.last_mut() {
                    *is_left_out = left_out;
                }
                return Ok(None);
            }
            _ if name.ends_with("PrChange") || name.ends_with("PrExChange") || LEFT_OUT.contains(&name) => {
                self.pass()?;
                return Ok(None);
            }
            _ if WRAPPERS.contains(&name) => Open::Through,
            _ => Open::Seen,
        };
        Ok(Some(open))
    }

    /// Reads the properties of a content control: whether it only shows what should be written into it, or holds the table of contents, which
    /// repeats the headings.
    fn control_is_left_out(&mut self) -> Result<bool, Error> {
        let (mut inside, mut left_out) = (1, false);
        while inside > 0 {
            match self.event()? {
                Event::Start(start) => {
                    inside += 1;
                    self.check_depth(inside)?;
                    let element = Element(start);
                    left_out |= match element.name() {
                        "showingPlcHdr" => element.is_on(),
                        "docPartGallery" => element.value().is_some_and(|gallery| gallery == "Table of Contents"),
                        _ => false,
                    };
                }
                Event::End(_) => inside -= 1,
                _ => {}
            }
        }
        Ok(left_out)
    }

    /// Reads on behind the end of the element whose start came last and which is not among the open ones.
    fn pass(&mut self) -> Result<(), Error> {
        let mut inside = 1;
        while inside > 0 {
            match self.event()? {
                Event::Start(_) => inside += 1,
                Event::End(_) => inside -= 1,
                _ => {}
            }
            self.check_depth(inside)?;
        }
        Ok(())
    }

    fn event(&mut self) -> Result<Event<'x>, Error> {
        let event = self.reader.read_event().map_err(|error| {
            let at = self.reader.error_position();
            broken(format!("the XML of {} is wrong at byte {at}: {error}", self.part))
        })?;
        match event {
            Event::Start(_) => self.check_depth(0)?,
            Event::Eof if !self.open.is_empty() => return Err(broken(format!("{} ends before its elements do", self.part))),
            _ => {}
        }
        Ok(event)
    }

    fn check_depth(&self, inside: usize) -> Result<(), Error> {
        if self.open.len() + inside < DEEPEST {
            return Ok(());
        }
        Err(broken(format!("elements of {} stand in one another {DEEPEST} deep", self.part)))
    }
}

/// What a reference stands for; nothing where only a DOCTYPE could tell.
fn resolved(name: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = name.resolve_char_ref() {
        return character.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(name).unwrap_or_default().to_owned()
}
