"""Rosters: what they are read from, whom they name, and what they change on a page."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

import transcripts
from transcripts import AliasHow, NoticeCode, Role, RoleSource, RosterError, parse
from transcripts.names import Entry, MatchHow, Roster, match

PAGE = """\
远岸仪表2025Q1业绩电话会议实录

接线员

下一个问题来自塔琳·莫雷尔。

塔琳·莫雷尔

谢谢。维拉,新工厂什么时候投产?另外,想请教马可,毛利率还会上升吗?

薇拉·康拉德

新工厂计划在三月投产。

马可·施特恩

毛利率会持平。
"""
PEOPLE = ["Taryn Morrell", "Vera Conrad", "Marco Stern"]


def names(call: transcripts.Call) -> dict[str, str | None]:
    return {str(speaker): speaker.names.en for speaker in call.speakers}


# --- what a roster is read from


@pytest.mark.parametrize(
    "people",
    [
        [{"en": "Vera Conrad", "zh": "薇拉·康拉德", "title": "CEO", "firm": "Farshore", "role": "executive"}],
        [{"English Name": "x", "name_en": "Vera Conrad", "中文名": "薇拉·康拉德", "职务": "CEO", "公司": "Farshore", "角色": "Executive"}],
        {"people": [{"name": "Vera Conrad", "also": ["薇拉·康拉德"], "title": "CEO", "company": "Farshore", "role": "executive"}]},
        {"Vera Conrad": {"zh": "薇拉·康拉德", "position": "CEO", "employer": "Farshore", "role": "executive"}},
        {"name": "Vera Conrad", "zh": "薇拉·康拉德", "title": "CEO", "firm": "Farshore", "role": "executive"},
        [SimpleNamespace(name="Vera Conrad", zh="薇拉·康拉德", title="CEO", firm="Farshore", role=Role.EXECUTIVE)],
        [Entry(names=("Vera Conrad", "薇拉·康拉德"), title="CEO", firm="Farshore", role=Role.EXECUTIVE)],
        [{"name": "Vera Conrad", "title": "CEO"}, {"name": "vera conrad", "zh": "薇拉·康拉德", "firm": "Farshore", "role": "executive"}],
        [{"id": 7, "name": "Vera Conrad", "title": "CEO"}, {"id": 7, "zh": "薇拉·康拉德", "firm": "Farshore", "role": "executive"}],
    ],
)  # fmt: skip
def test_people_come_in_many_shapes(people: Any) -> None:
    (entry,) = Roster.of(people)
    assert (entry.en, entry.zh) == ("Vera Conrad", "薇拉·康拉德")
    assert (entry.title, entry.firm, entry.role) == ("CEO", "Farshore", Role.EXECUTIVE)


def test_a_list_is_the_spellings_of_one_person() -> None:
    (entry,) = Roster.of([["Vera Conrad", "薇拉·康拉德", "薇拉"]])
    assert entry.names == ("Vera Conrad", "薇拉·康拉德", "薇拉")


def test_speakers_of_a_call_are_a_roster() -> None:
    roster = Roster.of(parse(PAGE, roster=PEOPLE).speakers[1:])
    assert [(entry.en, entry.zh) for entry in roster] == [
        ("Taryn Morrell", "塔琳·莫雷尔"),
        ("Vera Conrad", "薇拉·康拉德"),
        ("Marco Stern", "马可·施特恩"),
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("people.csv", "name,zh,firm\nVera Conrad,薇拉·康拉德;维拉,Farshore\n"),
        ("people.tsv", "\ufeffname\tzh\tfirm\r\nVera Conrad\t薇拉·康拉德|维拉\tFarshore\r\n"),
        ("people.json", json.dumps([{"name": "Vera Conrad", "zh": ["薇拉·康拉德", "维拉"], "firm": "Farshore"}])),
    ],
)
def test_files(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    (entry,) = Roster.of(path)
    assert entry == Entry(names=("Vera Conrad", "薇拉·康拉德", "维拉"), firm="Farshore")


@pytest.mark.parametrize(
    ("people", "says"),
    [
        (7, "7 holds no people"),
        ([{"firm": "Farshore"}], "row 1 names nobody"),
        (["Vera Conrad", " "], "row 2 names nobody"),
        ([{"name": "Vera Conrad", "role": "boss"}], "row 1 has the role 'boss'; the roles are analyst, "),
    ],
)
def test_what_holds_no_people(people: Any, says: str) -> None:
    with pytest.raises(RosterError, match=says):
        Roster.of(people)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"a,b\n1,2\n", r"people.csv: no column holds names \(columns: a, b\)"),
        (b"", "no column holds names"),
        (b'{"name": ', "people.csv: "),
        (b"name\n\xff\xfe\xff", "is not UTF-8"),
        (b"name,role\nVera Conrad,boss\n", "people.csv: row 1 has the role 'boss'"),
    ],
)
def test_files_that_hold_no_people(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(data)
    with pytest.raises(RosterError, match=says):
        Roster.read(path)


def test_two_rosters_together_hold_everybody_once() -> None:
    more = Roster.of([{"name": "Vera Conrad", "zh": "薇拉·康拉德"}, "Ida Brandt"])
    both = Roster.of(PEOPLE) + more
    assert [str(entry) for entry in both] == [*PEOPLE, "Ida Brandt"]
    assert len(both) == 4
    assert Roster.of(both) is both


def test_namesakes_at_two_firms_are_two_people() -> None:
    roster = Roster.of([{"name": "王伟", "firm": "北桥"}, {"name": "王伟", "firm": "南湾"}])
    assert len(roster) == 2
    (found,) = match(["王伟"], roster)
    assert (found.entry, found.how) == (None, MatchHow.TIE)


# --- whom a name is


def test_every_name_has_its_person_and_every_person_his_name() -> None:
    found = match(["薇拉·康拉德", "塔琳·莫雷尔", "马可·施特恩"], PEOPLE)
    assert [str(m.entry) for m in found] == ["Vera Conrad", "Taryn Morrell", "Marco Stern"]
    assert {m.how for m in found} == {MatchHow.SOUND}
    assert all(m.probability > 0.9 and m.margin > 2 for m in found)
    assert "薇拉 = Vera (+" in found[0].why


def test_the_order_of_names_makes_no_difference() -> None:
    # both sound like Marco Stern; the one that sounds more like him is
    for order in (["马可·施特恩", "马科·斯特恩"], ["马科·斯特恩", "马可·施特恩"]):
        found = {m.name: m for m in match(order, PEOPLE)}
        assert sum(m.entry is not None for m in found.values()) <= 1


def test_a_spelling_of_the_roster_goes_before_a_sound() -> None:
    roster = [["Marco Stern", "马科·斯特恩"], "Marco Stein"]
    found = match(["马可·施特恩", "馬科‧斯特恩"], roster)
    assert [(str(m.entry), m.how) for m in found][1] == ("Marco Stern", MatchHow.SPELLING)
    assert found[0].entry is None or str(found[0].entry) != "Marco Stern"


@pytest.mark.parametrize("name", ["马可·史穆里克", "奥托·韦伯", "接线员", "", "·", "Operator"])
def test_who_is_not_there_is_nobody(name: str) -> None:
    (found,) = match([name], PEOPLE)
    assert (found.entry, found.how) == (None, MatchHow.NOBODY)


def test_a_given_name_of_two_people_stays_open() -> None:
    (found,) = match(["马可"], ["Marco Stern", "Marco Dunmore"])
    assert (found.entry, found.how) == (None, MatchHow.TIE)
    (found,) = match(["马可"], PEOPLE)
    assert str(found.entry) == "Marco Stern"


def test_an_empty_roster_names_nobody() -> None:
    assert [m.how for m in match(["马可"], [])] == [MatchHow.NOBODY]


# --- what it changes on a page


def test_people_get_their_other_names() -> None:
    call = parse(PAGE, roster=PEOPLE)
    assert names(call) == {
        "接线员": None,
        "塔琳·莫雷尔": "Taryn Morrell",
        "薇拉·康拉德": "Vera Conrad",
        "马可·施特恩": "Marco Stern",
    }
    vera = call.find("Vera Conrad")
    assert vera is not None
    assert vera.name == "薇拉·康拉德"
    (alias,) = [alias for alias in vera.aliases if alias.how is AliasHow.ROSTER]
    assert (alias.text, alias.spans) == ("Vera Conrad", ())  # it is not printed on the page
    assert 0.9 < alias.score <= 1.0
    assert call.notices == ()


def test_titles_firms_and_roles_come_from_it_where_the_page_has_none() -> None:
    roster = [
        {"name": "Taryn Morrell", "firm": "Northbridge", "role": "analyst"},
        {"name": "Vera Conrad", "title": "CEO", "firm": "Farshore"},
    ]
    call = parse(PAGE, roster=roster)
    taryn, vera = call.find("Taryn Morrell"), call.find("Vera Conrad")
    assert taryn is not None
    assert vera is not None
    assert (taryn.role, taryn.role_source, taryn.firm) == (Role.ANALYST, RoleSource.INTRODUCED, "Northbridge")
    assert (vera.role, vera.role_source, vera.title, vera.canonical_title) == (
        Role.EXECUTIVE,
        RoleSource.ROSTER,
        "CEO",
        "CEO",
    )


def test_what_the_page_prints_goes_before_it() -> None:
    page = PAGE.replace("\n薇拉·康拉德\n", "\n薇拉·康拉德(首席运营官)\n")
    vera = parse(page, roster=[{"name": "Vera Conrad", "title": "CEO", "role": "analyst"}]).find("Vera Conrad")
    assert vera is not None
    assert (vera.title, vera.role, vera.role_source) == ("首席运营官", Role.EXECUTIVE, RoleSource.STATED)


def test_labels_that_one_person_has_are_one() -> None:
    page = PAGE.replace(
        "\n马可·施特恩\n", "\n马可·施特恩\n\n毛利率会持平。\n\n薇拉·康拉德\n\n我补充一点,工厂很顺利。\n\n马科·斯坦\n"
    )
    assert len(parse(page).speakers) == 5
    call = parse(page, roster=[["Marco Stern", "马可·施特恩", "马科·斯坦"]])
    assert len(call.speakers) == 4
    marco = call.find("马科·斯坦")
    assert marco is not None
    assert {alias.text for alias in marco.aliases} >= {"马可·施特恩", "马科·斯坦", "Marco Stern"}


def test_spellings_of_the_roster_are_found_in_speech() -> None:
    page = PAGE.replace("想请教马可,", "想请教老施,")
    call = parse(page, roster=[["Marco Stern", "马可·施特恩", "老施"]])
    marco = call.find("老施")
    assert marco is not None
    assert [call.source[span] for alias in marco.aliases if alias.text == "老施" for span in alias.spans] == ["老施"]
    assert [q.addressees for pair in call.qa_pairs for q in pair.questions][-1] == (marco,)


def test_people_who_are_not_there_change_nothing_and_it_says_so() -> None:
    plain = parse(PAGE)
    call = parse(PAGE, roster=["Nora Hale", "Otto Weber", "Ida Brandt", "Bram Castellan"])
    assert attrs.evolve(call, notices=()) == attrs.evolve(plain, notices=())
    (notice,) = call.notices
    assert notice.code is NoticeCode.UNUSED_ROSTER
    assert notice.message == "nobody of the roster (Nora Hale, Otto Weber, Ida Brandt and 1 more) speaks on this page"


def test_a_printed_name_goes_before_a_longer_one() -> None:
    page = PAGE.replace("\n薇拉·康拉德\n", "\n薇拉·康拉德(Vera Conrad)\n")
    vera = parse(page, roster=[["Vera Anne Conrad", "Vera Conrad"]]).find("Vera Anne Conrad")
    assert vera is not None
    assert vera.names.en == "Vera Conrad"


def test_two_people_whom_a_name_could_be_stay_two() -> None:
    call = parse(PAGE, roster=["Vera Conrad", "Vera Konrad", "Taryn Morrell"])
    vera = call.find("薇拉·康拉德")
    assert vera is not None
    assert vera.names.en is None
    assert [notice.code for notice in call.notices] == [NoticeCode.AMBIGUOUS_NAME]


def test_a_call_with_a_roster_is_written_and_read() -> None:
    call = parse(PAGE, roster=PEOPLE)
    assert transcripts.Call.from_json(call.to_json(), text=call.source.text) == call
