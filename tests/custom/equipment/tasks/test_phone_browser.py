"""2.2 in a real browser without a connection: scanned, answered, signed, kept over a reload, sent once; what failed is linked."""

from __future__ import annotations

from typing import Any

import pytest

from app.generated.equipment import Equipment
from tests.custom.equipment.plant import MECHANIC, Plant
from tests.custom.equipment.tasks.test_doing import due, item, orders
from tests.support.axe import violations
from tests.support.browser import browser, enter, site
from tests.support.people import People
from tests.support.pictures import PNG

pytestmark = pytest.mark.database

__all__ = ["browser", "site"]

CAMERA = """
navigator.mediaDevices.getUserMedia = async () => document.createElement('canvas').captureStream(1);
HTMLMediaElement.prototype.play = async () => undefined;
window.BarcodeDetector = class { async detect() { return [{ rawValue: "%s" }]; } };
"""
"""A camera in front of the label: the machine of the test has none."""
EARLIER = """
new Promise((done) => {
  const asked = indexedDB.open('dougong-outbox', 1);
  asked.onsuccess = () => {
    const store = asked.result.transaction('waiting', 'readwrite').objectStore('waiting');
    store.getAll().onsuccess = ({ target }) => {
      for (const one of target.result) store.put({ ...one, at: one.at - 25 * 60_000 });
      store.transaction.oncomplete = () => { asked.result.close(); done(); };
    };
  };
})
"""
"""What waits was typed 25 minutes before."""
KEPT = """
() => new Promise((done) => {
  const asked = indexedDB.open('dougong-outbox', 1);
  asked.onsuccess = () => {
    asked.result.transaction('waiting').objectStore('waiting').getAll().onsuccess = ({ target }) => {
      asked.result.close();
      const files = (one) => one.fields.filter(([, value]) => value instanceof Blob).length;
      done(target.result.some((one) => one.draft && files(one) === 2));
    };
  };
})
"""
"""Whether the phone has the draft with both pictures: the photo, and the signature that came last."""


def test_an_inspection_without_a_connection_is_sent_once_and_leads_to_the_repair_order(
    browser: Any, site: str, people: People, plant: Plant
) -> None:
    task = due(plant)
    address = f"{site}/today/inspection_task/{task.id}"
    device = plant.session.get(Equipment, task.equipment_id)
    leak, pressure = item(plant, task, "leak").id, item(plant, task, "pressure").id
    mechanic = plant.town.logins[MECHANIC]
    page = enter(browser, site, people, user=mechanic, width=390, has_touch=True)
    page.add_init_script(CAMERA % f"{site}/q/equipment/{device.id}?k={device.qr_token}")
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{site}/today/")
    page.wait_for_selector("[data-held]:has-text('2 项任务')")
    page.context.set_offline(True)

    page.goto(address)
    page.wait_for_selector("[data-outbox][data-ready]", state="attached")
    page.click("summary:has-text('扫码开始')")
    page.click("button.scan")
    page.wait_for_selector(".told-here:has-text('已读取')")
    page.click("form[action$='/start'] button:has-text('扫码开始')")
    page.wait_for_selector("[data-state]:has-text('执行中 · 待发送')")
    page.evaluate(EARLIER)
    page.click("form[action$='/finish'] button:has-text('完成')")
    page.wait_for_selector(".told-here:has-text('请填写：有无渗漏、压力')")
    page.click(f"#item-{leak} .to-not")
    page.wait_for_selector(f"#item-{leak} .verdict:has-text('自动开报修单')")
    page.set_input_files(
        f"#item-{leak} .upload > input[type=file]",
        {"name": "leak.png", "mimeType": "image/png", "buffer": PNG},
    )
    page.fill(f"#item-{pressure} .reading input", "0.75")
    page.wait_for_selector(f"#item-{pressure}.is-bad")
    pad = page.locator("canvas.pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 60, steps=5)
    page.mouse.up()
    page.wait_for_selector("[data-kind=signature] .held img")
    found = violations(page)
    while not page.evaluate(KEPT):
        pass

    # The phone runs out of power: everything is there again.
    page.goto(address)
    page.wait_for_selector(f"#item-{leak}.is-bad .held img")
    page.wait_for_selector("[data-answered]:has-text('2')")
    page.click("form[action$='/finish'] button:has-text('完成')")
    page.wait_for_selector(".outbox:has-text('2 项待发送')")
    assert plant.again(task).state == "issued"

    page.context.set_offline(False)
    page.wait_for_selector(".alert-warning a:has-text('BX')")
    found += violations(page)
    done = plant.again(task)
    assert (done.state, done.scan_verified, done.result) == ("done", True, "abnormal")
    assert done.labor_min == 25
    assert done.signature
    assert len(item(plant, task, "leak").photo) == 1
    (order,) = orders(plant)
    link = page.locator(".alert-warning a")
    assert link.get_attribute("href") == f"/repair_order/show/{order.id}"
    assert page.locator(".outbox").inner_text() == ""
    assert not complaints
    assert not found
