"""The draft of the schema: every save a step, nothing lost, nothing in use touched, one at a time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from app.runtime import schema_drafts
from app.runtime.context import Context
from app.runtime.errors import Forbidden, InvalidState, RuleViolation, message
from app.runtime.schema_drafts import Mark, StaleDraft
from app.runtime.schema_drafts.splices import applied, between
from app.runtime.schema_drafts.tables import SchemaStep
from app.runtime.system import AuditLog
from tests.support.people import People
from tests.support.worlds import SAMPLE, World

PUBLISHED = {"schema.yaml": "version: 1\nroles: {}\n", "schema/a.yaml": "entities:\n  甲: {}\n"}
SAID = message(zh="改", en="Change")


@pytest.fixture(scope="module")
def world() -> World:
    return SAMPLE


@pytest.fixture
def administrator(people: People) -> Callable[[], Context]:
    ids = iter([people.user("sysadmin", username=name) for name in ("first", "second")])
    return lambda: Context.for_user(next(ids))


def _save(ctx: Context, seen: Mark, **files: str | None) -> Mark:
    changed = {f"schema/{name}.yaml": text for name, text in files.items()}
    return schema_drafts.save(ctx, seen, PUBLISHED, changed, SAID)


def _files(ctx: Context) -> dict[str, str]:
    ctx.session.rollback()
    draft = schema_drafts.current(ctx)
    return PUBLISHED if draft is None else draft.files


BEGIN = schema_drafts.mark_of(None, PUBLISHED)


@pytest.mark.database
def test_the_first_save_begins_the_draft_and_says_so_in_the_audit_log(
    administrator: Callable[[], Context],
) -> None:
    with administrator() as ctx:
        mark = _save(ctx, BEGIN, a="entities:\n  乙: {}\n")
        assert _files(ctx)["schema/a.yaml"] == "entities:\n  乙: {}\n"
        assert mark == schema_drafts.mark_of(schema_drafts.current(ctx), PUBLISHED)
        told = ctx.session.scalars(
            sa.select(AuditLog.action).where(AuditLog.entity == schema_drafts.KEY)
        )
        assert sorted(told) == ["create", "update"]


@pytest.mark.database
def test_steps_are_taken_back_and_done_again_to_the_byte_by_another_request(
    administrator: Callable[[], Context],
) -> None:
    with administrator() as first, administrator() as second:
        mark = _save(first, BEGIN, a="x: 1\r\n# 注\n")
        mark = _save(first, mark, a=None, b="neu: 'é'\n")
        mark = schema_drafts.undo(second, mark)
        assert _files(second) == {**PUBLISHED, "schema/a.yaml": "x: 1\r\n# 注\n"}
        mark = schema_drafts.undo(second, mark)
        assert _files(second) == PUBLISHED
        with pytest.raises(InvalidState):
            schema_drafts.undo(second, mark)
        mark = schema_drafts.redo(second, mark)
        mark = schema_drafts.redo(second, mark)
        assert _files(second) == {"schema.yaml": PUBLISHED["schema.yaml"], "schema/b.yaml": "neu: 'é'\n"}  # fmt: skip
        steps = schema_drafts.steps(second, schema_drafts.current(second))  # type: ignore[arg-type]
        assert [step.number for step in steps] == [2, 1]


@pytest.mark.database
def test_a_save_after_undo_gives_up_what_could_have_been_done_again(
    administrator: Callable[[], Context],
) -> None:
    with administrator() as ctx:
        mark = _save(ctx, _save(ctx, BEGIN, a="x: 1\n"), a="x: 2\n")
        mark = _save(ctx, schema_drafts.undo(ctx, mark), a="x: 3\n")
        with pytest.raises(InvalidState):
            schema_drafts.redo(ctx, mark)
        assert ctx.session.scalar(sa.select(sa.func.count()).select_from(SchemaStep)) == 2


@pytest.mark.database
def test_whoever_saves_second_upon_the_same_draft_is_refused_and_told_by_whom(
    administrator: Callable[[], Context],
) -> None:
    with administrator() as first, administrator() as second:
        mark = _save(first, BEGIN, a="x: 1\n")
        with pytest.raises(StaleDraft) as refused:
            _save(second, BEGIN, b="y: 1\n")
        assert "first" in refused.value.message.in_language("en")
        assert "schema/b.yaml" not in _files(second)
        _save(second, mark, b="y: 1\n")
        for late in (schema_drafts.undo, schema_drafts.redo, schema_drafts.discard):
            with pytest.raises(StaleDraft):
                late(first, mark)


def test_what_was_published_meanwhile_is_not_written_over(
    administrator: Callable[[], Context],
) -> None:
    with administrator() as ctx, pytest.raises(StaleDraft):
        schema_drafts.save(ctx, BEGIN, {**PUBLISHED, "schema/c.yaml": ""}, {"schema/a.yaml": "x"}, SAID)  # fmt: skip


@pytest.mark.database
def test_a_discarded_draft_makes_room_for_a_new_one_that_old_pages_do_not_meet(
    administrator: Callable[[], Context],
) -> None:
    with administrator() as ctx:
        mark = _save(ctx, BEGIN, a="x: 1\n")
        schema_drafts.discard(ctx, mark)
        assert _files(ctx) == PUBLISHED
        with pytest.raises(StaleDraft):
            _save(ctx, mark, a="x: 2\n")
        assert _save(ctx, BEGIN, a="x: 2\n").id != mark.id


def test_a_save_that_changes_nothing_is_no_step(administrator: Callable[[], Context]) -> None:
    with administrator() as ctx:
        assert _save(ctx, BEGIN, a=PUBLISHED["schema/a.yaml"]) == BEGIN
        assert schema_drafts.current(ctx) is None


def test_names_that_lead_out_of_the_folder_are_refused(
    administrator: Callable[[], Context],
) -> None:
    with administrator() as ctx:
        for name in ("../x.yaml", "/etc/x.yaml", "schema/../../x.yaml", "app/x.py", "a b.yaml"):
            with pytest.raises(RuleViolation):
                schema_drafts.save(ctx, BEGIN, PUBLISHED, {name: "x"}, SAID)


def test_nobody_but_the_administrator_writes_a_draft(people: People) -> None:
    with Context.for_user(people.user("manager")) as ctx, pytest.raises(Forbidden):
        _save(ctx, BEGIN, a="x: 1\n")


def test_splices_lead_there_and_back_whatever_the_texts() -> None:
    texts = ["", "a", "aa", "aba", "a\nb\n", "a\r\nb", "甲乙甲", "甲甲"]
    for before in texts:
        for after in texts:
            step = between({"f": before}, {"f": after})
            assert applied({"f": before}, step) == {"f": after}
            assert applied({"f": after}, step, back=True) == {"f": before}
    with pytest.raises(ValueError, match="not as this step"):
        applied({"f": "other"}, between({"f": "ab"}, {"f": "ac"}))
