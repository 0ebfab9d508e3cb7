"""Which calls each format is tried on: a format in two languages prints translations, one with marks prints no names."""

from __future__ import annotations

from transcripts import formats
from transcripts.testing import Options

SUITS: dict[str, Options] = {
    "bilingual": {"twins": "together"},
    "interleaved": {"twins": "apart"},
    "marks": {"cast": "marks"},
    "minutes": {"cast": "speeches"},
    "pairs": {"twins": "apart"},
    "parallel": {"twins": "apart"},
    "stamped": {"timed": True},
    "unlabelled": {"cast": "nobody"},
}
# The fallback claims nothing: it takes what nobody claims.
CLAIMING = [plugin for plugin in formats.known() if plugin.name != formats.FALLBACK]


def suited(plugin: formats.Format) -> Options:
    """What calls a format can print."""
    return SUITS.get(plugin.name, {})
