"""Learn the transliteration table: `python -m transcripts.names.train --out TABLE FILE...`.

Files hold one pair a line, Latin TAB Chinese, plain or gzipped. The same files give the same bytes. Steps:
read characters as pinyin, learn P(letters | syllable) by expectation maximisation over all monotone
alignments, drop the pairs that are no transliterations, learn again, choose among the readings of a
character the one that explains its names best, then fit the calibrations. Only this module needs pypinyin.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from transcripts.fold import simplify
from transcripts.names.transliteration import LONGEST_CHUNK, SCALE, Table, initial_final, letters, score_features

Pair = tuple[str, str]  # letters, simplified characters
Sounds = tuple[str, ...]
Rows = dict[str, dict[str, float]]

STAGES = 3  # between two of them the noise is dropped and the readings are chosen again
ROUNDS = 5  # of expectation maximisation in a stage
DOUBTED = 0.8  # nats a letter; a pair under it is shipped as it is if two files have it
NOISE = 0.35  # nats a letter; what scores lower is no transliteration
RARE = 0.0015  # the least probability that is shipped
BACKOFF_RARE = 0.003
DISCOUNT = 0.3  # taken off every expected count
TEST, CALIBRATION = "0", "1"  # the first hex digit of the md5 of the letters puts a name aside for these
UNCALIBRATED = (-1.0, 1.0, 0.0, 0.0, 0.0)  # weights where there is nothing to calibrate on
ODDS = {"transliteration": 1.0, "rivals": 1 / 3}  # before looking; one page seldom spells a name in two ways
RIDGE = 1.0  # keeps the calibrations from chasing single pairs


def slice_of(word: str) -> str:
    """The first hex digit of the md5 of a Latin name (its letters): which slice it belongs to, before looking."""
    return hashlib.md5(word.encode(), usedforsecurity=False).hexdigest()[0]


def read_pairs(paths: Iterable[Path]) -> list[Pair]:
    """The distinct single-part pairs of the files, in order of letters and characters."""
    pairs = set()
    for path in paths:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
        for line in text.splitlines():
            latin, _, chinese = line.partition("\t")
            word, han = letters(latin), simplify(chinese.strip())
            plain = len(latin.split()) == 1 and "." not in latin and all("一" <= c <= "鿿" for c in han)
            if plain and len(word) >= 2 and 1 <= len(han) <= 9 and len(word) <= LONGEST_CHUNK * len(han):
                pairs.add((word, han))
    return sorted(pairs)


def train(pairs: Sequence[Pair], twice: Sequence[Pair], log: Callable[[str], None] = lambda _: None) -> str:
    """Learn from pairs (see `read_pairs`) and give the table as text; `twice` are those that two files have.

    The test slice is never used. A first table, learned without the calibration slice, is calibrated on it; the
    table that is shipped learns from both.
    """
    seen = [pair for pair in pairs if slice_of(pair[0]) != TEST]
    aside = [pair for pair in seen if slice_of(pair[0]) == CALIBRATION]
    blind = Table(learn([pair for pair in seen if slice_of(pair[0]) != CALIBRATION], log))
    log("calibrating")
    weights = calibrate(clean(aside, blind, 0.0), blind)
    text = learn(seen, log)
    log("attested pairs")
    return text + attested([pair for pair in twice if slice_of(pair[0]) != TEST], Table(text)) + weights


def learn(pairs: Sequence[Pair], log: Callable[[str], None]) -> str:
    """The table of syllables, all but the attested pairs and the weights."""
    kept = list(pairs)
    readings = {c: default_reading(c) for c in sorted({c for _, han in kept for c in han})}
    background = learn_background(sorted({word for word, _ in kept}))
    rows: Rows = {}
    text = ""
    for stage in range(STAGES):
        log(f"stage {stage}: {len(kept)} pairs")
        for _ in range(ROUNDS):
            rows = maximise(kept, readings, rows)
        readings = choose_readings(kept, readings, rows)
        counts = expected(kept, readings, rows)
        rows = {sound: normalise(row) for sound, row in counts.items()}
        used = Counter(c for _, han in kept for c in han)
        text = write_table(readings, used, prune(rows, RARE), learn_backoff(counts), background)
        kept = clean(kept, Table(text), NOISE)
    return text


def attested(twice: Sequence[Pair], table: Table) -> str:
    """The section of pairs that two sources have and that the table would doubt or lose to another name."""
    alike: dict[str, list[str]] = defaultdict(list)
    spelled: dict[str, list[str]] = defaultdict(list)
    for word, han in twice:
        spelled[han].append(word)
    for word in dict.fromkeys(word for word, _ in twice):
        alike[word[0]].append(word)
    lines = []
    for han, words in sorted(spelled.items()):
        sounds = table.syllables(han)
        doubted = []
        for word in words:
            fit = table.fit(sounds, word)
            if fit < DOUBTED * len(word) or any(
                table.fit(sounds, w) > fit - 1 for w in alike[word[0]] if w not in words
            ):
                doubted.append(word)
        if doubted:
            lines.append(f"{han} {' '.join(doubted)}\n")
    return "".join(["[attested]\n", *lines])


# --- readings ---------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def all_readings(character: str) -> tuple[str, ...]:
    """The toneless readings of a character, the usual one first; none if it has none."""
    from pypinyin import Style, pinyin

    usual = pinyin(character, style=Style.NORMAL, errors="ignore")
    if not usual:
        return ()
    every = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")[0]
    return tuple(dict.fromkeys([usual[0][0], *every]))


def default_reading(character: str) -> str:
    """The usual toneless reading of a character, or "" for none."""
    return next(iter(all_readings(character)), "")


def common_characters() -> Iterator[str]:
    """The 6,763 characters of GB 2312: what Chinese names proper are written with."""
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                yield bytes((high, low)).decode("gb2312")
            except UnicodeDecodeError:
                continue


# --- expectation maximisation -----------------------------------------------------------------------------


def align(sounds: Sounds, word: str, rows: Rows) -> tuple[float, list[list[tuple[int, int, float]]]]:
    """The likelihood of a word, and for each syllable (start, end, posterior) over all alignments."""
    size, count = len(word), len(sounds)
    forward = [[0.0] * (size + 1) for _ in range(count + 1)]
    forward[0][0] = 1.0
    arcs: list[list[tuple[int, int, float]]] = []
    for index, sound in enumerate(sounds):
        row, after, known = forward[index], forward[index + 1], rows.get(sound)
        here = []
        least = size - LONGEST_CHUNK * (count - index - 1)
        for start, p in enumerate(row):
            if p:
                for end in range(max(start, least), min(size, start + LONGEST_CHUNK) + 1):
                    q = known.get(word[start:end], 0.0) if known is not None else 1.0 / (1 + abs(end - start - 2)) ** 2
                    if q:
                        after[end] += p * q
                        here.append((start, end, q))
        arcs.append(here)
    total = forward[count][size]
    if total <= 0:
        return 0.0, []
    backward = [0.0] * (size + 1)
    backward[size] = 1.0
    for index in range(count - 1, -1, -1):
        row, before, posterior = forward[index], [0.0] * (size + 1), []
        for start, end, q in arcs[index]:
            b = backward[end]
            if b:
                before[start] += q * b
                posterior.append((start, end, row[start] * q * b / total))
        arcs[index], backward = posterior, before
    return total, arcs


def expected(pairs: Iterable[Pair], readings: dict[str, str], rows: Rows) -> Rows:
    """How often each syllable is expected to stand for each chunk."""
    counts: Rows = {}
    for word, han in pairs:
        sounds = tuple(readings[c] for c in han)
        _, arcs = align(sounds, word, rows)
        for sound, spans in zip(sounds, arcs, strict=False):
            row = counts.setdefault(sound, {})
            for start, end, p in spans:
                if p > 1e-3:
                    chunk = word[start:end]
                    row[chunk] = row.get(chunk, 0.0) + p
    return counts


def maximise(pairs: Iterable[Pair], readings: dict[str, str], rows: Rows) -> Rows:
    """One round: the chunk probabilities that the expected counts give."""
    return {sound: normalise(row) for sound, row in expected(pairs, readings, rows).items()}


def normalise(row: dict[str, float], discount: float = DISCOUNT) -> dict[str, float]:
    """Counts to probabilities; the discount keeps what was seen once from being believed."""
    total = sum(row.values()) + 1e-9
    return {chunk: (count - discount) / total for chunk, count in row.items() if count > discount}


def clean(pairs: Sequence[Pair], table: Table, least: float) -> list[Pair]:
    """The pairs that are transliterations, as far as the table can tell: so many nats a letter."""
    return [(word, han) for word, han in pairs if table.fit(table.syllables(han), word) > least * len(word)]


def choose_readings(pairs: Sequence[Pair], readings: dict[str, str], rows: Rows) -> dict[str, str]:
    """For every character the reading that explains most of its names: 茜 is xi, though qian is as usual."""
    votes: Rows = defaultdict(lambda: defaultdict(float))
    for word, han in pairs:
        sounds = tuple(readings[c] for c in han)
        for place, character in enumerate(han):
            rivals = all_readings(character)
            if len(rivals) > 1:
                for reading in rivals:
                    other = (*sounds[:place], reading, *sounds[place + 1 :])
                    likelihood = align(other, word, rows)[0] if reading in rows else 0.0
                    votes[character][reading] += math.log(likelihood + 1e-9)
    return readings | {c: max(all_readings(c), key=row.__getitem__) for c, row in votes.items()}


# --- background and back-off ------------------------------------------------------------------------------


def learn_background(words: Iterable[str]) -> Rows:
    """P(letter | letter before) in Latin names, every letter possible."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    counts: Rows = {first: dict.fromkeys(alphabet, 1.0) for first in "^" + alphabet}
    for word in words:
        for first, second in zip("^" + word, word, strict=False):
            counts[first][second] += 1
    return {first: normalise(row, 0.0) for first, row in counts.items()}


def chance(word: str, background: Rows) -> float:
    """Log probability of a word by its letters alone."""
    return sum(math.log(background[first][second]) for first, second in zip("^" + word, word, strict=False))


def learn_backoff(counts: Rows) -> tuple[Rows, Rows]:
    """P(letters | initial) and P(letters | final), learned over all ways of cutting the counted chunks in two."""
    initials: Rows = {}
    finals: Rows = {}
    for _ in range(12):
        heads: Rows = defaultdict(lambda: defaultdict(float))
        tails: Rows = defaultdict(lambda: defaultdict(float))
        for sound, row in counts.items():
            initial, final = initial_final(sound)
            for chunk, count in row.items():
                cuts = range(len(chunk) + 1)
                if initials:
                    head, tail = initials[initial], finals[final]
                    shares = [head.get(chunk[:cut], 0.0) * tail.get(chunk[cut:], 0.0) for cut in cuts]
                else:
                    shares = [0.05 ** abs(cut - bool(initial)) for cut in cuts]
                total = sum(shares)
                if total > 0:
                    for cut in cuts:
                        share = count * shares[cut] / total
                        if share > 1e-3:
                            heads[initial][chunk[:cut]] += share
                            tails[final][chunk[cut:]] += share
        initials = {key: normalise(row) for key, row in heads.items()}
        finals = {key: normalise(row) for key, row in tails.items()}
    return prune(initials, BACKOFF_RARE), prune(finals, BACKOFF_RARE)


def prune(rows: Rows, least: float) -> Rows:
    """Rows without the chunks that are too rare to ship."""
    return {key: {chunk: p for chunk, p in row.items() if p >= least} for key, row in rows.items()}


# --- writing ----------------------------------------------------------------------------------------------


def write_table(
    readings: dict[str, str], used: Counter[str], rows: Rows, backoff: tuple[Rows, Rows], background: Rows
) -> str:
    """The table as text, but for the weights: a section a part, a syllable a line, costs as round(-8 ln p)."""
    seen: dict[str, list[str]] = defaultdict(list)
    others: dict[str, list[str]] = defaultdict(list)
    for character in sorted({*common_characters(), *used}):
        reading = readings.get(character) or default_reading(character)
        if reading:
            (seen if used[character] else others)[reading].append(character)
    lines = [
        "# Learned by `python -m transcripts.names.train`; sources and licences: docs/names.md. Not edited by hand.",
        "[characters]",
        *(f"{sound} {''.join(characters)}" for sound, characters in sorted(seen.items())),
        "[others]",
        *(f"{sound} {''.join(characters)}" for sound, characters in sorted(others.items())),
    ]
    for name, part in (("chunks", rows), ("initials", backoff[0]), ("finals", backoff[1]), ("background", background)):
        lines.append(f"[{name}]")
        lines.extend(f"{key or '-'} {written(row)}" for key, row in sorted(part.items()) if row)
    return "\n".join(lines) + "\n"


def written(row: dict[str, float]) -> str:
    """A row, likeliest first: "a3 ar17 0" says a, ar and (last) nothing, with their costs."""
    costs = sorted((min(199, round(-SCALE * math.log(p))), chunk) for chunk, p in row.items())
    return " ".join(f"{chunk}{cost}" for cost, chunk in costs)


# --- calibration ------------------------------------------------------------------------------------------


def calibrate(pairs: Sequence[Pair], table: Table) -> str:
    """The weights of the logistic regressions that turn a score into log odds, a line a kind of comparison.

    Each right pair against three wrong ones, one at random and two with the same first letter and about the
    same length; the pairs are those of a slice of names that the table did not learn from.
    """
    chance = random.Random(0)
    by_word: dict[str, list[str]] = defaultdict(list)
    by_han: dict[str, set[str]] = defaultdict(set)
    for word, han in pairs:
        by_word[word].append(han)
        by_han[han].add(word)
    words = sorted(by_word)
    alike: dict[str, list[str]] = defaultdict(list)
    for word in words:
        alike[word[0]].append(word)
    samples: dict[str, list[tuple[list[float], bool]]] = {"transliteration": [], "rivals": []}
    for word, han in pairs:
        near = [w for w in alike[word[0]] if abs(len(w) - len(word)) <= 1 and w not in by_han[han]] or words
        for rival in (word, chance.choice(near), chance.choice(near), chance.choice(words)):
            right = rival == word
            if not right and rival in by_han[han]:
                continue
            samples["transliteration"].append((transliteration_features(table, han, rival), right))
            others = [other for other in by_word[rival] if other != han]
            if others and len(by_word[word]) > 1:
                samples["rivals"].append((rivals_features(table, han, chance.choice(others)), right))
    lines = []
    for kind, rows in samples.items():
        bias, *slopes = logistic(rows)
        positive = sum([label for _, label in rows]) or 1
        bias += math.log(ODDS[kind] * max(1, len(rows) - positive) / positive)
        lines.append(" ".join([kind, *[f"{weight:.3f}" for weight in (bias, *slopes)]]))
    return "\n".join(["[weights]", *lines]) + "\n"


def transliteration_features(table: Table, han: str, word: str) -> list[float]:
    """What the probability of a transliteration depends on."""
    sounds = table.syllables(han)
    return score_features(table.fit(sounds, word), len(word), len(sounds))


def rivals_features(table: Table, one: str, two: str) -> list[float]:
    """What the probability of two Chinese spellings of one name depends on."""
    left, right = table.syllables(one), table.syllables(two)
    return score_features(table.overlap(left, right), len(left) + len(right), len(set(one) & set(two)))


def logistic(samples: Sequence[tuple[list[float], bool]]) -> list[float]:
    """Logistic regression by Newton's method, slightly ridged; the weights, bias first."""
    if not samples:  # too few names for such pairs
        return list(UNCALIBRATED)
    size = len(samples[0][0])
    weights = [0.0] * size
    for _ in range(12):
        gradient = [-RIDGE * w for w in weights]
        curvature = [[RIDGE if i == j else 0.0 for j in range(size)] for i in range(size)]
        for row, right in samples:
            odds = sum([w * x for w, x in zip(weights, row, strict=True)])
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
            for i, x in enumerate(row):
                gradient[i] += (right - p) * x
                line, factor = curvature[i], p * (1 - p) * x
                for j, y in enumerate(row):
                    line[j] += factor * y
        weights = [w + step for w, step in zip(weights, solve(curvature, gradient), strict=True)]
    return weights


def solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Solve a small positive definite system by elimination."""
    rows = [[*line, value] for line, value in zip(matrix, vector, strict=True)]
    for i, pivot in enumerate(rows):
        for j, line in enumerate(rows):
            if i != j:
                factor = line[i] / pivot[i]
                rows[j] = [x - factor * y for x, y in zip(line, pivot, strict=True)]
    return [line[-1] / line[i] for i, line in enumerate(rows)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m transcripts.names.train", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="where the table goes")
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="pairs: Latin TAB Chinese, .gz or not")
    options = parser.parse_args(arguments)
    each = Counter(pair for path in options.files for pair in read_pairs([path]))
    text = train(sorted(each), sorted(pair for pair, count in each.items() if count > 1), log=print)
    options.out.write_bytes(text.encode("utf-8"))


if __name__ == "__main__":
    main()
