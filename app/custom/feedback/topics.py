"""Topics and their dictionary: the usual ones to begin with, edited in the back office, found by whole words (五)."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from app.custom.crm import locks
from app.custom.crm.orders.classification import Dictionary, folded
from app.generated.feedback_keyword import FeedbackKeyword
from app.generated.feedback_topic import FeedbackTopic
from app.runtime import records
from app.runtime.context import Context
from app.runtime.search import words

OTHER = "other"
"""The topic of what fits none."""
SPACE = 0x4642  # "FB"
WHY = "the usual topics of feedback"

USUAL: dict[str, tuple[str, str, str, str]] = {
    "lift": ("电梯", "Lifts", "2.3", "电梯 困梯 轿厢 梯门 lift elevator"),
    "water": ("给排水", "Water and drains", "2.3", "漏水 水管 停水 水压 下水道 排水 积水 水质 water drain"),
    "power": ("供电照明", "Power and light", "2.3", "停电 跳闸 漏电 路灯 照明 灯 电表 power light"),
    "fire": ("消防安全", "Fire safety", "2.2", "消防 火 火灾 消防通道 灭火器 烟感 楼道堆物 fire"),
    "clean": ("环境卫生", "Cleaning", "1.4", "卫生 保洁 垃圾 清扫 打扫 脏 异味 蚊虫 cleaning rubbish dirty"),
    "green": ("绿化养护", "Gardens", "1.4", "绿化 草坪 树木 修剪 花坛 杂草 garden trees"),
    "parking": ("停车", "Parking", "1.4", "停车 车位 乱停 充电桩 道闸 电动车 地库 parking"),
    "order": ("秩序安保", "Security", "1.4", "保安 门岗 门禁 巡逻 监控 陌生人 外卖 security guard"),
    "noise": ("噪音扰民", "Noise", "1.4", "噪音 扰民 装修 广场舞 深夜 太吵 noise"),
    "pets": ("宠物", "Pets", "1.4", "宠物 遛狗 狗 猫 狗绳 dog cat"),
    "fees": ("收费账单", "Fees and bills", "3.3", "物业费 收费 账单 缴费 发票 水费 电费 退费 fee bill invoice"),
    "repair": ("维修服务", "Repairs", "2.4", "维修 报修 师傅 上门 修理 返工 repair"),
    "attitude": ("服务态度", "Attitude", "1.4", "态度 客服 前台 电话 没人接 热情 耐心 attitude rude polite"),
    "facility": ("公共设施", "Facilities", "2.1", "健身 儿童 滑梯 座椅 单元门 地砖 路面 快递柜 facility playground"),
    "community": ("社区活动", "Community", "1.3", "活动 邻里 社区 老人 节日 community"),
    "staff": ("员工关怀", "Staff", "4.2", "食堂 宿舍 排班 加班 工资 工服 工具 考勤 培训 canteen roster overtime"),
    OTHER: ("其他", "Other", "1.4", ""),
}  # fmt: skip
"""Code → name, English name, item of the written process, terms."""


def ensure(ctx: Context) -> None:
    """The usual topics where there are none yet. Two at once make them once."""
    if ctx.session.scalar(select(FeedbackTopic.id).limit(1)) is not None:
        return
    locks.hold(ctx, SPACE, 0)
    if ctx.session.scalar(select(FeedbackTopic.id).limit(1)) is not None:
        return
    records.write_set(
        ctx,
        FeedbackTopic,
        [
            {"code": code, "name": name, "name_en": name_en, "item": item, "active": True}
            for code, (name, name_en, item, _terms) in USUAL.items()
        ],
        action="create",
        audit=WHY,
    )
    ids = dict(ctx.session.execute(select(FeedbackTopic.code, FeedbackTopic.id)).all())
    records.write_set(
        ctx,
        FeedbackKeyword,
        [
            {"topic": ids[code], "term": term, "weight": 1 if len(term) == 1 else 2}
            for code, (_name, _name_en, _item, terms) in USUAL.items()
            for term in terms.split()
        ],
        action="create",
        audit=WHY,
    )


def dictionary(ctx: Context) -> tuple[Dictionary, int | None]:
    """The terms of every active topic with their weights, found by whole words; and the topic of the rest."""
    ensure(ctx)
    rows = ctx.session.execute(
        select(FeedbackTopic.id, FeedbackTopic.code, FeedbackKeyword.term, FeedbackKeyword.weight)
        .outerjoin(
            FeedbackKeyword,
            (FeedbackKeyword.topic_id == FeedbackTopic.id) & FeedbackKeyword.deleted_at.is_(None),
        )
        .where(FeedbackTopic.deleted_at.is_(None), FeedbackTopic.active.is_(True))
        .order_by(FeedbackTopic.id, FeedbackKeyword.id)
    ).all()
    terms: dict[int, list[str]] = {}
    weights: dict[tuple[int, str], float] = {}
    other = None
    for topic, code, term, weight in rows:
        if code == OTHER:
            other = topic
        if term is not None:
            terms.setdefault(topic, []).append(term)
            weights[topic, term] = float(weight)
    return Dictionary(terms, weights, whole_words), other


def whole_words(text: str) -> Callable[[str], bool]:
    """A term counts where jieba sees a word begin or end: 灯 not in 灯具店, 停车 in 停车位. A single character stands alone."""
    plain = "".join(cut := words.cut(text))
    edges, place = {0}, 0
    for word in cut:
        place += len(word)
        edges.add(place)
    alone = set(cut)

    def here(term: str) -> bool:
        wanted = folded(term)
        if len(wanted) == 1 or wanted.isascii():
            return wanted in alone
        start = plain.find(wanted)
        while start >= 0:
            if start in edges or start + len(wanted) in edges:
                return True
            start = plain.find(wanted, start + 1)
        return False

    return here
