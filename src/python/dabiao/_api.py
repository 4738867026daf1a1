"""The functions of the package."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Union

from . import _dabiao
from ._result import Panel, Result
from ._table import Table

Source = Union[str, bytes, bytearray, "os.PathLike[str]"]
Lexicon = Union[str, "os.PathLike[str]", Iterable[Union[str, "os.PathLike[str]"]]]
Share = Union[Decimal, str, int]
Progress = Callable[[int, int], object]


def _lexicon(given: Lexicon | None) -> list[tuple[str, str]]:
    if given is None:
        return []
    if isinstance(given, (str, os.PathLike)):
        given = [given]
    return [("lexicon", one) if isinstance(one, str) else (os.fspath(one), Path(one).read_text(encoding="utf-8")) for one in given]


def _share(given: Share | None) -> str | None:
    # A float is what its digits say: 0.05 is five hundredths.
    return None if given is None else str(given)


def _options(
    *,
    lexicon: Lexicon | None = None,
    scheme: str = "ratio",
    encoding: str | None = None,
    rivals: bool = False,
    commitments: bool = False,
    figures: bool = False,
    tolerance: Share | None = None,
    ahead: Share | None = None,
    slack: Share | None = None,
) -> dict[str, Any]:
    return {
        "lexicon": _lexicon(lexicon),
        "scheme": scheme,
        "encoding": encoding,
        "rivals": rivals,
        "commitments": commitments,
        "figures": figures,
        "explain": False,
        "tolerance": _share(tolerance),
        "ahead": _share(ahead),
        "slack": _share(slack),
    }


def _sources(given: Source | Iterable[Source]) -> tuple[list[Any], list[str] | None]:
    """Sources as a list, and their names where there are several: that of a file its path, of another one its place."""
    if isinstance(given, (str, bytes, bytearray, os.PathLike)):
        return [given], None
    if not isinstance(given, Iterable):
        raise TypeError(f"{type(given).__name__} is no source; give a str with the text, bytes, or the pathlib.Path of a file")
    sources = list(given)
    return sources, [os.fspath(one) if isinstance(one, os.PathLike) else str(at) for at, one in enumerate(sources)]


def score(
    source: Source | Iterable[Source],
    *,
    lexicon: Lexicon | None = None,
    scheme: str = "ratio",
    encoding: str | None = None,
    rivals: bool = False,
    commitments: bool = False,
    tolerance: Share | None = None,
    ahead: Share | None = None,
    slack: Share | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    errors: Literal["raise", "keep"] = "raise",
) -> Result:
    """Reads a report and pairs every target with its answer.

    :param source: the text (``str``), the bytes of a file, or the ``Path`` of one; or several of these.
    :param lexicon: words of your own, on top of those built in: the text of a TOML file, or the path of one, or several.
    :param scheme: how a target is scored; :func:`schemes` lists the names.
    :param encoding: what a plain text or a page is in, where it is not told right by itself.
    :param rivals: whether every answer lists the figures that were passed over, not only a target without an answer.
    :param commitments: whether commitments without a number are rows as well (``kind`` tells them apart).
    :param tolerance: how far from a mark with 左右 still meets it, as a share of the target.
    :param ahead: of the scheme ``progress``: so far above the share of the year gone is ahead.
    :param slack: of the scheme ``progress``: so far below it is still on track.
    :param threads: how many threads share the work; as many as there are processors where it is not said.
    :param progress: called now and then with the bytes that are done and those that there are.
    :param errors: ``"raise"`` raises what is wrong with the first source that cannot be read; ``"keep"`` makes it a row of ``result.errors``.

    Other threads of Python run meanwhile, and Ctrl-C ends it.

    >>> import dabiao
    >>> dabiao.score("序号|重点工作|完成情况\\n1|新增企业50家|新增企业30家\\n").targets[0]["ratio"]
    Decimal('0.6')
    >>> from pathlib import Path
    >>> dabiao.score(Path("no such file.txt"))
    Traceback (most recent call last):
        ...
    FileNotFoundError: [Errno 2] No such file or directory: 'no such file.txt'
    """
    given, names = _sources(source)
    asked = _options(
        lexicon=lexicon, scheme=scheme, encoding=encoding, rivals=rivals, commitments=commitments, figures=True,
        tolerance=tolerance, ahead=ahead, slack=slack,
    )  # fmt: skip
    return Result(_dabiao.score(given, names, asked, threads, progress, _keep(errors)))


def _keep(errors: str) -> bool:
    if errors not in ("raise", "keep"):
        raise ValueError(f'errors is {errors!r}; "raise" or "keep" would be right')
    return errors == "keep"


def score_texts(
    texts: Iterable[str],
    *,
    names: Iterable[str] | None = None,
    lexicon: Lexicon | None = None,
    scheme: str = "ratio",
    rivals: bool = False,
    commitments: bool = False,
    figures: bool = False,
    tolerance: Share | None = None,
    ahead: Share | None = None,
    slack: Share | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    errors: Literal["raise", "keep"] = "raise",
) -> Result:
    """Reads many texts at once, on several threads. A row says in ``report`` which text it is of: its name, or its place from 0.

    The parameters are those of :func:`score`, and

    :param names: what the texts are called; a text for each.
    :param figures: whether achieved figures are listed as well, which takes a little longer.

    >>> import dabiao
    >>> texts = ["序号|重点工作|完成情况\\n1|修路8公里|修路10公里\\n", ""]
    >>> result = dabiao.score_texts(texts, names=["a", "b"], errors="keep")
    >>> [(row["report"], row["ratio"]) for row in result.targets], [(row["report"], row["kind"]) for row in result.errors]
    ([('a', Decimal('1.25'))], [('b', 'empty')])
    """
    given = list(texts)
    if isinstance(texts, (str, bytes)) or not all(isinstance(text, str) for text in given):
        raise TypeError("score_texts takes a list of str; score takes bytes and paths")
    called = [str(at) for at in range(len(given))] if names is None else list(names)
    if len(called) != len(given):
        raise ValueError(f"there are {len(given)} texts and {len(called)} names; a name for each would be right")
    asked = _options(
        lexicon=lexicon, scheme=scheme, rivals=rivals, commitments=commitments, figures=figures, tolerance=tolerance,
        ahead=ahead, slack=slack,
    )  # fmt: skip
    return Result(_dabiao.score(given, called, asked, threads, progress, _keep(errors)))


def compare(
    targets: Source,
    results: Source,
    *,
    lexicon: Lexicon | None = None,
    scheme: str = "ratio",
    encoding: str | None = None,
    rivals: bool = False,
    commitments: bool = False,
    tolerance: Share | None = None,
    progress: Progress | None = None,
) -> Result:
    """The goals of one government work report, answered from the review in the next one, or from a table of actual figures.

    >>> import dabiao
    >>> goals = "2031年青海省政府工作报告\\n二、2031年工作安排\\n今年主要预期目标是：生产总值增长5%以上。\\n"
    >>> review = "2032年青海省政府工作报告\\n一、2031年工作回顾\\n过去一年，生产总值增长5.3%。\\n"
    >>> [(row["headline"], row["met"]) for row in dabiao.compare(goals, review).targets]
    [('gdp', True)]
    """
    asked = _options(
        lexicon=lexicon, scheme=scheme, encoding=encoding, rivals=rivals, commitments=commitments, tolerance=tolerance
    )  # fmt: skip
    return Result(_dabiao.compare([targets, results], asked, progress))


def panel(
    sources: Mapping[str, Source] | Iterable[Source],
    *,
    meta: Mapping[str, Mapping[str, Any]] | None = None,
    codes: Mapping[str, str] | None = None,
    all: bool = False,
    lexicon: Lexicon | None = None,
    encoding: str | None = None,
    tolerance: Share = 0,
    progress: Progress | None = None,
) -> Panel:
    """Many reports as a panel: a row for each region, year, headline indicator, level or growth, and plan; every hole says why it is one.

    :param sources: the reports, or a mapping of names to them.
    :param meta: by the name of a report what is put right of it: region, code, parent, level, year, date, session.
    :param codes: names of regions by their codes (行政区划代码), beyond the provinces.
    :param all: targets of every indicator, not only of headline indicators.

    >>> import dabiao
    >>> texts = {
    ...     "a": "2031年青海省政府工作报告\\n二、2031年工作安排\\n今年主要预期目标是：生产总值增长5%左右。\\n",
    ...     "b": "2032年青海省政府工作报告\\n一、2031年工作回顾\\n过去一年，生产总值增长5.3%。\\n",
    ... }
    >>> [row] = [row for row in dabiao.panel(texts) if row["year"] == 2031 and row["indicator"] == "gdp"]
    >>> row["region"], row["target_mid"], row["result_value"], row["met"]
    ('青海省', Decimal('5'), Decimal('5.3'), True)
    """
    if isinstance(sources, Mapping):
        names: list[str] | None = [str(name) for name in sources]
        given: list[Any] = list(sources.values())
    else:
        given, names = _sources(sources)
    fields = ("region", "code", "parent", "level", "year", "date", "session")
    said = {}
    for name, row in (meta or {}).items():
        if other := [field for field in row if field not in fields]:
            raise ValueError(f"meta of {name} has {other[0]!r}; there are {', '.join(fields)}")
        said[name] = {field: row.get(field) for field in fields}
    asked = _options(lexicon=lexicon, encoding=encoding, tolerance=tolerance)
    return Panel(_dabiao.panel(given, names, said, list((codes or {}).items()), asked, all, progress))


def figures(
    source: Source | Iterable[Source],
    *,
    lexicon: Lexicon | None = None,
    encoding: str | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    errors: Literal["raise", "keep"] = "raise",
) -> Table:
    """Every achieved figure, also where no target asks for it.

    >>> import dabiao
    >>> text = "2031年政府工作报告\\n一、2030年工作回顾\\n全年新建学校12所,城镇新增就业4.2万人。\\n"
    >>> [(row["indicator"], row["value"], row["until"]) for row in dabiao.figures(text)]
    [('学校', Decimal('12'), '2030-12-31'), ('城镇就业', Decimal('42000'), '2030-12-31')]
    """
    given, names = _sources(source)
    asked = _options(lexicon=lexicon, encoding=encoding, figures=True)
    return Result(_dabiao.score(given, names, asked, threads, progress, _keep(errors))).figures


def quantities(text: str, *, lexicon: Lexicon | None = None) -> Table:
    """Every quantity of a text, line by line.

    >>> import dabiao
    >>> [(row["text"], row["value"], row["unit"]) for row in dabiao.quantities("投资1800余万元，增长百分之六点五")]
    [('1800余万元', Decimal('18000000'), '元'), ('百分之六点五', Decimal('6.5'), '%')]
    """
    return Table(_dabiao.quantities(text, _options(lexicon=lexicon)))


def codebook(of: Literal["targets", "figures", "items", "groups", "quantities", "panel"] = "targets") -> list[dict[str, Any]]:
    """What every column of a table means: its type, unit, values and source.

    >>> import dabiao
    >>> next(column for column in dabiao.codebook() if column["name"] == "ratio")["unit"]
    'share of the target, 1 is all of it'
    """
    fields = ("name", "type", "unit", "values", "meaning", "source")
    return [dict(zip(fields, column)) for column in _dabiao.codebook(of)]


def schemes() -> list[dict[str, str]]:
    """The ways to score a target, each with its formula and its source.

    >>> import dabiao
    >>> dabiao.schemes()[0]["name"]
    'ratio'
    """
    return [dict(zip(("name", "formula", "source"), scheme)) for scheme in _dabiao.schemes()]
