"""Files as people send them, and as nobody should: every one is read row by row or refused with a sentence."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.runtime.errors import RuleViolation
from app.runtime.imports import sheets
from app.runtime.imports.sheets import crowds, limits


def book(*rows: list[Any], change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook of one sheet."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    if change is not None:
        change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def repacked(content: bytes, **parts: bytes | None) -> bytes:
    """The same archive with parts replaced, added, or (None) left out; `__` in a name is a slash."""
    changed = {name.replace("__", "/").replace("_DOT_", "."): text for name, text in parts.items()}
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            if item.filename not in changed:
                new.writestr(item, old.read(item))
        for name, text in changed.items():
            if text is not None:
                new.writestr(name, text)
    return out.getvalue()


def rows(content: bytes, name: str = "a.xlsx", sheet: str | None = None) -> list[list[Any]]:
    found = sheets.look(content, name)
    return [row for _line, row in sheets.rows(content, name, sheet or found[0].name)]


def refused(content: bytes, name: str = "a.xlsx") -> str:
    with pytest.raises(RuleViolation) as problem:
        sheets.look(content, name)
    return problem.value.code.removeprefix("import_")


TEXT = "姓名,金额\n王小明,1\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("gbk"),
        TEXT.encode("gb18030"),
        TEXT.replace(",", ";").encode("gbk"),
        TEXT.replace(",", "\t").encode(),
        ("sep=;\n" + TEXT.replace(",", ";")).encode(),
        TEXT.replace("\n", "\r\n").encode("gbk"),
    ],
)
def test_a_csv_is_read_in_every_encoding_and_with_every_separator(content: bytes) -> None:
    assert rows(content, "a.csv") == [["姓名", "金额"], ["王小明", "1"]]


def test_a_text_of_several_lines_and_a_quoted_separator_stay_in_their_cell() -> None:
    assert rows('a,b\n"一行\n两行","1,5"\n'.encode(), "a.csv")[1] == ["一行\n两行", "1,5"]


def test_rows_keep_the_number_that_they_have_in_the_file() -> None:
    found = list(sheets.rows(b"a,b\n\n1,2\n", "a.csv", "a"))
    assert [line for line, _row in found] == [1, 3]


def test_a_workbook_gives_numbers_dates_percents_and_truth_as_they_are_shown() -> None:
    def shape(made: Any) -> None:
        made.active["C1"].number_format = "0.0%"

    found = rows(
        book([138, 1.5, 0.125, dt.date(2026, 1, 2), dt.time(9, 30), True, " x "], change=shape)
    )
    assert found == [
        [138, 1.5, {"p": "12.5"}, {"t": "2026-01-02T00:00:00"}, {"h": "09:30:00"}, True, "x"]
    ]


def test_the_kept_value_of_a_formula_is_taken_and_one_that_was_never_computed_is_refused() -> None:
    made = book(["合计"], ["=1+1"])
    assert refused(made) == "formulas"
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        text = archive.read("xl/worksheets/sheet1.xml")
    assert b"<v></v>" in text or b"<v />" in text
    computed = text.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
    again = repacked(made, xl__worksheets__sheet1_DOT_xml=computed)
    assert rows(again) == [["合计"], [2]]


def test_a_failed_formula_says_so() -> None:
    made = book(["a"], ["x"])
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        text = archive.read("xl/worksheets/sheet1.xml")
    failed = b'<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    broken = re.sub(rb'<c r="A2".*?</c>', failed, text)
    assert broken != text
    again = repacked(made, xl__worksheets__sheet1_DOT_xml=broken)
    assert rows(again)[1] == [{"e": "#DIV/0!"}]


def test_a_cell_over_several_rows_counts_for_each_of_them() -> None:
    def merge(made: Any) -> None:
        made.active.merge_cells("A2:A4")

    found = rows(book(["项目", "房号"], ["YX", 1], [None, 2], [None, 3], ["BH", 4], change=merge))
    assert [row[0] for row in found] == ["项目", "YX", "YX", "YX", "BH"]


def test_the_sheets_that_are_seen_and_hold_something_are_offered() -> None:
    def more(made: Any) -> None:
        made.create_sheet("空")
        made.create_sheet("第二")["A1"] = "b"
        hidden = made.create_sheet("lists")
        hidden["A1"] = "c"
        hidden.sheet_state = "hidden"

    assert [one.name for one in sheets.look(book(["a"], change=more), "a.xlsx")] == [
        "Sheet",
        "第二",
    ]


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "a.csv", "empty"),
        (b"\n , \n", "a.csv", "empty"),
        (book(), "a.xlsx", "empty"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "a.xlsx", "locked"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "a.xls", "locked"),
        (book(["a"]), "a.csv", "type"),
        (b"a,b\n", "a.xlsx", "type"),
        (b"a,b\n", "a.exe", "type"),
        (book(["a"]), "a.xlsm", "type"),
        (b"PK\x03\x04 broken", "a.xlsx", "broken"),
        (b"a\0b,c\n", "a.csv", "type"),
        (b"<html><table><tr><td>1", "a.csv", "type"),
        (b"\xff\xff\xff,\xff", "a.csv", "encoding"),
        (b'a,b\n"open,1\n', "a.csv", "broken"),
        (repacked(book(["a"]), xl__vbaProject_DOT_bin=b"x"), "a.xlsx", "macros"),
        (repacked(book(["a"]), xl__workbook_DOT_xml=None), "a.xlsx", "broken"),
        (repacked(book(["a"]), xl__workbook_DOT_xml=b"<workbook"), "a.xlsx", "broken"),
        (b"x" * (limits.SIZE + 1), "a.csv", "size"),
    ],
)
def test_what_is_no_table_of_ours_is_refused_with_a_reason(
    content: bytes, name: str, why: str
) -> None:
    assert refused(content, name) == why


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    zeros = bytes(30 * 1024 * 1024)
    assert refused(repacked(book(["a"]), xl__media__x_DOT_bin=zeros)) == "size"


SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1"><v>1</v></c></row>%s</sheetData></worksheet>'
)


def sheet_of(cells: bytes) -> bytes:
    """A workbook whose sheet goes on with `cells` after its first row."""
    return repacked(book(["a"]), xl__worksheets__sheet1_DOT_xml=SHEET % cells)


def noisy(tag: bytes, number: int) -> bytes:
    """So many tags, packed no better than a table is."""
    return b"".join(b"<!--%x-->%s" % (n * 2654435761, tag * 99) for n in range(number // 100))


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="2">' + noisy(b"<c/>", 600_000) + b"</row>",
        b'<row r="2"/>' + noisy(b"<z/>", 600_000),
        noisy(b"<row/>", 1_100_000),
    ],
    ids=["a row of countless cells", "what is no row", "countless rows"],
)
def test_what_would_fill_the_memory_is_refused_before_it_is_read(cells: bytes) -> None:
    content = sheet_of(cells)
    assert len(content) < 200_000
    assert refused(content) == "size"


def test_a_style_sheet_of_countless_styles_is_refused() -> None:
    assert refused(repacked(book(["a"]), xl__styles_DOT_xml=noisy(b"<xf/>", 600_000))) == "size"


def test_more_texts_than_are_held_are_refused_whatever_their_part_is_called(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = repacked(book(["a"]), xl__other_DOT_part=b"<sst><si/><x:si><t>b</t></x:si></sst>")
    monkeypatch.setattr(crowds, "DIFFERENT", 2)
    assert rows(made) == [["a"]]
    monkeypatch.setattr(crowds, "DIFFERENT", 1)
    assert refused(made) == "size"


def test_a_row_beyond_the_last_one_of_excel_is_not_filled_up_to() -> None:
    far = sheet_of(b'<row r="2000000000"><c r="A2000000000"><v>2</v></c></row>')
    assert [sheet.first for sheet in sheets.look(far, "a.xlsx")] == [[(1, [1])]]
    with pytest.raises(RuleViolation) as problem:
        list(sheets.rows(far, "a.xlsx", "Sheet"))
    assert problem.value.code == "import_broken"


def test_an_entity_in_a_part_is_refused() -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert refused(repacked(book(["a"]), docProps__app_DOT_xml=evil)) == "broken"


def test_a_part_under_a_password_is_refused() -> None:
    content = bytearray(book(["a"]))
    at = content.rfind(b"PK\x01\x02")
    content[at + 8] |= 1
    assert refused(bytes(content)) == "locked"


def test_a_link_to_another_file_is_never_followed() -> None:
    rels = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'externalLinkPath" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    made = repacked(book(["a"], [1]), xl__externalLinks___rels__externalLink1_DOT_xml_DOT_rels=rels)
    assert rows(made) == [["a"], [1]]


def test_a_sheet_that_lies_about_its_size_costs_nothing() -> None:
    made = book(["a"], ["b"])
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        text = archive.read("xl/worksheets/sheet1.xml")
    lying = text.replace(b'<dimension ref="A1:A2"', b'<dimension ref="A1:XFD1048576"')
    assert lying != text
    assert rows(repacked(made, xl__worksheets__sheet1_DOT_xml=lying)) == [["a"], ["b"]]


def test_more_rows_than_one_import_takes_are_refused_while_reading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheets, "ROWS", 3)
    content = b"a\n1\n2\n3\n"
    assert len(list(sheets.rows(content, "a.csv", "a"))) == 4
    with pytest.raises(RuleViolation, match="At most 3 rows"):
        list(sheets.rows(content + b"4\n", "a.csv", "a"))


PARTS = [
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
]


@given(
    st.sampled_from(PARTS),
    st.floats(0, 1),
    st.sampled_from([b"", b"<", b"x", b"999999999999", b"A", b"\xff", b'" r="', b"e+999", b"</c>"]),
    st.integers(0, 12),
)
def test_a_workbook_that_somebody_has_bent_is_read_or_refused_and_nothing_else(
    part: str, place: float, put: bytes, gone: int
) -> None:
    made = book(["a", "b"], [1, dt.date(2026, 1, 2)], ["x", 0.5])
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        text = archive.read(part)
    at = int(place * len(text))
    bent = text[:at] + put + text[at + gone :]
    content = repacked(made, **{part.replace("/", "__").replace(".", "_DOT_"): bent})
    with suppress(RuleViolation):
        found = sheets.look(content, "a.xlsx")
        assert list(sheets.rows(content, "a.xlsx", found[0].name))
