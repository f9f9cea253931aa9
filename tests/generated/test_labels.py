"""Everything that people read is there in every language of the application."""

from __future__ import annotations

from collections.abc import Iterator

from app.runtime.errors import Message
from app.runtime.registry import EntityEntry, Registry


def _texts_of(entry: EntityEntry) -> Iterator[tuple[str, Message]]:
    meta = entry.entity.meta
    yield "entity", meta.label
    for name, field in entry.entity.fields().items():
        yield f"field {name}", field.label
        if field.help is not None:
            yield f"help of {name}", field.help
        for value in field.enum.values if field.enum else ():
            yield f"{name} = {value.name}", value.label
    for child in meta.children:
        yield f"children {child.name}", child.label
    for check in meta.checks:
        yield f"check {check.name}", check.message
    if entry.workflow:
        for state in entry.workflow.states.values():
            yield f"state {state.name}", state.label
        for name, mappings in entry.workflow.transitions.items():
            for mapping in mappings:
                yield f"transition {name}", mapping.label
                if mapping.message is not None:
                    yield f"message of {name}", mapping.message


def _missing(texts: Iterator[tuple[str, Message]], registry: Registry) -> list[str]:
    return [
        f"{place} ({language})"
        for place, text in texts
        for language in registry.app.languages
        if not text.texts.get(language, "").strip()
    ]


def test_an_entity_speaks_every_language(entry: EntityEntry, registry: Registry) -> None:
    assert _missing(_texts_of(entry), registry) == []


def test_roles_modules_and_the_application_speak_every_language(registry: Registry) -> None:
    texts = [
        ("application", registry.app.label),
        *((f"role {role.name}", role.label) for role in registry.roles),
        *((f"module {module.name}", module.label) for module in registry.modules),
    ]
    assert _missing(iter(texts), registry) == []


def test_a_title_is_made_of_fields(entry: EntityEntry) -> None:
    from app.runtime.query.titles import pieces

    known = set(entry.entity.fields()) | {"id"}
    assert {path.split(".")[0] for _, path in pieces(entry.entity.meta.title) if path} <= known
