"""What a person does with a page: read it, fill its form, press its button."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse


class Page:
    """A response as a person sees it."""

    def __init__(self, client: FlaskClient, response: TestResponse) -> None:
        self.client = client
        self.response = response
        self.status = response.status_code
        # A file that was downloaded is no text.
        self.html = BeautifulSoup(response.get_data().decode(errors="replace"), "html.parser")

    @property
    def text(self) -> str:
        return " ".join(self.html.get_text(" ").split())

    @property
    def rows(self) -> list[list[str]]:
        """The cells of the first table's body."""
        return [
            [" ".join(cell.get_text(" ").split()) for cell in row.find_all("td")]
            for row in self.html.select("main table tbody tr")
        ]

    def links(self) -> list[str]:
        return [str(link["href"]) for link in self.html.select("a[href]")]

    def errors(self) -> dict[str, str]:
        """Field → what is said under it."""
        found = {}
        for box in self.html.select(".field.invalid"):
            message = box.select_one(".error")
            found[str(box.get("data-field"))] = message.get_text(" ", strip=True) if message else ""
        return found

    def form(self) -> Tag:
        """The form that the page is about."""
        form = self.html.select_one("main form[method=post]")
        assert form is not None, self.text
        return form

    def values(self) -> list[tuple[str, str]]:
        """What the browser would send now."""
        found: list[tuple[str, str]] = []
        for control in self.form().select("input, textarea, select"):
            name = str(control.get("name") or "")
            if not name or control.find_parent("template"):
                continue
            kind = control.get("type")
            if control.name == "select":
                chosen = control.select_one("option[selected]") or control.select_one("option")
                found.append((name, str(chosen["value"]) if chosen else ""))
            elif control.name == "textarea":
                found.append((name, control.get_text().removeprefix("\n")))
            elif kind in ("checkbox", "radio"):
                if control.has_attr("checked"):
                    found.append((name, str(control["value"])))
            elif kind != "file":
                found.append((name, str(control.get("value") or "")))
        return found

    def send(self, button: tuple[str, str] | None = None, **changes: Any) -> Page:
        """Fill in `changes` (None empties, a list repeats), press the button, follow to the answer's page."""
        data: dict[str, Any] = {}
        for name, value in self.values():
            data.setdefault(name, []).append(value)
        for name, value in changes.items():
            data[name] = value if isinstance(value, list) else ["" if value is None else value]
        if button:
            data[button[0]] = button[1]
        action = str(self.form().get("action") or self.response.request.full_path)
        return Page(
            self.client, self.client.post(action, data=data, content_type="multipart/form-data")
        )

    def follow(self) -> Page:
        assert self.status in (302, 303), (self.status, self.text)
        return visit(self.client, self.response.location)


def visit(client: FlaskClient, url: str, **headers: str) -> Page:
    return Page(client, client.get(url, headers=headers))


def post(client: FlaskClient, url: str, *, headers: Any = None, **sent: Any) -> TestResponse:
    """What a script of a page sends: the values and the token that stands on the page."""
    token = visit(client, "/me/").html.select_one("input[name=csrf_token]")
    assert token is not None
    return client.post(url, data={"csrf_token": token["value"], **sent}, headers=headers)
