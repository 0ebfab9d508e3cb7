"""What an English label says whose title and firm stand behind a comma, a wide gap or a line end."""

from __future__ import annotations

import pytest

from transcripts.names.english import english_parts
from transcripts.names.label import parse_label

LABELS: tuple[tuple[str, dict[str, str]], ...] = (
    # StreetEvents: the firm behind a comma, the title behind a hyphen
    ("Nora Hale, Larch Securities - Analyst", {"name": "Nora Hale", "firm": "Larch Securities", "role": "analyst"}),
    (
        "Nora Hale,  Larch Securities, LLC, Research Division - MD and Senior Analyst",
        {"name": "Nora Hale", "firm": "Larch Securities, LLC, Research Division", "title": "MD and Senior Analyst"},
    ),
    (
        "Mara Quill,  Larch Tools Inc. - Chairman, CEO & President",
        {"name": "Mara Quill", "firm": "Larch Tools Inc.", "title": "Chairman, CEO & President"},
    ),
    (
        "Mara Quill,  Larch Tools Inc. - VP, IR & Treasurer",
        {"name": "Mara Quill", "firm": "Larch Tools Inc.", "title": "VP, IR & Treasurer"},
    ),
    # FactSet: title and firm on the next line, behind them a Q or an A
    (
        "Otto Weber\nAnalyst, Alder Research LLC Q",
        {"name": "Otto Weber", "role": "analyst", "firm": "Alder Research LLC"},
    ),
    (
        "Otto Weber\nAnalyst, Alder Research LLC                     Q",
        {"name": "Otto Weber", "role": "analyst", "firm": "Alder Research LLC"},
    ),
    (
        "Q\n\nOtto Weber\n\nAnalyst, Alder Research LLC",
        {"name": "Otto Weber", "role": "analyst", "firm": "Alder Research LLC"},
    ),
    (
        "Otto Weber\nAnalyst, Alder Research LLC",
        {"name": "Otto Weber", "role": "analyst", "firm": "Alder Research LLC"},
    ),
    (
        "Otto Weber\nSenior Analyst (Steel), Alder Research Q",
        {"name": "Otto Weber", "role": "analyst", "firm": "Alder Research"},
    ),
    (
        "Mara Quill\nChief Financial Officer & Director, Larch Corp. A",
        {
            "name": "Mara Quill",
            "role": "executive",
            "title": "Chief Financial Officer & Director",
            "firm": "Larch Corp.",
        },
    ),
    (
        "A\nMara Quill\nChief Executive Officer, Larch Tools, Inc.",
        {
            "name": "Mara Quill",
            "role": "executive",
            "title": "Chief Executive Officer",
            "firm": "Larch Tools, Inc.",
        },
    ),
    # S&P Capital IQ: title or firm on the next line
    (
        "Otto Weber\nAlder Research LLC, Research Division",
        {"name": "Otto Weber", "firm": "Alder Research LLC, Research Division"},
    ),
    (
        "Otto Weber\nAlder, Finch & Co., Research Division",
        {"name": "Otto Weber", "firm": "Alder, Finch & Co., Research Division"},
    ),
    ("Mara Quill\nPresident, CEO & Director", {"name": "Mara Quill", "title": "President, CEO & Director"}),
    ("Mara Quill\n\nSenior VP & CFO", {"name": "Mara Quill", "title": "Senior VP & CFO"}),
    # Seeking Alpha's older pages: title or firm behind a comma or a wide gap
    ("Nora Hale, President and CEO", {"name": "Nora Hale", "title": "President and CEO"}),
    ("Nora Hale, Alder Research", {"name": "Nora Hale", "firm": "Alder Research"}),
    ("Nora Hale  Larch Securities", {"name": "Nora Hale", "firm": "Larch Securities"}),
    # what belongs to the name
    ("Nora Hale Jr., Chief Executive Officer", {"name": "Nora Hale Jr.", "title": "Chief Executive Officer"}),
    (
        "Roy Hale, Jr., Larch Securities - Analyst",
        {"name": "Roy Hale, Jr.", "firm": "Larch Securities", "role": "analyst"},
    ),
    (
        "Nora Hale, CFA, Larch Securities - Analyst",
        {"name": "Nora Hale, CFA", "firm": "Larch Securities", "role": "analyst"},
    ),
    (
        "Nora Hale, Ph.D., Chief Scientific Officer",
        {"name": "Nora Hale, Ph.D.", "title": "Chief Scientific Officer"},
    ),
)


@pytest.mark.parametrize(("label", "parts"), LABELS)
def test_a_label_has_these_parts(label: str, parts: dict[str, str]) -> None:
    assert english_parts(label) == parts


@pytest.mark.parametrize(("label", "parts"), LABELS)
def test_a_label_is_taken_apart_so_wherever_it_stands(label: str, parts: dict[str, str]) -> None:
    parsed = parse_label(label)
    assert (parsed.name, parsed.firm, parsed.title) == (parts["name"], parts.get("firm"), parts.get("title"))


@pytest.mark.parametrize(
    "label",
    [
        "Operator",
        "Nora Hale",
        "Nora Hale,   -",
        "Oslo, Norway",
        "Larch, Analyst",
        "Thank you, Nora.",
        "Larch Tools Inc., Analyst",
        "Chief Executive Officer, Larch Tools",
        "诺拉·黑尔, CEO",
        "Nora Hale, 云杉证券",
        "",
    ],
)
def test_other_labels_are_not_its_own(label: str) -> None:
    assert english_parts(label) is None


def test_an_empty_firm_leaves_the_name() -> None:
    parsed = parse_label("Nora Hale,   -")
    assert (parsed.name, parsed.firm, parsed.title) == ("Nora Hale", None, None)
    nobody = parse_label("Unidentified Participant,   -")
    assert (nobody.name, nobody.role) == (None, "unknown")
