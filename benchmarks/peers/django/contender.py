"""Django in one process: settings as for production, its own tables beside the application's, two people."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from benchmarks import cases
from benchmarks.request import Answer, Request, call

NAME = "benchmarks.peers.django"
ROW = re.compile(rb"/admin/django/workorder/(\d+)/change/")


def configure(url: str) -> None:
    """What `settings.py` of a project in production says."""
    import django
    from django.conf import settings

    settings.configure(
        SECRET_KEY="only-for-the-benchmark-only-for-the-benchmark",
        ALLOWED_HOSTS=["localhost"],
        DATABASES={"default": _database(url)},
        INSTALLED_APPS=[
            "django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
            "django.contrib.messages", "django.contrib.staticfiles", "rest_framework", "rest_framework.authtoken", NAME,
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        ROOT_URLCONF=f"{NAME}.urls",
        STATIC_URL="/static/",
        USE_TZ=True,
        LANGUAGE_CODE="zh-hans",
        TIME_ZONE="Asia/Shanghai",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        # A request reads; only writes open a transaction.
        REST_FRAMEWORK={
            "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.TokenAuthentication"],
            "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
            "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
        },
        LOGGING_CONFIG=None,
    )  # fmt: skip
    django.setup()


def _database(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": url.removeprefix("sqlite:///"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": parts.username,
        "HOST": parts.hostname,
        "PORT": parts.port,
        "CONN_MAX_AGE": None,
    }


class Site:
    def __init__(self, facts: Mapping[str, Any]) -> None:
        configure(facts["database"])
        from django.contrib.auth.models import Permission, User
        from django.core.management import call_command
        from django.core.wsgi import get_wsgi_application
        from rest_framework.authtoken.models import Token

        call_command("migrate", verbosity=0)
        self.facts = facts
        may = Permission.objects.filter(
            content_type__app_label="django", content_type__model="workorder"
        )
        people = {}
        # The reader's own projects are those of the dispatcher, whose number he has: the same rows and one project more.
        for name, id, verbs in (
            ("clerk", facts["user"], ("view", "add", "change")),
            ("reader", facts["reader"], ("view",)),
        ):
            user, _ = User.objects.get_or_create(id=id, username=name, defaults={"is_staff": True})
            user.user_permissions.set(p for p in may if p.codename.split("_")[0] in verbs)
            people[name] = user
        token, _ = Token.objects.get_or_create(user=people["clerk"])
        self.token = {"Authorization": f"Token {token.key}"}
        self.cookies = {name: {"Cookie": self._session(user)} for name, user in people.items()}
        self.wsgi = get_wsgi_application()

    def _session(self, user: Any) -> str:
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
        from django.contrib.sessions.backends.db import SessionStore

        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        return f"sessionid={session.session_key}"

    def cases(self) -> list[str]:
        return [one.name for one in cases.CASES if one.name != "rest.create.order"]

    def requests(self, case: str) -> Iterator[Request]:
        made: Iterator[Request] = getattr(self, f"_{case.replace('.', '_')}")()
        return made

    def _list(self, resource: str, more: str = "") -> Iterator[Request]:
        path = f"/api/{resource}/?state=closed&priority=p1&limit={cases.PAGE}{more}"
        return itertools.repeat(Request("GET", path, self.token))

    def _rest_list(self) -> Iterator[Request]:
        return self._list("work_order")

    _rest_list_exact = _rest_list

    def _rest_list_none(self) -> Iterator[Request]:
        return self._list("uncounted")

    def _rest_deep(self) -> Iterator[Request]:
        return self._list("uncounted", f"&offset={self.facts['deep']}")

    def _rest_item(self) -> Iterator[Request]:
        for id in itertools.cycle(self.facts["items"]):
            yield Request("GET", f"/api/work_order/{id}/", self.token)

    def _rest_create(self) -> Iterator[Request]:
        for number in itertools.count(1):
            home = self.facts["homes"][number % len(self.facts["homes"])]
            body = {**cases.CREATED, **home, "summary": f"厨房水管漏水 {os.getpid()}-{number}"}
            yield Request.json("POST", "/api/work_order/", self.token, body)

    def _rest_update(self) -> Iterator[Request]:
        for number, id in enumerate(itertools.cycle(self.facts["open"])):
            body = {"internal_note": f"第 {number} 次备注"}
            yield Request.json("PATCH", f"/api/work_order/{id}/", self.token, body)

    def _html_list(self) -> Iterator[Request]:
        return itertools.repeat(Request("GET", "/admin/django/workorder/", self.cookies["clerk"]))

    def _html_record(self) -> Iterator[Request]:
        """Who may only look gets the page without form fields."""
        return self._page("reader")

    def _html_edit(self) -> Iterator[Request]:
        return self._page("clerk")

    def _page(self, person: str) -> Iterator[Request]:
        for id in itertools.cycle(self.facts["stories"]):
            yield Request("GET", f"/admin/django/workorder/{id}/change/", self.cookies[person])

    def plain(self, case: str, answer: Answer) -> Any:
        if case == "html.list":
            return list(dict.fromkeys(map(int, ROW.findall(answer.body))))
        if not case.startswith("rest."):
            return None
        data = answer.data()
        if "results" in data:
            return {
                "rows": [
                    [row["id"], row["order_no"], *(row[name]["name"] for name in cases.LABELS)]
                    for row in data["results"]
                ],
                "total": data["count"] or None,
            }
        return {name: data[name] for name in ("id", "order_no", "summary", "state")}

    def statements(self, case: str) -> int | None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        request = next(self.requests(case))
        with CaptureQueriesContext(connection) as seen:
            call(self.wsgi, request)
        return len(seen)


def site(facts: Mapping[str, Any]) -> Site:
    """What the driver loads."""
    return Site(facts)
