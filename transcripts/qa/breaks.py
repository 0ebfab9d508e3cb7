"""Where one part of a question ends and the next begins.

Every sentence of a question turn may begin a part. How likely it does is told by a logistic model over its cues, whom it
addresses, what the part before has asked, and how much of its matter comes back; the weights are a table (``breaks.tsv``).
"""

from __future__ import annotations

from collections.abc import Set
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path

from .. import weighing
from ..fold import HAN
from ..model import Speaker
from . import cues
from .topics import grams, telling

TABLE = Path(__file__).with_name("breaks.tsv")
BREAKS = 0.5  # likelihood
_MOST_WORDS = 3  # shared words that count
_LONG = 60.0  # characters of a usual sentence; English counts a third
_SHORT = 15  # characters; a shorter sentence is seldom a matter of its own
_MOST_LONG = 4.0


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """The weights of the table by the names of what they weigh; ``bias`` is added to all."""
    return {name: float(value) for name, _, value, _ in weighing.rows(TABLE)}


def kinds() -> tuple[str, ...]:
    """The kinds of evidence, in the order of the table; the bars are none."""
    return weighing.kinds(TABLE)


def without(kind: str) -> dict[str, float]:
    """The weights, with nothing for one kind of evidence."""
    return {name: 0.0 if of == kind else float(value) for name, of, value, _ in weighing.rows(TABLE)}


def likelihood(traits: dict[str, float]) -> float:
    """How likely a sentence with these traits begins a part, between 0 and 1."""
    table = weights()
    return weighing.logistic(table["bias"] + sum([table[name] * value for name, value in traits.items()]))


class Part:
    """A part while it is being found: its sentences, what they say and whether they have asked."""

    __slots__ = ("_texts", "_words", "addressed", "asked", "before", "sentences", "size")

    def __init__(self) -> None:
        self.sentences: list[int] = []
        self._texts: list[str] = []  # whose words are not looked at yet
        self._words: set[str] = set()
        self.size = 0
        self.asked = False
        self.addressed: set[Speaker] = set()
        self.before = ""  # the last sentence

    def add(self, i: int, text: str, *, asks: bool, called: Set[Speaker]) -> None:
        """Take in one more sentence of the turn, which addresses those ``called``."""
        self.addressed |= called
        self.sentences.append(i)
        self._texts.append(text)
        self.size += len(text)
        self.asked = self.asked or asks
        self.before = text

    @property
    def words(self) -> set[str]:
        """What the sentences share with others on their matter; worked out where it is asked for."""
        self._words.update(*map(grams, self._texts))
        self._texts.clear()
        return self._words


class Cue(Enum):
    """What a sentence begins with."""

    NONE = auto()
    WEAK = auto()  # opens a part where the part before has asked
    STRONG = auto()  # opens one whatever it says


def cue(text: str) -> Cue:
    """The cue that a sentence begins with."""
    first = text[0] in cues.CUE_FIRST
    if first and cues.CUE_STRONG.match(text):
        return Cue.STRONG
    if first and cues.CUE_WEAK.match(text):
        return Cue.WEAK
    comma = text.find("，", 0, 16)
    subject = comma > 1 and text[comma - 1] in cues.SUBJECT_ENDS and cues.CUE_SUBJECT.match(text)
    return Cue.WEAK if subject else Cue.NONE


def may_begin(part: Part, cue: Cue, *, opens: bool, asks: bool, called: Set[Speaker]) -> bool:
    """Whether anything speaks for a sentence beginning a part; without a cue, an address, a paragraph or a mark nothing does."""
    return cue is not Cue.NONE or opens or bool(called) or (asks and part.before[-1] in "?？")


def traits(
    text: str,
    part: Part,
    cue: Cue,
    *,
    opens: bool,
    asks: bool,
    asks_on: bool,
    called: Set[Speaker],
    left: int | None,
) -> dict[str, float]:
    """What the model looks at, by the names of the table.

    ``text`` is the sentence, ``part`` what comes before it, ``cue`` what it begins with. ``opens``: a paragraph begins here;
    ``asks``: the sentence asks; ``asks_on``: it or one behind it does, before the next cue. ``called`` are those whom the
    sentence addresses, ``left`` is how many announced parts are still to come, None where none were announced.
    """
    strong, weak = cue is Cue.STRONG, cue is Cue.WEAK
    before, asked, addressed = part.before, part.asked, part.addressed
    chinese = HAN.search(text) is not None
    words = grams(text)
    shared = len(telling(words & part.words))
    size = part.size / (_LONG if chinese else 3 * _LONG)
    goes_on = cues.GOES_ON.match(text) is not None
    own = not goes_on and cues.NO_SUBJECT.match(text) is None
    fresh = before[-1] in "?？" and asks and own and not shared and len(text) * (1 if chinese else 3) > _SHORT
    return {
        "and_asks": float(asks and before[-1] in "?？" and text[:4] in ("And ", "and ")),
        "fresh": float(fresh),
        "strong": float(strong),
        "weak": float(weak),
        "weak_asked": float(weak and asked and asks_on),
        "called": float(bool(called - addressed)),
        "called_asked": float(bool(called - addressed) and asked and asks_on),
        "called_again": float(bool(called & addressed)),
        "paragraph": float(opens),
        "paragraph_asked": float(opens and asked and asks_on),
        "paragraph_fresh": float(opens and asked and asks_on and not shared),
        "asked": float(asked),
        "not_asked": float(not asked and not strong),
        "asks": float(asks),
        "asks_on": float(asks_on),
        "mark_before": float(before[-1] in "?？"),
        "mark_both": float(before[-1] in "?？" and text[-1] in "?？"),
        "shared": min(shared, _MOST_WORDS) / _MOST_WORDS,
        "nothing_shared": float(not shared and asked and asks_on),
        "goes_on": float(goes_on),
        "size": min(size, _MOST_LONG),
        "none_left": float(left is not None and left <= 0),
        "chinese": float(chinese),
    }
