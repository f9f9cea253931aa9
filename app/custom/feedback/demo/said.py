"""What people of the demo say: topic → (kind, text); and how topics share the quarters before and from the shift of 2025Q4."""

from __future__ import annotations

SAID: dict[str, tuple[tuple[str, str], ...]] = {
    "lift": (
        ("complaint", "{n}栋电梯三天坏了两次，等电梯要十分钟，老人上下楼很困难。"),
        ("complaint", "电梯里灯不亮，轿厢异味很重，麻烦尽快处理。"),
        ("suggest", "早高峰电梯太慢，建议错峰停靠，公布电梯检修时间。"),
        ("complaint", "{n}栋电梯门关到一半又弹开，总是这样，太吓人了。"),
    ),
    "parking": (
        ("complaint", "地库车位总被外来车辆占用，道闸形同虚设，保安不管。"),
        ("suggest", "建议增加充电桩，晚上回来根本排不上。"),
        ("question", "请问地库停车月租怎么办理，需要带什么材料？"),
    ),
    "clean": (
        ("complaint", "{n}栋楼道垃圾两天没人清扫，异味严重。"),
        ("praise", "保洁阿姨很认真，大堂每天都很干净，谢谢。"),
        ("suggest", "垃圾桶早上八点前清运就好了，现在中午才收。"),
    ),
    "noise": (
        ("complaint", "楼上装修中午还在施工，噪音太吵，老人没法休息。"),
        ("complaint", "广场舞音响声音太大，晚上九点半还不停，扰民。"),
    ),
    "fees": (
        ("question", "物业费账单里的公摊电费怎么算的，能不能写清楚？"),
        ("complaint", "上月水费和抄表对不上，收费不合理，请核对账单。"),
    ),
    "attitude": (
        ("praise", "前台小林耐心热情，帮我把快递搬到电梯口，点赞。"),
        ("complaint", "打了三次客服电话没人接，态度敷衍。"),
    ),
    "facility": (
        ("suggest", "儿童滑梯螺丝松了，座椅也旧了，建议检查更换。"),
        ("complaint", "{n}栋单元门锁坏了一周没人管。"),
    ),
    "green": (
        ("suggest", "绿化带草坪秃了一大片，建议开春补种。"),
        ("praise", "今年花坛修剪得很漂亮，散步很舒适。"),
    ),
    "water": (
        ("complaint", "厨房水压太低，晚上洗澡水很小。"),
        ("complaint", "{n}栋地下室积水，下水道返臭。"),
    ),
    "fire": (
        ("complaint", "楼道堆物堵住消防通道，安全隐患很大，请马上清理。"),
        ("complaint", "{n}栋配电间门口有人漏电受伤，请立即处理。"),
    ),
    "staff": (
        ("suggest", "食堂中午排队太久，建议分两批用餐。"),
        ("suggest", "夜班排班提前一周公布就好了，现在总是临时通知。"),
    ),
}  # fmt: skip

USUAL = {
    "lift": 10, "parking": 14, "clean": 15, "noise": 11, "fees": 12, "attitude": 10, "facility": 9, "green": 7,
    "water": 7, "fire": 2, "staff": 3,
}  # fmt: skip
"""Per cent of what is said up to September 2025: PSI 0.31 to what follows."""
SHIFTED = {
    "lift": 29, "parking": 14, "clean": 14, "noise": 5, "fees": 10, "attitude": 8, "facility": 6, "green": 3,
    "water": 6, "fire": 2, "staff": 3,
}  # fmt: skip
"""From October 2025 on: the lifts."""

ANSWERS = (
    "感谢反馈，已安排班组今天到场，处理结果会在本条更新。",
    "情况属实，已整改并纳入本周巡查，感谢监督。",
    "已与相关班组核实，本月底前完成，期间给您带来不便请谅解。",
    "谢谢您的肯定，我们会转告同事并继续努力。",
)

MEASURES = (
    # state, topic, name, action, metric, baseline, target, actual, told
    ("verified", "repair", "报修派单改为按技能自动分派", "按技能和班次自动派单，超过 10 分钟未接转派。", "respond", "42", "25", "27", "报修现在自动派给最近的师傅，平均响应从 42 分钟降到 27 分钟。"),
    ("ineffective", "parking", "地库外来车辆夜间巡查", "22:00–6:00 每两小时巡查一次，登记外来车辆。", "other", "18", "6", "15", "夜间增加巡查，登记外来车辆。"),
    ("done", "clean", "楼道清扫改为一日两次", "早 8 点、下午 4 点各清扫一次，扫码签到。", "satisfaction", "3.9", "4.4", None, "楼道改为每天清扫两次，扫码签到。"),
    ("in_progress", "noise", "装修时段管理", "12:00–14:00、18:00 后禁止施工，门岗核对进场单。", "other", "9", "3", None, "装修施工时段公告并由门岗把关。"),
    ("approved", "fees", "账单附公摊明细", "账单页显示公摊电费的计算过程和表读数。", "other", "12", "4", None, None),
    ("rejected", "facility", "更换全部儿童设施", "统一更换五个项目的儿童滑梯。", None, None, None, None, None),
)  # fmt: skip
