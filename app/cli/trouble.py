"""What is no bug and no mistake in the schema: a database that is not there, a folder that may not be written."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError

from app.cli.console import both

EXAMPLES = "postgresql://user:password@host/name, sqlite:////path/file.sqlite3"

CUSTOM = Path(__file__).parents[1] / "custom"
MISFITS = (ImportError, AttributeError, LookupError, NameError, SyntaxError, TypeError, ValueError)
"""What importing a hook raises when it names something that the generated code does not have."""


def hand_written_place(error: BaseException) -> str | None:
    """`app/custom/crm/tickets.py:12`, the last line of app/custom on the way to the error; None: none was."""
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        frames.append((error.filename, error.lineno))
    for filename, line in reversed(frames):
        # __init__ only imports what its list names.
        if CUSTOM in Path(filename).parents and Path(filename) != CUSTOM / "__init__.py":
            return f"{Path(filename).relative_to(CUSTOM.parents[1]).as_posix()}:{line}"
    return None


def told(error: BaseException) -> str | None:
    """The trouble in both languages and what to do; None: not one of these, so a bug."""
    if isinstance(error, ArgumentError | NoSuchModuleError) or _lacks_a_driver(error):
        return both(
            f"DATABASE_URL 无法使用，应形如 {EXAMPLES}",
            f"DATABASE_URL cannot be used; it is written like {EXAMPLES}",
        )
    # The exact classes: an integrity or programming error is a bug of ours.
    if type(error) in (OperationalError, DatabaseError):
        return _database(str(getattr(error, "orig", error)).strip())
    if isinstance(error, OSError) and error.filename:
        return both(
            f"{error.filename}：{error.strerror}；请检查路径、权限与磁盘空间",
            f"{error.filename}: {error.strerror}; look at the path, its permissions and the free space",
        )
    return None


def _lacks_a_driver(error: BaseException) -> bool:
    """SQLAlchemy knows more databases than Dougong; their drivers are not installed."""
    url = os.environ.get("DATABASE_URL", "")
    if not isinstance(error, ModuleNotFoundError) or not url:
        return False
    return make_url(url).get_backend_name() not in ("sqlite", "postgresql")


def _database(reason: str) -> str:
    """The driver's own words: never the URL, which may hold a password."""
    return both(
        f"数据库无法使用：{reason}；请检查 DATABASE_URL、数据库是否已启动、文件是否完好",
        f"the database cannot be used: {reason}; look at DATABASE_URL, whether the server runs and"
        " whether the file is whole",
    )
