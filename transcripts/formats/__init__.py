"""The page formats that are known, and which of them a page has.

Formats come from this package, from the entry-point group ``transcripts.formats`` of installed
distributions, and from ``register``. Of two with one name the later in this list takes the place of
the other: who installs a better ``colon`` gets it, and who registers one in his program gets that.
Only ``plain`` keeps its place, because it reads what another format broke on. All formats are asked
how likely a page is theirs, and the best score wins, wherever the format comes from; of two that
claim a page alike the registered goes before the installed, that before the built in, with a notice.
A plugin that cannot be loaded, or breaks at its work, costs a notice that names it, never a parse.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ..errors import PluginError, UnknownFormat
from ..model import BlockKind, Notice, NoticeCode, Severity
from ..source import load
from .api import Api
from .base import (
    CONTINUED,
    LABEL_BEHIND,
    TIME,
    TWIN,
    TWIN_BELOW,
    Declaring,
    Format,
    Page,
    Piece,
    Row,
    Script,
    ScriptTurn,
    Sniff,
)
from .bilingual import Bilingual
from .callstreet import CallStreet
from .colon import Bold, Book, Colon, Marks, Parallel
from .interleaved import Interleaved
from .minutes import Minutes
from .motley import Motley
from .nameline import NameLine
from .pairs import Pairs
from .plain import Plain
from .seekingalpha import CapitalIQ, SeekingAlpha, StreetEvents
from .stamped import Stamped
from .unlabelled import Unlabelled

__all__ = [
    "CONTINUED", "FALLBACK", "FLOOR", "LABEL_BEHIND", "TIME", "TWIN", "TWIN_BELOW", "BlockKind", "Candidate",
    "Declaring", "Format", "Page", "Piece", "Row", "Script", "ScriptTurn", "Sniff", "candidates", "detect", "get",
    "known", "register", "unregister",
]  # fmt: skip

GROUP = "transcripts.formats"
FALLBACK = "plain"
UNLABELLED = "unlabelled"  # has a page only where no format finds labels on it
FLOOR = 0.35  # a page that no format claims with more has an unknown format
TIE = 0.02  # two formats closer than this are a tie

_built_in: dict[str, Format] = {
    f.name: f
    for f in (
        NameLine(),
        Bilingual(),
        Motley(),
        SeekingAlpha(),
        CapitalIQ(),
        StreetEvents(),
        CallStreet(),
        Colon(),
        Marks(),
        Bold(),
        Book(),
        Parallel(),
        Interleaved(),
        Pairs(),
        Api(),
        Stamped(),
        Minutes(),
        Unlabelled(),
        Plain(),
    )
}
_registered: dict[str, Format] = {}


class Candidate(NamedTuple):
    """A format that a page may have: its name, how likely (0..1), and what speaks for it."""

    format: str
    score: float
    evidence: tuple[str, ...]


def register(plugin: Format, *, replace: bool = False) -> None:
    """Make a format known to this process.

    Raises ``PluginError`` for what is no format, for a name that is taken (built in, installed or registered) unless
    ``replace``, and for ``plain``, whose place nothing takes.
    """
    name = _name_of(plugin)
    if name in _all() and not replace:
        raise PluginError(
            f"a format named {name!r} is registered already; pass replace=True to take its place", plugin=name
        )
    _registered[name] = plugin


def unregister(name: str) -> None:
    """Forget a format that was registered. One that is installed or built in under its name is there again.

    Raises ``UnknownFormat`` for a name that no format has, ``PluginError`` for one that nobody registered.
    """
    get(name)
    if name not in _registered:
        raise PluginError(f"the format {name!r} was not registered: it is built in or installed", plugin=name)
    del _registered[name]


def known() -> tuple[Format, ...]:
    """Every known format, one a name: registered goes before installed, installed before built in."""
    return tuple(_all().values())


def registered() -> tuple[Format, ...]:
    """The formats that were registered in this process, which another process would not know of."""
    return tuple(_registered.values())


def get(name: str) -> Format:
    """The format of that name. Raises ``UnknownFormat`` naming those that exist."""
    all_of_them = _all()
    if name not in all_of_them:
        raise UnknownFormat(f"no format is named {name!r}; there are: {', '.join(sorted(all_of_them))}")
    return all_of_them[name]


def detect(text: str) -> list[Candidate]:
    """Which formats a text may have, likeliest first, each with its score and what speaks for it. Of HTML, the text in it.

    >>> detect("安娜·李:\\n大家好,我们开始。\\n\\n王珂:\\n谢谢安娜。")[0].format
    'nameline'
    """
    return candidates(Page(load(text)[0]))[0]


def candidates(page: Page) -> tuple[list[Candidate], list[Notice]]:
    """``detect`` for a page whose rows are found, with a notice for every plugin that broke."""
    found: list[Candidate] = []
    installed, broken = _installed()
    notices = list(broken)
    plugins = _all()
    order = dict.fromkeys((*_registered, *installed, *_built_in))  # the sort keeps this order in a tie
    for name in sorted(order, key=lambda name: name == UNLABELLED):
        plugin = plugins[name]
        if name == UNLABELLED and any(c.score >= FLOOR for c in found):
            # it knows by the absence of labels, which those who know them can tell better
            found.append(Candidate(name, 0.0, ("a format finds labels",)))
            continue
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


def _name_of(plugin: object) -> str:
    """The name of a format. Raises ``PluginError`` for what is none, and for one that wants to be the fallback."""
    name = getattr(plugin, "name", None)
    if not isinstance(plugin, Format) or not isinstance(name, str) or not name:
        raise PluginError(
            f"{plugin!r} is no format: it needs a name and the methods sniff, segment and render",
            plugin=str(name or type(plugin).__name__),
        )
    if name == FALLBACK:
        raise PluginError(f"no format takes the place of {FALLBACK!r}, which reads what others broke on", plugin=name)
    return name


def _all() -> dict[str, Format]:
    return _built_in | _installed()[0] | _registered


@cache
def _installed() -> tuple[dict[str, Format], tuple[Notice, ...]]:
    """Formats that installed distributions offer, loaded once a process."""
    from importlib.metadata import entry_points  # 40 ms that an import of this package need not pay

    return load_installed(entry_points(group=GROUP))


def load_installed(points: Iterable[object]) -> tuple[dict[str, Format], tuple[Notice, ...]]:
    """Load entry points: the formats that work, and a notice for each that does not, or whose name is taken by then."""
    found: dict[str, Format] = {}
    notices: list[Notice] = []
    # by name, so that it does not hang on the order of folders which of two formats with one name is taken
    for name, _, point in sorted([(str(getattr(p, "name", p)), n, p) for n, p in enumerate(points)]):
        try:
            plugin = point.load()  # type: ignore[attr-defined]
            plugin = plugin() if isinstance(plugin, type) else plugin
            if _name_of(plugin) in found:
                raise PluginError(f"a format named {plugin.name!r} is installed already", plugin=name)
            found[plugin.name] = plugin
        except Exception as error:  # noqa: BLE001 - a plugin that cannot be loaded costs a notice
            notices.append(broken_plugin(name, error))
    return found, tuple(notices)
