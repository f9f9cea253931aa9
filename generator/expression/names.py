"""What a name means inside an expression of one entity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from generator.expression.types import Type


class Declared(Protocol):
    """What the compiler asks of the schema; generator.symbols answers."""

    def type_of(self, entity: str, name: str) -> Type | None: ...

    def target_fields(self, entity: str) -> list[str]: ...

    def has_field(self, entity: str, name: str) -> bool: ...

    def has_unknown_type(self, entity: str, name: str) -> bool: ...

    def is_settled(self, type_: Type) -> bool: ...

    def enum_values(self, name: str) -> list[str] | None: ...

    def user_type(self, name: str) -> Type | None: ...

    def user_names(self) -> list[str]: ...

    @property
    def timezone(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Use:
    """Where an expression stands decides what it may read."""

    what: str
    user: bool = True
    clock: bool = True
    chance: bool = False
    """Whether it is asked once for a record, so that it may be another value each time."""


@dataclass(frozen=True, slots=True)
class EntityNames:
    """The names that an expression of `entity` can say."""

    entity: str
    declared: Declared
    use: Use
