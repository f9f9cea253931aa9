"""What the environment may say about keys, HTTPS, proxies, passwords; a published key starts nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.config import DEMO_PASSWORD, Config, ConfigurationError
from tests.support.worlds import DATA_KEYS

GOOD = "0f3c9a7be1d24586a0c7f15e39b8d264e7a1c05b9d3f48621e7c0a95b3d8f641"


def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, **given: str) -> Config:
    for name, value in (
        {"DATA_KEYS": DATA_KEYS} | given if "SECRET_KEY" in given else given
    ).items():
        monkeypatch.setenv(name, value)
    return Config.from_environment(tmp_path)


@pytest.mark.parametrize(
    "key",
    [
        "short",
        "x" * 64,
        "0123" * 16,
        "changeme-changeme-changeme-changeme-now",
        "this-is-the-secret-key-of-our-back-office",
        "Dougong-Dougong-2026-Dougong-Dougong-2026",
        "an-example-of-a-key-an-example-of-a-key!",
    ],
)
def test_a_published_or_simple_key_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, key: str
) -> None:
    with pytest.raises(ConfigurationError):
        made(monkeypatch, tmp_path, SECRET_KEY=key)


def test_without_a_key_it_is_a_demo_on_this_machine_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    config = made(monkeypatch, tmp_path)
    assert config.demo
    assert not config.https
    rules = config.account_rules()
    assert rules.demo
    assert rules.second_factor == frozenset()
    assert rules.refused_passwords == ()
    for host in ("0.0.0.0", "::", "192.0.2.1", "example.com"):
        with pytest.raises(ConfigurationError):
            made(monkeypatch, tmp_path, HOST=host)


def test_the_key_of_a_demo_is_its_own_and_private(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = made(monkeypatch, tmp_path / "a").secret_key
    assert first == made(monkeypatch, tmp_path / "a").secret_key
    assert first != made(monkeypatch, tmp_path / "b").secret_key
    assert (tmp_path / "a" / "data" / "demo.key").stat().st_mode & 0o077 == 0


def test_with_a_key_https_and_the_administrators_second_factor_are_the_default(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    config = made(monkeypatch, tmp_path, SECRET_KEY=GOOD)
    rules = config.account_rules()
    assert config.https
    assert config.trusted_proxies == 0
    assert rules.second_factor == frozenset({"sysadmin"})
    assert rules.refused_passwords == (DEMO_PASSWORD,)
    assert not rules.dengbao


def test_each_of_them_can_be_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    config = made(
        monkeypatch,
        tmp_path,
        SECRET_KEY=GOOD,
        HTTPS="off",
        TRUSTED_PROXIES="2",
        PASSWORD_POLICY="dengbao",
        PASSWORD_WORDS="Sunshine, 阳光物业",
        SECOND_FACTOR_ROLES="sysadmin,fin_mgr",
    )
    rules = config.account_rules()
    assert (config.https, config.trusted_proxies) == (False, 2)
    assert rules.dengbao
    assert rules.words == ("Sunshine", "阳光物业")
    assert rules.second_factor == frozenset({"sysadmin", "fin_mgr"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTPS", "maybe"),
        ("PORT", "web"),
        ("PORT", "70000"),
        ("TRUSTED_PROXIES", "-1"),
        ("TRUSTED_PROXIES", "all"),
        ("TRUSTED_PROXIES", "99"),
        ("PASSWORD_POLICY", "none"),
        ("TRUSTED_HOSTS", "https://desk.example.com"),
        ("TRUSTED_HOSTS", "desk.example.com:443"),
    ],
)
def test_what_means_nothing_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str
) -> None:
    with pytest.raises(ConfigurationError, match=name):
        made(monkeypatch, tmp_path, SECRET_KEY=GOOD, **{name: value})


def test_no_secret_is_in_what_is_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    config = made(monkeypatch, tmp_path, SECRET_KEY=GOOD)
    assert GOOD not in repr(config.account_rules())
    assert GOOD not in repr(config)


def test_the_host_of_the_public_address_is_the_one_that_is_trusted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given = {"SECRET_KEY": GOOD, "PUBLIC_URL": "https://desk.example.com:8443/x"}
    assert made(monkeypatch, tmp_path, **given).trusted_hosts == ("desk.example.com",)
    given["TRUSTED_HOSTS"] = "a.example.com, .example.org"
    assert made(monkeypatch, tmp_path, **given).trusted_hosts == ("a.example.com", ".example.org")


def test_requests_a_minute_are_limited_and_generously_in_a_demo(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert made(monkeypatch, tmp_path).rate_limit == 6000
    assert made(monkeypatch, tmp_path, SECRET_KEY=GOOD).rate_limit == 600
    assert made(monkeypatch, tmp_path, SECRET_KEY=GOOD, API_RATE_LIMIT="0").rate_limit == 0
    for wrong in ("-1", "many", "1000001", "9" * 30):
        with pytest.raises(ConfigurationError, match="API_RATE_LIMIT"):
            made(monkeypatch, tmp_path, SECRET_KEY=GOOD, API_RATE_LIMIT=wrong)
