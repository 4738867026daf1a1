//! Encodings as the command line names them, and what is said of them.

use clap::ValueEnum;
use dabiao::encoding::{self, Found, Told, Unknown};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

pub(crate) use dabiao::encoding::HEAD;

/// An encoding by name, for the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Charset {
    #[value(name = "utf-8", alias = "utf8")]
    Utf8,
    #[value(name = "utf-16le")]
    Utf16Le,
    #[value(name = "utf-16be")]
    Utf16Be,
    #[value(name = "gb18030", aliases = ["gbk", "gb2312"])]
    Gb18030,
    #[value(name = "big5")]
    Big5,
}

impl Charset {
    pub(crate) fn encoding(self) -> &'static Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Gb18030 => GB18030,
            Self::Big5 => BIG5,
        }
    }
}

/// The encoding of a file that begins with `head`, or what is wrong in words for a person.
pub(crate) fn find(head: &[u8], whole: bool, asked: Option<Charset>) -> Result<Found, String> {
    encoding::find(head, whole, asked.map(Charset::encoding)).map_err(|unknown| match unknown {
        Unknown::ZeroByte => "a zero byte stands in the text; give a text file, not a binary one, or name UTF-16 without a byte-order mark: \
                              --encoding utf-16le or utf-16be"
            .to_owned(),
        Unknown::Nearest(name) => format!(
            "the bytes are not UTF-8, and no Chinese encoding is told by them ({name} came nearest); name it: --encoding gb18030, big5, utf-16le \
             or utf-16be"
        ),
        other => format!("its encoding is not told: {other:?}"),
    })
}

/// What is to be said of an encoding on standard error; nothing of UTF-8.
pub(crate) fn note(found: Found) -> Option<String> {
    let told = match found.told {
        _ if found.encoding == UTF_8 => return None,
        Told::Mark => ", by its byte-order mark",
        Told::Declared => ", as it declares",
        Told::Guess => ", a guess by its first bytes; --encoding names another",
        _ => "",
    };
    Some(format!("read as {}{told}; spans count the bytes of its text in UTF-8", found.encoding.name()))
}
