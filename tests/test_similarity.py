"""One name in two spellings, two names that look alike, and the laws that hold for every string."""

from __future__ import annotations

import gzip
import subprocess
import sys
import time
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.fold import simplify
from transcripts.names.likeness import Similarity, aliases, similarity
from transcripts.names.parts import NICKNAMES, parts
from transcripts.names.transliteration import TABLE, Table, letters, table

SAME = [
    ("苏珊", "Susan"),
    ("蘇珊", "Susan"),
    ("艾琳", "Irene"),
    ("罗布", "Rob"),
    ("布莱恩·诺瓦克", "Brian"),
    ("罗布", "罗伯特·金"),
    ("普里娅", "普丽娅·拉曼"),
    ("查卡里·布伦南", "扎卡里·布伦南"),
    ("瑞秋", "雷切尔·摩尔"),
    ("迈克尔", "Michael"),
    ("道格拉斯", "Doug"),
    ("马克·扎克伯格", "Mark Zuckerberg"),
    ("馬克·祖克柏", "Mark Zuckerberg"),
    ("馬克·祖克柏", "马克·扎克伯格"),
    ("马克扎克伯格", "Mark Zuckerberg"),
    ("扎克伯格", "Zuckerberg, Mark"),
    ("林格蕾丝", "Grace Lin"),
    ("林格蕾丝", "格蕾丝·林"),
    ("彭亚历克斯", "Alex Peng"),
    ("史蒂文·范德伯格", "Steven van der Berg"),
    ("玛丽安·史密斯", "Mary Anne Smith"),
    ("刘炽平", "Liu Chiping"),
    ("刘炽平", "Chi Ping Liu"),
    ("刘炽平", "Liu Chi-Ping"),
    ("吕炽平", "Lyu Chiping"),
    ("刘炽平", "Liu"),
    ("Rob Smith", "Robert Smith"),
    ("Jürgen Müller", "Jurgen Muller"),
    ("Katherine Jones", "Catherine Jones"),
    ("J. Smithson", "John Smithson"),
    ("Sean O'Brien", "Sean OBrien"),
    ("加里·佩顿二世", "Gary Payton II"),
]

OTHERS = [
    ("马克·史穆里克", "Mark Zuckerberg"),
    ("马克·史穆里克", "马克·扎克伯格"),
    ("苏珊·李", "Sarah Li"),
    ("苏珊", "Sarah"),
    ("布莱恩", "Brad"),
    ("布莱恩", "布莱德"),
    ("丹尼尔", "大卫"),
    ("刘炽平", "刘志平"),
    ("刘炽平", "Martin Wong"),
    ("Mark Smith", "Mark Jones"),
    ("Mary", "Mark"),
    ("Chen", "Chan"),
    ("Gary Payton II", "Gary Payton III"),
    ("加里·佩顿三世", "Gary Payton II"),
    ("马克", ""),
    ("", ""),
    ("·", "?"),
    ("Μάρκος", "马克"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_name_in_two_spellings(a: str, b: str) -> None:
    assert similarity(a, b).probability > 0.8


@pytest.mark.parametrize(("a", "b"), OTHERS)
def test_two_names_that_look_alike(a: str, b: str) -> None:
    assert similarity(a, b).probability < 0.35


def test_two_chinese_people_of_one_surname_stay_undecided() -> None:
    assert similarity("王伟", "王薇").probability <= 0.5
    assert similarity("苏珊", "苏姗").probability > 0.9, "both spell Susan"


def test_the_evidence_says_which_part_stands_for_which() -> None:
    found = similarity("Susan Li", "蘇珊・李")
    assert [(pair.a, pair.b) for pair in found.alignment] == [("Susan", "蘇珊"), ("Li", "李")]
    assert all(pair.score > 0 for pair in found.alignment)
    assert "蘇珊" in found.why


def test_a_part_is_judged_as_a_part() -> None:
    part, whole = similarity("马克", "Mark Zuckerberg"), similarity("马克·扎克伯格", "Mark Zuckerberg")
    assert part.probability > 0.9
    assert part.score < whole.score
    assert len(part.alignment) == 1


def test_a_good_given_name_does_not_carry_a_wrong_surname() -> None:
    found = similarity("亚历山德拉·金", "Alexandra Westinghouse")
    assert found.alignment[0].score > 10
    assert found.probability < 0.05


NAMES = [name for pair in SAME for name in pair]
names = st.sampled_from(NAMES)
anything = st.text(max_size=40) | st.text(alphabet="苏珊李馬克扎伯格·・-? abMarkSun\u200b\xa0", max_size=20) | names


@given(anything, anything)
def test_law_symmetric_and_a_probability(a: str, b: str) -> None:
    """Both directions say the same, and it is a probability."""
    forth, back = similarity(a, b), similarity(b, a)
    assert (forth.probability, forth.score, forth.why) == (back.probability, back.score, back.why)
    assert [(p.a, p.b) for p in forth.alignment] == [(p.b, p.a) for p in back.alignment]
    assert 0 <= forth.probability <= 1


@given(anything)
def test_law_a_name_is_itself(name: str) -> None:
    """A name is like itself, if it has a letter at all."""
    assert similarity(name, name).probability == (1.0 if parts(name) else 0.0)


@given(st.text())
def test_law_never_raises(text: str) -> None:
    """Every string is compared, whatever it is."""
    assert isinstance(similarity(text, "Susan Li"), Similarity)
    assert isinstance(similarity("苏珊·李", text), Similarity)


def _wide(name: str) -> str:
    return "".join([chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name])


def _zero_width(name: str) -> str:
    return "\u200b".join(name) + "\ufeff"


SPELLINGS = {
    "interpunct": lambda name: name.replace("·", "・"),
    "bullet": lambda name: name.replace("·", "•"),
    "lost interpunct": lambda name: name.replace("·", "?"),
    "width": _wide,
    "upper case": str.upper,
    "lower case": str.lower,
    "traditional": opencc.OpenCC("s2t").convert,
    "no-break space": lambda name: name.replace(" ", "\xa0"),
    "zero width": _zero_width,
}


@given(names, names, st.sampled_from(sorted(SPELLINGS)))
def test_law_spelling_is_not_identity(a: str, b: str, change: str) -> None:
    """Interpunct, width, case, script variant and invisible characters change nothing."""
    changed = SPELLINGS[change](a)
    assert similarity(changed, b).probability == similarity(a, b).probability
    assert similarity(changed, b).score == similarity(a, b).score


def test_long_strings_cost_no_more_than_short_ones() -> None:
    assert similarity("苏珊·" * 50_000, "Susan " * 50_000).probability > 0.9
    started = time.perf_counter()
    for character, letter in ("克k", "李l", "a?", "·-"):
        similarity(character * 1_000_000, letter * 1_000_000)
    assert time.perf_counter() - started < 1


def test_the_table_is_small_and_quick() -> None:
    text = TABLE.read_bytes()
    assert len(gzip.compress(text, mtime=0)) <= 64 * 1024
    best = min(_seconds_to_load() for _ in range(5))
    assert best < 0.05, "10 ms on a quiet machine"


def _seconds_to_load() -> float:
    started = time.perf_counter()
    Table(TABLE.read_text(encoding="utf-8"))
    return time.perf_counter() - started


def test_the_table_is_not_read_on_import() -> None:
    code = "import transcripts.names.likeness; from transcripts.names import transliteration as t; "
    code += "assert not t.table.cache_info().currsize"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_letters_are_what_the_table_learned() -> None:
    assert letters("Łukasz") == "lukasz"
    assert letters("Phillips") == "philips"
    assert letters("Ｍüller") == "muler"
    assert table().syllables("扎克伯格") == ("zha", "ke", "bo", "ge")


def test_the_nickname_file_holds_each_name_once() -> None:
    lines = NICKNAMES.read_text(encoding="utf-8").splitlines()
    full = [line.split("\t")[0] for line in lines if not line.startswith("#")]
    assert len(full) == len(set(full))


def test_training_gives_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("pypinyin")
    from transcripts.names.train import main

    pairs = [
        ("Marlo", "马洛"),
        ("Lomar", "洛马"),
        ("Marma", "马玛"),
        ("Lorma", "洛玛"),
        ("Malo", "玛洛"),
        ("Roma", "罗马"),
    ]
    pairs += [
        (latin + more, han + zh) for latin, han in pairs for more, zh in (("la", "拉"), ("ro", "罗"), ("mor", "莫尔"))
    ]
    source = tmp_path / "pairs.tsv"
    written = []
    for turn in (pairs, pairs[::-1]):
        source.write_text("".join([f"{latin}\t{han}\n" for latin, han in turn]), encoding="utf-8")
        main(["--out", str(tmp_path / "table.txt"), str(source), str(source)])
        written.append((tmp_path / "table.txt").read_bytes())
    assert written[0] == written[1]
    learned = Table(written[0].decode("utf-8"))
    assert learned.fit(learned.syllables("马洛"), "marlo") > learned.fit(learned.syllables("马洛"), "roma")


def test_a_name_that_cannot_be_heard_is_in_a_table() -> None:
    for chinese, latin_names in aliases().items():
        assert simplify(chinese) == chinese
        for latin in latin_names:
            assert similarity(chinese, latin).probability > 0.9, (chinese, latin)
    found = similarity("蔡崇信", "Joe Tsai")
    assert (found.probability, found.why) == (0.98, "known as Joe Tsai")
    assert similarity("蔡崇信", "Joe").probability > 0.9
    assert similarity("蔡崇信", "Lisa Su").probability < 0.1
