"""What the transliteration scores measure: `python tests/measure_names.py FOLDER`.

The folder holds the training files (only their test split is asked: names whose md5 begins with 0, which the
shipped table never saw) and, if there, fullnames-dev.tsv. Latin TAB Chinese, as for training.
"""

# A command whose figures are its output, so it prints.
# ruff: noqa: T201
from __future__ import annotations

import argparse
import random
import time
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from transcripts.names import match
from transcripts.names.likeness import similarity
from transcripts.names.parts import parts
from transcripts.names.train import TEST, Pair, read_pairs, slice_of
from transcripts.names.transliteration import TABLE, Table, table

TOKENS = ("cedpane.tsv.gz", "wikidata-tokens.tsv.gz")
FULL = "fullnames-dev.tsv"


def main() -> None:
    """Print the figures, a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    started = time.perf_counter()
    Table(TABLE.read_text(encoding="utf-8"))
    print(f"table: {TABLE.stat().st_size} bytes, read in {(time.perf_counter() - started) * 1e3:.1f} ms")
    for names in (*[(name,) for name in TOKENS], TOKENS):
        pairs = [pair for pair in read_pairs([folder / name for name in names]) if slice_of(pair[0]) == TEST]
        measure_tokens(" + ".join(names), pairs)
    measure_rivals(read_pairs([folder / name for name in TOKENS]))
    if (folder / FULL).exists():
        lines = (folder / FULL).read_text(encoding="utf-8").splitlines()
        people = [(line.split("\t")[0], line.split("\t")[1]) for line in lines if "\t" in line]
        measure_full(people)
        measure_rosters(people)


def measure_tokens(title: str, pairs: Sequence[Pair]) -> None:
    """Area under the curve, top-1 and speed on single parts."""
    chance, fit, syllables = random.Random(1), table().fit, table().syllables
    words = sorted({word for word, _ in pairs})
    names: dict[str, set[str]] = defaultdict(set)
    alike: dict[str, list[str]] = defaultdict(list)
    for word in words:
        alike[word[0]].append(word)
    for word, han in pairs:
        names[han].add(word)
    right, wrong, hard, sound = [], [], [], []
    for word, han in pairs:
        score = fit(syllables(han), word)
        right.append(score)
        sound.append(score > 0.35 * len(word))
        wrong.append(fit(syllables(han), chance.choice([w for w in chance.sample(words, 5) if w not in names[han]])))
        near = [w for w in alike[word[0]] if abs(len(w) - len(word)) <= 1 and w not in names[han]]
        if near:
            hard.append(fit(syllables(han), chance.choice(near)))
    clean = [score for score, good in zip(right, sound, strict=True) if good]
    print(f"{title}: {len(pairs)} pairs of the test split")
    print(f"  AUC random {area(right, wrong):.4f}, hard {area(right, hard):.4f}")
    print(
        f"  without noise ({len(clean) / len(right):.3f}): random {area(clean, wrong):.4f}, hard {area(clean, hard):.4f}"
    )
    for size in (20, 100):
        asked = pairs[::3]
        hits = [
            all(
                fit(syllables(han), w) < fit(syllables(han), word)
                for w in chance.sample(words, size - 1)
                if w not in names[han]
            )
            for word, han in asked
        ]
        kept = [hit for hit, good in zip(hits, sound[::3], strict=True) if good]
        print(f"  top-1 of {size}: {mean(hits):.4f}, without noise {mean(kept):.4f}")
    questions = [(syllables(han), word) for _, han in pairs[:500] for word in chance.sample(words, 100)]
    print(
        f"  {per_second(lambda: [fit(sounds, word) for sounds, word in questions], len(questions)):,.0f} pairs a second"
    )


def measure_rivals(pairs: Sequence[Pair]) -> None:
    """Two Chinese spellings of one Latin name against two of different names."""
    chance = random.Random(1)
    spelled: dict[str, list[str]] = defaultdict(list)
    for word, han in pairs:
        if slice_of(word) == TEST and table().fit(table().syllables(han), word) > 0.35 * len(word):
            spelled[word].append(han)
    words = sorted(word for word, names in spelled.items() if len(names) > 1)
    alike: dict[str, list[str]] = defaultdict(list)
    for word in words:
        alike[word[0]].append(word)

    def overlap(one: str, two: str) -> float:
        return table().overlap(table().syllables(one), table().syllables(two))

    right, wrong, hard = [], [], []
    for word in words:
        one, two = chance.sample(spelled[word], 2)
        right.append(overlap(one, two))
        wrong.append(overlap(one, chance.choice(spelled[chance.choice([w for w in words if w != word])])))
        near = [w for w in alike[word[0]] if abs(len(w) - len(word)) <= 1 and w != word]
        if near:
            hard.append(overlap(one, chance.choice(spelled[chance.choice(near)])))
    print(f"rival spellings: {len(words)} pairs; AUC random {area(right, wrong):.4f}, hard {area(right, hard):.4f}")


def measure_full(people: Sequence[tuple[str, str]]) -> None:
    """Full names: who of a roster is it; and of a roster of people who share the given name."""
    chance = random.Random(1)
    latin = sorted({name for name, _ in people})
    for size in (20, 100):
        hits = []
        for name, han in people:
            rivals = chance.sample([n for n in latin if n != name], size - 1)
            score = similarity(han, name).score
            hits.append(all(similarity(han, rival).score < score for rival in rivals))
        print(f"full names: top-1 of {size}: {mean(hits):.4f}")
    surnames = sorted({name.split()[-1] for name in latin if " " in name and parts(name)[-1].script == "latin"})
    for size in (5, 10, 20):
        hits = []
        for name, han in people:
            first, *_, last = name.split()
            if last in surnames and last != first:
                rivals = [f"{first} {other}" for other in chance.sample(surnames, size) if other != last][: size - 1]
                score = similarity(han, name).score
                hits.append(all(similarity(han, rival).score < score for rival in rivals))
        print(f"full names: top-1 of {size} who share the given name: {mean(hits):.4f}")
    right = [similarity(han, name).probability for name, han in people]
    wrong = [similarity(han, chance.choice([n for n in chance.sample(latin, 3) if n != name])) for name, han in people]
    for bar in (0.5, 0.9, 0.99):
        right_share, wrong_share = mean([p >= bar for p in right]), mean([s.probability >= bar for s in wrong])
        print(f"full names: p >= {bar}: right {right_share:.4f}, wrong {wrong_share:.4f}")
    questions = [(han, name) for _, han in people[:100] for name in chance.sample(latin, 50)]
    rate = per_second(lambda: [similarity(han, name).score for han, name in questions], len(questions))
    print(f"full names: {rate:,.0f} comparisons a second")


def measure_rosters(people: Sequence[tuple[str, str]]) -> None:
    """With abstention: the person among others of a roster, and others only."""
    chance = random.Random(5)
    latin = sorted({name for name, _ in people})
    for size in (10, 20, 100):
        answers, strangers = [], []
        for name, han in people:
            others = chance.sample([n for n in latin if n != name], size - 1)
            (found,) = match([han], [*others, name])
            answers.append(None if found.entry is None else str(found.entry) == name)
            strangers.append(match([han], others)[0].entry is not None)
        given = [right for right in answers if right is not None]
        print(
            f"roster of {size}: answered {len(given) / len(answers):.4f}, right {mean(given):.4f}; "
            f"wrong where the person is absent {mean(strangers):.4f}"
        )


def area(right: Iterable[float], wrong: Iterable[float]) -> float:
    """The chance that a right pair scores above a wrong one; a tie counts half."""
    below, right = sorted(wrong), list(right)
    won = sum([bisect_left(below, score) + bisect_right(below, score) for score in right])
    return won / 2 / len(right) / len(below)


def mean(hits: Sequence[bool]) -> float:
    """The share of hits."""
    return sum(hits) / max(1, len(hits))


def per_second(work: Callable[[], object], count: int) -> float:
    """How many a second, everything in memory but nothing of the answers cached."""
    started = time.perf_counter()
    work()
    return count / (time.perf_counter() - started)


if __name__ == "__main__":
    main()
