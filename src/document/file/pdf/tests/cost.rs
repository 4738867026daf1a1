//! What a file may cost: what is refused, what is left out, and what is large and still read.

use std::fmt::Write as _;
use std::io::Write as _;

use super::{Drawn, INNER, error, file, made, objects, shown, stream};

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A part that unpacks to so many megabytes of spaces.
fn spaces(megabytes: usize, keys: &str) -> Vec<u8> {
    stream(&packed(&vec![b' '; megabytes << 20]), &format!("/Filter/FlateDecode{keys}"))
}

/// A file whose objects, but for parts, stand packed in one, and whose table of objects is a part too, as programs write since PDF 1.5.
fn packed_file(objects: &[Vec<u8>]) -> Vec<u8> {
    let is_part = |object: &Vec<u8>| object.ends_with(b"endstream");
    let (mut heads, mut bodies) = (String::new(), Vec::new());
    let mut table = vec![[0, 0, 0]];
    let mut out = b"%PDF-1.7\n".to_vec();
    let (holder, count) = (objects.len() + 1, objects.iter().filter(|object| !is_part(object)).count());
    let mut inside = 0;
    for (at, object) in objects.iter().enumerate() {
        if is_part(object) {
            table.push([1, out.len(), 0]);
            let _ = writeln!(out, "{} 0 obj", at + 1);
            out.extend_from_slice(object);
            out.extend_from_slice(b"\nendobj\n");
        } else {
            let _ = write!(heads, "{} {} ", at + 1, bodies.len());
            bodies.extend_from_slice(object);
            bodies.push(b'\n');
            table.push([2, holder, inside]);
            inside += 1;
        }
    }
    table.push([1, out.len(), 0]);
    let keys = format!("/Type/ObjStm/N {count}/First {}/Filter/FlateDecode", heads.len());
    let _ = writeln!(out, "{holder} 0 obj");
    out.extend(stream(&packed(&[heads.into_bytes(), bodies].concat()), &keys));
    out.extend_from_slice(b"\nendobj\n");
    let from = out.len();
    table.push([1, from, 0]);
    let rows: Vec<u8> = table
        .iter()
        .flat_map(|[kind, place, at]| [&[*kind as u8][..], &(*place as u32).to_be_bytes(), &(*at as u16).to_be_bytes()].concat())
        .collect();
    let _ = writeln!(out, "{} 0 obj", holder + 1);
    out.extend(stream(&packed(&rows), &format!("/Type/XRef/Size {}/W[1 4 2]/Root 1 0 R/Filter/FlateDecode", table.len())));
    let _ = write!(out, "\nendobj\nstartxref\n{from}\n%%EOF");
    out
}

const LARGE: &str = "the pdf file is too large: a part of it unpacks to more than 33554432 bytes; split it";

#[test]
fn objects_that_are_packed_are_read() {
    let objects = objects(&[Drawn::default().text(40.0, 500.0, "学校")], "");
    assert_eq!(shown(&packed_file(&objects)).0.trim(), "学校");
    // A trap is told before the file is opened.
    let trap = [objects, vec![spaces(33, "/Type/ObjStm/N 1/First 4")]].concat();
    assert_eq!(error(&file(&trap, "")), LARGE);
}

#[test]
fn all_of_a_file_has_a_bound_too() {
    let parts = vec![spaces(31, ""); 13];
    let trap = [objects(&[Drawn::default()], ""), parts].concat();
    assert_eq!(error(&file(&trap, "")), "the pdf file is too large: all of it unpacks to more than 419430400 bytes; split it");
}

#[test]
fn functions_and_shadings_are_small() {
    for keys in ["/FunctionType 4/Domain[0 1]/Range[0 1]", "/ShadingType 4/ColorSpace/DeviceGray"] {
        let with = |part: Vec<u8>| file(&[objects(&[Drawn::default().text(40.0, 500.0, "学校")], ""), vec![part]].concat(), "");
        assert_eq!(error(&with(spaces(5, keys))), LARGE);
        assert_eq!(shown(&with(stream(&packed(b"{}"), &format!("/Filter/FlateDecode{keys}")))).0.trim(), "学校");
    }
}

#[test]
fn a_picture_is_never_unpacked() {
    let picture = spaces(33, "/Type/XObject/Subtype/Image/Width 9/Height 9");
    let objects = [objects(&[Drawn::default().text(40.0, 500.0, "学校")], ""), vec![picture]].concat();
    assert_eq!(shown(&file(&objects, "")).0.trim(), "学校");
}

#[test]
fn a_font_is_made_of_what_fonts_are_made_of() {
    let with = |keys: &str, part: Vec<u8>| {
        let mut objects = objects(&[Drawn::default().text(40.0, 500.0, "学校")], "");
        objects[4] = INNER.replace("/DW 1000", &format!("/DW 1000{keys}")).into_bytes();
        objects.push(part);
        file(&objects, "")
    };
    let broken = |what: &str| format!("the pdf file is broken: {what}; open it in its own program and save it again");
    let picture = stream(b"0", "/Subtype/Image");
    assert_eq!(error(&with("/FontFile2 8 0 R", picture)), broken("a part of a font is a picture"));
    assert_eq!(error(&with("/ToUnicode 8 0 R", spaces(5, ""))), broken("a font has a map of more characters than there are"));
    // Widths by twos and threes, as fonts have them.
    let widths = with("/W2[1[500 0 0] 4 9 500 0 0]", stream(b"", ""));
    assert_eq!(shown(&widths).0.trim(), "学校");
    let mut lists = objects(&[Drawn::default().text(40.0, 500.0, "学校")], "");
    lists[4] = INNER.replace("[1 95 500]", "[1[500 500 500] 4 95 500]").into_bytes();
    assert_eq!(shown(&file(&lists, "")).0.trim(), "学校");
}

#[test]
fn instructions_may_stand_in_several_parts() {
    let mut objects = objects(&[Drawn::default()], "");
    objects[5] = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Resources 3 0 R/Contents[7 0 R 8 0 R]>>".to_vec();
    // What one sets up the next uses.
    objects[6] = stream(b"BT /F1 10 Tf 1 0 0 1 40 500 Tm", "");
    objects.push(stream(b"<5b666821> Tj ET", ""));
    assert_eq!(shown(&file(&objects, "")).0.trim(), "学校");
}

#[test]
fn pages_of_too_much_are_left_out_and_after_three_the_rest() {
    let mut objects = objects(&[Drawn::default(), Drawn::default().text(40.0, 500.0, "学校")], "");
    let much = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Resources 3 0 R/Contents[10 0 R 10 0 R]>>";
    objects[5] = much.as_bytes().to_vec();
    objects.push(spaces(20, ""));
    let (text, _, remarks) = shown(&file(&objects, ""));
    assert_eq!(text.trim(), "学校");
    assert_eq!(remarks, ["page 1 is left out: a part of it unpacks to more than 33554432 bytes"]);
    objects[1] = b"<</Type/Pages/Kids[8 0 R 6 0 R 11 0 R 12 0 R 13 0 R]/Count 5>>".to_vec();
    objects.extend([much, much, much].map(|page| page.as_bytes().to_vec()));
    let (text, _, remarks) = shown(&file(&objects, ""));
    assert_eq!(text.trim(), "学校");
    assert_eq!(remarks.last().map(String::as_str), Some("too many pages hold too much; those from page 5 on are left out"));
}

#[test]
fn a_line_of_a_quarter_of_a_million_characters_is_none() {
    let long = "a".repeat((1 << 18) + 1);
    for shows in [format!("({long}) Tj"), format!("[({long}) 3 (a)] TJ"), format!("({long}) '"), format!("0 0 ({long}) \"")] {
        let (text, _, remarks) = shown(&made(&[Drawn(format!("BT /F1 10 Tf {shows} ET\n")), Drawn::default().text(40.0, 500.0, "学校")]));
        assert_eq!(text.trim(), "学校");
        assert_eq!(remarks, ["page 1 is left out: more than 262144 characters are shown at once"]);
    }
    // In a form it would be laid out each time.
    let mut objects = objects(&[Drawn("/X Do".to_owned())], "");
    objects.push(stream(&packed(format!("BT ({long}) Tj ET").as_bytes()), "/Filter/FlateDecode/Type/XObject/Subtype/Form/BBox[0 0 9 9]"));
    assert_eq!(error(&file(&objects, "")), "the pdf file is too large: more than 262144 characters are shown at once; split it");
    // A page as long whose lines are as long as lines are is read.
    let page = Drawn::default().text(40.0, 500.0, "学校");
    assert_eq!(shown(&made(&[Drawn(format!("{}{}", "0 0 m 9 9 l n\n".repeat(20_000), page.0))])).0.trim(), "学校");
}

#[test]
fn a_page_of_more_characters_than_a_page_has_is_read_up_to_there() {
    let line: String = (0..250).fold(String::new(), |mut line, _| {
        line.push_str("5b66");
        line
    });
    let page = (0..820).fold(String::new(), |mut page, at| {
        let _ = writeln!(page, "BT /F1 1 Tf 1 0 0 1 40 {} Tm <{line}> Tj ET", 590.0 - 0.7 * f64::from(at));
        page
    });
    let (text, _, remarks) = shown(&made(&[Drawn(page), Drawn::default().text(40.0, 500.0, "校园")]));
    assert_eq!(remarks, ["page 1: it holds too much; the rest of it is left out"]);
    assert!(text.contains("学学") && text.trim().ends_with("校园"));
}

#[test]
fn arrays_in_arrays_have_an_end() {
    let deep = format!("{}{}", "[".repeat(60), "]".repeat(60));
    let objects = [objects(&[Drawn::default().text(40.0, 500.0, "学校")], ""), vec![deep.into_bytes()]].concat();
    assert_eq!(shown(&file(&objects, "")).0.trim(), "学校");
}

#[test]
fn a_file_without_pages_or_with_a_strange_lock_says_so() {
    let mut objects = objects(&[Drawn::default()], "");
    let lock = "/ID[<00><00>]/Encrypt<</Filter/Adobe.PubSec/V 4>>";
    let strange = "the pdf file is broken: it is locked in a way that is not known; save it without a lock; open it in its own program and save it again";
    assert_eq!(error(&file(&objects, lock)), strange);
    objects[1] = b"<</Type/Pages/Kids[]/Count 0>>".to_vec();
    objects.truncate(5);
    assert!(error(&file(&objects, "")).contains("it has no"), "{}", error(&file(&objects, "")));
}

#[test]
fn of_very_many_pages_the_first_are_read() {
    let mut objects = objects(&[Drawn::default().text(40.0, 500.0, "学校")], "");
    let kids = (8..5008).fold("6 0 R".to_owned(), |mut kids, at| {
        let _ = write!(kids, " {at} 0 R");
        kids
    });
    objects[1] = format!("<</Type/Pages/Kids[{kids}]/Count 5001>>").into_bytes();
    objects.extend((8..5008).map(|_| b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]>>".to_vec()));
    let (text, _, remarks) = shown(&file(&objects, ""));
    assert_eq!(remarks, ["the file has 5001 pages; those behind page 5000 are left out"]);
    assert!(text.starts_with("学校"));
}
