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
    for heading, name in (("登录|Sessions", "sessions"), ("消息|Messages", "messages")):
        zh, _, en = heading.partition("|")
        parts.append(f"<h2>{zh if language == 'zh' else en}</h2>")
        parts += [_lines(row, language) for row in told[name]]
    for record in told["records"]:
        parts += _record(record, language)[1]
    return _whole(title, parts, language)


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
}
"""What the parts of an account are called, in Chinese and English."""


def _lines(values: dict[str, Any], language: str) -> str:
    rows = "".join(
        f"<tr><th>{escape(NAMES[name][language != 'zh'])}</th><td>{escape(_text(value))}</td></tr>"
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
