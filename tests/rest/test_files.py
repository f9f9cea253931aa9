"""Files: uploaded first, held by a record's field, handed out to whoever may read that field."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.rest.conftest import Api, Shop
from tests.support.pictures import PNG


def upload(program: Api, name: str, content: bytes, **more: Any) -> TestResponse:
    data = {"file": (io.BytesIO(content), name), **more}
    return program.send("POST", "/files", data=data, content_type="multipart/form-data")


def test_a_picture_goes_up_into_a_record_and_down_again(
    api: Callable[..., Api], shop: Shop
) -> None:
    program = api("manager")
    sent = upload(program, "灯 lamp.png", PNG, kind="image")
    assert sent.status_code == 201, sent.text
    file = sent.get_json()
    assert sent.headers["Location"] == file["url"] == f"/api/v1/files/{file['id']}"
    assert (file["name"], file["content_type"], file["size"]) == (
        "灯 lamp.png",
        "image/png",
        len(PNG),
    )
    tag = program.get(f"/article/{shop.article}").headers["ETag"]
    changed = program.patch(
        f"/article/{shop.article}", {"picture": file["id"], "pictures": []}, etag=tag
    )
    assert changed.status_code == 200, changed.text
    assert changed.get_json()["picture"] == file["id"]
    got = program.get(f"/files/{file['id']}")
    assert got.data == PNG
    assert got.mimetype == "image/png"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "filename" in got.headers["Content-Disposition"]
    # A clerk reads articles, so he reads their pictures.
    assert api(user=shop.clerk_user).get(f"/files/{file['id']}").status_code == 200


def test_an_upload_of_another_is_not_there(api: Callable[..., Api], shop: Shop) -> None:
    mine, other = api("manager"), api("manager")
    file = upload(mine, "a.png", PNG).get_json()["id"]
    assert other.get(f"/files/{file}").status_code == 404
    assert mine.get(f"/files/{file}").status_code == 200
    tag = other.get(f"/article/{shop.article}").headers["ETag"]
    stolen = other.patch(f"/article/{shop.article}", {"picture": file}, etag=tag)
    assert stolen.status_code == 422
    assert stolen.get_json()["errors"][0]["field"] == "picture"


NOT_TAKEN = [
    ("page.png", b"<html><script>alert(1)</script>", "image", "file"),
    ("page.html", b"<html><script>alert(1)</script>", "file", "file"),
    ("draw.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file", "file"),
    ("run.exe", b"MZ\x90\x00", "file", "file"),
    ("empty.txt", b"", "file", "file"),
    ("a.png", PNG, "archive", "kind"),
]


def test_what_is_not_taken_is_422_and_named(
    api: Callable[..., Api], shop: Shop, subtests: pytest.Subtests
) -> None:
    program = api("manager")
    for name, content, kind, field in NOT_TAKEN:
        with subtests.test(name):
            answer = upload(program, name, content, kind=kind)
            assert answer.status_code == 422, answer.text
            assert answer.get_json()["errors"][0]["field"] == field


def test_an_upload_is_one_multipart_file(api: Callable[..., Api], shop: Shop) -> None:
    program = api("manager")
    refused = program.post("/files", {"file": "x"})
    assert refused.status_code == 415
    assert "multipart/form-data" in refused.get_json()["detail"]
    assert program.send("POST", "/files", data=b"x", content_type="text/plain").status_code == 415
    none = program.send("POST", "/files", data={"kind": "file"}, content_type="multipart/form-data")
    assert none.status_code == 422
    twice = {"file": [(io.BytesIO(PNG), "a.png"), (io.BytesIO(PNG), "b.png")]}
    answer = program.send("POST", "/files", data=twice, content_type="multipart/form-data")
    assert answer.status_code == 422
    more = upload(program, "a.png", PNG, owner="5")
    assert more.get_json()["errors"][0]["field"] == "owner"


def test_a_part_without_a_name_is_refused(api: Callable[..., Api], shop: Shop) -> None:
    body = (
        b"--edge\r\nContent-Disposition: form-data\r\n\r\n1\r\n"
        b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n1\r\n'
        b"--edge--\r\n"
    )
    kind = "multipart/form-data; boundary=edge"
    answer = api("manager").send("POST", "/files", data=body, content_type=kind)
    assert (answer.status_code, answer.get_json()["errors"][0]["code"]) == (422, "unknown")


def test_an_upload_over_the_limit_is_refused(
    api: Callable[..., Api], shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.rest import files

    monkeypatch.setattr(files, "MAXIMUM_BYTES", 1000)
    answer = upload(api("manager"), "a.txt", b"x" * 2000)
    assert answer.status_code == 413
    assert answer.mimetype == "application/problem+json"


def test_what_is_no_file_is_404(
    api: Callable[..., Api], shop: Shop, subtests: pytest.Subtests
) -> None:
    program = api("manager")
    for file in ("0", "999", "abc", "..%2f..%2fetc%2fpasswd", "-1", "9" * 25):
        with subtests.test(file):
            assert program.get(f"/files/{file}").status_code == 404
