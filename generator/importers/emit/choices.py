"""The values of enums."""

from __future__ import annotations

from generator.importers import labels
from generator.importers.emit.writing import Mapping, Writing
from generator.importers.model import Choice


def choices(writing: Writing, given: list[Choice], names: dict[str, str], path: str) -> Mapping:
    """The values of an enum with their labels."""
    made: Mapping = {}
    for choice in given:
        name = names[choice.name]
        if name in made:
            continue
        label = labels.both(
            choice.label or labels.choice(choice.name), choice.name, writing.model.languages
        )
        made[name] = label | ({"color": choice.color} if choice.color else {})
        writing.report.carried("enum value")
    return made
