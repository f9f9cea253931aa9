"""What the machine refuses, told as errors for people: the database is away, or there is no space left."""

from __future__ import annotations

import errno
from typing import Any

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from . import database
from .errors import AppError, message
from .telemetry import scene

RETRY_SECONDS = 5
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SQLITE_ERROR, _SQLITE_FULL = 1, 13
_PG_FULL = "53100"
_PG_WAITED = "55P03"
PG_AGAIN = ("40P01", "40001")
"""A deadlock, or a serialisation that failed: the whole transaction is undone and may simply run again."""
_PG_LIMITS = "54"
"""A statement that is too complex: a bug, not an outage."""

TROUBLES = (DBAPIError, PoolTimeout, OSError)
"""What `explained` may know something about."""


class Unavailable(AppError):
    """503: the database did not answer; `retry_after` seconds later it may."""

    def __init__(self, *, writing: bool) -> None:
        self.retry_after = RETRY_SECONDS
        told = message(
            zh="数据库暂时不可用，请稍后重试",
            en="The database is not available; try again shortly.",
        )
        if writing:
            told = message(
                zh="数据库暂时不可用，无法确认是否已保存：稍后请先查看，再决定是否重新提交",
                en="The database is not available, and whether this was saved is not known: look"
                " shortly, then send it again if it was not.",
            )
        super().__init__(told, [], 503, "unavailable")


class Outdated(Unavailable):
    """503: the database was migrated under this process; nothing was written, and it must be started again."""

    def __init__(self) -> None:
        super().__init__(writing=False)
        scene.note_refused()
        self.code = "upgraded"
        self.message = message(
            zh="系统刚刚升级，正等待重新启动；未保存任何内容，请稍后重试",
            en="The application was just upgraded and waits for its restart; nothing was saved, try"
            " again shortly.",
        )


class StorageFull(AppError):
    """507: the disk took no more; nothing of this request was kept."""

    def __init__(self) -> None:
        super().__init__(
            message(
                zh="服务器磁盘空间不足，未保存任何内容；请联系管理员清理后重试",
                en="The server has no space left and nothing was saved; tell the administrator, then"
                " try again.",
            ),
            [],
            507,
            "storage_full",
        )


def explained(error: BaseException, *, writing: bool) -> AppError | None:
    """The error for people; None: a bug. `writing`: the request may have changed something before."""
    if isinstance(error, OSError) and not isinstance(error, TimeoutError):
        return StorageFull() if error.errno in _NO_SPACE else None
    if isinstance(error, PoolTimeout):
        # No connection was free: nothing can have been written.
        return Unavailable(writing=False)
    if not isinstance(error, DBAPIError):
        return None
    cause: Any = error.orig
    code, state = getattr(cause, "sqlite_errorcode", None), getattr(cause, "sqlstate", None)
    if code == _SQLITE_FULL or state == _PG_FULL:
        return StorageFull()
    if state in PG_AGAIN:
        scene.note_refused()
        return Unavailable(writing=False)
    if state == _PG_WAITED:
        # The statement was refused, and with it the whole transaction.
        return Unavailable(writing=False)
    if code == _SQLITE_ERROR or (state or "").startswith(_PG_LIMITS):
        return _outdated()
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return Unavailable(writing=writing)
    return _outdated()


def _outdated() -> AppError | None:
    """A column that is not there any more is no bug where the database was migrated under this process."""
    return Outdated() if database.current().is_outdated() else None


def lost_while_reading(error: BaseException) -> bool:
    """Whether only the connection was lost: another one may answer the same question."""
    return isinstance(error, DBAPIError) and error.connection_invalidated
