"""What the tests of the Python package share: made-up texts, and the program that they are held against."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds" / "yuhang-2022-h1.txt"
HEADER = "序号|重点工作|牵头单位|完成情况\n"


@pytest.fixture(scope="session")
def program():
    """The program as the tests find it: named by DABIAO, or built where cargo puts it."""
    named = os.environ.get("DABIAO")
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    path = Path(named) if named else target / "release" / "dabiao"
    if not path.exists():
        pytest.fail(f"{path} is not there; build the program with cargo build --release --features cli, or name it in DABIAO")

    def run(*arguments, status=(0, 1)):
        done = subprocess.run([path, *map(str, arguments)], capture_output=True, check=False)
        assert done.returncode in status, done.stderr.decode()
        return done.stdout

    return run


def text(number, items=6):
    """A made-up report: every one another, with what is met, what is short, and what is not reported."""
    rows = []
    for item in range(1, items + 1):
        mark, reached = 7 + (number * 13 + item * 5) % 90, 3 + (number * 7 + item * 11) % 95
        answer = "正在推进" if (number + item) % 5 == 0 else f"整修水渠{reached}条,栽种果树{reached * 3}株"
        rows.append(f"{item}|整修水渠{mark}条、栽种果树{mark * 2}株以上|县水务站{item % 3};县林场|{answer}\n")
    return HEADER + "".join(rows)
