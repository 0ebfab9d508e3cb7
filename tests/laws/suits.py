"""The formats that the laws are tried on."""

from __future__ import annotations

from transcripts import formats
from transcripts.testing import suited

__all__ = ["CLAIMING", "suited"]

# The fallback claims nothing: it takes what nobody claims.
CLAIMING = [plugin for plugin in formats.known() if plugin.name != formats.FALLBACK]
