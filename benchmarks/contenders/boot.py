"""`python -m benchmarks.contenders.boot <package> <folder>`: make the application of a generated package, say what it took."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from app.config import Config
from app.factory import create_app

WRITES = ("INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "REPLACE")


def main(package: str, folder: Path) -> None:
    """Boot as a web process does, and take one request."""
    written: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith(WRITES):
            written.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    config = Config(
        database_url=f"sqlite:///{folder / 'empty.sqlite3'}",
        data=folder,
        secret_key="only-for-the-benchmark-only-for-the-benchmark",
        demo=False,
        data_keys="k1:ZGF0YS1rZXktb25lLWZvci10ZXN0cy0xMjM0NTY3ODk=,"
        "index:aW5kZXgta2V5LWZvci10ZXN0cy1vbmx5LTEyMzQ1Njc=,"
        "audit:YXVkaXQta2V5LWZvci10ZXN0cy1vbmx5LTEyMzQ1Njc=",
    )
    app = create_app(config, package=package)
    answer = app.test_client().get("/api/v1/thing0")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"memory": memory, "writes": len(written), "status": answer.status_code}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
