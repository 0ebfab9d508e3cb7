"""How likely a Chinese name part is the transliteration of these letters, in nats.

A character is read as a toneless pinyin syllable, and a syllable stands for none to six letters with the
probabilities of the shipped table, which `transcripts.names.train` learned. Every score is a log likelihood
ratio: the letters under these syllables, against the letters by chance (a letter-bigram background).
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache
from operator import mul
from pathlib import Path

TABLE = Path(__file__).with_name("transliteration.txt")

LONGEST_CHUNK = 6  # letters that one syllable stands for
LEARNED = 0.85  # weight of the learned syllables; the rest is the back-off initial × final
SKIP = 0.005  # a letter that no syllable stands for
ATTESTED = 4.0  # nats, for a pair that two sources have
SILENT_E = 0.03  # a last e that is only written, beyond what the chunks know of it
SILENT = 2e-4  # a syllable that stands for no letter, where the table knows no better
NO_WAY_BACK = 1e-6  # the best likelihood ratio of any prefix, under which no later syllable helps
STEPS = ((1, 1), (1, 2), (2, 1), (0, 1), (1, 0))  # how many syllables of two rival readings may stand together
MOST_CHUNKS = 24  # letters considered for each of two syllables that stand together
FIRST_LETTER = 2.7  # nats: a letter of which nothing is known
LOWEST = -7.0  # nats; the calibrations tell nothing lower apart
HOPELESS = -14.0  # nats; nothing lower is told apart
SCALE = 8.0  # the table stores round(-SCALE * ln p)
MOST_LETTERS, MOST_SYLLABLES = 32, 12  # what is longer is nobody's name part; it is cut, so that cost stays linear

# Letters that NFKD leaves whole though they carry a stroke or join two letters.
STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŋ": "ng", "ı": "i", "ə": "a"}
)
_DOUBLED = re.compile(r"([bcdfghjklmnpqrstvwxz])\1")
_INITIAL = re.compile(r"[zcs]h|[bpmfdtnlgkhjqxrzcsyw]|")

_ENTRY = re.compile(r"([a-z]*)(\d+)")
_PROBABILITY = [math.exp(-cost / SCALE) for cost in range(200)]

Chunks = dict[str, float]


class Table:
    """The learned table and what it says: readings, chunk probabilities, back-off, background, calibrations."""

    def __init__(self, text: str) -> None:
        """Read the text that `transcripts.names.train` writes."""
        sections = _sections(text)
        self.readings: dict[str, str] = {}  # simplified character → toneless pinyin
        for name in ("characters", "others"):
            for line in sections[name]:
                syllable, _, characters = line.partition(" ")
                self.readings.update(dict.fromkeys(characters, syllable))
        # Characters that no training name uses: whoever has one in the name has a Chinese name proper.
        self.rare = frozenset("".join([line.partition(" ")[2] for line in sections["others"]]))
        self.weights = {name: tuple(map(float, row)) for name, *row in map(str.split, sections.get("weights", ()))}
        self._background = {
            first + second: math.log(p) for first, row in map(_row, sections["background"]) for second, p in row.items()
        }
        self._learned = {line.partition(" ")[0]: line for line in sections["chunks"]}
        self._initials = dict(map(_row, sections["initials"]))
        self._finals = dict(map(_row, sections["finals"]))
        self._attested = {
            han: words.split() for han, _, words in [line.partition(" ") for line in sections.get("attested", ())]
        }
        self.syllables = lru_cache(maxsize=65536)(self._syllables)
        self.chunks = lru_cache(maxsize=1024)(self._chunks)
        self._spans = lru_cache(maxsize=32768)(self._all_spans)
        self._joined = lru_cache(maxsize=8192)(self._likely_letters)
        self._overlap = lru_cache(maxsize=65536)(self._shared)

    def _syllables(self, han: str) -> tuple[str, ...]:
        """The toneless pinyin of simplified characters; a character without a reading is left out."""
        return tuple([self.readings[c] for c in han if c in self.readings][:MOST_SYLLABLES])

    def _chunks(self, syllable: str) -> Chunks:
        """What letters a syllable stands for: the learned row and the back-off, mixed."""
        initial, final = initial_final(syllable)
        mixed: Chunks = {"": SILENT}
        for head, p in self._initials.get(initial, {}).items():
            for tail, q in self._finals.get(final, {}).items():
                if p * q > 1e-4 and len(head) + len(tail) <= LONGEST_CHUNK:
                    mixed[head + tail] = mixed.get(head + tail, 0.0) + (1 - LEARNED) * p * q
        for chunk, p in _row(self._learned.get(syllable, ""))[1].items():
            mixed[chunk] = mixed.get(chunk, 0.0) + LEARNED * p
        return mixed

    def _all_spans(self, word: str) -> tuple[list[list[tuple[int, str]]], list[float]]:
        """For every start in the word: (end, chunk) of all chunks; and 1 / background of every prefix."""
        size = len(word)
        spans = [
            [(end, word[start:end]) for end in range(start, min(size, start + LONGEST_CHUNK) + 1)]
            for start in range(size + 1)
        ]
        surprise, inverse = 0.0, [1.0]
        for first, second in zip("^" + word, word, strict=False):
            surprise -= self._background.get(first + second, -9.0)
            inverse.append(math.exp(surprise))
        return spans, inverse

    def surprise(self, word: str) -> float:
        """How unlikely letters are by chance, in nats: what an exact match of them is worth."""
        return math.log(self._spans(word[:MOST_LETTERS])[1][-1])

    def score(self, han: str, word: str) -> float:
        """`fit`, or what two independent sources attest where the syllables alone would not tell."""
        fit = self.fit(self.syllables(han), word)
        if word in self._attested.get(han, ()):
            return max(fit + ATTESTED, float(len(word)))
        return fit

    def fit(self, sounds: tuple[str, ...], word: str) -> float:
        """Log likelihood ratio of a word (see `letters`) under pinyin syllables, in nats; at least `HOPELESS`."""
        word = word[:MOST_LETTERS]
        if not sounds or not word:
            return HOPELESS
        spans, inverse = self._spans(word)
        size = len(word)
        row = [SKIP**start for start in range(min(3, size + 1))] + [0.0] * (size - 2)
        last = len(sounds) - 1
        for index, sound in enumerate(sounds):
            get = self.chunks(sound).get
            after = [0.0] * (size + 1)
            for start, p in enumerate(row):
                if p:
                    for end, chunk in spans[start]:
                        q = get(chunk)
                        if q is not None:
                            after[end] += p * q
            carried = 0.0
            for end, p in enumerate(after):
                carried = after[end] = p + carried * SKIP
            row = after
            if index < last and max(map(mul, row, inverse)) < NO_WAY_BACK:
                return HOPELESS
        ratio = row[size] * inverse[size]
        if word[-1] == "e" and size > 1:
            ratio += row[size - 1] * inverse[size] * SILENT_E
        return max(HOPELESS, math.log(ratio)) if ratio > 0 else HOPELESS

    def overlap(self, one: tuple[str, ...], other: tuple[str, ...]) -> float:
        """Log likelihood ratio that two readings stand for the same letters, in nats; at least `HOPELESS`.

        The best alignment of one or two syllables with one or two, each valued by the letters that both can
        stand for, summed over what these letters are worth.
        """
        if not one or not other:
            return HOPELESS
        best = [[-math.inf] * (len(other) + 1) for _ in range(len(one) + 1)]
        best[0][0] = 0.0
        for i, row in enumerate(best):
            for j, score in enumerate(row):
                if score == -math.inf:
                    continue
                for di, dj in STEPS:
                    if i + di <= len(one) and j + dj <= len(other):
                        gain = self._overlap(*sorted((one[i : i + di], other[j : j + dj])))
                        if score + gain > best[i + di][j + dj]:
                            best[i + di][j + dj] = score + gain
        return max(HOPELESS, best[-1][-1])

    def _shared(self, one: tuple[str, ...], other: tuple[str, ...]) -> float:
        """What it is worth that these syllables may stand for the same letters."""
        left, right = sorted((self._joined(one), self._joined(other)), key=len)
        get = right.get
        shared = sum([p * get(chunk, 0.0) for chunk, p in left.items()])
        return math.log(shared) if shared > 0 else HOPELESS

    def _likely_letters(self, sounds: tuple[str, ...]) -> Chunks:
        """What letters one or two syllables stand for, the likeliest only; the rarer the letters, the heavier.

        Weights are p / sqrt(chance), so that the product of two is a likelihood ratio.
        """
        joined: Chunks = {"": 1.0}
        for sound in sounds:
            likely = sorted(self.chunks(sound).items(), key=lambda item: (-item[1], item[0]))[:MOST_CHUNKS]
            mixed: Chunks = {}
            for head, p in joined.items():
                for tail, q in likely:
                    mixed[head + tail] = mixed.get(head + tail, 0.0) + p * q
            joined = mixed
        return {chunk: p * math.exp(self._surprise_inside(chunk) / 2) for chunk, p in joined.items() if p > 1e-4}

    def log_odds(self, kind: str, score: float, size: int, count: int) -> float:
        """The calibrated log odds of a score: see `score_features`."""
        return sum([w * x for w, x in zip(self.weights[kind], score_features(score, size, count), strict=True)])

    def _surprise_inside(self, chunk: str) -> float:
        """How unlikely letters are within a name, in nats."""
        return -sum([self._background.get(pair, -9.0) for pair in map(str.__add__, chunk, chunk[1:])]) + (
            FIRST_LETTER if chunk else 0.0
        )


@lru_cache(maxsize=1)
def table() -> Table:
    """The shipped table, read on first use."""
    return Table(TABLE.read_text(encoding="utf-8"))


def strip_marks(text: str) -> str:
    """Lower case without diacritics, width and joined letters: "Łukasz Müller" → "lukasz muller"."""
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join([c for c in flat if not unicodedata.combining(c)]).translate(STROKES)


def letters(word: str) -> str:
    """The letters a-z of a word without marks, doubled consonants written once: "Phillips" → "philips"."""
    return _DOUBLED.sub(r"\1", "".join([c for c in strip_marks(word) if "a" <= c <= "z"]))


def score_features(score: float, size: int, count: int) -> list[float]:
    """What the calibrations weigh: the score, the sizes of what was compared, the score for each unit of size."""
    score = max(score, LOWEST)  # below, wrong is wrong
    return [1.0, score, float(size), float(count), score / max(1, size)]


def initial_final(syllable: str) -> tuple[str, str]:
    """A pinyin syllable cut in two: "zhuang" → ("zh", "uang")."""
    found = _INITIAL.match(syllable)
    cut = found.end() if found else 0
    return syllable[:cut], syllable[cut:]


def _sections(text: str) -> dict[str, list[str]]:
    """The lines under each [heading]."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            sections[line[1:-1]] = lines = []
        elif line and not line.startswith("#"):
            lines.append(line)
    return sections


def _row(line: str) -> tuple[str, Chunks]:
    """A line such as "ma a3 ar17 40": a key ("-" for none) and the probability of each chunk."""
    head, _, rest = line.partition(" ")
    return "" if head == "-" else head, {chunk: _PROBABILITY[int(cost)] for chunk, cost in _ENTRY.findall(rest)}
