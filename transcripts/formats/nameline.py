"""``nameline`` (F01): the speaker's name alone on its line, the speech below it.

The flagship format, of financial portals and their readers. With or without a colon, a gloss or a
blank line; Latin or Chinese. Nothing marks a label but the page itself, so the page decides: a label
recurs, carries an interpunct, is introduced, stands above speech. Headings and site furniture do not.
"""

from __future__ import annotations

from ..model import Section
from .alone import find_alone
from .base import Page, Piece, Script, Sniff
from .bilingual import share_in_two
from .body import lay_out
from .callstreet import share_ruled
from .inline import find_inline
from .listed import share_listed
from .minutes import share_headed
from .motley import share_dashed
from .stamped import share_timed


class NameLine:
    """Name alone on its line."""

    name = "nameline"

    def sniff(self, page: Page) -> Sniff:
        labels, doubt = find_alone(page)
        if not labels:
            return Sniff(0.0, ("no line stands above speech like a name",))
        others = find_inline(page).on_the_line  # labels that stand on the line of their speech
        speakers = len({page.lines[i] for i in labels})
        # one label is little; the fourth and fifth add less than the second
        score = (1.0 - 0.5 ** min(len(labels), 8)) * (1.0 - doubt) * (0.95 if speakers > 1 else 0.6)
        # in two languages, with titles between hyphens, below headings or with times it is the layout of others
        score *= len(labels) / (len(labels) + others) * (1.0 - share_in_two(page)) * (1.0 - share_dashed(page))
        score *= (
            (1.0 - share_headed(page))
            * (1.0 - share_listed(page))
            * (1.0 - share_ruled(page))
            * (1.0 - share_timed(page))
        )
        return Sniff(score, (f"{len(labels)} lines stand alone above speech, as {speakers} different labels",))

    def segment(self, page: Page) -> list[Piece]:
        return lay_out(page.lines, page.starts, find_alone(page).labels)

    def render(self, script: Script) -> str:
        lines = [script.title or "", script.published or ""]
        section = None
        for turn in script.turns:
            if turn.section is Section.QA and section is Section.PREPARED:
                lines.append("问答环节")
            section = turn.section
            lines.append(turn.label)
            lines += turn.paragraphs
        return "\n\n".join([line for line in lines if line]) + "\n"
