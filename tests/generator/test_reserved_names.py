"""The reserved names are those that the classes really have: a field would replace them."""

from __future__ import annotations

from flask_appbuilder import Model

from app.forms import RecordForm, TransitionForm
from app.runtime.entity import Entity
from generator import naming

KNOWN_TO_BE_HARMLESS = {"note", "Meta"}
"""`note`: a rule refuses it in `asks`, so that no TransitionForm has such a field. `Meta`: fields are lower case."""


def attributes(*classes: type) -> set[str]:
    return {name for each in classes for name in dir(each) if not name.startswith("_")}


def test_no_field_can_replace_an_attribute_of_a_model() -> None:
    assert attributes(Entity, Model) - naming.RESERVED_FIELDS == set()


def test_no_field_can_replace_an_attribute_of_a_form() -> None:
    found = attributes(RecordForm, TransitionForm) - naming.RESERVED_FIELDS - KNOWN_TO_BE_HARMLESS
    assert found == set()
