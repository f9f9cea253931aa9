"""Invented people and numbers: no real person, phone or identity number can come out (domain.md §7)."""

from __future__ import annotations

import datetime as dt
from random import Random

from ..normalise import id_check_digit

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅鹏飞宇浩然子轩梓涵欣怡诗雨佳琪俊熙思远文博雅婷志远晓东建国海燕春花秋月冬青立新永康国栋家豪嘉欣晨曦瑞雪一诺乐天"
COMPANY_WORDS = (
    "云帆",
    "恒信",
    "启明",
    "蓝海",
    "新元",
    "博远",
    "天成",
    "星河",
    "和创",
    "优锐",
    "智联",
    "同创",
    "嘉禾",
    "汇能",
    "远景",
    "卓越",
)
TRADES = (
    "科技",
    "贸易",
    "文化传播",
    "餐饮管理",
    "电子",
    "建材",
    "教育咨询",
    "物流",
    "健康管理",
    "设计",
)
# Area code 999999 does not exist, so no number can be anybody's.
AREA = "999999"


class Names:
    """Names and numbers from one random source; phones never repeat."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._phone = 0

    def person(self) -> str:
        """A surname with one or two given characters."""
        pick = self.random.choice
        given = pick(GIVEN) + (pick(GIVEN) if self.random.random() < 0.75 else "")
        return pick(SURNAMES) + given

    def company(self) -> str:
        """A company with its trade."""
        pick = self.random.choice
        first, second = pick(COMPANY_WORDS), pick(COMPANY_WORDS)
        if first == second:
            second = COMPANY_WORDS[(COMPANY_WORDS.index(first) + 1) % len(COMPANY_WORDS)]
        return f"{first}{second}{pick(TRADES)}有限公司"

    def phone(self) -> str:
        """`1990000…`: the next number of a block that nobody has."""
        self._phone += 1
        return f"199{self._phone:08d}"

    def birth_date(self, *, least: int = 20, most: int = 85, today: dt.date) -> dt.date:
        """A day between two ages."""
        return today - dt.timedelta(days=self.random.randint(least * 365, most * 365))

    def id_number(self, born: dt.date) -> str:
        """18 digits with a correct check digit in an area that does not exist."""
        first = f"{AREA}{born:%Y%m%d}{self.random.randint(0, 999):03d}"
        return first + id_check_digit(first)
