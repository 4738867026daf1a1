"""What was read."""

from __future__ import annotations

import os
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from ._dabiao import Panel as _Panel
from ._dabiao import Reports as _Reports
from ._table import Table

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

By = Literal["all", "agency", "measure", "reason", "item"]


class Result:
    """Reports that were read: their targets with their answers, their items, their achieved figures.

    It is the table of its targets for whatever takes Arrow: ``pyarrow.table(result)``, ``polars.DataFrame(result)``.

    >>> import dabiao
    >>> result = dabiao.score("序号|重点工作|完成情况\\n1|新建学校9所|新建学校4所\\n2|修路8公里|修路10公里\\n")
    >>> [row["ratio"] for row in result.targets]
    [Decimal('0.444444444444'), Decimal('1.25')]
    >>> result.summary("all")[0]["mean"]
    Decimal('0.722222222222')
    """

    def __init__(self, reports: _Reports) -> None:
        self._reports = reports

    @cached_property
    def targets(self) -> Table:
        """A row for each target, with its answer and its score."""
        return Table(self._reports.table("targets"))

    @cached_property
    def items(self) -> Table:
        """A row for each item of the reports."""
        return Table(self._reports.table("items"))

    @cached_property
    def figures(self) -> Table:
        """A row for each achieved figure, also where no target asks for it; of :func:`dabiao.compare` none."""
        return Table(self._reports.table("figures"))

    @cached_property
    def errors(self) -> Table:
        """A row for each source that could not be read; empty unless they were to be kept (``errors="keep"``)."""
        return Table(self._reports.errors)

    @property
    def reports(self) -> list[str]:
        """The names of the reports that were read."""
        return self._reports.names

    def summary(self, by: By = "agency") -> Table:
        """Coverage and completion of each report by agency, measure, reason or item, or of all its targets.

        A joint item counts in full for each of its agencies; what says another target again, and totals, are left out.
        """
        return Table(self._reports.summary(by))

    def explain(self, line: int, *, report: str | None = None, lang: Literal["en", "zh"] = "en") -> str:
        """Evidence, rule and what was passed over, for the targets of the item on a line.

        >>> import dabiao
        >>> result = dabiao.score("序号|重点工作|完成情况\\n1|新建学校9所|新建学校4所\\n")
        >>> print(result.explain(2))  # doctest: +ELLIPSIS
        text, line 2, item 1
        task      新建学校9所
        ...
        """
        return self._reports.explain(line, report, lang)

    def html(self, path: str | os.PathLike[str] | None = None, *, lang: Literal["en", "zh"] = "en") -> str:
        """One page that holds all it shows and opens every number to its source; written to ``path`` where that is given."""
        page = self._reports.html(lang)
        if path is not None:
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(page)
        return page

    def to_arrow(self) -> pyarrow.Table:
        """The targets as a ``pyarrow.Table``."""
        return self.targets.to_arrow()

    def to_pandas(self, **options: Any) -> pandas.DataFrame:
        """The targets as a data frame of pandas; see :meth:`Table.to_pandas`."""
        return self.targets.to_pandas(**options)

    def to_polars(self) -> polars.DataFrame:
        """The targets as a data frame of polars."""
        return self.targets.to_polars()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.targets.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self.targets.__arrow_c_schema__()

    def __len__(self) -> int:
        return len(self.targets)

    def __repr__(self) -> str:
        return f"<dabiao.Result of {len(self.reports)} reports: {len(self.items)} items, {len(self.targets)} targets>"

    def _repr_html_(self) -> str:
        said = [escape(f"{len(self.reports)} reports, {len(self.items)} items, {len(self.targets)} targets")]
        for row in self.summary("all").to_list()[:10]:
            mean = "—" if row["mean"] is None else f"{row['mean'] * 100:.1f} %"
            said.append(escape(f"{row['report']}: {row['answered']} of {row['targets']} answered, {row['met']} met, completion {mean}"))
        return "<p>" + "<br>".join(said) + "</p>" + self.targets._repr_html_()


class Panel(Table):
    """A panel of reports: a row for each region, year, headline indicator, level or growth, and plan."""

    __slots__ = ("failed", "remarks")

    def __init__(self, panel: _Panel) -> None:
        super().__init__(panel.rows)
        #: What a person should know of a report: its name, and what.
        self.remarks: list[tuple[str, str]] = panel.remarks
        #: What could not be read: its name and the exception.
        self.failed: list[tuple[str, Exception]] = panel.failed
