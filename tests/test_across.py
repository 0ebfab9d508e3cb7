"""One person across calls: whom links join, whom they never join, and the laws that hold for every set of calls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from random import Random

import attrs
import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

import transcripts
from transcripts import speakers
from transcripts.formats import get
from transcripts.model import Alias, AliasHow, Call, Names, Role, Security, Source, Speaker
from transcripts.names import Firms, canonical_firm, canonical_title, likeness
from transcripts.names.keys import is_han
from transcripts.names.parts import Part
from transcripts.speakers import Link, LinkedPerson, LinkHow, link
from transcripts.speakers import clusters as room
from transcripts.testing import check_growth, scene

TO_TRADITIONAL = opencc.OpenCC("s2t")
Partition = set[frozenset[tuple[int, str]]]


def person(
    name: str | None,
    role: str = "analyst",
    *,
    zh: str | None = None,
    en: str | None = None,
    title: str | None = None,
    firm: str | None = None,
) -> Speaker:
    """A speaker as a parse gives it, but for its id."""
    if name is not None:
        zh, en = (zh or name, en) if is_han(name) else (zh, en or name)
    return Speaker(
        id="s",
        name=name,
        names=Names(zh=zh, en=en),
        role=Role(role),
        title=title,
        firm=firm,
        canonical_title=canonical_title(title) if title else None,
        canonical_firm=canonical_firm(firm) if firm else None,
    )


def call(company: str | None, *who: Speaker, ticker: str | None = None) -> Call:
    return Call(
        source=Source(text=""),
        format="plain",
        company=company,
        securities=(Security(symbol=ticker),) if ticker else (),
        speakers=tuple(attrs.evolve(speaker, id=f"s{n}") for n, speaker in enumerate(who)),
    )


def partition(people: Iterable[LinkedPerson], numbers: Sequence[int] | None = None) -> Partition:
    """Who is with whom, whatever the persons are called; ``numbers`` are those of the calls before they were moved."""
    return {
        frozenset((numbers[m.call] if numbers else m.call, m.speaker.id) for m in found.members) for found in people
    }


def together(*calls: Call) -> bool:
    """Whether the first speakers of all calls are one person."""
    return len({found.id for found in link(calls) for m in found.members if m.speaker.id == "s0"}) == 1


def the_link(*calls: Call, least: float = 0.9) -> Link:
    found = [one for somebody in link(calls, least=least) for one in somebody.links]
    assert len(found) == 1
    return found[0]


# --- who is joined, and why -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("spelling", ["薇拉·科斯塔", "薇拉・科斯塔", "薇拉 科斯塔", "薇拉科斯塔", "薇拉?科斯塔"])
def test_a_name_is_the_same_under_every_spelling_at_one_company(spelling: str) -> None:
    one = call("北港重工", person("薇拉·科斯塔", "executive"))
    two = call("北港重工", person(TO_TRADITIONAL.convert(spelling), "executive"))
    found = the_link(one, two)
    assert (found.how, found.score) == (LinkHow.COMPANY, 0.98)
    assert (found.a.call, found.b.call) == (0, 1)
    assert "at one company" in found.why


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (call("Larch Inc."), call("LARCH"), True),
        (call("落叶松控股有限公司"), call("落葉松"), True),
        (call("落叶松", ticker="LRCH"), call("Larch", ticker="LRCH"), True),
        (call("落叶松"), call("Larch"), False),
        (call("Larch China"), call("Larch"), False),
        (call(None), call(None), False),
    ],
)
def test_a_company_is_known_by_its_name_and_its_ticker(one: Call, two: Call, *, same: bool) -> None:
    somebody = (person("王伟", "executive"),)
    assert together(attrs.evolve(one, speakers=somebody), attrs.evolve(two, speakers=somebody)) is False  # ids differ
    calls = [attrs.evolve(c, speakers=(attrs.evolve(somebody[0], id="s0"),)) for c in (one, two)]
    assert together(*calls) is same


def test_an_analyst_is_known_by_the_firm_from_company_to_company() -> None:
    one = call("北港重工", person("王伟", firm="花旗"))
    two = call("云杉软件", person("王偉", firm="Citigroup"))
    assert the_link(one, two).how is LinkHow.FIRM
    assert not together(one, call("云杉软件", person("王伟", firm="高盛")))


def test_users_firms_are_firms() -> None:
    calls = [
        call("北港重工", person("王伟", firm="拉克霍姆")),
        call("云杉软件", person("王伟", firm="Larkholm Securities")),
    ]
    assert len(link(calls)) == 2
    assert len(link(calls, firms=Firms.shipped() + {"Larkholm": "拉克霍姆"})) == 1


def test_a_rare_name_is_enough_where_nothing_contradicts() -> None:
    one, two = call("北港重工", person("布莱恩·诺瓦克")), call("云杉软件", person("布萊恩·諾瓦克", firm="高盛"))
    found = the_link(one, two)
    assert (found.how, found.score) == (LinkHow.NAME, 0.9)
    assert len(link([one, two], least=0.95)) == 2
    both = [call(c, person("陈文和", zh="陈文和", en="Vincent Chen")) for c in ("北港重工", "云杉软件")]
    assert (the_link(*both).how, the_link(*both).score) == (LinkHow.NAME, 0.92)


def test_an_analyst_with_a_rare_name_may_change_the_firm() -> None:
    old = call("北港重工", person("布莱恩·诺瓦克", firm="高盛"))
    new = call("北港重工", person("布莱恩·诺瓦克", firm="花旗"))
    assert the_link(old, new).how is LinkHow.COMPANY
    assert not together(old, call("云杉软件", person("布莱恩·诺瓦克", firm="花旗")))
    assert not together(*[call("北港重工", person("王伟", firm=firm)) for firm in ("高盛", "花旗")])


def test_names_that_sound_alike_at_one_company_or_from_one_firm() -> None:
    chinese = call("北港重工", person("布莱恩·诺瓦克"))
    assert the_link(chinese, call("北港重工", person("Brian Nowak", firm="高盛"))).how is LinkHow.SOUND
    assert the_link(chinese, call("北港重工", person("布赖恩·诺瓦克"))).how is LinkHow.SOUND
    assert not together(chinese, call("云杉软件", person("Brian Nowak", firm="高盛")))
    of_firm = [
        call("北港重工", person("布莱恩·诺瓦克", firm="高盛")),
        call("云杉软件", person("Brian Nowak", firm="Goldman")),
    ]
    assert the_link(*of_firm).how is LinkHow.SOUND
    assert not together(chinese, call("北港重工", person("Brian Nowak", "executive")))


@pytest.mark.parametrize(
    "names", [("苏珊·李", "Sarah Li"), ("王伟", "王薇"), ("Mark Reed", "Mark Reed Jr."), ("马克·里德", "马克")]
)
def test_names_that_do_not_sound_alike_in_every_part(names: tuple[str, str]) -> None:
    assert not together(*[call("北港重工", person(name, "executive")) for name in names])


def test_a_sound_that_could_be_two_people_is_nobodys() -> None:
    one = call("北港重工", person("Catherine Nowak"), person("Kathryn Nowak"))
    assert len(link([one, call("北港重工", person("凯瑟琳·诺瓦克"))])) == 3


def test_a_part_of_a_name_where_the_title_agrees() -> None:
    full = call("北港重工", person("苏珊·李", "executive", title="首席财务官"))
    short = call("北港重工", person("Susan", "executive", title="CFO"))
    found = the_link(full, short)
    assert (found.how, found.score) == (LinkHow.PART, 0.9)
    assert "CFO" in found.why
    untitled = call("北港重工", person("Susan", "executive"))
    assert not together(full, untitled)
    assert the_link(full, untitled, least=0.8).score == 0.8
    for other in (
        call("北港重工", person("Susan", "executive", title="COO")),
        call("云杉软件", person("Susan", "executive", title="CFO")),
        call("北港重工", person("Susan", firm="高盛")),
    ):
        assert len(link([full, other], least=0.5)) == 2
    vice = [call("北港重工", person(name, "executive", title="副总裁")) for name in ("苏珊·李", "Susan")]
    assert not together(*vice)  # several are vice president


def test_a_part_of_a_name_that_two_could_have_is_nobodys() -> None:
    full = call("北港重工", person("苏珊·李", "executive", title="CFO"), person("苏珊·科斯塔", "executive"))
    short = [call("北港重工", person("Susan", "executive", title="CFO")) for _ in range(2)]
    assert len(link([full, *short])) == 4
    both = call("北港重工", person("苏珊·李", "executive", title="CFO"), person("苏珊", "executive", title="CFO"))
    assert len(link([both, *short])) == 4  # two are called so, on the word of the page


def test_an_analyst_by_the_given_name_from_one_firm_at_one_company() -> None:
    full, short = person("布莱恩·诺瓦克", firm="高盛"), person("Brian", firm="Goldman Sachs")
    assert the_link(call("北港重工", full), call("北港重工", short)).how is LinkHow.PART
    assert not together(call("北港重工", full), call("云杉软件", short))


def test_the_same_part_of_a_name_with_the_same_office_is_one_person() -> None:
    calls = [call("北港重工", person("Susan", "executive", title=title)) for title in ("CFO", "首席财务官", "COO")]
    assert partition(link(calls)) == {frozenset([(0, "s0"), (1, "s0")]), frozenset([(2, "s0")])}


def test_transliterations_of_one_latin_name_may_differ() -> None:
    calls = [
        call("北港重工", person("罗宾·怀特", en="Robin Wright", firm="高盛")),
        call("北港重工", person("罗宾·赖特", en="Robin Wright", firm="高盛")),
        call("北港重工", person("罗宾·赖特", firm="高盛")),
    ]
    assert together(*calls)


def test_a_name_is_joined_by_what_was_found_of_it_elsewhere() -> None:
    calls = [
        call("北港重工", person("李·马文")),
        call("北港重工", person("Lee Marvin", firm="高盛")),
        call("云杉软件", person("李·马文", en="Lee Marvin", firm="高盛")),
    ]
    assert together(*calls)


# --- who is never joined --------------------------------------------------------------------------------------------


def test_namesakes_at_two_companies_are_two() -> None:
    calls = [call(company, person("王伟", "executive")) for company in ("北港重工", "云杉软件", "北港重工")]
    assert partition(link(calls)) == {frozenset([(0, "s0"), (2, "s0")]), frozenset([(1, "s0")])}
    rare = [call(company, person("薇拉·科斯塔", "executive")) for company in ("北港重工", "云杉软件")]
    assert not together(*rare)
    assert not together(*rare, call(None, person("薇拉·科斯塔", "executive")))  # which of them?
    assert together(rare[0], call(None, person("薇拉·科斯塔", "executive")))


def test_who_asks_is_not_who_answers() -> None:
    calls = [call("北港重工", person("薇拉·科斯塔", role)) for role in ("executive", "analyst")]
    assert not together(*calls)


def test_a_common_name_without_a_firm_is_left_out_where_two_have_it() -> None:
    calls = [call("北港重工", person("王伟", firm=firm)) for firm in ("花旗", "高盛", None, None, "Citi")]
    assert partition(link(calls)) == {
        frozenset([(0, "s0"), (4, "s0")]),
        *[frozenset([(n, "s0")]) for n in (1, 2, 3)],
    }


def test_operators_and_roles_without_a_name_are_nobodys() -> None:
    unnamed = attrs.evolve(person(None), aliases=(Alias(text="分析师", how=AliasHow.LABEL),))
    calls = [call("北港重工", person("Operator", "operator"), unnamed) for _ in range(3)]
    people = link(calls, least=0.0)
    assert len(people) == 6
    assert (people[0].name, str(people[1])) == ("Operator", "分析师")


def test_two_of_one_name_in_one_call_stay_two_and_make_the_name_nobodys() -> None:
    twins = call("北港重工", person("王伟"), person("王伟"))
    calls = [call("北港重工", person("王伟")), twins, call("北港重工", person("王伟"))]
    assert len(link(calls)) == 4


def test_no_chain_through_a_weak_link() -> None:
    """凯瑟琳 sounds like Catherine and like Kathryn, who are two: it is left to neither."""
    calls = [call("北港重工", person(f"{name} Nowak")) for name in ("Catherine", "Kathryn")]
    between = call("北港重工", person("凯瑟琳·诺瓦克"))
    assert [len(link([one, between])) for one in calls] == [1, 1]
    assert len(link([*calls, between])) == 3


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Julia Nowak", "Julian Nowak"),
        ("丹尼尔·诺瓦克", "大卫·诺瓦克"),
        ("Brenda Nowak", "Michael Nowak"),
        ("Mark Reed", "Mark Ree"),
    ],
)
def test_one_surname_makes_no_other_given_name_alike(one: str, two: str) -> None:
    assert not together(*[call("北港重工", person(name, "executive")) for name in (one, two)])


def test_a_gloss_that_went_astray_joins_nobody() -> None:
    calls = [
        call("北港重工", person("薇拉·科斯塔", "executive"), person("Otto Lindqvist", "executive")),
        call("北港重工", person("薇拉·科斯塔", "executive", en="Otto Lindqvist")),
        call("北港重工", person("Otto Lindqvist", "executive")),
    ]
    assert partition(link(calls)) == {
        frozenset([(0, "s0"), (1, "s0")]),
        frozenset([(0, "s1"), (2, "s0")]),
    }


def test_a_gloss_that_nobody_can_hear_is_believed_unless_it_makes_two_of_a_call_one() -> None:
    calls = [
        call("北港重工", person("陈文和", "executive"), person("Otto Lindqvist", "executive")),
        call("北港重工", person("陈文和", "executive", en="Otto Lindqvist")),
        call("北港重工", person("陈文和", "executive")),
        call("北港重工", person("Otto Lindqvist", "executive")),
    ]
    assert partition(link(calls)) == {
        frozenset([(0, "s0"), (2, "s0")]),
        frozenset([(0, "s1"), (3, "s0")]),
        frozenset([(1, "s0")]),
    }


def test_too_many_names_or_firms_are_nobodys() -> None:
    assert not room.firms_fit([frozenset([("", str(n))]) for n in range(9)])
    assert room.firms_fit([frozenset([("", "A"), ("", str(n))]) for n in range(9)])
    assert room.firms_fit([frozenset([("han", "落叶松")]), frozenset([("latin", "larch")])])  # may be one
    assert not room.firms_fit([frozenset([("han", "落叶松")]), frozenset([("", "Citi")])])
    assert not room.names_fit([{str(n): f"Vera Costa{'a' * n}"} for n in range(9)])


# --- what is given back ---------------------------------------------------------------------------------------------


def test_numbers_follow_the_calls_and_names_are_the_fullest() -> None:
    calls = [
        call("北港重工", person("Susan", "executive", title="CFO"), person("王珂", "executive")),
        call("北港重工", person("苏珊·李", "executive", en="Susan Li", title="CFO")),
    ]
    first, second = link(iter(calls))
    assert (first.id, first.name, first.names) == ("p0", "苏珊·李", Names(zh="苏珊·李", en="Susan Li"))
    assert [(m.call, m.speaker.name) for m in first.members] == [(0, "Susan"), (1, "苏珊·李")]
    assert (second.id, str(second), second.links) == ("p1", "王珂", ())
    assert "<2 speakers>" in repr(first)
    assert link([]) == ()


def test_a_room_opens_when_it_is_asked_for() -> None:
    assert speakers.link is link
    with pytest.raises(AttributeError, match="no attribute 'unlink'"):
        _ = speakers.unlink


# --- laws -----------------------------------------------------------------------------------------------------------

COMPANIES = ("北港重工", "云杉软件", None)
FIRMS = ("花旗", "Citigroup", "高盛", "拉克霍姆", None)
TITLES = ("CEO", "首席财务官", "CFO", None)
# Few names, so that namesakes, rival spellings and parts of names meet.
SPOKEN = (
    ("王伟", None), ("王薇", None), ("王伟", "Wei Wang"), ("苏珊·李", None), ("苏珊·李", "Susan Li"), (None, "Susan Li"),
    ("蘇珊・李", None), ("苏珊", None), (None, "Susan"), ("布莱恩·诺瓦克", None), ("布莱恩·诺瓦克", "Brian Nowak"),
    (None, "Brian Nowak"), ("布赖恩·诺瓦克", None), (None, "Brian"), ("马克", None), ("马克·里德", None), ("马克里德", None),
    ("陈文和", "Vincent Chen"), (None, "Vincent Chen"), ("Operator", None), (None, None),
)  # fmt: skip


@st.composite
def somebody(draw: st.DrawFn) -> Speaker:
    zh, en = draw(st.sampled_from(SPOKEN))
    role = draw(st.sampled_from(["analyst", "executive", "executive", "moderator", "unknown", "operator"]))
    asks = role == "analyst"
    return person(
        zh or en,
        role,
        zh=zh,
        en=en,
        title=None if asks else draw(st.sampled_from(TITLES)),
        firm=draw(st.sampled_from(FIRMS)) if asks else None,
    )


some_calls = st.lists(
    st.builds(lambda company, who: call(company, *who), st.sampled_from(COMPANIES), st.lists(somebody(), max_size=5)),
    max_size=7,
)


@given(some_calls, st.randoms(use_true_random=False))
def test_the_order_of_the_calls_makes_no_difference(calls: list[Call], random: Random) -> None:
    numbers = list(range(len(calls)))
    random.shuffle(numbers)
    for least in (0.9, 0.5):
        assert partition(link([calls[n] for n in numbers], least=least), numbers) == partition(link(calls, least=least))


@given(some_calls)
def test_every_speaker_is_in_one_person_and_never_with_another_of_the_call(calls: list[Call]) -> None:
    people = link(calls, least=0.5)
    assert [found.id for found in people] == [f"p{n}" for n in range(len(people))]
    members = [(m.call, m.speaker.id) for found in people for m in found.members]
    assert sorted(members) == sorted((n, s.id) for n, one in enumerate(calls) for s in one.speakers)
    for found in people:
        assert len({m.call for m in found.members}) == len(found.members)
        assert list(found.members) == sorted(found.members, key=lambda m: m.call)
    firsts = [(found.members[0].call, int(found.members[0].speaker.id[1:])) for found in people]
    assert firsts == sorted(firsts)


@given(some_calls)
def test_links_hold_a_person_together(calls: list[Call]) -> None:
    for found in link(calls, least=0.5):
        assert len(found.links) == len(found.members) - 1
        reached = {(found.members[0].call, found.members[0].speaker.id)}
        for _ in found.links:
            for one in found.links:
                ends = {(one.a.call, one.a.speaker.id), (one.b.call, one.b.speaker.id)}
                reached |= ends if ends & reached else set()
                assert one.a.call != one.b.call
                assert 0.5 <= one.score <= 1.0
                assert one.why
        assert len(reached) == len(found.members)
        sides = {m.speaker.role for m in found.members} - {Role.MODERATOR, Role.UNKNOWN}
        assert len(sides) <= 1
        if Role.EXECUTIVE in sides:
            assert len({calls[m.call].company for m in found.members} - {None}) <= 1


@given(some_calls)
def test_one_call_gives_its_speakers(calls: list[Call]) -> None:
    for one in calls:
        people = link([one], least=0.0)
        assert [found.members[0].speaker for found in people] == list(one.speakers)
        assert [found.name for found in people] == [s.name for s in one.speakers]


@given(some_calls, st.sampled_from(SPOKEN), st.booleans())
def test_a_namesake_elsewhere_joins_nobody(calls: list[Call], name: tuple[str | None, str | None], asks: bool) -> None:
    """Somebody of the same name at another company, from another firm, is nobody of the others and makes nobody one."""
    zh, en = name
    stranger = person(zh or en, "analyst" if asks else "executive", zh=zh, en=en, firm="野村" if asks else None)
    known = [c for c in calls if c.company]  # of a page that names no company nobody knows whose it is
    named = [c for c in known if all(s.firm or s.role is not Role.ANALYST for s in c.speakers)]
    before = link(named)
    after = link([*named, call("石桥电气", stranger)])
    assert frozenset([(len(named), "s0")]) in partition(after)
    whole = partition(before)
    for found in partition(after):
        kept = frozenset(member for member in found if member[0] < len(named))
        assert not kept or any(kept <= one for one in whole)


# --- cost -----------------------------------------------------------------------------------------------------------


def _one_company(n: int) -> list[Call]:
    return [
        call("北港重工", person("薇拉·科斯塔", "executive"), person(f"王{chr(0x4E00 + i % 40)}", firm="花旗"))
        for i in range(n)
    ]


def _one_analyst(n: int) -> list[Call]:
    return [call(f"公司{i}号", person("布莱恩·诺瓦克", firm="花旗" if i % 2 else None)) for i in range(n)]


def _namesakes(n: int) -> list[Call]:
    return [call("北港重工" if i % 3 else None, person("王伟", firm=f"云杉{i % 40}号")) for i in range(n)]


def _alike(n: int) -> list[Call]:
    parts = "布莱恩 布赖恩 布瑞恩 伯莱恩 布莱安 布里安 巴里恩 博伊恩".split()
    tails = "诺瓦克 诺维克 诺瓦奇 诺沃克 纳瓦克 诺威克 努瓦克 诺瓦科".split()
    return [call("北港重工", person(f"{parts[i % 8]}·{tails[i // 8 % 8]}{'尔' * (i // 64)}")) for i in range(n)]


def _parts(n: int) -> list[Call]:
    return [
        call(f"公司{i % (n // 4)}号", person("苏珊·李" if i % 2 else "Susan", "executive", title="CFO"))
        for i in range(n)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("shape", [_one_company, _one_analyst, _namesakes, _alike, _parts])
def test_twice_the_calls_cost_twice_the_work(shape: Callable[[int], list[Call]]) -> None:
    small, large = shape(120), shape(240)
    check_growth(lambda: link(small), lambda: link(large))


def test_two_thousand_calls_compare_few_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only names that begin to sound alike, in one place, are compared: some for a person, not one for a pair."""
    random = Random(1)
    given_names = (
        "Tessa Corin Maren Idris Petra Anders Lowell Sunniva Bram Odette Kiran Wanda Felix Noor Greta Silas".split()
    )
    surnames = "Brandvold Okonjo Lindqvist Marchetti Vasquez Thornbury Ferreira Kowalczyk Dunmore Abernathy".split()
    asking = [
        (f"{one} {two}", random.choice(["花旗", "高盛", "野村", "瑞银"])) for one in given_names for two in surnames
    ]
    calls = []
    for n in range(2000):
        spoken = [person(name, firm=firm) for name, firm in random.sample(asking, 4)]
        calls.append(call(f"公司{n // 8}号", person(f"{given_names[n // 8 % 16]} Castellan", "executive"), *spoken))
    compared: Counter[str] = Counter()
    whole = likeness._similarity.__wrapped__

    def counted(one: tuple[Part, ...], two: tuple[Part, ...]) -> likeness.Similarity:
        compared["pairs"] += 1
        return whole(one, two)

    monkeypatch.setattr(likeness, "_similarity", counted)
    people = link(calls)
    members = sum(len(found.members) for found in people)
    assert members == 10_000
    assert len(people) == len(asking) + 250
    assert compared["pairs"] < members


# --- on pages -------------------------------------------------------------------------------------------------------


def _respelled(page: str, random: Random, names: Iterable[tuple[str, str]]) -> str:
    """The page with every full name in another spelling, and now and then in the other script."""
    for name, twin in names:
        change = random.randrange(6)
        new = [twin, TO_TRADITIONAL.convert(name), name.replace("·", "・"), name.replace("·", ""), f"{name}（{twin}）"]
        if change < 5 and (change != 4 or "·" in name):
            page = page.replace(name, new[change])
    return TO_TRADITIONAL.convert(page) if random.randrange(5) == 0 else page


@pytest.mark.parametrize("seed", range(3))
def test_pages_of_one_company_give_its_people_once(seed: int) -> None:
    random = Random(seed)
    act = scene(random, exchanges=4, glosses=False)
    names = [(member.full, member.twin) for member in act.cast if member.full]
    pages = []
    for n in range(6):
        page = act.page(get(random.choice(["nameline", "colon", "bold"])))
        page = page.replace(act.script.title or "", f"北港重工202{4 + n // 4}Q{n % 4 + 1}业绩电话会议")
        pages.append(_respelled(page, random, names))
    calls = [transcripts.parse(page) for page in pages]
    people = link(calls)
    for member in [member for member in act.cast if member.full]:
        turns = [n for n, key in enumerate(act.speakers) if key == member.key]
        ids = {
            found.id for found in people for m in found.members if m.speaker is calls[m.call].turns[turns[0]].speaker
        }
        assert len(ids) == 1, f"{member.full} is {len(ids)} people"
    assert len([found for found in people if found.name]) == len(names)
