"""What can be wrong with a source."""

from __future__ import annotations

from typing import Any


class Error(Exception):
    """What kept a report from being read. The message says what was found, where, and what would have been right.

    >>> import dabiao
    >>> try:
    ...     dabiao.score("序号|重点工作\\n1|新建学校9所\\n2|修路\\0\\n")
    ... except dabiao.Error as error:
    ...     print(type(error).__name__, error.line, error.column)
    NotTextError 3 5
    """

    #: What kind of error it is, as the output names it.
    kind: str = ""
    #: The name of the source.
    report: str = ""
    #: The line that it stands in, from 1; ``None`` where it concerns the whole text.
    line: int | None = None
    #: The column in characters, from 1.
    column: int | None = None
    #: Whether it concerns the second report of :func:`dabiao.compare`.
    in_results: bool = False

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self.args, self.__dict__)


class EmptyError(Error, ValueError):
    """Nothing stands in the text."""

    kind = "empty"


class NotTextError(Error, ValueError):
    """The bytes are no text, or a zero byte stands in it."""

    kind = "not_text"


class UnreadTableError(Error, ValueError):
    """It is a table of which no column can be read."""

    kind = "unread_table"


class TooLargeError(Error, ValueError):
    """It is beyond one of the limits, or a document larger than is opened."""

    kind = "too_large"


class FormatError(Error, ValueError):
    """The file is of a format that is not read."""

    kind = "format"


class DocumentError(Error, ValueError):
    """The document has no text, is broken, or is locked."""

    kind = "document"


class ReadError(Error, OSError):
    """The source could not be read on."""

    kind = "read"


class LexiconError(Error, ValueError):
    """Words of one's own that cannot be read; ``entry`` is the line of the file that is wrong.

    >>> import dabiao
    >>> dabiao.score("新建学校9所", lexicon='[units]\\n"畦" = 5\\n')
    Traceback (most recent call last):
        ...
    dabiao._errors.LexiconError: ...
    """

    kind = "lexicon"
    #: The entry that is wrong.
    entry: str = ""


def _again(cls: type[Error], args: tuple[object, ...], state: dict[str, object]) -> Error:
    error = cls(*args)
    error.__dict__.update(state)
    return error


def of(kind: str, message: str, report: str, line: int, column: int, in_results: bool, entry: str) -> Error:
    """The error of a kind; called by the compiled half."""
    error = next((cls for cls in Error.__subclasses__() if cls.kind == kind), Error)(message)
    error.kind, error.report, error.in_results = kind, report, in_results
    error.line, error.column = line or None, column or None
    if isinstance(error, LexiconError):
        error.entry = entry
    return error
