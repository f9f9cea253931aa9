"""What is handed out, as a page that needs nothing else."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from .. import registry


def as_json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2)


def of(told: dict[str, Any], language: str = "zh") -> str:
    """One page without scripts, styles or pictures from elsewhere: of a record, or of oneself."""
    at = f"<p>{escape(str(told['at']))}</p>"
    if "account" not in told:
        title, parts = _record(told, language)
        return _whole(title, [at, *parts], language)
    title = "我的个人信息" if language == "zh" else "My data"
    parts = [f"<h1>{escape(title)}</h1>", at, _lines(told["account"], language)]
    for name, (zh, en) in PARTS.items():
        if told[name]:
            parts.append(f"<h2>{zh if language == 'zh' else en}</h2>")
            parts += [_lines(row, language) for row in told[name]]
    for record in told["records"]:
        parts += _record(record, language)[1]
    return _whole(title, parts, language)


PARTS = {
    "sessions": ("登录", "Sessions"),
    "messages": ("消息", "Messages"),
    "comments": ("我写的评论", "Comments that I wrote"),
    "views": ("保存的视图和列表设置", "Saved views and settings of lists"),
    "subscriptions": ("订阅的报表", "Reports that come by themselves"),
    "preferences": ("界面和通知设置", "Settings of pages and messages"),
    "opened": ("最近打开", "Opened last"),
    "manuals": ("已阅读的流程手册", "Manuals that I have read"),
}
NAMES = {
    "username": ("用户名", "User name"),
    "name": ("姓名", "Name"),
    "email": ("邮箱", "E-mail"),
    "roles": ("角色", "Roles"),
    "last_login": ("上次登录", "Last login"),
    "since": ("登录时间", "Since"),
    "seen": ("最近使用", "Last use"),
    "address": ("地址", "Address"),
    "device": ("设备", "Device"),
    "at": ("时间", "At"),
    "text": ("内容", "Text"),
    "entity": ("对象", "Kind of record"),
    "record": ("记录编号", "Record"),
    "by": ("作者", "By"),
    "view": ("视图", "View"),
    "shared": ("给谁看", "Shared with"),
    "shows": ("内容", "Shows"),
    "report": ("报表", "Report"),
    "every": ("周期", "Every"),
    "day": ("日", "Day"),
    "by_mail": ("发邮件", "By mail"),
    "filters": ("筛选", "Filters"),
    "version": ("版本", "Version"),
    "theme": ("外观", "Theme"),
    "density": ("疏密", "Density"),
    "keys": ("快捷键", "Shortcuts"),
    "language": ("语言", "Language"),
    "channels": ("通知渠道", "Channels"),
    "addresses": ("通知地址", "Addresses"),
    "timezone": ("时区", "Time zone"),
    "quiet_from": ("免打扰自", "Quiet from"),
    "quiet_until": ("免打扰至", "Quiet until"),
}
"""What the parts of an account are called, in Chinese and English."""


def _lines(values: dict[str, Any], language: str) -> str:
    rows = "".join(
        f"<tr><th>{escape(NAMES.get(name, (name, name))[language != 'zh'])}</th><td>{escape(_text(value))}</td></tr>"
        for name, value in values.items()
        if value not in (None, "", [])
    )
    return f'<table border="1">{rows}</table>'


def _record(told: dict[str, Any], language: str) -> tuple[str, list[str]]:
    entity = registry.current().entity(told["entity"]).entity
    title = f"{entity.meta.label.in_language(language)} {told['id']}"
    parts = [f"<h1>{escape(title)}</h1>"]
    parts.append(_table(entity, told["record"], language))
    for name, rows in told["related"].items():
        other = registry.current().entity(name.partition(".")[0]).entity
        parts.append(f"<h2>{escape(other.meta.label.in_language(language))}</h2>")
        parts += [_table(other, row, language) for row in rows]
    if told["comments"]:
        parts.append(f"<h2>{'评论' if language == 'zh' else 'Comments'}</h2>")
        parts += [_lines(row, language) for row in told["comments"]]
    if told["history"]:
        lines = "".join(
            f"<li>{escape(event['at'])} {escape(event['action'])} {escape(event['by'])}</li>"
            for event in told["history"]
        )
        parts.append(f"<h2>{'历史' if language == 'zh' else 'History'}</h2><ul>{lines}</ul>")
    return title, parts


def _whole(title: str, parts: list[str], language: str) -> str:
    body = "\n".join(parts)
    return (
        f'<!doctype html><html lang="{escape(language)}"><meta charset="utf-8">'
        f"<title>{escape(title)}</title><body>{body}</body></html>"
    )


def _table(entity: Any, values: dict[str, Any], language: str) -> str:
    fields = entity.fields()
    rows = "".join(
        f"<tr><th>{escape(_label(fields, name, language))}</th><td>{escape(_text(value))}</td></tr>"
        for name, value in values.items()
        if value not in (None, "", [])
    )
    return f'<table border="1">{rows}</table>'


def _label(fields: Any, name: str, language: str) -> str:
    return fields[name].label.in_language(language) if name in fields else name


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
