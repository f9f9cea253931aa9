"""What people are told: one template a message, in both languages, and the kinds that they choose channels for."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from string import Formatter
from typing import Any

from .. import registry
from ..errors import Message, message

UNTITLED = message(zh="您有一条新消息", en="You have a new message")


@dataclass(frozen=True, slots=True)
class Template:
    """`text` is read in the application; `title` may leave it; `urgent` passes quiet hours."""

    text: Message
    title: Message | None = None
    urgent: bool = False
    needs: frozenset[str] = field(init=False, compare=False)
    """The parameters that its texts name."""

    def __post_init__(self) -> None:
        texts = [*self.text.texts.values(), *(self.title.texts.values() if self.title else ())]
        named = [name for text in texts for _, name, _, _ in Formatter().parse(text) if name]
        object.__setattr__(self, "needs", frozenset(map(_root, named)))


@dataclass(frozen=True, slots=True)
class Kind:
    """What a person chooses channels for: all messages whose names begin with `name` and a dot."""

    name: str
    label: Message


def _root(name: str) -> str:
    """`part` of `part[0].name`."""
    return re.split(r"[.\[]", name, maxsplit=1)[0]


_templates: dict[str, Template] = {}
_kinds: dict[str, Message] = {}


def template(
    name: str, *, zh: str, en: str, title: Message | None = None, urgent: bool = False
) -> None:
    """Declare a message; `{name}` stands for a parameter of `send`.

    `title` is what channels outside the application show beside the link: no personal data. Without
    one they say that there is a message, and about which kind of record.
    """
    new = Template(message(zh=zh, en=en), title, urgent)
    if _templates.setdefault(name, new) != new:
        raise ValueError(f"Two messages are called {name!r}.")


def kind(name: str, *, zh: str, en: str) -> None:
    """Name the messages `name.…` for people; not needed where `name` is an entity."""
    _kinds[name] = message(zh=zh, en=en)


def kinds() -> list[Kind]:
    """Every kind that there is a message of, by name."""
    return [Kind(name, label_of(name)) for name in sorted({kind_of(name) for name in _templates})]


def kind_of(template: str) -> str:
    """`work_order` of `work_order.assigned`."""
    return template.partition(".")[0]


def label_of(kind: str) -> Message:
    """A kind by the name that people know."""
    if kind in _kinds:
        return _kinds[kind]
    for entry in registry.current().entities():
        if entry.entity.key() == kind:
            return Message(dict(entry.entity.meta.label.texts))
    return Message({"zh": kind, "en": kind})


def known(name: str) -> Template | None:
    """The template, or None when the code no longer has it."""
    return _templates.get(name)


def must_be(name: str) -> Template:
    """The template. Raises LookupError with the nearest name."""
    if name not in _templates:
        close = difflib.get_close_matches(name, _templates, n=1)
        hint = f"did you mean {close[0]!r}?" if close else "declare it with notify.template(…)."
        raise LookupError(f"There is no message {name!r}; {hint}")
    return _templates[name]


class Lenient(dict[str, Any]):
    """What a message was sent with. A template may have learnt a new word since: an old message still opens."""

    def __missing__(self, name: str) -> str:
        return "—"


def text(name: str, params: dict[str, Any], language: str) -> str:
    """What a message says; the name of a template that is gone stands for itself."""
    said = known(name)
    return said.text.in_language(language).format_map(Lenient(params)) if said else name


def title(name: str, params: dict[str, Any], language: str) -> str:
    """What may be said outside: the template's title, else which kind of thing it is about."""
    said = known(name)
    if said is not None and said.title is not None:
        return said.title.in_language(language).format_map(Lenient(params))
    about = label_of(kind_of(name)).in_language(language)
    colon = "：" if language == "zh" else ": "
    return f"{about}{colon}{UNTITLED.in_language(language)}"


def texts_of(kind: str) -> list[Message]:
    """What people may be told about records of one kind, by the names of the messages."""
    return [said.text for name, said in sorted(_templates.items()) if kind_of(name) == kind]
