//! What the fuzz targets share: the checks of `tests/holds`, and reports made of phrases.

#[path = "../../tests/holds/mod.rs"]
pub mod holds;
pub mod documents;
pub mod phrases;
