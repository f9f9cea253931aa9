"""A person at a browser without scripts: opens pages, fills in the forms that stand there, presses buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse


@dataclass
class Visitor:
    """Keeps the last page; every form is sent with what the page had put into it, its token included."""

    client: FlaskClient
    language: str = "zh"
    status: int = 0
    path: str = ""
    text: str = ""

    def open(self, path: str) -> Visitor:
        """Go to a page; redirects are followed."""
        return self._take(self.client.get(path, headers=self._headers(), follow_redirects=True))

    def send(self, **values: Any) -> Visitor:
        """Fill in and send the form of this page that has all these fields."""
        form = self._form(set(values))
        return self._post(form, values)

    def press(self, label: str, **values: Any) -> Visitor:
        """Press a button, or follow a link, by what stands on it."""
        for link in self.page.find_all("a"):
            if link.get_text(strip=True) == label:
                return self.open(str(link["href"]))
        for form in self.page.find_all("form"):
            for button in form.find_all("button"):
                if button.get_text(strip=True) == label:
                    name = button.get("name")
                    pressed = {str(name): str(button.get("value", ""))} if name else {}
                    return self._post(form, {**values, **pressed})
        raise AssertionError(f"nothing says {label!r} on {self.path}:\n{self.words}")

    @property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.text, "html.parser")

    @property
    def words(self) -> str:
        """What a person reads in the middle of the page."""
        main = self.page.find("main") or self.page
        return main.get_text(" ", strip=True)

    def sees(self, *texts: str) -> bool:
        return all(text in self.words for text in texts)

    def _form(self, names: set[str]) -> Tag:
        for form in self.page.find_all("form"):
            there = {control.get("name") for control in form.find_all(_CONTROLS)}
            if names <= there:
                return form
        raise AssertionError(f"no form with {sorted(names)} on {self.path}:\n{self.words}")

    def _post(self, form: Tag, values: dict[str, Any]) -> Visitor:
        data: dict[str, Any] = {}
        for control in form.find_all(_CONTROLS):
            name = control.get("name")
            if name and not control.has_attr("disabled"):
                value = _value(control)
                if value is not None:
                    data[name] = value
        for name, value in values.items():
            if value is False:
                data.pop(name, None)
            elif value is True:
                box = form.find("input", attrs={"name": name, "type": "checkbox"})
                assert isinstance(box, Tag), f"{name} is no check box"
                data[name] = str(box.get("value", "y"))
            else:
                data[name] = value
        return self._take(
            self.client.post(
                str(form.get("action") or self.path),
                data=data,
                headers=self._headers(),
                content_type="multipart/form-data",
                follow_redirects=True,
            )
        )

    def _take(self, response: TestResponse) -> Visitor:
        self.status = response.status_code
        self.path = response.request.full_path.rstrip("?")
        self.text = response.get_data(as_text=True)
        return self

    def _headers(self) -> dict[str, str]:
        return {"Accept-Language": self.language}


_CONTROLS = ["input", "select", "textarea"]


def _value(control: Tag) -> str | None:
    """What a browser would send for a control that nobody touched."""
    if control.name == "select":
        chosen = control.find("option", selected=True) or control.find("option")
        return str(chosen.get("value", "")) if chosen else None
    if control.name == "textarea":
        return control.get_text()
    kind = control.get("type", "text")
    if kind == "file":
        return None
    if kind in ("checkbox", "radio"):
        return str(control.get("value", "y")) if control.has_attr("checked") else None
    return str(control.get("value", ""))
