"""What belongs to the asker, in the OpenAPI document: messages, saved views, subscriptions; and the search over everything."""

from __future__ import annotations

from app.rest.openapi.common import Json, ref, told
from app.rest.openapi.operation import (
    FLAG,
    ID,
    MOMENT,
    NONE_OR_MOMENT,
    NONE_OR_NUMBER,
    NONE_OR_TEXT,
    NUMBER,
    TEXT,
    TEXTS,
    body,
    items,
    operation,
    query,
    shape,
)
from app.rest.search import MOST_EACH
from app.runtime.saved import SHARED
from app.runtime.search.everywhere import EACH, LONGEST
from app.runtime.subscriptions.manage import EVERY

_KEY: Json = {**TEXT, "description": "As in the address of a list: state__in."}
_PAIR: Json = {"key": "state__in", "value": "new,accepted"}
_CONTENTS: Json = {
    "filters": {"type": "array", "items": ref("schemas", "FilterPair")},
    "search": TEXT,
    "sort": {**TEXTS, "description": "Fields; - before one turns it round."},
    "columns": {**TEXTS, "description": "Fields, also through references; none: the usual ones."},
    "group": {**TEXT, "description": "A field, or field:month; how pages show it."},
}
_SHARED: Json = {
    "shared": ref("schemas", "ViewShared"),
    "roles": {**TEXTS, "description": "With whom, when it is shared with roles."},
}
_VIEW: Json = {
    "id": 3, "entity": "work_order", "name": "Urgent", "owner": 12, "shared": "private",
    "roles": [], "may_change": True, "filters": [_PAIR], "search": "", "sort": ["-created_at"],
    "columns": ["order_no", "summary"], "group": "", "whole": True,
    "updated_at": "2026-11-24T09:30:00+08:00",
}  # fmt: skip
_SAID: Json = {
    "id": 17, "at": "2026-11-24T09:30:00+08:00", "kind": "comment", "text": "Li mentioned you.",
    "entity": "work_order", "record": 17, "read_at": None,
}  # fmt: skip
_FOUND: Json = {
    "entity": "work_order", "label": "Work orders", "count": 1, "count_kind": "exact",
    "items": [{"id": 17, "title": "WO-17 Lift", "state": "new"}],
}  # fmt: skip
_SENT: Json = {
    "id": 5, "report": "orders_by_month", "every": "week", "day": 1, "at": "08:00", "by_mail": True,
    "filters": [], "next_at": "2026-11-30T00:00:00+00:00", "created_at": "2026-11-24T01:30:00+00:00",
}  # fmt: skip
_WHEN: Json = {
    "report": TEXT,
    "every": ref("schemas", "SubscriptionEvery"),
    "day": {**NUMBER, "description": "Of the week (1 is Monday) or of the month, up to 28."},
    "at": {**TEXT, "description": "08:00, in the time zone of the application."},
    "by_mail": FLAG,
    "filters": {"type": "array", "items": ref("schemas", "FilterPair")},
}


def schemas() -> Json:
    """Messages, views, hits, subscriptions."""
    notification: Json = {
        "id": NUMBER,
        "at": MOMENT,
        "kind": TEXT,
        "text": {**TEXT, "description": "In the language of the answer."},
        "entity": NONE_OR_TEXT,
        "record": NONE_OR_NUMBER,
        "read_at": NONE_OR_MOMENT,
    }
    view: Json = {
        "id": NUMBER,
        "entity": TEXT,
        "name": TEXT,
        "owner": NUMBER,
        **_SHARED,
        "may_change": FLAG,
        **_CONTENTS,
        "whole": {**FLAG, "description": "false: it names what is not yours to see; left out."},
        "updated_at": MOMENT,
    }
    hit: Json = {
        **shape({"id": NUMBER, "title": TEXT, "state": NONE_OR_TEXT}, "id", "title"),
        "additionalProperties": True,
        "description": "Beside these the references that were searched as well.",
    }
    hits: Json = {
        "entity": TEXT,
        "label": TEXT,
        "count": NUMBER,
        "count_kind": ref("schemas", "CountKind"),
        "items": {"type": "array", "items": ref("schemas", "SearchHit")},
    }
    subscription: Json = {"id": NUMBER, **_WHEN, "next_at": MOMENT, "created_at": MOMENT}
    name: Json = {**TEXT, "minLength": 1, "maxLength": 60}
    return {
        "FilterPair": {**body({"key": _KEY, "value": TEXT}), "examples": [_PAIR]},
        "Notification": {**shape(notification), "examples": [_SAID]},
        "NotificationPage": items("Notification", paged=True),
        "NotificationsUnread": shape(
            {"unread": NUMBER, "more": {**FLAG, "description": "There are more than were counted."}}
        ),
        "NotificationsRead": body(
            {"ids": {"type": "array", "items": NUMBER, "maxItems": 200}}, None
        ),
        "ViewShared": {**TEXT, "enum": list(SHARED)},
        "SavedView": {**shape(view), "examples": [_VIEW]},
        "SavedViews": items("SavedView"),
        "SavedViewCreate": {
            **body({"entity": TEXT, "name": name, **_SHARED, **_CONTENTS}, "entity", "name"),
            "examples": [{"entity": "work_order", "name": "Urgent", "filters": [_PAIR]}],
        },
        "SavedViewUpdate": body({"name": name, **_SHARED, **_CONTENTS}, None),
        "SearchHit": {**hit, "examples": [_FOUND["items"][0]]},
        "SearchGroup": {**shape(hits), "examples": [_FOUND]},
        "SearchGroups": items("SearchGroup"),
        "SubscriptionEvery": {**TEXT, "enum": list(EVERY)},
        "ReportSubscription": {**shape(subscription), "examples": [_SENT]},
        "ReportSubscriptions": items("ReportSubscription"),
        "ReportSubscriptionCreate": {
            **body(_WHEN, "report", "every"),
            "examples": [{"report": "orders_by_month", "every": "week", "day": 1}],
        },
    }


def paths(language: str) -> Json:
    """Their addresses."""
    return {**_notifications(language), **_views(language), **_subscriptions(language), **_search(language)}  # fmt: skip


def _notifications(language: str) -> Json:
    base = "/api/v1/notifications"
    page = [
        query("unread", FLAG, "true: only those that were not read."),
        query("kind", TEXT, "One kind of message."),
        ref("parameters", "limit"),
        ref("parameters", "before"),
    ]
    return {
        base: {
            "get": operation("notifications", "list_notifications", told(language, zh="我的消息，最新在前", en="My messages, newest first"), "NotificationPage", *page),
        },
        f"{base}/count": {
            "get": operation("notifications", "count_notifications", told(language, zh="未读数", en="How many are not read"), "NotificationsUnread", tagged=True),
        },
        f"{base}/read": {
            "post": operation("notifications", "read_notifications", told(language, zh="标为已读；不给 ids 则全部", en="Mark as read; without ids all of them"), "NotificationsUnread", takes="NotificationsRead"),
        },
        f"{base}/{{id}}/read": {
            "post": operation("notifications", "read_notification", told(language, zh="一条标为已读", en="Mark one as read"), "Notification", ID, takes="Nothing"),
        },
    }  # fmt: skip


def _views(language: str) -> Json:
    base, one = "/api/v1/views", "/api/v1/views/{id}"
    of = query("entity", TEXT, "Only those of this resource.", example="work_order")
    return {
        base: {
            "get": operation("views", "list_saved_views", told(language, zh="我的视图和共享给我的视图", en="My saved views and those that are shared with me"), "SavedViews", of),
            "post": operation("views", "create_saved_view", told(language, zh="保存视图", en="Save a view"), "SavedView", takes="SavedViewCreate", status="201"),
        },
        one: {
            "get": operation("views", "get_saved_view", told(language, zh="一个视图", en="One view"), "SavedView", ID),
            "patch": operation("views", "update_saved_view", told(language, zh="修改视图", en="Change a view"), "SavedView", ID, takes="SavedViewUpdate"),
            "delete": operation("views", "delete_saved_view", told(language, zh="删除视图", en="Delete a view"), None, ID, status="204", writes=True),
        },
    }  # fmt: skip


def _subscriptions(language: str) -> Json:
    base, one = "/api/v1/subscriptions", "/api/v1/subscriptions/{id}"
    return {
        base: {
            "get": operation("subscriptions", "list_report_subscriptions", told(language, zh="我订阅的报表", en="The reports that come to me by themselves"), "ReportSubscriptions"),
            "post": operation("subscriptions", "create_report_subscription", told(language, zh="订阅报表", en="Subscribe to a report"), "ReportSubscription", takes="ReportSubscriptionCreate", status="201"),
        },
        one: {
            "get": operation("subscriptions", "get_report_subscription", told(language, zh="一个订阅", en="One subscription"), "ReportSubscription", ID),
            "delete": operation("subscriptions", "delete_report_subscription", told(language, zh="取消订阅", en="End a subscription"), None, ID, status="204", writes=True),
        },
    }  # fmt: skip


def _search(language: str) -> Json:
    words: Json = {**TEXT, "minLength": 1, "maxLength": LONGEST}
    each: Json = {**NUMBER, "minimum": 1, "maximum": MOST_EACH, "default": EACH}
    return {
        "/api/v1/search": {
            "get": operation(
                "search", "search_everything", told(language, zh="在所有资源中查找", en="Find in every resource"), "SearchGroups",
                query("q", words, required=True, example="lift"), query("limit", each, "Records of each group."),
            ),
        },
    }  # fmt: skip
