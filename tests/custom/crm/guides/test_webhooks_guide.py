"""docs/webhooks-in.md and docs/webhooks-out.md: the Python examples run as they stand."""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import http.server
import io
import json
import re
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from standardwebhooks import Webhook

from app.generated.call_record import CallRecord
from tests.custom.crm.town import Town
from tests.support.sender import KEY

pytestmark = pytest.mark.database

DOCS = Path(__file__).parents[4] / "docs"
GUIDE = DOCS / "webhooks-in.md"
OUT = DOCS / "webhooks-out.md"
SECRET = "whsec_" + base64.b64encode(b"only for this test, 32 bytes long").decode()


def test_the_example_reports_a_call(
    app: Flask, town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.resident(phone="19900000221")
    client = app.test_client(use_cookies=False)

    def send(request: urllib.request.Request) -> Any:
        answer = client.post(
            request.full_url, data=request.data, headers=dict(request.header_items())
        )
        assert answer.status_code == 200, answer.text
        return io.BytesIO(answer.data)

    config = dataclasses.replace(app.config["DOUGONG"], webhook_keys={"*": (KEY,)})
    monkeypatch.setitem(app.config, "DOUGONG", config)
    monkeypatch.setattr(urllib.request, "urlopen", send)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data" / "webhook.key").write_text(KEY + "\n")
    [example] = re.findall(r"```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    exec(compile(example, str(GUIDE), "exec"), {})

    call = town.ctx.session.scalars(select(CallRecord)).one()
    assert (call.call_id, call.state, call.seconds, call.recording_url) == (
        "c-4711",
        "ended",
        65,
        "https://recordings.example/c-4711",
    )
    assert call.unit_id == town.units[0].id


class Listening(http.server.HTTPServer):
    """Some free port; takes as many requests as it is told to."""

    made: list[Listening] = []

    def __init__(self, _address: object, handler: Any) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.made.append(self)

    def serve_forever(self, poll_interval: float = 0.5) -> None:
        """The example ends with this; the test asks for one request after the other."""

    def answer(self, body: bytes, signature: str, sent: dt.datetime) -> int:
        headers = {
            "webhook-id": "msg_1",
            "webhook-timestamp": str(int(sent.timestamp())),
            "webhook-signature": signature,
        }
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.server_port}/hooks", data=body, headers=headers
        )
        thread = threading.Thread(target=self.handle_request)
        thread.start()
        try:
            with urllib.request.urlopen(request) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            return refused.code
        finally:
            thread.join()


def test_the_receiver_believes_what_is_signed_and_takes_it_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(http.server, "HTTPServer", Listening)
    monkeypatch.setenv("WEBHOOK_SECRET", SECRET)
    [example] = re.findall(r"```python\n(.*?)```", OUT.read_text("utf-8"), re.DOTALL)
    exec(compile(example, str(OUT), "exec"), {"__name__": "receiver"})
    server, sent = Listening.made.pop(), dt.datetime.now(dt.UTC)
    body = json.dumps({"type": "ping", "data": {}}).encode()
    with server:
        signed = Webhook(SECRET).sign("msg_1", sent, body.decode())
        assert [server.answer(body, signed, sent) for _ in range(2)] == [204, 204]
        assert server.answer(b"{}", signed, sent) == 401
    assert capsys.readouterr().out == "ping {}\n"
