"""The document against the spec: unknown keys, missing keys, wrong kinds. What is wrong is left out of what follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from generator.nodes import Entry, ListNode, MapNode, Node, ScalarNode
from generator.problem import Position, Problem, did_you_mean
from generator.spec import (
    SCHEMA,
    Anything,
    Choice,
    Flag,
    Labels,
    ListOf,
    MapOf,
    Number,
    OneOf,
    Record,
    Shape,
    Text,
)


@dataclass(frozen=True, slots=True)
class FoundLabels:
    """Texts of languages, for the rule that wants them complete. `others`: keys that are no language."""

    node: MapNode
    path: str
    longest: int
    others: frozenset[str]


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name that the author chose, with what it names."""

    name: str
    at: Position
    kind: str
    path: str


@dataclass(slots=True)
class Document:
    """A document of the right shape, with what the rules of names and labels look at."""

    root: MapNode
    labels: list[FoundLabels] = field(default_factory=list)
    names: list[FoundName] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, at: Position, code: str, message: str, path: str = "", hint: str = "") -> None:
        self.problems.append(Problem(at.file, at.line, at.column, code, message, path, hint))


def parse(root: MapNode) -> Document:
    """Judge the shape of `root`; entries that cannot be used are taken out of it."""
    document = Document(root)
    _Parser(document).record(root, SCHEMA, "")
    return document


class _Parser:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.refuse = document.refuse

    def value(self, node: Node, shape: Shape, path: str) -> Node | None:
        """The node when it fits, changed to its full form (`-due_at` → [`-due_at`]); None when it does not."""
        match shape:
            case Record():
                return self.record(node, shape, path)
            case MapOf():
                return self.mapping(node, shape, path)
            case ListOf():
                return self.sequence(node, shape, path)
            case Labels():
                return self.labels(node, shape, path)
            case OneOf():
                return self.one_of(node, shape, path)
            case Text():
                return self.text(node, shape, path)
            case Flag():
                return self.flag(node, path)
            case Number():
                return self.number(node, shape, path)
            case Choice():
                return self.choice(node, shape, path)
            case Anything():
                return node

    def record(self, node: Node, shape: Record, path: str) -> MapNode | None:
        if not isinstance(node, MapNode):
            self.wrong(node, "keys with values", path)
            return None
        keys = {key.name: key for key in shape.keys}
        for entry in list(node):
            key = keys.get(entry.key)
            inner = f"{path}.{entry.key}" if path else entry.key
            if key is None:
                if shape.labelled and _may_be_language(entry.key):
                    continue
                self.refuse(
                    entry.at,
                    "S101",
                    f"unknown key '{_short(entry.key)}'",
                    inner,
                    comma_hint(entry) or did_you_mean(entry.key, keys),
                )
                del node.entries[entry.key]
                continue
            fitting = self.value(entry.node, key.shape, inner)
            if fitting is None:
                del node.entries[entry.key]
            else:
                entry.node = fitting
            keys[entry.key] = key
        for key in shape.keys:
            if key.required and key.name not in node.entries:
                self._missing(node, key.name, path)
        if shape.labelled:
            self.document.labels.append(FoundLabels(node, path, 120, frozenset(keys)))
        return node

    def _missing(self, node: MapNode, name: str, path: str) -> None:
        inner = f"{path}.{name}" if path else name
        refused = any(problem.path.startswith(inner) for problem in self.document.problems[-200:])
        if not refused:
            self.refuse(node.at, "S102", f"'{name}' is missing", path)

    def mapping(self, node: Node, shape: MapOf, path: str) -> MapNode | None:
        if not isinstance(node, MapNode):
            self.wrong(node, "keys with values", path)
            return None
        if not node.entries and not shape.may_be_empty:
            self.refuse(node.at, "S107", "nothing is given here", path)
            return None
        for entry in list(node):
            inner = f"{path}.{entry.key}"
            self.document.names.append(FoundName(entry.key, entry.at, shape.names, inner))
            fitting = self.value(entry.node, shape.value, inner)
            if fitting is None:
                del node.entries[entry.key]
            else:
                entry.node = fitting
        return node

    def sequence(self, node: Node, shape: ListOf, path: str) -> ListNode | None:
        if not isinstance(node, ListNode):
            if not shape.single:
                self.wrong(node, "a list", path)
                return None
            node = ListNode(node.at, [node])
            fitting = self.value(node.items[0], shape.item, path)
            node.items = [fitting] if fitting is not None else []
            return node if fitting is not None else None
        if not node.items and not shape.may_be_empty:
            self.refuse(node.at, "S107", "nothing is given here", path)
            return None
        if shape.length is not None and len(node.items) != shape.length:
            self.refuse(node.at, "S105", f"{shape.length} items are needed here", path)
            return None
        items: list[Node] = []
        seen: set[str] = set()
        for number, item in enumerate(node.items):
            inner = f"{path}[{number}]"
            fitting = self.value(item, shape.item, inner)
            if fitting is None:
                continue
            if isinstance(fitting, ScalarNode):
                if shape.distinct and fitting.text in seen:
                    self.refuse(
                        fitting.at, "S109", f"'{_short(fitting.text)}' is given twice", inner
                    )
                    continue
                seen.add(fitting.text)
            items.append(fitting)
        node.items = items
        return node if items or shape.may_be_empty else None

    def labels(self, node: Node, shape: Labels, path: str) -> MapNode | None:
        if not isinstance(node, MapNode):
            self.wrong(node, "one text for each language, such as {zh: …, en: …}", path)
            return None
        self.document.labels.append(FoundLabels(node, path, shape.longest, frozenset()))
        return node

    def one_of(self, node: Node, shape: OneOf, path: str) -> Node | None:
        for candidate in shape.shapes:
            if _has_kind(node, candidate):
                return self.value(node, candidate, path)
        self.wrong(node, " or ".join(_kind(each) for each in shape.shapes), path)
        return None

    def text(self, node: Node, shape: Text, path: str) -> ScalarNode | None:
        if not isinstance(node, ScalarNode):
            self.wrong(node, "a text", path)
            return None
        # Version numbers, codes and names may look like numbers (`process: 1.4`); an empty value is no text.
        if node.plain and node.value is None and shape.what != "enum value":
            self.wrong(node, "a text", path)
            return None
        if isinstance(node.value, bool) and shape.what not in ("expression", "act"):
            self.wrong(node, "a text", path, "quote it")
            return None
        if not node.text.strip():
            self.refuse(node.at, "S107", "the text is empty", path)
            return None
        if len(node.text) > shape.longest:
            self.refuse(
                node.at,
                "S105",
                f"a text of {len(node.text)} characters; at most {shape.longest} are possible",
                path,
            )
            return None
        return node

    def flag(self, node: Node, path: str) -> ScalarNode | None:
        if isinstance(node, ScalarNode) and isinstance(node.value, bool):
            return node
        hint = ""
        if isinstance(node, ScalarNode) and node.text.lower() in (
            "yes",
            "on",
            "y",
            "no",
            "off",
            "n",
        ):
            hint = "YAML 1.2 knows only true and false"
        self.wrong(node, "true or false", path, hint)
        return None

    def number(self, node: Node, shape: Number, path: str) -> ScalarNode | None:
        value = node.value if isinstance(node, ScalarNode) else None
        fits = isinstance(value, int | Decimal) if shape.decimal else isinstance(value, int)
        if not isinstance(node, ScalarNode) or isinstance(value, bool) or not fits:
            self.wrong(node, "a number" if shape.decimal else "a whole number", path)
            return None
        assert isinstance(value, int | Decimal)  # noqa: S101 - for the type checker
        if path == "version":
            if value != 1:
                self.refuse(node.at, "S106", f"version {value} is not supported; write 1", path)
            return node
        if not shape.least <= value <= shape.most:
            self.refuse(
                node.at,
                "S105",
                f"{value} is out of range: {shape.least} to {shape.most}",
                path,
            )
            return None
        return node

    def choice(self, node: Node, shape: Choice, path: str) -> ScalarNode | None:
        if not isinstance(node, ScalarNode):
            self.wrong(node, "one of " + ", ".join(shape.options), path)
            return None
        if node.text not in shape.options:
            self.refuse(
                node.at,
                "S104",
                f"'{_short(node.text)}' is not possible here",
                path,
                did_you_mean(node.text, shape.options),
            )
            return None
        return node

    def wrong(self, node: Node, wanted: str, path: str, hint: str = "") -> None:
        if isinstance(node, ScalarNode):
            got = "nothing" if node.plain and node.value is None else f"'{_short(node.text)}'"
        else:
            got = "a list" if isinstance(node, ListNode) else "keys with values"
        self.refuse(node.at, "S103", f"{wanted} is wanted here, not {got}", path, hint)


def comma_hint(entry: Entry) -> str:
    """`{zh: 甲, en: One, two}` reads as a key `two` without a value."""
    node = entry.node
    if entry.key.endswith(":"):
        return "a space belongs after the colon"
    if isinstance(node, ScalarNode) and node.plain and not node.text:
        return "inside { } a text with a comma needs quotes"
    return ""


def _has_kind(node: Node, shape: Shape) -> bool:
    match shape:
        case Record() | MapOf() | Labels():
            return isinstance(node, MapNode)
        case ListOf():
            return isinstance(node, ListNode) or (shape.single and isinstance(node, ScalarNode))
        case Flag():
            return isinstance(node, ScalarNode) and isinstance(node.value, bool)
        case OneOf():
            return any(_has_kind(node, each) for each in shape.shapes)
        case _:
            return isinstance(node, ScalarNode)


def _kind(shape: Shape) -> str:
    match shape:
        case Record() | MapOf() | Labels():
            return "keys with values"
        case ListOf():
            return "a list"
        case Flag():
            return "true or false"
        case Number():
            return "a number"
        case _:
            return "a text"


def _may_be_language(key: str) -> bool:
    return key.isascii() and key.replace("-", "").replace("_", "").isalpha() and len(key) in (2, 5)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
