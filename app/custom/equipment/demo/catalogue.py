"""What the demo company has: families of machines with their categories and checklists, models, spare parts (domain.md §7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .failures import BREEDS, Breed


class Check(NamedTuple):
    """One item of a checklist."""

    code: str
    name: str
    kind: str = "bool"
    low: str | None = None
    high: str | None = None
    uom: str | None = None
    choices: str | None = None
    required: bool = True
    severity: str = "s3"
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sort:
    """A category below its family: its models (brand, model), price (yuan), what stands where."""

    code: str
    name: str
    models: Sequence[tuple[str, str]]
    price: int
    places: Sequence[str]
    special: bool = False
    criticality: str = "b"
    checks: Sequence[Check] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """A category at the top. `life`: years; `cap`: days that the law allows; `loss`: yuan an hour of standing still."""

    code: str
    name: str
    breed: Breed
    skill: str
    level: int
    life: int
    loss: int
    interval: tuple[int, str]
    checks: Sequence[Check]
    sorts: Sequence[Sort]
    counts: Mapping[str, Sequence[int]]
    """Project → how many of each sort; the first of a sort that leads stands above the others."""
    cap: int | None = None
    leads: str | None = None
    """The sort whose devices the others are part of."""
    metered: float = 0.0
    """Run hours a day that its counters show; 0: it has none."""


_LOOKS = Check("look", "外观与清洁", required=False, severity="s4")

FAMILIES: Sequence[Family] = (
    Family(
        "lift", "电梯", BREEDS["lift_door"], "lift", 3, 15, 200, (15, "day"), cap=15,
        checks=(
            Check("door", "层门、轿门开关平稳", severity="s2"),
            Check("lock", "门锁电气触点", severity="s2"),
            Check("level", "平层误差", "num", "0", "10", "mm"),
            Check("alarm", "五方对讲与警铃"),
            Check("photo", "机房照片", "photo", required=False),
        ),
        sorts=(
            Sort("passenger", "乘客电梯", (("蓝海", "LH-K1000"), ("新元", "XY-P800")), 260000, ("1单元", "2单元"), True, "a"),
        ),
        counts={"YX": (24,), "JX": (18,), "KC": (12,), "BJ": (6,)},
    ),
    Family(
        "water", "给排水", BREEDS["pump"], "plumbing", 3, 12, 180, (6, "month"), metered=11.0,
        checks=(
            Check("leak", "有无渗漏"),
            Check("pressure", "出口压力", "num", "0.20", "0.60", "MPa", severity="s2"),
            Check("noise", "声音与振动", "choice", choices="正常，偏大，异响", severity="s4"),
            Check("grease", "加注润滑脂", required=False, kinds=("maintain",)),
            _LOOKS,
        ),
        sorts=(
            Sort("supply", "生活给水泵", (("清源", "QY-65"), ("清源", "QY-80")), 18000, ("地下一层生活水泵房",), criticality="a"),
            Sort("drain", "排污泵", (("清源", "QW-50"),), 6000, ("地下车库集水坑", "地下二层集水坑")),
        ),
        counts={"YX": (16, 14), "JX": (12, 12), "KC": (6, 6), "BJ": (6, 6), "HX": (8, 4)},
    ),
    Family(
        "power", "供配电", BREEDS["power"], "electric", 3, 20, 400, (6, "month"), leads="transformer",
        checks=(
            Check("current", "三相电流平衡"),
            Check("temperature", "接头温度", "num", "0", "70", "℃", severity="s2"),
            Check("indicator", "仪表与指示灯", severity="s4"),
            _LOOKS,
        ),
        sorts=(
            Sort("transformer", "变压器", (("恒信", "SCB13-800"),), 150000, ("配电房",), criticality="a"),
            Sort("cabinet", "低压配电柜", (("恒信", "GGD-1"), ("恒信", "GGD-2")), 26000, ("配电房", "强电井"), criticality="a"),
        ),
        counts={"YX": (2, 8), "JX": (2, 6), "KC": (2, 6), "BJ": (2, 6), "HX": (1, 5)},
    ),
    Family(
        "fire", "消防", BREEDS["fire"], "fire", 2, 15, 60, (1, "month"), leads="host",
        checks=(
            Check("state", "状态指示正常"),
            Check("access", "前方无遮挡", severity="s4"),
            Check("battery", "备用电源", "choice", choices="正常，欠压", required=False),
        ),
        sorts=(
            Sort("host", "火灾报警控制器", (("启明", "QM-9000"),), 45000, ("消防控制室",), criticality="a"),
            Sort("hydrant", "消火栓箱", (("启明", "SG24"),), 1200, ("1层大堂", "5层走道", "12层走道", "地下车库"), checks=(
                Check("pressure", "栓口静压", "num", "0.07", "0.50", "MPa"),
            )),
            Sort("sprinkler", "喷淋末端试水", (("启明", "ZSFZ-100"),), 3500, ("地下车库", "1层", "设备层")),
        ),
        counts={"YX": (1, 23, 12), "JX": (1, 17, 10), "KC": (1, 12, 9), "BJ": (1, 11, 8), "HX": (1, 9, 4)},
    ),
    Family(
        "weak", "弱电安防", BREEDS["camera"], "weak_current", 2, 8, 15, (3, "month"), leads="recorder",
        checks=(
            Check("picture", "画面清晰"),
            Check("clock", "时间一致", severity="s4"),
            Check("record", "录像保存", "num", "30", None, "天"),
        ),
        sorts=(
            Sort("recorder", "录像机", (("智联", "ZL-N32"),), 9000, ("消防控制室",)),
            Sort("camera", "摄像机", (("智联", "ZL-C4"), ("智联", "ZL-C8")), 900, ("主出入口", "地下车库", "单元大堂", "电梯轿厢", "周界"), criticality="c"),
            Sort("access", "门禁", (("智联", "ZL-A2"),), 1600, ("单元门", "地下车库单元门"), criticality="c"),
        ),
        counts={"YX": (1, 10, 5), "JX": (1, 8, 4), "KC": (1, 9, 3), "BJ": (1, 10, 1), "HX": (1, 4, 1)},
    ),
    Family(
        "hvac", "暖通空调", BREEDS["hvac"], "hvac", 2, 15, 260, (3, "month"), leads="chiller", metered=9.0,
        checks=(
            Check("running", "运行声音与振动"),
            Check("supply", "出水／送风温度", "num", "5", "28", "℃"),
            Check("filter", "过滤网", "choice", choices="干净，需清洗，破损", severity="s4"),
            _LOOKS,
        ),
        sorts=(
            Sort("chiller", "冷水机组", (("汇能", "HN-300"),), 480000, ("制冷机房",), criticality="a"),
            Sort("tower", "冷却塔", (("汇能", "HT-350"),), 90000, ("屋面",)),
            Sort("unit", "空调机组", (("汇能", "HK-20"), ("汇能", "HK-30")), 32000, ("3层空调机房", "8层空调机房", "1层中庭")),
            Sort("boiler", "热水锅炉", (("远景", "WNS-1"),), 160000, ("锅炉房",), True, "a"),
            Sort("vessel", "压力容器", (("远景", "YL-2.5"),), 24000, ("锅炉房",), True),
        ),
        counts={"KC": (3, 3, 13, 1, 2), "BJ": (3, 3, 12, 1, 1), "YX": (0, 0, 4), "JX": (0, 0, 4)},
    ),
)  # fmt: skip
"""60 lifts, 90 pumps, 40 of power, 120 of fire protection, 60 cameras and doors, 50 of heating and cooling."""


class Part(NamedTuple):
    """A spare part: its family, name, specification, unit, price (yuan), what should always be there."""

    family: str
    name: str
    spec: str
    uom: str
    price: int
    least: int


PARTS: Mapping[str, Part] = {
    "seal": Part("water", "机械密封", "108-35", "套", 180, 3),
    "bearing": Part("water", "轴承", "6308-2RS", "个", 95, 4),
    "contactor": Part("power", "交流接触器", "CJX2-32", "个", 160, 2),
    "breaker": Part("power", "塑壳断路器", "NM1-125", "个", 320, 1),
    "belt": Part("lift", "门机皮带", "TT5-2000", "条", 220, 2),
    "curtain": Part("lift", "电梯光幕", "917A", "套", 480, 1),
    "adapter": Part("weak", "电源适配器", "12V2A", "个", 45, 3),
    "lamp": Part("weak", "红外灯板", "IR-36", "块", 80, 2),
    "detector": Part("fire", "烟感探测器", "JTY-GD", "个", 120, 4),
    "ring": Part("fire", "阀门密封圈", "DN65", "个", 12, 6),
    "refrigerant": Part("hvac", "制冷剂", "R134a", "kg", 68, 10),
    "fanbelt": Part("hvac", "风机皮带", "B-1600", "条", 55, 4),
}
