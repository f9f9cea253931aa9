"""Two plans → whose rights became more, fewer, or others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from generator.access.naming import Naming, new_names
from generator.access.rights import SEE, TRANSITION, WRITE, Key, Right, rights
from generator.access.rows import within
from generator.plan import Plan

Kind = Literal["gains", "loses", "changes"]
SIGNS = {"gains": "+", "loses": "-", "changes": "~"}


@dataclass(frozen=True, slots=True)
class AccessChange:
    """`role` gains or loses an act, or does it on other rows. An empty text: not at all."""

    kind: Kind
    role: str
    entity: str
    act: str
    thing: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        return f"{self.sign} {self.role}: {self.told([self.thing])}"

    @property
    def sign(self) -> str:
        return SIGNS[self.kind]

    def of_any_field(self) -> AccessChange:
        """Equal for the fields of which the same is true."""
        return self if self.act == TRANSITION else replace(self, thing=self.thing and "…")

    def told(self, things: Sequence[str]) -> str:
        """Without the role; `things`: this field and others of the entity of which the same is true."""
        if self.act == TRANSITION:
            name, _, states = self.thing.partition(" from ")
            return f"{name} {self.entity} from {states} ({self.rows})"
        fields = "." + ", ".join(things) if self.thing else ""
        return f"{self.act} {self.entity}{fields} ({self.rows})"

    @property
    def rows(self) -> str:
        """`mine → all rows`, or the one of both that there is."""
        if self.before and self.after and self.before != self.after:
            return f"{self.before} → {self.after}"
        return self.after or self.before


def compare(before: Plan, after: Plan) -> list[AccessChange]:
    """In the order of the new plan, then what is gone. A field follows its entity, so it is told when it differs."""
    old, new = rights(new_names(before, after)), rights(Naming(after))
    changed = dict(_changes(old, new))
    shared = _fields(after)
    return [
        _change(kind, key, old.get(key), new.get(key))
        for key, kind in changed.items()
        if not _told_by_entity(key, kind, changed, shared)
    ]


def _changes(old: dict[Key, Right], new: dict[Key, Right]) -> Iterator[tuple[Key, Kind]]:
    for key in [*new, *(key for key in old if key not in new)]:
        was, now = old.get(key), new.get(key)
        if was is None:
            yield key, "gains"
        elif now is None:
            yield key, "loses"
        elif not within(now.rows, was.rows):
            yield key, "gains" if within(was.rows, now.rows) else "changes"
        elif not within(was.rows, now.rows):
            yield key, "loses"


def _fields(after: Plan) -> set[tuple[str, str]]:
    """(entity, field) that the new plan has."""
    return {(entity.name, field.name) for entity in after.entities for field in entity.fields}


def _told_by_entity(
    key: Key, kind: Kind, changed: dict[Key, Kind], there: set[tuple[str, str]]
) -> bool:
    """A right on a field that comes or goes with the right on the entity, or with the field itself."""
    role, entity, act, thing = key
    if act == SEE:
        whole = [changed.get((role, entity, "read", ""))]
    elif act == WRITE:
        whole = [changed.get((role, entity, action, "")) for action in ("update", "create")]
    else:
        return False
    return kind in whole or (entity, thing) not in there


def _change(kind: Kind, key: Key, was: Right | None, now: Right | None) -> AccessChange:
    role, entity, act, thing = key
    before, after = (was.text if was else ""), (now.text if now else "")
    return AccessChange(kind, role, entity, act, thing, before, after)
