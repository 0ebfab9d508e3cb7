"""What every test may ask for: how hard hypothesis tries, and the folder of measured pages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = "TRANSCRIPTS_SHARED"
collect_ignore = ["plugin"]  # a distribution with tests of its own, which test_plugin.py builds, installs and runs

# No profile has a deadline: growth is guarded by counted work (tests/laws), never by the clock of a busy machine.
# For the same reason a slow draw is a failure only where somebody sits and watches.
# The same examples every time but in `thorough`: whoever tries the tests meets no rare page that nobody has seen yet.
settings.register_profile("dev", max_examples=25, deadline=None, derandomize=True)
settings.register_profile("glance", max_examples=5, deadline=None, derandomize=True)
settings.register_profile(
    "ci",
    max_examples=24,
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough",
    max_examples=2000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout, or of an unpacked sdist."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with ``data/`` (pages and their gold) and ``score/``; a test that asks for it skips without it.

    It is ``../shared`` beside the checkout, or what ``TRANSCRIPTS_SHARED`` names. It is not part of the
    project: some of its pages belong to their publishers.
    """
    named = os.environ.get(SHARED)
    folder = Path(named) if named else ROOT.parent / "shared"
    if (folder / "data").is_dir():
        return folder
    if named:  # somebody meant to measure: a skip would look like success
        pytest.fail(f"{SHARED}={named} has no data/ in it")
    pytest.skip(f"no ../shared/data beside the checkout, and {SHARED} is not set")
