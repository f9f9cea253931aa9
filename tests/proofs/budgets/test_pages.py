"""Every page that a role reaches by links: within its budget, no wider than the screen, nothing to complain of."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.web.accounts import visits
from tests.proofs.budgets.conftest import ROLES, ROUTES, STARTS
from tests.proofs.budgets.crawl import EVERY, Place, Reached, crawl
from tests.proofs.budgets.look import Job, Seen, Turn, look_at
from tests.proofs.budgets.ways import without_a_link
from tests.support.browser import chromium
from tests.support.proofs import Proof

pytestmark = [pytest.mark.prove, pytest.mark.screen]
KILO = 1000
NODES = 1_500
TURNS = (
    (Turn("light", "zh"), Turn("dark", "en")),
    (Turn("light", "en"), Turn("dark", "zh")),
)
"""Half of the pages one way, half the other."""
BUDGETS: tuple[tuple[str, int, int], ...] = (
    (r"/portal(/.*)?|/today/.*", 80, 15),
    (r"/studio/.*", 350, 15),
    (r"/|/reports/.*|/statistics", 250, 15),
    (r"/\w+/list/", 90, 6),
    (r"/\w+/(kanban|calendar|gantt|tree)/", 90, 8),
    (r".*", 110, 15),
)
"""Pattern of a route, kilobytes with all files, requests."""
NAMED = {
    "/api/docs": "Swagger UI as Flask-AppBuilder brings it: 2.4 MB as it is sent, an element for each operation and scheme"
}
"""Routes that keep no budget, and why; axe and the browser have nothing to say against them either."""


@pytest.fixture(scope="module")
def reached(application: Flask, persons: dict[str, FlaskClient]) -> dict[str, Reached]:
    """Role → what its crawl found."""
    return {
        role: crawl(application, client, *STARTS.get(role, ("/",)), only=ROUTES)
        for role, client in persons.items()
        if not ROLES or role in ROLES
    }


def test_every_link_leads_to_a_page_and_every_page_has_a_link(
    application: Flask, reached: dict[str, Reached], proof: Proof
) -> None:
    broken = {role: found.broken for role, found in reached.items() if found.broken}
    assert not broken, json.dumps(broken, ensure_ascii=False, indent=1)
    if ROLES or ROUTES != EVERY:
        return
    linked = set().union(*(found.rules for found in reached.values()))
    with application.app_context():
        ways = without_a_link(application, linked)
    lost = sorted(rule for rule, reason in ways.items() if not reason)
    assert not lost, "\n".join(lost)
    proof.record(
        "Pages reached by links alone",
        {
            "roles": len(reached) - 1,
            "pages opened": sum(found.pages for found in reached.values()),
            "routes": len({place.route for found in reached.values() for place in found.places.values()}),
            "links that fail": 0,
            "routes without a way": 0,
        },
        listed=[f"{reason}: {number} routes" for reason, number in sorted(Counter(ways.values()).items())],
    )  # fmt: skip


def test_every_page_keeps_its_budget_and_axe_finds_nothing(
    company: str, persons: dict[str, FlaskClient], reached: dict[str, Reached], proof: Proof
) -> None:
    path = chromium()
    assert path, "no Chromium: python -m tests.support.system installs one"
    kept = proof.folder / "looked.jsonl"
    # What was complained of is looked at again: a page that came too late may come now.
    before = {seen.key: seen for seen in _read(kept) if not seen.problems}
    jobs = _jobs(reached)
    cookies = {role: _cookies(client, company) for role, client in persons.items()}
    seen = [before[job.key] for job in jobs if job.key in before]
    with kept.open("a", encoding="utf-8") as out:

        def keep(one: Seen) -> None:
            out.write(json.dumps(one.as_json(), ensure_ascii=False) + "\n")
            out.flush()
            seen.append(one)

        look_at([job for job in jobs if job.key not in before], company, cookies, path, keep)
    wrong = [
        f"{one.role} {one.url} {problem}"
        for one in seen
        for problem in [*one.problems, *_over(one)]
    ]
    assert not wrong, "\n".join(wrong)
    proof.record(
        "Pages drawn in Chromium, light and dark, 1440 and 390 wide, Chinese and English by halves",
        {
            "drawn": 4 * len(seen),
            "asked by axe": 4 * sum(job.is_asked for job in jobs),
            "axe violations": 0,
            "wider than the screen": 0,
            "complaints of the browser": 0,
            "most nodes": max(one.nodes for one in seen if one.key.split(" ")[0] not in NAMED),
        },
        listed=[
            *(_told(budget, seen) for budget in BUDGETS),
            *(f"`{route}` keeps no budget: {reason}" for route, reason in NAMED.items()),
        ],
    )


def _jobs(reached: dict[str, Reached]) -> list[Job]:
    """Of each route so many pages, whichever roles reach them, that every shape that stands on one of them is drawn; axe asks about each skeleton once.

    The pages with most shapes come first: without it, each would bring one more button.
    """
    places: dict[tuple[str, str], tuple[str, Place]] = {}
    for role, found in reached.items():
        for key, place in found.places.items():
            places.setdefault(key, (role, place))
    drawn: dict[tuple[str, bool], set[int]] = defaultdict(set)
    asked: set[tuple[str, bool]] = set()
    jobs, turns = [], itertools.cycle(TURNS)
    for role, place in sorted(places.values(), key=lambda one: -len(one[1].shapes)):
        if place.shapes <= drawn[place.route, place.is_dialog]:
            continue
        drawn[place.route, place.is_dialog] |= place.shapes
        one = (place.skeleton, place.is_dialog)
        jobs.append(Job(role, place, one not in asked, next(turns)))
        asked.add(one)
    return jobs


def _cookies(client: FlaskClient, site: str) -> list[dict[str, str]]:
    with client.application.app_context():
        name = visits.name(visits.NAME)
    held = client.get_cookie(name)
    return [{"name": name, "value": held.value, "url": site}] if held else []


def _read(file: Path) -> list[Seen]:
    if not file.exists():
        return []
    return [Seen(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def _budget(one: Seen) -> tuple[str, int, int]:
    rule = one.key.split(" ")[0].partition("?")[0]
    return next(budget for budget in BUDGETS if re.fullmatch(budget[0], rule))


def _over(one: Seen) -> list[str]:
    if one.key.split(" ")[0] in NAMED:
        return []
    _pattern, kilobytes, requests = _budget(one)
    found = []
    if one.bytes > kilobytes * KILO:
        found.append(
            f"{one.bytes} bytes of {kilobytes} kB, itself {one.page}: {' '.join(one.names)}"
        )
    if one.requests > requests:
        found.append(f"{one.requests} requests of {requests}: {' '.join(one.names)}")
    if one.nodes > NODES:
        found.append(f"{one.nodes} nodes")
    return found


def _told(budget: tuple[str, int, int], seen: list[Seen]) -> str:
    pattern, kilobytes, requests = budget
    some = [one for one in seen if _budget(one) == budget and one.key.split(" ")[0] not in NAMED]
    most = max((one.bytes for one in some), default=0)
    return (
        f"`{pattern}`: {len(some)} pages, at most {most / KILO:.0f} of {kilobytes} kB, "
        f"{max((one.requests for one in some), default=0)} of {requests} requests"
    )
