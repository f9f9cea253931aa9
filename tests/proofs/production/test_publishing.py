"""The whole way in a browser, under load: draft, plan, a second administrator, publication, the field, the way back; and kills."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.config import DEMO_PASSWORD
from tests.cli.conftest import Project, filled
from tests.cli.live import Live
from tests.cli.publishing import Load, begun, killed, state
from tests.cli.test_schema_change import DUE, SCREENS
from tests.support.browser import blank, browser, running_browser
from tests.support.proofs import Proof

__all__ = ["browser", "filled", "running_browser"]
pytestmark = pytest.mark.prove
PLACES = (
    ("prepare", "done"), ("files", "running"), ("files", "done"), ("start", "running"), ("start", "done"),
    ("hand over", "running"), ("hand over", "done"), ("migrate", "running"), ("migrate", "done"), ("open", "done"),
)  # fmt: skip
SECONDS = 120
STUDIO = "/studio/schema/"


@pytest.fixture
def live(filled: Project, tmp_path: Path) -> Iterator[Live]:
    filled.succeed("user", "add", "second", "--role", "sysadmin", "--name", "Second")
    filled.execute(
        "UPDATE ab_user SET password = (SELECT password FROM ab_user WHERE username = 'sysadmin')"
        " WHERE username = 'second'"
    )
    filled.execute("UPDATE task SET due_on = '2026-01-31' WHERE id < 6")
    made = Live(filled.url, tmp_path, project=filled).start()
    yield made
    if made.process is not None and made.process.poll() is None:
        made.kill()


def test_from_the_draft_to_the_field_and_back_in_a_browser_and_nobody_is_refused(
    live: Live, filled: Project, browser: Any, proof: Proof
) -> None:
    _commit(filled)
    site = f"http://127.0.0.1:{live.port}"
    first, second = (_entered(browser, site, name) for name in ("sysadmin", "second"))
    load = Load(live)
    figures: dict[str, object] = {}
    try:
        # A field more: its author publishes it alone.
        first.goto(f"{site}{STUDIO}entity/Task/?new=field")
        first.fill("[name='name']", "place")
        first.select_option("[name='type']", "string")
        first.click(".more-options summary")
        for key, text in (("max", "40"), ("label.zh", "地点"), ("label.en", "Place")):
            first.fill(f"[name='{key}']", text)
        first.click("main .drawer form button.btn-primary")
        _submit(first, site, "任务在哪里")
        figures["seconds of a field more"] = _publish(first)
        member = _entered(browser, site, "member")
        member.goto(f"{site}/task/add")
        assert member.locator("[name='place']").count() == 1
        # A filled column goes: the author cannot, another one approves.
        _type(first, site, (DUE, ""), *SCREENS)
        _submit(first, site, "不再需要截止日期")
        address = first.url
        assert first.locator("form[action$='/publish']").count() == 0
        assert first.locator("form[action$='/approve']").count() == 0
        second.goto(address)
        second.fill("[name='reason']", "已核对")
        second.fill("form[action$='/approve'] [name='current']", DEMO_PASSWORD)
        second.click("form[action$='/approve'] .btn-primary")
        second.click("form[action$='/rehearse'] button")
        second.wait_for_selector("text=5 个值移入回收名", timeout=SECONDS * 1000)
        figures["seconds of a drop"] = _publish(second)
        assert "due_on" not in _columns(filled)
        # And back, values and all.
        second.click("details.sure summary")
        second.fill("[name='reason']", "还是需要")
        second.click("form[action$='/revert'] button")
        second.wait_for_selector("text=可以发布")
        figures["seconds of the way back"] = _publish(second)
        assert filled.value("SELECT count(*) FROM task WHERE due_on = '2026-01-31'") == 5
        second.goto(address)
        assert second.locator("text=已回退").count()
    finally:
        load.stop()
    figures |= {"requests meanwhile": load.answers.total(), "failed": len(load.failed())}
    assert load.failed() == {}, (figures, live.said())
    assert filled.value("SELECT count(*) FROM task WHERE summary LIKE 'load %'") == len(load.acknowledged)  # fmt: skip
    assert first.complaints == second.complaints == []
    assert "everything agrees" in filled.succeed("check")
    proof.record("studio: published in a browser under load", figures)


def test_killed_anywhere_it_is_finished_or_undone_and_nobody_is_refused(
    live: Live, filled: Project, proof: Proof
) -> None:
    assert live.process is not None
    load, ends = Load(live), dict[str, str]()
    try:
        for number, place in enumerate(PLACES):
            changes = (
                "      result:   {type: text",
                f"      extra{number}: {{type: int, label: {{zh: 其他{number}, en: Extra {number}}}}}\n      result:   {{type: text",
            )
            release = begun(filled, changes, rehearsed=True)
            killed(filled, release, place, server=live.process.pid)
            end = time.monotonic() + SECONDS
            while state(filled, release) == "running":
                assert time.monotonic() < end, (place, live.said())
                # Whoever waits does it by himself; where nobody waits yet, the page or the next start does.
                if place[0] in ("prepare", "files") or place == ("start", "running"):
                    filled.run("publish", "mend")
                time.sleep(0.5)
            ends[" ".join(place)] = str(state(filled, release))
            assert "everything agrees" in filled.succeed("check"), place
            seen = len(load.acknowledged)
            while len(load.acknowledged) < seen + 5:
                assert time.monotonic() < end, (place, live.said())
                time.sleep(0.1)
            filled.python(DISCARD)
    finally:
        load.stop()
    assert load.failed() == {}, (ends, live.said())
    assert set(ends.values()) == {"undone", "done"}, ends
    figures = {"requests meanwhile": load.answers.total(), "failed": 0, "killed": len(ends)}
    proof.record("studio: publications killed", figures)


DISCARD = """
from app.cli.application import load_with_database
load_with_database()
from sqlalchemy import text
from app.runtime import database, schema_drafts
from app.runtime.context import Context
with database.current().read_session() as session:
    who = session.scalar(text("SELECT id FROM ab_user WHERE username = 'sysadmin'"))
with Context.for_user(who) as ctx:
    draft = schema_drafts.current(ctx)
    if draft is not None:
        schema_drafts.discard(ctx, schema_drafts.mark_of(draft, {}))
"""


def _commit(project: Project) -> None:
    git = shutil.which("git")
    assert git is not None
    name = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    for words in (["init", "-q"], ["add", "-A"], [*name, "commit", "-qm", "As it was"]):
        subprocess.run([git, *words], cwd=project.folder, check=True)


def _entered(browser: Any, site: str, name: str) -> Any:
    page = blank(browser)
    page.goto(f"{site}/login/")
    page.fill("[name='username']", name)
    page.fill("[name='password']", DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)
    return page


def _type(page: Any, site: str, *changes: tuple[str, str]) -> None:
    """Into the text of the schema, as a form without its editor."""
    page.goto(f"{site}{STUDIO}text/")
    text = page.locator("textarea[name='text']").first.input_value()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    with page.expect_navigation():
        page.evaluate(
            "text => { const area = document.querySelector(\"textarea[name='text']\"); area.value = text; area.form.submit(); }",
            text,
        )


def _submit(page: Any, site: str, reason: str) -> None:
    page.goto(f"{site}{STUDIO}plan/")
    page.fill("[name='reason']", reason)
    page.click("form[action$='/submit'] button")
    page.wait_for_url(lambda url: "/publish/" in url)


def _publish(page: Any) -> float:
    """Press, and look until it is there; seconds."""
    begun = time.monotonic()
    page.fill("form[action$='/publish'] [name='current']", DEMO_PASSWORD)
    page.click("form[action$='/publish'] button")
    page.wait_for_selector("text=已发布", timeout=SECONDS * 1000)
    return round(time.monotonic() - begun, 1)


def _columns(project: Project) -> str:
    listed = "SELECT group_concat(name, ' ') FROM pragma_table_info('task')"
    if project.environment.get("DATABASE_URL"):
        listed = "SELECT string_agg(column_name, ' ') FROM information_schema.columns WHERE table_name = 'task'"
    return json.dumps(project.value(listed)).replace("_trash_due_on", "")
