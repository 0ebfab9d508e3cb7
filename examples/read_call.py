"""Read the page of a call and print who asked what, who answered it, and what nobody answered.

    python examples/read_call.py examples/aurora-2025q2.txt
    python examples/read_call.py examples/aurora-2025q2.txt 丹尼尔 里德 --json call.json

Names after the page are looked up among the speakers. Every text is printed with its span: the offsets of its
characters in the page.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import transcripts
from transcripts import Call


def main() -> None:
    options = argparse.ArgumentParser(description="Who asked what, and who answered it.")
    options.add_argument("page", help="a page, as a text file")
    options.add_argument("names", nargs="*", help="names to look up")
    options.add_argument("--json", type=Path, metavar="FILE", help="write the call as JSON")
    asked = options.parse_args()

    call = transcripts.read(asked.page)
    print(f"{call.title}: {len(call.speakers)} speakers, {len(call.turns)} turns, {len(call.qa_pairs)} exchanges")
    print_pairs(call)
    for name in asked.names:
        print(f"{name} is {who_is(call, name)}")
    if asked.json:
        asked.json.write_text(call.to_json(indent=1) + "\n", encoding="utf-8")
        again = Call.from_json(asked.json.read_text(encoding="utf-8"), text=call.source.text)
        print(f"{asked.json} holds the call and reads back {'the same' if again == call else 'otherwise'}")


def print_pairs(call: Call) -> None:
    """Each part of each question, and the passages that are on it."""
    for pair in call.qa_pairs:
        again = f", after exchange {pair.follows + 1}" if pair.follows is not None else ""
        print(f"\nExchange {pair.index + 1}: {pair.asker}{again}")
        for question in pair.questions:
            to = " and ".join(map(str, question.addressees)) or "anybody"
            print(f"  {quote(call, question.span)} (to {to})")
            for passage in pair.answers_to(question):
                speaker = next(a.speaker for a in pair.answers if passage in a.segments)
                print(f"    {speaker}, {passage.evidence}: {quote(call, passage.span)}")
            if question in pair.unanswered:
                print("    nobody answers")
    print()


def quote(call: Call, span: transcripts.Span) -> str:
    """A span and how the text there begins; ``call.source[span]`` is the whole of it."""
    return f"{span.start}:{span.end} {call.source[span][:24]}"


def who_is(call: Call, name: str) -> str:
    """The speaker whom a name, or a part of one, means on this page."""
    try:
        speaker = call.find(name)
    except transcripts.AmbiguousName as error:
        return f"either {' or '.join(error.candidates)}"
    return f"{speaker} ({speaker.role})" if speaker else "nobody who speaks here"


if __name__ == "__main__":
    main()
