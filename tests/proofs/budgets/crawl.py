"""Which pages a person reaches by links alone, from the first page on: some instances of every route."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from tests.proofs.budgets.sheet import Sheet

FACES = ("group", "f")
"""Words of an address that make another page of the same route; others choose among its rows."""
EVERY = re.compile(".*")
MOST_INSTANCES = 2
"""Of a route; another record may be in another state."""
MOST_QUESTIONS = 8
"""Of a route with one of FACES: each kind of field asks its own."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page to be looked at."""

    route: str
    url: str
    skeleton: str
    shapes: frozenset[int]
    nodes: int
    opener: str
    """The page that leads here; "" for the first."""
    is_dialog: bool
    """Opens over that page."""


@dataclass(slots=True)
class Reached:
    """What a crawl found."""

    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    """(route, skeleton) → the first that is so."""
    broken: list[str] = field(default_factory=list)
    """Links that answer with an error, and pages that call two elements the same."""
    rules: set[str] = field(default_factory=set)
    """Of every link, also of those that were not opened."""
    pages: int = 0


def crawl(app: Flask, client: FlaskClient, *starts: str, only: re.Pattern[str] = EVERY) -> Reached:
    """Breadth first, by GET alone: links lead, forms that write do not. Opened are `starts` and what is of `only`."""
    reached = Reached()
    waiting = deque((start, "", False) for start in starts)
    known, taken = set(starts), dict[str, int]()
    while waiting:
        url, opener, is_dialog = waiting.popleft()
        rule = rule_of(app, url)
        if not rule:
            reached.broken.append(f"{url} on {opener}: leads nowhere")
            continue
        reached.rules.add(rule)
        if opener and not only.fullmatch(rule):
            continue
        route = rule + _faces(url)
        taken[route] = taken.get(route, 0) + 1
        if taken[route] > (MOST_INSTANCES if route == rule else MOST_QUESTIONS):
            continue
        answer = client.get(url, buffered=True)
        targets: list[tuple[str, bool]] = []
        if answer.status_code in (301, 302, 303, 308):
            targets = [(answer.location, False)]
        elif answer.status_code != 200:
            reached.broken.append(f"{url} on {opener}: {answer.status_code}")
        elif answer.mimetype == "text/html":
            reached.pages += 1
            sheet = Sheet(answer.get_data(as_text=True))
            place = Place(route, url, sheet.skeleton, sheet.shapes, sheet.nodes, opener, is_dialog)
            reached.places.setdefault((route, sheet.skeleton), place)
            reached.broken += [f"{url}: two elements are #{one}" for one in sheet.twice]
            targets = [(link.url, link.is_dialog) for link in sheet.links]
        for address, opens_over in targets:
            target = urljoin(url, address).partition("#")[0]
            if _is_own(target) and target not in known:
                known.add(target)
                waiting.append((target, url, opens_over))
    return reached


def rule_of(app: Flask, url: str) -> str:
    """The pattern of an address; "" for none."""
    try:
        rule, _arguments = app.url_map.bind("").match(urlsplit(url).path, return_rule=True)
    except RequestRedirect as further:
        return rule_of(app, urlsplit(further.new_url).path)
    except HTTPException:
        return ""
    return str(rule.rule)


def _faces(url: str) -> str:
    faces = sorted({key for key, _value in parse_qsl(urlsplit(url).query)} & set(FACES))
    return f"?{'&'.join(faces)}" if faces else ""


def _is_own(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.scheme and not parts.netloc and parts.path.startswith("/") and not parts.path.startswith("/static/")  # fmt: skip
