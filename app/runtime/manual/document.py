"""The manual of an entity as the generator wrote it beside the code that runs: it cannot fall behind that code."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..entity import Entity

FIGURES = Path(__file__).resolve().parents[3] / "docs" / "manual"
Block = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Document:
    """`blocks` by language, see generator/manual/contents.py; `figures` are digests of flow charts, by language."""

    digest: str
    roles: Sequence[str]
    blocks: Mapping[str, Sequence[Block]]
    figures: Mapping[str, str]
    steps: Sequence[Mapping[str, Any]] = ()

    @property
    def is_process(self) -> bool:
        """Whether it is about a workflow: such a manual is published and read."""
        return bool(self.figures)

    def in_language(self, language: str) -> Sequence[Block]:
        return self.blocks.get(language) or next(iter(self.blocks.values()), ())

    def of_step(self, name: str, state: str, language: str) -> tuple[str, str]:
        """(help, caution) of a step that leaves a state; "" where the schema says nothing."""
        for one in self.steps:
            if one["name"] == name and state in one["from"]:
                return one["help"].get(language, ""), one["caution"].get(language, "")
        return "", ""

    def as_json(self) -> dict[str, Any]:
        return {"digest": self.digest, "roles": [*self.roles], "blocks": self.blocks}


def of(entity: type[Entity]) -> Document | None:
    """None: the code of this entity was generated before there were manuals."""
    return _read(Path(str(sys.modules[entity.__module__].__file__)).parent / "manual.json")


@lru_cache(maxsize=512)
def _read(path: Path) -> Document | None:
    if not path.is_file():
        return None
    found = json.loads(path.read_text(encoding="utf-8"))
    return Document(
        found["digest"], found["roles"], found["blocks"], found["figures"], found["steps"]
    )


@lru_cache(maxsize=256)
def figure(key: str, language: str, digest: str) -> str:
    """The flow chart as SVG; "" when there is none that belongs to this very definition."""
    path = FIGURES / language / f"{key}.svg"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return text if f"<!-- drawn from {digest} -->" in text else ""
