"""What the doctor finds: settings, keys, the audit log, work that nobody does, archives in plain."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.cli import plain_backups
from app.cli.doctor import passing, serving
from app.runtime import calendar, clock
from app.runtime.publication import journal
from tests.cli.conftest import Project

EARNEST = "only-for-tests-0123456789-abcdefghij"
DOCTOR = ("doctor",)


def _line(told: str, word: str) -> str:
    """The line that holds a word."""
    return next((line for line in told.splitlines() if word in line), "")


def test_it_warns_of_settings_that_are_open_in_production(project: Project) -> None:
    one = project.succeed("keys", "new").strip()
    key = one.partition(",")[0].partition(":")[2]
    project.environment |= {"SECRET_KEY": EARNEST, "DATA_KEYS": one, "HTTPS": "off"}
    project.succeed("migrate", "--yes")
    told = project.refuse("doctor")
    assert _line(told, "HTTPS=off").startswith("✗")
    assert _line(told, "TRUSTED_HOSTS").startswith("✗")
    assert _line(told, "data keys").startswith("✓")
    project.environment |= {"TRUSTED_HOSTS": "desk.example.com", "HTTPS": "on"}
    told = project.succeed("doctor")
    assert _line(told, "desk.example.com").startswith("✓")
    for word in ("METRICS_TOKEN is not set", "TRUSTED_PROXIES=0", "DOUGONG_JOBS=here"):
        assert _line(told, word).startswith("–")
    project.environment |= {
        "METRICS_TOKEN": "short", "TRUSTED_PROXIES": "1", "DOUGONG_JOBS": "workers", "LOG_FORMAT": "text",
    }  # fmt: skip
    assert _line(project.refuse("doctor"), "METRICS_TOKEN must have").startswith("✗")
    project.environment["METRICS_TOKEN"] = "d6f1b1c0a94e4c7e8f60a7a2"
    told = project.succeed("doctor")
    assert _line(told, "/metrics wants METRICS_TOKEN").startswith("✓")
    assert _line(told, "collectors of logs want json").startswith("–")
    assert "TRUSTED_PROXIES=0" not in told
    assert "DOUGONG_JOBS=here" not in told
    project.environment["DATA_KEYS"] = f"a:{key},index:{key},audit:{key}"
    assert _line(project.refuse("doctor"), "same key").startswith("✗")
    project.environment["DATA_KEYS"] = "a:short"
    assert _line(project.refuse("doctor"), "32 random bytes").startswith("✗")


def test_it_finds_an_altered_audit_log_a_lost_key_and_work_that_nobody_does(
    filled: Project,
) -> None:
    (_, _sealed), (code, told) = filled.several(("audit", "seal"), DOCTOR)
    assert code == 0, told
    assert _line(told, "audit log is whole").startswith("✓")
    assert _line(told, "every key in use").startswith("✓")
    filled.execute("DROP TRIGGER sys_audit_log_no_update", on="sys_audit_log")
    filled.execute("UPDATE sys_audit_log SET actor = 'nobody' WHERE seq = 3")
    filled.execute(
        "INSERT INTO sys_account (user_id, round, must_change, totp_secret, totp_step)"
        " SELECT min(id), 0, (1 = 0), 'gone.AAAA', 0 FROM ab_user"
    )
    long_ago = dt.datetime(2026, 1, 5, tzinfo=dt.UTC).isoformat(sep=" ")
    filled.execute(
        "INSERT INTO sys_job (name, payload, state, priority, run_at, created_at, attempts, token,"
        f" cancelling) VALUES ('x', '{{}}', 'waiting', 5, '{long_ago}', '{long_ago}', 0, 0, (1 = 0))"
    )
    filled.execute(
        "INSERT INTO sys_webhook (id, user_id, name, url, events, state, cursor, created_at)"
        f" SELECT 1, min(id), 'x', 'https://example.com', '[]', 'disabled', '0', '{long_ago}' FROM ab_user"
    )
    filled.execute(
        "INSERT INTO sys_webhook_delivery (id, webhook_id, message_id, event, at, state, attempts, next_at,"
        f" created_at) VALUES (1, 1, 'msg_1', 'ping', '{long_ago}', 'dead', 8, '{long_ago}', '{long_ago}')"
    )
    told = filled.refuse("doctor")
    assert _line(told, "1 messages of webhooks").startswith("–")
    assert _line(told, "1 webhooks were disabled").startswith("–")
    assert _line(told, "seq 3").startswith("✗")
    assert _line(told, "triggers that protect").startswith("✗")
    assert _line(told, "under the key gone").startswith("✗")
    assert _line(told, "1 jobs are due").startswith("✗")


def _archive(folder: Path, name: str, revision: str) -> Path:
    """An archive as far as its manifest goes."""
    file = folder / f"dougong-{name}-migrate.zip"
    manifest = {
        "version": "1", "database": "sqlite", "schema": "", "revision": revision, "kind": "migrate",
        "made_at": "2026-01-05T08:00:00+00:00", "tables": {}, "members": {}, "missing": [],
        "format": 1,
    }  # fmt: skip
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("manifest.json", json.dumps(manifest))
    return file


@pytest.fixture
def archives(project: Project) -> list[Path]:
    """Of the first migration, and of the last one."""
    folder = project.folder / "data" / "backups"
    folder.mkdir(parents=True)
    return [_archive(folder, "1", "0001"), _archive(folder, "2", project.revision())]


def test_archives_from_before_a_migration_are_deleted_by_name(
    project: Project, archives: list[Path]
) -> None:
    last = project.revision()
    assert "no migration 9999" in project.refuse("backup", "--prune-before", "9999")
    told = project.succeed("backup", "--prune-before", last)
    assert str(archives[0].name) in told
    assert [file.exists() for file in archives] == [False, True]
    archives[1].unlink()
    kept = _archive(archives[1].parent, "3", "0001")
    assert "dougong backup first" in project.refuse("backup", "--prune-before", last)
    assert kept.exists()


def test_an_archive_older_than_a_migration_that_encrypts_is_told(tmp_path: Path) -> None:
    """On the chain of this very application: it encrypted what was there."""
    old, new = _archive(tmp_path, "1", "0002"), _archive(tmp_path, "2", "0012")
    (tmp_path / "dougong-3-manual.zip").write_bytes(b"nothing")
    found = list(plain_backups.of(tmp_path))
    assert [(one.file, one.before) for one in found] == [(old, "0012")]
    assert new.exists()


def test_it_says_which_years_have_no_holidays(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dt.date] = []

    def unannounced(today: dt.date) -> list[int]:
        asked.append(today)
        return [2027]

    monkeypatch.setattr(calendar, "unannounced", unannounced)
    (finding,) = passing.holidays()
    assert finding.ok is None
    assert "2027" in finding.text
    assert "chinesecalendar" in finding.text
    assert asked == [clock.local(clock.now()).date()]


def test_a_publication_that_broke_off_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "read", lambda: SimpleNamespace(data=tmp_path))
    assert list(serving.publication()) == []
    journal.made(tmp_path)
    journal.write(tmp_path, journal.Journal(7, "files", None, "x", 0))
    with journal.locked(tmp_path):
        (finding,) = serving.publication()
        assert finding.ok is None
    (finding,) = serving.publication()
    assert finding.ok is False
    assert "7" in finding.text
    assert "dougong publish mend" in finding.text
    (tmp_path / "publish" / "journal.json").write_text("{", "utf-8")
    (finding,) = serving.publication()
    assert finding.ok is False
