"""What somebody types as scopes is read exactly, or refused with the nearest that exists."""

from __future__ import annotations

import pytest

from app.runtime.access import scopes as scopes_of
from app.runtime.access.scopes import MOST
from app.runtime.errors import ValidationFailed
from app.runtime.registry import Registry


@pytest.fixture(autouse=True)
def _registry(registry: Registry) -> None:
    """The sample's entities and steps."""


def refused(*texts: str) -> list[tuple[str, str]]:
    with pytest.raises(ValidationFailed) as caught:
        scopes_of.parse(texts)
    return [(error.code, error.message.in_language("en")) for error in caught.value.errors]


def test_a_step_is_named_alone_with_all_steps_or_with_everything() -> None:
    one = scopes_of.parse(["sale:transition.pack"])
    assert one.allow("sale", "transition.pack")
    assert not one.allow("sale", "transition.hold")
    assert not one.allow("store", "transition.pack")
    steps = scopes_of.parse(["sale:transition.*"])
    assert steps.allow("sale", "transition.hold")
    assert not steps.allow("sale", "read")
    everything = scopes_of.parse(["sale:*"])
    assert everything.allow("sale", "transition.hold")
    assert everything.allow("sale", "read")
    assert not scopes_of.parse(["*:read"]).allow("sale", "transition.hold")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sale:reed", "There is no action reed; did you mean read?"),
        ("sale:transition.pak", "There is no action transition.pak; did you mean transition.pack?"),
        ("store:transition.*", "There is no action transition.*."),
        ("*:fly", "There is no action fly."),
        ("sail:read", "There is no entity sail; did you mean sale?"),
        ("file:update", "There is no action update"),
    ],
)
def test_what_nothing_answers_to_is_refused_with_the_nearest_name(text: str, told: str) -> None:
    [(code, words)] = refused("sale:read", text)
    assert code == "choice"
    assert words.startswith(told.rstrip("."))


def test_what_is_no_scope_is_shown_without_what_cannot_be_printed_and_cut() -> None:
    [(_, words)] = refused("a\n" * 40)
    assert f'"{"a?" * 30}" is no scope' in words


def test_at_least_one_and_not_too_many() -> None:
    assert [code for code, _ in refused(" ", "")] == ["required"]
    steps = [f"sale:transition.{n}" for n in "abc"]
    assert [code for code, _ in refused(*steps)] == ["choice"] * 3
    many = [f"{name}:{action}" for name in ("sale", "store") for action in scopes_of.ACTIONS]
    assert len(scopes_of.parse(many).pairs) == len(many) < MOST


def test_as_many_as_the_limit_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scopes_of, "MOST", 2)
    assert scopes_of.parse(["sale:read", "sale:read", "store:read"]).texts() == [
        "sale:read",
        "store:read",
    ]
    assert [code for code, _ in refused("sale:read", "store:read", "buyer:read")] == ["too_many"]
