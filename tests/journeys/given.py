"""What other people have done before a task begins: through REST, so that a task finds a record of its own however often it is done."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.config import DEMO_PASSWORD
from tests.support.pictures import PNG

LEAKS = ("马桶下水慢", "水龙头滴水", "卫生间地漏堵了", "洗手盆下水有异味", "水表箱渗水")
CHARGED = ("上门换锁", "安装吸顶灯", "代购并安装花洒", "请帮忙安装晾衣架", "更换纱窗")
PEOPLE = ("卓一航", "季晓岚", "路遥远", "叶知秋")
QUESTIONS = ("停车月卡怎么办", "装修押金何时退", "门禁卡丢了怎么补", "快递柜在哪里")
IN_HAND = "assigned,in_progress,on_hold,quoted"
IN_HAND_AT_MOST = 4
_numbers = itertools.count(1)


@dataclass
class Others:
    """Everybody else of the company, over REST."""

    request: Any
    """Playwright's: it speaks HTTP without a page."""
    site: str
    _tokens: dict[str, str] = field(default_factory=dict)

    def all(self, by: str, path: str, **asked: str) -> list[Any]:
        """What this role finds; `asked` are filters."""
        answer = self.request.get(
            f"{self.site}/api/v1{path}", params=asked, headers=self._headers(by)
        )
        found: list[Any] = self._told(answer)["items"]
        return found

    def first(self, by: str, path: str, **asked: str) -> Any:
        return self.all(by, path, **asked)[0]

    def post(self, role: str, path: str, values: Mapping[str, Any]) -> Any:
        """What was written."""
        headers = {**self._headers(role), "If-Match": "*"}
        answer = self.request.post(f"{self.site}/api/v1{path}", data=dict(values), headers=headers)
        return self._told(answer)

    def employee(self, role: str) -> int:
        """The id of the employee that this demo login is: names hang on the day on which the demo is made."""
        answer = self.request.get(f"{self.site}/api/v1/me", headers=self._headers(role))
        return int(self._told(answer)["values"]["employee"])

    def step(self, role: str, order: Any, name: str, **values: Any) -> None:
        self.post(role, f"/work_order/{order['id']}/transitions/{name}", values)

    def photo(self, role: str) -> int:
        """The id of a picture that was handed in."""
        file = {"name": "photo.png", "mimeType": "image/png", "buffer": PNG}
        answer = self.request.post(
            f"{self.site}/api/v1/files",
            multipart={"kind": "image", "file": file},
            headers=self._headers(role),
        )
        return int(self._told(answer)["id"])

    def _headers(self, role: str) -> dict[str, str]:
        if role not in self._tokens:
            answer = self.request.post(
                f"{self.site}/api/v1/login",
                data={"username": role, "password": DEMO_PASSWORD},
            )
            self._tokens[role] = self._told(answer)["access_token"]
        return {"Authorization": f"Bearer {self._tokens[role]}"}

    def _told(self, answer: Any) -> Any:
        assert answer.ok, answer.text()
        return answer.json()


Given = Callable[[Others], None]


def _order(others: Others, texts: tuple[str, ...], **values: Any) -> Any:
    """A new order in 云溪花园 of somebody who telephoned; not one that repeats another."""
    project = others.first("csr", "/project", code="YX")["id"]
    wanted = {"project": project, "source": "hotline", **values}
    place = next(_numbers)
    for number in range(len(texts)):
        text = texts[(place + number) % len(texts)]
        order = others.post("csr", "/work_order", wanted | {"summary": text})
        if order["state"] == "assigned":
            return order
    raise AssertionError(f"no order was assigned: {texts}")


def _of_the_technician(others: Others, texts: tuple[str, ...] = LEAKS, **values: Any) -> Any:
    _make_room(others)
    order = _order(others, texts, **values)
    technician = others.employee("technician")
    if (order["assignee"] or {}).get("id") != technician:
        others.step("dispatcher", order, "reassign", assignee=technician, note="离得最近")
    return order


def _make_room(others: Others) -> None:
    """A technician has six orders in hand at most: what is too much, she has done meanwhile."""
    for state in ("in_progress", "assigned"):
        while len(others.all("technician", "/work_order", state__in=IN_HAND)) > IN_HAND_AT_MOST:
            found = others.all("technician", "/work_order", state=state)
            if not found:
                break
            if state == "assigned":
                _start(others, found[0])
            _resolve(others, found[0])


def _start(others: Others, order: Any) -> None:
    others.step("technician", order, "start", arrival_photos=[others.photo("technician")])


def _resolve(others: Others, order: Any) -> None:
    photos = [others.photo("technician")]
    others.step(
        "technician", order, "resolve", result="已处理，试用正常", cause="老化", after_photos=photos
    )


def _begun(others: Others, texts: tuple[str, ...] = LEAKS, **values: Any) -> Any:
    order = _of_the_technician(others, texts, **values)
    _start(others, order)
    return order


def _customer(others: Others) -> int:
    found: int = others.first("customer", "/customer")["id"]
    return found


def an_assigned_order(others: Others) -> None:
    """The technician has an order to begin."""
    _of_the_technician(others)


def a_begun_order(others: Others) -> None:
    """The technician is at work."""
    _begun(others)


def an_accepted_order(others: Others) -> None:
    """Somebody was not content: whom to send is a person's decision, not the system's."""
    project = others.first("csr", "/project", code="YX")["id"]
    wanted = {"project": project, "summary": "回访：漏水没有修好", "source": "survey"}
    others.post("csr", "/work_order", wanted)


def a_vague_request(others: Others) -> None:
    """What is the matter cannot be told from the words: no category, nobody assigned."""
    project = others.first("csr", "/project", code="YX")["id"]
    wanted = {"project": project, "summary": "东西坏了，请来看看", "source": "hotline"}
    others.post("csr", "/work_order", wanted)


def a_request_under_way(others: Others) -> None:
    """Somebody works on a request of the resident."""
    _begun(others, customer=_customer(others))


def a_quoted_request(others: Others) -> None:
    """A request of the resident waits until he accepts the price."""
    order = _begun(others, CHARGED, customer=_customer(others))
    others.step("technician", order, "quote", quote="80.00")


def a_resolved_request(others: Others) -> None:
    """A request of the resident is done, as far as the technician knows."""
    _resolve(others, _begun(others, customer=_customer(others)))


def a_waiting_chat(others: Others) -> None:
    """The resident has asked something."""
    question = QUESTIONS[next(_numbers) % len(QUESTIONS)]
    chat = others.post("customer", "/chat_session", {"subject": question})
    others.post("customer", "/chat_message", {"session": chat["id"], "text": question})


def a_busy_desk(others: Others) -> None:
    """A chat waits and the telephone rings."""
    a_waiting_chat(others)
    project = others.first("csr", "/project", code="YX")["id"]
    call = {"call_id": f"call-{next(_numbers)}", "phone": "19900000221", "project": project}
    others.post("integrator", "/call_record", call)


def a_doubtful_registration(others: Others) -> None:
    """Somebody has registered who resembles a customer: one letter of the name is another."""
    number = next(_numbers)
    home = others.all("csr", "/occupancy", role="owner", project="1", limit="200")[-number]
    building, entrance, room = home["unit"]["title"].split("-")[1:]
    known = others.first("csr", "/customer", id=str(home["customer"]["id"]))
    others.post(
        "csr",
        "/registration",
        {
            "token": f"paper-{home['id']}",
            "project": home["project"]["id"],
            "building_no": building,
            "entrance_no": entrance,
            "room_no": room,
            "name": known["name"][:-1] + "霖",
            "phone": known["phone"],
            "consent_service": True,
        },
    )


def a_reported_fault(others: Others) -> Any:
    """A pump of the technician is down; nobody has accepted it yet."""
    pumps = others.all("eng_mgr", "/equipment", name__contains="生活给水泵", state="running")
    pump = next(one for one in pumps if one["project"]["title"].startswith("云溪"))
    technician = others.employee("technician")
    fault = {"equipment": pump["id"], "severity": "s2", "description": "轴承异响，已停泵"}
    order = others.post("eng_mgr", "/repair_order", fault)
    if (order["assignee"] or {}).get("id") != technician:
        told = {"assignee": technician, "note": "离得最近"}
        others.post("eng_mgr", f"/repair_order/{order['id']}/transitions/redispatch", told)
    return order


def a_repaired_fault(others: Others) -> None:
    """The technician says that it is repaired: somebody else is to accept it."""
    path = f"/repair_order/{a_reported_fault(others)['id']}/transitions"
    others.post("technician", f"{path}/accept", {})
    others.post("technician", f"{path}/start", {})
    done = {"cause": "wear", "action": "更换轴承", "labor_min": 60, "equipment_after": "running"}
    others.post("technician", f"{path}/finish", done)


def a_broken_lift(others: Others) -> None:
    """A resident telephoned: the lift stands still."""
    project = others.first("csr", "/project", code="YX")["id"]
    wanted = {"project": project, "summary": "电梯停在三楼，门打不开", "source": "hotline"}
    others.post("csr", "/work_order", wanted)


_labels: list[str] = []


def a_lift_with_its_label(others: Others) -> None:
    """The engineering manager has stuck the label on a lift of the resident's project."""
    lift = others.first("eng_mgr", "/equipment", equip_no="SB-YX-0002")
    _labels[:] = [f"/q/equipment/{lift['id']}?k={lift['qr_token']}"]


def scanned() -> str:
    """What the camera reads on that label."""
    return _labels[0]
