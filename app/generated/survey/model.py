"""满意度调查 Satisfaction survey: table and fields."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 7da8f19027c40b81343d4d8d0b584dfe8a33c66fd04f3e6e3b768fcc969461b9

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.runtime.entity import Check, Children, Entity, EntityMeta
from app.runtime.errors import message
from app.runtime.expression import expression
from app.runtime.field import EnumType, EnumValue, aggregate, field, label, numbering
from app.runtime.hooks import EntityHooks
from app.runtime.types import ScaledDecimal, UtcDateTime

if TYPE_CHECKING:
    from ..project.model import Project
    from ..survey_response.model import SurveyResponse

SurveyState = Literal["draft", "scheduled", "open", "closed", "archived"]
SurveyTransition = Literal["schedule", "open", "close", "archive", "improve"]
SurveyKind = Literal["event", "periodic", "nps"]
survey_kind = EnumType(
    "SurveyKind",
    [
        EnumValue("event", label(zh="工单后", en="After an order")),
        EnumValue("periodic", label(zh="定期", en="Periodic")),
        EnumValue("nps", label(zh="NPS", en="NPS")),
    ],
)
SurveyRecurrence = Literal["none", "month", "quarter", "half", "year"]
survey_recurrence = EnumType(
    "SurveyRecurrence",
    [
        EnumValue("none", label(zh="一次", en="Once")),
        EnumValue("month", label(zh="月", en="Monthly")),
        EnumValue("quarter", label(zh="季", en="Quarterly")),
        EnumValue("half", label(zh="半年", en="Half-yearly")),
        EnumValue("year", label(zh="年", en="Yearly")),
    ],
)


class Survey(Entity):
    """满意度调查 Satisfaction survey (1.3)."""

    __tablename__ = "survey"
    __table_args__ = (
        Index("ix_survey_code", "code"),
        Index("ix_survey_opens_at", "opens_at"),
        Index("ix_survey_kind_opens_at", "kind", "opens_at"),
        Index("ix_survey_project_opens_at", "project_id", "opens_at"),
        Index("ix_survey_state_opens_at", "state", "opens_at"),
        Index("ix_survey_recurrence_opens_at", "recurrence", "opens_at"),
        Index("ix_survey_state_deleted_at", "state", "deleted_at"),
    )
    meta = EntityMeta(
        name="Survey",
        module="crm",
        label=label(zh="满意度调查", en="Satisfaction survey"),
        title="{code} {subject}",
        process="1.3",
        children=[
            Children(
                "responses",
                of="SurveyResponse",
                by="survey",
                label=label(zh="答卷", en="Responses"),
            ),
        ],
        checks=[
            Check(
                "dates_in_order",
                expression(
                    "closes_at > opens_at", ["gt", ["field", "closes_at"], ["field", "opens_at"]]
                ),
                message(zh="截止时间须晚于开放时间", en="It must close after it opens"),
            ),
        ],
    )

    code: Mapped[str | None] = mapped_column(
        String(40),
        info=field("number", zh="编号", en="No.", numbering=numbering("DC{yyyy}-{seq:4}")),
    )
    subject: Mapped[str] = mapped_column(
        String(100),
        info=field("string", zh="标题", en="Title", required=True, search=True, max=100),
    )
    kind: Mapped[SurveyKind] = mapped_column(
        String(40),
        info=field(
            "enum", zh="类型", en="Kind", required=True, default="periodic", enum=survey_kind
        ),
    )
    project_id: Mapped[int | None] = mapped_column(
        ForeignKey("project.id", name="fk_survey_project"),
        info=field(
            "ref",
            zh="项目",
            en="Project",
            help=label(zh="空 = 所有项目", en="Empty: every project"),
            to="Project",
        ),
    )
    project: Mapped[Project | None] = relationship("Project", foreign_keys=[project_id])
    questions: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True),
        info=field(
            "json",
            zh="题目",
            en="Questions",
            help=label(
                zh='[{"key":"service","zh":"客服态度","en":"Service"}]',
                en='[{"key":"service","zh":"客服态度","en":"Service"}]',
            ),
        ),
    )
    period: Mapped[str | None] = mapped_column(
        String(10), info=field("string", zh="期间", en="Period", max=10)
    )
    recurrence: Mapped[SurveyRecurrence] = mapped_column(
        String(40),
        info=field(
            "enum",
            zh="周期",
            en="Recurrence",
            required=True,
            default="none",
            enum=survey_recurrence,
        ),
    )
    next_on: Mapped[datetime.date | None] = mapped_column(
        Date(), info=field("date", zh="下次", en="Next", readonly=True)
    )
    sample_pct: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field("percent", zh="抽样比例", en="Sample", default=20, max=100, min=1, scale=2),
    )
    seed: Mapped[int | None] = mapped_column(
        Integer(), info=field("int", zh="抽样种子", en="Sample seed", default=20260101)
    )
    opens_at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="开放", en="Opens", required=True)
    )
    closes_at: Mapped[datetime.datetime] = mapped_column(
        UtcDateTime(), info=field("datetime", zh="截止", en="Closes", required=True)
    )
    anonymous: Mapped[bool | None] = mapped_column(
        Boolean(), info=field("bool", zh="匿名", en="Anonymous")
    )
    invited: Mapped[int | None] = mapped_column(
        Integer(),
        info=field("int", zh="邀请数", en="Invited", aggregate=aggregate("count", "responses")),
    )
    csat_avg: Mapped[Decimal | None] = mapped_column(
        ScaledDecimal(2),
        info=field(
            "decimal",
            zh="平均分",
            en="Average score",
            scale=2,
            aggregate=aggregate("avg", "responses", "csat"),
        ),
    )
    statistics: Mapped[Any | None] = mapped_column(
        JSON(none_as_null=True), info=field("json", zh="统计", en="Statistics", readonly=True)
    )
    anchor_on: Mapped[datetime.date | None] = mapped_column(
        Date(),
        info=field(
            "date",
            zh="首期开放日",
            en="First opened on",
            help=label(
                zh="周期从这一天起算，不会逐期漂移",
                en="The series counts from this day and never drifts",
            ),
            readonly=True,
        ),
    )
    previous_id: Mapped[int | None] = mapped_column(
        ForeignKey("survey.id", name="fk_survey_previous"),
        index=True,
        info=field(
            "ref",
            zh="上一期",
            en="Previous",
            readonly=True,
            to="Survey",
            on_delete="null",
            trace="cause",
        ),
    )
    previous: Mapped[Survey | None] = relationship(
        "Survey", foreign_keys=[previous_id], remote_side="Survey.id"
    )
    state: Mapped[SurveyState] = mapped_column(
        String(40), info=field("state", zh="状态", en="State")
    )
    responses: Mapped[list[SurveyResponse]] = relationship(
        "SurveyResponse",
        primaryjoin="and_(Survey.id == SurveyResponse.survey_id, SurveyResponse.deleted_at.is_(None))",
        foreign_keys="SurveyResponse.survey_id",
        order_by="SurveyResponse.id",
        viewonly=True,
    )


survey_hooks = EntityHooks[Survey, SurveyTransition](
    Survey, transitions=("schedule", "open", "close", "archive", "improve")
)
