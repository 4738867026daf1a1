"""The rows of Python are those of the program: cell by cell, over the seeds and over documents of every format."""

import csv
import io
import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import ROOT, SEED, text

import dabiao

DOCUMENTS = sorted((ROOT / "tests" / "documents").iterdir())


def rows(printed):
    return list(csv.DictReader(io.StringIO(printed.decode("utf-8-sig"))))


def written(value):
    """A value as it stands in CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, list):
        if value and isinstance(value[0], list):
            return " | ".join(written(spans) for spans in value)
        return ";".join(f"{one[0]}..{one[1]}" if isinstance(one, tuple) else one for one in value)
    return str(value)


def same(table, printed):
    expected = rows(printed)
    assert len(table) == len(expected)
    for ours, theirs in zip(table, expected):
        assert list(ours) == list(theirs)
        for name, value in ours.items():
            if isinstance(value, Decimal):
                assert Decimal(theirs[name]) == value, name
            else:
                assert theirs[name] == written(value), name


@pytest.mark.parametrize("seed", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda path: path.name)
def test_seeds_have_the_rows_of_the_program(program, seed):
    result = dabiao.score(seed)
    assert len(result.targets) > 100
    same(result.targets, program("score", "--format", "csv", "--raw", seed))
    same(result.figures, program("figures", "--format", "csv", "--raw", seed))
    same(result.summary("agency"), program("summary", "--by", "agency", "--format", "csv", "--raw", seed))


@pytest.mark.parametrize("scheme", [scheme["name"] for scheme in dabiao.schemes()])
def test_every_scheme_has_the_rows_of_the_program(program, scheme):
    result = dabiao.score(SEED, scheme=scheme, rivals=True, commitments=True)
    same(result.targets, program("score", "--format", "csv", "--raw", "--rivals", "--all-items", "--scheme", scheme, SEED))


def test_a_folder_of_documents_has_the_rows_of_the_program(program, tmp_path):
    for document in DOCUMENTS:
        shutil.copy(document, tmp_path)
    for number, encoding in enumerate(["utf-8", "utf-8-sig", "gb18030", "utf-16"]):
        (tmp_path / f"made{number}.txt").write_bytes(text(number).encode(encoding))
    damaged = text(9).encode()
    (tmp_path / "damaged.txt").write_bytes(damaged[:700] + b"\xff" + damaged[700:])
    paths = sorted(tmp_path.iterdir())
    result = dabiao.score(paths)
    assert result.reports == [str(path) for path in paths] and len(result.targets) > 80
    same(result.targets, program("score", "--format", "csv", "--raw", *paths))
    same(result.figures, program("figures", "--format", "csv", "--raw", *paths))
    same(result.summary("measure"), program("summary", "--by", "measure", "--format", "csv", "--raw", *paths))


def test_a_report_of_more_than_a_megabyte_has_the_rows_of_the_program(program, tmp_path):
    path = tmp_path / "large.txt"
    path.write_text(text(3, 11000), encoding="utf-8")
    assert path.stat().st_size > 1 << 20
    same(dabiao.score(path, threads=3).targets, program("score", "--format", "csv", "--raw", path))


GOALS = "2031年青海省政府工作报告\n二、2031年工作安排\n今年主要预期目标是：生产总值增长6%以上，城镇新增就业6.5万人以上。\n"
REVIEW = "2032年青海省政府工作报告\n一、2031年工作回顾\n过去一年，生产总值增长6.2%，城镇新增就业6.1万人。\n二、2032年工作安排\n生产总值增长5%左右。\n"


def test_two_reports_that_are_compared(program, tmp_path):
    goals, review = tmp_path / "2031.txt", tmp_path / "2032.txt"
    goals.write_text(GOALS, encoding="utf-8")
    review.write_text(REVIEW, encoding="utf-8")
    compared = dabiao.compare(goals, review)
    assert [row["met"] for row in compared.targets] == [True, False]
    same(compared.targets, program("compare", "--format", "csv", "--raw", goals, review))
    panel = dabiao.panel([goals, review])
    assert any(row["result_value"] == Decimal("6.2") for row in panel)
    same(panel, program("panel", "--format", "csv", "--raw", goals, review))
    said = dabiao.panel({"a": GOALS, "b": REVIEW}, meta={"b": {"region": "山东省"}}, all=True)
    assert {(row["region"], row["report"]) for row in said if row["report"]} == {("青海省", "a"), ("山东省", "b")}


def test_the_codebook_is_that_of_the_program(program):
    for ours, theirs in [("targets", "rows"), ("figures", "figures"), ("groups", "summary"), ("panel", "panel")]:
        assert dabiao.codebook(ours) == json.loads(program("codebook", "--of", theirs, "--format", "json"))


def test_items_and_their_words():
    result = dabiao.score(SEED)
    assert len(result.items) == 103
    first = result.items[0]
    assert first["agencies"] == ["区科技局"] and first["task"].startswith("建设城西科创大走廊")
    assert sum(item["targets"] for item in result.items) == result.summary("all")[0]["targets"]


def test_evidence_is_what_stands_in_the_source():
    source = SEED.read_bytes()
    for row in dabiao.score(SEED).targets:
        for spans in [row["spans"], *(row["figure_spans"] or [])]:
            assert all(0 <= first < last <= len(source) and source[first:last].decode() for first, last in spans)
    for row in dabiao.score(text(4)).targets:
        chars = "".join(text(4)[first:last] for first, last in row["spans_chars"])
        assert chars == row["text"]


def test_the_kinds_of_sources_are_told_apart_by_their_types():
    path = Path(ROOT / "tests" / "documents" / "tasks.csv")
    of_path, of_bytes, of_text = (dabiao.score(given) for given in (path, path.read_bytes(), path.read_bytes().decode()))
    assert (of_path.reports, of_bytes.reports, of_text.reports) == ([str(path)], ["bytes"], ["text"])

    def strip(result):
        return [{name: value for name, value in row.items() if name not in ("report", "answer_report")} for row in result.targets]

    assert strip(of_path) == strip(of_bytes) == strip(of_text) != []
    assert strip(dabiao.score(bytearray(path.read_bytes()))) == strip(of_path)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_is_that_of_the_program(program, tmp_path, lang):
    result = dabiao.score(SEED)
    page = result.html(tmp_path / "page.html", lang=lang)
    assert page == program("score", "--format", "html", "--lang", lang, SEED).decode()
    assert (tmp_path / "page.html").read_bytes() == page.encode()
    with pytest.raises(ValueError, match="en or zh"):
        result.html(lang="fr")


def test_the_page_of_two_reports_is_that_of_the_program(program, tmp_path):
    goals, review = tmp_path / "2031.txt", tmp_path / "2032.txt"
    goals.write_text(GOALS, encoding="utf-8")
    review.write_text(REVIEW, encoding="utf-8")
    assert dabiao.compare(goals, review).html() == program("compare", "--format", "html", "--lang", "en", goals, review).decode()


def test_what_explains_an_item_is_that_of_the_program(program):
    result = dabiao.score(SEED)
    for line in (7, 20, 55):
        for lang in ("en", "zh"):
            assert result.explain(line, lang=lang) == program("score", "--lang", lang, "--explain", line, SEED).decode()
    with pytest.raises(ValueError, match="item_line"):
        result.explain(1)
    several = dabiao.score_texts([text(1), text(2)], names=["a", "b"])
    assert several.explain(2, report="b").startswith("b, line 2, item 1\n")
    for wrong in (None, "c"):
        with pytest.raises(ValueError, match="a, b"):
            several.explain(2, report=wrong)
