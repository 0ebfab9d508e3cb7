"""The page formats that are known, and which of them a page has.

Formats come from this package, from ``register`` and from the entry-point group
``transcripts.formats`` of installed distributions. A plugin that cannot be loaded costs a notice,
never a parse.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ..errors import PluginError, UnknownFormat
from ..model import BlockKind, Notice, NoticeCode, Severity, Source
from .base import CONTINUED, TIME, Format, Page, Piece, Row, Script, ScriptTurn, Sniff
from .nameline import NameLine
from .plain import Plain

__all__ = [
    "CONTINUED", "FALLBACK", "FLOOR", "TIME", "BlockKind", "Candidate", "Format", "Page", "Piece", "Row", "Script", "ScriptTurn",
    "Sniff", "candidates", "detect", "get", "known", "register", "unregister",
]  # fmt: skip

GROUP = "transcripts.formats"
FALLBACK = "plain"
FLOOR = 0.35  # a page that no format claims with more has an unknown format
TIE = 0.02  # two formats closer than this are a tie

_registry: dict[str, Format] = {f.name: f for f in (NameLine(), Plain())}


class Candidate(NamedTuple):
    """A format that a page may have: its name, how likely (0..1), and what speaks for it."""

    format: str
    score: float
    evidence: tuple[str, ...]


def register(plugin: Format, *, replace: bool = False) -> None:
    """Make a format known to this process. Raises ``PluginError`` for a name that is taken, unless ``replace``."""
    name = getattr(plugin, "name", None)
    if not isinstance(plugin, Format) or not isinstance(name, str) or not name:
        raise PluginError(
            f"{plugin!r} is no format: it needs a name and the methods sniff, segment and render",
            plugin=str(name or type(plugin).__name__),
        )
    if name in _registry and not replace:
        raise PluginError(
            f"a format named {name!r} is registered already; pass replace=True to take its place", plugin=name
        )
    _registry[name] = plugin


def unregister(name: str) -> None:
    """Forget a format. Raises ``UnknownFormat`` for a name that is not registered, ``PluginError`` for ``plain``."""
    if name == FALLBACK:
        raise PluginError("the fallback cannot be unregistered: every page needs a format", plugin=name)
    get(name)
    _registry.pop(name, None)


def known() -> tuple[Format, ...]:
    """Every known format: built in, registered, installed."""
    return tuple((_installed()[0] | _registry).values())


def get(name: str) -> Format:
    """The format of that name. Raises ``UnknownFormat`` naming those that exist."""
    all_of_them = _installed()[0] | _registry
    if name not in all_of_them:
        raise UnknownFormat(f"no format is named {name!r}; there are: {', '.join(sorted(all_of_them))}")
    return all_of_them[name]


def detect(text: str) -> list[Candidate]:
    """Which formats a text may have, likeliest first, each with its score and what speaks for it.

    >>> detect("安娜·李:\\n大家好,我们开始。\\n\\n王珂:\\n谢谢安娜。")[0].format
    'nameline'
    """
    return candidates(Page(Source(text=text)))[0]


def candidates(page: Page) -> tuple[list[Candidate], list[Notice]]:
    """``detect`` for a page whose rows are found, with a notice for every plugin that broke."""
    found: list[Candidate] = []
    installed, broken = _installed()
    notices = list(broken)
    for plugin in (installed | _registry).values() if installed else _registry.values():
        try:
            score, evidence = plugin.sniff(page)
            if not 0.0 <= score <= 1.0:  # NaN is neither
                raise PluginError(f"a score is 0..1, not {score!r}", plugin=plugin.name)
            found.append(Candidate(plugin.name, float(score), tuple(evidence)))
        except Exception as error:  # noqa: BLE001 - whatever a plugin raises, the parse goes on
            notices.append(broken_plugin(plugin.name, error))
    found.sort(key=lambda c: -c.score)
    return found, notices


def broken_plugin(name: str, error: Exception) -> Notice:
    """The notice that a format raised instead of doing its work."""
    what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return Notice(
        code=NoticeCode.BROKEN_PLUGIN,
        severity=Severity.WARNING,
        message=f"the format {name!r} was left out, it raised {what}",
    )


@cache
def _installed() -> tuple[dict[str, Format], tuple[Notice, ...]]:
    """Formats that installed distributions offer, loaded once a process."""
    from importlib.metadata import entry_points  # 40 ms that an import of this package need not pay

    return load_installed(entry_points(group=GROUP))


def load_installed(points: Iterable[object]) -> tuple[dict[str, Format], tuple[Notice, ...]]:
    """Load entry points: the formats that work, and a notice for each that does not."""
    found: dict[str, Format] = {}
    notices: list[Notice] = []
    for point in points:
        name = str(getattr(point, "name", point))
        try:
            plugin = point.load()  # type: ignore[attr-defined]
            plugin = plugin() if isinstance(plugin, type) else plugin
            if not isinstance(plugin, Format):
                raise PluginError(f"{plugin!r} has no name, sniff, segment and render", plugin=name)
            found[plugin.name] = plugin
        except Exception as error:  # noqa: BLE001 - a plugin that cannot be loaded costs a notice
            notices.append(broken_plugin(name, error))
    return found, tuple(notices)
