"""What a value of the document can be: the building blocks of the spec."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One text. `what` says what it is: a plain text, a name of something declared, an expression, a template."""

    what: str = "text"
    longest: int = 200


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""


@dataclass(frozen=True, slots=True)
class Number:
    least: int = 0
    most: int = 10**12
    decimal: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Anything:
    """Any value; a rule that knows the field's type judges it."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list. `single`: one value may stand without brackets. `distinct`: nothing stands in it twice."""

    item: Shape
    single: bool = False
    may_be_empty: bool = False
    length: int | None = None
    distinct: bool = True


@dataclass(frozen=True, slots=True)
class MapOf:
    """Keys that the author chooses. `names`: what the keys are, for the rules of names."""

    names: str
    value: Shape
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """One text for each language of the application."""

    longest: int = 120


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record; `zh` and `en` are its line in the reference."""

    name: str
    shape: Shape
    zh: str
    en: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """Fixed keys. `labelled`: the texts of the languages stand among them (`{zh: …, en: …, final: true}`)."""

    name: str
    keys: tuple[Key, ...]
    labelled: bool = False

    def key(self, name: str) -> Key | None:
        return next((key for key in self.keys if key.name == name), None)


@dataclass(frozen=True, slots=True)
class OneOf:
    """The first shape that has the value's kind (text, list or keys) judges it."""

    shapes: tuple[Shape, ...]


Shape = Text | Flag | Number | Choice | Anything | ListOf | MapOf | Labels | Record | OneOf
