"""公共档案: the book itself, its periods, kinds of vouchers, currency, departments, employees, customers, other dimensions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.generated import enums
from app.generated.company import Company
from app.generated.customer import Customer
from app.generated.department import Department
from app.generated.employee import Employee
from app.generated.fee_item import FeeItem
from app.generated.project import Project
from app.runtime.version import VERSION

from .year import AT_ONCE, CURRENCY, Year, document, element

STANDARD = "GB/T 24589.1-2024"
WORDS = {"ji": "记账凭证", "shou": "收款凭证", "fu": "付款凭证", "zhuan": "转账凭证"}
OTHER = (("project", "项目", Project), ("fee_item", "收费项目", FeeItem))
"""Dimensions that have no archive of their own in the standard: 自定义档案项."""


def pieces(year: Year) -> Iterator[str]:
    """The file."""
    return document(
        "公共档案",
        (
            part(year)
            for part in (
                _book, _periods, _kinds, _currency, _departments, _employees, _customers, _items, _values,
            )
        ),
    )  # fmt: skip


def _book(year: Year) -> Iterator[str]:
    company = year.session.execute(
        select(Company.code, Company.name, Company.uscc)
        .where(Company.deleted_at.is_(None))
        .order_by(Company.id)
        .limit(1)
    ).one()
    yield element(
        "电子账簿",
        {
            "电子账簿编号": company.code, "电子账簿名称": f"{company.name}账簿", "会计核算单位": company.name,
            "组织机构代码": company.uscc, "单位性质": "企业", "行业": "物业管理", "开发单位": "Dougong",
            "版本号": VERSION, "本位币": CURRENCY, "会计年度": year.year, "标准版本号": STANDARD,
        },
    )  # fmt: skip


def _periods(year: Year) -> Iterator[str]:
    for one in year.periods:
        yield element(
            "会计期间",
            {
                "会计年度": year.year, "会计期间号": year.numbers[one.id],
                "会计期间起始日期": one.starts_on, "会计期间结束日期": one.ends_on,
            },
        )  # fmt: skip


def _kinds(year: Year) -> Iterator[str]:
    for one in enums.voucher_word.values:
        yield element(
            "记账凭证类型",
            {
                "记账凭证类型编号": one.name, "记账凭证类型名称": WORDS[one.name],
                "记账凭证类型简称": one.label.in_language("zh"),
            },
        )  # fmt: skip


def _currency(year: Year) -> Iterator[str]:
    yield element("币种", {"币种编码": CURRENCY, "币种名称": "人民币"})


def _departments(year: Year) -> Iterator[str]:
    above = aliased(Department)
    rows = year.session.execute(
        select(Department.code, Department.name, above.code.label("above"))
        .outerjoin(above, above.id == Department.parent_id)
        .where(Department.deleted_at.is_(None))
        .order_by(Department.code)
    )
    for row in rows:
        yield element(
            "部门档案",
            {"部门编码": row.code, "部门名称": row.name, "上级部门编码": row.above},
        )


def _employees(year: Year) -> Iterator[str]:
    """Without numbers of identity, sex and birth date: an audit of the books needs none of them."""
    rows = year.session.execute(
        select(Employee.emp_no, Employee.name, Department.code, Employee.hired_on, Employee.left_on)
        .join(Department, Department.id == Employee.department_id)
        .where(Employee.deleted_at.is_(None))
        .order_by(Employee.emp_no)
    )
    for row in rows:
        yield element(
            "员工档案",
            {
                "员工编码": row.emp_no, "员工姓名": row.name, "部门编码": row.code,
                "入职日期": row.hired_on, "离职日期": row.left_on,
            },
        )  # fmt: skip


def _customers(year: Year) -> Iterator[str]:
    after = 0
    while True:
        rows = year.session.execute(
            select(Customer.id, Customer.customer_no, Customer.name)
            .where(Customer.id > after, Customer.deleted_at.is_(None))
            .order_by(Customer.id)
            .limit(AT_ONCE)
        ).all()
        for row in rows:
            yield element(
                "客户档案",
                {"客户编码": row.customer_no, "客户名称": row.name, "客户简称": row.name},
            )
        if len(rows) < AT_ONCE:
            return
        after = rows[-1].id


def _items(year: Year) -> Iterator[str]:
    for key, name, _ in OTHER:
        yield element(
            "自定义档案项",
            {
                "档案编码": key, "档案名称": name, "档案描述": name, "是否有层级特征": "0",
                "档案编码规则": None,
            },
        )  # fmt: skip


def _values(year: Year) -> Iterator[str]:
    for key, _, entity in OTHER:
        for row in _named(year, entity):
            yield element(
                "自定义档案项值",
                {
                    "档案编码": key, "档案值编码": row.code, "档案值名称": row.name, "档案值描述": None,
                    "档案值父节点": None, "档案值级次": "1",
                },
            )  # fmt: skip


def _named(year: Year, entity: Any) -> Any:
    return year.session.execute(
        select(entity.code, entity.name).where(entity.deleted_at.is_(None)).order_by(entity.code)
    )
