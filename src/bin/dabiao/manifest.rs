//! `--meta`: columns of the user's own, joined to each report by its file name.

use std::collections::HashMap;
use std::path::Path;

use crate::csv::Records;
use crate::input;
use crate::sources::Source;
use dabiao::tidy::Table;

/// The user's columns, and the row of each file.
#[derive(Debug, Default)]
pub(crate) struct Manifest {
    pub(crate) names: Vec<String>,
    rows: HashMap<String, Vec<String>>,
}

/// The column that is joined by.
const FILE: &str = "file";

impl Manifest {
    /// Reads a manifest, or says what is wrong with it.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let records = Records::read(text, false)?;
        let header = &records.header;
        let Some(file) = records.place(FILE) else {
            return Err(format!("{}, and {FILE} holds the name of each report", records.without(FILE)));
        };
        for (index, name) in header.iter().enumerate() {
            if index != file && Table::Targets.columns().iter().any(|column| column.name == name) {
                return Err(format!("has a column named {name}, and so has the output; give it another name"));
            }
            if header[..index].contains(name) {
                return Err(format!("has two columns named {name:?}; give one of them another name"));
            }
        }
        let mut manifest = Self { names: without(header, file), rows: HashMap::new() };
        for (line, record) in &records.rows {
            let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
            if manifest.rows.insert(cells[file].clone(), without(&cells, file)).is_some() {
                return Err(format!("line {line}: {} stands in it twice; give one row for each file", cells[file]));
            }
        }
        Ok(manifest)
    }

    /// Of the columns that stand beside the texts of a CSV, where those are the same for all.
    pub(crate) fn beside(sources: &[Source]) -> Self {
        let mut names = Vec::new();
        for name in sources.iter().flat_map(|source| source.beside().0) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        Self { names, rows: HashMap::new() }
    }

    /// The user's cells of a source, in the order of the names.
    pub(crate) fn cells(&self, source: &Source) -> Vec<String> {
        if let Ok(row) = self.row(source.path()) {
            return row;
        }
        let (names, cells) = source.beside();
        let cell = |name: &String| names.iter().position(|own| own == name).and_then(|at| cells.get(at)).cloned().unwrap_or_default();
        self.names.iter().map(cell).collect()
    }

    /// The cells of a report, by its path as given or by its name alone.
    pub(crate) fn row(&self, path: &Path) -> Result<Vec<String>, String> {
        let given = path.display().to_string();
        let name = input::file_name(path);
        let row = self.rows.get(&given).or_else(|| self.rows.get(&name));
        row.cloned().ok_or_else(|| format!("has no row for {name}; add one, or leave the file out"))
    }
}

fn without(cells: &[String], index: usize) -> Vec<String> {
    cells.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, cell)| cell.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        Manifest::read(text).unwrap_err()
    }

    #[test]
    fn rows_are_found_by_path_or_name() {
        let manifest = Manifest::read("\u{feff}code,file,tier\n330110,yuhang.txt,区\n330300,b/wenzhou.txt,市\n").unwrap();
        assert_eq!(manifest.names, ["code", "tier"]);
        assert_eq!(manifest.row(Path::new("a/yuhang.txt")).unwrap(), ["330110", "区"]);
        assert_eq!(manifest.row(Path::new("b/wenzhou.txt")).unwrap(), ["330300", "市"]);
        assert_eq!(manifest.row(Path::new("c/wenzhou.txt")).unwrap_err(), "has no row for wenzhou.txt; add one, or leave the file out");
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(
            refused("name,tier\na.txt,市\n"),
            "has no column named file; its columns are name, tier, and file holds the name of each report"
        );
        assert_eq!(refused("file\na.txt\na.txt\n"), "line 3: a.txt stands in it twice; give one row for each file");
        assert_eq!(refused("file,tier\na.txt,2022,1\n"), "line 2: 3 cells stand in it and 2 in the header; give as many");
        assert_eq!(refused("file,unit\n"), "has a column named unit, and so has the output; give it another name");
        assert_eq!(refused("file,a,a\n"), "has two columns named \"a\"; give one of them another name");
    }
}
