"""What workers are given to do: in a module, so that another process can import it. Some of it kills who does it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from transcripts import formats
from transcripts.formats import Page, Piece, Script, Sniff

DEADLY = "读到这里的人就死"


class Task(NamedTuple):
    """A number to double. ``kills`` is "", "once" or "always"; ``folder`` keeps a line for each try."""

    number: int
    folder: Path
    kills: str = ""


class Doubled(NamedTuple):
    number: int
    process: int
    formats: tuple[str, ...]


def double(task: Task) -> Doubled:
    tries = task.folder / f"{task.number}.tries"
    with tries.open("a", encoding="utf-8") as written:
        written.write("x")
    if task.kills == "always" or (task.kills == "once" and len(tries.read_bytes()) == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    if task.kills == "raises":
        raise ArithmeticError(f"nobody doubles {task.number}")
    return Doubled(task.number * 2, os.getpid(), tuple([plugin.name for plugin in formats.registered()]))


class Killer:
    """A page format that kills the process which looks at a page with ``DEADLY`` on it, and claims no page."""

    name = "killer"

    def sniff(self, page: Page) -> Sniff:
        if DEADLY in page.source.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return Sniff(0.0)

    def segment(self, page: Page) -> Iterable[Piece]:
        return ()

    def render(self, script: Script) -> str:
        return ""
