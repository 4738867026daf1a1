//! Which parts of a package hold the text, the styles, the lists and the notes: what its relationships say.

use std::collections::HashMap;

use super::xml::Xml;
use crate::document::file::package::Package;
use crate::error::Error;

/// The part that holds the text where the package does not say it.
const DOCUMENT: &str = "word/document.xml";

/// The kinds of parts that are read.
const KINDS: [&str; 5] = ["officeDocument", "styles", "numbering", "footnotes", "endnotes"];

/// The names of the parts that are read.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) document: String,
    pub(super) styles: String,
    pub(super) numbering: String,
    pub(super) footnotes: String,
    pub(super) endnotes: String,
}

impl Parts {
    /// Finds them.
    pub(super) fn find(package: &mut Package<'_>) -> Result<Self, Error> {
        let document = related(package, "")?.remove("officeDocument").unwrap_or_else(|| DOCUMENT.to_owned());
        let mut related = related(package, &document)?;
        let mut part = |kind: &str| related.remove(kind).unwrap_or_else(|| beside(&document, &format!("{kind}.xml")));
        Ok(Self {
            styles: part("styles"),
            numbering: part("numbering"),
            footnotes: part("footnotes"),
            endnotes: part("endnotes"),
            document,
        })
    }
}

/// The parts that a part is related to, or the package itself, by the last word of the kind, which is the same in the transitional and the strict form.
fn related(package: &mut Package<'_>, part: &str) -> Result<HashMap<String, String>, Error> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let name = beside(part, &format!("_rels/{file}.rels"));
    let mut parts = HashMap::new();
    let Some(text) = package.xml(&name)? else { return Ok(parts) };
    let mut xml = Xml::new(&text, &name);
    if !xml.enter("Relationships")? {
        return Ok(parts);
    }
    while let Some(element) = xml.child()? {
        let kind = element.attribute("Type").unwrap_or_default();
        let kind = kind.rsplit('/').next().unwrap_or_default();
        if let Some(target) = element.attribute("Target").filter(|target| KINDS.contains(&kind) && !target.contains(char::is_control)) {
            parts.entry(kind.to_owned()).or_insert_with(|| beside(&format!("{folder}/"), &target));
        }
        xml.skip()?;
    }
    Ok(parts)
}

/// The name of a part as another part names it.
fn beside(part: &str, target: &str) -> String {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            ".." => drop(path.pop()),
            "." | "" => {}
            _ => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_from_one_another() {
        assert_eq!(beside("word/document.xml", "styles.xml"), "word/styles.xml");
        assert_eq!(beside("word/document.xml", "../styles.xml"), "styles.xml");
        assert_eq!(beside("word/document.xml", "/a/b.xml"), "a/b.xml");
        assert_eq!(beside("", "_rels/.rels"), "_rels/.rels");
    }
}
