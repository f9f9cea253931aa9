"""客户登记 Registration: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 998e390541c17058e45cea2189f910600c03484e096554457851e08e9e1ef6ce

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Boolean, Computed, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, field, label
from app.runtime.hooks import EntityHooks
from app.runtime.privacy.column import Sensitive
from app.runtime.types import ScaledDecimal

from .. import enums
from ..enums import OccupancyRole, Verification

if TYPE_CHECKING:
    from ..customer.model import Customer
    from ..project.model import Project

RegistrationState = Literal["received", "blocked", "waiting", "done", "refused"]
RegistrationTransition = Literal[
    "finish", "wait", "approve", "refuse", "block", "link", "accept_as_new"
]
RegistrationSource = Literal["web", "app", "desk", "api"]
registration_source = EnumType(
    "RegistrationSource",
    [
        EnumValue("web", label(zh="网站", en="Website")),
        EnumValue("app", label(zh="APP", en="App")),
        EnumValue("desk", label(zh="前台", en="Front desk")),
        EnumValue("api", label(zh="接口", en="API")),
    ],
)
RegistrationOutcome = Literal["created", "linked", "suggested", "review"]
registration_outcome = EnumType(
    "RegistrationOutcome",
    [
        EnumValue("created", label(zh="已建档", en="Profile created"), color="green"),
        EnumValue(
            "linked", label(zh="已关联现有客户", en="Linked to a known customer"), color="blue"
        ),
        EnumValue(
            "suggested",
            label(zh="与现有客户重复，待客服确认", en="Duplicate, customer service decides"),
            color="orange",
        ),
        EnumValue(
            "review",
            label(zh="已建档，疑似重复待复核", en="Profile created, possible duplicate"),
            color="yellow",
        ),
    ],
)


class Registration(Entity):
    """客户登记 Registration (1.1)."""

    __tablename__ = "registration"
    __table_args__ = (
        Index(
            "uq_registration_token",
            "token",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_registration_created_at", "created_at"),
        Index("ix_registration_state_created_at", "state", "created_at"),
        Index("ix_registration_project_created_at", "project_id", "created_at"),
        Index("ix_registration_outcome_created_at", "outcome", "created_at"),
        Index("ix_registration_verified_created_at", "verified", "created_at"),
        Index("ix_registration_source_created_at", "source", "created_at"),
        Index("ix_registration_created_by_created_at", "created_by_id", "created_at"),
        Index(
            "ix_registration_state_project_created_by_deleted_at",
            "state",
            "project_id",
            "created_by_id",
            "deleted_at",
        ),
    )
    meta = EntityMeta(
        name="Registration",
        module="crm",
        label=label(zh="客户登记", en="Registration"),
        title="{name}",
        process="1.1",
        help=label(
            zh="客户在网站或手机上填写；提交后自动建立客户档案",
            en="Filled in on the website or the phone; the customer profile is made from it at once",
        ),
        checks=[
            Check(
                "service_agreed",
                expression("consent_service", ["field", "consent_service"]),
                message(
                    zh="须同意为物业服务处理个人信息才能登记",
                    en="Registration needs your consent to use the data for the service",
                ),
            ),
        ],
    )

    token: Mapped[str] = mapped_column(
        String(64),
        info=field(
            "string",
            zh="登记表编号",
            en="Form no.",
            help=label(
                zh="纸质登记表上的编号；同一编号只登记一次",
                en="The number on the paper form; one number registers once",
            ),
            required=True,
            unique=True,
            max=64,
        ),
    )
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", name="fk_registration_project"),
        info=field("ref", zh="小区", en="Project", required=True, to="Project"),
    )
    project: Mapped[Project] = relationship("Project", foreign_keys=[project_id])
    building_no: Mapped[str] = mapped_column(
        String(16), info=field("string", zh="楼号", en="Building no.", required=True, max=16)
    )
    entrance_no: Mapped[str | None] = mapped_column(
        String(8), info=field("string", zh="单元", en="Entrance", max=8)
    )
    room_no: Mapped[str] = mapped_column(
        String(16), info=field("string", zh="房号", en="Room no.", required=True, max=16)
    )
    role: Mapped[OccupancyRole] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="身份",
            en="I am the",
            required=True,
            default="owner",
            enum=enums.occupancy_role,
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
        info=field("phone", zh="手机号", en="Mobile", required=True, pii="personal", max=20),
    )
    email: Mapped[str | None] = mapped_column(
        String(254), info=field("email", zh="邮箱", en="Email", pii="personal", max=254)
    )
    id_no: Mapped[str | None] = mapped_column(
        Sensitive("registration.id_no", blind=True),
        info=field(
            "id_no", zh="身份证号（选填）", en="ID number (optional)", pii="sensitive", max=64
        ),
    )
    id_no_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("id_no", 1, 32)', persisted=True), deferred=True
    )
    password: Mapped[str | None] = mapped_column(
        Sensitive("registration.password"),
        info=field(
            "secret",
            zh="登录密码",
            en="Password",
            help=label(
                zh="至少 12 个字符，不要太常见；核验通过后用手机号和此密码登录",
                en="12 characters or more, not a common one; once verified, log in with the mobile number and this password",
            ),
            max=255,
            min=12,
        ),
    )
    household_size: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="家庭人数", en="Household size", pii="personal", max=50, min=0),
    )
    elderly_count: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="60岁以上人数", en="Elderly", pii="personal", max=20, min=0)
    )
    living_alone_elderly: Mapped[bool | None] = mapped_column(
        Sensitive("registration.living_alone_elderly", blind=True),
        info=field(
            "bool",
            zh="独居老人",
            en="Elderly living alone",
            visible=expression("consent_sensitive", ["field", "consent_sensitive"]),
            pii="sensitive",
        ),
    )
    living_alone_elderly_blind: Mapped[str | None] = mapped_column(
        String(32), Computed('substr("living_alone_elderly", 1, 32)', persisted=True), deferred=True
    )
    consent_service: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="同意为物业服务处理我的个人信息",
            en="I agree that my data are used to serve me",
        ),
    )
    consent_profiling: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field("bool", zh="同意用于个性化服务方案", en="I agree to personal service plans"),
    )
    consent_sensitive: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="同意处理敏感信息（证件号、独居情况）",
            en="I agree to the use of sensitive data (ID number, living alone)",
        ),
    )
    consent_marketing: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="同意接收活动信息", en="I agree to receive offers")
    )
    policy_version: Mapped[str | None] = mapped_column(
        String(16),
        info=field("string", zh="隐私政策版本", en="Policy version", readonly=True, max=16),
    )
    source: Mapped[RegistrationSource | None] = mapped_column(
        String(40),
        info=field("enum", zh="来源", en="Source", default="web", enum=registration_source),
    )
    outcome: Mapped[RegistrationOutcome | None] = mapped_column(
        String(40),
        info=field("enum", zh="结果", en="Outcome", readonly=True, enum=registration_outcome),
    )
    phone_proved: Mapped[bool | None] = mapped_column(
        Boolean(),
        info=field(
            "bool",
            zh="手机已验证",
            en="Mobile proved",
            help=label(
                zh="填写了发到该手机的验证码，或由客服当面登记",
                en="The code sent to this mobile was typed, or customer service was there",
            ),
            readonly=True,
        ),
    )
    verified: Mapped[Verification | None] = mapped_column(
        String(40),
        info=field(
            "enum", zh="身份核验", en="Verification", readonly=True, enum=enums.verification
        ),
    )
    customer_id: Mapped[int | None] = mapped_column(
        ForeignKey("customer.id", name="fk_registration_customer"),
        index=True,
        info=field(
            "ref",
            zh="客户",
            en="Customer",
            readonly=True,
            to="Customer",
            on_delete="null",
            trace="result",
        ),
    )
    customer: Mapped[Customer | None] = relationship("Customer", foreign_keys=[customer_id])
    score: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(4), info=field("decimal", zh="相似度", en="Likeness", readonly=True, scale=4)
    )
    state: Mapped[RegistrationState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )


registration_hooks = EntityHooks[Registration, RegistrationTransition](
    Registration,
    transitions=("finish", "wait", "approve", "refuse", "block", "link", "accept_as_new"),
)
