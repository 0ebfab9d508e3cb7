"""Law 10. Time and memory grow linearly: doubling any input shape costs at most 2.3 times.

Work is counted, not timed (``transcripts.testing.work``). What a single search or pattern does inside C is measured
with a clock in tests/benchmarks, which asserts nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, islice, product
from random import Random

import pytest

from transcripts import Call, align, detect, formats, parse
from transcripts.testing import check_growth, scene

NAMELINE = formats.get("nameline")

_FIRST = "塔米诺卡莱贝法萨丹埃奥伊戈珀朱"
_SECOND = "维琳森娜娅顿莎拉罗蒂"
_LAST = "哈布格瓦洛德科鲁韦霍库菲"
_SPEECH = "工业传感器的交付在六月恢复了正常，产线的良品率稳定在百分之九十以上。"
_QUESTION = "能否谈谈冷藏仓库未来几个季度的节奏？"


def distinct(count: int) -> list[str]:
    """So many different names, each with parts that nobody else has."""
    pairs = ["".join(pair) for pair in product(_FIRST + _SECOND, repeat=3)]
    lasts = ["".join(pair) for pair in product(_LAST + "尔曼伦斯特迪茨夫姆恩", repeat=3)]
    Random(3).shuffle(pairs)
    Random(4).shuffle(lasts)
    return [f"{first}·{last}" for first, last in zip(pairs[:count], lasts[:count], strict=True)]


def turns(labels: list[str], speech: str = _SPEECH) -> str:
    return "".join([f"{label}\n\n{speech}\n\n" for label in labels])


# A shape gives a page of about n units; each would cost more than its share if something looked at everything twice.
SHAPES: dict[str, tuple[int, Callable[[int], str]]] = {
    "one long line": (4_000, lambda n: _SPEECH * n),
    "one long line without a stop": (4_000, lambda n: "储能电池" * n),
    "names glued to sentences": (600, lambda n: "Thanks.Nora Hale: And why?Otto Weber: Because we can." * n),
    "JSON that opens and opens": (2_000, lambda n: '{"text": [' * n),
    "JSON that says little": (400, lambda n: "[" + '{"speaker": "Nora Hale", "text": "Why?", "session": "qa"},' * n),
    "rules of dots": (600, lambda n: ("." * 40 + "\nNora Hale\nAnalyst, Larch LLC Q\nWhy?\n") * n),
    "one long Latin line": (4_000, lambda n: "deliveries of sensors went on " * n),
    "one long speech": (1_500, lambda n: turns(["塔维·洛林特", "米琳·哈曼迪"]) + "塔维·洛林特\n\n" + _SPEECH * n),
    "many newlines": (8_000, lambda n: turns(["塔维·洛林特", "米琳·哈曼迪"]) + "\n" * n),
    "many blank lines with spaces": (8_000, lambda n: turns(["塔维·洛林特", "米琳·哈曼迪"]) + " \t\n" * n),
    "the same two labels": (400, lambda n: turns(["塔维·洛林特", "米琳·哈曼迪"] * n)),
    "distinct labels": (300, lambda n: turns(distinct(n))),
    "distinct labels that are named in speech": (
        200,
        lambda n: "".join([f"{a}\n\n谢谢{a.split('·')[0]}，{_SPEECH}\n\n" for a in distinct(n)]),
    ),
    "distinct Latin labels": (300, lambda n: turns([f"Tessa{'abcdefghij'[k % 10]} Brand{k:04}".replace("0", "o") for k in range(n)])),
    "labels without speech": (600, lambda n: "".join([f"{name}\n\n" for name in distinct(n)])),
    "near-names": (400, lambda n: turns([f"塔维·{a}{b}{c}" for a, b, c in islice(product(_LAST + _FIRST, repeat=3), n)])),
    "near-names that differ in the first name": (
        180,
        lambda n: turns([f"{a}{b}{c}·洛林特" for a, b, c in islice(product(_FIRST, _SECOND, _SECOND), n)]),
    ),
    "participants with shared parts": (
        200,
        lambda n: turns([f"{a}·{b}" for a, b in islice(cycle(product(("塔维", "米琳", "诺森"), ("洛林特", "哈曼迪", "格斯茨"))), n)])
        + turns(distinct(n), "谢谢塔维，也谢谢米琳和诺森。" + _SPEECH),
    ),
    "everybody has the same given name": (
        200,
        lambda n: turns([f"塔维·{name.split('·')[1]}" for name in distinct(n)], "谢谢塔维。" + _SPEECH),
    ),
    "nested brackets": (3_000, lambda n: turns(["塔维·洛林特" + "(" * n + ")" * n, "米琳·哈曼迪"])),
    "brackets in a row": (3_000, lambda n: turns(["塔维·洛林特" + "(塔维)" * n, "米琳·哈曼迪"])),
    "open brackets": (3_000, lambda n: "(" * n + "\n" + "（【" * n + "\n"),
    "short paragraphs": (2_000, lambda n: turns(["塔维·洛林特", "米琳·哈曼迪"]) + "米琳·哈曼迪\n\n" + "好的。\n\n" * n),
    "short lines without stops": (2_000, lambda n: turns(["塔维·洛林特", "米琳·哈曼迪"]) + "米琳·哈曼迪\n\n" + "好的\n" * n),
    "a question turn of many sentences": (
        400,
        lambda n: turns(["塔维·洛林特", "米琳·哈曼迪"]) + f"塔维·洛林特\n\n{_QUESTION * n}\n\n" + turns(["米琳·哈曼迪"]),
    ),
    "a question turn of many paragraphs": (
        400,
        lambda n: turns(["塔维·洛林特", "米琳·哈曼迪"]) + "塔维·洛林特\n\n" + f"另外，{_QUESTION}\n\n" * n + turns(["米琳·哈曼迪"]),
    ),
    "a question in many parts with many answers": (
        60,
        lambda n: "塔维·洛林特\n\n"
        + "".join([f"另外，{topic}的订单能见度有多长？" for topic in distinct(n)])
        + "\n\n米琳·哈曼迪\n\n"
        + "".join([f"{topic}的部分，{_SPEECH}\n\n" for topic in distinct(n)])
        + turns(["塔维·洛林特", "米琳·哈曼迪"]),
    ),
    "one answer of many paragraphs": (
        600,
        lambda n: turns(["塔维·洛林特"], f"第一个问题，{_QUESTION}第二个问题，{_QUESTION}") + turns(["米琳·哈曼迪"], f"{_SPEECH}\n\n" * n)
        + turns(["塔维·洛林特", "米琳·哈曼迪"]),
    ),
    "a list of participants": (
        400,
        lambda n: "参会人员\n\n"
        + "".join([f"{name} - 首席财务官\n" for name in distinct(n)])
        + "\n"
        + turns(["塔维·洛林特", "米琳·哈曼迪"]),
    ),
    "a long head": (2_000, lambda n: "远山财经一周要闻回顾，\n" * n + turns(["塔维·洛林特", "米琳·哈曼迪"])),
    "a long footer": (
        2_000,
        lambda n: turns(["塔维·洛林特", "米琳·哈曼迪"]) + "责任编辑：小溪\n" + "远山财经一周要闻回顾\n" * n,
    ),
    "a whole call": (40, lambda n: scene(Random(1), exchanges=n).page(NAMELINE)),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_page_costs_twice_the_work(shape: str) -> None:
    size, page = SHAPES[shape]
    small, large = page(size), page(2 * size)
    check_growth(lambda: parse(small, format="nameline"), lambda: parse(large, format="nameline"))


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_to_find_the_format_grows_as_the_page(shape: str) -> None:
    """Every format looks at every page, whatever it looks like."""
    size, page = SHAPES[shape]
    small, large = page(size), page(2 * size)
    check_growth(lambda: detect(small), lambda: detect(large))


@pytest.mark.slow
@pytest.mark.parametrize(
    "opens", ["{plain}：", "**{plain}：**", "[EN] {plain}: ", "{plain} 00:{n:02}\n", "Q{n}：", "{n}、{plain}："]
)
def test_many_labels_of_any_shape_grow_as_the_page(opens: str) -> None:
    def page(count: int) -> str:
        names = distinct(count)
        return "".join([f"{opens.format(plain=name, n=n % 60)}{_SPEECH}\n\n" for n, name in enumerate(names)])

    small, large = page(150), page(300)
    parse(large)  # how its syllables sound is looked up once a process
    check_growth(lambda: parse(small), lambda: parse(large))


@pytest.mark.slow
@pytest.mark.parametrize("several", [False, True], ids=["the same two people", "distinct people"])
@pytest.mark.parametrize("numbers", [False, True], ids=["nothing shared", "numbers shared"])
def test_an_alignment_grows_as_the_pages(several: bool, numbers: bool) -> None:
    def call(count: int, speech: str) -> Call:
        people = distinct(count) if several else ["塔维·洛林特", "米琳·哈曼迪"] * (count // 2)
        said = [speech.format(n * 7 if numbers else "") for n in range(count)]
        return parse("".join([f"{name}\n\n{words}\n\n" for name, words in zip(people, said, strict=True)]))

    counts = (40, 80)
    small, large = [
        (call(n, "去年第{}条产线的交付恢复了正常。"), call(n, "第{}条产线，交付在去年恢复。")) for n in counts
    ]
    check_growth(lambda: align(*small), lambda: align(*large))
