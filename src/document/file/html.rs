//! Stub.

use super::rendering::Rendering;
use crate::error::{Error, Kind};

/// Reads it.
pub(super) fn read(page: &str) -> Result<Rendering, Error> {
    let _ = page;
    Err(Error::whole(Kind::FormatIsOff { format: "html".to_owned() }))
}
