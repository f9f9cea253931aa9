"""A body that breaks off or is malformed is the sender's mistake: 400, and no error in the log that wakes somebody."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from gunicorn.http.errors import ChunkMissingTerminator, InvalidChunkSize, NoMoreData

from tests.rest.conftest import Api, api
from tests.rest.problems import problem
from tests.serving.conftest import Lines

__all__ = ["api"]  # fixture

MISTAKES = [
    InvalidChunkSize(b"zz"), ChunkMissingTerminator(b"zz"), NoMoreData(), ConnectionResetError(), TimeoutError(),
]  # fmt: skip


class Broken(io.BytesIO):
    """What gunicorn hands over."""

    def __init__(self, mistake: Exception) -> None:
        super().__init__()
        self.mistake = mistake

    def read(self, *_: object) -> bytes:
        raise self.mistake


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize(
    ("path", "kind"),
    [("/article", "application/json"), ("/files", "multipart/form-data; boundary=x")],
)
def test_a_body_that_cannot_be_read_is_400(
    api: Callable[..., Api], lines: Lines, path: str, kind: str, mistake: Exception
) -> None:
    manager = api("manager")
    answer = manager.send(
        "POST", path, input_stream=Broken(mistake), content_type=kind,
        environ_overrides={"wsgi.input_terminated": True},
    )  # fmt: skip
    assert problem(answer, 400)["code"] == "bad_request"
    assert [line for line in lines() if line["level"] == "error"] == []
