"""A process that makes and posts vouchers until it is killed: `python -m tests.proofs.ledger.poster URL`.

It says each number once its commit is through.
"""

from __future__ import annotations

import datetime as dt
import sys
import uuid
from decimal import Decimal
from importlib import import_module

from sqlalchemy import select
from sqlalchemy.orm import configure_mappers

from app.runtime import records, registry, system  # noqa: F401 - define the framework's tables
from app.runtime.context import Context
from app.runtime.database import Database, activate

DAY = dt.date(2026, 1, 31)


def main(url: str) -> None:
    import_module("app.generated.models")
    registry.activate(import_module("app.generated.registry").registry)
    import_module("app.custom").install()
    configure_mappers()
    from app.custom.finance.books.posting import post_event
    from app.generated.project import Project
    from app.generated.voucher import Voucher

    activate(Database(url))
    with Context.system() as ctx:
        project = ctx.session.scalars(select(Project)).first()
        assert project is not None
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            with records.writing(ctx):
                made = post_event(
                    ctx, "repair_parts", project, on=DAY, key=uuid.uuid4().hex,
                    amounts={"amount": Decimal(30)}, aux={"project": project.id},
                )  # fmt: skip
                assert made is not None
                id = made.id
            posted = records.transition(ctx, Voucher, id, "post")
            sys.stdout.write(f"{posted.number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
