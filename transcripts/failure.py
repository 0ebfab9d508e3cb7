"""A page that could not be read, as a value: what a run over many pages gives instead of a call."""

from __future__ import annotations

import attrs

__all__ = ["Failure"]


@attrs.frozen(slots=True, kw_only=True)
class Failure:
    """A page that could not be read: what it is called, the kind of the error, and what the error says.

    ``kind`` is the name of the exception (``DecodeError``, ``DoubtfulCall``, ``FileNotFoundError``), or ``WorkerDied`` for a
    page on which the process that read it died.
    """

    name: str
    kind: str
    message: str

    @classmethod
    def of(cls, name: str, error: BaseException) -> Failure:
        """What went wrong on the page of that name."""
        message = getattr(error, "strerror", None) or getattr(error, "message", None) or str(error)
        return cls(name=name, kind=type(error).__name__, message=str(message))

    def __str__(self) -> str:
        return f"{self.name}: {self.kind}: {self.message}"
