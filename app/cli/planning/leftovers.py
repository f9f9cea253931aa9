"""Temporary folders of commands that were killed: one may hold a copy of the whole database."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
from pathlib import Path
from typing import Final

PREFIXES: Final = ("dougong-plan-", "dougong-publish-")
OLD_SECONDS: Final = 6 * 3600
"""Longer than any of these commands may take."""


def sweep() -> None:
    """Remove those of this user that are old; called where the next one is made."""
    since = time.time() - OLD_SECONDS
    for one in Path(tempfile.gettempdir()).iterdir():
        if not one.name.startswith(PREFIXES):
            continue
        try:
            found = one.lstat()
        except FileNotFoundError:
            continue
        # The folder is everybody's: a link, or what another user has put there, is left alone.
        is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
        if is_ours and found.st_mtime < since:
            shutil.rmtree(one, ignore_errors=True)
