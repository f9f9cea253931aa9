"""Words that praise and words that complain, words that turn them round, and words of danger (五, domain.md §4.18)."""

from __future__ import annotations

from app.custom.crm.orders.priority import DANGER as DANGER_OF_ORDERS
from app.custom.crm.orders.priority import HARMLESS as HARMLESS_TO_ORDERS

POSITIVE = frozenset(
    (
        "好", "很好", "不错", "满意", "感谢", "谢谢", "表扬", "点赞", "赞", "热情", "耐心", "及时", "周到", "干净", "整洁",
        "负责", "认真", "专业", "贴心", "高效", "方便", "安静", "优秀", "放心", "温暖", "漂亮", "舒适", "喜欢", "改善",
        "辛苦", "细心", "迅速", "给力", "礼貌", "good", "great", "thanks", "thank", "clean", "kind", "helpful",
        "satisfied", "quick", "excellent", "polite", "friendly",
    )
)  # fmt: skip
NEGATIVE = frozenset(
    (
        "差", "太差", "很差", "坏", "坏了", "不满", "不满意", "投诉", "失望", "脏", "脏乱", "臭", "臭味", "异味", "吵",
        "太吵", "噪音", "慢", "太慢", "拖延", "推诿", "敷衍", "冷漠", "粗鲁", "恶劣", "混乱", "乱", "堵", "堵塞", "漏水",
        "故障", "困人", "危险", "隐患", "破损", "生锈", "裂", "超时", "没人管", "不管", "不理", "不合理", "乱收费", "太贵",
        "贵", "生气", "愤怒", "烦", "糟糕", "严重", "频繁", "老是", "总是", "又坏", "黑", "积水", "占用", "乱停", "扰民",
        "受伤", "摔", "摔倒", "问题", "难", "困难", "bad", "dirty", "noisy", "slow", "broken", "rude", "late", "smell",
        "smells", "dangerous", "terrible", "leak", "leaks", "complain", "complaint", "expensive", "unfair",
    )
)  # fmt: skip
NEGATIONS = frozenset(
    (
        "不", "没", "没有", "未", "无", "别", "莫", "非", "不是", "不够", "不太", "不能", "从不", "并不", "毫无", "从未",
        "not", "no", "never", "without", "isn't", "wasn't", "don't", "doesn't",
    )
)  # fmt: skip
DANGER = ("安全", "伤", "火", "漏电", *DANGER_OF_ORDERS)
HARMLESS = (
    *HARMLESS_TO_ORDERS, "伤心", "伤脑筋", "伤感情", "悲伤", "安全感", "很安全", "火爆", "红火", "火候", "烟火气",
    "保安全部", "保安全体", "保安全都",
)  # fmt: skip
"""Words that hold a word of danger and are none."""
