//! Whole pages, as their text.

use super::read;

fn text(page: &str) -> String {
    read(page).unwrap().into_parts().0
}

fn remarks(page: &str) -> Vec<String> {
    read(page).unwrap().into_parts().2
}

/// The text of each part with its place, blank lines aside.
fn places(page: &str) -> Vec<String> {
    let (text, places, _) = read(page).unwrap().into_parts();
    let ends = places.iter().skip(1).map(|(from, _)| *from).chain([text.len()]);
    places
        .iter()
        .zip(ends)
        .map(|((from, place), end)| format!("{place}: {}", text[*from..end].trim_matches(|c| " |\n".contains(c))))
        .collect()
}

#[test]
fn blocks_are_paragraphs_and_what_stands_in_a_line_is_joined() {
    let page = "<h1>工作<b>报</b>告</h1><div>新增<span>5\n</span>家<p>增长&nbsp;8&#37;&lt;9%</p>以上</div><ul><li>甲<li>乙</ul><dl><dt>丙<dd>丁</dl>";
    assert_eq!(text(page), "工作报告\n\n新增5 家\n\n增长 8%<9%\n\n以上\n\n甲\n\n乙\n\n丙\n\n丁\n");
    assert_eq!(places("<p>甲<p> <p>乙"), ["para 1: 甲", "para 2: 乙"]);
}

#[test]
fn a_line_break_goes_on_in_the_next_line() {
    assert_eq!(text("<p>注：<br>1.甲<br/>2.乙</p>丙"), "注：\n1.甲\n2.乙\n\n丙\n");
    // Two of them, or a line that is indented, are how a paragraph was made.
    assert_eq!(text("甲<br><br>乙<br>　　丙<BR>&nbsp;&nbsp;丁"), "甲\n\n乙\n\n丙\n\n丁\n");
    assert_eq!(text("<pre>甲  1\n乙\n\n丙</pre>"), "甲 1\n乙\n\n丙\n");
}

#[test]
fn tags_that_are_closed_in_the_wrong_order_keep_their_text() {
    assert_eq!(text("<b>甲<p>乙</b>丙</p>丁"), "甲\n\n乙丙\n\n丁\n");
    assert_eq!(text("<a name=1>甲<a>乙</a></a><p>丙</i>丁"), "甲乙\n\n丙丁\n");
    // What stands in a table outside of its cells stands in front of it.
    assert_eq!(text("<table>甲<tr><td>指标<td>目标<p>乙<tr><td>学校<td>10所</table>"), "甲\n\n| 指标 | 目标乙 |\n| 学校 | 10所 |\n\n");
    // A page of frames has nothing but its frames.
    assert_eq!(text("<html><div></div><frameset><frame src=a></frameset></html>"), "");
    assert_eq!(text("<!doctype html><html lang=zh><body><p>甲</p></body><html lang=en><body class=b>乙<?pi?><!-- x -->"), "甲\n\n乙\n");
}

#[test]
fn what_a_browser_does_not_show_is_left_out() {
    let gone = "<head><style>p{}</style><script>'<p>x'</script></head><noscript>x</noscript><template><p>x</template><select><option>x</select>\
                <svg><text>x</text></svg><iframe>x</iframe><!-- x --><p hidden>x</p><div style='display: none'><p>x</div><xml><w:x>x</w:x></xml>\
                <textarea>x</textarea><span style=visibility:hidden>x</span><ruby><rp>(</rp><rt>x</rt></ruby><nav><p>x</nav><footer>x</footer>";
    assert_eq!(text(&format!("甲{gone}乙")).replace('\n', ""), "甲乙");
    assert_eq!(text("<article>甲<footer>来源：统计局</footer></article>"), "甲\n\n来源：统计局\n");
    assert_eq!((text("甲<del>乙</del>").as_str(), remarks("甲<del>乙</del>").len()), ("甲\n", 1));
}

#[test]
fn lines_of_links_lead_away() {
    let page = "<ul><li><a href=1>首页</a><li><a href=2>公开</a> | <a href=3>互动</a></ul><h1><a href=4>报告</a></h1><p>见<a href=5>附件</a></p>\
                <p><a name=top>一、综合</a></p><p><a href=6>新增企业5家。</a></p>";
    assert_eq!(text(page), "报告\n\n见附件\n\n一、综合\n\n新增企业5家。\n");
    // A page that has nothing else is read.
    assert_eq!(text("<li><a href=1>报告</a>"), "报告\n");
}

#[test]
fn the_title_stands_in_front_unless_the_page_says_it() {
    assert_eq!(places("<title>工作 报告</title><p>甲"), ["para 1: 工作 报告", "para 2: 甲"]);
    for said in ["<h1>工作报告</h1>", "<p>工作<b> 报告</b>", "<table><tr><td colspan=2>工作报告<tr><td>甲<td>乙<tr><td>丙<td>丁</table>"]
    {
        assert!(!text(&format!("<title> 工作报告_某县人民政府 </title>{said}")).contains("某县"), "{said}");
    }
    assert!(text("<title>工作报告二</title><h1>工作报告</h1>").starts_with("工作报告二\n"));
    assert_eq!(text("<title> </title>甲"), "甲\n");
    assert_eq!(text("<title>统计局</title><div id=app></div><script>run()</script>"), "");
    assert_eq!(text("<title>统计局</title><a href=1>统计局</a><p>甲"), "统计局\n\n甲\n");
}

#[test]
fn cells_stand_where_the_table_has_them() {
    let page = "<table border=1><caption>表1</caption><thead><tr><th rowspan=2>项目<th colspan=2>新增\n<p>企业</p><br>（家）<tr><th>目标<th>完成</thead>\
                <tfoot><tr><td>合计<td>8<td>9</tfoot><tr><td rowspan=0>东<td>5<td>6<tr><td>3<td>3</table>";
    assert_eq!(text(page), "表1\n\n| 项目 | 新增企业（家） |  |\n|  | 目标 | 完成 |\n| 东 | 5 | 6 |\n|  | 3 | 3 |\n| 合计 | 8 | 9 |\n\n");
    let places = places(page);
    assert_eq!(places[0], "para 1: 表1");
    assert_eq!(places[2], "table 1 r1 c2: 新增企业（家）");
    assert_eq!(places.last().unwrap(), "table 1 r5 c3: 9");
}

#[test]
fn columns_and_rows_that_only_lay_out_are_left_out() {
    let page = "<table><tr><td colspan=4>2023年进展<tr><td>指标<td>&nbsp;<td>目标<td>实际<td>　<tr><td colspan=5><img src=a><tr><td>学校<td><td>10所<td>8所\
                <tr><td colspan=9>注：快报数</table>";
    assert_eq!(text(page), "2023年进展\n\n| 指标 | 目标 | 实际 |\n| 学校 | 10所 | 8所 |\n注：快报数\n\n");
    let places = places(page);
    assert!(places.contains(&"table 1 r4 c3: 10所".to_owned()), "{places:?}");
}

#[test]
fn hidden_rows_are_told_and_hidden_cells_are_none() {
    let page = "<table border=1><tr><td>甲<td style='display:none'>x<td>乙<tr style='display:none'><td>x<td>x<tr><td>丙<td>丁\
                <tbody hidden><tr><td>x<td>x<tr><td><td></tbody></table>";
    assert_eq!(text(page), "| 甲 | 乙 |\n| 丙 | 丁 |\n\n");
    assert_eq!(remarks(page), ["2 hidden rows of table 1 were left out"]);
    assert_eq!(places(page)[2], "table 1 r3 c1: 丙");
    assert_eq!(remarks("<table><tr hidden><td>x<tr><td>甲<td>乙<tr><td>丙<td>丁</table>"), ["1 hidden row of table 1 was left out"]);
}

#[test]
fn a_layout_gives_what_is_in_its_cells() {
    let data = "<table><tr><td>指标<td>目标<tr><td>学校<td>10所</table>";
    let menu = "<td><table><tr><td>公开<tr><td>数据</table>";
    let page = format!("<table><tr><td>县政府<td>今天是5月2日<tr>{menu}<td>一年来，工作推进。<br>　　主要指标如下：{data}完。</table>");
    let read =
        "县政府\n\n今天是5月2日\n\n公开\n\n数据\n\n一年来，工作推进。\n\n主要指标如下：\n\n| 指标 | 目标 |\n| 学校 | 10所 |\n\n完。\n";
    assert_eq!(text(&page), read);
    assert!(places(&page).contains(&"table 1 r2 c2: 10所".to_owned()));
    // One row or one column is no table of data.
    assert_eq!(text("<table><tr><td>甲<td><p>乙<p>丙</table><table><tr><td>丁<tr><td>戊</table>"), "甲\n\n乙\n\n丙\n\n丁\n\n戊\n");
    // Two tables side by side.
    assert_eq!(text(&format!("<table><tr><td>{data}<td>{data}</table>")).matches("| 学校 | 10所 |\n\n").count(), 2);
}

#[test]
fn an_article_beside_a_menu_is_laid_out_and_a_long_cell_below_its_name_is_not() {
    let article: String = (0..9).map(|n| format!("<p>第{n}段，全年各项工作平稳推进，成效明显。</p>")).collect();
    let layout = format!("<table><tr><td>统计局<td>今天是5月2日<tr><td>导航<td>{article}</table>");
    assert!(!text(&layout).contains('|'));
    let headed = format!("<table><tr><td>任务<td>完成情况<tr><td>建设学校<td>{article}<tr><td>建设医院<td>{article}</table>");
    assert!(text(&headed).starts_with("| 任务 | 完成情况 |\n| 建设学校 | 第0段"));
    let ruled = format!("<table border=1><tr><td>任务<td>完成情况<tr><td>建设学校<td>{article}</table>");
    assert!(text(&ruled).starts_with("| 任务 | 完成情况 |"));
}

#[test]
fn a_table_in_a_cell_of_data_stays_in_it() {
    let inner = "<table>\n<tr>\n<td><p>东街\n<td>8个\n<tr><td>西街<td>6个</table>";
    let page = format!("<table><tr><th>任务<th>进展<tr><td>改造小区<td><p>已开工。</p>{inner}<tr><td>公厕<td>建成15座</table>{inner}");
    let read = "| 任务 | 进展 |\n| 改造小区 | 已开工。 东街 8个 西街 6个 |\n| 公厕 | 建成15座 |\n\n| 东街 | 8个 |\n| 西街 | 6个 |\n\n";
    assert_eq!(text(&page), read);
    assert_eq!(places(&page).last().unwrap(), "table 2 r2 c2: 6个");
}

#[test]
fn a_form_gives_what_its_labels_say() {
    let page = "<table><tr><td>索 引 号：<td><p>QY0001</p><td>分类：<td>综合<tr><td>名称:<td colspan=3>工作报告<tr><td>文号：<td></table>";
    assert_eq!(text(page), "索 引 号：QY0001\n\n分类：综合\n\n名称:工作报告\n\n文号：\n");
}

#[test]
fn a_page_as_a_word_processor_saves_it() {
    let page = "<html xmlns:o='urn:x'><body><div class=WordSection1><p class=MsoNormal><b><span lang=EN-US>2022</span></b><b><span>年为民办实事\n完成情况<span \
                lang=EN-US><o:p></o:p></span></span></b></p><![if !supportLists]><p>1.<span>&nbsp;&nbsp;</span>甲</p><![endif]>\
                <table class=MsoTableGrid style='mso-border-alt:solid'><tr><td style='border:solid windowtext 1.0pt'><p>任务<o:p></o:p></p></td><td><p>完成</p></td></tr>\
                <tr><td><p>绿地<span lang=EN-US>6.5</span>万<span lang=EN-US>m<sup>2</sup></span></p></td><td><p><span>5.2</span>万<span>m<sup>2</sup></span></p><p>口径<span \
                style='vertical-align:super'>[1]</span>一致</p></td></tr><tr height=0><td></td><td></td></tr></table></div></body></html>";
    assert_eq!(text(page), "2022年为民办实事完成情况\n\n1. 甲\n\n| 任务 | 完成 |\n| 绿地6.5万m² | 5.2万m² 口径[1]一致 |\n\n");
}

#[test]
fn spans_without_end_are_read_at_once() {
    let row = "<tr><td rowspan=65534 colspan=1000>a</td></tr>";
    assert_eq!(text(&format!("<table>{}</table>", row.repeat(50))).lines().count(), 51);
    let error = read(&format!("<table>{}</table>", row.repeat(500))).unwrap_err().to_string();
    assert_eq!(error, "the html file is too large: a table has more than 65536 columns; split it");
}

/// Mutated copies of a page are read or refused, and none brings the reader down.
#[test]
fn damaged_pages_are_read_or_refused() {
    let page = "<title>表_县</title><table border=1><caption>表1</caption><tr><th rowspan=2>项目<th colspan=2>新增<sup>2</sup><tr><th>目标<th>完成<tfoot><tr><td>合计\
                <td>8<td>9</tfoot><tr hidden><td rowspan=0>东<td>5<td><table><tr><td>6</table></table><p>甲<br><a href=1>乙</a><pre>\n丙</pre><svg><b>丁</svg>";
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let mut read_as_before = 0;
    for _ in 0..400 {
        let mut bytes = page.as_bytes().to_vec();
        for _ in 0..=random(4) {
            let (from, len, to) = (random(bytes.len()), random(40), random(bytes.len()));
            let part = bytes[from..(from + len).min(bytes.len())].to_vec();
            match random(3) {
                0 => bytes[from] ^= 1 << random(8),
                1 => drop(bytes.drain(from..from + part.len())),
                _ => drop(bytes.splice(to..to, part)),
            }
        }
        let damaged = String::from_utf8_lossy(&bytes);
        read_as_before += usize::from(read(&damaged).is_ok_and(|rendering| rendering.into_parts().0 == text(page)));
    }
    assert!(read_as_before < 200, "{read_as_before} of the pages were not damaged");
}
