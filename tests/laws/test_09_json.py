"""Law 9. ``from_dict(to_dict(c)) == c``; writing twice writes the same bytes."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from transcripts import Call, formats, parse
from transcripts.testing import DAMAGES, Scene, damage, outline, scenes, texts, torn_pages

NAMELINE = formats.get("nameline")


@cache
def schema() -> Any:
    text = (files("transcripts") / "export" / "call-1.schema.json").read_text("utf-8")
    jsonschema.Draft202012Validator.check_schema(json.loads(text))
    return jsonschema.Draft202012Validator(json.loads(text))


def check_json(call: Call) -> None:
    data = call.to_dict()
    schema().validate(data)
    again = Call.from_dict(data)
    assert again == call
    assert again.to_dict() == data
    assert Call.from_dict(data, text=call.source.text) == call
    text = call.to_json()
    assert text == call.to_json() == again.to_json()
    assert json.loads(text) == data
    assert Call.from_json(text) == Call.from_json(call.to_json(indent=2)) == call
    assert outline(again) == outline(call)


@given(scenes(), st.sampled_from(sorted(DAMAGES)))
def test_generated_calls(scene: Scene, name: str) -> None:
    check_json(parse(damage(scene.page(NAMELINE), scene.labels, name)))


@given(torn_pages(NAMELINE))
def test_torn_pages(page: str) -> None:
    check_json(parse(page))


@given(texts())
def test_any_text(text: str) -> None:
    check_json(parse(text, format="nameline"))


@given(scenes())
def test_parsing_twice_writes_the_same(scene: Scene) -> None:
    page = scene.page(NAMELINE)
    assert parse(page).to_json() == parse(page).to_json()
