"""The keys that the database does not hold: for sensitive values, for their blind index, for the seal of the audit log.

`DATA_KEYS` is a list of `name:base64 of 32 bytes`, split by commas or white space. `index` and `audit` are fixed
names; of the others the first encrypts and all decrypt, so that a new one is put in front of the old.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

SIZE = 32
NAME = re.compile(r"[a-z0-9]{1,16}\Z")
FIXED = ("index", "audit")


class KeyProblem(Exception):
    """The keys are not usable, or one that a value needs is not there. Bilingual."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """`data` by name, the active one first."""

    data: Mapping[str, bytes] = field(repr=False)
    index: bytes = field(repr=False)
    audit: bytes = field(repr=False)

    @property
    def active(self) -> str:
        return next(iter(self.data))

    def key(self, name: str) -> bytes:
        """A data key by its name. Raises KeyProblem when it is not in DATA_KEYS."""
        if name not in self.data:
            raise KeyProblem(
                f"DATA_KEYS 中没有密钥 {name}，有数据仍用它加密：请把它加回去"
                f" / DATA_KEYS lacks the key {name}, which still holds data: put it back."
            )
        return self.data[name]


def parse(text: str) -> Keyring:
    """The keys of a setting. Raises KeyProblem; its text shows no key."""
    found: dict[str, bytes] = {}
    for item in re.split(r"[\s,]+", text.strip()):
        name, _, value = item.partition(":")
        if not NAME.match(name) or name in found:
            raise KeyProblem(
                "DATA_KEYS 应为 名称:base64，名称为小写字母与数字且不重复；用 dougong keys new 生成"
                " / DATA_KEYS is written name:base64, names of small letters and digits, each once;"
                " dougong keys new makes them."
            )
        try:
            found[name] = base64.urlsafe_b64decode(value.encode("ascii"))
        except (binascii.Error, UnicodeEncodeError):
            found[name] = b""
        if len(found[name]) != SIZE or len(set(found[name])) < SIZE // 4:
            raise KeyProblem(
                f"DATA_KEYS 的 {name} 不是 32 字节随机数的 base64；用 dougong keys new 生成"
                f" / {name} of DATA_KEYS is not the base64 of 32 random bytes; dougong keys new makes one."
            )
    data = {name: value for name, value in found.items() if name not in FIXED}
    if not data or any(name not in found for name in FIXED):
        raise KeyProblem(
            "DATA_KEYS 需要一个数据密钥以及 index 与 audit；用 dougong keys new 生成"
            " / DATA_KEYS needs a data key, and index and audit; dougong keys new makes them."
        )
    return Keyring(data, found["index"], found["audit"])


def new_key(name: str) -> str:
    """One entry of the setting."""
    return f"{name}:{base64.urlsafe_b64encode(secrets.token_bytes(SIZE)).decode('ascii')}"


def new_name(day: dt.date) -> str:
    return f"k{day:%Y%m%d}{secrets.token_hex(2)}"


def new_set(day: dt.date) -> str:
    """A whole setting, as lines."""
    return "\n".join(new_key(name) for name in (new_name(day), *FIXED))


def of_demo(data: Path) -> str:
    """The keys of a demo, kept beside its database; made at the first start."""
    file = file_of(data)
    if not file.exists():
        data.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(new_set(dt.datetime.now(dt.UTC).date()) + "\n", encoding="ascii")
        try:
            # Of two processes that start at once, one set stays.
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text(encoding="ascii")


def file_of(data: Path) -> Path:
    """Where a demo keeps its keys."""
    return data / "data.keys"


_current: list[Keyring] = []


def use(ring: Keyring) -> None:
    """Work with these keys from now on."""
    _current[:] = [ring]


def current() -> Keyring:
    """The keys of this process. Raises KeyProblem before `use`."""
    if not _current:
        raise KeyProblem("没有密钥：请设置 DATA_KEYS / There are no keys: set DATA_KEYS.")
    return _current[0]
