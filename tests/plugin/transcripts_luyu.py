"""The call minutes of Luyu Securities: 〔7〕 the label » the speech, further paragraphs below, 〔完〕 at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcripts import BlockKind, Section
from transcripts.formats import Page, Piece, Script, Sniff
from transcripts.formats.furniture import ASIDE

# Every repetition has a limit: a line may be the whole page.
TURN = re.compile(r"〔\d{1,4}〕\s{0,9}([^\s»](?:[^»]{0,78}[^\s»])?)\s{0,9}»")
HEADING = re.compile(r"={2,9}\s{0,9}(\S.{0,38}\S)\s{0,9}={2,9}")
END = "〔完〕"


class Luyu:
    """Numbered turns of Luyu Securities, a » between label and speech."""

    name = "luyu"

    def sniff(self, page: Page) -> Sniff:
        turns = sum(TURN.match(line) is not None for line in page.lines)
        return Sniff(1 - 0.5**turns, (f"{turns} lines begin with a number in 〔〕 and a label before »",))

    def segment(self, page: Page) -> Iterator[Piece]:
        kind = BlockKind.META  # until somebody speaks
        for start, line in page.rows:
            end = start + len(line)
            if turn := TURN.match(line):
                yield BlockKind.LABEL, start + turn.start(1), start + turn.end(1)
                kind, start = BlockKind.SPEECH, end - len(line[turn.end() :].lstrip())
            elif line == END:
                kind = BlockKind.FURNITURE  # and whatever the site puts below
            if heading := HEADING.fullmatch(line):
                yield BlockKind.HEADING, start + heading.start(1), start + heading.end(1)
            elif kind is BlockKind.SPEECH and ASIDE.fullmatch(line):
                yield BlockKind.ASIDE, start, end
            elif start < end:
                yield kind, start, end

    def render(self, script: Script) -> str:
        lines = [script.title or "", script.published or ""]
        section = None
        for number, turn in enumerate(script.turns, 1):
            if (section, turn.section) == (Section.PREPARED, Section.QA):
                lines.append("== 问答环节 ==")
            section = turn.section
            lines.append(f"〔{number}〕 {turn.label} » {turn.paragraphs[0]}")
            lines += turn.paragraphs[1:]
        return "\n\n".join([line for line in [*lines, END] if line]) + "\n"
