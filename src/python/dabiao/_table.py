"""Rows under columns."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from ._dabiao import Table as _Rows

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

#: So many rows are shown in a notebook.
_SHOWN = 20
#: The columns that a notebook shows of a table that has them; of another one all.
_BRIEF = (
    "line", "agency", "indicator", "value", "high", "unit", "bound", "figure_text", "ratio", "proxy_ratio", "status", "reason",
)  # fmt: skip


class Table:
    """Rows under columns: an Arrow stream, and a sequence of dictionaries.

    >>> import dabiao
    >>> table = dabiao.quantities("新增就业2.4万人,投资1800余万元")
    >>> len(table), table[0]["value"], table[1]["approx"]
    (2, Decimal('24000'), 'over')
    >>> table[0]["spans"]
    [(12, 21)]
    """

    __slots__ = ("_rows",)

    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._rows.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._rows.__arrow_c_schema__()

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._rows.columns

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, row: int) -> dict[str, Any]:
        at = row if row >= 0 else len(self) + row
        if not 0 <= at < len(self):
            raise IndexError(f"there are {len(self)} rows, and none {row}")
        return self._rows.rows(at, 1)[0]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for at in range(0, len(self), 256):
            yield from self._rows.rows(at, 256)

    def to_list(self) -> list[dict[str, Any]]:
        """Every row as a dictionary; what is missing is ``None``, a decimal a ``decimal.Decimal``, evidence a list of pairs."""
        return self._rows.rows(0, len(self))

    def to_arrow(self) -> pyarrow.Table:
        """A ``pyarrow.Table``."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self, **options: Any) -> pandas.DataFrame:
        """A data frame whose columns are Arrow's: decimals are exact, and what is missing is missing.

        ``options`` are those of ``pyarrow.Table.to_pandas``; ``types_mapper=None`` gives objects and floats as of old.
        """
        import pandas

        options.setdefault("types_mapper", pandas.ArrowDtype)
        return self.to_arrow().to_pandas(**options)

    def to_polars(self) -> polars.DataFrame:
        """A data frame of polars."""
        import polars

        return polars.DataFrame(self)

    def __repr__(self) -> str:
        return f"<dabiao.Table of {len(self)} rows under {len(self.columns)} columns>"

    def _repr_html_(self) -> str:
        brief = [name for name in _BRIEF if name in self.columns]
        return _html(self, brief if "indicator" in brief else self.columns)


def _cell(value: object) -> str:
    return "" if value is None else escape(str(value))


def _html(table: Table, columns: list[str]) -> str:
    rows = table._rows.rows(0, _SHOWN)
    columns = [name for name in columns if any(row[name] is not None for row in rows)]
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join("<tr>" + "".join(f"<td>{_cell(row[name])}</td>" for name in columns) + "</tr>" for row in rows)
    more = f"<p>{len(table)} rows, {len(rows)} shown</p>" if len(table) > len(rows) else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
