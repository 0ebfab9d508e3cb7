"""The command ``transcripts``: a thin shell over ``transcripts.parse``, ``transcripts.batch``, ``transcripts.kit`` and their like.

Exit codes: 0 done, 1 something could not be read or differs (the rest is still shown), 2 used wrongly. What goes wrong is one
line on stderr, ``file:line:column: message`` with the line and column where they are known, never a traceback.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

from . import converting  # adds its command
from .commands import app, leave_stdout

__all__ = ["app", "converting", "run"]


def run() -> int:
    """Run the command with ``sys.argv`` and give its exit code."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started us
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - it stays open
        elif isinstance(stream, io.TextIOWrapper) and mode == "w":
            stream.reconfigure(errors="replace")  # a stream that cannot write Chinese is no reason to stop
    try:
        app(prog_name="transcripts")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 0
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        leave_stdout()
        print(f"transcripts: cannot write to standard output: {error.strerror}", file=sys.stderr)
        return 1
    return 0
