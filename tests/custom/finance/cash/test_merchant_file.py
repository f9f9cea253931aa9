"""The file of merchant accounts: read whole, or said what is wrong with it (3.1)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.custom.finance.cash.online import settings
from app.custom.finance.cash.online.settings import BadPayments, read
from app.runtime.notify import channels as ways

WECHAT = {
    "appid": "wx1", "mchid": "1900", "cert_serial_no": "5A", "private_key": "ours.pem", "apiv3_key": "k" * 32,
    "public_key_id": "PUB_KEY_ID_1", "public_key": "theirs.pem",
}  # fmt: skip
ALIPAY = {
    "app_id": "2021",
    "seller_id": "2088",
    "private_key": "ours.pem",
    "public_key": "theirs.pem",
}
PEM = "-----BEGIN PUBLIC KEY-----\nMII=\n-----END PUBLIC KEY-----\n"


@pytest.fixture(autouse=True)
def public() -> Iterator[None]:
    before = ways.settings()
    ways.use(ways.Settings(public_url="https://desk.example"))
    yield
    ways.use(before)


def written(folder: Path, given: Any) -> Path:
    for name in ("ours.pem", "theirs.pem"):
        (folder / name).write_text(PEM, encoding="ascii")
    file = folder / "payments.json"
    file.write_text(json.dumps(given), encoding="utf-8")
    return file


def test_both_channels_are_read_with_their_keys(tmp_path: Path) -> None:
    found = read(written(tmp_path, {"wechat": WECHAT, "alipay": ALIPAY}))
    assert found.wechat is not None
    assert found.alipay is not None
    assert (found.wechat.merchant, found.alipay.merchant) == ("1900/wx1", "2088/2021")
    assert found.wechat.private_key == found.alipay.public_key == PEM.strip()
    assert "k" * 32 not in repr(found)


def test_without_a_file_nothing_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOUGONG_PAYMENTS", raising=False)
    assert read() == settings.Accounts()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([], "wechat and alipay alone"),
        ({"paypal": {}}, "wechat and alipay alone"),
        ({"wechat": {**WECHAT, "apiv3_key": "short"}}, "32 characters"),
        ({"wechat": {name: WECHAT[name] for name in ("appid", "mchid")}}, "has exactly"),
        ({"alipay": {**ALIPAY, "app_id": 2021}}, "must be text"),
        ({"alipay": {**ALIPAY, "private_key": "gone.pem"}}, "cannot be read"),
        ({"alipay": {**ALIPAY, "private_key": "payments.json"}}, "PEM file"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, given: Any, told: str) -> None:
    with pytest.raises(BadPayments, match=told):
        read(written(tmp_path, given))


def test_notices_need_an_address_that_is_encrypted(tmp_path: Path) -> None:
    ways.use(ways.Settings(public_url="http://desk.example"))
    with pytest.raises(BadPayments, match="PUBLIC_URL"):
        read(written(tmp_path, {"alipay": ALIPAY}))
