"""How the demo's machines fail: lives that are known, so that the optimiser can be asked to find them again (domain.md §7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

WEARING = {"wear": 58, "part": 22, "env": 8, "misuse": 5, "power": 5, "unknown": 2}
CHANCE = {"power": 32, "env": 26, "part": 18, "unknown": 14, "misuse": 10}


class Report(NamedTuple):
    """What was reported, with the code a device would send; what was done; the part it took, if any (`catalogue.PARTS`)."""

    said: str
    done: str
    code: str
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Breed:
    """How a kind of machine fails: Weibull `beta` and `eta` (hours), hours down (median), labour (minutes)."""

    beta: float
    eta: float
    down: float
    labour: int
    reports: Sequence[Report]

    @property
    def causes(self) -> Mapping[str, int]:
        return WEARING if self.beta > 1.2 else CHANCE


BREEDS: Mapping[str, Breed] = {
    "pump": Breed(2.5, 2000, 5, 120, (
        Report("水泵漏水，机封处滴水不止", "更换机械密封，试运行 30 分钟正常", "P01", "seal"),
        Report("水泵异响，振动大", "更换轴承并校正联轴器", "P02", "bearing"),
        Report("水泵不启动，热继电器动作", "更换接触器，复位并测绝缘", "P03", "contactor"),
    )),
    "lift_door": Breed(1.6, 3000, 3, 90, (
        Report("层门关不严，电梯停梯", "更换门机皮带，清理地坎", "E21", "belt"),
        Report("轿门反复开合", "更换光幕，调整门刀间隙", "E22", "curtain"),
        Report("门锁回路断开，电梯不运行", "清洁门锁触点，调整间隙", "E23"),
    )),
    "camera": Breed(1.0, 8000, 8, 45, (
        Report("画面黑屏", "更换电源适配器", "C01", "adapter"),
        Report("画面卡顿掉线", "重做水晶头，更换交换机端口", "C02"),
        Report("夜视不清", "清洁镜头，更换红外灯板", "C03", "lamp"),
    )),
    "power": Breed(1.1, 26000, 4, 100, (
        Report("断路器跳闸，合不上", "更换断路器，测绝缘后送电", "D01", "breaker"),
        Report("电容柜补偿失效，功率因数低", "更换电容器和接触器", "D02", "contactor"),
    )),
    "fire": Breed(1.2, 22000, 10, 60, (
        Report("探测器故障报警，主机显示掉线", "更换烟感探测器，主机复位", "F01", "detector"),
        Report("消火栓箱阀门渗漏", "更换阀门密封圈", "F02", "ring"),
        Report("末端试水压力不足", "清理过滤器，补压后正常", "F03"),
    )),
    "hvac": Breed(1.9, 5200, 6, 150, (
        Report("机组高压报警停机", "清洗冷凝器，补充制冷剂", "H01", "refrigerant"),
        Report("空调箱皮带断裂，不出风", "更换风机皮带", "H02", "fanbelt"),
        Report("风机轴承异响", "更换轴承，加注润滑脂", "H03", "bearing"),
    )),
}  # fmt: skip
"""domain.md §7: pumps wear out, lift doors a little, cameras fail by chance; the others are of the same mould."""


def moments(
    random: Random, breed: Breed, since: dt.datetime, until: dt.datetime, maintained: Iterable[dt.datetime] = ()
) -> Iterator[tuple[dt.datetime, dt.datetime]]:  # fmt: skip
    """(failed, restored) of one machine. Maintenance and repair make it as new; none is done while it is down."""
    care = iter(sorted(moment for moment in maintained if since < moment < until))
    following = next(care, None)
    renewed = since
    while True:
        at = renewed + dt.timedelta(hours=random.weibullvariate(breed.eta, breed.beta))
        while following is not None and following <= renewed:
            following = next(care, None)
        if following is not None and following < at:
            renewed = following
            continue
        at = at.replace(microsecond=0)
        down = breed.down * random.lognormvariate(0, 0.6)
        restored = at + dt.timedelta(minutes=max(20, round(down * 60)))
        if restored >= until:
            return
        yield at, restored
        renewed = restored
