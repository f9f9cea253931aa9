"""The studio on the application: ticket categories with their key words, for the system administrator alone."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import records
from app.runtime.context import Context
from app.runtime.system import AuditLog
from tests.support.worlds import APPLICATION, World
from tests.web.pages import visit

HOME = "/studio/ticket_category/"


@pytest.fixture(scope="module")
def world() -> World:
    return APPLICATION


@pytest.fixture
def category(ctx: Context, app: Any) -> int:
    from app.generated.models import Department, TicketCategory

    department = records.create(ctx, Department, {"code": "ENG", "name": "工程部", "kind": "eng"})
    values = {
        "code": "leak",
        "name": "漏水",
        "department": department.id,
        "keywords": [{"term": "滴水"}],
    }
    return int(records.create(ctx, TicketCategory, values).id)


def test_the_studio_lists_the_dictionaries_that_the_application_names(login: Any) -> None:
    page = visit(login("sysadmin"), "/studio/")
    assert page.status == 200
    assert HOME in page.links()


def test_nobody_else_enters_any_view(login: Any, client: Any, category: int) -> None:
    strangers = [login(role) for role in ("csr", "gm", "auditor")]
    for path in ("/studio/", HOME, f"{HOME}new/", f"{HOME}edit/?id=1"):
        assert client.get(path).status_code == 302
        assert {stranger.get(path).status_code for stranger in strangers} == {403}


@pytest.mark.database
def test_a_category_is_edited_with_its_key_words_through_records(
    login: Any, category: int, ctx: Context
) -> None:
    from app.generated.models import TicketCategory, TicketKeyword

    administrator = login("sysadmin")
    page = visit(administrator, f"{HOME}edit/?id={category}")
    assert page.status == 200
    assert dict(page.values())["keywords-0-term"] == "滴水"
    more = page.send(button=("_add_row", "keywords"))
    saved = more.send(**{"keywords-1-term": "渗水"}, name="漏水渗水")
    assert saved.status == 302, saved.text
    ctx.session.rollback()
    assert ctx.session.get(TicketCategory, category, populate_existing=True).name == "漏水渗水"
    words = set(ctx.session.scalars(sa.select(TicketKeyword.term)))
    assert words == {"滴水", "渗水"}
    log = ctx.session.scalars(
        sa.select(AuditLog).where(AuditLog.entity == "ticket_category", AuditLog.action == "update")
    ).one()
    assert log.channel == "studio"
    assert log.actor.startswith("sysadmin")


def test_a_wrong_word_keeps_the_form_and_names_the_row(login: Any, category: int) -> None:
    answer = visit(login("sysadmin"), f"{HOME}edit/?id={category}").send(
        **{"keywords-0-term": ""}, name="新名"
    )
    assert answer.status == 422
    assert dict(answer.values())["name"] == "新名"
    assert "此项必填" in answer.text


def test_a_write_without_the_token_is_refused(login: Any, category: int, ctx: Context) -> None:
    from app.generated.models import TicketCategory

    administrator = login("sysadmin")
    for path in ("delete/", "new/", f"edit/?id={category}"):
        assert administrator.post(f"{HOME}{path}", data={"id": category}).status_code == 400
    assert administrator.get(f"{HOME}delete/?id={category}").status_code in (404, 405)
    ctx.session.rollback()
    assert ctx.session.get(TicketCategory, category).deleted_at is None


def test_what_flask_admin_would_do_past_the_policy_is_off(login: Any) -> None:
    administrator = login("sysadmin")
    for path in ("export/csv/", "ajax/lookup/", "details/?id=1", "ajax/update/"):
        assert administrator.get(f"{HOME}{path}").status_code in (404, 405), path


@pytest.mark.database
def test_a_studio_page_costs_five_statements_at_most(
    login: Any, category: int, statements: Any
) -> None:
    administrator = login("sysadmin")
    for path in ("", "new/", f"edit/?id={category}"):
        with statements() as seen:
            assert visit(administrator, f"{HOME}{path}").status == 200
        assert len(seen) <= 5, (path, seen)


def test_what_somebody_has_changed_since_the_page_was_drawn_is_not_deleted(
    login: Any, category: int, ctx: Context
) -> None:
    from app.generated.models import TicketCategory

    page = visit(login("sysadmin"), f"{HOME}edit/?id={category}")
    form = page.html.select_one('form[action$="/delete/"]')
    assert form is not None
    page.form = lambda: form  # type: ignore[method-assign]
    records.update(ctx, TicketCategory, category, {"name": "渗漏"})
    assert page.send().status == 302
    ctx.session.rollback()
    assert ctx.session.get(TicketCategory, category).deleted_at is None
    again = visit(page.client, f"{HOME}edit/?id={category}")
    form = again.html.select_one('form[action$="/delete/"]')
    again.form = lambda: form  # type: ignore[method-assign,return-value]
    assert again.send().status == 302
    ctx.session.rollback()
    assert ctx.session.get(TicketCategory, category).deleted_at is not None
