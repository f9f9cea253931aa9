"""What the demo company has announced: one outage ahead, one advice, one draft, one that is over."""

from __future__ import annotations

import datetime as dt

from app.generated.announcement import Announcement
from app.runtime import clock

from .bulk import Bulk
from .places import Places
from .residents import Residents
from .staff import Staff

Hour = tuple[int, int]
SAID: tuple[tuple[str, str, str, Hour | None, Hour | None, Hour | None], ...] = (
    (
        "outage",
        "明日 9:00–17:00 二次供水泵检修停水",
        "因二次供水泵检修，本楼明日 9:00 至 17:00 停水，请提前储水。恢复供水后请先开水龙头放水片刻。给您带来不便，敬请谅解。",
        (0, 0),
        (1, 9),
        (1, 17),
    ),
    (
        "safety",
        "电动自行车请勿入户、入电梯充电",
        "地库 B1 已增设 40 个充电位，扫码即充。请勿在楼道、家中给电动自行车充电，发现安全隐患请拨打服务热线。",
        (-3, 10),
        None,
        None,
    ),
    (
        "activity",
        "周末邻里市集",
        "本周末 15:00 中心花园举办邻里市集，欢迎带上闲置物品和孩子一起来。",
        (-20, 9),
        (-16, 15),
        (-16, 19),
    ),
    (
        "notice",
        "冬季供暖前上水试压（草稿）",
        "供暖系统将上水试压，请家中留人，发现漏水请立即关闭阀门并联系我们。",
        None,
        (9, 9),
        (9, 18),
    ),
)
"""Kind, headline, text, and days from today with the hour: published (None: a draft), begins, ends."""


def build(bulk: Bulk, town: Places, staff: Staff, residents: Residents) -> None:
    """All of them at the first project, the outage in the building of the demo customer."""
    project = town.projects["YX"]
    building = residents.demo.home.building if residents.demo else None
    author = staff.by_login["csr"].login

    today = clock.local(bulk.now).replace(hour=0, minute=0)

    def after(when: Hour | None) -> dt.datetime | None:
        return None if when is None else today + dt.timedelta(days=when[0], hours=when[1])

    for number, (kind, headline, body, published, begins, ends) in enumerate(SAID, start=1):
        made = after(published) or bulk.now
        bulk.add(
            Announcement,
            notice_no=f"GG{clock.local(bulk.now):%Y%m}-{number:04d}",
            kind=kind,
            headline=headline,
            body=body,
            project_id=project,
            building_id=building if kind == "outage" else None,
            begins_at=after(begins),
            ends_at=after(ends),
            published_at=after(published),
            told=0,
            state="draft" if published is None else "published",
            created_at=made,
            created_by_id=author,
        )
