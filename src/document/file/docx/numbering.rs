//! The numbers of list paragraphs, which stand in no text: `（一）`, `1.`, `第三条`.

use std::collections::HashMap;

use super::super::xml::{Piece, Xml, attribute, local};
use crate::error::Error;

/// A list has so many levels.
const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    /// `（%1）`: what is printed, with the number of each level.
    text: String,
}

/// The lists of a document, and how far each was counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    kinds: HashMap<String, Vec<Level>>,
    /// The kind of each list, and where it begins to count anew.
    lists: HashMap<String, (String, HashMap<usize, u32>)>,
    /// The list and the level of paragraphs by their style, and the style that it is based on.
    styles: HashMap<String, Style>,
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    begun: HashMap<String, ()>,
}

#[derive(Debug, Clone, Default)]
struct Style {
    list: Option<String>,
    level: Option<usize>,
    based_on: Option<String>,
}

impl Numbering {
    /// Reads the parts that say how lists count.
    pub(super) fn read(numbering: Option<&str>, styles: Option<&str>) -> Result<Self, Error> {
        let mut found = Self::default();
        if let Some(part) = numbering {
            found.read_lists(part)?;
        }
        if let Some(part) = styles {
            found.read_styles(part)?;
        }
        Ok(found)
    }

    fn read_lists(&mut self, part: &str) -> Result<(), Error> {
        let mut xml = Xml::new(part, "docx");
        let (mut kind, mut list, mut level) = (None::<String>, None::<String>, 0_usize);
        while let Some(piece) = xml.next()? {
            let Piece::Start(start) = piece else {
                match piece {
                    Piece::End(name) if name == "abstractNum" => kind = None,
                    Piece::End(name) if name == "num" => list = None,
                    _ => {}
                }
                continue;
            };
            let value = || attribute(&start, "val");
            match local(&start).as_str() {
                "abstractNum" => {
                    kind = attribute(&start, "abstractNumId");
                    if let Some(kind) = &kind {
                        self.kinds.insert(kind.clone(), vec![Level::default(); LEVELS]);
                    }
                }
                "num" => list = attribute(&start, "numId"),
                "abstractNumId" => {
                    if let (Some(list), Some(kind)) = (&list, value()) {
                        self.lists.insert(list.clone(), (kind, HashMap::new()));
                    }
                }
                "lvl" | "lvlOverride" => level = number(attribute(&start, "ilvl")).min(LEVELS - 1),
                "startOverride" => {
                    if let Some((_, anew)) = list.as_ref().and_then(|list| self.lists.get_mut(list)) {
                        anew.insert(level, u32::try_from(number(value())).unwrap_or(1));
                    }
                }
                name @ ("start" | "numFmt" | "lvlText") => {
                    let Some(level) = kind.as_ref().and_then(|kind| self.kinds.get_mut(kind)).map(|levels| &mut levels[level]) else {
                        continue;
                    };
                    match name {
                        "start" => level.start = u32::try_from(number(value())).unwrap_or(1),
                        "numFmt" => level.format = value().unwrap_or_default(),
                        _ => level.text = value().unwrap_or_default(),
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn read_styles(&mut self, part: &str) -> Result<(), Error> {
        let mut xml = Xml::new(part, "docx");
        let mut style: Option<(String, Style)> = None;
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Start(start) => {
                    let value = || attribute(&start, "val");
                    match (local(&start).as_str(), &mut style) {
                        ("style", _) => style = attribute(&start, "styleId").map(|id| (id, Style::default())),
                        ("numId", Some((_, style))) => style.list = value(),
                        ("ilvl", Some((_, style))) => style.level = Some(number(value())),
                        ("basedOn", Some((_, style))) => style.based_on = value(),
                        _ => {}
                    }
                }
                Piece::End(name) if name == "style" => {
                    if let Some((id, style)) = style.take() {
                        self.styles.insert(id, style);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What is printed in front of a paragraph of a style, with the list and the level that it names itself; counts it.
    pub(super) fn next(&mut self, style: Option<&str>, list: Option<&str>, level: Option<usize>) -> String {
        let (mut of_list, mut of_level) = (None, None);
        let mut named = style.map(str::to_owned);
        // Styles are based on each other; a circle has an end.
        for _ in 0..16 {
            let Some(found) = named.as_ref().and_then(|name| self.styles.get(name)) else { break };
            of_list = of_list.or_else(|| found.list.clone());
            of_level = of_level.or(found.level);
            named = found.based_on.clone();
        }
        let Some(list) = list.map(str::to_owned).or(of_list).filter(|list| list != "0") else { return String::new() };
        let level = level.or(of_level).unwrap_or(0).min(LEVELS - 1);
        let Some((kind, anew)) = self.lists.get(&list) else { return String::new() };
        let Some(levels) = self.kinds.get(kind) else { return String::new() };
        let counts = self.counts.entry(kind.clone()).or_insert([None; LEVELS]);
        if self.begun.insert(list, ()).is_none() {
            for (&level, &start) in anew {
                counts[level.min(LEVELS - 1)] = start.checked_sub(1);
            }
        }
        let start = levels[level].start;
        counts[level] = Some(counts[level].map_or(start, |count| count.saturating_add(1)));
        counts[level + 1..].fill(None);
        let mut printed = String::new();
        let mut chars = levels[level].text.chars().peekable();
        while let Some(c) = chars.next() {
            let digit = if c == '%' { chars.peek().and_then(|c| c.to_digit(10)) } else { None };
            match digit.and_then(|digit| usize::try_from(digit).ok()).filter(|digit| (1..=LEVELS).contains(digit)) {
                Some(digit) => {
                    chars.next();
                    let count = counts[digit - 1].unwrap_or(levels[digit - 1].start);
                    printed.push_str(&written(count, &levels[digit - 1].format));
                }
                None => printed.push(c),
            }
        }
        if levels[level].format == "bullet" { String::new() } else { printed }
    }
}

fn number(value: Option<String>) -> usize {
    value.and_then(|value| value.parse().ok()).unwrap_or(0)
}

/// A number as a list prints it.
fn written(count: u32, format: &str) -> String {
    let letter = |first: char| {
        let at = count.checked_sub(1).map_or(0, |at| at % 26);
        char::from_u32(u32::from(first) + at)
            .map(|c| c.to_string().repeat((count.saturating_sub(1) / 26 + 1).min(8) as usize))
            .unwrap_or_default()
    };
    match format {
        "none" => String::new(),
        "decimalFullWidth" => count.to_string().chars().filter_map(|c| char::from_u32(u32::from(c) + 0xfee0)).collect(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&count) => {
            char::from_u32(0x245f + count).map(String::from).unwrap_or_default()
        }
        "decimalZero" => format!("{count:02}"),
        "upperLetter" => letter('A'),
        "lowerLetter" => letter('a'),
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "ideographTraditional" if (1..=10).contains(&count) => {
            "甲乙丙丁戊己庚辛壬癸".chars().nth(count as usize - 1).map(String::from).unwrap_or_default()
        }
        _ if format.starts_with("chinese")
            || format.starts_with("ideograph")
            || format.starts_with("japanese")
            || format.starts_with("taiwanese") =>
        {
            chinese(count)
        }
        _ => count.to_string(),
    }
}

/// 一, 十二, 三十, 一百零五.
fn chinese(count: u32) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |n: u32| DIGITS[(n % 10) as usize];
    let (hundreds, tens, ones) = (count / 100, count / 10 % 10, count % 10);
    match count {
        0 => "零".to_owned(),
        1000.. => count.to_string(),
        _ => {
            let mut text = String::new();
            if hundreds > 0 {
                text.extend([digit(hundreds), '百']);
            }
            match (hundreds, tens) {
                (_, 0) if hundreds > 0 && ones > 0 => text.push('零'),
                (0, 1) => text.push('十'),
                (_, 1..) => text.extend([digit(tens), '十']),
                _ => {}
            }
            if ones > 0 {
                text.push(digit(ones));
            }
            text
        }
    }
}

fn roman(count: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = count.min(3999);
    let mut text = String::new();
    for (value, letters) in STEPS {
        while left >= value {
            text.push_str(letters);
            left -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_lists_print_them() {
        let written = |count, format| super::written(count, format);
        assert_eq!(
            [1, 10, 12, 20, 35, 105, 110].map(|n| written(n, "chineseCounting")),
            ["一", "十", "十二", "二十", "三十五", "一百零五", "一百一十"]
        );
        assert_eq!(
            [written(3, "decimalEnclosedCircle"), written(2, "ideographTraditional"), written(12, "decimalFullWidth")],
            ["③", "乙", "１２"]
        );
        assert_eq!([written(4, "upperRoman"), written(28, "lowerLetter"), written(7, "decimal")], ["IV", "bb", "7"]);
    }

    #[test]
    fn lists_count_by_level_and_by_the_style_of_a_paragraph() {
        let lists = "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='0'>\
                     <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='（%1）'/></w:lvl>\
                     <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%2.'/></w:lvl></w:abstractNum>\
                     <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>\
                     <w:num w:numId='2'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num></w:numbering>";
        let styles = "<w:styles xmlns:w='w'><w:style w:styleId='a'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
                      <w:style w:styleId='b'><w:basedOn w:val='a'/></w:style></w:styles>";
        let mut numbering = Numbering::read(Some(lists), Some(styles)).unwrap();
        assert_eq!(numbering.next(Some("b"), None, None), "（一）");
        assert_eq!(numbering.next(None, Some("1"), Some(1)), "1.");
        assert_eq!(numbering.next(None, Some("1"), Some(1)), "2.");
        assert_eq!(numbering.next(Some("a"), None, None), "（二）");
        assert_eq!(numbering.next(None, Some("1"), Some(1)), "1.");
        assert_eq!(numbering.next(None, Some("2"), Some(0)), "（一）");
        assert_eq!(numbering.next(Some("a"), Some("0"), None), "");
        assert_eq!(numbering.next(None, None, None), "");
    }
}
