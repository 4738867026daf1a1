//! Codings held against each other: blind sheets, what people fill in, and what is said of the agreement.

#[cfg(feature = "cli")]
mod run;

use dabiao::agree::{Agreement, Coded, Coding, Undefined, compare};
use dabiao::{Bound, Decimal, Report};

fn report() -> Report {
    let path = format!("{}/seeds/yuhang-2022-h1.txt", env!("CARGO_MANIFEST_DIR"));
    Report::parse(&std::fs::read_to_string(path).expect("the report")).expect("a report")
}

fn found(report: &Report) -> Vec<Coded> {
    report.items.iter().flat_map(|item| item.targets.iter().map(move |target| Coded::found("yuhang", item, target))).collect()
}

fn coded(line: usize, indicator: &str, value: i64, bound: Bound) -> Coded {
    Coded {
        line,
        indicator: indicator.to_owned(),
        value: Some(Decimal::from(value)),
        unit: "家".to_owned(),
        bound: Some(bound),
        ..Coded::default()
    }
}

fn field<'a>(agreement: &'a Agreement, name: &str) -> &'a dabiao::agree::FieldAgreement {
    agreement.fields.iter().find(|field| field.field == name).expect("a field")
}

#[test]
fn a_coding_agrees_with_itself() {
    let targets = found(&report());
    let agreement = compare(&Coding::whole(targets.clone()), &Coding::whole(targets.clone()));
    assert_eq!((agreement.matched, agreement.only_a, agreement.only_b), (targets.len(), 0, 0));
    assert_eq!((agreement.precision, agreement.recall, agreement.f1), (Some(1.0), Some(1.0), Some(1.0)));
    for field in &agreement.fields {
        assert_eq!((field.observed, field.kappa, field.alpha, field.undefined), (Some(1.0), Some(1.0), Some(1.0), None), "{}", field.field);
    }
    assert_eq!(agreement.ratio.mean_difference, Some(Decimal::ZERO));
    assert_eq!(agreement.disagreements, []);
}

#[test]
fn what_one_lacks_is_told_from_both_sides() {
    let all = found(&report());
    let some: Vec<Coded> = all.iter().skip(26).cloned().collect();
    let (one, other) = (Coding::whole(all.clone()), Coding::whole(some.clone()));
    let there = compare(&one, &other);
    let back = compare(&other, &one);
    assert_eq!((there.matched, there.only_a, there.only_b), (some.len(), 26, 0));
    assert_eq!((there.precision, there.recall), (back.recall, back.precision));
    assert_eq!((there.recall, there.f1), (Some(1.0), back.f1));
    assert!(there.disagreements.iter().all(|one| one.field == "target" && one.a.is_some() && one.b.is_none()));
    assert_eq!(there.disagreements.len(), 26);
}

#[test]
fn differing_fields_are_counted_and_listed_by_line() {
    let a = [coded(2, "高新技术企业", 500, Bound::Ge), coded(3, "上市企业", 7, Bound::Eq), coded(9, "规上企业", 12, Bound::Ge)];
    let mut b = a.clone();
    b[1].bound = Some(Bound::Ge);
    b[2].bound = None;
    b[0].ratio = Some(Decimal::new(51, 2));
    let mut a = a;
    a[0].ratio = Some(Decimal::new(5, 1));
    let agreement = compare(&Coding::whole(a.to_vec()), &Coding::whole(b.to_vec()));
    let bound = field(&agreement, "bound");
    assert_eq!((bound.both, bound.one_only, bound.observed), (2, 1, Some(0.5)));
    assert_eq!(
        (bound.confusion.categories.as_slice(), bound.confusion.counts.as_slice()),
        (&["eq".to_owned(), "ge".to_owned()][..], &[vec![0, 1], vec![0, 1]][..])
    );
    let listed: Vec<_> = agreement.disagreements.iter().map(|d| (d.line, d.field, d.a.as_deref(), d.b.as_deref())).collect();
    assert_eq!(listed, [(2, "ratio", Some("0.5"), Some("0.51")), (3, "bound", Some("eq"), Some("ge"))]);
    assert_eq!(agreement.ratio.mean_difference, Some(Decimal::new(1, 2)));
}

#[test]
fn what_is_undefined_is_said() {
    let one = Coding::whole(vec![coded(2, "高新技术企业", 500, Bound::Ge)]);
    let agreement = compare(&one, &one);
    let bound = field(&agreement, "bound");
    assert_eq!((bound.observed, bound.kappa, bound.alpha, bound.undefined), (Some(1.0), None, None, Some(Undefined::OneCategory)));
    let quality = field(&agreement, "quality");
    assert_eq!((quality.observed, quality.undefined), (None, Some(Undefined::NoPairs)));
    assert_eq!((agreement.ratio.mean_difference, agreement.ratio.both), (None, 0));
    let nothing = compare(&Coding::default(), &one);
    assert_eq!((nothing.precision, nothing.recall, nothing.f1), (None, Some(0.0), Some(0.0)));
    let empty = compare(&Coding::default(), &Coding::default());
    assert_eq!((empty.precision, empty.recall, empty.f1), (None, None, None));
}

#[test]
fn only_items_that_both_coded_are_compared() {
    let program = Coding::whole(vec![coded(2, "企业", 500, Bound::Ge), coded(3, "企业", 7, Bound::Eq), coded(4, "企业", 9, Bound::Eq)]);
    let person = Coding { targets: vec![coded(2, "企业", 500, Bound::Ge)], items: Some([(String::new(), 2), (String::new(), 4)].into()) };
    let agreement = compare(&program, &person);
    // Line 3 was not coded; on line 4 the person saw no target.
    assert_eq!((agreement.matched, agreement.only_a, agreement.only_b, agreement.not_compared), (1, 1, 0, 1));
}

#[test]
fn reports_are_told_apart_where_there_are_several() {
    let of = |report: &str, value| Coded { report: report.to_owned(), ..coded(2, "企业", value, Bound::Ge) };
    let several = Coding::whole(vec![of("a.txt", 5), of("b.txt", 6)]);
    assert_eq!(compare(&several, &Coding::whole(vec![of("b.txt", 6), of("c.txt", 5)])).matched, 1);
    // Of one report each: what they are called does not matter.
    assert_eq!(compare(&Coding::whole(vec![of("a.txt", 5)]), &Coding::whole(vec![of("x.txt", 5)])).matched, 1);
}

#[cfg(feature = "cli")]
mod program {
    use std::path::{Path, PathBuf};
    use std::process::Output;

    use dabiao::{Measure, Quality};

    use super::run::{dabiao, dabiao_in, text};

    const REPORT: &str = "1 | 新增高新技术企业500家、上市企业7家以上 | 新增高新技术企业250家,上市企业8家\n2 | 空气优良率80%以上 | 优良率82.7%\n3 | 加强宣传 | 已宣传\n4 | 招引人才2.4万人 | 已签约\n";

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("dabiao-agree-{name}-{}", std::process::id()));
            std::fs::create_dir_all(&path).expect("a folder");
            let folder = Self(path);
            folder.write("report.txt", &format!("序号 | 重点工作 | 完成情况\n{REPORT}"));
            folder
        }

        fn write(&self, name: &str, text: &str) {
            std::fs::write(self.0.join(name), text).expect("a file");
        }

        fn run(&self, args: &[&str]) -> Output {
            dabiao_in(&self.0, args)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn rows(sheet: &str) -> Vec<csv::StringRecord> {
        csv::Reader::from_reader(sheet.as_bytes()).records().map(|row| row.expect("a row")).collect()
    }

    #[test]
    fn a_sheet_shows_the_items_and_nothing_that_was_found() {
        let output = dabiao(&["sheet", "seeds/yuhang-2022-h1.txt"]);
        let sheet = text(&output.stdout);
        let sheet = sheet.strip_prefix('\u{feff}').expect("the mark of UTF-8");
        let header = "report,line,number,task,progress,indicator,value,unit,bound,measure,quality,met,ratio,note\n";
        assert!(sheet.starts_with(header));
        let rows = rows(sheet);
        assert_eq!(rows.len(), 103);
        for row in &rows {
            assert!(row.len() == 14 && row.iter().skip(5).all(str::is_empty), "{row:?}");
        }
        assert_eq!((&rows[5][1], &rows[5][2]), ("7", "6"));
        assert!(rows[5][3].starts_with("落实“翱翔计划”计划,招引顶尖人才20名"), "{}", &rows[5][3]);
        assert!(rows[5][4].contains("新增引进及合作顶尖人才10人"), "{}", &rows[5][4]);
    }

    #[test]
    fn a_sample_is_drawn_again_by_its_seed() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let lines = |seed: &str| {
            let sheet = text(&dabiao_in(folder, &["sheet", "--sample", "5", "--seed", seed, "seeds/yuhang-2022-h1.txt"]).stdout);
            rows(&sheet).iter().map(|row| row[1].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(lines("1"), lines("1"));
        assert_ne!(lines("1"), lines("2"));
        // The five smallest of the first 103 outputs of SplitMix64 from 1, reckoned apart, stand at 25, 28, 66, 67 and 98; items begin on line 2.
        assert_eq!(lines("1"), ["27", "30", "68", "69", "100"]);
        assert_eq!(dabiao_in(folder, &["sheet", "--seed", "1", "seeds/yuhang-2022-h1.txt"]).status.code(), Some(2));
    }

    #[test]
    fn an_unfilled_sheet_says_nothing() {
        let folder = Folder::new("unfilled");
        folder.write("sheet.csv", &text(&folder.run(&["sheet", "report.txt"]).stdout));
        folder.write("found.jsonl", &text(&folder.run(&["score", "--format", "jsonl", "report.txt"]).stdout));
        let output = folder.run(&["agree", "found.jsonl", "sheet.csv"]);
        assert_eq!(output.status.code(), Some(1));
        let out = text(&output.stdout);
        assert!(out.contains("targets: 0 in both, 0 only in A, 0 only in B; 4 of items that the other did not code"), "{out}");
        assert!(out.contains(
            "A held against B: precision undefined (A has no target), recall undefined (B has no target), F1 undefined (no target at all)"
        ));
        assert!(out.contains("bound         0         0       —  undefined: nothing was coded by both"), "{out}");
        assert!(!out.contains("NaN"));
    }

    const FILLED: &str = "\u{feff}report;line;number;task;progress;indicator;value;unit;bound;measure;quality;met;ratio;note\r\n\
        report.txt;2;1;…;…;高企;500;家;eq;flow;direct;否;50%;\r\n\
        report.txt;2;1;…;…;上市企业;7家;;≥;flow;direct;1;1.14;\r\n\
        report.txt;3;2;…;…;优良率;80%;;ge;RATE;direct;yes;;\r\n\
        report.txt;4;3;…;…;-;;;;;;;;no number\r\n\
        report.txt;5;4;…;…;人才;2.4万;人;ge;flow;none;;;\r\n";

    #[test]
    fn a_filled_sheet_is_held_against_what_was_found() {
        let folder = Folder::new("filled");
        folder.write("sheet.csv", FILLED);
        for format in ["jsonl", "json", "csv"] {
            folder.write("found", &text(&folder.run(&["score", "--format", format, "report.txt"]).stdout));
            let output = folder.run(&["agree", "found", "sheet.csv", "--format", "json"]);
            let agreement: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
            assert_eq!(
                (agreement["matched"].as_u64(), agreement["only_a"].as_u64(), agreement["only_b"].as_u64()),
                (Some(4), Some(0), Some(0)),
                "{format}"
            );
            let bound = &agreement["fields"][0];
            assert_eq!((bound["field"].as_str(), bound["both"].as_u64(), bound["observed"].as_f64()), (Some("bound"), Some(4), Some(0.75)));
            // Categories eq and ge; one of four is eq for the one and ge for the other: (3/4 − 1/2) ÷ (1 − 1/2).
            assert_eq!(bound["kappa"].as_f64(), Some(0.5));
            assert_eq!(agreement["fields"][3]["confusion"]["counts"], serde_json::json!([[1, 0], [0, 2]]));
            // 8 ÷ 7 is 1.142857142857 where the person wrote 1.14; 0.5 is 50%.
            assert_eq!(agreement["ratio"]["mean_difference"].to_string(), "0.001428571428");
            let listed: Vec<(u64, &str)> = agreement["disagreements"]
                .as_array()
                .expect("a list")
                .iter()
                .map(|d| (d["line"].as_u64().expect("a line"), d["field"].as_str().expect("a field")))
                .collect();
            assert_eq!(listed, [(5, "bound")], "{format}");
        }
        let out = text(&folder.run(&["agree", "found", "sheet.csv"]).stdout);
        assert!(out.contains("A held against B: precision 1.000, recall 1.000, F1 1.000"), "{out}");
        assert!(out.contains("     5  人才 24000人: bound is eq in A, ge in B\n"), "{out}");
    }

    #[test]
    fn the_programs_rows_are_of_the_item_that_they_name() {
        let folder = Folder::new("rows");
        folder.write("sheet.csv", FILLED);
        // The second target begins on a line below that of its item; the last row is a commitment without a number.
        let row = |item: &str, id: &str, kind: &str, line: &str, rest: &str| format!("report.txt,{item},{id},{kind},{line},{rest}\n");
        let found = [
            "report,item_line,id,kind,line,indicator,value,unit,bound\n".to_owned(),
            row("2", "L2.1", "target", "2", "高新技术企业,500,家,eq"),
            row("", "2.2", "", "3", "上市企业,7,家,ge"),
            row("4", "", "milestone", "4", ",,,"),
        ];
        folder.write("found.csv", &found.concat());
        let out = text(&folder.run(&["agree", "found.csv", "sheet.csv"]).stdout);
        assert!(out.contains("targets: 2 in both, 0 only in A, 2 only in B; 0 of items"), "{out}");
    }

    #[test]
    fn marks_are_read_as_people_write_them() {
        let folder = Folder::new("marks");
        let sheet = |rows: &[&str]| format!("line,indicator,value,high,unit\n{}\n", rows.join("\n"));
        folder.write(
            "one.csv",
            &sheet(&[
                "2,a,2.4万,,人",
                "3,b,8%,,",
                "4,c,6至7,,%",
                "5,d,500,,万元",
                "6,e,3万,,方舱",
                "7,f,,,",
                "8,g,100,,个百分点",
                "9,h,0,,",
            ]),
        );
        folder.write(
            "two.csv",
            &sheet(&[
                "2,a,24000,,名",
                "3,b,8,,%",
                "4,c,6,7,%",
                "5,d,5000000,,元",
                "6,e,30000,,方舱",
                "7,f,,,",
                "8,g,100百分点,,",
                "9,h,0,,",
            ]),
        );
        let out = text(&folder.run(&["agree", "one.csv", "two.csv"]).stdout);
        assert!(out.contains("targets: 8 in both, 0 only in A, 0 only in B;"), "{out}");
    }

    #[test]
    fn two_people_are_compared() {
        let folder = Folder::new("people");
        folder.write("one.csv", FILLED);
        folder.write("two.csv", &FILLED.replace("人才;2.4万;人;ge", "人才;2.5万;人;ge").replace("-;;;;;;;;no number", ";;;;;;;;"));
        let out = text(&folder.run(&["agree", "one.csv", "two.csv"]).stdout);
        assert!(out.contains("targets: 3 in both, 1 only in A, 1 only in B; 0 of items that the other did not code"), "{out}");
        assert!(out.contains("     5  人才 24000人: only in A\n     5  人才 25000人: only in B\n"), "{out}");
    }

    #[test]
    fn what_is_wrong_in_a_sheet_is_said() {
        let folder = Folder::new("wrong");
        folder.write("good.csv", FILLED);
        let cases = [
            ("", "the file is empty; give a filled sheet or what dabiao score printed"),
            ("a,b\n1,2\n", "row 1: there is no column line; the columns are a, b"),
            ("line,indicator,value,bound\n2,x,5,least\n", "row 2, column bound: \"least\" should be ge, gt, le, lt or eq"),
            (
                "line,indicator,value,measure\n2,x,5,Flows\n",
                "row 2, column measure: \"Flows\" should be flow, stock, rate, growth or change",
            ),
            ("line,indicator,value,quality\n2,x,5,good\n", "row 2, column quality: \"good\" should be direct, proxy or none"),
            ("line,indicator,value,met\n2,x,5,maybe\n", "row 2, column met: \"maybe\" should be 1 or 0"),
            ("line,indicator,value,ratio\n2,x,5,half\n", "row 2, column ratio: \"half\" should be achieved ÷ target, as 0.5 or 50%"),
            ("line,indicator,value\n2,\"a\nb\",7\n2,x,many\n", "row 3, column value: \"many\" should be a number, as 500, 2.4万 or 8%"),
            ("line,indicator,value\n2a,x,5\n", "row 2, column line: \"2a\" should be the line of the item, as the sheet was printed"),
        ];
        for (sheet, message) in cases {
            folder.write("sheet.csv", sheet);
            let output = folder.run(&["agree", "good.csv", "sheet.csv"]);
            assert_eq!((text(&output.stderr), output.status.code()), (format!("dabiao: sheet.csv: {message}\n"), Some(2)));
        }
        folder.write("sheet.csv", "{\"line\":1}\n");
        let message = text(&folder.run(&["agree", "sheet.csv", "good.csv"]).stderr);
        assert!(
            message.starts_with("dabiao: sheet.csv: line 1: this is no item as dabiao score prints it: missing field `targets`"),
            "{message}"
        );
        folder.write("sheet.csv", "line,indicator,value\n2,x,\"1,300\"\n");
        assert_eq!(folder.run(&["agree", "sheet.csv", "sheet.csv"]).status.code(), Some(0));
    }

    #[test]
    fn the_words_of_a_sheet_are_those_of_the_output() {
        let name = |value: serde_json::Value| value.as_str().expect("a word").to_owned();
        let measures = [Measure::Flow, Measure::Stock, Measure::Rate, Measure::Growth, Measure::Change];
        let names = measures.map(|measure| name(serde_json::to_value(measure).expect("JSON")));
        assert_eq!(names, ["flow", "stock", "rate", "growth", "change"]);
        let qualities = [Quality::Direct, Quality::Proxy, Quality::None].map(|quality| name(serde_json::to_value(quality).expect("JSON")));
        assert_eq!(qualities, ["direct", "proxy", "none"]);
    }
}
