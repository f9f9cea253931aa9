"""Generators run once a session, on the document that the application answers."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.rest.protocol.authentication import new_token
from app.runtime import records
from app.runtime.context import Context
from tests.clients import generate
from tests.support.people import People
from tests.support.pictures import PNG
from tests.support.site import served

HERE = Path(__file__).parent
Arguments = tuple[str, ...]


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


@pytest.fixture
def arguments(site: str, app: Flask, people: People, ctx: Context, tmp_path: Path) -> Arguments:
    """What a program is started with: site, token of a manager, ids of a store, a clerk and an article, a picture."""
    from tests.sample.models import Article, Clerk, Store

    manager = people.user("manager")
    with records.writing(ctx):
        store = records.create(ctx, Store, {"code": "S1", "name": "East"}).id
        clerk = records.create(ctx, Clerk, {"name": "Li", "store": store}).id
        article = records.create(ctx, Article, {"name": "Lamp", "price": "45.50"}).id
    with app.app_context():
        token = new_token(manager)
    assert token is not None
    picture = tmp_path / "lamp.png"
    picture.write_bytes(PNG)
    return (site, token, str(store), str(clerk), str(article), str(picture))


@pytest.fixture
def document(app: Flask, arguments: Arguments) -> bytes:
    """The document as the manager's program gets it."""
    headers = {"Authorization": f"Bearer {arguments[1]}"}
    answer = app.test_client(use_cookies=False).get("/api/v1/openapi.json", headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.data


@pytest.fixture(scope="session")
def making(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bytes], Path]:
    """`making("python", document)`: a folder with the client and its program, made once for each document."""
    made: dict[tuple[str, str], Path] = {}

    def make(language: str, document: bytes) -> Path:
        key = (language, hashlib.sha256(document).hexdigest())
        if key not in made:
            folder = tmp_path_factory.mktemp(language)
            if language == "python":
                generate.python(folder, document, package="shop_api")
                shutil.copy(HERE / "program.py", folder)
            else:
                generate.typescript(folder, document, types="shop.d.ts")
                shutil.copy(HERE / "program.ts", folder)
            made[key] = folder
        return made[key]

    return make
