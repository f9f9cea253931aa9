"""The forty courses of the demo company, and the skills that positions ask for."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.custom.crm.demo import Company
from app.generated.course import Course
from app.generated.course.model import course_indicators, course_mandatory_for
from app.generated.course_skill import CourseSkill
from app.generated.position_skill import PositionSkill
from app.generated.skill import Skill

MORE_SKILLS = (
    ("service", "客户沟通", None), ("complaint", "投诉处理", None), ("patrol", "秩序巡逻", None),
    ("first_aid", "应急救护", "红十字救护员证"), ("cleaning", "保洁作业", None), ("office", "办公软件", None),
    ("rescue", "电梯困人救援", None),
)  # fmt: skip
ASKED = (
    ("TECH", "rescue", 2, 20), ("TECH", "fire", 2, 20), ("CSR", "service", 4, 50), ("CSR", "complaint", 3, 30),
    ("CSR", "office", 3, 20), ("GUARD", "patrol", 3, 60), ("GUARD", "first_aid", 2, 40), ("CLEANER", "cleaning", 3, 100),
    ("FINST", "office", 4, 100), ("HRST", "office", 4, 60), ("HRST", "service", 3, 40), ("MGR", "service", 4, 60), ("MGR", "complaint", 4, 40),
)  # fmt: skip
"""Position, skill, level, weight."""


@dataclass(frozen=True)
class Plan:
    """One course. `helps`: codes of indicators."""

    code: str
    name: str
    teaches: dict[str, int] = field(default_factory=dict)
    mandatory: tuple[str, ...] = ()
    valid: int | None = None
    hours: int = 4
    mode: str = "class"
    helps: tuple[str, ...] = ()
    for_whom: tuple[str, ...] = ()


T, C, G, L, M = ("TECH",), ("CSR",), ("GUARD",), ("CLEANER",), ("MGR",)
PLANS = (
    Plan("W01", "给排水维修入门", {"plumbing": 3}, for_whom=T), Plan("W02", "给排水维修提高", {"plumbing": 4}, for_whom=T, hours=8),
    Plan("W03", "水泵与泵房", {"plumbing": 5}, for_whom=T), Plan("E01", "低压电工复训", {"electric": 4}, T, 24, 16, for_whom=T, helps=("ON_TIME",)),
    Plan("E02", "配电房安全操作", {"electric": 5}, for_whom=T, mode="field"), Plan("E03", "照明与节能改造", {"electric": 3}, for_whom=T),
    Plan("D01", "门窗五金维修", {"carpentry": 3}, for_whom=T), Plan("D02", "木作与吊顶", {"carpentry": 4}, for_whom=T),
    Plan("M01", "防水与瓷砖修补", {"masonry": 4}, for_whom=T), Plan("N01", "门禁与监控基础", {"weak_current": 3}, for_whom=T),
    Plan("N02", "弱电系统进阶", {"weak_current": 4}, for_whom=T), Plan("H01", "空调清洗与检修", {"hvac": 3}, for_whom=T),
    Plan("H02", "制冷设备运行", {"hvac": 4}, valid=36, for_whom=T), Plan("X01", "电梯困人救援", {"rescue": 3}, T, 12, 4, "field", for_whom=T),
    Plan("X02", "电梯安全管理", {"lift": 4}, valid=48, for_whom=T), Plan("F01", "消防设施操作", {"fire": 3}, for_whom=T),
    Plan("F02", "消防演练与疏散", {"fire": 2}, (*T, *G), 12, 3, "field", for_whom=(*T, *G)), Plan("R01", "一次修复：先判断再动手", helps=("FTF",), for_whom=T),
    Plan("R02", "快速响应与到场", helps=("RESPOND",), for_whom=T), Plan("R03", "巡检标准与拍照", helps=("ON_TIME",), for_whom=T),
    Plan("S01", "客户沟通基础", {"service": 3}, for_whom=C, helps=("CSAT",)), Plan("S02", "客户沟通进阶", {"service": 4}, for_whom=(*C, *M), helps=("CSAT",)),
    Plan("S03", "投诉处理", {"complaint": 3}, C, 24, helps=("CSAT",), for_whom=C), Plan("S04", "难缠投诉的处理", {"complaint": 4}, for_whom=(*C, *M)),
    Plan("S05", "电话礼仪", {"service": 2}, for_whom=C, mode="online", hours=2), Plan("S06", "物业费催缴沟通", helps=("COLLECT",), for_whom=C),
    Plan("S07", "个人信息保护", mandatory=C, valid=12, mode="online", hours=2, for_whom=C), Plan("G01", "秩序巡逻规范", {"patrol": 3}, for_whom=G),
    Plan("G02", "门岗服务礼仪", {"patrol": 2}, for_whom=G), Plan("G03", "应急救护", {"first_aid": 2}, valid=24, hours=8, for_whom=G),
    Plan("G04", "突发事件处置", {"patrol": 4}, for_whom=G, mode="field"), Plan("L01", "保洁作业标准", {"cleaning": 3}, for_whom=L),
    Plan("L02", "石材与地毯养护", {"cleaning": 4}, for_whom=L), Plan("L03", "清洁剂安全使用", mandatory=L, valid=24, hours=2, for_whom=L),
    Plan("O01", "电子表格入门", {"office": 3}, mode="online", for_whom=C), Plan("O02", "电子表格进阶", {"office": 4}, mode="online", for_whom=("FINST", "HRST")),
    Plan("O03", "公文与汇报", {"office": 4}, mode="online", for_whom=("HRST",)), Plan("A01", "新员工入职培训", hours=8, for_whom=(*T, *C, *G, *L)),
    Plan("A02", "班组长管理", for_whom=M, hours=12), Plan("A03", "绩效面谈", {"service": 4}, for_whom=M),
)  # fmt: skip


def build(company: Company, indicators: dict[str, int]) -> dict[str, int]:
    """Skills, what positions ask for, courses; course code → id."""
    bulk, rules = company.bulk, company.rules
    skills = dict(rules.skills)
    for code, name, certificate in MORE_SKILLS:
        skills[code] = bulk.add(
            Skill, code=code, name=name, certificate=certificate, mandatory_cert=False
        )
    for position, skill, level, weight in ASKED:
        bulk.add(
            PositionSkill, position_id=rules.positions[position], skill_id=skills[skill], level=level,
            weight=weight,
        )  # fmt: skip
    courses: dict[str, int] = {}
    for plan in PLANS:
        courses[plan.code] = bulk.add(
            Course, code=plan.code, name=plan.name, summary=None, mode=plan.mode, hours=plan.hours,
            pass_score=60, validity_months=plan.valid, within_days=30, active=True,
        )  # fmt: skip
        for skill, level in plan.teaches.items():
            bulk.add(
                CourseSkill, course_id=courses[plan.code], skill_id=skills[skill], to_level=level
            )
    bulk.flush()
    session = bulk.ctx.session
    session.execute(
        course_mandatory_for.insert(),
        [
            {"course_id": courses[plan.code], "position_id": rules.positions[position]}
            for plan in PLANS
            for position in plan.mandatory
        ],
    )
    session.execute(
        course_indicators.insert(),
        [
            {"course_id": courses[plan.code], "kpi_indicator_id": indicators[code]}
            for plan in PLANS
            for code in plan.helps
        ],
    )
    company.rules.skills.update(skills)
    return courses
