"""Settings from the environment. Without any, a demo on loopback; nothing else starts on a default key."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from app.runtime.privacy import keys

DEMO_PASSWORD = "Dougong-Demo-2026"  # noqa: S105 - printed on purpose: demo mode answers on loopback only
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class ConfigurationError(Exception):
    """The settings contradict each other; the text says which and what to set."""


@dataclass(frozen=True, slots=True)
class Config:
    """How one process runs. `data` holds the SQLite file, uploads, caches and backups."""

    database_url: str
    data: Path
    secret_key: str
    demo: bool
    host: str = "127.0.0.1"
    port: int = 8000
    language: str = "zh"
    jobs: bool = False
    data_keys: str = field(default="", repr=False)
    """What DATA_KEYS says, see app/runtime/privacy/keys.py; empty: the process has keys already."""
    testing: bool = False
    extra: dict[str, object] = field(default_factory=dict)

    @classmethod
    def from_environment(cls, root: Path | None = None) -> Config:
        """Read DATABASE_URL, SECRET_KEY, DATA_KEYS, DOUGONG_DATA, HOST, PORT, DOUGONG_LANGUAGE.

        No SECRET_KEY means demo mode: keys of its own kept under `data`, demo logins, loopback only.
        """
        data = Path(os.environ.get("DOUGONG_DATA", (root or Path.cwd()) / "data"))
        key = os.environ.get("SECRET_KEY", "")
        host = os.environ.get("HOST", "127.0.0.1")
        demo = not key
        if demo and host not in LOOPBACK:
            raise ConfigurationError(
                f"HOST={host} 需要设置 SECRET_KEY：演示模式只在本机回环地址提供服务"
                f" / HOST={host} needs SECRET_KEY: demo mode serves on loopback only."
            )
        if not demo and len(key) < 32:
            raise ConfigurationError(
                "SECRET_KEY 至少 32 个字符 / SECRET_KEY must have at least 32 characters."
            )
        url = os.environ.get("DATABASE_URL") or f"sqlite:///{data / 'dougong.sqlite3'}"
        return cls(
            database_url=url.replace("postgres://", "postgresql://", 1),
            data=data,
            secret_key=key or _demo_key(data),
            demo=demo,
            host=host,
            port=int(os.environ.get("PORT", "8000")),
            language=os.environ.get("DOUGONG_LANGUAGE", "zh"),
            data_keys=_data_keys(data, demo=demo),
        )


def _data_keys(data: Path, *, demo: bool) -> str:
    """The setting, checked; in a demo what lies under `data`."""
    text = os.environ.get("DATA_KEYS", "").strip()
    if not text and not demo:
        raise ConfigurationError(
            "设置了 SECRET_KEY 就必须设置 DATA_KEYS（个人敏感信息与审计日志的密钥）：用 dougong keys new 生成"
            " / SECRET_KEY is set, so DATA_KEYS must be too (keys of sensitive data and of the audit log):"
            " dougong keys new makes them."
        )
    try:
        text = text or keys.of_demo(data)
        keys.parse(text)
    except keys.KeyProblem as problem:
        raise ConfigurationError(str(problem)) from None
    return text


def _demo_key(data: Path) -> str:
    """A random key kept beside the demo database, so that a restart logs nobody out."""
    file = data / "demo.key"
    if not file.exists():
        data.mkdir(parents=True, exist_ok=True)
        file.write_text(secrets.token_hex(32), encoding="ascii")
        file.chmod(0o600)
    return file.read_text(encoding="ascii").strip()
