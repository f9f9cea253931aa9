"""Commands that run beside the serving process, which must not load what they change."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app

from app.runtime.publication import journal
from app.studio.schema.files import project

if TYPE_CHECKING:
    from app.config import Config

REHEARSAL_SECONDS = 4 * 3600
MEND_SECONDS = 120
SHOWN = 2000


def data() -> Path:
    config: Config = current_app.config["DOUGONG"]
    return config.data


def rehearse(proposal: int) -> str:
    """Until it has ended; what it said when it broke off, else nothing."""
    done = subprocess.run(  # noqa: S603 - our own command
        _command("rehearse", proposal), cwd=project(), capture_output=True, text=True, check=False, timeout=REHEARSAL_SECONDS,
    )  # fmt: skip
    return (done.stdout + done.stderr)[-SHOWN:] if done.returncode else ""


def publish(release: int) -> None:
    """In a session of its own: it outlives the process that asked."""
    with (journal.made(data()) / "publish.log").open("ab") as log:
        child = subprocess.Popen(  # noqa: S603 - our own command
            _command("run", release), cwd=project(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    watch = threading.Thread(
        target=_watch, args=(child, project(), data()), name="publication", daemon=True
    )
    watch.start()


def _watch(child: subprocess.Popen[bytes], root: Path, data: Path) -> None:
    """As long as this process serves: what was killed, or could not even undo itself, is put back at once."""
    code = child.wait()
    if code < 0 or (code > 0 and journal.read(data) is not None):
        subprocess.run(_command("mend"), cwd=root, check=False, timeout=MEND_SECONDS)  # noqa: S603 - our own command


def mend() -> str:
    """Finish or undo what broke off; what was said."""
    command = _command("mend")
    done = subprocess.run(command, cwd=project(), capture_output=True, text=True, check=False, timeout=MEND_SECONDS)  # fmt: skip # noqa: S603 - our own command
    return (done.stdout + done.stderr)[-SHOWN:].strip()


def _command(name: str, number: int | None = None) -> list[str]:
    return [sys.executable, "dougong_cli.py", "publish", name, *([str(number)] if number else [])]
