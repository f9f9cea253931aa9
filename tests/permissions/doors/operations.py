"""Pages of no entity: jobs, users, roles and API clients for the system administrator; one's own account and messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import sqlalchemy as sa

from app.runtime.accounts.users import User
from app.runtime.system import Job
from tests.permissions.doors.cell import Cell

if TYPE_CHECKING:
    from tests.permissions.channels import Asker

ADMINISTRATOR = "sysadmin"
NOT_THERE = 999_999
OWN = (
    "/", "/me/", "/me/sessions", "/me/second-factor", "/me/notifications/", "/me/data",
    "/messages/", "/messages/unread", "/messages/count", "/messages/panel",
    "/me/screen/", "/help/keys/", "/palette/", "/search/", "/search/suggest",
)  # fmt: skip


def of_application(asker: Asker) -> Iterator[Cell]:
    yield from _read(asker)
    yield from _write(asker)
    yield from _own(asker)


def _read(asker: Asker) -> Iterator[Cell]:
    job, other = asker.town.job, asker.town.stranger
    status = asker.page_status(200 if ADMINISTRATOR in asker.person.roles else 403)
    role = asker.town.oracle.roles[0]
    for path in (
        "/jobs/", "/jobs/?state=waiting", "/jobs/schedules/", f"/jobs/{job}",
        "/users/list/", "/users/add", f"/users/edit/{other}", f"/users/access/{other}", "/roles/list/",
        f"/roles/show/{role}", "/clients/", "/clients/add",
    ):  # fmt: skip
        channel = "jobs" if path.startswith("/jobs") else "users"
        yield asker.cell(channel, path, asker.page(path), status)
    answer = asker.page(f"/clients/{NOT_THERE}")
    yield asker.cell("users", "no client", answer, 404 if status == 200 else status)
    answer = asker.page(f"/users/show/{other}")
    yield asker.cell("users", "show leads to edit", answer, 302 if status == 200 else status)


def _write(asker: Asker) -> Iterator[Cell]:
    """Of the administrator only what finds nothing; of everybody else what is there, which stays as it is."""
    if asker.person.id is None:
        return
    may = ADMINISTRATOR in asker.person.roles
    job = NOT_THERE if may else asker.town.job
    other = NOT_THERE if may else asker.town.stranger
    before = _facts(asker)
    for path, data, wanted in (
        (f"/jobs/{job}/retry", {}, 302),
        (f"/jobs/{job}/cancel", {}, 302),
        ("/jobs/retry", {"name": "no such job"}, 302),
        ("/users/add", {}, 422),
        (f"/users/edit/{other}", {"username": "taken over"}, 404),
        (f"/users/access/{other}", {"what": "link"}, 404),
        ("/clients/add", {}, 422),
        (f"/clients/{NOT_THERE}", {"what": "revoke"}, 404),
    ):
        channel = "jobs" if path.startswith("/jobs") else "users"
        answer = asker.send(path, **data)
        yield asker.cell(channel, f"POST {path}", answer, wanted if may else 403)
    yield Cell("jobs", f"{asker.person} left the job and the person as", before, _facts(asker))


def _own(asker: Asker) -> Iterator[Cell]:
    """What is one's own is everybody's; what is another's is not there."""
    for path in OWN:
        # Who lives in the portal is led there.
        wanted = {asker.page_status(200)} | ({302} if path in ("/", "/search/") else set())
        yield asker.cell("own", path, asker.page(path), *wanted)
    answer = asker.page(f"/me/data/{NOT_THERE}")
    yield asker.cell("own", "somebody's data", answer, asker.page_status(404))
    if asker.person.id is not None:
        answer = asker.send("/messages/read", id=str(NOT_THERE))
        yield asker.cell("own", "somebody's message is read", answer, 302)
        answer = asker.send("/search/opened", entity="nothing", id=str(NOT_THERE))
        yield asker.cell("own", "nothing was opened", answer, 404)
    mine = asker.person.id == asker.town.one
    answer = asker.rest("GET", f"jobs/{asker.town.job}")
    status = 401 if asker.person.id is None else 200 if mine else 404
    yield asker.cell("jobs", "REST his job", answer, status)
    answer = asker.page(f"/m/{asker.town.message}")
    yield asker.cell("own", "a message", answer, 302 if mine or asker.person.id is None else 404)


def _facts(asker: Asker) -> tuple[object, ...]:
    with asker.town.database.read_session() as session:
        job = session.get_one(Job, asker.town.job)
        people = session.scalar(sa.select(sa.func.count()).select_from(User))
        stranger = session.get_one(User, asker.town.stranger)
        return (job.state, job.cancelling, people, stranger.username)
