"""Spark on two executors of their own: every row is that of one process, an executor may die, and no text fails the job."""

import os
import shutil
import signal
import sys
import threading
import time
from pathlib import Path

import pytest
from conftest import HEADER, text

import dabiao

pyspark = pytest.importorskip("pyspark")
pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

if shutil.which("java") is None:
    pytest.skip("there is no Java", allow_module_level=True)

from pyspark import cloudpickle  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

import dabiao.spark  # noqa: E402

# An executor does not have this file.
cloudpickle.register_pickle_by_value(sys.modules[__name__])

COUNT = 400
BAD = {7: "", 91: HEADER + "1|整修\0水渠9条|县水务站|\n", 203: "负责人|电话\n张某|555\n李某|556\n王某|557\n", 350: None}
REVIEW = "{year}年{place}政府工作报告\n一、{last}年工作回顾\n过去一年，生产总值增长{reached}%。\n二、{year}年工作安排\n今年主要预期目标是：生产总值增长{mark}%以上。\n"


def texts():
    return [BAD[number] if number in BAD else text(number) for number in range(COUNT)]


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("dabiao")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.executor.memory", "768m")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.task.maxFailures", "8")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def reports(spark, tmp_path_factory):
    path = tmp_path_factory.mktemp("reports") / "reports.parquet"
    parquet.write_table(pyarrow.table({"doc": pyarrow.array(range(COUNT), pyarrow.int64()), "full_text": texts()}), path)
    return spark.read.parquet(str(path)).repartition(40)


def plain(value):
    """A value of Spark as pyarrow has it."""
    if isinstance(value, pyspark.sql.Row):
        return {"from": value["from"], "to": value["to"]}
    return [plain(one) for one in value] if isinstance(value, list) else value


def collected(frame, *keys):
    rows = [{name: plain(value) for name, value in row.asDict().items()} for row in frame.collect()]
    return sorted(rows, key=lambda row: [str(row[key]) for key in keys])


def alone(of):
    """The rows of one process, under the columns of Spark."""
    held = [(number, one) for number, one in enumerate(texts()) if one is not None]
    result = dabiao.score_texts([one for _, one in held], names=[str(number) for number, _ in held], figures=True, errors="keep")
    rows = (result.targets if of == "targets" else result.figures).to_arrow().to_pylist()
    own = of.removesuffix("s") + "_id"
    rows = [{own if name == "id" else name: value for name, value in row.items()} for row in rows]
    good = [{"doc": int(row.pop("report")), "error": None, "error_kind": None} | row for row in rows]
    empty = dict.fromkeys(good[0])
    bad = [{**empty, "doc": int(row["report"]), "error": row["message"], "error_kind": row["kind"]} for row in result.errors]
    bad.append({**empty, "doc": 350, "error": "there is no text", "error_kind": "empty"})
    return sorted(good + bad, key=lambda row: [str(row[key]) for key in ("doc", own)])


def executors():
    """The processes of executors below this one."""
    parents, names = {}, {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(process.name)] = int((process / "stat").read_text().rpartition(")")[2].split()[1])
            names[int(process.name)] = (process / "cmdline").read_bytes()
        except (OSError, ValueError):
            continue

    def below(process):
        while process > 1:
            if process == os.getpid():
                return True
            process = parents.get(process, 0)
        return False

    return [process for process, name in names.items() if b"CoarseGrainedExecutorBackend" in name and b"java" in name and below(process)]


def slow(batches):
    for batch in batches:
        time.sleep(0.4)
        yield batch


def test_every_row_is_that_of_one_process_though_an_executor_is_killed(spark, reports):
    spark.range(4).repartition(4).mapInArrow(slow, "id long").count()
    before = executors()
    assert len(before) == 2, before
    scored = dabiao.spark.score(reports.mapInArrow(slow, reports.schema), text="full_text", id="doc")
    killed, tracker = [], spark.sparkContext.statusTracker()

    def kill():
        while not killed:
            for stage in tracker.getActiveStageIds():
                info = tracker.getStageInfo(stage)
                # The scoring itself: the stage of as many tasks as there are partitions, some of them done and more of them not.
                if info and info.numTasks == 40 and 4 <= info.numCompletedTasks <= 20:
                    os.kill(before[0], signal.SIGKILL)
                    killed.append(info.numCompletedTasks)
                    return
            time.sleep(0.02)

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    found = collected(scored, "doc", "target_id")
    thread.join(5)
    assert killed and before[0] not in executors()
    expected = alone("targets")
    assert len(expected) == (COUNT - len(BAD)) * 12 + len(BAD)
    assert found == expected
    assert {row["doc"] for row in found if row["error"]} == set(BAD)


def test_figures_are_those_of_one_process(reports):
    found = collected(dabiao.spark.figures(reports, text="full_text", id="doc"), "doc", "figure_id")
    assert found == alone("figures") and len(found) > COUNT


def test_a_panel_of_each_group_is_that_of_one_process(spark):
    rows = []
    for place in ("青海省", "山东省"):
        for year in range(2031, 2035):
            said = REVIEW.format(place=place, year=year, last=year - 1, reached=year % 7 + 1, mark=year % 5 + 2)
            rows.append((f"{place}{year}", said, place))
    rows.append(("bad", "", "山东省"))
    frame = spark.createDataFrame(rows, "id string, text string, province string")
    found = collected(dabiao.spark.panel(frame, by="province"), "region", "year", "report", "indicator", "form", "plan")
    expected = []
    for place in ("青海省", "山东省"):
        panel = dabiao.panel({name: said for name, said, of in rows if of == place})
        expected += [{"error": None, "error_kind": None} | row for row in panel.to_arrow().to_pylist()]
        expected += [{**dict.fromkeys(expected[0]), "report": name, "error": str(error), "error_kind": error.kind} for name, error in panel.failed]
    expected.sort(key=lambda row: [str(row[key]) for key in ("region", "year", "report", "indicator", "form", "plan")])
    assert found == expected and sum(row["met"] is not None for row in found) >= 6


def test_words_of_ones_own_go_to_the_executors(spark, tmp_path):
    words = tmp_path / "words.toml"
    words.write_text('[units]\n"畦" = "piece"\n', encoding="utf-8")
    with pytest.raises(dabiao.LexiconError):
        dabiao.spark.score(spark.createDataFrame([("a", "")], "id string, text string"), lexicon="[nonsense]\n")
    said = HEADER + "1|新建菜地9畦|县农业站|新建菜地6畦\n"
    frame = spark.createDataFrame([("a", said)], "id string, text string")
    [row] = dabiao.spark.score(frame, lexicon=words).collect()
    assert (row["unit"], str(row["ratio"])) == ("畦", "0.666666666667")


def test_what_breaks_inside_costs_its_own_text_only(monkeypatch):
    import dabiao._dabiao as inside

    real = inside.score

    def breaks(given, *rest):
        if any("果树" in one and "整修水渠33条、" in one for one in given):
            raise RuntimeError("a thread ended")
        return real(given, *rest)

    numbers = [number for number in range(90) if "整修水渠33条、" in text(number)]
    assert 0 < len(numbers) < 90
    monkeypatch.setattr(dabiao.spark._dabiao, "score", breaks)
    batch = pyarrow.record_batch({"id": pyarrow.array(range(90)), "text": [text(number) for number in range(90)]})
    rows = [row for made in dabiao.spark._reader(dabiao.spark._options(), "targets")(iter([batch])) for row in made.to_pylist()]
    assert [row["id"] for row in rows if row["error_kind"] == "inside"] == numbers
    assert {row["id"] for row in rows if row["error"] is None} == set(range(90)) - set(numbers)
