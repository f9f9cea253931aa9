"""docs/webhooks-in.md: the Python example runs as it stands."""

from __future__ import annotations

import dataclasses
import io
import re
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.generated.call_record import CallRecord
from tests.custom.crm.town import Town
from tests.support.sender import KEY

GUIDE = Path(__file__).parents[3] / "docs" / "webhooks-in.md"


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
