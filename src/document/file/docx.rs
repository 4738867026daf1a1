//! Stub.

use super::rendering::Rendering;
use crate::error::{Error, Kind};

/// Reads it.
pub(super) fn read(bytes: &[u8]) -> Result<Rendering, Error> {
    let _ = bytes;
    Err(Error::whole(Kind::FormatIsOff { format: "docx".to_owned() }))
}
