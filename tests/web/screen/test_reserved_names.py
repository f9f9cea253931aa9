"""Pages of an entity are called after it, and Flask takes no two of one name."""

from __future__ import annotations

from flask import Flask

from app.runtime.registry import Registry
from generator import naming


def test_no_entity_may_be_called_like_a_page_of_the_framework(
    app: Flask, registry: Registry
) -> None:
    entities = {entry.entity.meta.name for entry in registry.entities()}
    pages = {name.removesuffix("View") for name in app.blueprints if name.endswith("View")}
    found = {name.casefold() for name in pages - entities}
    assert "role" in found
    assert found - naming.RESERVED_ENTITIES == set()
