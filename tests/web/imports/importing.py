"""The steps of an import on its pages, as a person takes them."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from app.runtime import jobs
from tests.web.pages import Page, visit


def mapped(page: Page, **changes: Any) -> Page:
    """From the page of columns to that of the check."""
    sent = page.follow().send(**changes)
    assert sent.status == 302, sent.text
    jobs.run_due()
    return sent.follow()


def press(page: Page, ending: str, **data: str) -> Page:
    """Press the button whose form is sent to an address with this ending; then do the work."""
    answer = push(page, ending, **data)
    jobs.run_due()
    return answer.follow()


def push(page: Page, ending: str, **data: str) -> Page:
    """The same without doing the work."""
    form = page.html.select_one(f"main form[action$='{ending}']")
    assert form is not None, page.text
    hidden = {str(one["name"]): str(one["value"]) for one in form.select("input[type=hidden]")}
    return Page(page.client, page.client.post(str(form["action"]), data=hidden | data))


def token(client: FlaskClient) -> dict[str, str]:
    """What a form of this person carries."""
    box = visit(client, "/me/").html.select_one("input[name=csrf_token]")
    assert box is not None
    return {"csrf_token": str(box["value"])}
