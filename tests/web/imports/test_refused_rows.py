"""The workbook of refused rows: it says why, stays a text where it was one, and is made however many rows there are."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient

from tests.runtime.imports.test_sheets import repacked
from tests.web.conftest import Shop
from tests.web.imports.importing import mapped
from tests.web.pages import visit


def refused(manager: FlaskClient, content: bytes, name: str) -> list[Any]:
    """The rows of the workbook, below its headers, that a file of articles comes to."""
    page = visit(manager, "/imports/new/article").send(file=(io.BytesIO(content), name))
    answer = manager.get(f"{mapped(page).response.request.path}/refused")
    return list(openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0].rows)[1:]


@pytest.mark.database
def test_a_text_that_looks_like_a_formula_is_handed_back_as_text(
    manager: FlaskClient, shop: Shop
) -> None:
    (row,) = refused(manager, "名称,单价\n=1+cmd|' /C calc'!A0,abc\n".encode(), "a.csv")
    assert (row[0].value, row[0].data_type) == ("=1+cmd|' /C calc'!A0", "s")


def test_however_many_rows_are_refused_each_says_why_and_only_the_first_by_notes(
    manager: FlaskClient, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.runtime.imports.refused.MOST_NOTES", 1)
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c><c r="B1" t="inlineStr"><is><t>%s</t></is></c></row>'
        b'<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>%s</v></c></row>'
        b'<row r="3"><c r="A3"><v>2</v></c><c r="B3"><v>1e999</v></c></row></sheetData></worksheet>'
    ) % ("名称".encode(), "单价".encode(), b"9" * 400)
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    first, second = refused(
        manager, repacked(made.getvalue(), xl__worksheets__sheet1_DOT_xml=sheet), "a.xlsx"
    )
    assert [cell.comment is not None for cell in (first[1], second[1])] == [True, False]
    assert [str(row[2].value).startswith("单价：") for row in (first, second)] == [True, True]
    assert (first[1].value, second[1].value) == ("9" * 400, "inf")
