"""What became of a foreign model: how much of each kind was carried over, and everything that was not, by name."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from generator.characters import visible
from generator.importers.places import Place

FIELD_KINDS: Final = frozenset({"field", "relation", "key"})
"""Kinds that are fields of the source: columns, properties, and what leads to another record."""
CONDITION_KINDS: Final = frozenset(
    {
        "required", "unique", "min", "max", "pattern", "default", "check", "visible",
        "required if", "readonly", "readonly if", "workflow condition", "computed", "fetch",
    }
)  # fmt: skip
"""Kinds that are rules about values: limits, checks, what is shown, demanded or closed, and when."""
LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is not as it was. `effect`: "lost", or "changed" when it was carried in another form."""

    effect: str
    kind: str
    place: Place
    name: str
    what: str
    why: str
    todo: str

    def __str__(self) -> str:
        return f"{self.place}: {self.effect} {self.kind} {self.name}: {self.what}; {self.why} → {self.todo}"


@dataclass(slots=True)
class Report:
    """Counts by kind, and the items. Whoever writes something down says `carried`; whoever cannot says `lost`."""

    format: str = ""
    source: str = ""
    app: str = ""
    """Name that the application gets instead of the source's."""
    counted: Counter[str] = field(default_factory=Counter)
    items: list[Item] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def carried(self, kind: str, count: int = 1) -> None:
        """Something of the source stands in the schema."""
        self.counted[kind] += count

    def lost(
        self, kind: str, place: Place, name: str, what: str, why: str, todo: str = "add it by hand"
    ) -> None:
        """Something of the source stands nowhere in the schema."""
        self._add("lost", kind, place, name, what, why, todo)

    def changed(
        self, kind: str, place: Place, name: str, what: str, why: str, todo: str = "check it"
    ) -> None:
        """Something that is counted as carried means a little less, or something else, than it did."""
        self._add("changed", kind, place, name, what, why, todo)

    def withdrawn(
        self, kind: str, place: Place, name: str, what: str, why: str, todo: str = "add it by hand"
    ) -> None:
        """What was counted as carried had to be taken out again."""
        self.counted[kind] -= 1
        self.lost(kind, place, name, what, why, todo)

    def note(self, text: str) -> None:
        """Something about the whole import, once."""
        if text not in self.notes:
            self.notes.append(text)

    def _add(self, effect: str, kind: str, place: Place, *texts: str) -> None:
        name, what, why, todo = (visible(text, LONGEST) for text in texts)
        item = Item(effect, kind, place, name, what, why, todo)
        if item not in self.items:
            self.items.append(item)

    def totals(self) -> dict[str, dict[str, int]]:
        """Kind → carried, changed (a part of the carried) and lost; kinds in the order of the alphabet."""
        told = Counter((item.kind, item.effect) for item in self.items)
        kinds = sorted({*self.counted, *(kind for kind, _ in told)})
        return {
            kind: {
                "carried": self.counted[kind],
                "changed": told[kind, "changed"],
                "lost": told[kind, "lost"],
            }
            for kind in kinds
        }

    def share(self, kinds: frozenset[str]) -> dict[str, Any]:
        """Carried, lost and the percentage carried of several kinds together."""
        rows = [row for kind, row in self.totals().items() if kind in kinds]
        carried, lost = (sum(row[key] for row in rows) for key in ("carried", "lost"))
        whole = carried + lost
        return {
            "carried": carried,
            "lost": lost,
            "percent": round(100 * carried / whole, 2) if whole else 100.0,
        }

    def as_data(self) -> dict[str, Any]:
        """The report as JSON has it."""
        return {
            "format": self.format,
            "source": self.source,
            "fields": self.share(FIELD_KINDS),
            "conditions": self.share(CONDITION_KINDS),
            "totals": self.totals(),
            "notes": self.notes,
            "items": [_plain(item) for item in self.in_order()],
        }

    def in_order(self) -> list[Item]:
        """Items by place; what is lost before what is changed."""
        return sorted(
            self.items, key=lambda item: (item.place, item.effect != "lost", item.kind, item.name)
        )

    def text(self) -> str:
        """JSON, two spaces, with a line at its end."""
        return json.dumps(self.as_data(), ensure_ascii=False, indent=2) + "\n"


def _plain(item: Item) -> Mapping[str, Any]:
    data = asdict(item)
    place = data.pop("place")
    return {"file": place["file"], "line": place["line"]} | data
