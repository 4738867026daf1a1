//! The doors of the library: item by item, by threads, and out of files.

use dabiao::{Extractor, Item, Scheme, Thresholds, Unscored};

const TABLE: &str = "序号|重点工作|上半年完成情况\n1|招引项目20个|招引项目9个\n2|修路5公里|修路5公里\n";

#[test]
fn what_is_laid_out_says_where_it_begins_and_is_scored_alike() {
    let extractor = Extractor::new();
    let mut items = extractor.unscored(TABLE.as_bytes());
    let laid_out: Vec<Unscored> = items.by_ref().collect::<Result<_, _>>().expect("a table");
    assert_eq!(laid_out.iter().map(Unscored::line).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(laid_out.iter().map(Unscored::bytes).collect::<Vec<_>>(), TABLE.lines().skip(1).map(str::len).collect::<Vec<_>>());
    assert_eq!((items.layout(), items.notes().len(), items.notes_left_out(), items.goals_line()), (Some("pipe"), 0, 0, None));
    let scored: Vec<Item> = laid_out.iter().map(|item| extractor.score(item)).collect();
    assert_eq!(scored, extractor.parse(TABLE).expect("a table").items);
}

#[test]
fn an_item_is_scored_by_the_usual_thresholds_unless_others_are_given() {
    let mut report = Extractor::new().parse(TABLE).expect("a table");
    let scheme = Scheme::named("ratio").expect("the scheme");
    for item in &mut report.items {
        item.score(scheme);
        let usual = item.targets[0].outcome.scored.clone();
        assert_eq!(usual, Some(scheme.score(&item.targets[0])));
        item.score_by(scheme, Thresholds::default());
        assert_eq!(item.targets[0].outcome.scored, usual);
    }
    let scores =
        report.targets().map(|target| target.outcome.scored.as_ref().and_then(|scored| scored.score).map(|score| score.to_string()));
    assert_eq!(scores.collect::<Vec<_>>(), [Some("0.45".to_owned()), Some("1".to_owned())]);
}

#[test]
fn a_figure_of_some_months_is_dated_by_the_year_of_its_report() {
    let mut report = Extractor::new().figures(true).parse(TABLE).expect("a table");
    let achieved = &mut report.items[0].figures[0];
    achieved.dated(2031);
    assert_eq!((achieved.since.as_deref(), achieved.until.as_deref(), achieved.assumed), (Some("2031-01-01"), Some("2031-06-30"), true));
    // It has its year now.
    achieved.dated(2032);
    assert_eq!(achieved.until.as_deref(), Some("2031-06-30"));
}

#[cfg(feature = "html")]
mod files {
    use super::*;
    use dabiao::Document;

    #[test]
    fn achieved_figures_and_answers_of_a_second_file_say_where_they_stand() {
        let page = |rows: &str| Document::open(format!("<table border=1>{rows}</table>").as_bytes()).expect("a page");
        let asked = page("<tr><td>指标<td>目标<td>实际<tr><td>新建学校<td>10所<td>8所<tr><td>修路<td>5公里<td>6公里");
        let report = Extractor::new().figures(true).read(&asked).expect("a table");
        let places: Vec<Option<&str>> =
            report.items.iter().flat_map(|item| &item.figures).map(|achieved| achieved.figure.place.as_deref()).collect();
        assert_eq!(places, [Some("table 1 r2 c3"), Some("table 1 r3 c3")]);

        let goals = "<p>一、2030年工作回顾<p>新建学校9所。<p>二、2031年重点工作<p>新建学校10所。";
        let review = "<p>一、2031年工作回顾<p>一年来工作有序。<p>新建学校8所。<p>二、2032年重点工作<p>新建学校12所。";
        let open = |page: &str| Document::open(format!("<html>{page}</html>").as_bytes()).expect("a page");
        let (goals, review) = (open(goals), open(review));
        let mut report = Extractor::new().compare(goals.text(), review.text()).expect("two reports");
        report.items.iter_mut().for_each(|item| {
            goals.locate(item);
            review.locate_answers(item);
        });
        let target = report.targets().next().expect("a target");
        assert_eq!((target.place.as_deref(), target.outcome.figures[0].place.as_deref()), (Some("para 4"), Some("para 3")));
    }

    #[test]
    fn bytes_that_are_no_text_are_told_apart() {
        let error = |bytes: &[u8]| Document::open(bytes).err().map(|error| error.to_string()).unwrap_or_default();
        assert_eq!(error(b"\x89X\r\n\0\0\0\xff\xfe\0"), "a zero byte stands in the text; give a text file, not a binary one");
        assert!(error(&[0xff; 64]).starts_with("the bytes are not UTF-8 text"), "{}", error(&[0xff; 64]));
    }

    #[test]
    fn a_text_may_come_in_any_encoding_of_chinese() {
        let source = "序号|重点工作|完成情况\n1|招引项目二十个,新增企业20家|新增企业9家\n";
        let traditional = "序號|重點工作|完成情況\n1|新增企業20家|新增企業9家\n";
        let ratio = |bytes: &[u8]| {
            let document = Document::open(bytes).expect("a text");
            let report = Extractor::new().read(&document).expect("a table");
            report.targets().find(|target| target.unit == "家").and_then(|target| target.outcome.ratio).map(|ratio| ratio.to_string())
        };
        let wide =
            |bytes: fn(u16) -> [u8; 2], mark: [u8; 2]| mark.into_iter().chain(source.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>();
        let expected = Some("0.45".to_owned());
        assert_eq!(ratio(source.as_bytes()), expected);
        assert_eq!(ratio(&encoding_rs::GB18030.encode(source).0), expected);
        assert_eq!(ratio(&encoding_rs::BIG5.encode(traditional).0), expected);
        assert_eq!(ratio(&wide(u16::to_le_bytes, [0xff, 0xfe])), expected);
        assert_eq!(ratio(&wide(u16::to_be_bytes, [0xfe, 0xff])), expected);
    }
}
