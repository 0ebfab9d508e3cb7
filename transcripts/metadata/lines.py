"""Lines of a head, half width: what every other part of the reading stands on."""

from __future__ import annotations

import re

TITLE_LIMIT = 160  # a longer line is a paragraph
NAME_LIMIT = 40

# One character for one, so that offsets stay: full-width ASCII as input methods type it, odd spaces.
OTHER_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
HALF_WIDTH |= dict.fromkeys(map(ord, "\u3000\xa0\u200b\ufeff"), ord(" "))
WIDE = re.compile("[！-～\u3000\xa0\u200b\ufeff]")
SPACES = " \t\u3000\xa0\u200b\ufeff"
EDGES = SPACES + "\n-–—_:：,，*#·.|'\""
LETTER = re.compile(r"[^\W\d_]")


def half_width(text: str) -> str:
    """The text with full-width ASCII and odd spaces made plain, as long as before."""
    return text.translate(HALF_WIDTH) if WIDE.search(text) else text


def line_at(head: str, at: int) -> tuple[int, int]:
    """Start and end of the line that the offset stands in."""
    end = head.find("\n", at)
    return head.rfind("\n", 0, at) + 1, len(head) if end < 0 else end
