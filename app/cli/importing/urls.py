"""Which databases can be read, and by which driver."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from app.cli.console import both
from app.cli.trouble import EXAMPLES


def lawful(text: str) -> sa.URL:
    """The URL with our driver; a path of a SQLite file will do. ValueError: a bilingual text."""
    if "://" not in text:
        text = f"sqlite:///{text}"
    url = sa.make_url(text)
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite":
        raise ValueError(
            both(
                f"只能读取 SQLite 与 PostgreSQL，例如 {EXAMPLES}",
                f"SQLite and PostgreSQL can be read, such as {EXAMPLES}",
            )
        )
    # SQLite would make an empty file where there is none.
    if not url.database or not Path(url.database).is_file():
        raise ValueError(
            both(
                f"没有数据库文件 {url.database or ''}",
                f"there is no database file {url.database or ''}",
            )
        )
    return url
