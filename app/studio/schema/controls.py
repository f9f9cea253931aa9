"""A record of the language as a form: one control for each key of the spec, its value as the file says it, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from app.forms.language import current_language
from generator.edit import EditFailed, meaning
from generator.edit.writing import flow
from generator.field_types import COMMON_OPTIONS, FIELD_TYPES
from generator.nodes import ListNode, MapNode, Node, ScalarNode
from generator.spec import (
    FIELD,
    Choice,
    Flag,
    Key,
    Labels,
    ListOf,
    Number,
    OneOf,
    Record,
    Shape,
    Text,
)

ABSENT: Final = object()
"""The key does not stand there."""
LONGEST: Final = 10_000
OWN: Final = ("was",)
"""Written by the studio itself."""
TEXTS: Final = {
    "label": ("名称", "Name"),
    "help": ("说明", "Explanation"),
    "caution": ("注意事项", "What to watch"),
    "message": ("提示", "Message"),
}
"""What the boxes of the languages are called."""
LISTED: Final = frozenset({"entity", "enum", "role", "state", "module", "scope"})
"""What the reader is offered names for."""


@dataclass
class Control:
    """`kind`: text, number, choice, lines. `given` is the text in the box; `error` what is wrong with it."""

    name: str
    kind: str
    label: str
    key: str
    given: str = ""
    options: Sequence[tuple[str, str]] = ()
    listed: str = ""
    required: bool = False
    types: str = ""
    """The field types that have this option; empty: all of them."""
    error: str = ""
    saved: str = ""
    """What somebody else saved meanwhile, where it differs."""

    @property
    def id(self) -> str:
        return "c-" + self.name.replace(".", "-")


@dataclass
class Form:
    """The controls of one record; `read` says which keys became what."""

    record: Record
    languages: Sequence[str]
    node: MapNode | None
    skip: frozenset[str] = frozenset()
    controls: list[Control] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.controls = list(self._controls())

    def fill(self, sent: Mapping[str, str]) -> None:
        """Show what was typed instead of what is saved."""
        for control in self.controls:
            typed = sent.get(control.name, "")
            # Browsers send \r\n.
            control.given = typed.replace("\r\n", "\n")[:LONGEST]

    def changes(self) -> dict[tuple[str, ...], Any] | None:
        """Path below the record → its new value, or ABSENT; None: a control holds something wrong."""
        found: dict[tuple[str, ...], Any] = {}
        for key in self._keys():
            for path, value in self._read(key):
                if not _equal(value, self._now(path)):
                    found[path] = value
        if self.record.labelled:
            for language in self.languages:
                control = self._control(language)
                value = control.given.strip() or ABSENT
                if not _equal(value, self._now((language,))):
                    found[language,] = value
        return None if any(control.error for control in self.controls) else found

    # -- controls -----------------------------------------------------------------------------------

    def _keys(self) -> Iterator[Key]:
        yield from (key for key in self.record.keys if key.name not in (*OWN, *self.skip))

    def _controls(self) -> Iterator[Control]:
        if self.record.labelled:
            yield from (self._of_language("", language, True) for language in self.languages)
        for key in self._keys():
            if isinstance(key.shape, Labels):
                for language in self.languages:
                    yield self._of_language(key.name, language, key.required)
                continue
            yield self._of_key(key)

    def _of_language(self, key: str, language: str, required: bool) -> Control:
        path = (key, language) if key else (language,)
        names = {"zh": ("中文", "Chinese"), "en": ("英文", "English")}
        zh, en = names.get(language, (language, language))
        chinese = current_language() == "zh"
        word = TEXTS.get(key, TEXTS["label"])[0 if chinese else 1]
        return Control(
            ".".join(path),
            "text",
            f"{word}（{zh}）" if chinese else f"{word} ({en})",
            key or "label",
            _shown(self._node(path)),
            required=required,
            types=self._types(key),
        )

    def _of_key(self, key: Key) -> Control:
        node = self._node((key.name,))
        kind, options, listed = _kind(key.shape)
        return Control(
            key.name,
            kind,
            key.zh if current_language() == "zh" else key.en,
            key.name,
            _shown(node),
            options,
            listed,
            key.required,
            self._types(key.name),
        )

    def _types(self, key: str) -> str:
        if self.record is not FIELD or key in COMMON_OPTIONS or not key or key in ("type", "label"):
            return ""
        return " ".join(name for name, row in FIELD_TYPES.items() if key in row.options)

    def _control(self, name: str) -> Control:
        return next(one for one in self.controls if one.name == name)

    # -- values -------------------------------------------------------------------------------------

    def _node(self, path: Sequence[str]) -> Node | None:
        here: Node | None = self.node
        for step in path:
            here = here.get(step) if isinstance(here, MapNode) else None
        return here

    def _now(self, path: Sequence[str]) -> Any:
        node = self._node(path)
        return ABSENT if node is None else meaning.plain(node)

    def _read(self, key: Key) -> Iterator[tuple[tuple[str, ...], Any]]:
        if isinstance(key.shape, Labels):
            names = [f"{key.name}.{language}" for language in self.languages]
            texts = [self._control(name).given.strip() for name in names]
            if not any(texts):
                yield (key.name,), ABSENT
            elif self._node((key.name,)) is None:
                yield (key.name,), {n: t for n, t in zip(self.languages, texts, strict=True) if t}
            else:
                for language, text in zip(self.languages, texts, strict=True):
                    yield (key.name, language), text or ABSENT
            return
        control = self._control(key.name)
        node = self._node((key.name,))
        if control.given == _shown(node):
            # Not touched: whatever way it is written stays.
            yield (key.name,), self._now((key.name,))
            return
        try:
            yield (key.name,), _value(key.shape, control.given)
        except ValueError as wrong:
            control.error = str(wrong)
            yield (key.name,), ABSENT


def beside(form: Form, now: MapNode) -> None:
    """What another administrator saved meanwhile, beside each box where it differs from what was typed."""
    theirs = Form(form.record, form.languages, now, form.skip)
    for mine, saved in zip(form.controls, theirs.controls, strict=True):
        if mine.given != saved.given:
            mine.saved = saved.given or "—"


def _kind(shape: Shape) -> tuple[str, Sequence[tuple[str, str]], str]:
    chinese = current_language() == "zh"
    match shape:
        case Flag():
            yes, no = ("是", "否") if chinese else ("yes", "no")
            return "choice", (("", ""), ("true", yes), ("false", no)), ""
        case Choice():
            return "choice", (("", ""), *((one, one) for one in shape.options)), ""
        case Number():
            return "number", (), ""
        case Text(what="field type"):
            rows = FIELD_TYPES.values()
            return "choice", [(row.name, f"{row.zh if chinese else row.en} {row.name}") for row in rows], ""  # fmt: skip
        case Text():
            return "text", (), shape.what if shape.what in LISTED else ""
        case ListOf(item=Text()):
            return "text", (), ""
        case OneOf() if all(isinstance(one, Flag | Text) for one in shape.shapes):
            return "text", (), ""
    return "lines", (), ""


def _shown(node: Node | None) -> str:
    """As one types it: a list of names without its brackets, everything deeper in flow style."""
    if node is None:
        return ""
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, ListNode) and all(isinstance(item, ScalarNode) for item in node.items):
        inside = flow([meaning.plain(item) for item in node.items])[1:-1]
        return inside or "[]"
    return flow(meaning.plain(node))


def _value(shape: Shape, text: str) -> Any:
    """What was typed, as a value of the language; ValueError says what is wrong, in the reader's language."""
    text = text.strip()
    if not text:
        return ABSENT
    match shape:
        case Flag():
            return text == "true"
        case Number(decimal=False):
            try:
                return int(text)
            except ValueError:
                raise ValueError(_say("请填写整数", "Write a whole number.")) from None
        case Choice() | Text():
            return text
        case ListOf(item=Text(), single=single):
            found = _yaml(text if text.startswith("[") else f"[{text}]")
            items = [one if isinstance(one, str) else str(one) for one in found]
            return items[0] if single and len(items) == 1 and not text.startswith("[") else items
        case OneOf() if all(isinstance(one, Flag | Text) for one in shape.shapes):
            return {"true": True, "false": False}.get(text, text)
        case OneOf() if text[0] not in "{[":
            return _yaml(text) if _is_number(text) else text
    return _yaml(text)


def _yaml(text: str) -> Any:
    try:
        return meaning.read(f"value: {text}" if "\n" not in text else "value:\n" + _indented(text))["value"]  # fmt: skip
    except EditFailed:
        raise ValueError(
            _say(
                "不是有效的 YAML：请检查括号与引号",
                "This is not YAML: look at brackets and quotes.",
            )
        ) from None


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.split("\n"))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _equal(first: Any, second: Any) -> bool:
    if first is ABSENT or second is ABSENT:
        return first is second
    if (
        isinstance(second, int | Decimal)
        and isinstance(first, str)
        and not isinstance(second, bool)
    ):
        # `process: 1.4` is a text of the language although YAML reads a number.
        return first == str(second)
    return meaning.same(first, second)


def _say(zh: str, en: str) -> str:
    return zh if current_language() == "zh" else en
