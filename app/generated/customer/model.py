"""客户 Customer: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 520fa5de2a59e535e8b9200be5a54e0af5f14e432136a7cbdc7c8f89c1e14dbd

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import JSON, Boolean, Computed, Date, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.accounts.users import User
from app.runtime.entity import Children, Entity, EntityMeta
from app.runtime.field import EnumType, EnumValue, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.privacy.column import Sensitive
from app.runtime.types import MoneyType, ScaledDecimal

from .. import enums
from ..enums import Gender, Verification

if TYPE_CHECKING:
    from ..consent_record.model import ConsentRecord
    from ..occupancy.model import Occupancy
    from ..project.model import Project

CustomerState = Literal["pending", "active", "moved_out", "merged", "anonymised"]
CustomerTransition = Literal["verify", "merge", "unmerge", "move_out", "anonymise"]
CustomerKind = Literal["owner", "tenant", "family", "company", "developer"]
customer_kind = EnumType(
    "CustomerKind",
    [
        EnumValue("owner", label(zh="业主", en="Owner")),
        EnumValue("tenant", label(zh="租户", en="Tenant")),
        EnumValue("family", label(zh="家庭成员", en="Family member")),
        EnumValue("company", label(zh="企业", en="Company")),
        EnumValue("developer", label(zh="开发商", en="Developer")),
    ],
)
CustomerIdType = Literal["id", "passport", "uscc", "hkmt"]
customer_id_type = EnumType(
    "CustomerIdType",
    [
        EnumValue("id", label(zh="身份证", en="ID card")),
        EnumValue("passport", label(zh="护照", en="Passport")),
        EnumValue("uscc", label(zh="营业执照", en="Business licence")),
        EnumValue("hkmt", label(zh="港澳台证", en="HK/Macau/Taiwan permit")),
    ],
)
CustomerPreferredChannel = Literal["app", "wechat", "sms", "phone", "email"]
customer_preferred_channel = EnumType(
    "CustomerPreferredChannel",
    [
        EnumValue("app", label(zh="APP", en="App")),
        EnumValue("wechat", label(zh="微信", en="WeChat")),
        EnumValue("sms", label(zh="短信", en="SMS")),
        EnumValue("phone", label(zh="电话", en="Phone")),
        EnumValue("email", label(zh="邮件", en="E-mail")),
    ],
)
CustomerSource = Literal["web", "app", "desk", "import", "hotline", "api"]
customer_source = EnumType(
    "CustomerSource",
    [
        EnumValue("web", label(zh="网站", en="Website")),
        EnumValue("app", label(zh="APP", en="App")),
        EnumValue("desk", label(zh="前台", en="Front desk")),
        EnumValue("import", label(zh="导入", en="Import")),
        EnumValue("hotline", label(zh="热线", en="Hotline")),
        EnumValue("api", label(zh="接口", en="API")),
    ],
)


class Customer(Entity):
    """客户 Customer (1.1)."""

    __tablename__ = "customer"
    __table_args__ = (
        Index("ix_customer_id_no", "id_no_blind"),
        Index(
            "uq_customer_login",
            "login_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "uq_customer_id_no",
            "id_no_blind",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_customer_project_state", "project_id", "state"),
        Index("ix_customer_project_phone", "project_id", "phone"),
        Index("ix_customer_customer_no", "customer_no"),
        Index("ix_customer_created_at", "created_at"),
        Index("ix_customer_project_created_at", "project_id", "created_at"),
        Index("ix_customer_kind_created_at", "kind", "created_at"),
        Index("ix_customer_state_created_at", "state", "created_at"),
        Index("ix_customer_verified_created_at", "verified", "created_at"),
        Index("ix_customer_source_created_at", "source", "created_at"),
        Index("ix_customer_created_by_created_at", "created_by_id", "created_at"),
        Index(
            "ix_customer_state_project_created_by_deleted_at",
            "state",
            "project_id",
            "created_by_id",
            "deleted_at",
        ),
    )
    meta = EntityMeta(
        name="Customer",
        module="crm",
        label=label(zh="客户", en="Customer"),
        title="{name}",
        process="1.1",
        children=[
            Children(
                "occupancies", of="Occupancy", by="customer", label=label(zh="房屋", en="Units")
            ),
            Children(
                "consents",
                of="ConsentRecord",
                by="customer",
                label=label(zh="个人信息同意", en="Consents"),
            ),
        ],
        retain="3 years",
    )

    customer_no: Mapped[str | None] = mapped_column(
        String(40),
        info=field(
            "number",
            zh="客户编号",
            en="Customer no.",
            numbering=numbering("KH-{scope.code}-{seq:6}", scope="project"),
        ),
    )
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_customer_project"),
        info=field("ref", zh="项目", en="Project", required=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    kind: Mapped[CustomerKind] = mapped_column(
        String(40),
        info=field(
            "enum", zh="客户类型", en="Type", required=True, default="owner", enum=customer_kind
        ),
    )
    name: Mapped[str] = mapped_column(
        String(64),
        info=field(
            "string", zh="姓名/名称", en="Name", required=True, search=True, pii="personal", max=64
        ),
    )
    phone: Mapped[str] = mapped_column(
        String(20),
        index=True,
        info=field(
            "phone", zh="手机号", en="Mobile", required=True, search=True, pii="personal", max=20
        ),
    )
    phone_masked: Mapped[str | None] = mapped_column(
        String(20),
        info=field("string", zh="手机号（掩码）", en="Mobile (masked)", readonly=True, max=20),
    )
    phone2: Mapped[str | None] = mapped_column(
        String(20), info=field("phone", zh="备用电话", en="Second phone", pii="personal", max=20)
    )
    email: Mapped[str | None] = mapped_column(
        String(254), info=field("email", zh="邮箱", en="Email", pii="personal", max=254)
    )
    id_type: Mapped[CustomerIdType | None] = mapped_column(
        String(40), info=field("enum", zh="证件类型", en="ID type", enum=customer_id_type)
    )
    id_no: Mapped[str | None] = mapped_column(
        Sensitive("customer.id_no", blind=True),
        info=field(
            "id_no",
            zh="证件号码",
            en="ID number",
            help=label(zh="身份证按 GB 11643 校验", en="ID cards are checked by GB 11643"),
            search=True,
            pii="sensitive",
            max=64,
        ),
    )
    id_no_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("id_no", 1, 32)', persisted=True), deferred=True
    )
    gender: Mapped[Gender | None] = mapped_column(
        String(40), info=field("enum", zh="性别", en="Gender", pii="personal", enum=enums.gender)
    )
    birth_date: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="出生日期", en="Birth date", pii="personal")
    )
    emergency_contact: Mapped[str | None] = mapped_column(
        String(64),
        info=field("string", zh="紧急联系人", en="Emergency contact", pii="personal", max=64),
    )
    wechat_openid: Mapped[str | None] = mapped_column(
        String(64),
        index=True,
        info=field("string", zh="微信 OpenID", en="WeChat OpenID", pii="personal", max=64),
    )
    household_size: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="家庭人数", en="Household size", pii="personal", max=50, min=0),
    )
    elderly_count: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="60岁以上人数", en="Elderly", pii="personal", max=20, min=0)
    )
    child_count: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="儿童人数", en="Children", pii="personal", max=20, min=0)
    )
    living_alone_elderly: Mapped[bool | None] = mapped_column(
        Sensitive("customer.living_alone_elderly", blind=True),
        info=field(
            "bool",
            zh="独居老人",
            en="Elderly living alone",
            help=label(
                zh="需要单独同意；报事优先处理",
                en="Needs separate consent; requests get a higher priority",
            ),
            pii="sensitive",
        ),
    )
    living_alone_elderly_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("living_alone_elderly", 1, 32)', persisted=True), deferred=True
    )
    pets: Mapped[str | None] = mapped_column(
        String(32), info=field("string", zh="宠物", en="Pets", max=32)
    )
    vehicle_count: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="车辆数", en="Vehicles", max=50, min=0)
    )
    has_ev: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="新能源车", en="EV")
    )
    preferred_channel: Mapped[CustomerPreferredChannel | None] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="偏好渠道",
            en="Preferred channel",
            default="app",
            enum=customer_preferred_channel,
        ),
    )
    source: Mapped[CustomerSource] = mapped_column(
        String(40),
        info=field(
            "enum", zh="来源", en="Source", required=True, default="desk", enum=customer_source
        ),
    )
    verified: Mapped[Verification | None] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="身份核验",
            en="Verification",
            readonly=True,
            default="none",
            enum=enums.verification,
        ),
    )
    segment: Mapped[str | None] = mapped_column(
        String(24), info=field("string", zh="客群", en="Segment", readonly=True, max=24)
    )
    satisfaction_avg: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("decimal", zh="近12月满意度", en="Satisfaction 12 m", readonly=True, scale=2),
    )
    arrears: Mapped[Decimal | None] = mapped_column(
        MoneyType(), info=field("money", zh="欠费金额", en="Arrears", readonly=True)
    )
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_customer_merged_into"),
        index=True,
        info=field("ref", zh="合并至", en="Merged into", to="Customer", on_delete="null"),
    )
    merged_into: Mapped[Customer | None] = relationship(
        "Customer", foreign_keys=[merged_into_id], remote_side="Customer.id"
    )
    merged_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="合并日期", en="Merged on", readonly=True)
    )
    merge_log: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True),
        info=field("json", zh="合并明细", en="What the merge moved", readonly=True),
    )
    login_id: Mapped[int | None] = mapped_column(
        ForeignKey("ab_user.id", name="fk_customer_login"),
        index=True,
        info=field(
            "ref",
            zh="登录账号",
            en="Login",
            readonly=True,
            unique=True,
            to="User",
            on_delete="null",
        ),
    )
    login: Mapped[User | None] = relationship(User, foreign_keys=[login_id])
    state: Mapped[CustomerState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    occupancies: Mapped[list[Occupancy]] = relationship(
        "Occupancy",
        primaryjoin="and_(Customer.id == Occupancy.customer_id, Occupancy.deleted_at.is_(None))",
        foreign_keys="Occupancy.customer_id",
        order_by="Occupancy.id",
        viewonly=True,
    )
    consents: Mapped[list[ConsentRecord]] = relationship(
        "ConsentRecord",
        primaryjoin="and_(Customer.id == ConsentRecord.customer_id, ConsentRecord.deleted_at.is_(None))",
        foreign_keys="ConsentRecord.customer_id",
        order_by="ConsentRecord.id",
        viewonly=True,
    )


customer_hooks = EntityHooks[Customer, CustomerTransition](
    Customer, transitions=("verify", "merge", "unmerge", "move_out", "anonymise")
)
