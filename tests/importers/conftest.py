"""Sources of every format, read once."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from app.cli.importing.reflect import catalog_of
from app.cli.importing.urls import lawful
from generator.importers import Report, convert, reader
from generator.importers.db import model_of
from generator.loading import load_text
from generator.plan import Plan

SOURCES = Path(__file__).parent / "sources"
FILES = {"jdl": "store.jdl", "doctype": "frappe", "prisma": "blog.prisma", "openapi": "pets.yaml"}
FORMATS = ("db", "xlsx", *FILES)


@dataclass(frozen=True)
class Imported:
    """What became of a source: the text, the plan that the generator reads in it, and the report."""

    text: str
    plan: Plan
    report: Report

    def line(self, name: str) -> str:
        """The line of the schema that begins with a name."""
        return next(
            line.strip() for line in self.text.splitlines() if line.strip().startswith(name)
        )

    def lost(self, kind: str) -> list[str]:
        return [
            f"{one.name}: {one.what}"
            for one in self.report.items
            if one.kind == kind and one.effect == "lost"
        ]


def workbook(path: Path) -> Path:
    """Residents and orders as people keep them in Excel, with a list of states on a sheet of its own."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "业主"
    sheet.append(["业主名单 2026"])
    sheet.append(
        ["编号", "姓名", "联系电话", "邮箱", "入住日期", "是否启用", "类型", "余额(元)", "备注"]
    )
    for n in range(12):
        sheet.append([
            f"C{n:03}", f"张{n}", f"1380000{n:04}", f"a{n}@b.cn", dt.date(2026, 1, n + 1),
            "是" if n % 2 else "否", ["自住", "出租"][n % 2], 100.5 + n, "两行\n字" if n == 3 else None,
        ])  # fmt: skip
    rule = DataValidation(type="list", formula1='"自住,出租,空置"')
    rule.add("G3:G100")
    sheet.add_data_validation(rule)
    orders = book.create_sheet("Orders")
    orders.append(["id", "customer", "Placed at", "qty", "Status", "city", "total"])
    for n in range(15):
        orders.append([n + 1, f"C{n % 12:03}", dt.datetime(2026, 1, 1, 9, n), n, "NP"[n % 2], ["Wuhan", "Xian", "Jinan"][n % 3], f"=D{n + 2}*2"])  # fmt: skip
    states = book.create_sheet("Status")
    for row in (["code", "label"], ["N", "New"], ["P", "Paid"]):
        states.append(row)
    book.create_sheet("Empty")
    book.save(path)
    return path


def imported(form: str, folder: Path) -> Imported:
    """The source of a format, all the way to a plan."""
    report = Report(form, form)
    if form == "db":
        path = folder / "chinook.db"
        with sqlite3.connect(path) as connection:
            connection.executescript((SOURCES / "chinook.sql").read_text("utf-8"))
        connection.close()
        text = convert(model_of(catalog_of(lawful(str(path))), report), report)
    elif form == "xlsx":
        text = convert(reader(form)(workbook(folder / "lists.xlsx"), report), report)
    else:
        text = convert(reader(form)(SOURCES / FILES[form], report), report)
    return Imported(text, load_text(text), report)


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Imported]:
    """Format → what became of its source."""
    folder = tmp_path_factory.mktemp("importers")
    return {form: imported(form, folder) for form in FORMATS}
