"""The form of log lines, and what never stands in one."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.config import ConfigurationError, log_settings
from app.runtime.telemetry.logs import hidden


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("call 13800138000 or 0571-88888888", "call … or …"),
        ("身份证 110101199003077578 已登记", "身份证 … 已登记"),
        ("card 6222 0212 3456 7890 123", "card …"),
        ("mail to wang.xm@example.com.cn now", "mail to …@… now"),
        ("Authorization: Bearer eyJ.abc-d_e", "Authorization: Bearer …"),
        ("key whsec_YWJj/+=", "key whsec_…"),
        (f"'token': 'dougong_17_{'aB-_' * 11}'", "'token': 'dougong_17_…'"),
        ("GET /page?phone=138&name=x done", "GET /page?… done"),
        ('duplicate key\nDETAIL:  Key (phone)=(1) exists.\nend', "duplicate key\nend"),
        ("UPDATE failed [parameters: ('x', 1)]", "UPDATE failed "),
        ("job bills.run (1234567) failed, attempt 3", "job bills.run (1234567) failed, attempt 3"),
        ("revision 0013, plan 06a0991202db at 08:15:30", "revision 0013, plan 06a0991202db at 08:15:30"),
    ],
)  # fmt: skip
def test_values_of_people_and_secrets_are_hidden_and_the_rest_stays(text: str, left: str) -> None:
    assert hidden(text) == left


SAYS = """
import logging
import os
from app.runtime.telemetry import logs
logs.setup(form={form!r}, level="info")
logging.getLogger("a.library").warning("two\\nlines of %s", "wang@example.com")
logging.getLogger("a.library").debug("not this")
try:
    {{}}["no"]
except KeyError:
    logging.getLogger("x").exception("it broke", extra={{"ms": 1.5}})
"""


def _said(form: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SAYS.format(form=form)], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout


def test_json_is_one_object_a_line_from_every_logger() -> None:
    first, second = (json.loads(line) for line in _said("json").splitlines())
    assert (first["logger"], first["level"]) == ("a.library", "warning")
    assert first["message"] == "two\nlines of …@…"
    assert (second["message"], second["ms"]) == ("it broke", 1.5)
    assert "KeyError" in second["exc_info"]


def test_text_is_for_people() -> None:
    told = _said("text")
    assert "WARNING a.library: two" in told
    assert "wang@" not in told
    assert "Traceback" in told


def test_production_logs_json_and_a_demo_text(monkeypatch: pytest.MonkeyPatch) -> None:
    assert log_settings() == ("text", "warning")
    monkeypatch.setenv("SECRET_KEY", "k" * 40)
    assert log_settings() == ("json", "info")
    monkeypatch.setenv("LOG_LEVEL", "loud")
    with pytest.raises(ConfigurationError, match="debug"):
        log_settings()


def test_nothing_but_stdout_is_written_to_by_default() -> None:
    """The suite itself has set nothing up: importing the application changes no logger."""
    assert not any(type(h) is logging.StreamHandler for h in logging.getLogger().handlers)


@pytest.mark.parametrize(
    ("setting", "told"),
    [({"LOG_FORMAT": "xml"}, "LOG_FORMAT must be"), ({"METRICS_TOKEN": "x"}, "at least 24"), ({"HOST": "0.0.0.0"}, "needs SECRET_KEY")],
)  # fmt: skip
def test_a_web_server_says_in_words_what_it_cannot_start_with(
    setting: dict[str, str], told: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "dougong_cli.py", "web", "--port", "1"],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
        env=os.environ | {"DOUGONG_DATA": str(tmp_path)} | setting,
    )  # fmt: skip
    assert done.returncode == 1
    assert told in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
