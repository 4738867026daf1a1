//! The Parquet file holds the very cells of the CSV.
#![cfg(feature = "parquet")]

mod run;

use dabiao::Decimal;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use run::{REPORT, dabiao, piped, status, text};

fn written(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Long(number) => number.to_string(),
        Field::Bool(set) => u8::from(*set).to_string(),
        Field::Decimal(decimal) => {
            let bytes = decimal.data().try_into().expect("16 bytes");
            let scale = u32::try_from(decimal.scale()).expect("a scale");
            Decimal::from_i128_with_scale(i128::from_be_bytes(bytes), scale).normalize().to_string()
        }
        other => panic!("no column has {other:?}"),
    }
}

#[test]
fn every_cell_is_that_of_the_csv() {
    let path = std::env::temp_dir().join(format!("dabiao-{}.parquet", std::process::id()));
    let target = path.display().to_string();
    let output = dabiao(&["score", "--all-items", "--parquet", &target, REPORT]);
    assert_eq!((status(&output), output.stdout.len(), text(&output.stderr).as_str()), (0, 0, ""));
    let csv = dabiao(&["score", "--all-items", "--format", "csv", REPORT]).stdout;
    let mut csv = csv::Reader::from_reader(&csv[..]);
    let columns: Vec<String> = csv.headers().expect("a header").iter().map(str::to_owned).collect();

    let file = SerializedFileReader::new(std::fs::File::open(&path).expect("the file")).expect("Parquet");
    let mut rows = file.get_row_iter(None).expect("rows");
    let mut count = 0;
    for (record, row) in csv.records().zip(&mut rows) {
        let (record, row) = (record.expect("a row"), row.expect("a row"));
        for ((cell, name), (column, field)) in record.iter().zip(&columns).zip(row.get_column_iter()) {
            assert_eq!((column, written(field).as_str()), (name, cell));
        }
        count += 1;
    }
    assert!(count > 150 && rows.next().is_none());
    std::fs::remove_file(&path).expect("the file is gone");
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let output = piped(&["score", "--parquet", "/no/such/folder/t.parquet", "-"], "新增企业5家\n".as_bytes());
    assert_eq!(status(&output), 2);
    assert!(text(&output.stderr).starts_with("dabiao: /no/such/folder/t.parquet: cannot be written: "), "{}", text(&output.stderr));
}
