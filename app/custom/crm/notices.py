"""What people are told: one template per message, in both languages. Names are `entity.event`.

Titles may leave the application: numbers of orders, and nothing about a person.
"""

from __future__ import annotations

from app.generated.work_order import WorkOrder
from app.runtime import notify
from app.runtime.errors import message

TEMPLATES = {
    # -- the customer -----------------------------------------------------------------------------
    "registration.welcome": (
        "欢迎，{who}：您的客户编号是 {customer_no}，现在可以用手机号登录了。",
        "Welcome, {who}: your customer number is {customer_no}; you can log in with your mobile now.",
    ),
    "registration.waiting": (
        "{who} 登记了 {unit}，请核验。",
        "{who} registered for {unit}; please verify.",
    ),
    "registration.duplicate": (
        "{who} 的登记与现有客户 {known} 相似（{score}），请处理。",
        "The registration of {who} resembles customer {known} ({score}); please decide.",
    ),
    "registration.approved": (
        "您登记的房屋 {unit} 已核验通过。",
        "Your registration for {unit} was approved.",
    ),
    "registration.refused": (
        "您登记的房屋 {unit} 未通过核验：{note}",
        "Your registration for {unit} was refused: {note}",
    ),
    "work_order.new": (
        "您的报事已收到，工单号 {order_no}：{summary}。",
        "We received your request as {order_no}: {summary}.",
    ),
    "work_order.attached": (
        "您的内容与工单 {order_no} 相同，已追加到该工单。",
        "This is the same as {order_no}; your words were added to it.",
    ),
    "work_order.accepted": (
        "工单 {order_no} 已受理，预计 {due} 前解决。",
        "{order_no} was accepted; we expect to solve it by {due}.",
    ),
    "work_order.assigned": (
        "工单 {order_no} 已派给 {assignee}。",
        "{order_no} was assigned to {assignee}.",
    ),
    "work_order.in_progress": (
        "{assignee} 已到场处理工单 {order_no}。",
        "{assignee} is on site for {order_no}.",
    ),
    "work_order.on_hold": (
        "工单 {order_no} 暂停处理（{reason}），预计 {resume} 恢复。",
        "{order_no} is on hold ({reason_en}); work goes on at {resume}.",
    ),
    "work_order.quoted": (
        "工单 {order_no} 报价 {quote} 元，请确认。",
        "The quote for {order_no} is {quote} yuan; please confirm.",
    ),
    "work_order.resolved": (
        "工单 {order_no} 已完成：{result}。请确认并评价，72 小时后自动关闭。",
        "{order_no} is done: {result}. Please confirm and rate; it closes by itself after 72 hours.",
    ),
    "work_order.closed": (
        "工单 {order_no} 已关闭，感谢您的反馈。",
        "{order_no} is closed. Thank you.",
    ),
    "work_order.cancelled": ("工单 {order_no} 已取消：{note}", "{order_no} was cancelled: {note}"),
    "work_order.rejected": (
        "工单 {order_no} 未受理：{note}",
        "{order_no} was not accepted: {note}",
    ),
    "work_order.reopened": ("工单 {order_no} 已重新处理。", "{order_no} is being worked on again."),
    "survey.invite": (
        "请评价我们的服务：{subject}（一分钟）。",
        "Please tell us how we did: {subject} (one minute).",
    ),
    # -- staff ------------------------------------------------------------------------------------
    "work_order.to_dispatch": (
        "工单 {order_no} 待人工分类：{summary}",
        "{order_no} needs a category: {summary}",
    ),
    "work_order.nobody": (
        "工单 {order_no}（{priority}）没有符合条件的处理人，请派单：{summary}",
        "Nobody fits {order_no} ({priority_en}); please assign it: {summary}",
    ),
    "work_order.for_you": (
        "新工单 {order_no}（{priority}）：{summary}",
        "A work order for you, {order_no} ({priority_en}): {summary}",
    ),
    "work_order.nobody_now": (
        "紧急工单 {order_no} 没有符合条件的处理人，请立即派单：{summary}",
        "Nobody fits the emergency {order_no}; please assign it now: {summary}",
    ),
    "work_order.for_you_now": (
        "紧急工单 {order_no}：{summary}",
        "An emergency for you, {order_no}: {summary}",
    ),
    "work_order.taken_away": (
        "工单 {order_no} 已转给他人。",
        "{order_no} was given to somebody else.",
    ),
    "work_order.follow_up": (
        "客户对 {order_no} 打了 {rating} 分，请回访（{follow_up}）。",
        "A customer rated {order_no} {rating}; please call back ({follow_up}).",
    ),
    "chat.waiting": ("在线咨询等待接入：{subject}", "A chat is waiting: {subject}"),
    "chat.answered": ("客服回复了您：{text}", "Customer service answered: {text}"),
    "call.incoming": ("来电 {phone}：{caller}", "Incoming call {phone}: {caller}"),
}

TITLES = {
    "registration.welcome": ("欢迎：您的登录已开通", "Welcome: your login is open"),
    "registration.waiting": ("有新登记待核验", "A registration waits to be verified"),
    "registration.duplicate": ("有登记疑似重复，请处理", "A registration may be a duplicate"),
    "registration.approved": ("登记已核验通过", "Your registration was approved"),
    "registration.refused": ("登记未通过核验", "Your registration was refused"),
    "work_order.new": ("报事已收到：{order_no}", "Request received: {order_no}"),
    "work_order.attached": ("已追加到工单 {order_no}", "Added to {order_no}"),
    "work_order.accepted": ("工单 {order_no} 已受理", "{order_no} was accepted"),
    "work_order.assigned": ("工单 {order_no} 已派单", "{order_no} was assigned"),
    "work_order.in_progress": ("工单 {order_no} 处理中", "Work on {order_no} has begun"),
    "work_order.on_hold": ("工单 {order_no} 暂停处理", "{order_no} is on hold"),
    "work_order.quoted": ("工单 {order_no} 有报价，请确认", "{order_no}: please confirm the quote"),
    "work_order.resolved": ("工单 {order_no} 已完成，请确认", "{order_no} is done: please confirm"),
    "work_order.closed": ("工单 {order_no} 已关闭", "{order_no} is closed"),
    "work_order.cancelled": ("工单 {order_no} 已取消", "{order_no} was cancelled"),
    "work_order.rejected": ("工单 {order_no} 未受理", "{order_no} was not accepted"),
    "work_order.reopened": ("工单 {order_no} 已重新处理", "{order_no} is being worked on again"),
    "survey.invite": ("请评价我们的服务", "Please tell us how we did"),
    "work_order.to_dispatch": ("工单 {order_no} 待分类", "{order_no} needs a category"),
    "work_order.nobody": ("工单 {order_no} 待派单", "{order_no} waits to be assigned"),
    "work_order.nobody_now": ("紧急工单 {order_no} 待派单", "Emergency {order_no}: nobody has it"),
    "work_order.for_you": ("新工单 {order_no}", "A work order for you: {order_no}"),
    "work_order.for_you_now": ("紧急工单 {order_no}", "An emergency for you: {order_no}"),
    "work_order.taken_away": (
        "工单 {order_no} 已转给他人",
        "{order_no} was given to somebody else",
    ),
    "work_order.follow_up": (
        "工单 {order_no} 低分，请回访",
        "A low rating on {order_no}: call back",
    ),
    "chat.waiting": ("在线咨询等待接入", "A chat is waiting"),
    "chat.answered": ("客服回复了您", "Customer service answered you"),
    "call.incoming": ("有来电", "Incoming call"),
}
"""What mail and messengers show beside the link."""

URGENT = {
    "work_order.nobody_now",
    "work_order.for_you_now",
    "chat.waiting",
    "call.incoming",
}
"""Whoever is told must act now: quiet hours do not hold these back."""

NOW = "p1"


def now_or_later(template: str, priority: str | None) -> str:
    """The message about an order for whom it concerns: the emergency has one of its own, which is urgent."""
    return f"{template}_now" if priority == NOW else template


def urgency(priority: str | None) -> dict[str, str]:
    """`priority` and `priority_en` of a message: what the screens call it, not its key."""
    enum = WorkOrder.fields()["priority"].enum
    value = enum.get(priority) if enum is not None else None
    if value is None:
        return {"priority": "—", "priority_en": "—"}
    return {
        "priority": value.label.in_language("zh"),
        "priority_en": value.label.in_language("en"),
    }


notify.kind("chat", zh="在线咨询", en="Chats")
notify.kind("call", zh="来电", en="Calls")

for _name, (_zh, _en) in TEMPLATES.items():
    notify.template(
        _name,
        zh=_zh,
        en=_en,
        title=message(zh=TITLES[_name][0], en=TITLES[_name][1]),
        urgent=_name in URGENT,
    )
