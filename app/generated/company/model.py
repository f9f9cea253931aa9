"""公司 Company: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5b200878d912d71309c3517f68b271e03af7274fd0738425252720ab6a4000d4

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Never

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.runtime.entity import Entity, EntityMeta
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.types import MoneyType

CompanyAccountingStandard = Literal["sbe", "cas"]
company_accounting_standard = EnumType(
    "CompanyAccountingStandard",
    [
        EnumValue("sbe", label(zh="小企业会计准则", en="Small business standard")),
        EnumValue("cas", label(zh="企业会计准则", en="Business standard")),
    ],
)
CompanyVatTaxpayer = Literal["general", "small"]
company_vat_taxpayer = EnumType(
    "CompanyVatTaxpayer",
    [
        EnumValue("general", label(zh="一般纳税人", en="General taxpayer")),
        EnumValue("small", label(zh="小规模纳税人", en="Small taxpayer")),
    ],
)
CompanyVatPoint = Literal["bill", "receipt"]
company_vat_point = EnumType(
    "CompanyVatPoint",
    [
        EnumValue("bill", label(zh="出账", en="When billed")),
        EnumValue("receipt", label(zh="收款", en="When received")),
    ],
)


class Company(Entity):
    """公司 Company (P1)."""

    __tablename__ = "company"
    __table_args__ = (
        Index(
            "uq_company_code",
            "code",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "uq_company_name",
            "name",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "uq_company_uscc",
            "uscc",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_company_accounting_standard_code", "accounting_standard", "code"),
    )
    meta = EntityMeta(
        name="Company",
        module="base",
        label=label(zh="公司", en="Company"),
        title="{name}",
        process="P1",
    )

    code: Mapped[str] = mapped_column(
        String(16),
        info=field("string", zh="公司编码", en="Code", required=True, unique=True, max=16),
    )
    name: Mapped[str] = mapped_column(
        String(100),
        info=field(
            "string", zh="公司名称", en="Name", required=True, unique=True, search=True, max=100
        ),
    )
    uscc: Mapped[str] = mapped_column(
        String(18),
        info=field(
            "string",
            zh="统一社会信用代码",
            en="Unified social credit code",
            help=label(zh="GB 32100 校验位", en="GB 32100 check digit"),
            required=True,
            unique=True,
            max=18,
        ),
    )
    accounting_standard: Mapped[CompanyAccountingStandard] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="会计准则",
            en="Accounting standard",
            required=True,
            default="sbe",
            enum=company_accounting_standard,
        ),
    )
    vat_taxpayer: Mapped[CompanyVatTaxpayer] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="增值税纳税人类型",
            en="VAT taxpayer type",
            required=True,
            default="general",
            enum=company_vat_taxpayer,
        ),
    )
    vat_point: Mapped[CompanyVatPoint] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="纳税义务时点",
            en="VAT recognition point",
            required=True,
            default="bill",
            enum=company_vat_point,
        ),
    )
    fiscal_start: Mapped[str] = mapped_column(
        String(7),
        info=field(
            "string",
            zh="账套启用期间",
            en="First period",
            help=label(zh="年-月，如 2024-01", en="Year-month, such as 2024-01"),
            required=True,
            max=7,
            pattern="[0-9]{4}-(0[1-9]|1[0-2])",
        ),
    )
    province: Mapped[str | None] = mapped_column(
        String(32), info=field("string", zh="所在省", en="Province", max=32)
    )
    labour_rate: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="维修工时费率（每小时）",
            en="Labour rate of repairs (an hour)",
            help=label(
                zh="报修单人工费按此计算", en="The labour cost of repair orders is counted by it"
            ),
            default=expression("60.00", ["lit", "decimal", "60.00"]),
            min=0,
        ),
    )
    local_wage: Mapped[Decimal | None] = mapped_column(
        MoneyType(),
        info=field(
            "money",
            zh="当地上年度职工月平均工资",
            en="Local average monthly wage",
            help=label(
                zh="经济补偿按其三倍封顶（劳动合同法第 47 条）",
                en="Severance pay is capped at three times it (Labour Contract Law, art. 47)",
            ),
            min=0,
        ),
    )
    legal_rep: Mapped[str | None] = mapped_column(
        String(32),
        info=field("string", zh="法定代表人", en="Legal representative", pii="personal", max=32),
    )


company_hooks = EntityHooks[Company, Never](Company)
