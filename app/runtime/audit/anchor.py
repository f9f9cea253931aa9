"""Anchors: places and seals of the chain kept outside the database, so that a cut tail is noticed.

`audit/<database>.head` under the data folder is the newest; one an hour goes into `.anchors` and into the log of
the process as well, from where a collector may carry it off the machine.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from .. import clock, database, folders

log = logging.getLogger("dougong.audit")

EVERY = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Row `seq` of the chain has this seal; known since `at`."""

    seq: int
    seal: str
    at: dt.datetime


def drop(seq: int, seal: str) -> None:
    """Remember the end of the chain."""
    new = Anchor(seq, seal, clock.now())
    head, kept = _files()
    head.parent.mkdir(parents=True, exist_ok=True)
    draft = head.with_name(f"{head.name}.{secrets.token_hex(4)}")
    draft.write_text(_line(new), encoding="ascii")
    os.replace(draft, head)
    last = _read(kept)[-1:]
    if not last or last[0].at + EVERY <= new.at:
        with kept.open("a", encoding="ascii") as file:
            file.write(_line(new))
        log.info("the audit log is sealed up to %s:%s", seq, seal)


def known() -> list[Anchor]:
    """Every anchor that this machine keeps for the active database, in the order of the chain."""
    head, kept = _files()
    return sorted(_read(kept) + _read(head), key=lambda anchor: anchor.seq)


def parse(text: str) -> Anchor:
    """`seq:seal`, as the log of the process shows it. Raises ValueError."""
    seq, _, seal = text.strip().partition(":")
    if len(seal) != 64:
        raise ValueError(text)
    return Anchor(int(seq), seal, clock.now())


def _files() -> tuple[Path, Path]:
    # One data folder may have served several databases. Without the password: it may change.
    url = database.current().url.set(password=None).render_as_string()
    name = hashlib.sha256(url.encode()).hexdigest()[:12]
    folder = folders.data() / "audit"
    return folder / f"{name}.head", folder / f"{name}.anchors"


def _read(file: Path) -> list[Anchor]:
    if not file.exists():
        return []
    found = []
    for line in file.read_text(encoding="ascii").splitlines():
        item = json.loads(line)
        found.append(Anchor(item["seq"], item["seal"], dt.datetime.fromisoformat(item["at"])))
    return found


def _line(anchor: Anchor) -> str:
    return json.dumps({"seq": anchor.seq, "seal": anchor.seal, "at": anchor.at.isoformat()}) + "\n"
