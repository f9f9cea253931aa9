"""Screens and REST answer whoever the policy lets in, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.rest.protocol.authentication import new_token
from app.runtime.access import sync
from app.runtime.database import Database
from app.runtime.registry import EntityEntry, Registry
from tests.generated.conftest import allowed_roles, other_roles
from tests.support.maker import Maker
from tests.support.people import People


def _views(world: Any) -> dict[str, Any]:
    from importlib import import_module

    views = import_module(f"{world.package}.views").VIEWS
    return {view.entity.meta.name: view for view in views}


def _resources(world: Any) -> dict[str, Any]:
    from importlib import import_module

    resources = import_module(f"{world.package}.apis").RESOURCES
    return {resource.entity.meta.name: resource for resource in resources}


def _get(app: Flask, user: int, path: str) -> int:
    """The status of a GET over REST, as this person."""
    with app.app_context():
        token = new_token(user)
    client = app.test_client(use_cookies=False)
    answer = client.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {token}"})
    return answer.status_code


def test_its_screen_names_fields_that_it_has(entry: EntityEntry, world: Any) -> None:
    view = _views(world)[entry.entity.meta.name]
    known = {*entry.entity.fields(), "id", "title", "created_at", "created_by", "updated_at"}
    named = [*view.columns, *view.filters, *(s.lstrip("-") for s in view.sort)]
    named += [name for section in view.sections for name in section.fields]
    assert {name.split(".")[0] for name in named} <= known


def test_its_form_has_a_control_for_every_field_that_people_fill_in(
    entry: EntityEntry, world: Any
) -> None:
    form = _views(world)[entry.entity.meta.name].form
    writable = {
        name
        for name, field in entry.entity.fields().items()
        if not field.is_computed and field.readonly is not True
    }
    if form is None:
        assert entry.entity.meta.ledger or not writable
        return
    for name in writable & {
        n for s in _views(world)[entry.entity.meta.name].sections for n in s.fields
    }:
        assert hasattr(form, name), name


@pytest.mark.database
def test_its_pages_answer_a_role_that_may(
    entry: EntityEntry, login: Callable[..., FlaskClient]
) -> None:
    key = entry.entity.key()
    for role in allowed_roles(entry, "read")[:2]:
        assert login(role).get(f"/{key}/list/").status_code == 200
    for role in allowed_roles(entry, "create")[:1]:
        assert login(role).get(f"/{key}/add").status_code == 200


def test_its_pages_refuse_a_role_that_may_not(
    entry: EntityEntry, registry: Registry, login: Callable[..., FlaskClient]
) -> None:
    key = entry.entity.key()
    for role in other_roles(registry, entry, "read")[:2]:
        assert login(role).get(f"/{key}/list/").status_code == 403
        assert login(role).get(f"/{key}/show/1").status_code == 403
    for role in other_roles(registry, entry, "create")[:1]:
        assert login(role).get(f"/{key}/add").status_code == 403


def test_its_pages_send_a_stranger_to_the_entrance(entry: EntityEntry, client: FlaskClient) -> None:
    answer = client.get(f"/{entry.entity.key()}/list/")
    assert answer.status_code == 302
    assert "/login" in answer.location


def test_its_pages_show_a_record_to_who_reads_every_row(
    entry: EntityEntry, maker: Maker, login: Callable[..., FlaskClient]
) -> None:
    record = maker.make(entry.entity.meta.name)
    unlimited = [r for r, scope in entry.policy.grants("read").items() if scope.is_everything]
    for role in unlimited[:1]:
        browser = login(role)
        for page in ("show", "history"):
            assert browser.get(f"/{entry.entity.key()}/{page}/{record.id}").status_code == 200


def test_a_record_that_is_not_there_is_not_found(
    entry: EntityEntry, login: Callable[..., FlaskClient]
) -> None:
    for role in allowed_roles(entry, "read")[:1]:
        assert login(role).get(f"/{entry.entity.key()}/show/999999").status_code == 404


def test_its_resource_answers_and_refuses_by_the_policy(
    entry: EntityEntry, registry: Registry, world: Any, app: Flask, people: People
) -> None:
    resource = _resources(world).get(entry.entity.meta.name)
    key = entry.entity.key()
    if resource is None or "list" not in resource.methods:
        for role in allowed_roles(entry, "read")[:1]:
            assert _get(app, people.user(role), f"/{key}") in (404, 405)
        return
    for role in allowed_roles(entry, "read")[:2]:
        assert _get(app, people.user(role), f"/{key}") == 200
        assert _get(app, people.user(role), f"/{key}/999999") == 404
    for role in other_roles(registry, entry, "read")[:2]:
        assert _get(app, people.user(role), f"/{key}") in (403, 404)


def test_its_resource_wants_a_token(entry: EntityEntry, app: Flask) -> None:
    client = app.test_client(use_cookies=False)
    assert client.get(f"/api/v1/{entry.entity.key()}").status_code in (401, 404)


def test_roles_and_permissions_are_in_step(database: Database) -> None:
    with database.begin() as session:
        assert not sync.sync(session).changed


@pytest.mark.parametrize("path", ["/", "/api/v1/openapi.json", "/login/"])
def test_nothing_else_breaks(app: Flask, login: Callable[..., FlaskClient], path: str) -> None:
    assert login().get(path).status_code < 500
