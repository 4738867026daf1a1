//! What the styles of a file say of its text: numbering, hidden and raised text, and which paragraphs are a table of contents.

use std::collections::HashMap;

use super::symbols::Font;
use super::too_large;
use super::xml::{Element, Xml};
use crate::error::Error;

/// Styles are based on one another no farther; a circle ends there.
const FARTHEST: usize = 20;
/// A file has no more styles; Word stops at 4079.
const STYLES: usize = 20_000;

/// The styles of a file by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of a paragraph that names none.
    normal: Option<String>,
}

/// What a style says itself, without the one it is based on.
#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    numbering: NumberingReference,
    look: Look,
    is_contents: bool,
}

/// Which list a paragraph belongs to, and at which level; either may be told elsewhere.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct NumberingReference {
    pub(super) list: Option<u32>,
    pub(super) level: Option<u32>,
}

/// How text looks, as far as it changes what is read; nothing where that is not said.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Look {
    pub(super) is_hidden: Option<bool>,
    pub(super) is_raised: Option<bool>,
    /// How far text stands above the line, in half points.
    pub(super) height: Option<i32>,
    pub(super) font: Option<Font>,
}

impl Look {
    /// What this one says, and where it says nothing what the other does.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            is_hidden: self.is_hidden.or(other.is_hidden),
            is_raised: self.is_raised.or(other.is_raised),
            height: self.height.or(other.height),
            font: self.font.or(other.font),
        }
    }

    /// Reads the `w:rPr` of a style.
    fn read(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut look = Self::default();
        while let Some(element) = xml.child()? {
            look.note(&element);
            xml.skip()?;
        }
        Ok(look)
    }

    /// Notes what an element of run properties says.
    pub(super) fn note(&mut self, element: &Element<'_>) {
        match element.name() {
            "vanish" => self.is_hidden = Some(element.is_on()),
            "rFonts" => self.font = element.attribute("ascii").map(|font| Font::of(&font)),
            "position" => self.height = element.value().and_then(|height| height.trim().parse().ok()),
            "vertAlign" => self.is_raised = element.value().map(|align| align == "superscript"),
            _ => {}
        }
    }
}

impl Style {
    fn read(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut style = Self::default();
        while let Some(element) = xml.child()? {
            match element.name() {
                "pPr" => style.numbering = numbering(xml)?,
                "rPr" => style.look = Look::read(xml)?,
                name => {
                    match name {
                        "name" => style.is_contents = element.value().is_some_and(|name| is_contents(&name)),
                        "basedOn" => style.based_on = element.value(),
                        _ => {}
                    }
                    xml.skip()?;
                }
            }
        }
        Ok(style)
    }
}

/// Reads the numbering in the `w:pPr` of a style.
fn numbering(xml: &mut Xml<'_>) -> Result<NumberingReference, Error> {
    let mut reference = NumberingReference::default();
    while let Some(element) = xml.child()? {
        match element.name() {
            "numPr" => reference = NumberingReference::read(xml)?,
            _ => xml.skip()?,
        }
    }
    Ok(reference)
}

impl NumberingReference {
    /// Reads `w:numPr`, whose start came last.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut reference = Self::default();
        while let Some(element) = xml.child()? {
            match element.name() {
                "numId" => reference.list = element.number("val"),
                "ilvl" => reference.level = element.number("val"),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(reference)
    }
}

impl Styles {
    /// Reads the part that holds them, from its root element on.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut styles = Self::default();
        while let Some(element) = xml.child()? {
            match element.name() {
                "style" => styles.read_style(xml, &element)?,
                _ => xml.skip()?,
            }
        }
        Ok(styles)
    }

    fn read_style(&mut self, xml: &mut Xml<'_>, start: &Element<'_>) -> Result<(), Error> {
        let style = Style::read(xml)?;
        let Some(id) = start.attribute("styleId") else { return Ok(()) };
        if start.is_on_by("default", false) && start.attribute("type").is_some_and(|kind| kind == "paragraph") {
            self.normal = Some(id.clone());
        }
        self.styles.insert(id, style);
        if self.styles.len() > STYLES {
            return Err(too_large(format!("it has more than {STYLES} styles")));
        }
        Ok(())
    }

    /// A style and those it is based on, nearest first.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let find = |id: &'s str| self.styles.get(id).map(|style| (id, style));
        std::iter::successors(id.and_then(find), move |(_, style)| style.based_on.as_deref().and_then(find)).take(FARTHEST)
    }

    /// The style of a paragraph that names this one, or none.
    pub(super) fn of_paragraph<'s>(&'s self, named: Option<&'s str>) -> Option<&'s str> {
        named.filter(|id| self.styles.contains_key(*id)).or(self.normal.as_deref())
    }

    /// How text of a style looks.
    pub(super) fn look(&self, id: Option<&str>) -> Look {
        self.chain(id).fold(Look::default(), |look, (_, style)| look.or(style.look))
    }

    /// Which list paragraphs of a style belong to.
    pub(super) fn numbering(&self, id: Option<&str>) -> NumberingReference {
        self.chain(id).fold(NumberingReference::default(), |found, (_, style)| NumberingReference {
            list: found.list.or(style.numbering.list),
            level: found.level.or(style.numbering.level),
        })
    }

    /// The identifiers of a style and of those it is based on.
    pub(super) fn names<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = &'s str> {
        self.chain(id).map(|(id, _)| id)
    }

    /// Whether a paragraph of a style is a line of the table of contents, which repeats a heading.
    pub(super) fn is_contents(&self, id: Option<&str>) -> bool {
        self.chain(id).next().is_some_and(|(_, style)| style.is_contents)
    }
}

/// Whether a style has a name of the table of contents, which is the same in every language of Word; LibreOffice writes it in capitals.
fn is_contents(name: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    name.strip_prefix("toc ").is_some_and(|level| level == "heading" || level.parse::<u8>().is_ok())
}
