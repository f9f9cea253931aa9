"""Addresses that belong to no entity. A module of this package that describes some stands here, and nowhere else."""

from __future__ import annotations

from app.rest.openapi import (
    addresses,
    bulk,
    changes,
    documents,
    inbound,
    jobs,
    manuals,
    own,
    reports,
    talk,
    webhooks,
)
from app.rest.openapi.common import Json
from app.runtime.errors import message

_SCHEMAS = (
    documents.schemas,
    bulk.documents,
    changes.schemas,
    inbound.schemas,
    jobs.schemas,
    manuals.schemas,
    own.schemas,
    reports.schemas,
    talk.schemas,
    webhooks.schemas,
)
_PATHS = (
    addresses.paths,
    changes.paths,
    inbound.paths,
    jobs.paths,
    manuals.paths,
    own.paths,
    reports.paths,
    webhooks.paths,
)
TAGS = {
    "session": message(zh="登录、本人、任务、本文档", en="Login, the person, jobs, this document"),
    "files": message(zh="上传和下载", en="Upload and download"),
    "changes": message(zh="变更流", en="The feed of changes"),
    "search": message(zh="全局搜索", en="The search over everything"),
    "notifications": message(zh="本人的消息", en="One's own messages"),
    "views": message(zh="保存的视图", en="Saved views of lists"),
    "manuals": message(zh="流程手册", en="Manuals of the processes"),
    "reports": message(zh="报表", en="Reports"),
    "subscriptions": message(zh="订阅的报表", en="Reports that come by themselves"),
    "webhooks": message(zh="向外推送的事件", en="Events that are sent to you"),
    "events": message(zh="其他系统报来的事件", en="Events that other systems report"),
}


def tags(language: str) -> list[Json]:
    """Groups of operations that belong to no entity."""
    return [
        {"name": name, "description": told.in_language(language)} for name, told in TAGS.items()
    ]


def schemas() -> Json:
    """Component schemas by name; no entity's schema takes one of these names."""
    return {name: schema for part in _SCHEMAS for name, schema in part().items()}


def paths(language: str) -> Json:
    """Operations by address."""
    return {path: operations for part in _PATHS for path, operations in part(language).items()}


NAMES = frozenset(schemas())
