//! Stub.

use super::rendering::Rendering;
use crate::error::{Error, Kind};

pub(super) fn xlsx(bytes: &[u8]) -> Result<Rendering, Error> {
    let _ = bytes;
    Err(Error::whole(Kind::FormatIsOff { format: "xlsx".to_owned() }))
}

pub(super) fn xls(bytes: &[u8]) -> Result<Rendering, Error> {
    let _ = bytes;
    Err(Error::whole(Kind::FormatIsOff { format: "xls".to_owned() }))
}

pub(super) fn ods(bytes: &[u8]) -> Result<Rendering, Error> {
    let _ = bytes;
    Err(Error::whole(Kind::FormatIsOff { format: "ods".to_owned() }))
}
