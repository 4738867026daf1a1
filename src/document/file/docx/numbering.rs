//! The numbers in front of paragraphs: `（一）`, `1.`, `一、`.
//!
//! Reads the lists of the part that defines them, and counts along: a paragraph of a level begins the levels below anew, lists with one
//! definition count on from one another, and an override of the start begins anew once. Bullets and numbers without text print nothing.

use std::collections::{HashMap, HashSet};

use super::numerals::numeral;
use super::styles::{NumberingReference, Styles};
use super::too_large;
use super::xml::Xml;
use crate::error::Error;

/// A list has so many levels.
const LEVELS: usize = 9;
/// The text of a level, and the number that it prints, has no more bytes: it stands in front of each paragraph.
const LONGEST: usize = 60;
/// A file has no more lists, nor definitions of them.
const LISTS: usize = 50_000;

/// The lists of a file, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: Lists,
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// The lists and levels whose own start was begun with.
    begun: HashSet<(u32, usize)>,
}

#[derive(Debug, Default)]
struct Lists {
    definitions: HashMap<u32, Definition>,
    lists: HashMap<u32, List>,
}

#[derive(Debug, Default)]
struct Definition {
    levels: HashMap<usize, Level>,
    /// The style whose list defines it.
    style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    definition: u32,
    levels: HashMap<usize, Level>,
    starts: HashMap<usize, u32>,
}

#[derive(Debug)]
struct Level {
    /// 0 where the file does not say it, as the standard has it.
    start: u32,
    format: String,
    /// What is printed, each `%1` being the number of a level.
    text: String,
    /// Begins anew only behind a level this deep, counted from 1; never for 0.
    restart: Option<u32>,
    /// Whether every number is printed in Arabic digits.
    is_legal: bool,
    /// The style of its paragraphs.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 0, format: "decimal".to_owned(), text: String::new(), restart: None, is_legal: false, style: None }
    }
}

impl Numbering {
    /// Reads the part that defines the lists, from its root element on.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut lists = Lists::default();
        while let Some(element) = xml.child()? {
            match (element.name(), element.number("abstractNumId"), element.number("numId")) {
                ("abstractNum", Some(id), _) => drop(lists.definitions.insert(id, Definition::read(xml)?)),
                // A paragraph of list 0 has no number, whatever its style says.
                ("num", _, Some(id)) if id != 0 => drop(lists.lists.insert(id, List::read(xml)?)),
                _ => xml.skip()?,
            }
            if lists.definitions.len().max(lists.lists.len()) > LISTS {
                return Err(too_large(format!("it has more than {LISTS} lists")));
            }
        }
        Ok(Self { lists, ..Self::default() })
    }

    /// Counts a paragraph: what is printed in front of it, nothing where it has no number.
    pub(super) fn count(&mut self, own: NumberingReference, styles: &Styles, style: Option<&str>) -> String {
        let inherited = styles.numbering(style);
        let Some(id) = own.list.or(inherited.list) else { return String::new() };
        let Some((key, list, definition)) = self.lists.find(id, styles) else { return String::new() };
        let level = own.level.or(inherited.level).map(|level| level as usize);
        let level = level.or_else(|| definition.level_of(styles, style)).unwrap_or(0).min(LEVELS - 1);

        let counts = self.counts.entry(key).or_default();
        let fresh = list.starts.get(&level).copied().filter(|_| self.begun.insert((id, level)));
        let next = counts[level].map(|count| count.saturating_add(1));
        counts[level] = Some(fresh.or(next).unwrap_or_else(|| list.start(definition, level)));
        for (below, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let restart = list.level(definition, below).and_then(|level| level.restart);
            if restart.is_none_or(|deepest| level < deepest as usize) {
                *count = None;
            }
        }
        list.printed(definition, level, counts)
    }
}

impl Lists {
    /// A list and its definition, through the style that it may name instead.
    fn find(&self, id: u32, styles: &Styles) -> Option<(u32, &List, &Definition)> {
        let list = self.lists.get(&id)?;
        let definition = self.definitions.get(&list.definition)?;
        let named = definition.style.as_deref().and_then(|style| {
            let key = self.lists.get(&styles.numbering(Some(style)).list?)?.definition;
            Some((key, list, self.definitions.get(&key)?))
        });
        Some(named.unwrap_or((list.definition, list, definition)))
    }
}

impl Definition {
    fn read(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut definition = Self::default();
        while let Some(element) = xml.child()? {
            if element.name() == "lvl" {
                let level = Level::read(xml)?;
                let at = element.number("ilvl").map(|at| at as usize).filter(|&at| at < LEVELS);
                definition.levels.extend(at.map(|at| (at, level)));
                continue;
            }
            if element.name() == "numStyleLink" {
                definition.style = element.value();
            }
            xml.skip()?;
        }
        Ok(definition)
    }

    /// The level whose paragraphs have a style, or one it is based on.
    fn level_of(&self, styles: &Styles, style: Option<&str>) -> Option<usize> {
        let level_of = |name| self.levels.iter().find(|(_, level)| level.style.as_deref() == Some(name)).map(|(&at, _)| at);
        styles.names(style).find_map(level_of)
    }
}

impl List {
    fn read(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut list = Self::default();
        while let Some(element) = xml.child()? {
            match (element.name(), element.number("ilvl").map(|at| at as usize)) {
                ("lvlOverride", Some(at)) if at < LEVELS => list.read_override(xml, at)?,
                (name, _) => {
                    if name == "abstractNumId" {
                        list.definition = element.number("val").unwrap_or(0);
                    }
                    xml.skip()?;
                }
            }
        }
        Ok(list)
    }

    fn read_override(&mut self, xml: &mut Xml<'_>, at: usize) -> Result<(), Error> {
        while let Some(element) = xml.child()? {
            if element.name() == "lvl" {
                self.levels.insert(at, Level::read(xml)?);
                continue;
            }
            if element.name() == "startOverride" {
                self.starts.extend(element.number("val").map(|start| (at, start)));
            }
            xml.skip()?;
        }
        Ok(())
    }

    fn level<'d>(&'d self, definition: &'d Definition, at: usize) -> Option<&'d Level> {
        self.levels.get(&at).or_else(|| definition.levels.get(&at))
    }

    fn start(&self, definition: &Definition, at: usize) -> u32 {
        self.starts.get(&at).copied().or(self.level(definition, at).map(|level| level.start)).unwrap_or(0)
    }

    /// What a level prints.
    fn printed(&self, definition: &Definition, at: usize, counts: &[Option<u32>; LEVELS]) -> String {
        let Some(level) = self.level(definition, at).filter(|level| level.format != "bullet") else { return String::new() };
        let mut out = String::new();
        let mut text = level.text.chars().peekable();
        while let Some(c) = text.next() {
            let named = text.peek().filter(|_| c == '%').and_then(|digit| digit.to_digit(10)).and_then(|digit| digit.checked_sub(1));
            let Some(named) = named.map(|named| named as usize) else {
                out.push(c);
                continue;
            };
            text.next();
            // A level that was not counted yet is printed with its start.
            let number = counts[named].unwrap_or_else(|| self.start(definition, named));
            let format = self.level(definition, named).filter(|_| !level.is_legal).map_or("decimal", |level| level.format.as_str());
            out.push_str(&numeral(format, number));
        }
        if out.len() <= LONGEST { out } else { String::new() }
    }
}

impl Level {
    fn read(xml: &mut Xml<'_>) -> Result<Self, Error> {
        let mut level = Self::default();
        while let Some(element) = xml.child()? {
            match element.name() {
                "start" => level.start = element.number("val").unwrap_or(0),
                "numFmt" => level.format = element.value().unwrap_or_default(),
                "lvlText" => level.text = element.value().filter(|text| text.len() <= LONGEST).unwrap_or_default(),
                "lvlRestart" => level.restart = element.number("val"),
                "isLgl" => level.is_legal = element.is_on(),
                "pStyle" => level.style = element.value(),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(level)
    }
}
