"""What pandas, polars, duckdb and pyarrow make of a table: every value, decimals exact, lists as lists."""

import json
from decimal import Decimal

import pytest
from conftest import ROOT, SEED, text

import dabiao

pyarrow = pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def result():
    return dabiao.score(SEED, rivals=True)


def plain(value):
    """A value as dabiao has it: spans as pairs, decimals without noughts at their end."""
    if isinstance(value, Decimal):
        return value.normalize() + 0
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return (value["from"], value["to"])
    return value


def equal(table, found):
    ours = [{name: plain(value) for name, value in row.items()} for row in table]
    assert ours == [{name: plain(value) for name, value in row.items()} for row in found]


@pytest.mark.parametrize("name", ["targets", "items", "figures"])
def test_pyarrow(result, name):
    table = getattr(result, name)
    arrow = pyarrow.table(table)
    assert arrow.schema == pyarrow.schema(table)
    equal(table, arrow.to_pylist())
    types = {column["name"]: column["type"] for column in dabiao.codebook(name)}
    of = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "decimal": pyarrow.decimal128(38, 12),
        "flag": pyarrow.bool_(),
        "texts": pyarrow.list_(pyarrow.string()),
        "spans": pyarrow.list_(pyarrow.struct([("from", pyarrow.int64()), ("to", pyarrow.int64())])),
    }
    of["evidences"] = pyarrow.list_(of["spans"])
    assert [field.type for field in arrow.schema] == [of[types[field.name]] for field in arrow.schema]


def test_a_stream_can_be_taken_more_than_once(result):
    assert pyarrow.table(result).equals(pyarrow.table(result.targets))
    # One that nobody takes is let go.
    for _ in range(3):
        result.targets.__arrow_c_stream__()
        result.targets.__arrow_c_schema__()


def test_the_schema_says_what_a_column_means(result):
    said = result.to_arrow().schema.field("ratio").metadata
    assert b"achieved" in said[b"meaning"] and b"share of the target" in said[b"unit"]


def test_pandas(result):
    pandas = pytest.importorskip("pandas")
    frame = result.to_pandas()
    assert frame.shape == (len(result.targets), len(result.targets.columns))
    ratios = [row["ratio"] for row in result.targets]
    assert [None if pandas.isna(ratio) else plain(ratio) for ratio in frame["ratio"]] == [plain(ratio) for ratio in ratios]
    assert frame["met"].sum() == sum(row["met"] is True for row in result.targets)
    again = pyarrow.Table.from_pandas(frame, preserve_index=False)
    equal(result.targets, again.to_pylist())
    objects = result.to_pandas(types_mapper=None)
    assert {type(ratio) for ratio in objects["ratio"].dropna()} == {Decimal}


def test_completion_by_agency_is_that_of_the_summary(result):
    pytest.importorskip("pandas")
    [line] = [line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if "groupby" in line]
    found = eval(line.removeprefix(">>> "), {"targets": result.to_pandas()})
    means = {row["name"]: row["mean"] for row in result.summary("agency")}
    assert len(found) > 15
    for agency, mean in found.items():
        assert abs(Decimal(str(mean)) - means[agency]) < Decimal("0.0000001"), agency


def test_polars(result):
    polars = pytest.importorskip("polars")
    frame = result.to_polars()
    assert frame.schema["ratio"] == polars.Decimal(38, 12)
    assert frame.schema["spans"] == polars.List(polars.Struct({"from": polars.Int64, "to": polars.Int64}))
    equal(result.targets, frame.to_dicts())
    equal(result.targets, pyarrow.table(frame).to_pylist())


def test_duckdb(result):
    duckdb = pytest.importorskip("duckdb")
    targets = result.targets.to_arrow()  # noqa: F841
    found = duckdb.sql("from targets").to_arrow_table()
    equal(result.targets, found.to_pylist())
    [(mean, kind)] = duckdb.sql("select avg(counted_ratio), any_value(typeof(ratio)) from targets where restates is null").fetchall()
    assert kind == "DECIMAL(38,12)" and 0.6 < mean < 0.7


def test_rows_are_a_sequence(result):
    table = result.targets
    rows = table.to_list()
    assert len(rows) == len(table) == len(result) and list(table) == rows
    assert table[-1] == rows[-1] and table[0] == rows[0]
    with pytest.raises(IndexError):
        table[len(table)]
    assert list(dabiao.quantities("没有数字")) == []


def test_what_a_notebook_shows_is_escaped():
    shown = dabiao.score("序号|重点工作|完成情况\n1|新建<b>学校</b>9所|新建<b>学校</b>4所\n")._repr_html_()
    assert "<b>" not in shown and "&lt;b&gt;" in shown and "completion" in shown
    assert "<table>" in dabiao.quantities("9所")._repr_html_()
    json.dumps(shown)
    assert repr(dabiao.score(text(1))) == "<dabiao.Result of 1 reports: 6 items, 12 targets>"
