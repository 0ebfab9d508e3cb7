"""Which turn of a translation is which of its original.

Turns are weighed by what two languages print alike (numbers, Latin words), by who speaks, by what he does in the call and
by their lengths, and all are decided together along one path.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from ..model import Call, Role, Speaker, Turn
from ..names import similarity
from .links import ParagraphLink, TurnLink
from .paragraphs import paragraph_links, paragraphs_fit, size
from .passages import LETTERS, Passages
from .path import Step, best_path, in_order
from .shared import Shared, chinese_words, english_words, in_bytes

_OUTSIDE, _COMPANY, _HOST = "asks", "answers", "hosts"
_PART: Mapping[Role, str] = {
    Role.ANALYST: _OUTSIDE,
    Role.INVESTOR: _OUTSIDE,
    Role.MEDIA: _OUTSIDE,
    Role.EXECUTIVE: _COMPANY,
    Role.OPERATOR: _HOST,
    Role.MODERATOR: _HOST,
}
_ALONE = -1.2  # what a turn without a counterpart costs
_HOST_ALONE = -0.3  # the same of an operator or moderator: translations leave them out
_MERGE = -2.0  # for each turn more than one on a side
_LOST = -2.0  # what a lost label costs
_HOPELESS = -3.0  # words and lengths under which no name is looked up
_DOUBTFUL = 2.0  # what speaks for two turns, under which another look may help
_SURE = 2.5  # weight of shared words from which two turns may be sure, and how many times the next best's it must be
_BY_FAR = 1.2


def turn_links(chinese: Call, english: Call) -> tuple[TurnLink, ...]:
    """The turns of both calls, each in one link, in order."""
    sides = _Sides(chinese.turns, english.turns)
    sure = in_order(_sure_places(sides.passages.shared))
    sides.learn(sure)
    steps = sides.path(sure)
    pairs = [(step.i, step.j) for step in steps if step.i2 - step.i == step.j2 - step.j == 1]
    if sides.doubts(pairs) and sides.learn(pairs):
        steps = sides.path(sure)
    return tuple([sides.link(step) for step in sides.without_lost_labels(steps)])


class _Sides:
    """Two sequences of turns, and what speaks for turns of one beside turns of the other."""

    def __init__(self, chinese: Sequence[Turn], english: Sequence[Turn]) -> None:
        self.chinese, self.english = chinese, english
        self._said = [[chinese_words(p.text) for p in turn.said] for turn in chinese]  # of each turn, of each paragraph
        known = in_bytes([word for each in self._said for words in each for word in words])
        letters = frozenset(known)
        self._original = [[english_words(p.text, known, letters) for p in turn.said] for turn in english]
        self._sizes = [size(turn.said) for turn in chinese], [size(turn.said) for turn in english]
        self.passages = Passages(
            [set().union(*each) for each in self._said], [set().union(*each) for each in self._original], *self._sizes
        )
        self._alone = [_alone(turn) for turn in chinese], [_alone(turn) for turn in english]
        self._votes: dict[tuple[str, str], int] = {}
        self._of_chinese: Counter[str] = Counter()
        self._of_english: Counter[str] = Counter()
        self._people: dict[tuple[str, str], float] = {}
        self._known: dict[tuple[str, str], float] = {}  # what names and roles say

    def learn(self, pairs: Sequence[tuple[int, int]]) -> bool:
        """Learn from turns that are beside each other who is who, and how long the original is; whether that is new."""
        votes = dict(Counter([(self.chinese[i].speaker.id, self.english[j].speaker.id) for i, j in pairs]))
        if votes == self._votes:
            return False
        self._votes = votes
        self._of_chinese, self._of_english = Counter(), Counter()
        for (one, two), times in votes.items():
            self._of_chinese[one] += times
            self._of_english[two] += times
        self._people.clear()
        if pairs:
            few = 1.0 / len(pairs)
            sizes, lengths = sum([self._sizes[0][i] for i, _ in pairs]), sum([self._sizes[1][j] for _, j in pairs])
            self.passages.ratio = (1 - few) * math.log(lengths / sizes) + few * math.log(LETTERS)
        return True

    def doubts(self, pairs: Sequence[tuple[int, int]]) -> bool:
        """Whether some of the turns beside each other fit badly, so that another look by what they teach may help."""
        return any(self._fit(i, j) < _DOUBTFUL for i, j in pairs)

    def path(self, sure: Sequence[tuple[int, int]]) -> list[Step]:
        """The best path through the turns, by what is known of the people."""
        return best_path(len(self.chinese), len(self.english), self._fit, self._several, self._alone, sure)[0]

    def without_lost_labels(self, steps: Sequence[Step]) -> list[Step]:
        """The steps, with turns of the original taken in whose words stand in the turn before: the translation lost a label.

        That shows in its paragraphs: it has more than the original's turn, and they fit those of the turns behind it.
        """
        found: list[Step] = []
        for step in steps:
            before = found[-1] if found else None
            if step.i == step.i2 and before is not None and before.i2 - before.i == 1 and before.j2 > before.j:
                longer = before._replace(j2=step.j2)
                if self._takes_in(before, longer):
                    found[-1] = longer
                    continue
            found.append(step)
        return found

    def _takes_in(self, step: Step, longer: Step) -> bool:
        """Whether the paragraphs of a turn fit those of more turns of the original better."""
        i, _, j, j2 = step
        said = self.chinese[i].said
        counts = [sum([len(turn.said) for turn in self.english[j:end]]) for end in (j2, longer.j2)]
        if len(said) <= counts[0]:
            return False
        fits = []
        for end in (j2, longer.j2):
            original = [p for turn in self.english[j:end] for p in turn.said]
            words = [w for each in self._original[j:end] for w in each]
            fits.append(paragraphs_fit(said, original, self._said[i], words))
        return fits[1] + _LOST > fits[0] + sum(self._alone[1][j2 : longer.j2])

    def link(self, step: Step) -> TurnLink:
        """What a step of the path says."""
        i, i2, j, j2 = step
        chinese, english = tuple(self.chinese[i:i2]), tuple(self.english[j:j2])
        said = [p for turn in chinese for p in turn.said]
        original = [p for turn in english for p in turn.said]
        if not chinese or not english:
            alone = ParagraphLink(chinese=tuple(said), english=tuple(original))
            return TurnLink(chinese=chinese, english=english, paragraphs=(alone,))
        points = self._fit(i, j) if i2 - i == j2 - j == 1 else self._merged(i, i2, j, j2)
        points -= sum(self._alone[0][i:i2]) + sum(self._alone[1][j:j2])
        words = [w for each in self._said[i:i2] for w in each], [w for each in self._original[j:j2] for w in each]
        return TurnLink(
            chinese=chinese,
            english=english,
            score=round(1 / (1 + math.exp(-max(-30.0, min(30.0, points)))), 4),
            evidence=self._evidence(chinese[0].speaker, english[0].speaker, *words),
            paragraphs=paragraph_links(said, original, *words),
        )

    def _fit(self, i: int, j: int) -> float:
        points = self.passages.one(i, j)
        if points < _HOPELESS:
            return points  # nobody's name makes good for that
        return points + self._person_points(self.chinese[i].speaker, self.english[j].speaker)

    def _merged(self, i: int, i2: int, j: int, j2: int) -> float:
        points = self.passages.several(i, i2, j, j2) + _MERGE * (i2 - i + j2 - j - 2)
        return points + self._person_points(self.chinese[i].speaker, self.english[j].speaker)

    def _several(self, i: int, j: int, _points: float) -> Iterable[tuple[int, int, float]]:
        """Links of one turn to several, where all of them share words."""
        ends = []
        cells, width = self.passages.shared.cells, self.passages.shared.width
        for i2, j2 in self.passages.more(i, j):
            if (i2 - 1) * width + j2 - 1 not in cells:
                break
            ends.append((i2, j2, self._merged(i, i2, j, j2)))
        return ends

    def _person_points(self, one: Speaker, two: Speaker) -> float:
        key = one.id, two.id
        points = self._people.get(key)
        if points is None:
            known = self._known.get(key)
            if known is None:
                known = self._known[key] = _name_points(one, two) + _role_points(one, two)
            points = self._people[key] = known + self._vote_points(*key)
        return points

    def _vote_points(self, one: str, two: str) -> float:
        """How often the two spoke in turns that are beside each other, of all turns of either."""
        most = max(self._of_chinese[one], self._of_english[two])
        if not most:
            return 0.0
        share = self._votes.get((one, two), 0) / most
        return 2.0 * share - 0.8 * (1 - share) * (1 - 0.5**most)

    def _evidence(
        self, one: Speaker, two: Speaker, said: Sequence[Set[str]], original: Sequence[Set[str]]
    ) -> tuple[str, ...]:
        """What speaks for turns beside each other, in words."""
        found = []
        if words := set().union(*said) & set().union(*original):
            found.append(f"numbers and Latin words: {', '.join(sorted(words, key=lambda w: (-len(w), w))[:6])}")
        if (alike := name_likeness(one, two)) is not None and alike >= 0.5:
            found.append(f"{one} sounds like {two}")
        return tuple(found)


def name_likeness(one: Speaker, two: Speaker) -> float | None:
    """How alike the names of a speaker of the translation and one of the original are, 0..1; None where one has none."""
    if one.name is None or two.name is None:
        return None
    names = {name for name in (one.name, one.names.zh, one.names.en) if name is not None}
    return max([similarity(name, two.name).probability for name in sorted(names)])


def _sure_places(shared: Shared) -> list[tuple[int, int, float]]:
    """Turns that share far more of their words with each other than with any other."""
    of_row: dict[int, list[tuple[float, int]]] = defaultdict(list)
    of_column: dict[int, list[float]] = defaultdict(list)
    for i, j, weight in shared.best():
        share = weight / math.sqrt(shared.chinese[i] * shared.english[j])
        of_row[i].append((share, j))
        of_column[j].append(share)
    found = []
    for i, several in of_row.items():
        (share, j), *others = sorted(several, reverse=True)[:2]
        beside = sorted(of_column[j], reverse=True)[:2]
        rivals = [other for other, _ in others] + beside[1:]
        weight = shared.weight(i, j)
        if weight >= _SURE and share >= beside[0] and share >= _BY_FAR * max(rivals, default=0.0):
            found.append((i, j, weight))
    return found


def _name_points(one: Speaker, two: Speaker) -> float:
    alike = name_likeness(one, two)
    return 0.0 if alike is None else max(-2.0, min(3.0, math.log((alike + 1e-3) / (1 - alike + 1e-3))))


def _role_points(one: Speaker, two: Speaker) -> float:
    """What the roles say: who asks, who answers, who leads through the call."""
    a, b = _PART.get(one.role), _PART.get(two.role)
    if a is None or b is None:
        return 0.0
    if a == b:
        return 1.0
    return -1.0 if _HOST in (a, b) else -1.5


def _alone(turn: Turn) -> float:
    return _HOST_ALONE if _PART.get(turn.speaker.role) == _HOST else _ALONE
