"""One page of many: the call, or why there is none. Nothing that a page does stops the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import attrs

from ..failure import Failure
from ..given import Given
from ..model import Call
from ..pipeline import firms_of, parse, roster_of

if TYPE_CHECKING:
    from ..names import Firms, Roster

__all__ = ["Options", "outcome"]


@attrs.frozen(slots=True, kw_only=True)
class Options:
    """What is given, once for all pages: lists of people and firms are read already. Can be pickled."""

    format: str | None = None
    encoding: str | None = None
    html: bool | None = None
    roster: Roster | None = None
    firms: Firms | None = None
    strict: bool = False

    @classmethod
    def of(cls, **given: Unpack[Given]) -> Options:
        """Options out of arguments.

        Raises ``TypeError`` for one that there is not, ``RosterError``, and ``UnknownFormat`` for a format that is none.
        """
        from ..formats import get

        unknown = sorted(given.keys() - attrs.fields_dict(cls).keys())
        if unknown:
            raise TypeError(f"no option {', '.join(unknown)}; there are: {', '.join(attrs.fields_dict(cls))}")
        format = given.get("format")
        return cls(
            format=None if format is None else get(format).name,
            encoding=given.get("encoding"),
            html=given.get("html"),
            roster=roster_of(given.get("roster")),
            firms=firms_of(given.get("firms")),
            strict=given.get("strict", False),
        )


def outcome(name: str, page: str | bytes | None, options: Options) -> Call | Failure:
    """The call on a page, or the failure that it is."""
    if page is None:
        return Failure(name=name, kind="ValueError", message="there is no page: the cell is null")
    try:
        return parse(page, name=name, **attrs.asdict(options, recurse=False))
    except Exception as error:  # noqa: BLE001 - one page that cannot be read must not cost the others
        return Failure.of(name, error)
