//! From what is printed to what can be read.
//!
//! Half of what is published sits on mirror pages that put each character into Traditional script with its pronunciation behind it:
//! `新增國家高新技術(shù)企業(yè)500家`. [`Readable`] is such a text without the glosses, in Simplified script and with ASCII digits, letters
//! and percent signs, together with a map from every readable offset back to the printed bytes. A text that is readable as it stands
//! is borrowed.

mod charset;
mod gloss;
mod offset;
mod script;

use std::borrow::Cow;

use memchr::memchr_iter;

use crate::span::Span;
pub(crate) use charset::CharSet;
use offset::OffsetMap;
pub(crate) use script::is_han;

/// A line without the marks that Markdown puts around a heading: `## 一、…`, `**一、…**`.
pub(crate) fn unmarked(text: &str) -> &str {
    text.trim().trim_start_matches(['#', '>', '*', ' ']).trim_end_matches(['*', '#', ' '])
}

/// A text without white space, and where each of its bytes stood, with where the text ends behind them.
pub(crate) fn compact(text: &str) -> (String, Vec<usize>) {
    let (mut said, mut places) = (String::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        said.push(c);
        places.extend(at..at + c.len_utf8());
    }
    places.push(text.len());
    (said, places)
}

/// A text as one reads it, and where each of its bytes was printed.
#[derive(Debug, Clone)]
pub(crate) struct Readable<'a> {
    text: Cow<'a, str>,
    map: OffsetMap,
    damage: Vec<usize>,
    /// White space that was left out: where, how many printed bytes, and how many ends of lines.
    joints: Vec<Joint>,
}

/// White space that is not read, because a line goes on behind it.
#[derive(Debug, Clone, Copy)]
struct Joint {
    at: usize,
    bytes: usize,
    lines: usize,
}

impl<'a> Readable<'a> {
    /// Reads `source`, whose first byte stands at `base` of the whole document.
    pub(crate) fn new(source: &'a str, base: usize) -> Self {
        match first_change(source) {
            None => Self { text: Cow::Borrowed(source), map: OffsetMap::shift(base), damage: Vec::new(), joints: Vec::new() },
            Some(at) => rewrite(source, base, at),
        }
    }

    /// The readable text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The printed bytes of a readable span, the gloss of its last character included.
    pub(crate) fn printed(&self, span: Span) -> Span {
        let behind = self.joints.binary_search_by_key(&span.to, |joint| joint.at).map_or(0, |at| self.joints[at].bytes);
        Span::new(self.map.source(span.from), self.map.source(span.to) - behind)
    }

    /// The readable offset of a printed one; inside a gloss the end of its character.
    pub(crate) fn read(&self, printed: usize) -> usize {
        self.map.readable(printed).min(self.text.len())
    }

    /// The ends of lines: each stands in front of the place that is given, or just before it.
    pub(crate) fn line_ends(&self) -> Vec<usize> {
        let mut ends: Vec<usize> = memchr_iter(b'\n', self.text.as_bytes()).collect();
        if !self.joints.is_empty() {
            ends.extend(self.joints.iter().flat_map(|joint| std::iter::repeat_n(joint.at.saturating_sub(1), joint.lines)));
            ends.sort_unstable();
        }
        ends
    }

    /// The text without the white space at `gaps`, which stand in order: lines that go on are joined.
    pub(crate) fn joined(self, gaps: &[Span]) -> Readable<'static> {
        let mut text = String::with_capacity(self.text.len());
        let mut map = OffsetMap::shift(self.map.source(0));
        let mut joints = Vec::with_capacity(gaps.len());
        let mut damage = self.damage.iter().copied().peekable();
        let mut moved = Vec::with_capacity(self.damage.len());
        let mut at = 0;
        for gap in gaps.iter().copied().chain([Span::new(self.text.len(), self.text.len())]) {
            for (readable, source) in self.map.steps_in(at, gap.from) {
                map.note(text.len() + readable - at, source);
            }
            while let Some(lost) = damage.next_if(|&lost| lost <= gap.from) {
                moved.push(text.len() + lost.saturating_sub(at));
            }
            text.push_str(&self.text[at..gap.from]);
            at = gap.to;
            if !gap.is_empty() {
                let bytes = self.map.source(gap.to) - self.map.source(gap.from);
                joints.push(Joint { at: text.len(), bytes, lines: gap.of(&self.text).matches('\n').count() });
                map.note(text.len(), self.map.source(gap.to));
            }
        }
        Readable { text: Cow::Owned(text), map, damage: moved, joints }
    }

    /// The text with nothing borrowed.
    pub(crate) fn into_owned(self) -> Readable<'static> {
        Readable { text: Cow::Owned(self.text.into_owned()), map: self.map, damage: self.damage, joints: self.joints }
    }

    /// Whether noise was dropped, or a character is lost, inside the readable span.
    pub(crate) fn damaged(&self, span: Span) -> bool {
        self.damage.iter().any(|&at| span.from <= at && at <= span.to)
    }
}

/// What stands at one place of a printed text.
enum Printed {
    /// A character that is read as it stands.
    Same,
    /// A character that is read as another one.
    Read(char),
    /// Bytes that are not read: a gloss, an invisible mark.
    Skip(usize),
    /// Bytes that a broken conversion left behind.
    Noise(usize),
    /// A character that stands for one that is not known. It stays: who drops it from 1�0家 has made a number up.
    Lost,
}

fn look(source: &str, at: usize, c: char, before: Option<char>) -> Printed {
    match c {
        '(' | '（' if before.is_some_and(script::is_han) => gloss::gloss(&source[at..]).map_or(Printed::Same, Printed::Skip),
        // 500[2]家, 8.5%②: a footnote's mark is no part of the text.
        '[' | '［' if before.is_some_and(|before| !before.is_whitespace()) => footnote(&source[at..]).map_or(Printed::Same, Printed::Skip),
        '①'..='⑳' if before.is_some_and(|before| before.is_ascii_digit() || before == '%') => Printed::Skip(c.len_utf8()),
        '?' => gloss::orphan(&source[at..]).map_or(Printed::Same, Printed::Noise),
        // Zero-width and direction marks, and a byte-order mark inside the text.
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' | '\u{61c}' => {
            Printed::Skip(c.len_utf8())
        }
        // Marks that choose a variant of the character in front.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => Printed::Skip(c.len_utf8()),
        c if lost(c) => Printed::Lost,
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '＋' | '．' => match fold(c) {
            Some(ascii) => Printed::Read(ascii),
            None => Printed::Same,
        },
        c if c >= '\u{3400}' => script::simplified(c).map_or(Printed::Same, Printed::Read),
        _ => Printed::Same,
    }
}

/// The mark of a footnote that a text begins with: one or two digits in square brackets. Returns its length in bytes.
fn footnote(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(['[', '［'])?;
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let close = inner.char_indices().take(3).find(|&(_, c)| !digit(c)).filter(|&(at, c)| at > 0 && matches!(c, ']' | '］'))?;
    Some(text.len() - inner.len() + close.0 + close.1.len_utf8())
}

/// Whether a character tells nothing of what was printed: the replacement character, a control character, or one of a font's own. The
/// bullets of symbol fonts (U+F000 to U+F0FF, as word processors save them) are what they are.
pub(crate) fn lost(c: char) -> bool {
    match c {
        '\u{20}'..='\u{7e}' => false,
        ..'\u{20}' | '\u{7f}'..='\u{9f}' => !c.is_whitespace(),
        '\u{e000}'..='\u{efff}' | '\u{f100}'..='\u{f8ff}' | '\u{fffd}' | '\u{f0000}'.. => true,
        _ => false,
    }
}

/// The ASCII form of a full-width character.
fn fold(c: char) -> Option<char> {
    char::from_u32((c as u32).checked_sub(0xfee0)?).filter(char::is_ascii_graphic)
}

/// The characters that may be read as something else than they are, a bit each: of a clean text two in a hundred are looked at more closely.
static CHANGING: CharSet = CharSet::of(&["(（[［?\u{ad}\u{61c}\u{feff}\u{fffd}％＋．", script::TRADITIONAL])
    .and_range('\u{200b}', '\u{200f}')
    .and_range('\u{202a}', '\u{202e}')
    .and_range('\u{2060}', '\u{206f}')
    .and_range('\u{fe00}', '\u{fe0f}')
    .and_range('①', '⑳')
    .and_range('０', '９')
    .and_range('Ａ', 'Ｚ')
    .and_range('ａ', 'ｚ')
    // What is lost: control characters but white space, and those of a font's own.
    .and_range('\0', '\u{8}')
    .and_range('\u{e}', '\u{1f}')
    .and_range('\u{7f}', '\u{84}')
    .and_range('\u{86}', '\u{9f}')
    .and_range('\u{e000}', '\u{efff}')
    .and_range('\u{f100}', '\u{f8ff}');

/// The next character at or behind `from` that may change.
fn next_change(source: &str, from: usize) -> Option<(usize, char)> {
    let at = CHANGING.find(source, from)?;
    source[at..].chars().next().map(|c| (at, c))
}

/// The offset of the first character that is not read as it stands.
fn first_change(source: &str) -> Option<usize> {
    let mut from = 0;
    while let Some((at, c)) = next_change(source, from) {
        if !matches!(look(source, at, c, source[..at].chars().next_back()), Printed::Same) {
            return Some(at);
        }
        from = at + c.len_utf8();
    }
    None
}

fn rewrite(source: &str, base: usize, from: usize) -> Readable<'static> {
    let mut text = String::with_capacity(source.len());
    let mut map = OffsetMap::shift(base);
    let mut damage = Vec::new();
    let mut at = 0;
    let mut next = source[from..].chars().next().map(|c| (from, c));
    while let Some((place, c)) = next {
        text.push_str(&source[at..place]);
        at = place;
        let read = text.len();
        match look(source, at, c, text.chars().next_back()) {
            Printed::Same => {
                text.push(c);
                at += c.len_utf8();
            }
            Printed::Read(read) => {
                text.push(read);
                at += c.len_utf8();
            }
            Printed::Skip(len) => at += len,
            Printed::Noise(len) => {
                damage.push(text.len());
                at += len;
            }
            Printed::Lost => {
                damage.push(text.len());
                text.push(c);
                at += c.len_utf8();
            }
        }
        // What is read as another character of its length goes on in step.
        if at - place != text.len() - read {
            map.note(text.len(), base + at);
        }
        next = next_change(source, at);
    }
    text.push_str(&source[at..]);
    Readable { text: Cow::Owned(text), map, damage, joints: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_through_glosses_and_points_back_at_the_printed_bytes() {
        let source = "新增國家高新技術(shù)企業(yè)500家、科技型";
        let read = Readable::new(source, 100);
        assert_eq!(read.text(), "新增国家高新技术企业500家、科技型");
        let at = read.text().find("企业").unwrap();
        let printed = read.printed(Span::new(at, at + "企业".len()));
        assert_eq!(&source[printed.from - 100..printed.to - 100], "企業(yè)");
    }

    #[test]
    fn the_mark_of_a_footnote_is_not_read() {
        for (printed, read) in [
            ("新增企业500[2]家", "新增企业500家"),
            ("地区生产总值［１］增长", "地区生产总值增长"),
            ("地区生产总值[3]增长8.5%②以上", "地区生产总值增长8.5%以上"),
        ] {
            assert_eq!(Readable::new(printed, 0).text(), read);
        }
        for text in ["[2]本表为快报数", "国发[2016]5号", "新增[约]5家", "①新建学校5所②改造食堂", "第3[a]"] {
            assert_eq!(Readable::new(text, 0).text(), text);
        }
        let read = Readable::new("500[2]家", 0);
        assert_eq!(read.printed(Span::new(0, "500家".len())), Span::new(0, "500[2]家".len()));
    }

    #[test]
    fn keeps_real_parentheses() {
        for text in ["共1548辆(含临平区)", "护理员129人(任务100人)", "区发改局 (金融办)", "(yīn)", "变(yin)更"] {
            assert_eq!(Readable::new(text, 0).text(), text);
        }
    }

    #[test]
    fn drops_what_a_broken_conversion_left_and_says_so() {
        let read = Readable::new("得到人民日?qǐng)?bào)、新華社", 0);
        assert_eq!(read.text(), "得到人民日、新华社");
        assert!(read.damaged(Span::new(0, read.text().len())));
        assert!(!read.damaged(Span::new(0, "得到".len())));
        assert_eq!(Readable::new("完成了吗?(是)", 0).text(), "完成了吗?(是)");
    }

    #[test]
    fn folds_full_width_forms_one_character_for_one() {
        let source = "增长５.１％以上";
        let read = Readable::new(source, 0);
        assert_eq!(read.text(), "增长5.1%以上");
        let at = read.text().find("5.1%").unwrap();
        assert_eq!(read.printed(Span::new(at, at + 4)).of(source), "５.１％");
    }

    #[test]
    fn only_characters_that_may_change_are_looked_at() {
        for c in '\0'..='\u{2ffff}' {
            let source = format!("{c}qǐng)");
            for before in [None, Some('報')] {
                let same = matches!(look(&source, 0, c, before), Printed::Same);
                assert!(same || CHANGING.has(c), "{c:?}");
            }
        }
    }

    #[test]
    fn invisible_marks_are_read_over_and_their_bytes_kept() {
        let source = "新增\u{200b}5\u{2060}0\u{202c}0\u{2069}家\u{fe00}企\u{61c}业";
        let read = Readable::new(source, 0);
        assert_eq!(read.text(), "新增500家企业");
        assert_eq!(read.printed(Span::new("新增".len(), "新增500".len())).of(source), "5\u{2060}0\u{202c}0\u{2069}");
        assert!(!read.damaged(Span::new(0, read.text().len())));
    }

    #[test]
    fn a_lost_character_stays_and_is_damage() {
        for source in ["新增1\u{fffd}0家", "新增1\u{e001}0家", "新增1\u{1}0家", "新增1\u{7f}0家", "新增1\u{90}0家", "新增1\u{10fffd}0家"]
        {
            let read = Readable::new(source, 0);
            assert_eq!(read.text(), source);
            assert!(read.damaged(Span::new(0, source.len())) && !read.damaged(Span::new(0, "新".len())), "{source:?}");
        }
        for source in ["\u{f0b7}新增5家", "新增\t5家\u{b}\u{c}\r\n"] {
            assert!(!Readable::new(source, 0).damaged(Span::new(0, source.len())), "{source:?}");
        }
    }

    #[test]
    fn lines_that_go_on_are_joined_and_keep_their_places() {
        let source = "實(shí)際完\n  成4.36亿元,\n新增5家";
        let read = Readable::new(source, 10);
        let from = read.text().find('\n').unwrap();
        let joined = read.joined(&[Span::new(from, from + 3)]);
        assert_eq!(joined.text(), "实际完成4.36亿元,\n新增5家");
        let printed = |said: &str| {
            let at = joined.text().find(said).unwrap();
            let span = joined.printed(Span::new(at, at + said.len()));
            &source[span.from - 10..span.to - 10]
        };
        assert_eq!((printed("实际完"), printed("完成"), printed("成4.36亿元")), ("實(shí)際完", "完\n  成", "成4.36亿元"));
        let line = |said: &str| joined.line_ends().partition_point(|&end| end < joined.text().find(said).unwrap());
        assert_eq!((line("完成"), line("成4"), line("新增")), (0, 1, 2));
    }

    #[test]
    fn borrows_what_is_readable_already() {
        let source = "新增孵化载体30个,创建“大孵化器”。著名的乾县";
        assert!(matches!(Readable::new(source, 0).text, Cow::Borrowed(_)));
    }
}
