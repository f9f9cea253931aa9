"""Bringing rows in: the pages for whoever is granted it; of the rows that a file names those that he may read and import."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import sqlalchemy as sa

from app.runtime import registry
from app.runtime.context import Context
from app.runtime.imports import batch, plan, work
from app.runtime.imports.tables import CHECKED, SAME, Import, ImportRow
from app.runtime.jobs import Progress
from app.runtime.system import Job
from app.runtime.writing.transaction import transaction
from tests.permissions.doors.cell import Cell

if TYPE_CHECKING:
    from tests.permissions.channels import Asker

NOT_THERE = 999_999


def of_application(asker: Asker) -> Iterator[Cell]:
    """One's own imports; there is none of the number that is asked for."""
    known = [registry.current().role(name) for name in asker.person.roles]
    is_resident = bool(known) and all(role is not None and role.portal for role in known)
    status = asker.page_status(302 if is_resident else 200)
    yield asker.cell("import", "/imports/", asker.page("/imports/"), status)
    for path in ("", "/progress", "/refused"):
        path = f"/imports/{NOT_THERE}{path}"
        yield asker.cell("import", path, asker.page(path), asker.page_status(404))
    if asker.person.id is None:
        return
    for act in ("run", "stop", "again", "undo", "remove"):
        path = f"/imports/{NOT_THERE}/{act}"
        yield asker.cell("import", f"POST {path}", asker.send(path), 404)


def of_entity(asker: Asker, name: str) -> Iterator[Cell]:
    oracle, person, key = asker.town.oracle, asker.person, asker.key(name)
    may = bool(oracle.granted(person, name, "import"))
    for path in (f"/imports/new/{key}", f"/imports/template/{key}"):
        yield asker.cell("import", path, asker.page(path), asker.page_status(200 if may else 403))
    if not may or not oracle.granted(person, name, "update"):
        return
    wanted = oracle.rows(person, name) & oracle.rows(person, name, "import")
    yield Cell("import", f"{person} rows of {name}", wanted, _named(asker, name))


def _named(asker: Asker, name: str) -> set[int]:
    """The rows of a file with every id that the check takes for records of his; nothing of it stays."""
    assert asker.person.id is not None
    entity = registry.current().entity(name).entity
    ids = sorted(asker.town.oracle.tables[name])
    text = "id\n" + "".join(f"{id}\n" for id in ids)
    with Context.for_user(asker.person.id) as ctx, Context.system() as system:
        found = batch.upload(ctx, entity, text.encode(), "ids.csv")
        wanted = plan.Plan("ids", 1, {0: "id"}, plan.UPDATE, ("id",))
        batch.prepare(ctx, found, wanted, ["id"])
        work.read(system, batch=found)
        at = Progress()
        while not at.finished:
            with transaction(system):
                at = work.check(system, at, batch=found)
    with asker.town.database.begin() as session:
        assert session.scalar(sa.select(Import.state).where(Import.id == found)) == CHECKED
        rows = sa.select(ImportRow.record_id).where(
            ImportRow.import_id == found, ImportRow.state == SAME
        )
        named = {int(id or 0) for id in session.scalars(rows)}
        session.execute(sa.delete(Job).where(Job.name.in_([work.READ, work.CHECK])))
    with Context.for_user(asker.person.id) as ctx:
        batch.remove(ctx, found)
    return named
