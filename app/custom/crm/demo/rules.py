"""Departments, skills, categories with their keywords, time limits, working hours: what the rules go by."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import chinese_calendar

from app.generated.calendar_day import CalendarDay
from app.generated.department import Department
from app.generated.position import Position
from app.generated.position_skill import PositionSkill
from app.generated.skill import Skill
from app.generated.sla_policy import SlaPolicy
from app.generated.ticket_category import TicketCategory
from app.generated.ticket_keyword import TicketKeyword
from app.generated.working_hours import WorkingHours

from .bulk import Bulk
from .places import PLANS, Places

HEADQUARTERS = (
    ("GM", "总经办", None, "gm"),
    ("PM", "项目管理部", "GM", "gm"),
    ("CS", "客服中心", "GM", "cs"),
    ("ENG", "工程中心", "GM", "eng"),
    ("ORD", "秩序中心", "GM", "order"),
    ("CLEAN", "环境中心", "GM", "clean"),
    ("FIN", "财务部", "GM", "fin"),
    ("HR", "人力资源部", "GM", "hr"),
    ("AUD", "审计部", "GM", "audit"),
    ("IT", "信息部", "GM", "it"),
)
ON_SITE = (("CS", "客服部"), ("ENG", "工程部"), ("ORD", "秩序部"), ("CLEAN", "环境部"))

SKILLS = (
    ("plumbing", "给排水", None, False),
    ("electric", "强电", "低压电工证", True),
    ("carpentry", "门窗木作", None, False),
    ("masonry", "泥瓦防水", None, False),
    ("weak_current", "弱电门禁", None, False),
    ("hvac", "暖通空调", "制冷与空调作业证", False),
    ("lift", "电梯", "电梯安全管理员证", True),
    ("fire", "消防", "消防设施操作员", False),
)

POSITIONS = (
    ("GMGR", "总经理", "GM", 1, 10, 12, 30000, 40000, 60000),
    ("MGR", "部门经理", "GM", 12, 7, 9, 12000, 16000, 22000),
    ("CSR", "客服专员", "CS", 25, 3, 5, 5000, 6500, 8500),
    ("TECH", "维修技工", "ENG", 30, 3, 6, 6000, 8000, 11000),
    ("GUARD", "秩序维护员", "ORD", 80, 1, 3, 4000, 4800, 6000),
    ("CLEANER", "保洁员", "CLEAN", 60, 1, 2, 3500, 4000, 5000),
    ("FINST", "财务专员", "FIN", 8, 4, 6, 6500, 8500, 12000),
    ("HRST", "人事专员", "HR", 4, 4, 6, 6000, 8000, 11000),
)


@dataclass(frozen=True)
class Kind:
    """One category: where it belongs, whom it needs, how its requests are worded."""

    code: str
    name: str
    parent: str
    department: str
    words: tuple[str, ...]
    skill: str | None = None
    level: int | None = None
    priority: str = "p3"
    chargeable: bool = False
    photo: bool = True
    weight: int = 5


PARENTS = (
    ("repair", "工程维修", "ENG"),
    ("environment", "环境保洁", "CLEAN"),
    ("security", "秩序安全", "ORD"),
    ("service", "客户服务", "CS"),
)
KINDS = (
    Kind("repair.water", "给排水", "repair", "ENG", ("漏水", "渗水", "水管", "跑水", "水龙头", "下水", "堵", "马桶", "地漏", "停水", "水压"), "plumbing", 3, weight=20),
    Kind("repair.power", "供电照明", "repair", "ENG", ("灯", "跳闸", "漏电", "插座", "停电", "开关", "电表", "照明"), "electric", 3, weight=14),
    Kind("repair.lift", "电梯", "repair", "ENG", ("电梯", "困人", "轿厢", "按钮失灵"), "lift", 3, "p2", weight=7),
    Kind("repair.door", "门窗五金", "repair", "ENG", ("门锁", "窗户", "门把手", "合页", "单元门", "闭门器", "玻璃"), "carpentry", 2, weight=8),
    Kind("repair.wall", "墙面屋面", "repair", "ENG", ("墙", "屋面", "防水", "瓷砖", "脱落", "裂缝", "吊顶"), "masonry", 3, weight=6),
    Kind("repair.access", "门禁对讲", "repair", "ENG", ("门禁", "对讲", "刷卡", "可视", "监控"), "weak_current", 3, weight=8),
    Kind("repair.hvac", "暖通空调", "repair", "ENG", ("空调", "暖气", "新风", "制冷", "供暖", "不热"), "hvac", 3, weight=7),
    Kind("repair.fire", "消防设施", "repair", "ENG", ("消防", "烟感", "灭火器", "喷淋", "燃气", "火", "冒烟", "着火"), "fire", 2, "p2", weight=3),
    Kind("repair.paid", "有偿维修", "repair", "ENG", ("安装", "换锁", "疏通费", "上门收费", "晾衣架", "代购"), "carpentry", 2, "p4", True, weight=10),
    Kind("env.clean", "公共保洁", "environment", "CLEAN", ("垃圾", "保洁", "异味", "积水", "楼道脏", "清扫", "宠物粪便"), weight=9),
    Kind("env.green", "绿化养护", "environment", "CLEAN", ("绿化", "树枝", "草坪", "杂草", "虫害"), priority="p4", weight=3),
    Kind("sec.parking", "停车秩序", "security", "ORD", ("停车", "车位", "占用", "堵车", "道闸", "挪车"), weight=7),
    Kind("sec.noise", "噪音扰民", "security", "ORD", ("噪音", "吵", "装修声", "扰民", "广场舞"), photo=False, weight=5),
    Kind("svc.complaint", "投诉", "service", "CS", ("投诉", "态度", "不满", "敷衍"), priority="p2", photo=False, weight=3),
    Kind("svc.card", "证卡办理", "service", "CS", ("门禁卡", "办卡", "过户", "出入证", "装修证"), photo=False, priority="p4", weight=4),
    Kind("consult", "咨询", "service", "CS", ("请问", "咨询", "怎么办理", "物业费", "几点", "电话多少"), photo=False, priority="p4", weight=4),
)  # fmt: skip
URGENT = ("困人", "漏电", "燃气", "火", "跑水")

LIMITS = (
    ("p1", 5, 30, 240, "always"),
    ("p2", 15, 60, 480, "always"),
    ("p3", 30, 120, 1440, "working"),
    ("p4", 120, None, 3150, "working"),
)
HOLIDAYS_ZH = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


@dataclass
class Rules:
    """Ids by code."""

    departments: dict[str, int] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)
    skills: dict[str, int] = field(default_factory=dict)
    categories: dict[str, int] = field(default_factory=dict)
    policies: dict[str, int] = field(default_factory=dict)


def build(bulk: Bulk, places: Places, *, today: dt.date) -> Rules:
    """Add everything that people and orders refer to."""
    rules = Rules()
    _departments(bulk, places, rules)
    for code, name, certificate, mandatory in SKILLS:
        rules.skills[code] = bulk.add(
            Skill, code=code, name=name, certificate=certificate, mandatory_cert=mandatory
        )
    _positions(bulk, rules)
    _categories(bulk, rules)
    _limits(bulk, rules)
    _calendar(bulk, today)
    return rules


def _departments(bulk: Bulk, places: Places, rules: Rules) -> None:
    for code, name, parent, kind in HEADQUARTERS:
        _department(bulk, rules, code, name, parent, kind, None)
    kinds = {code: kind for code, _, _, kind in HEADQUARTERS}
    for plan in PLANS:
        for code, name in ON_SITE:
            _department(
                bulk,
                rules,
                f"{plan.code}-{code}",
                f"{plan.name}{name}",
                code,
                kinds[code],
                places.projects[plan.code],
            )


def _department(
    bulk: Bulk,
    rules: Rules,
    code: str,
    name: str,
    parent: str | None,
    kind: str,
    project: int | None,
) -> None:
    path = f"{rules.paths[parent] if parent else '/'}{code}/"
    rules.paths[code] = path
    rules.departments[code] = bulk.add(
        Department,
        code=code,
        name=name,
        parent_id=rules.departments[parent] if parent else None,
        path=path,
        head_id=None,
        project_id=project,
        cost_center=f"C{len(rules.departments) + 1:03d}",
        kind=kind,
    )


def _positions(bulk: Bulk, rules: Rules) -> None:
    for code, name, department, headcount, low, high, *pay in POSITIONS:
        rules.positions[code] = bulk.add(
            Position,
            code=code,
            name=name,
            department_id=rules.departments[department],
            grade_min=low,
            grade_max=high,
            headcount=headcount,
            pay_min=pay[0],
            pay_mid=pay[1],
            pay_max=pay[2],
        )
    for skill, weight in (("plumbing", 40), ("electric", 40), ("carpentry", 20)):
        bulk.add(
            PositionSkill,
            position_id=rules.positions["TECH"],
            skill_id=rules.skills[skill],
            level=3,
            weight=weight,
        )


def _categories(bulk: Bulk, rules: Rules) -> None:
    for code, name, department in PARENTS:
        rules.categories[code] = bulk.add(
            TicketCategory,
            code=code,
            name=name,
            parent_id=None,
            department_id=rules.departments[department],
            default_priority="p3",
            chargeable=False,
            needs_photo=True,
            active=True,
        )
    for kind in KINDS:
        rules.categories[kind.code] = bulk.add(
            TicketCategory,
            code=kind.code,
            name=kind.name,
            parent_id=rules.categories[kind.parent],
            department_id=rules.departments[kind.department],
            skill_id=rules.skills[kind.skill] if kind.skill else None,
            level=kind.level,
            default_priority=kind.priority,
            chargeable=kind.chargeable,
            needs_photo=kind.photo,
            active=True,
        )
        for word in kind.words:
            bulk.add(
                TicketKeyword,
                category_id=rules.categories[kind.code],
                term=word,
                urgent=word in URGENT,
            )


def _limits(bulk: Bulk, rules: Rules) -> None:
    hours = {
        "always": bulk.add(
            WorkingHours,
            code="h24",
            name="7×24 小时",
            mode="always",
            windows=[["00:00", "23:59"]],
        ),
        "working": bulk.add(
            WorkingHours,
            code="workday",
            name="工作日",
            mode="working",
            windows=[["09:00", "12:00"], ["13:30", "18:00"]],
        ),
    }
    for level, respond, arrive, resolve, mode in LIMITS:
        rules.policies[level] = bulk.add(
            SlaPolicy,
            code=level.upper(),
            priority=level,
            category_id=None,
            project_id=None,
            respond_min=respond,
            arrive_min=arrive,
            resolve_min=resolve,
            hours_id=hours[mode],
        )


def _calendar(bulk: Bulk, today: dt.date) -> None:
    """Holidays and make-up days of the years around today, as the built-in table knows them."""
    day = dt.date(today.year - 2, 1, 1)
    while day.year <= today.year:
        try:
            is_work, (_, holiday) = (
                chinese_calendar.is_workday(day),
                chinese_calendar.get_holiday_detail(day),
            )
        except NotImplementedError:
            return
        weekend = day.weekday() >= 5
        if holiday or is_work == weekend:
            bulk.add(
                CalendarDay,
                date=day,
                kind="workday" if is_work else "statutory" if holiday else "rest",
                holiday=HOLIDAYS_ZH.get(holiday or "", holiday),
                makeup=is_work and weekend,
                source="lib",
                provisional=False,
            )
        day += dt.timedelta(days=1)
