"""The disk takes no more: told as such in both languages, nothing half kept, and all is well once there is space."""

from __future__ import annotations

import io
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.runtime import backup
from app.runtime.database import Database
from app.runtime.system import Attachment
from tests.faults.conftest import value
from tests.sample.models import Article, Sale
from tests.support.people import PASSWORD, People

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 400_000
LARGEST = 100_000


@pytest.fixture
def send(app: Flask, people: People, store: int) -> Callable[..., Any]:
    """`send(method, path, …)` as a manager over REST."""
    people.user("manager", username="manager")
    client = app.test_client(use_cookies=False)
    answer = client.post("/api/v1/login", json={"username": "manager", "password": PASSWORD})
    headers = {"Authorization": f"Bearer {answer.get_json()['access_token']}"}
    return lambda method, path, **given: client.open(
        f"/api/v1{path}", method=method, headers=headers, **given
    )


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process may grow beyond LARGEST: writing further fails as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def full_database(database: Database) -> Iterator[None]:
    """The database takes no more: SQLite by its own limit; PostgreSQL says what it says on a full disk."""
    if database.is_sqlite:
        limit = _pragma(database, "page_count")

        def bind(connection: Any, _record: Any, _proxy: Any) -> None:
            connection.execute(f"PRAGMA max_page_count={limit}")

        def free(connection: Any, _record: Any) -> None:
            connection.execute("PRAGMA max_page_count=1073741823")

        sa.event.listen(database.writer, "checkout", bind)
        sa.event.listen(database.writer, "checkin", free)
        try:
            yield
        finally:
            sa.event.remove(database.writer, "checkout", bind)
            sa.event.remove(database.writer, "checkin", free)
        return
    with database.begin() as session:
        session.execute(sa.text(REFUSE))
        session.execute(sa.text(TRIGGER))
    try:
        yield
    finally:
        with database.begin() as session:
            session.execute(sa.text("DROP TRIGGER refuse ON sys_audit_log"))


REFUSE = """
CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$
"""
TRIGGER = (
    "CREATE TRIGGER refuse BEFORE INSERT ON sys_audit_log FOR EACH ROW EXECUTE FUNCTION refuse()"
)


def _pragma(database: Database, name: str) -> int:
    with database.read_session() as session:
        return int(session.execute(sa.text(f"PRAGMA {name}")).scalar_one())


def _count(database: Database, entity: Any) -> int:
    return int(value(database, sa.select(sa.func.count()).select_from(entity)))


@pytest.mark.database
def test_a_full_database_refuses_the_whole_write(
    send: Callable[..., Any], database: Database, store: int
) -> None:
    body = {"store": store, "summary": "s", "internal_note": "x" * 9_000}
    with full_database(database):
        answers = [send("POST", "/sale", json=body) for _ in range(12)]
    refused = [answer for answer in answers if answer.status_code != 201]
    assert refused != []
    for answer in refused:
        assert answer.status_code == 507
        assert answer.content_type.startswith("application/problem+json")
        assert answer.get_json()["code"] == "storage_full"
    kept = len(answers) - len(refused)
    assert _count(database, Sale) == kept
    assert send("POST", "/sale", json=body).status_code == 201
    assert send("GET", "/sale").get_json()["items"][0]["sale_no"].endswith(f"{kept + 1:04}")


@pytest.mark.database
def test_a_screen_says_that_the_disk_is_full_in_both_languages(
    login: Callable[..., FlaskClient], database: Database, store: int
) -> None:
    browser = login("manager")
    form = {"name": "Lamp", "price": "1", "notes": "x" * 50_000}
    page = browser.get("/article/add").text
    form["csrf_token"] = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    before = _count(database, Article)
    with full_database(database):
        answer = browser.post("/article/add", data=form)
    assert answer.status_code == 507
    assert "磁盘空间不足" in answer.text
    assert "no space left" in answer.text
    assert _count(database, Article) == before
    assert browser.post("/article/add", data=form).status_code == 302
    assert _count(database, Article) == before + 1


@pytest.mark.database
def test_an_upload_that_does_not_fit_leaves_nothing(
    send: Callable[..., Any], database: Database, data: Path
) -> None:
    def upload() -> Any:
        given = {"file": (io.BytesIO(PNG), "photo.png"), "kind": "image"}
        return send("POST", "/files", data=given, content_type="multipart/form-data")

    with full_disk():
        answer = upload()
    assert answer.status_code == 507, answer.text
    assert [file for file in (data / "files").rglob("*") if file.is_file()] == []
    assert _count(database, Attachment) == 0
    assert upload().status_code == 201


def test_a_backup_that_does_not_fit_leaves_the_older_ones(
    database: Database, store: int, data: Path
) -> None:
    older = backup.make(database.url, data / "files", data / "backups", keep=1)
    with full_disk(), pytest.raises((OSError, backup.CannotBackUp)):
        backup.make(database.url, data / "files", data / "backups", keep=1)
    assert list((data / "backups").iterdir()) == [older.file]
    backup.rehearse(older.file, database.url)
