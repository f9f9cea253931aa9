"""The ways out: which channels there are, with their secrets, read from a file of settings and never stored.

{"channels": {"wecom": {"url": "wecombot://KEY"},
              "dingtalk": {"url": "dingtalk://SECRET@TOKEN/{address}"},
              "feishu": {"url": "feishu://TOKEN"},
              "email": {"url": "smtp://user:password@mail.example.com:587?from=desk@example.com"}},
 "defaults": {"*": {"*": ["email"]}, "dispatcher": {"sla": ["wecom"]}},
 "required": {"payment": ["email"]},
 "quiet": {"from": "22:00", "until": "07:00"}}

What is `required` (kind → channels) reaches everybody there: no person can switch it off.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import Message, message

LABELS = {
    "email": message(zh="邮件", en="E-mail"),
    "wecom": message(zh="企业微信", en="WeCom"),
    "dingtalk": message(zh="钉钉", en="DingTalk"),
    "feishu": message(zh="飞书", en="Feishu"),
}
ADDRESS = "{address}"
ALL = "*"
TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
NAME = re.compile(r"[a-z][a-z0-9_]{0,19}")


class BadChannels(Exception):
    """The file of channels cannot be used; the text says where and what to write. Bilingual."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One way out. `url` holds its secrets: it is shown and logged nowhere."""

    name: str
    url: str = field(repr=False)
    label: Message

    @property
    def is_mail(self) -> bool:
        return self.url.startswith(("smtp://", "smtps://"))

    @property
    def asks_address(self) -> bool:
        """Whether each person says where he is found there; a mail goes to the account's address."""
        return ADDRESS in self.url


@dataclass(frozen=True, slots=True)
class Settings:
    """All channels, what roles get when a person chose nothing, and the usual quiet hours."""

    channels: Mapping[str, Channel] = field(default_factory=dict)
    defaults: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)
    """Role (or `*`) → kind (or `*`) → channels."""
    quiet: tuple[str, str] | None = None
    required: Mapping[str, list[str]] = field(default_factory=dict)
    """Kind (or `*`) → channels that nobody switches off."""
    public_url: str = ""
    """How people reach the application from outside, without a slash at the end."""


_settings = [Settings()]


def settings() -> Settings:
    """What this process uses; no channels until `use` was called."""
    return _settings[0]


def use(new: Settings) -> None:
    """Use these channels in this process."""
    _settings[0] = new


def read(file: Path | None, *, public_url: str = "") -> Settings:
    """The settings of a file; without one nothing leaves the application. Raises BadChannels."""
    if file is None:
        return Settings(public_url=public_url.rstrip("/"))
    try:
        given = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise BadChannels(
            f"通知渠道文件 {file} 无法读取：{problem} / The file of channels {file} cannot be read: {problem}"
        ) from None
    return parsed(given, public_url=public_url)


def parsed(given: Any, *, public_url: str = "") -> Settings:
    """The settings of a document. Raises BadChannels."""
    _known("", given, ("channels", "defaults", "quiet", "required"))
    channels = {
        name: _channel(str(name), value) for name, value in dict(given.get("channels", {})).items()
    }
    defaults = given.get("defaults", {})
    for role, choices in _mapping("defaults", defaults).items():
        for kind, names in _mapping(f"defaults.{role}", choices).items():
            _all_known(f"defaults.{role}.{kind}", names, channels)
    required = given.get("required", {})
    for kind, names in _mapping("required", required).items():
        _all_known(f"required.{kind}", names, channels)
    quiet = None
    if "quiet" in given:
        _known("quiet", given["quiet"], ("from", "until"))
        quiet = (_time("quiet.from", given["quiet"]), _time("quiet.until", given["quiet"]))
    return Settings(channels, defaults, quiet, required, public_url.rstrip("/"))


def _channel(name: str, given: Any) -> Channel:
    place = f"channels.{name}"
    if not NAME.fullmatch(name):
        raise _bad(place, "名称用小写字母", "a name has lower case letters")
    _known(place, given, ("url", "label"))
    url = given.get("url")
    if not isinstance(url, str) or "://" not in url:
        raise _bad(place, "缺少 url", "url is missing")
    label = given.get("label")
    if label is not None and set(_mapping(f"{place}.label", label)) != {"zh", "en"}:
        raise _bad(f"{place}.label", "需要 zh 与 en", "zh and en are needed")
    said = Message(dict(label)) if label else LABELS.get(name, message(zh=name, en=name))
    return Channel(name, url, said)


def _all_known(place: str, names: Any, channels: Mapping[str, Channel]) -> None:
    if not isinstance(names, list):
        raise _bad(place, "应为列表", "this is a list")
    for name in names:
        if name not in channels:
            raise _bad(place, f"没有渠道 {name}", f"there is no channel {name}")


def _time(place: str, given: Mapping[str, Any]) -> str:
    text = given.get(place.rpartition(".")[2])
    if not isinstance(text, str) or not TIME.fullmatch(text):
        raise _bad(place, "时间写作 22:00", "a time is written 22:00")
    return text


def _mapping(place: str, given: Any) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        raise _bad(place, "应为对象", "this is an object")
    return given


def _known(place: str, given: Any, keys: tuple[str, ...]) -> None:
    for key in _mapping(place, given):
        if key not in keys:
            raise _bad(
                f"{place}.{key}".strip("."), "不认识", f"unknown; there are {', '.join(keys)}"
            )


def _bad(place: str, zh: str, en: str) -> BadChannels:
    where = place or "channels"
    return BadChannels(f"通知渠道 {where}：{zh} / Channels, {where}: {en}.")
