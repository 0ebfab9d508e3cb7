r"""JSON that spells its characters out (``\u4f60\u597d``), with the characters themselves.

So that what is said can be quoted. The text is JSON of the same value still, but for the spaces between ``words``.
"""

from __future__ import annotations

import re

__all__ = ["spelled_out"]

_JSON_STARTS = frozenset("{[")
_ESCAPE = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|.)", re.DOTALL
)


def spelled_out(text: str) -> str:
    r"""The text, with the ``\uXXXX`` beyond ASCII as characters if it is JSON that has such; else the very same text."""
    head = text[:64].lstrip("\ufeff \t\r\n")
    in_words = '"words"' in text and '","' in text
    if head[:1] not in _JSON_STARTS or not head or ("\\u" not in text and not in_words):
        return text
    import json  # no other page needs it

    try:
        json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return text
    text = _ESCAPE.sub(_character, text)
    return _NEXT_WORD.sub(r"\1, ", text) if in_words else text


def _character(escape: re.Match[str]) -> str:
    high, low, plain = escape.groups()
    if high is not None:
        return chr(0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(low, 16) & 0x3FF))
    code = int(plain, 16) if plain is not None else 0
    if chr(code) in _CAREFUL:
        return chr(code)
    return chr(code) if code >= 0x80 and not 0xD800 <= code <= 0xDFFF else escape[0]


_CAREFUL = frozenset("&'<>")  # what programs that think of HTML spell out in ASCII
_NEXT_WORD = re.compile(r'("(?:[^"\\]|\\.)*+"),(?=")', re.DOTALL)  # a string, taken whole, before another
