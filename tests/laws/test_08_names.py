"""Law 8 for names across scripts and rosters: symmetric, total, spelling is not identity, no person is ever parted."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts import Call, NoticeCode, formats, parse
from transcripts.names import Entry, MatchHow, Roster, match, similarity
from transcripts.testing import Scene, scenes

NAMELINE = formats.get("nameline")
anything = st.text(st.characters(exclude_categories=()), max_size=24)
GIVEN = "马克 苏珊 布莱恩 罗恩 格蕾丝 伊丽莎白 Mark Susan Brian Ronald Grace Elizabeth".split()
SURNAME = "扎克伯格 康拉德 诺瓦克 史穆里克 陈 林 Zuckerberg Conrad Nowak Shmulik Chen Lin".split()
names = st.one_of(
    st.builds("{}·{}".format, st.sampled_from(GIVEN[:6]), st.sampled_from(SURNAME[:6])),
    st.builds("{} {}".format, st.sampled_from(GIVEN[6:]), st.sampled_from(SURNAME[6:])),
    st.sampled_from(GIVEN + SURNAME),
)

# Changes that are not identity.
SPELLINGS: dict[str, Callable[[str], str]] = {
    "another interpunct": lambda name: name.replace("·", "・"),
    "a hyphenation point": lambda name: name.replace("·", "‧"),
    "spaces around it": lambda name: name.replace("·", " · "),
    "traditional": lambda name: name.translate(str.maketrans("马苏罗丽诺陈", "馬蘇羅麗諾陳")),
    "upper case": str.upper,
    "full width": lambda name: name.translate({c: c + 0xFEE0 for c in [*range(0x41, 0x5B), *range(0x61, 0x7B)]}),
    "zero width": lambda name: f"{name[0]}\u200b{name[1:]}",
    "no-break spaces": lambda name: name.replace(" ", "\xa0"),
}


@given(anything, anything)
def test_similarity_is_symmetric_and_total(a: str, b: str) -> None:
    there, back = similarity(a, b), similarity(b, a)
    assert 0.0 <= there.probability <= 1.0
    assert (there.probability, there.score) == (back.probability, back.score)
    assert [(p.a, p.b) for p in there.alignment] == [(p.b, p.a) for p in back.alignment]


@given(names, names)
def test_similarity_of_names_is_symmetric(a: str, b: str) -> None:
    there, back = similarity(a, b), similarity(b, a)
    assert (there.probability, there.score) == (back.probability, back.score)


@given(names)
def test_a_name_is_itself(name: str) -> None:
    assert similarity(name, name).probability == 1.0


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_spelling_changes_no_similarity(spelling: str) -> None:
    change = SPELLINGS[spelling]

    @given(names, names)
    def law(a: str, b: str) -> None:
        changed, plain = similarity(change(a), b), similarity(a, b)
        assert changed.probability == pytest.approx(plain.probability)
        assert changed.score == pytest.approx(plain.score)

    law()


@given(st.lists(names, max_size=5), st.lists(names, max_size=5))
def test_sounds_go_one_to_one(wanted: list[str], people: list[str]) -> None:
    roster = Roster.of(people)
    found = match(wanted, roster)
    assert [m.name for m in found] == wanted
    by_sound = [m.entry for m in found if m.how is MatchHow.SOUND]
    assert len(by_sound) == len(set(by_sound))
    spelled = {m.entry for m in found if m.how is MatchHow.SPELLING}
    assert spelled.isdisjoint(by_sound)
    assert all((m.entry is not None) == (m.how in (MatchHow.SPELLING, MatchHow.SOUND)) for m in found)


@given(st.lists(names, max_size=4, unique=True), st.lists(names, max_size=5, unique=True), st.randoms())
def test_the_order_of_a_roster_decides_nothing(wanted: list[str], people: list[str], random: Random) -> None:
    shuffled = people.copy()
    random.shuffle(shuffled)
    before = [str(m.entry) for m in match(wanted, people)]
    assert [str(m.entry) for m in match(wanted, shuffled)] == before


@given(names, st.lists(names, max_size=4, unique=True), names)
def test_a_namesake_never_makes_a_wrong_match(name: str, people: list[str], more: str) -> None:
    """Somebody more in the roster may leave a name open, or take it for himself; it never moves to a third."""
    (before,) = match([name], people)
    (after,) = match([name], [*people, more])
    assert str(after.entry) in (str(before.entry), "None", str(Roster.of([*people, more]).entries[-1]), more)


def groups(call: Call) -> set[frozenset[int]]:
    """Which turns have one speaker."""
    found: dict[str, set[int]] = {}
    for turn in call.turns:
        found.setdefault(turn.speaker.id, set()).add(turn.index)
    return {frozenset(turns) for turns in found.values()}


@given(scenes(respelled=True), st.data())
def test_a_roster_never_parts_a_person(scene: Scene, data: st.DataObject) -> None:
    page = scene.page(NAMELINE)
    people = [p for p in scene.cast if p.full]
    some = data.draw(st.lists(st.sampled_from(people), unique_by=lambda p: p.key)) if people else []
    roster = [Entry(names=tuple(filter(None, (p.full, p.twin)))) for p in some]
    plain, known = parse(page), parse(page, roster=roster)
    assert all(any(one <= other for other in groups(known)) for one in groups(plain))
    for speaker in plain.speakers:
        again = known.speakers[plain.speakers.index(speaker)]
        assert {alias.text for alias in speaker.aliases} <= {alias.text for alias in again.aliases}


@given(scenes(names=("foreign",), glosses=False))
def test_a_roster_of_latin_names_names_everybody(scene: Scene) -> None:
    people = {p.full: p.twin for p in scene.cast if p.full}
    call = parse(scene.page(NAMELINE), roster=list(people.values()))
    for speaker in call.speakers:
        if speaker.name in people:
            assert speaker.names.en in (people[speaker.name], None)


@given(scenes(names=("foreign",)))
def test_a_roster_of_strangers_changes_nothing(scene: Scene) -> None:
    page = scene.page(NAMELINE)
    plain = parse(page)
    call = parse(page, roster=["Thaddeus Quillfeather", "Xanthe Wyndham-Jukes"])
    assert (call.turns, call.speakers, call.qa_pairs) == (plain.turns, plain.speakers, plain.qa_pairs)
    assert [n.code for n in call.notices if n not in plain.notices] == [NoticeCode.UNUSED_ROSTER]


# People with a label in each script, of whom no two sound alike.
BOTH = (
    ("苏珊·康拉德", "Susan Conrad"),
    ("布莱恩·诺瓦克", "Brian Nowak"),
    ("格蕾丝·史穆里克", "Grace Shmulik"),
    ("伊丽莎白·霍克", "Elizabeth Hawke"),
)
turns = st.lists(st.tuples(st.sampled_from(range(2)), st.booleans(), st.booleans()), min_size=3, max_size=8)


@given(turns, st.permutations(range(len(BOTH))))
def test_labels_that_flip_between_scripts_are_one_person(said: list[tuple[int, bool, bool]], order: list[int]) -> None:
    """However the labels of a page flip, a person is one speaker, and a speaker is one person."""
    asking, answering = order[:2], order[2:]
    lines, who = [], []
    for n, (which, asks_in_latin, answers_in_latin) in enumerate(said):
        lines.append(f"{BOTH[asking[which]][asks_in_latin]}：谢谢。第{n + 1}季度的毛利率会怎么样？资本开支会增加吗？")
        lines.append(
            f"{BOTH[answering[n % 2]][answers_in_latin]}：我们预计毛利率会持平，资本开支比去年增加百分之{n + 3}左右，主要用于船坞。"
        )
        who += [asking[which], answering[n % 2]]
    call = parse("海鲸科技2024Q4业绩电话会议\n\n" + "\n\n".join(lines) + "\n", format="colon")
    assert len(call.turns) == len(who)
    speakers: dict[int, set[str]] = {}
    for turn, person in zip(call.turns, who, strict=True):
        assert turn.speaker is not None
        speakers.setdefault(person, set()).add(turn.speaker.id)
    assert all(len(ids) == 1 for ids in speakers.values()), speakers
    assert len({*map(frozenset, speakers.values())}) == len(speakers)
