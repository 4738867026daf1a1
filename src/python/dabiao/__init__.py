"""Reads Chinese government work reports: what was promised, what was reached, how far.

>>> import dabiao
>>> text = "序号|重点工作|牵头单位|完成情况\\n1|招引顶尖人才20名、领军人才200名|区人力社保局|新增引进顶尖人才10人,领军人才127人。\\n"
>>> result = dabiao.score(text)
>>> [(row["indicator"], row["value"], row["ratio"]) for row in result.targets]
[('顶尖人才', Decimal('20'), Decimal('0.5')), ('领军人才', Decimal('200'), Decimal('0.635'))]

A source is told apart by its type: a ``str`` is the text itself, ``bytes`` are those of a file, and a ``pathlib.Path`` is a file to be opened:
web pages, Word, sheets, PDF, CSV and plain text in any encoding that Chinese text comes in.

Every result is a table that pyarrow, pandas, polars and duckdb take as it is (the Arrow PyCapsule interface): decimals are decimals, lists of
evidence are lists. :func:`codebook` says what each column means.
"""

from ._api import (
    codebook,
    compare,
    figures,
    panel,
    quantities,
    schemes,
    score,
    score_texts,
)
from ._dabiao import __version__
from ._errors import (
    DocumentError,
    EmptyError,
    Error,
    FormatError,
    LexiconError,
    NotTextError,
    ReadError,
    TooLargeError,
    UnreadTableError,
)
from ._result import Panel, Result
from ._table import Table

__all__ = [
    "DocumentError",
    "EmptyError",
    "Error",
    "FormatError",
    "LexiconError",
    "NotTextError",
    "Panel",
    "ReadError",
    "Result",
    "Table",
    "TooLargeError",
    "UnreadTableError",
    "__version__",
    "codebook",
    "compare",
    "figures",
    "panel",
    "quantities",
    "schemes",
    "score",
    "score_texts",
]
