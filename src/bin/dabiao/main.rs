//! tmp
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let path = args.last().unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    if args[1] == "quantities" {
        for (i, l) in text.lines().enumerate() {
            let m = dabiao::quantities(l);
            if !m.is_empty() { println!("{}", serde_json::json!({"line": i+1, "mentions": m})); }
        }
        return;
    }
    for item in dabiao::Extractor::new().rivals(true).parse(&text).unwrap().items { println!("{}", serde_json::to_string(&item).unwrap()); }
}
