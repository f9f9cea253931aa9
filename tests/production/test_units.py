"""The files of deploy/ are what systemd, HAProxy, Prometheus and the application take."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from app.runtime.telemetry import gauges, meters
from tests.support.deployed import DEPLOY, Machine, haproxy

UNITS = sorted(path.name for path in DEPLOY.iterdir() if path.suffix in (".service", ".timer"))
SERVICES = [name for name in UNITS if name.endswith(".service")]
EXPOSED = 20
"""Tenths: `systemd-analyze security` gives 0 (shut in) to 100 (exposed)."""


def analysed(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, check=False)


def test_the_units_are_all_there() -> None:
    assert UNITS == [
        "dougong-backup.service",
        "dougong-backup.timer",
        "dougong-web@.service",
        "dougong-worker@.service",
    ]


@pytest.mark.parametrize("name", UNITS)
def test_systemd_takes_the_unit_without_a_word(name: str, tmp_path: Path) -> None:
    for unit in UNITS:
        shutil.copy(DEPLOY / unit, tmp_path / unit)
    asked = name.replace("@.", "@8001.")
    if asked != name:
        (tmp_path / asked).symlink_to(name)
    done = analysed("verify", "--man=no", "--recursive-errors=no", str(tmp_path / asked))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("name", SERVICES)
def test_a_unit_is_shut_in(name: str) -> None:
    done = analysed("security", "--offline=yes", f"--threshold={EXPOSED}", str(DEPLOY / name))
    assert done.returncode == 0, done.stdout[-600:]


@pytest.mark.parametrize("name", SERVICES)
def test_a_unit_runs_as_nobody_special_and_takes_secrets_from_a_file(name: str) -> None:
    text = (DEPLOY / name).read_text(encoding="utf-8")
    assert "User=dougong\n" in text
    assert "EnvironmentFile=/etc/dougong/dougong.env\n" in text
    assert "SECRET_KEY" not in text


def test_haproxy_takes_its_file(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "machine", "postgresql://nobody@127.0.0.1/none")
    file = tmp_path / "haproxy.cfg"
    file.write_text(machine.proxy_settings(), encoding="utf-8")
    done = subprocess.run(
        [str(haproxy()), "-c", "-f", str(file)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout + done.stderr


def test_the_example_of_the_environment_holds_no_secret_and_only_settings_that_are_read() -> None:
    text = (DEPLOY / "dougong.env.example").read_text(encoding="utf-8")
    found = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", text, re.MULTILINE))
    for name in ("SECRET_KEY", "DATA_KEYS", "METRICS_TOKEN", "WEBHOOK_KEYS"):
        assert found[name] == ""
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in (DEPLOY.parent / "app").rglob("*.py")
        if "generated" not in path.parts
    )
    assert [name for name in found if f'"{name}"' not in code] == []


def metrics() -> set[str]:
    """Every name that /metrics can hold."""
    kept = {sample.name for metric in meters.OWN.collect() for sample in metric.samples}
    kept |= {f"{metric.name}{end}" for metric in meters.OWN.collect() for end in ("_total", "_bucket", "_sum", "_count")}  # fmt: skip
    asked = Path(gauges.__file__).read_text(encoding="utf-8")
    return kept | set(re.findall(r'"(dougong_\w+)"', asked)) | {"dougong_build_info"}


def test_alerts_name_metrics_that_there_are_and_steps_that_are_written() -> None:
    rules = yaml.safe_load((DEPLOY / "alerts.yaml").read_text(encoding="utf-8"))
    guide = (DEPLOY.parent / "docs" / "operations.md").read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^a-z0-9 -]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in guide.splitlines()
        if line.startswith("#")
    }
    (group,) = rules["groups"]
    for rule in group["rules"]:
        assert set(re.findall(r"\bdougong_\w+", rule["expr"])) <= metrics(), rule["alert"]
        place, _, heading = rule["annotations"]["action"].partition("#")
        assert place == "docs/operations.md"
        assert heading in headings, rule["alert"]


def test_every_metric_is_in_the_guide() -> None:
    guide = (DEPLOY.parent / "docs" / "operations.md").read_text(encoding="utf-8")
    kept = {re.sub(r"(_total|_info)$", "", name) for name in _families()}
    assert [name for name in sorted(kept) if name not in guide] == []


def _families() -> set[str]:
    asked = Path(gauges.__file__).read_text(encoding="utf-8")
    return {metric.name for metric in meters.OWN.collect()} | set(
        re.findall(r'"(dougong_\w+)"', asked)
    )
