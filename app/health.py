"""GET /health: 200 with versions when database and migrations are in order, 503 with the reason when not.

`drift`: whether tables are no longer as the migrations left them; looked at again only when the structure changed.
"""

from __future__ import annotations

from flask import Flask, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.runtime import database
from app.runtime.publication.drift import drift
from app.runtime.version import VERSION


def register(app: Flask) -> None:
    """Mount /health; anybody may ask, and the answer names no host, path or user."""
    app.add_url_rule("/health", "health", _health)


def _health() -> tuple[Response, int]:
    answer: dict[str, object] = {"version": VERSION}
    try:
        with database.current().read_session() as session:
            answer["database"] = session.get_bind().dialect.name
            answer["revision"] = session.scalar(text("SELECT version_num FROM alembic_version"))
            wanted = head()
            drifted = drift(session) if answer["revision"] == wanted else None
    except SQLAlchemyError:
        return jsonify(answer | {"status": "database unreachable or not migrated"}), 503
    answer["head"] = wanted
    if answer["revision"] != wanted:
        return jsonify(answer | {"status": "migrations pending: run dougong migrate"}), 503
    answer["drift"] = bool(drifted)
    if drifted:
        # 200: a column altered by hand may disturb nobody, and must not take every server out of service.
        return jsonify(answer | {"status": "tables altered by hand: run dougong doctor"}), 200
    return jsonify(answer | {"status": "ok"}), 200


def head() -> str | None:
    from app.cli.migrations import head

    return head()
