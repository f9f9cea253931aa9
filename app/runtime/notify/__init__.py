"""Messages to people: a row each in the transaction of the act, once, in the reader's language.

notify.template("work_order.assigned", zh="工单 {order_no} 已派给您", en="Work order {order_no} is yours.")
ctx.notify([order.assignee, "dispatcher"], "work_order.assigned", record=order, order_no=order.order_no,
           dedup_key=f"assigned {order.id} {order.assignee_id}")

The row is what the person finds in the application. Where channels are set (see channels.py), a job
sends word of it outside, too: a title and a link, never the text. By mail a paper may go along (papers.py).
"""

from .channels import BadChannels, Settings, settings, use
from .delivery import route
from .inbox import inbox, mark_read, text, unread_count
from .papers import Paper, paper
from .preferences import Choice, Preferences, preferences, required, save
from .recipients import Recipient, resolve, resolver
from .send import Told, send, send_each
from .tables import Delivery, NotificationChoice
from .templates import Kind, kind, kinds, template, texts_of

__all__ = [
    "BadChannels",
    "Choice",
    "Delivery",
    "Kind",
    "NotificationChoice",
    "Paper",
    "Preferences",
    "Recipient",
    "Settings",
    "Told",
    "inbox",
    "kind",
    "kinds",
    "mark_read",
    "paper",
    "preferences",
    "required",
    "resolve",
    "resolver",
    "route",
    "save",
    "send",
    "send_each",
    "settings",
    "template",
    "text",
    "texts_of",
    "unread_count",
    "use",
]
