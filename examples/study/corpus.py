"""Two hundred invented calls as saved pages: eight companies, twenty-five quarters, analysts who come back.

    python examples/study/corpus.py FOLDER

Half of the pages are HTML in GB18030, half are plain text. Beside them stands ``truth.csv``: for each part of a question whom it
was put to, and whether anybody answered it. A reader of the pages finds that out; this program decided it.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple


class Executive(NamedTuple):
    """Somebody who answers, and how often (0..1) a part that is put to them is passed over in silence."""

    name: str
    title: str
    silent: float


class Part(NamedTuple):
    """A part of a question: who asks, whom, about what, and whether it is answered."""

    asker: str
    firm: str
    to: Executive
    topic: str
    answered: bool


COMPANIES = {
    "Aurora": (Executive("Daniel Cole", "CEO", 0.05), Executive("Mira Santos", "CFO", 0.15)),
    "Borealis": (Executive("Helen Marsh", "CEO", 0.10), Executive("Victor Lund", "CFO", 0.30)),
    "Cobalt": (Executive("Owen Reyes", "CEO", 0.20), Executive("Ines Falk", "CFO", 0.05)),
    "Dovetail": (Executive("Ruth Keller", "CEO", 0.02), Executive("Amos Quinn", "CFO", 0.10)),
    "Ember": (Executive("Paul Ostrow", "CEO", 0.35), Executive("Lena Voss", "CFO", 0.12)),
    "Fathom": (Executive("Grace Holm", "CEO", 0.08), Executive("Tomas Birk", "CFO", 0.18)),
    "Granite": (Executive("Simon Ayres", "CEO", 0.15), Executive("Nadia Petrov", "CFO", 0.08)),
    "Harrow": (Executive("Clara Dunn", "CEO", 0.12), Executive("Hugo Stein", "CFO", 0.25)),
}
ANALYSTS = {
    "Nora Hale": "云杉证券", "Otto Weber": "北桥资本", "Petra Lang": "麦田证券", "Quentin Moss": "远帆国际",
    "Rosa Ibanez": "南湾证券", "Stefan Wolf": "白桦银行", "Tessa Grant": "青石研究", "Ulrich Bauer": "云杉证券",
    "Vera Novak": "北桥资本", "Walter Finch": "麦田证券", "Yvonne Clark": "远帆国际", "Zoe Albright": "南湾证券",
}  # fmt: skip
TOPICS = (
    "储能电池", "海外门店", "数据备份", "工业传感器", "无人叉车", "净水滤芯", "订阅服务", "冷藏仓库", "机械手臂", "智能门锁",
    "农业保险", "线下培训",
)  # fmt: skip
ASKED = (
    "{t}的毛利率还有多少提升空间？", "{t}的交付节奏会不会放慢？", "怎么看{t}明年的价格？", "{t}的客户集中度是否会下降？",
)  # fmt: skip
SAID = (
    "{t}的订单已经排到明年三月，成本的波动不大。", "{t}在北方市场的份额升到了百分之十一。", "我们对{t}的投入会保持纪律。",
    "{t}的良品率稳定在百分之九十以上。", "坦率地说，{t}的退货比我们希望的多，售后人员正在回访。",
)  # fmt: skip
ORDINALS = "一二三"


def calls(seed: int = 2026) -> Iterator[tuple[str, str, list[Part]]]:
    """Every call: its name, its page as text, and the parts of its questions."""
    random = Random(seed)
    for company, executives in COMPANIES.items():
        for number in range(25):
            year, quarter = 2019 + number // 4, number % 4 + 1
            title = f"{company} {year}Q{quarter}业绩电话会议问答实录"
            parts: list[Part] = []
            lines = [title, f"{year}-{3 * quarter:02}-18 09:30:00", *_opening(company, executives)]
            for name in random.sample(sorted(ANALYSTS), random.randint(3, 5)):
                asked = _parts(name, executives, random)
                parts += asked
                lines += _exchange(asked, random)
            lines += ["接线员", "今天的会议到此结束，感谢各位的参加。"]
            yield f"{company.lower()}-{year}q{quarter}", "\n\n".join(lines) + "\n", parts


def _opening(company: str, executives: tuple[Executive, ...]) -> list[str]:
    there = "和".join([f"{e.title} {e.name}" for e in executives])
    return ["接线员", f"各位好，欢迎参加{company}的业绩电话会议。今天出席会议的有{there}。现在开始问答环节。"]


def _parts(asker: str, executives: tuple[Executive, ...], random: Random) -> list[Part]:
    topics = random.sample(TOPICS, random.randint(1, 3))
    to = [random.choice(executives) for _ in topics]
    answered = [random.random() >= executive.silent for executive in to]
    answered[0] = True  # somebody always says something
    return [Part(asker, ANALYSTS[asker], *rest) for rest in zip(to, topics, answered, strict=True)]


def _exchange(parts: list[Part], random: Random) -> list[str]:
    first = parts[0]
    if len(parts) == 1:
        asked = [f"谢谢。我的问题想请教{first.to.name}。{random.choice(ASKED).format(t=first.topic)}"]
    else:
        asked = [
            f"第{ORDINALS[n]}个问题想请教{part.to.name}，{random.choice(ASKED).format(t=part.topic)}"
            for n, part in enumerate(parts)
        ]
    lines = ["接线员", f"下一个问题来自{first.firm}的{first.asker}，请讲。", first.asker, *asked]
    for n, part in enumerate(parts):
        if part.answered:
            said = "".join([line.format(t=part.topic) for line in random.sample(SAID, 2)])
            opening = f"关于第{ORDINALS[n]}个问题，" if len(parts) > 1 else ""
            lines += [part.to.name, f"{opening}{said}"]
    return lines


def as_html(text: str) -> bytes:
    """The page as a portal would print it, in the encoding that it declares."""
    title, *lines = text.strip().split("\n\n")
    body = "\n".join([f"<p>{line}</p>" for line in lines])
    return (
        f'<!doctype html><html><head><meta charset="gb2312"><title>{title}_澄海财经</title><script>var n=1;</script></head>'
        f'<body><nav><a href="/">首页</a><a href="/q">行情</a></nav><h1>{title}</h1><div class="article">{body}</div>'
        '<div class="comments"><p>小溪</p><p>讲得真好！</p></div><footer>澄海财经 版权所有</footer></body></html>'
    ).encode("gb18030")


def write(folder: Path) -> None:
    """All pages into a folder, and the truth beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as file:
        truth = csv.writer(file)
        truth.writerow(("call", "analyst", "executive", "answered"))
        for number, (name, text, parts) in enumerate(calls()):
            if number % 2:
                (folder / f"{name}.html").write_bytes(as_html(text))
            else:
                (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            truth.writerows([(name, part.asker, part.to.name, part.answered) for part in parts])


if __name__ == "__main__":
    write(Path(sys.argv[1]))
