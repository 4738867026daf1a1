"""Threads, the lock of the interpreter, Ctrl-C, progress; and what comes of bad input."""

import _thread
import os
import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from conftest import HEADER, SEED, text

import dabiao

TEXTS = [text(number) for number in range(120)]


def test_many_texts_are_those_texts_one_by_one_whatever_the_threads():
    alone = [row for at, one in enumerate(TEXTS) for row in dabiao.score_texts([one], names=[str(at)]).targets]
    for threads in (1, 2, 5, None):
        assert dabiao.score_texts(TEXTS, threads=threads).targets.to_list() == alone


def test_threads_of_python_share_the_package():
    expected = dabiao.score_texts(TEXTS[:20]).targets.to_list()
    found, threads = [], []
    for _ in range(8):
        threads.append(threading.Thread(target=lambda: found.append(dabiao.score_texts(TEXTS[:20], threads=2).targets.to_list())))
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert found == [expected] * 8


def test_other_threads_run_meanwhile():
    large, ticks, done = text(5, 30000), [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.005)

    thread = threading.Thread(target=tick)
    thread.start()
    began = time.monotonic()
    dabiao.score(large, threads=1)
    took = time.monotonic() - began
    done.set()
    thread.join()
    # With the lock held there would be none.
    assert took > 0.1 and len([tick for tick in ticks if began + 0.02 < tick < began + took - 0.02]) > 3


def test_control_c_ends_a_long_run():
    large = [text(number, 3000) for number in range(400)]
    timer = threading.Timer(0.3, _thread.interrupt_main)
    timer.start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        dabiao.score_texts(large)
    assert time.monotonic() - began < 5
    # And what comes after runs as before.
    assert len(dabiao.score(TEXTS[0]).targets) == 12


def test_progress_is_told_to_the_end():
    told = []
    dabiao.score_texts([text(number, 400) for number in range(40)], progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 0
    assert told == sorted(told) and {total for _, total in told} == {told[-1][1]}
    told.clear()
    dabiao.score(SEED, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (SEED.stat().st_size,) * 2


def test_an_exception_of_progress_ends_the_run():
    def refuse(done, total):
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        dabiao.score_texts(TEXTS, progress=refuse)


@pytest.mark.parametrize(
    ("source", "error", "line", "column"),
    [
        ("", dabiao.EmptyError, None, None),
        (HEADER + "1|整修\0水渠9条|县水务站|\n", dabiao.NotTextError, 2, 5),
        ("负责人|电话\n张某|555\n李某|556\n王某|557\n", dabiao.UnreadTableError, 1, 1),
        (b"\x89PNG\r\n\x1a\n", dabiao.FormatError, None, None),
        (b"PK\x03\x04 word/document.xml", dabiao.DocumentError, None, None),
        (b"%PDF-1.7\nnothing", dabiao.DocumentError, None, None),
    ],
)
def test_bad_sources(source, error, line, column):
    with pytest.raises(error) as caught:
        dabiao.score(source)
    caught = caught.value
    assert (caught.line, caught.column, caught.kind) == (line, column, error.kind)
    assert isinstance(caught, dabiao.Error) and isinstance(caught, ValueError) and str(caught)
    again = pickle.loads(pickle.dumps(caught))
    assert (type(again), str(again), again.line, again.report) == (error, str(caught), line, caught.report)


def test_files_that_cannot_be_opened(tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        dabiao.score(tmp_path / "没有.txt")
    assert caught.value.filename == str(tmp_path / "没有.txt")
    with pytest.raises(IsADirectoryError):
        dabiao.score(tmp_path)


def test_what_is_no_source():
    for wrong in (None, 5, [None], [3.5], object()):
        with pytest.raises(TypeError):
            dabiao.score(wrong)
    for wrong in ("text", b"bytes", [b"bytes"], [Path("a")]):
        with pytest.raises(TypeError):
            dabiao.score_texts(wrong)
    with pytest.raises(UnicodeEncodeError):
        dabiao.score("\ud800")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"scheme": "best"}, "there are ratio"),
        ({"encoding": "latin-1"}, "gb18030"),
        ({"tolerance": "much"}, "0 to 1"),
        ({"tolerance": 2}, "0 to 1"),
        ({"errors": "drop"}, '"keep"'),
    ],
)
def test_options_that_are_wrong_say_what_would_be_right(options, said):
    with pytest.raises(ValueError, match=said):
        dabiao.score(TEXTS[0], **options)


def test_words_of_ones_own(tmp_path):
    with pytest.raises(dabiao.LexiconError) as caught:
        dabiao.score(TEXTS[0], lexicon='[units]\n"道" = 5\n')
    assert caught.value.line and caught.value.report == "lexicon"
    path = tmp_path / "words.toml"
    path.write_text("[nonsense]\n", encoding="utf-8")
    with pytest.raises(dabiao.LexiconError) as caught:
        dabiao.score(TEXTS[0], lexicon=[path])
    assert caught.value.report == str(path)


def test_what_fails_can_be_kept():
    result = dabiao.score([TEXTS[0], "", Path("没有.txt"), TEXTS[1]], errors="keep")
    assert result.reports == ["0", "3"] and len(result.targets) == 24
    assert [(row["report"], row["place"], row["kind"]) for row in result.errors] == [("1", 1, "empty"), ("没有.txt", 2, "read")]
    with pytest.raises(dabiao.EmptyError):
        dabiao.score([TEXTS[0], ""])


def test_which_of_two_reports_is_wrong():
    for pair, in_results in ((("", TEXTS[0]), False), ((TEXTS[0], ""), True)):
        with pytest.raises(dabiao.EmptyError) as caught:
            dabiao.compare(*pair)
        assert caught.value.in_results is in_results


def test_no_bytes_break_it():
    seed = SEED.read_bytes()[:3000]
    for number in range(60):
        mixed = bytearray(seed)
        for at in range(number, len(mixed), 97 + number):
            mixed[at] = (mixed[at] * 31 + number) % 256
        try:
            dabiao.score(bytes(mixed)).targets.to_list()
        except dabiao.Error as error:
            assert str(error)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_it_works_behind_a_fork():
    code = (
        "import dabiao, os, sys\n"
        "dabiao.score_texts(['新建学校9所'] * 9)\n"
        "child = os.fork()\n"
        "dabiao.score_texts(['新建学校9所'] * 9)\n"
        "sys.exit(0 if child == 0 else os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
    )
    assert subprocess.run([sys.executable, "-W", "ignore", "-c", code], timeout=60, check=False).returncode == 0
