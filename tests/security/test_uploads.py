"""Files that are more than one thing, or much more than they look: refused, or handed out so that nothing runs."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.runtime.files import content
from tests.security.conftest import Api, Shop, Snapshot
from tests.support.people import People
from tests.support.pictures import PNG

pytestmark = pytest.mark.database

SCRIPT = b"<script>alert(1)</script>"
GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"


def upload(program: Api, name: str, data: bytes) -> TestResponse:
    return program.send(
        "POST",
        "/files",
        data={"file": (io.BytesIO(data), name)},
        content_type="multipart/form-data",
    )


def zip_of(entries: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return made.getvalue()


def long_directory(entries: int) -> bytes:
    """A zip without content whose directory has that many names and whose end says that there is one."""
    record = struct.pack(
        "<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 0, 20, 0, 0, 0, 0, 0x21, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0
    )
    directory, start = (record + b"x") * entries, b"PK\x03\x04" + b"\0" * 26
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), len(start), 0)
    return start + directory + end


REFUSED = [
    ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ("picture.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ("picture.png.svg", PNG),
    ("picture.html", PNG),
    ("picture.png\0.html", PNG),
    ("page.txt", b"\xef\xbb\xbf  <!DOCTYPE html>" + SCRIPT),
    ("page.txt", b"\n\t <ScRiPt>alert(1)</script>"),
    ("page.txt", b"<iframe src='javascript:alert(1)'>"),
    ("page.txt", b"<?xml version='1.0'?><x/>"),
    ("page.xhtml", b"text"),
    ("page.xml", b"text"),
    ("page.js", b"alert(1)"),
    ("page.pdf", b"text %PDF-1.7"),
    ("macro.docm", zip_of({"[Content_Types].xml": b"", "word/document.xml": b""})),
    ("macro.docx", zip_of({"[Content_Types].xml": b"", "word/vbaProject.bin": b""})),
    ("program.jar", zip_of({"META-INF/MANIFEST.MF": b""})),
    ("archive.zip", zip_of({"../../etc/passwd": b"x"})),
    ("bomb.docx", long_directory(content.MOST_ENTRIES + 1)),
    ("short.docx", long_directory(3)[:-5]),
]


def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_kept(
    api: Callable[..., Api], app: Flask, shop: Shop, snapshot: Callable[..., Snapshot]
) -> None:
    program, before = api("manager"), snapshot()
    for name, data in REFUSED:
        answer = upload(program, name, data)
        assert answer.status_code == 422, (name, answer.text)
        assert answer.get_json()["errors"][0]["field"] == "file"
    assert snapshot() == before
    kept = [path for path in (app.config["DATA"] / "files").rglob("*") if path.is_file()]
    assert kept == []


def test_what_is_packed_into_a_document_is_never_unpacked(
    api: Callable[..., Api], shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten megabytes of nothing in a few kilobytes: only the list of names is read."""

    def never(*_arguments: Any, **_named: Any) -> Any:
        raise AssertionError("unpacked")

    bomb = zip_of({"[Content_Types].xml": b"", "word/document.xml": b"\0" * 10_000_000})
    for opener in ("open", "read", "extract", "extractall"):
        monkeypatch.setattr(zipfile.ZipFile, opener, never)
    program = api("manager")
    assert upload(program, "bomb.docx", bomb).status_code == 201
    assert upload(program, "empty.docx", long_directory(1)).status_code == 422


def test_a_directory_of_too_many_names_is_not_read_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_arguments: Any, **_named: Any) -> Any:
        raise AssertionError("read")

    monkeypatch.setattr(content.zipfile, "ZipFile", never)
    assert content.sniff(io.BytesIO(long_directory(content.MOST_ENTRIES + 1))) is None


TWO_THINGS = [
    ("both.gif", GIF + SCRIPT, "image/gif", "inline"),
    ("both.png", PNG + SCRIPT, "image/png", "inline"),
    ("both.pdf", b"%PDF-1.7\n<html>" + SCRIPT, "application/pdf", "inline"),
    ("both.txt", b"hello " + SCRIPT, "text/plain", "attachment"),
    ("both.csv", b"=cmd|'/c calc'!A1", "text/plain", "attachment"),
    (
        "both.docx",
        zip_of({"[Content_Types].xml": b"", "word/document.xml": b"", "page.html": SCRIPT}),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "attachment",
    ),
]


def test_a_file_that_is_two_things_is_handed_out_as_the_harmless_one(
    api: Callable[..., Api], app: Flask, people: People, shop: Shop
) -> None:
    program = api("manager")
    browser = people.browser(app, program.user)
    for name, data, kind, shown in TWO_THINGS:
        sent = upload(program, name, data)
        assert sent.status_code == 201, (name, sent.text)
        id = sent.get_json()["id"]
        for answer in (program.get(f"/files/{id}"), browser.get(f"/files/{id}", buffered=True)):
            assert answer.status_code == 200
            assert answer.mimetype == kind, name
            assert answer.headers["Content-Disposition"].startswith(shown), name
            assert answer.headers.getlist("X-Content-Type-Options") == ["nosniff"]
            policies = answer.headers.getlist("Content-Security-Policy")
            assert len(policies) == 1
            assert {"sandbox", "default-src 'none'"} <= set(policies[0].split("; "))
            assert "script-src" not in policies[0]
            assert answer.headers["Cache-Control"].startswith("private")


NAMES = [
    "../../../etc/cron.d/x.png",
    "..\\..\\windows\\x.png",
    "a%0d%0aSet-Cookie: pwned=1.png",
    "a\u2028Set-Cookie: pwned=1.png",
    'a"; filename="x.html.png',
    "a\u202egnp.exe.png",
    "<x-pwned>.png",
    "{{7*191}}.png",
    "/etc/passwd.png",
    "x" * 5000 + ".png",
    "CON.png",
    "%2e%2e%2fx.png",
]


def test_no_file_name_leaves_its_folder_its_header_or_its_text(
    api: Callable[..., Api], app: Flask, people: People, shop: Shop
) -> None:
    program = api("manager")
    browser = people.browser(app, program.user)
    inside = app.config["DATA"] / "files"
    for name in NAMES:
        sent = upload(program, name, PNG)
        assert sent.status_code == 201, (name, sent.text)
        file = sent.get_json()
        assert not set(file["name"]) & set('/\\\r\n\0"<>\u202e'), name
        assert len(file["name"]) < 120
        for answer in (
            program.get(f"/files/{file['id']}"),
            browser.get(f"/files/{file['id']}", buffered=True),
        ):
            assert "pwned" not in answer.headers.get("Set-Cookie", "")
            disposition = answer.headers["Content-Disposition"]
            assert disposition.startswith("inline")
            assert not set(disposition) & set("\r\n"), name
    outside = [
        path
        for path in app.config["DATA"].rglob("*.png")
        if path.is_file() and inside not in path.parents
    ]
    assert outside == []
    named = [path.name for path in inside.rglob("*") if path.is_file()]
    assert len(named) == 1, "kept by its hash, once"
