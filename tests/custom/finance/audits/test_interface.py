"""The files of GB/T 24589.1, read back: they hold the books to the 分."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from app.custom.finance.audits import interface
from app.custom.finance.audits.interface import ledger, package, year
from app.custom.finance.books import balances
from app.custom.finance.books.statements import drafting
from app.generated.account import Account
from app.generated.voucher import Voucher
from app.runtime import records
from app.runtime.errors import RuleViolation
from tests.custom.finance.audits.spoiled import Books
from tests.custom.finance.books.office import JANUARY, Office

pytestmark = pytest.mark.database
D = Decimal
Rows = dict[str, list[dict[str, str]]]


def read(text: str) -> Rows:
    """Table → rows of element → text."""
    found: Rows = defaultdict(list)
    for row in ElementTree.fromstring(text):
        found[row.tag].append({one.tag: one.text or "" for one in row})
    return found


@pytest.fixture
def archives(office: Office) -> Rows:
    return read("".join(interface.files(office.ctx, 2026)["公共档案.xml"]))


@pytest.fixture
def general(office: Office) -> Rows:
    with records.writing(office.ctx):
        drafting.draft(office.ctx, "2026-01")
    return read("".join(interface.files(office.ctx, 2026)["总账.xml"]))


def test_the_archives_name_the_book_and_everything_that_the_ledger_refers_to(
    office: Office, archives: Rows
) -> None:
    (book,) = archives["电子账簿"]
    assert (book["会计核算单位"], book["组织机构代码"]) == (
        "雅信物业服务有限公司",
        "91110000MA00000000",
    )
    assert (book["本位币"], book["会计年度"], book["标准版本号"]) == ("CNY", "2026", "GB/T 24589.1-2024")  # fmt: skip
    assert archives["会计期间"][0] == {
        "会计年度": "2026", "会计期间号": "1", "会计期间起始日期": "20260101",
        "会计期间结束日期": "20260131",
    }  # fmt: skip
    assert [one["记账凭证类型简称"] for one in archives["记账凭证类型"]] == ["记", "收", "付", "转"]
    assert [one["客户名称"] for one in archives["客户档案"]] == [
        one.name for one in office.customers
    ]
    assert {one["档案编码"] for one in archives["自定义档案项值"]} == {"project", "fee_item"}
    assert "证件号码" not in archives["员工档案"][0]


def test_every_entry_of_the_year_is_there_and_debit_equals_credit(
    office: Office, general: Rows, archives: Rows
) -> None:
    entries = general["记账凭证"]
    assert sum(D(one["借方本币金额"]) for one in entries) == D("411826.05")
    assert sum(D(one["贷方本币金额"]) for one in entries) == D("411826.05")
    vouchers = {
        (one["会计期间号"], one["记账凭证类型编号"], one["记账凭证编号"]) for one in entries
    }
    posted = select(func.count()).where(Voucher.hash.is_not(None))
    assert len(vouchers) == office.session.scalar(posted) == 12
    by_hand = next(one for one in entries if one["凭证来源系统"] == "手工")
    assert (by_hand["制单人"], by_hand["审核人"], by_hand["记账人"]) == (
        "钱会计",
        "李财务",
        "李财务",
    )
    customers = {one["客户编码"] for one in archives["客户档案"]}
    used = {one["辅助项1编号"] for one in entries} - {""}
    assert used
    assert used <= customers


def test_balances_are_those_of_the_books_and_follow_from_the_entries(
    office: Office, general: Rows
) -> None:
    stand = balances.latest(office.ctx, office.period())
    codes = dict(office.session.execute(select(Account.id, Account.code)).all())
    rows = {one["科目编号"]: one for one in general["科目余额及发生额"] if one["会计期间号"] == "1"}
    assert set(rows) == {codes[id] for id in stand}
    moved: dict[str, Decimal] = defaultdict(Decimal)
    for one in general["记账凭证"]:
        moved[one["科目编号"]] += D(one["借方本币金额"]) - D(one["贷方本币金额"])
    for id, balance in stand.items():
        row = rows[codes[id]]
        assert signed(row, "期末") == balance.closing
        assert signed(row, "期初") + moved[codes[id]] == balance.closing
    assert sum(signed(one, "期末") for one in rows.values()) == 0
    assert (rows["1002"]["期末余额方向"], rows["1002"]["期末本币余额"]) == ("借", "557009.20")


def signed(row: dict[str, str], when: str) -> Decimal:
    side = {"借": 1, "贷": -1, "平": 0}[row[f"{when}余额方向"]]
    return side * D(row[f"{when}本币余额"])


def test_cash_flows_and_statements_are_those_of_the_month(general: Rows) -> None:
    """O9.4 and O9.3."""
    flows: dict[str, Decimal] = defaultdict(Decimal)
    for one in general["现金流量凭证项目数据"]:
        flows[one["现金流量项目编码"]] += D(one["现金流量本币金额"])
    assert flows == {"op_in_sales": D("88400.00"), "op_out_goods": D("31200.00"), "op_out_other": D("190.80")}  # fmt: skip
    names = {one["报表编号"]: one["报表名称"] for one in general["报表集"]}
    assert names == {"2026-01-balance": "资产负债表", "2026-01-income": "利润表", "2026-01-cash": "现金流量表"}  # fmt: skip
    figures = [
        one["报表项数值"] for one in general["报表项数据"] if one["报表编号"] == "2026-01-balance"
    ]
    assert figures.count("815042.53") == 2


def test_dimensions_say_which_accounts_are_kept_by_customer(general: Rows) -> None:
    kept = {(one["科目编号"], one["辅助项名称"]) for one in general["科目辅助核算"]}
    assert ("1122", "客户") in kept
    levels = {one["科目编号"]: one["科目级次"] for one in general["会计科目"]}
    assert (levels["2221"], levels["222101"], levels["22210107"]) == ("1", "2", "3")


def test_parts_of_the_vouchers_make_the_same_file(
    office: Office, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.many("repair_parts", "a", JANUARY, [D(n + 1) for n in range(9)])
    whole = "".join(interface.files(office.ctx, 2026)["总账.xml"])
    monkeypatch.setattr(ledger, "AT_ONCE", 3)
    monkeypatch.setattr(ledger, "LINES_AT_ONCE", 2)
    assert "".join(interface.files(office.ctx, 2026)["总账.xml"]) == whole


def test_what_xml_cannot_hold_is_left_out_and_the_rest_is_kept() -> None:
    row = year.element("币种", {"币种名称": "a<b>&\x00\x0b\ud800“元”"})
    assert ElementTree.fromstring(row)[0].text == "a<b>&“元”"


def test_a_zip_is_sent_while_it_is_written() -> None:
    asked: list[int] = []

    def pieces() -> Iterator[str]:
        for number in range(2000):
            asked.append(number)
            yield f"{number * 7919} 记账凭证 "

    sent = package.zipped({"a.xml": pieces(), "b.xml": iter(["x"])}, (2026, 1, 31, 0, 0, 0))
    first = next(sent)
    assert len(asked) < 2000
    whole = zipfile.ZipFile(io.BytesIO(first + b"".join(sent)))
    assert whole.testzip() is None
    assert whole.read("a.xml").decode() == "".join(f"{n * 7919} 记账凭证 " for n in range(2000))
    assert whole.namelist() == ["a.xml", "b.xml"]


def test_a_year_that_the_books_do_not_have_is_refused(office: Office) -> None:
    assert interface.years(office.ctx) == [2026, 2025]
    with pytest.raises(RuleViolation):
        interface.files(office.ctx, 2031)


def test_the_command_offers_the_format(tmp_path: Path) -> None:
    from app.cli import dougong

    told = CliRunner().invoke(dougong, ["ledger", "export", "--help"]).output
    assert "beancount|hledger|gbt24589" in told


def test_the_command_writes_both_files_of_the_last_year(office: Office, tmp_path: Path) -> None:
    from app.custom.finance.books import commands

    written = commands._write_year(office.ctx, tmp_path / "books", None)
    assert [path.name for path in written] == ["公共档案.xml", "总账.xml"]
    assert len(read(written[1].read_text(encoding="utf-8"))["记账凭证"]) > 12
