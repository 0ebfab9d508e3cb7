"""Every format of the house keeps the contract, and the contract catches those that do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import strategies as st

from transcripts import formats
from transcripts.formats import Page, Piece, Script, Sniff
from transcripts.formats.api import Api
from transcripts.formats.bilingual import Bilingual
from transcripts.formats.callstreet import CallStreet
from transcripts.formats.colon import Bold, Book, Colon, Marks, Parallel
from transcripts.formats.interleaved import Interleaved
from transcripts.formats.minutes import Minutes
from transcripts.formats.motley import Motley
from transcripts.formats.nameline import NameLine
from transcripts.formats.pairs import Pairs
from transcripts.formats.seekingalpha import CapitalIQ, SeekingAlpha, StreetEvents
from transcripts.formats.stamped import Stamped
from transcripts.formats.unlabelled import Unlabelled
from transcripts.testing import FormatContract, Scene, scenes

from .suits import suited


class _Suited(FormatContract):
    """The contract on the calls that a format can print."""

    def scenes(self) -> st.SearchStrategy[Scene]:
        return scenes(**suited(self.format))


class TestNameLine(_Suited):
    format = NameLine()


class TestColon(_Suited):
    format = Colon()


class TestMarks(_Suited):
    format = Marks()


class TestBold(_Suited):
    format = Bold()


class TestBilingual(_Suited):
    format = Bilingual()


class TestInterleaved(_Suited):
    format = Interleaved()


class TestPairs(_Suited):
    format = Pairs()


class TestStamped(_Suited):
    format = Stamped()


class TestMotley(_Suited):
    format = Motley()


class TestSeekingAlpha(_Suited):
    format = SeekingAlpha()


class TestCapitalIQ(_Suited):
    format = CapitalIQ()


class TestStreetEvents(_Suited):
    format = StreetEvents()


class TestCallStreet(_Suited):
    format = CallStreet()


class TestApi(_Suited):
    format = Api()


class TestMinutes(_Suited):
    format = Minutes()


class TestUnlabelled(_Suited):
    format = Unlabelled()


class TestBook(_Suited):
    format = Book()


class TestParallel(_Suited):
    format = Parallel()


class Forgetful(NameLine):
    """Leaves out the last turn when it writes."""

    name = "forgetful"

    def render(self, script: Script) -> str:
        return super().render(Script(title=script.title, published=script.published, turns=script.turns[:-1]))


class Greedy(NameLine):
    """Claims what others wrote."""

    name = "greedy"

    def sniff(self, page: Page) -> Sniff:
        return Sniff(1.0, ("it is mine",))


class Nervous(NameLine):
    """Raises on a page it does not know."""

    name = "nervous"

    def sniff(self, page: Page) -> Sniff:
        if not page.text:
            raise IndexError("no text")
        return super().sniff(page)


class Backwards(NameLine):
    """Gives pieces that overlap."""

    name = "backwards"

    def segment(self, page: Page) -> list[Piece]:
        return [piece for piece in super().segment(page) for _ in range(2)]


@pytest.mark.parametrize(
    ("plugin", "law"),
    [
        (Forgetful, FormatContract.test_writes_what_it_reads),
        (Greedy, FormatContract.test_claims_its_own_page_alone),
        (Nervous, FormatContract.test_reads_anything),
        (Backwards, FormatContract.test_writes_what_it_reads),
    ],
)
def test_the_contract_catches(plugin: type[NameLine], law: Callable[[FormatContract], None]) -> None:
    class Contract(FormatContract):
        format = plugin()

    contract = Contract()
    before = {known.name for known in formats.known()}
    formats.register(contract.format)
    try:
        with pytest.raises((AssertionError, IndexError, ExceptionGroup)):
            law(contract)
    finally:
        formats.unregister(contract.format.name)
    assert {known.name for known in formats.known()} == before
