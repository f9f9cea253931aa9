"""The rights as a workbook: a right a line, with its rows in words, its expression and its place in the schema."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter

from app.runtime.registry import EntityEntry
from app.studio.permissions import rights
from app.studio.permissions.places import Places
from app.studio.permissions.rights import Wanted
from app.studio.permissions.words import RightsWords

WIDTHS = (16, 22, 20, 16, 18, 16, 44, 44, 24)


def made(
    entries: Iterable[EntityEntry], wanted: Wanted, words: RightsWords, at: Places
) -> tuple[bytes, int]:
    """The file, and how many rights it lists."""
    file, number = io.BytesIO(), 0
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        page = book.add_worksheet(words.say("权限", "Rights"))
        bold = book.add_format({"bold": True})
        for place, (head, width) in enumerate(zip(_heads(words), WIDTHS, strict=True)):
            page.set_column(place, place, width)
            # A text stays a text, whatever it begins with.
            page.write_string(0, place, head, bold)
        page.freeze_panes(1, 0)
        for entry in entries:
            for one in rights.lines(entry, wanted):
                number += 1
                for place, text in enumerate(_line(entry, one, words, at)):
                    page.write_string(number, place, text)
        page.autofilter(0, 0, max(number, 1), len(WIDTHS) - 1)
    return file.getvalue(), number


def _heads(words: RightsWords) -> list[str]:
    return [
        words.say(zh, en)
        for zh, en in (
            ("模块", "Module"), ("实体", "Entity"), ("实体名", "Name in the schema"), ("角色", "Role"),
            ("角色名", "Name of the role"), ("操作", "Action"), ("记录", "Rows"), ("表达式", "Expression"), ("位置", "Place"),
        )
    ]  # fmt: skip


def _line(entry: EntityEntry, one: rights.Grant, words: RightsWords, at: Places) -> list[str]:
    name = entry.entity.meta.name
    expression = one.scope.expression if one.scope else None
    place = at.step(name, one.action) if one.is_step else at.grant(name, one.action, one.role)
    return [
        words.module(entry.entity.meta.module), words.entity(entry), name,
        words.role(one.role), one.role, words.action(one.action, entry),
        words.rows(entry, one.scope), expression.source if expression else "", str(place or ""),
    ]  # fmt: skip
