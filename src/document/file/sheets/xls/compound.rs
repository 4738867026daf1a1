//! A compound file: a disk in a file, with sectors, tables of which sector follows which, and a directory (MS-CFB).
//!
//! A chain of sectors has no more of them than the file, so that none goes round; no stream is larger than the file.

use crate::error::Error;

const END: u32 = 0xffff_fff9;
/// Where the header says which sectors the first part of the table is in, and how many it names.
const FIRST: (usize, usize) = (0x4c, 109);
const ENTRY: usize = 128;

fn broken(what: &str) -> Error {
    Error::broken("xls", what)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).filter_map(|bytes| u32_at(bytes, 0))
}

struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    /// Which sector follows each.
    next: Vec<u32>,
}

/// The first stream that has one of the names.
pub(super) fn stream(bytes: &[u8], names: &[&str]) -> Result<Vec<u8>, Error> {
    let header = |at| u32_at(bytes, at).ok_or_else(|| broken("its header is cut short"));
    let sector = match u16_at(bytes, 0x1e) {
        Some(9) => 512,
        Some(12) => 4096,
        _ => return Err(broken("its sectors have neither 512 nor 4096 bytes")),
    };
    let mut file = Compound { bytes, sector, next: Vec::new() };
    file.read_table(header(0x44)?)?;
    let directory = file.chain(header(0x30)?)?;
    let entry = names.iter().find_map(|name| directory.chunks_exact(ENTRY).find(|entry| is_stream(entry, name)));
    let entry = entry.ok_or_else(|| broken("it has no stream named Workbook"))?;
    let (start, size) = (u32_at(entry, 116), u32_at(entry, 120));
    let (Some(start), Some(size)) = (start, size.map(|size| size as usize)) else { return Err(broken("its directory is cut short")) };
    let mut stream = if size < header(0x38)? as usize {
        let root = directory.get(..ENTRY).and_then(|root| u32_at(root, 116)).ok_or_else(|| broken("its directory is cut short"))?;
        let next: Vec<u32> = numbers(&file.chain(header(0x3c)?)?).collect();
        small(&file.chain(root)?, &next, start)?
    } else {
        file.chain(start)?
    };
    stream.truncate(size);
    Ok(stream)
}

fn is_stream(entry: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    entry.get(66) == Some(&2) && u16_at(entry, 64) == Some(name.len() as u16) && entry.starts_with(&name)
}

impl Compound<'_> {
    fn sector(&self, number: u32) -> Result<&[u8], Error> {
        let from = (number as usize).checked_add(1).and_then(|number| number.checked_mul(self.sector));
        // The last sector of a file may be cut short.
        let sector = from.and_then(|from| self.bytes.get(from..from.saturating_add(self.sector).min(self.bytes.len())));
        sector.ok_or_else(|| broken("it is cut short: it names sectors behind its end"))
    }

    /// How many sectors the file has, at most.
    fn count(&self) -> usize {
        self.bytes.len() / self.sector + 1
    }

    /// Reads the table of which sector follows which. The header names its first sectors, a chain that begins at `more` the others.
    fn read_table(&mut self, mut more: u32) -> Result<(), Error> {
        let first = self.bytes.get(FIRST.0..FIRST.0 + 4 * FIRST.1).ok_or_else(|| broken("its header is cut short"))?;
        let mut parts: Vec<u32> = numbers(first).filter(|&sector| sector <= END).collect();
        let mut read = 0;
        while more <= END {
            let sector = self.sector(more)?;
            let (names, next) = sector.split_at(self.sector.min(sector.len()).saturating_sub(4));
            parts.extend(numbers(names).filter(|&sector| sector <= END));
            more = u32_at(next, 0).unwrap_or(u32::MAX);
            read += 1;
            if read > self.count() || parts.len() > self.count() {
                return Err(broken("its table of sectors goes round"));
            }
        }
        let mut next = Vec::new();
        for part in parts {
            next.extend(numbers(self.sector(part)?));
            if next.len() >= self.count() {
                break;
            }
        }
        self.next = next;
        Ok(())
    }

    /// The bytes of a chain of sectors.
    fn chain(&self, start: u32) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        let mut sector = start;
        for _ in 0..=self.count() {
            if sector > END {
                return Ok(bytes);
            }
            bytes.extend_from_slice(self.sector(sector)?);
            sector = self.next.get(sector as usize).copied().unwrap_or(u32::MAX);
        }
        Err(broken("a chain of its sectors goes round"))
    }
}

/// The bytes of a small stream, which a stream of small sectors holds.
fn small(holder: &[u8], next: &[u32], start: u32) -> Result<Vec<u8>, Error> {
    const SECTOR: usize = 64;
    let mut bytes = Vec::new();
    let mut sector = start;
    for _ in 0..=holder.len() / SECTOR {
        if sector > END {
            return Ok(bytes);
        }
        let from = (sector as usize).saturating_mul(SECTOR);
        bytes.extend_from_slice(holder.get(from..holder.len().min(from.saturating_add(SECTOR))).unwrap_or_default());
        sector = next.get(sector as usize).copied().unwrap_or(u32::MAX);
    }
    Err(broken("a chain of its small sectors goes round"))
}
