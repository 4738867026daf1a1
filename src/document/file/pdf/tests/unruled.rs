//! Tables whose rows or columns no rules divide.

use super::{Drawn, text};

/// Rules across the page at some heights.
fn across(heights: &[f64]) -> Drawn {
    heights.iter().fold(Drawn::default(), |page, y| page.rule((40.0, *y), (360.0, *y)))
}

#[test]
fn a_heading_of_a_group_spans_its_columns() {
    let page = across(&[545.0, 505.0, 420.0]).rule((190.0, 524.0), (350.0, 524.0)).rows(
        [45.0, 200.0, 310.0],
        530.0,
        18.0,
        &[["", "完成情况", ""], ["指标", "上半年", "全年"]],
    );
    let page = page.rows([45.0, 205.0, 312.0], 490.0, 20.0, &[["粮食", "38.5", "80.2"], ["水产", "6.1", "12.4"], ["蔬菜", "40.0", "88.8"]]);
    let rows = "|  | 完成情况 |  |\n| 指标 | 上半年 | 全年 |\n| 粮食 | 38.5 | 80.2 |\n| 水产 | 6.1 | 12.4 |\n| 蔬菜 | 40.0 | 88.8 |";
    assert_eq!(text(&[page]), rows);
}

#[test]
fn two_groups_under_one_rule_end_where_the_next_begins() {
    let page = across(&[545.0, 505.0, 440.0]).rule((120.0, 524.0), (350.0, 524.0)).rows(
        [45.0, 130.0, 190.0, 250.0, 310.0],
        530.0,
        18.0,
        &[["", "目标", "", "完成", ""], ["指标", "本年", "累计", "本年", "累计"]],
    );
    let page = page.rows(
        [45.0, 132.0, 192.0, 252.0, 312.0],
        490.0,
        20.0,
        &[["造林", "3.5", "9.5", "3.6", "9.6"], ["治沙", "1.0", "4.0", "1.1", "4.1"]],
    );
    let rows = "|  | 目标 |  | 完成 |  |\n| 指标 | 本年 | 累计 | 本年 | 累计 |\n| 造林 | 3.5 | 9.5 | 3.6 | 9.6 |\n| 治沙 | 1.0 | 4.0 | 1.1 | 4.1 |";
    assert_eq!(text(&[page]), rows);
}

#[test]
fn headings_beside_their_numbers_are_over_them_though_the_names_have_none() {
    // The second stands nearer to the first column of numbers than to its own.
    let page = across(&[540.0, 520.0, 440.0]).rows([140.0, 260.0], 525.0, 20.0, &[["总量", "增速"]]);
    let page = page.rows([45.0, 205.0, 325.0], 502.0, 20.0, &[["甲县", "24.2", "6.7"], ["乙县", "79.9", "2.6"], ["丙县", "16.9", "6.0"]]);
    assert_eq!(text(&[page]), "|  | 总量 | 增速 |\n| 甲县 | 24.2 | 6.7 |\n| 乙县 | 79.9 | 2.6 |\n| 丙县 | 16.9 | 6.0 |");
}

#[test]
fn a_heading_beside_its_column_joins_it_without_rules_too() {
    let page = Drawn::default().rows([45.0, 150.0, 270.0], 540.0, 20.0, &[["地区", "总量", "增速"]]).rows(
        [45.0, 190.0, 310.0],
        520.0,
        20.0,
        &[["甲县", "24.2", "6.7"], ["乙县", "79.9", "2.6"], ["丙县", "16.9", "6.0"], ["丁县", "11.8", "5.5"]],
    );
    let rows = "| 地区 | 总量 | 增速 |\n| 甲县 | 24.2 | 6.7 |\n| 乙县 | 79.9 | 2.6 |\n| 丙县 | 16.9 | 6.0 |\n| 丁县 | 11.8 | 5.5 |";
    assert_eq!(text(&[page]), rows);
}

#[test]
fn a_heading_spread_over_its_column_is_one() {
    let page = across(&[540.0, 520.0, 440.0]).rows([45.0, 180.0, 210.0, 310.0], 525.0, 20.0, &[["产品", "产", "量", "增速"]]);
    let page = page.rows(
        [45.0, 182.0, 312.0],
        502.0,
        20.0,
        &[["钢材", "24.2万吨", "6.7"], ["水泥", "79.9万吨", "2.6"], ["生铁", "16.9万吨", "6.0"]],
    );
    assert_eq!(text(&[page]), "| 产品 | 产量 | 增速 |\n| 钢材 | 24.2万吨 | 6.7 |\n| 水泥 | 79.9万吨 | 2.6 |\n| 生铁 | 16.9万吨 | 6.0 |");
}

#[test]
fn a_table_without_its_last_rule_goes_on_to_where_the_columns_end() {
    let page = across(&[540.0, 520.0])
        .rows([45.0, 205.0, 315.0], 525.0, 20.0, &[["地区", "总量", "增速"]])
        .rows([45.0, 205.0, 315.0], 502.0, 20.0, &[["甲县", "24.2", "6.7"], ["乙县", "79.9", "2.6"], ["丙县", "16.9", "6.0"]])
        .text(40.0, 420.0, "注：丙县为快报数，甲县和乙县为核定数，以年报为准。");
    let read = "| 地区 | 总量 | 增速 |\n| 甲县 | 24.2 | 6.7 |\n| 乙县 | 79.9 | 2.6 |\n| 丙县 | 16.9 | 6.0 |\n\n\
                注：丙县为快报数，甲县和乙县为核定数，以年报为准。";
    assert_eq!(text(&[page]), read);
}

#[test]
fn rows_on_the_next_page_that_keep_the_columns_belong_to_the_table() {
    let first = across(&[100.0, 80.0]).rows([45.0, 205.0, 315.0], 85.0, 20.0, &[["地区", "总量", "增速"]]).rows(
        [45.0, 205.0, 315.0],
        62.0,
        20.0,
        &[["甲县", "24.2", "6.7"], ["乙县", "79.9", "2.6"]],
    );
    let second = Drawn::default().rows([45.0, 205.0, 315.0], 560.0, 20.0, &[["丙县", "16.9", "6.0"], ["丁县", "11.8", "5.5"]]).text(
        40.0,
        480.0,
        "各县增速按可比价格计算，总量按当年价格计算，单位为亿元。",
    );
    let read = "| 地区 | 总量 | 增速 |\n| 甲县 | 24.2 | 6.7 |\n| 乙县 | 79.9 | 2.6 |\n| 丙县 | 16.9 | 6.0 |\n| 丁县 | 11.8 | 5.5 |\n\n\
                各县增速按可比价格计算，总量按当年价格计算，单位为亿元。";
    assert_eq!(text(&[first.clone(), second]), read);
    // What does not keep to them is a paragraph.
    let prose = Drawn::default().text(40.0, 560.0, "各县增速按可比价格计算，总量按当年价格计算，单位为亿元。");
    assert!(text(&[first, prose]).ends_with("| 乙县 | 79.9 | 2.6 |\n\n各县增速按可比价格计算，总量按当年价格计算，单位为亿元。"));
}

#[test]
fn a_name_cut_in_a_numbered_row_goes_on_below() {
    let page = across(&[540.0, 520.0, 410.0]).rows([45.0, 90.0, 305.0], 525.0, 20.0, &[["序号", "任务", "目标"]]).rows(
        [50.0, 90.0, 305.0],
        504.0,
        18.0,
        &[
            ["1", "新建和改扩建公办幼儿园及普惠性民办幼", "12所"],
            ["", "儿园", ""],
            ["2", "老旧小区加装电梯", "30部"],
            ["3", "新建城市书房和农家书屋并配齐图书和设", "8个"],
            ["", "备", ""],
        ],
    );
    let rows = "| 序号 | 任务 | 目标 |\n| 1 | 新建和改扩建公办幼儿园及普惠性民办幼儿园 | 12所 |\n| 2 | 老旧小区加装电梯 | 30部 |\n\
                | 3 | 新建城市书房和农家书屋并配齐图书和设备 | 8个 |";
    assert_eq!(text(&[page]), rows);
}

#[test]
fn a_name_cut_in_a_row_without_a_number_goes_on_below() {
    let page = across(&[540.0, 520.0, 410.0]).rows([45.0, 305.0], 525.0, 20.0, &[["指标", "完成"]]).rows(
        [45.0, 305.0],
        504.0,
        18.0,
        &[["城乡居民基本养老保险参保人数和失业保险参保人", "24.2"], ["数", ""], ["城镇新增就业", "1.8"], ["其中：高校毕业生", "0.6"]],
    );
    let rows =
        "| 指标 | 完成 |\n| 城乡居民基本养老保险参保人数和失业保险参保人数 | 24.2 |\n| 城镇新增就业 | 1.8 |\n| 其中：高校毕业生 | 0.6 |";
    assert_eq!(text(&[page]), rows);
}

#[test]
fn names_on_two_lines_are_told_by_the_number_in_their_middle() {
    // All lines stand 12 apart, and each number beside the middle of its name.
    let mut page = across(&[540.0, 520.0, 420.0]).rows([45.0, 305.0], 525.0, 20.0, &[["任务", "目标"]]);
    for (at, [upper, lower, value]) in
        [["新建城市书房和农家书屋", "并配齐图书", "8"], ["改造老旧小区", "并加装电梯", "30"], ["建设口袋公园", "及城市绿道", "15"]]
            .into_iter()
            .enumerate()
    {
        let y = 504.0 - 24.0 * at as f64;
        page = page.text(45.0, y, upper).text(45.0, y - 12.0, lower).text(305.0, y - 6.0, value);
    }
    let rows = text(&[page]);
    assert_eq!(
        rows.replace(' ', ""),
        "|任务|目标|\n|新建城市书房和农家书屋并配齐图书|8|\n|改造老旧小区并加装电梯|30|\n|建设口袋公园及城市绿道|15|"
    );
}

#[test]
fn a_ruled_row_that_holds_a_list_of_values_is_as_many_rows() {
    let page = Drawn::default()
        .grid(&[40.0, 120.0, 220.0, 300.0], &[540.0, 520.0, 440.0, 420.0])
        .rows([45.0, 125.0, 225.0], 525.0, 20.0, &[["地区", "新建学校", "部门"]])
        .rows([45.0, 125.0], 506.0, 18.0, &[["甲县", "10所"], ["乙县", "8所"], ["丙县", "6所"], ["丁县", "5所"]])
        .text(225.0, 506.0, "教育局")
        .rows([45.0, 125.0, 225.0], 425.0, 20.0, &[["市直", "2所", "住建局"]]);
    let rows = "| 地区 | 新建学校 | 部门 |\n| 甲县 | 10所 | 教育局 |\n| 乙县 | 8所 |  |\n| 丙县 | 6所 |  |\n| 丁县 | 5所 |  |\n| 市直 | 2所 | 住建局 |";
    assert_eq!(text(&[page]), rows);
}

#[test]
fn a_heading_over_rows_that_are_divided_still_spans_them() {
    // The second rule goes from the second column on: the heading in the first spans both of the rows, and the upper of them is three.
    let page = Drawn::default()
        .rule((40.0, 540.0), (300.0, 540.0))
        .rule((40.0, 520.0), (300.0, 520.0))
        .rule((100.0, 460.0), (300.0, 460.0))
        .rule((40.0, 440.0), (300.0, 440.0))
        .rule((40.0, 540.0), (40.0, 440.0))
        .rule((100.0, 540.0), (100.0, 440.0))
        .rule((220.0, 540.0), (220.0, 440.0))
        .rule((300.0, 540.0), (300.0, 440.0))
        .rows([45.0, 105.0, 225.0], 525.0, 20.0, &[["类别", "地区", "新建学校"]])
        .text(45.0, 476.0, "民生")
        .rows([105.0, 225.0], 506.0, 18.0, &[["甲县", "10所"], ["乙县", "8所"], ["丙县", "6所"]])
        .rows([105.0, 225.0], 446.0, 18.0, &[["市直", "2所"]]);
    let rows = "| 类别 | 地区 | 新建学校 |\n| 民生 | 甲县 | 10所 |\n|  | 乙县 | 8所 |\n|  | 丙县 | 6所 |\n|  | 市直 | 2所 |";
    assert_eq!(text(&[page]), rows);
}

#[test]
fn a_ruled_row_of_short_words_line_by_line_is_as_many_rows() {
    let page = Drawn::default()
        .grid(&[40.0, 160.0, 300.0], &[540.0, 520.0, 450.0])
        .rows([45.0, 165.0], 525.0, 20.0, &[["任务", "部门"]])
        .rows([45.0, 165.0], 506.0, 18.0, &[["修路", "交通局"], ["植树", "林业局"], ["建桥", "城建局"]]);
    assert_eq!(text(&[page]), "| 任务 | 部门 |\n| 修路 | 交通局 |\n| 植树 | 林业局 |\n| 建桥 | 城建局 |");
}

#[test]
fn a_cell_beside_two_lines_makes_one_row_of_them() {
    // The name stands above, the agency below, and what was done beside both.
    let mut page = across(&[540.0, 520.0, 400.0]).rows([45.0, 130.0, 220.0], 525.0, 20.0, &[["任务", "部门", "进展"]]);
    for (at, [name, agency, upper, lower]) in [
        ["修路", "交通局", "已建成通车，验收工作", "已经全部完成"],
        ["植树", "林业局", "已种植，苗木成活情况", "总体上良好"],
        ["建桥", "城建局", "已开工，桥墩施工作业", "进展顺利"],
    ]
    .into_iter()
    .enumerate()
    {
        let y = 500.0 - 34.0 * at as f64;
        page = page.text(45.0, y, name).text(130.0, y - 12.0, agency).text(220.0, y, upper).text(220.0, y - 12.0, lower);
    }
    let rows = text(&[page]).replace(' ', "");
    assert_eq!(
        rows,
        "|任务|部门|进展|\n|修路|交通局|已建成通车，验收工作已经全部完成|\n|植树|林业局|已种植，苗木成活情况总体上良好|\n|建桥|城建局|已开工，桥墩施工作业进展顺利|"
    );
}

#[test]
fn a_row_of_names_far_apart_ends_a_table_without_rules() {
    let page = Drawn::default()
        .rows([45.0, 205.0], 560.0, 20.0, &[["指标", "完成"], ["粮食", "38.5"], ["水产", "6.1"], ["蔬菜", "40.0"]])
        .text(40.0, 400.0, "以上指标均按可比口径计算，其中水产不含远洋捕捞，以年报为准。");
    let read =
        "| 指标 | 完成 |\n| 粮食 | 38.5 |\n| 水产 | 6.1 |\n| 蔬菜 | 40.0 |\n\n以上指标均按可比口径计算，其中水产不含远洋捕捞，以年报为准。";
    assert_eq!(text(&[page]), read);
}

#[test]
fn what_stands_above_and_below_two_columns_is_read_before_and_after_them() {
    let lines = ["全年新建公办幼儿园十", "所，改造老旧小区五个", "并惠及居民一万余户以", "上，各项工作进展顺利"];
    let columns = (0..12).fold(Drawn::default(), |page, at| {
        let y = 520.0 - 18.0 * at as f64;
        page.text(40.0, y, lines[at % 4]).text(210.0, y, lines[(at + 1) % 4])
    });
    let page = columns
        .text(150.0, 570.0, "县政府工作简报")
        .grid(&[40.0, 170.0, 310.0], &[260.0, 240.0, 220.0])
        .rows([45.0, 175.0], 245.0, 20.0, &[["任务", "进展"], ["修路", "已完工"]])
        .text(40.0, 180.0, "以上情况由各有关部门报送。");
    let read = text(&[page]);
    let order =
        ["县政府工作简报", "全年新建公办幼儿园十所", "进展顺利", "| 任务 | 进展 |\n| 修路 | 已完工 |", "以上情况由各有关部门报送。"];
    let places: Vec<Option<usize>> = order.iter().map(|part| read.find(part)).collect();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{read}");
}

#[test]
fn a_line_set_a_hair_lower_is_the_same_line() {
    // A program moved the number down by a point and a half.
    let page = Drawn::default().text(60.0, 498.5, "10所，").text(40.0, 500.0, "新建").text(90.0, 500.0, "改造8所。");
    assert_eq!(text(&[page]), "新建10所，改造8所。");
    // What stands under the letters of another is a line of its own.
    let page = Drawn::default().text(40.0, 500.0, "新建学校").text(40.0, 498.0, "改造道路");
    assert_eq!(text(&[page]).matches("新建学校").count(), 1);
}

#[test]
fn cubic_metres_keep_their_power() {
    let mut page = Drawn::default().text(40.0, 500.0, "供水8000m");
    page.show(85.5, 504.0, 6.0, "3");
    assert_eq!(text(&[page]), "供水8000m³");
}

#[test]
fn tables_one_after_the_other_on_the_next_page_stay_apart() {
    let table = |page: Drawn, xs: [f64; 3], y: f64, rows: &[[&str; 2]]| {
        let heights: Vec<f64> = (0..=rows.len()).map(|at| y - 20.0 * at as f64).collect();
        page.grid(&xs, &heights).rows([xs[0] + 5.0, xs[1] + 5.0], y - 15.0, 20.0, rows)
    };
    let first = table(Drawn::default(), [40.0, 200.0, 300.0], 100.0, &[["任务", "目标"], ["修路", "8公里"]]);
    let second = table(Drawn::default(), [40.0, 120.0, 360.0], 560.0, &[["部门", "进展"], ["交通局", "已完工"]]);
    let second = table(second, [40.0, 90.0, 200.0], 480.0, &[["名称", "数量"], ["公园", "3个"]]);
    let read = "| 任务 | 目标 |\n| 修路 | 8公里 |\n\n| 部门 | 进展 |\n| 交通局 | 已完工 |\n\n| 名称 | 数量 |\n| 公园 | 3个 |";
    assert_eq!(text(&[first, second]), read);
}
