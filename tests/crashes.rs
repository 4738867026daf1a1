//! Texts that broke the reader once, as fuzzing found them: `fuzz/crashes`.

mod holds;

#[test]
fn what_broke_once_holds_now() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/crashes");
    let mut texts: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the folder of crashes")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("text")))
        .collect();
    texts.sort();
    assert!(texts.len() >= 3, "only {} texts are there", texts.len());
    for (name, text) in &texts {
        println!("{name}");
        holds::quantities(text);
        holds::parse(text);
        holds::parse(&format!("序号|重点工作|完成情况\n1|{text}|{text}\n2|{text}|\n"));
        holds::compare(text, text);
    }
}
