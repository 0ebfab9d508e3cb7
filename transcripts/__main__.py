"""``python -m transcripts`` and the command ``transcripts``: the command line, or one line on how to get it."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and give its exit code: 0 done, 1 something could not be read, 2 used wrongly."""
    try:
        from .cli import run
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in ("typer", "rich"):
            raise
        print(f"transcripts: the command line needs {missing}: pip install 'call-transcripts[cli]'", file=sys.stderr)
        return 2
    return run()


if __name__ == "__main__":
    sys.exit(main())
