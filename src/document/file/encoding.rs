//! Which encoding a file is in: what the caller says, else its mark, else UTF-8 where its beginning is that, else what it declares, else a
//! guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8};

/// So many bytes are looked at.
pub const HEAD: usize = 64 << 10;
/// A declaration stands in the first lines.
const DECLARATION: usize = 2 << 10;
/// So many sound characters of UTF-8 to one bad byte: damaged UTF-8, not another encoding. Text in GBK has about one to one.
const SOUND: usize = 4;

/// An encoding, and who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The encoding.
    pub encoding: &'static Encoding,
    /// What it is known by.
    pub told: Told,
}

/// No encoding of Chinese text is told by the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unknown {
    /// A zero byte stands in them, as in no text but UTF-16.
    ZeroByte,
    /// They are most like another encoding, which no Chinese report comes in.
    Nearest(&'static str),
}

/// What an encoding is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Told {
    /// The caller.
    Caller,
    /// A byte-order mark.
    Mark,
    /// The bytes are UTF-8.
    Bytes,
    /// `charset=gb2312`, `encoding="GBK"`.
    Declared,
    /// Only what the bytes are most like.
    Guess,
}

/// The encoding of a file that begins with `head`; `whole` where that is all of it, `asked` what the caller says.
///
/// # Errors
/// No encoding of Chinese text is told by the bytes.
pub fn find(head: &[u8], whole: bool, asked: Option<&'static Encoding>) -> Result<Found, Unknown> {
    let found = |encoding, told| Ok(Found { encoding, told });
    if let Some(asked) = asked {
        return found(asked, Told::Caller);
    }
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return found(encoding, Told::Mark);
    }
    // GB18030 has a mark of its own.
    if head.starts_with(b"\x84\x31\x95\x33") {
        return found(GB18030, Told::Mark);
    }
    if is_utf8(head, whole) {
        return found(UTF_8, Told::Bytes);
    }
    if head.contains(&0) {
        return Err(Unknown::ZeroByte);
    }
    if let Some(encoding) = declared(head) {
        return found(encoding, Told::Declared);
    }
    let nearest = nearest(head, whole);
    // A file that was cut inside a character has half of one at its end, which no encoding has.
    let guess = chinese(nearest).or_else(|| chinese(self::nearest(head, false)));
    guess.map_or(Err(Unknown::Nearest(nearest.name())), |encoding| found(encoding, Told::Guess))
}

/// The encoding that bytes are most like; `ended` where no character goes on behind them.
fn nearest(head: &[u8], ended: bool) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, ended);
    detector.guess(None, Utf8Detection::Deny)
}

/// The encodings that Chinese reports come in; GBK is read as what it grew into.
fn chinese(encoding: &'static Encoding) -> Option<&'static Encoding> {
    if encoding == GBK { Some(GB18030) } else { [GB18030, BIG5].into_iter().find(|known| *known == encoding) }
}

/// Whether bytes are UTF-8, a character cut at the end of the head aside, or UTF-8 that was damaged here and there.
fn is_utf8(head: &[u8], whole: bool) -> bool {
    match std::str::from_utf8(head) {
        Ok(_) => return true,
        Err(error) if error.error_len().is_none() && !whole => return true,
        Err(_) => {}
    }
    let (mut sound, mut bad) = (0, 0);
    let mut chunks = head.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        let cut = chunks.peek().is_none() && !whole && chunk.invalid().len() < 4;
        bad += usize::from(!chunk.invalid().is_empty() && !cut);
    }
    bad == 0 || sound >= bad * SOUND
}

/// The encoding that a page or a file declares: `<meta charset=gb2312>`, `<?xml encoding="GBK"?>`.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = head[..head.len().min(DECLARATION)].to_ascii_lowercase();
    ["charset", "encoding", "coding"].iter().find_map(|word| {
        let behind = head.windows(word.len()).position(|window| window == word.as_bytes())? + word.len();
        let rest = head[behind..].trim_ascii_start();
        let rest = rest.strip_prefix(b"=").or(rest.strip_prefix(b":"))?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
        let len = rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))).unwrap_or(rest.len());
        Encoding::for_label(&rest[..len]).and_then(chinese)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "序号|重点工作|完成情况\n1|新增国家高新技术企业500家|新增高新技术企业三百余家\n";

    fn told(head: &[u8]) -> (&'static str, Told) {
        let found = find(head, true, None).unwrap();
        (found.encoding.name(), found.told)
    }

    fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[test]
    fn the_mark_comes_first() {
        assert_eq!(told("\u{feff}新增".as_bytes()), ("UTF-8", Told::Mark));
        assert_eq!(told(b"\xff\xfe\xb0\x65"), ("UTF-16LE", Told::Mark));
        assert_eq!(told(b"\xfe\xff\x65\xb0"), ("UTF-16BE", Told::Mark));
        assert_eq!(told(b"\x84\x31\x95\x33\xd0\xc2"), ("gb18030", Told::Mark));
    }

    #[test]
    fn utf8_is_told_by_its_bytes_even_cut_or_damaged() {
        assert_eq!(told(TEXT.as_bytes()), ("UTF-8", Told::Bytes));
        let cut = &TEXT.as_bytes()[..TEXT.find('家').unwrap() + 2];
        assert_eq!(find(cut, false, None).unwrap().told, Told::Bytes);
        let mut damaged = TEXT.as_bytes().to_vec();
        damaged[20] = 0xff;
        damaged.truncate(damaged.len() - 2);
        assert_eq!(told(&damaged), ("UTF-8", Told::Bytes));
    }

    #[test]
    fn what_is_declared_beats_a_guess() {
        let traditional = encoded("重點工作：新增企業5家", BIG5);
        for declaration in ["<meta charset=Big5>", "<?xml version=\"1.0\" encoding='big5' ?>", "# -*- coding: big5 -*-"] {
            assert_eq!(told(&[declaration.as_bytes(), &traditional].concat()), ("Big5", Told::Declared), "{declaration}");
        }
        let simplified = encoded(TEXT, GBK);
        assert_eq!(told(&[b"<meta charset=\"gb2312\">", &simplified[..]].concat()), ("gb18030", Told::Declared));
        // A page that declares what it is not was converted, or never was.
        assert_eq!(told(&[b"<meta charset=\"utf-8\">", &simplified[..]].concat()), ("gb18030", Told::Guess));
    }

    #[test]
    fn the_rest_is_a_guess() {
        assert_eq!(told(&encoded(TEXT, GBK)), ("gb18030", Told::Guess));
        assert_eq!(
            told(&encoded("重點工作：新增高新技術企業五百家,完成投資八億元,增長百分之八,促進國家區域經濟發展。", BIG5)),
            ("Big5", Told::Guess)
        );
    }

    #[test]
    fn a_text_that_is_cut_inside_a_character_is_told() {
        for (text, encoding, name) in
            [(TEXT, GBK, "gb18030"), ("重點工作：新增高新技術企業五百家,完成投資八億元,增長百分之八,促進區域經濟發展", BIG5, "Big5")]
        {
            let mut cut = encoded(text.trim_end(), encoding);
            cut.pop();
            assert_eq!(told(&cut), (name, Told::Guess));
        }
    }

    #[test]
    fn what_no_chinese_report_comes_in_is_refused() {
        let message = find("Année financière, été, modèle, forêt".chars().map(|c| c as u8).collect::<Vec<u8>>().as_slice(), true, None);
        assert_eq!(message, Err(Unknown::Nearest("windows-1252")));
        assert_eq!(find(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", true, None), Err(Unknown::ZeroByte));
        assert_eq!(find(b"\xff\0", true, Some(BIG5)).unwrap().told, Told::Caller);
    }
}
