"""Secrets of second factors that hang on SECRET_KEY come under DATA_KEYS, and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.runtime.accounts import keys, second_factor, settings
from tests.migrations.road import Road, later_framework
from tests.support.worlds import SECRET

SECRET_OF_ANNA = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def rules() -> Iterator[None]:
    before = settings.current()
    settings.use(replace(before, secret=SECRET))
    yield
    settings.use(before)


def _before_the_change(road: Road) -> None:
    """All tables of the framework, and this migration not yet applied."""
    later_framework(road.folder, after=1)
    road.forth()
    _back_before_it(road)


def _back_before_it(road: Road) -> None:
    while int(road.run("SELECT version_num FROM alembic_version")[0][0]) >= _number(road):
        road.back()


def _number(road: Road) -> int:
    file = next((road.folder / "versions").glob("*_second_factors_under_data_keys.py"))
    return int(file.name[:4])


def _account(road: Road, user: int, stored: str | None) -> None:
    road.run(
        "INSERT INTO ab_user (id, first_name, last_name, username, email)"
        " VALUES (:user, 'A', 'B', :name, :name)",
        user=user,
        name=f"user{user}",
    )
    road.run(
        "INSERT INTO sys_account (user_id, round, must_change, totp_secret, totp_step)"
        " VALUES (:user, 0, (1 = 0), :stored, 0)",
        user=user,
        stored=stored,
    )


def _stored(road: Road) -> dict[int, str | None]:
    return {
        int(user): text
        for user, text in road.run("SELECT user_id, totp_secret FROM sys_account ORDER BY user_id")
    }


def test_secrets_under_the_old_key_are_re_encrypted_and_back(road: Road) -> None:
    _before_the_change(road)
    old = keys.encrypt(SECRET_OF_ANNA, purpose="totp 1")
    lost = "bG9zdCB3aXRoIGFuIGVhcmxpZXIga2V5IG9mIHRoZSBhcHBsaWNhdGlvbg=="
    for user, text in ((1, old), (2, None), (3, lost)):
        _account(road, user, text)
    road.forth()
    found = _stored(road)
    assert second_factor.stored(str(found[1]), 1) == SECRET_OF_ANNA
    assert second_factor.stored(str(found[1]), 2) is None
    assert (found[2], found[3]) == (None, lost)
    assert second_factor.stored(lost, 3) is None
    settings.use(replace(settings.current(), secret="another secret key of the application"))
    assert second_factor.stored(str(found[1]), 1) == SECRET_OF_ANNA
    settings.use(replace(settings.current(), secret=SECRET))
    _back_before_it(road)
    back = _stored(road)
    assert keys.decrypt(str(back[1]), purpose="totp 1") == SECRET_OF_ANNA
    assert (back[2], back[3]) == (None, lost)


def test_an_account_that_has_none_needs_no_key(road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new project migrates before anybody has a second factor."""
    from app.runtime.privacy import keys as data_keys

    _before_the_change(road)
    _account(road, 1, None)
    monkeypatch.setattr(data_keys, "_current", [])
    road.forth()
    assert _stored(road) == {1: None}
