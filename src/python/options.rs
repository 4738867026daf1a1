//! How sources are read, as Python asks for it.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use super::failure::of_lexicon;
use crate::{Decimal, Extractor, Lexicon, Scheme, Thresholds};

/// The keywords of Python, as a mapping.
#[derive(Debug, FromPyObject)]
#[pyo3(from_item_all)]
pub(super) struct Asked {
    /// Names and texts of a user's words, each on top of those before it.
    lexicon: Vec<(String, String)>,
    scheme: String,
    encoding: Option<String>,
    rivals: bool,
    commitments: bool,
    figures: bool,
    explain: bool,
    tolerance: Option<String>,
    ahead: Option<String>,
    slack: Option<String>,
}

/// How sources are read.
#[derive(Debug, Clone)]
pub(super) struct Options {
    pub(super) extractor: Extractor,
    pub(super) scheme: &'static Scheme,
    pub(super) thresholds: Thresholds,
    pub(super) encoding: Option<&'static Encoding>,
}

/// The encodings that Chinese text comes in, by their names.
const ENCODINGS: [(&str, &Encoding); 8] = [
    ("utf-8", UTF_8),
    ("utf8", UTF_8),
    ("utf-16le", UTF_16LE),
    ("utf-16be", UTF_16BE),
    ("gb18030", GB18030),
    ("gbk", GB18030),
    ("gb2312", GB18030),
    ("big5", BIG5),
];

impl Options {
    /// The options, or an exception that says which is wrong and what would be right.
    pub(super) fn of(py: Python<'_>, asked: Asked) -> PyResult<Self> {
        let mut extractor =
            Extractor::new().rivals(asked.rivals).commitments(asked.commitments).figures(asked.figures).explain(asked.explain);
        let mut lexicon: Option<Lexicon> = None;
        for (name, text) in &asked.lexicon {
            let below = lexicon.as_ref().unwrap_or_else(|| Lexicon::builtin());
            lexicon = Some(below.with_toml(name, text).map_err(|error| of_lexicon(py, name, &error))?);
        }
        if let Some(lexicon) = lexicon {
            extractor = extractor.with_lexicon(lexicon);
        }
        if let Some(tolerance) = asked.tolerance {
            extractor = extractor.tolerance(share("tolerance", &tolerance)?);
        }
        let scheme = Scheme::named(&asked.scheme).ok_or_else(|| {
            let names: Vec<&str> = Scheme::all().iter().map(|scheme| scheme.name).collect();
            PyValueError::new_err(format!("{:?} is no scheme; there are {}", asked.scheme, names.join(", ")))
        })?;
        let mut thresholds = Thresholds::default();
        if let Some(ahead) = asked.ahead {
            thresholds.ahead = share("ahead", &ahead)?;
        }
        if let Some(slack) = asked.slack {
            thresholds.slack = share("slack", &slack)?;
        }
        Ok(Self { extractor, scheme, thresholds, encoding: asked.encoding.map(|name| encoding(&name)).transpose()? })
    }
}

fn encoding(name: &str) -> PyResult<&'static Encoding> {
    let known = ENCODINGS.iter().find(|(known, _)| *known == name.to_ascii_lowercase().replace('_', "-"));
    known.map(|(_, encoding)| *encoding).ok_or_else(|| {
        let names: Vec<&str> = ENCODINGS.iter().map(|(name, _)| *name).collect();
        PyValueError::new_err(format!("{name:?} is no encoding that reports come in; there are {}", names.join(", ")))
    })
}

fn share(what: &str, text: &str) -> PyResult<Decimal> {
    let share = text.parse::<Decimal>().ok().filter(|share| (Decimal::ZERO..=Decimal::ONE).contains(share));
    share.ok_or_else(|| PyValueError::new_err(format!("{what} is {text}; a share from 0 to 1 would be right, such as 0.05")))
}
