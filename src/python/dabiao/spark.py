"""The same functions over a data frame of Spark: every text on the executor where it lies.

Nothing is collected on the driver. A text that cannot be read is a row with ``error`` and ``error_kind``, and never a failed job. Every executor
needs this package: see the page on many machines in the documentation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from . import _dabiao
from ._api import Lexicon, Share, _options, codebook
from ._result import Panel, Result
from ._table import Table

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

#: So many texts are read at a time, so that a batch of Spark is never held with all its rows.
_AT_ONCE = 64
#: The kind of what went wrong inside of this package, which no text should cause.
_INSIDE = "inside"
#: The id of a text is no other than the id of a row.
_OWN = {"targets": "target_id", "figures": "figure_id"}


def score(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    *,
    lexicon: Lexicon | None = None,
    scheme: str = "ratio",
    rivals: bool = False,
    commitments: bool = False,
    tolerance: Share | None = None,
) -> DataFrame:
    """The targets of every text with their answers: the columns of :attr:`dabiao.Result.targets`, with ``id`` in the place of ``report`` and the id of
    the target as ``target_id``.

    A text without targets has no row. The options are those of :func:`dabiao.score`.
    """
    asked = _options(lexicon=lexicon, scheme=scheme, rivals=rivals, commitments=commitments, tolerance=tolerance)
    return _mapped(df, text, id, asked, "targets")


def figures(df: DataFrame, text: str = "text", id: str = "id", *, lexicon: Lexicon | None = None) -> DataFrame:
    """Every achieved figure of every text: the columns of :attr:`dabiao.Result.figures`, with ``id`` in the place of ``report``
    and that of the figure as ``figure_id``."""
    return _mapped(df, text, id, _options(lexicon=lexicon, figures=True), "figures")


def panel(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    *,
    by: str,
    codes: dict[str, str] | None = None,
    all: bool = False,
    lexicon: Lexicon | None = None,
    tolerance: Share = 0,
) -> DataFrame:
    """A panel of the reports of each group: those that have the same value in the column ``by``, such as a province.

    The rows are those of :func:`dabiao.panel` over the reports of the group: what a place is asked for, and the marks of the place above it, come
    from reports of its own group. ``report`` and ``result_report`` are ids. A report that cannot be read is a row with its ``report`` and an error.
    """
    asked = _options(lexicon=lexicon, tolerance=tolerance)
    _checked(asked)
    coded = list((codes or {}).items())

    def made(reports: pyarrow.Table) -> pyarrow.Table:
        import pyarrow

        names = [str(one) for one in reports.column(0).to_pylist()]
        texts = reports.column(1).to_pylist()
        missing = [name for name, one in zip(names, texts) if one is None]
        held = [(name, one) for name, one in zip(names, texts) if one is not None]
        failed = [(name, "empty", "there is no text") for name in missing]
        try:
            read = Panel(_dabiao.panel([one for _, one in held], [name for name, _ in held], {}, coded, asked, all, None))
            failed += [(name, getattr(error, "kind", _INSIDE), str(error)) for name, error in read.failed]
            rows = read.to_arrow()
        except Exception as error:  # noqa: BLE001
            failed += [(name, _INSIDE, f"{type(error).__name__}: {error}") for name, _ in held]
            rows = Table(_dabiao.empty("panel")).to_arrow()
        good = _behind(rows)
        bad = pyarrow.Table.from_pylist([{"report": name, "error": said, "error_kind": kind} for name, kind, said in failed], good.schema)
        return pyarrow.concat_tables([good, bad])

    chosen = df.select(id, text, by)
    return chosen.groupBy(by).applyInArrow(made, _schema("panel", None))


def schema(of: str = "targets") -> StructType:
    """The columns of a table as Spark has them, without the id and the error."""
    from pyspark.sql.types import (
        ArrayType,
        BooleanType,
        DecimalType,
        LongType,
        StringType,
        StructField,
        StructType,
    )

    span = StructType([StructField("from", LongType()), StructField("to", LongType())])
    types = {
        "text": StringType(),
        "integer": LongType(),
        "decimal": DecimalType(38, 12),
        "flag": BooleanType(),
        "texts": ArrayType(StringType()),
        "spans": ArrayType(span),
        "evidences": ArrayType(ArrayType(span)),
    }
    return StructType([StructField(column["name"], types[column["type"]]) for column in codebook(of)])  # type: ignore[arg-type]


def _schema(of: str, id: Any) -> StructType:
    """The columns of an output: the error in front of those of the table; with a field of an id, that is first and takes the place of ``report``."""
    from pyspark.sql.types import StringType, StructField, StructType

    errors = [StructField("error", StringType()), StructField("error_kind", StringType())]
    columns = schema(of).fields
    if id is None:
        return StructType([*errors, *columns])
    own = [StructField(_OWN[of] if column.name == "id" else column.name, column.dataType) for column in columns if column.name != "report"]
    return StructType([id, *errors, *own])


def _checked(asked: dict[str, Any]) -> None:
    """What is wrong with the options is said here and now, and not by an executor."""
    _dabiao.score([], None, asked, 1, None, True)


def _mapped(df: DataFrame, text: str, id: str, asked: dict[str, Any], of: str) -> DataFrame:
    _checked(asked)
    chosen = df.select(id, text)
    return chosen.mapInArrow(_reader(asked, of), _schema(of, chosen.schema[id]))


def _reader(asked: dict[str, Any], of: str) -> Callable[[Iterator[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    """What an executor does with the batches of a partition."""

    def read(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            for first in range(0, batch.num_rows, _AT_ONCE):
                yield from _rows(batch.slice(first, _AT_ONCE), asked, of).to_batches()

    return read


def _rows(batch: pyarrow.RecordBatch, asked: dict[str, Any], of: str) -> pyarrow.Table:
    """The rows of some texts, and a row for each that cannot be read."""
    import pyarrow

    ids, texts = batch.column(0), batch.column(1).to_pylist()
    places = [at for at, text in enumerate(texts) if text is not None]
    failed = [(at, "empty", "there is no text") for at, text in enumerate(texts) if text is None]
    try:
        tables = [_read(places, texts, asked, of, failed)]
    except Exception:  # noqa: BLE001
        # One of them is what breaks it: each by itself, so that only that one has no rows.
        tables = []
        for at in places:
            try:
                tables.append(_read([at], texts, asked, of, failed))
            except Exception as error:  # noqa: BLE001
                failed.append((at, _INSIDE, f"{type(error).__name__}: {error}"))
    rows = pyarrow.concat_tables([*tables, Table(_dabiao.empty(of)).to_arrow()])
    found = [int(name) for name in rows.column("report").to_pylist()]
    ids_of_rows = _taken(ids, found)
    if "answer_report" in rows.column_names:
        names = [name and str(id) for name, id in zip(rows.column("answer_report").to_pylist(), ids_of_rows.to_pylist())]
        rows = rows.set_column(rows.column_names.index("answer_report"), "answer_report", pyarrow.array(names, pyarrow.string()))
    rows = rows.rename_columns([_OWN[of] if name == "id" else name for name in rows.column_names])
    good = _behind(rows.drop_columns(["report"]), batch.schema.names[0], ids_of_rows)
    bad = pyarrow.Table.from_pylist([{"error": said, "error_kind": kind} for _, kind, said in failed], good.schema)
    bad = bad.set_column(0, good.schema.field(0), _taken(ids, [at for at, *_ in failed]))
    return pyarrow.concat_tables([good, bad])


def _read(places: list[int], texts: list[str], asked: dict[str, Any], of: str, failed: list[tuple[int, str, str]]) -> pyarrow.Table:
    # Spark gives every task a core of its own.
    result = Result(_dabiao.score([texts[at] for at in places], [str(at) for at in places], asked, 1, None, True))
    rows = (result.targets if of == "targets" else result.figures).to_arrow()
    failed += [(places[row["place"]], row["kind"], row["message"]) for row in result.errors]
    return rows


def _taken(ids: pyarrow.Array, places: list[int]) -> pyarrow.Array:
    import pyarrow

    return ids.take(pyarrow.array(places, pyarrow.int64()))


def _behind(rows: pyarrow.Table, id: str | None = None, ids: pyarrow.Array | None = None) -> pyarrow.Table:
    """Rows behind their id, where they have one, and the columns of the error, which they have not."""
    import pyarrow

    none = pyarrow.nulls(len(rows), pyarrow.string())
    front = [none, none] if ids is None else [ids, none, none]
    names = ["error", "error_kind"] if id is None else [id, "error", "error_kind"]
    return pyarrow.table([*front, *rows.columns], names=[*names, *rows.column_names])
