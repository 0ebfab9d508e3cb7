"""Which calls each built-in format can print: one in two languages prints translations, one with marks no names."""

from __future__ import annotations

from ..formats import Format
from .staging import Options

__all__ = ["suited"]

SUITS: dict[str, Options] = {
    "bilingual": {"twins": "together"},
    "callstreet": {"lang": "en"},
    "capitaliq": {"lang": "en"},
    "interleaved": {"twins": "apart"},
    "marks": {"cast": "marks"},
    "minutes": {"cast": "speeches"},
    "pairs": {"twins": "apart"},
    "parallel": {"twins": "apart"},
    "seekingalpha": {"lang": "en"},
    "stamped": {"timed": True},
    "streetevents": {"lang": "en"},
    "unlabelled": {"cast": "nobody"},
}


def suited(plugin: Format) -> Options:
    """The options of ``scenes`` for the calls that a format can print; any call for a format that is not built in."""
    return SUITS.get(plugin.name, {})
