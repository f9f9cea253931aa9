"""The map of a process: every move once, nothing that a name could break out of."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from app.runtime.events.figure import Arrow, Box, draw

SVG = "{http://www.w3.org/2000/svg}"
BOXES = [Box("new", "待办", "中位 2 小时", url="/a"), Box("doing", "办理", mark="瓶颈"), Box("done", "办结")]  # fmt: skip
ARROWS = [
    Arrow(None, "new", "12", "新建"),
    Arrow("new", "doing", "12"),
    Arrow("doing", "done", "14"),
    Arrow("done", "doing", "2", url="/back"),
    Arrow("new", "done", "1", is_known=False),
    Arrow("doing", "doing", "3"),
    Arrow("doing", "gone", "9"),
]


def test_every_move_between_two_boxes_is_drawn_once_with_its_count() -> None:
    root = ElementTree.fromstring(draw(BOXES, ARROWS, title="流程"))
    counts = [one.text for one in root.iter(f"{SVG}text") if "count-text" in one.get("class", "")]
    assert sorted(counts, key=str) == ["1", "12", "12", "14", "2"]
    assert len([one for one in root.iter(f"{SVG}path") if one.get("class") == "way unknown"]) == 1
    assert [one.get("href") for one in root.iter(f"{SVG}a")] == ["/a", "/back"]
    worst = [one.text for one in root.iter(f"{SVG}text") if "worst" in one.get("class", "")]
    assert worst == ["办理 · 瓶颈"]


def test_arcs_that_run_side_by_side_have_lanes_of_their_own() -> None:
    """Two that cover the same boxes never lie on each other."""
    boxes = [Box(str(number), str(number)) for number in range(5)]
    arrows = [Arrow("0", "2", "1"), Arrow("1", "3", "1"), Arrow("0", "4", "1")]
    drawn = draw(boxes, arrows, title="x")
    lanes = re.findall(r'class="way" d="M[\d.,]+ H[\d.]+ Q([\d.]+),', drawn)
    assert len(set(lanes)) == 3


def test_names_are_escaped() -> None:
    boxes = [Box('"><script>', "<b>&", "<i>", url='/x?"><script>')]
    text = draw(boxes, [Arrow(None, '"><script>', "<1>", '"<')], title='"<')
    ElementTree.fromstring(text)
    assert "<script>" not in text
