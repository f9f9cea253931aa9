"""Was he in front of the device? The label's code proves it; a number that anybody can type needs a picture (2.2)."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from app.generated.equipment import Equipment
from app.generated.inspection_task import InspectionTask
from app.runtime.context import Context
from app.runtime.errors import RuleViolation

LINK = "/q/equipment/"
KEY = "k"
"""As the labels write it: app/web/documents/codes.py."""


def verify(task: InspectionTask, device: Equipment, ctx: Context) -> bool:
    """True: the label was scanned; False: the number was typed and a picture taken. Raises RuleViolation else."""
    code = (task.scan_code or "").strip()
    if not code:
        raise RuleViolation(
            "请扫描设备上的二维码；没有标签时输入设备编号并拍照 / "
            "Scan the label of the device; without a label type its number and take a picture.",
            field="scan_code",
        )
    token, number = _read(code)
    if token is not None and device.qr_token and token == device.qr_token:
        return True
    if number not in (str(device.id), str(device.equip_no).upper()):
        raise RuleViolation(
            f"这不是 {device.equip_no} {device.name} 的二维码，请核对设备和位置（{device.location}） / "
            f"This is not the code of {device.equip_no} {device.name}; look for it at {device.location}.",
            field="scan_code",
        )
    if task.photos and "photos" in ctx.changes:
        return False
    raise RuleViolation(
        "输入编号不能证明到场：请扫描设备上的二维码，或拍一张现场照片 / "
        "A typed number proves nothing: scan the label, or take a picture on site.",
        field="photos",
    )


def _read(code: str) -> tuple[str | None, str]:
    """(token, number) of a code: the address on a label, a bare token, or a number that was typed."""
    if LINK in code:
        address = urlsplit(code)
        id = address.path.rpartition(LINK)[2].strip("/")
        return next(iter(parse_qs(address.query).get(KEY, [])), None), id
    return code, "" if code.isdecimal() else code.upper()
