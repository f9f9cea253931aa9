"""Settings from the environment. Without any, a demo on loopback; nothing else starts on a default key."""

from __future__ import annotations

import base64
import binascii
import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from app.runtime.accounts.settings import Rules
from app.runtime.privacy import keys
from app.runtime.webhooks import settings as webhooks
from app.runtime.webhooks.settings import Network

DEMO_PASSWORD = "Dougong-Demo-2026"  # noqa: S105 - printed on purpose: demo mode answers on loopback only
EVERY_PROVIDER = "*"
"""In demo mode one key, made here, is good for every webhook."""
PUBLISHED = (
    "changeme",
    "change-me",
    "change_me",
    "secret",
    "example",
    "password",
    "dougong",
    "thisismy",
)
"""Pieces of keys that stand in guides and examples."""
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class ConfigurationError(Exception):
    """The settings contradict each other; the text says which and what to set."""


@dataclass(frozen=True, slots=True)
class Config:
    """How one process runs. `data` holds the SQLite file, uploads, caches and backups."""

    database_url: str = field(repr=False)
    data: Path
    secret_key: str = field(repr=False)
    demo: bool
    host: str = "127.0.0.1"
    port: int = 8000
    language: str = "zh"
    jobs: bool = False
    """Whether this process runs jobs besides asking for them."""
    workers: bool = False
    """Whether `dougong worker` processes run the jobs, so that the serving ones only ask for them."""
    channels: Path | None = None
    public_url: str = ""
    data_keys: str = field(default="", repr=False)
    """What DATA_KEYS says, see app/runtime/privacy/keys.py; empty: the process has keys already."""
    testing: bool = False
    webhook_keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    """Provider → its keys (`whsec_…`); several are good at a time while one is being replaced."""
    https: bool = False
    """Browsers come by HTTPS only: cookies are marked so, and browsers are told to stay with it."""
    trusted_proxies: int = 0
    """How many proxies in front may say who the client is; their headers mean nothing otherwise."""
    trusted_hosts: tuple[str, ...] = ()
    """Host names that are answered, `.example.com` with every name below it; empty: all."""
    dengbao: bool = False
    """PASSWORD_POLICY=dengbao: composition and expiry of passwords as 等保 asks."""
    password_words: tuple[str, ...] = ()
    second_factor_roles: tuple[str, ...] = ()
    rate_limit: int = 0
    """Requests a minute of one person's token, and what a new API client gets; 0: any number."""
    webhooks_private: tuple[Network, ...] = ()
    """WEBHOOKS_PRIVATE: networks of one's own that outgoing webhooks may go to, by plain http too."""
    metrics_token: str = field(default="", repr=False)
    """Opens /metrics; empty: it answers on this machine alone."""
    log_format: str = "text"
    log_level: str = "warning"
    extra: dict[str, object] = field(default_factory=dict)

    @classmethod
    def from_environment(cls, root: Path | None = None) -> Config:
        """Read DATABASE_URL, SECRET_KEY, DATA_KEYS, DOUGONG_DATA, HOST, PORT, DOUGONG_LANGUAGE, WEBHOOK_KEYS,
        DOUGONG_JOBS, DOUGONG_CHANNELS (a file), PUBLIC_URL, and what docs/security.md lists: HTTPS,
        API_RATE_LIMIT, TRUSTED_PROXIES, TRUSTED_HOSTS, PASSWORD_POLICY, PASSWORD_WORDS, SECOND_FACTOR_ROLES,
        WEBHOOKS_PRIVATE; of docs/operations.md METRICS_TOKEN, LOG_FORMAT, LOG_LEVEL.

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
        jobs = os.environ.get("DOUGONG_JOBS", "here")
        if jobs not in ("here", "workers"):
            raise ConfigurationError(
                f"DOUGONG_JOBS={jobs} 无效：here（本进程执行任务）或 workers（由 dougong worker 执行）"
                f" / DOUGONG_JOBS={jobs} is neither here nor workers (dougong worker runs the jobs)."
            )
        channels = os.environ.get("DOUGONG_CHANNELS")
        if not demo and _is_published(key):
            raise ConfigurationError(
                'SECRET_KEY 是示例或过于简单，请用 python3 -c "import secrets; print(secrets.token_hex(32))" 生成'
                " / SECRET_KEY is an example or too simple; make one with"
                ' python3 -c "import secrets; print(secrets.token_hex(32))".'
            )
        url = os.environ.get("DATABASE_URL") or f"sqlite:///{data / 'dougong.sqlite3'}"
        log_format, log_level = log_settings()
        webhook_keys = read_webhook_keys(os.environ.get("WEBHOOK_KEYS", ""))
        if demo and not webhook_keys:
            webhook_keys = {EVERY_PROVIDER: (_demo_webhook_key(data),)}
        return cls(
            database_url=url.replace("postgres://", "postgresql://", 1),
            data=data,
            secret_key=key or _demo_key(data),
            demo=demo,
            host=host,
            port=_port(),
            language=os.environ.get("DOUGONG_LANGUAGE", "zh"),
            data_keys=_data_keys(data, demo=demo),
            webhook_keys=webhook_keys,
            workers=jobs == "workers",
            channels=Path(channels) if channels else None,
            public_url=os.environ.get("PUBLIC_URL", ""),
            https=_switch("HTTPS", default=not demo),
            trusted_proxies=_number("TRUSTED_PROXIES"),
            trusted_hosts=_hosts(),
            dengbao=_policy(),
            password_words=_words("PASSWORD_WORDS", ""),
            second_factor_roles=_words("SECOND_FACTOR_ROLES", "" if demo else "sysadmin"),
            rate_limit=_number("API_RATE_LIMIT", default=6000 if demo else 600, most=1_000_000),
            webhooks_private=_networks(),
            metrics_token=_metrics_token(),
            log_format=log_format,
            log_level=log_level,
        )

    def account_rules(self) -> Rules:
        """What the runtime's accounts go by."""
        return Rules(
            secret=self.secret_key,
            demo=self.demo,
            dengbao=self.dengbao,
            words=self.password_words,
            second_factor=frozenset(self.second_factor_roles),
            refused_passwords=() if self.demo else (DEMO_PASSWORD,),
        )


def log_settings() -> tuple[str, str]:
    """LOG_FORMAT and LOG_LEVEL: JSON lines from `info` on in production, text from `warning` on in a demo."""
    demo = not os.environ.get("SECRET_KEY")
    found = []
    for name, known, usual in (
        ("LOG_FORMAT", ("json", "text"), "text" if demo else "json"),
        ("LOG_LEVEL", ("debug", "info", "warning", "error"), "warning" if demo else "info"),
    ):
        text = os.environ.get(name, "").strip().lower() or usual
        if text not in known:
            names = " · ".join(known)
            raise ConfigurationError(f"{name} 应为 {names} 之一 / {name} must be one of {names}.")
        found.append(text)
    return found[0], found[1]


def _metrics_token() -> str:
    text = os.environ.get("METRICS_TOKEN", "").strip()
    if text and (len(text) < 24 or not text.isascii() or _is_published(text)):
        raise ConfigurationError(
            "METRICS_TOKEN 至少 24 个 ASCII 字符，且不能是示例"
            " / METRICS_TOKEN must have at least 24 ASCII characters and be no example."
        )
    return text


def _is_published(key: str) -> bool:
    """A key that stands in some example, or one that somebody only pressed a few keys for."""
    plain = key.lower()
    return len(set(key)) < 8 or any(word in plain for word in PUBLISHED)


def _switch(name: str, *, default: bool) -> bool:
    text = os.environ.get(name, "").strip().lower()
    if text in ("", "1", "on", "true", "yes"):
        return default if not text else True
    if text in ("0", "off", "false", "no"):
        return False
    raise ConfigurationError(f"{name} 应为 on 或 off / {name} must be on or off.")


def _number(name: str, *, default: int = 0, most: int = 10) -> int:
    text = os.environ.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdecimal() and len(text) <= 9 and int(text) <= most):
        what_zh = "每分钟请求数" if name == "API_RATE_LIMIT" else "前端代理的层数"
        what_en = (
            "requests a minute" if name == "API_RATE_LIMIT" else "the number of proxies in front"
        )
        raise ConfigurationError(
            f"{name} 应为{what_zh}（0–{most}） / {name} must be {what_en} (0–{most})."
        )
    return int(text)


def _port() -> int:
    text = os.environ.get("PORT", "").strip() or "8000"
    if not (text.isascii() and text.isdecimal() and len(text) <= 5 and int(text) <= 65_535):
        raise ConfigurationError(
            f"PORT={text} 应为端口号（0–65535） / PORT={text} must be a port (0–65535)."
        )
    return int(text)


def _hosts() -> tuple[str, ...]:
    """TRUSTED_HOSTS, or the host of PUBLIC_URL; names alone, without scheme and port."""
    names = _words("TRUSTED_HOSTS", urlsplit(os.environ.get("PUBLIC_URL", "")).hostname or "")
    for name in names:
        if not re.fullmatch(r"\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*", name):
            raise ConfigurationError(
                f"TRUSTED_HOSTS 中的 {name} 应为小写主机名，不带 http:// 与端口"
                f" / {name} in TRUSTED_HOSTS must be a host name in small letters, without scheme and port."
            )
    return names


def _networks() -> tuple[Network, ...]:
    try:
        return webhooks.parse(os.environ.get("WEBHOOKS_PRIVATE", ""))
    except ValueError as problem:
        raise ConfigurationError(
            f"WEBHOOKS_PRIVATE 应为网段，例如 10.1.0.0/16（{problem}）"
            f" / WEBHOOKS_PRIVATE lists networks such as 10.1.0.0/16 ({problem})."
        ) from None


def _policy() -> bool:
    text = os.environ.get("PASSWORD_POLICY", "").strip() or "modern"
    if text not in ("modern", "dengbao"):
        raise ConfigurationError(
            "PASSWORD_POLICY 应为 modern 或 dengbao / PASSWORD_POLICY must be modern or dengbao."
        )
    return text == "dengbao"


def _words(name: str, default: str) -> tuple[str, ...]:
    text = os.environ.get(name, default)
    return tuple(word.strip() for word in text.split(",") if word.strip())


def read_webhook_keys(text: str) -> dict[str, tuple[str, ...]]:
    """`cti=whsec_AAA cti=whsec_BBB` → the keys of each provider; blanks or commas stand between them.

    A key is `whsec_` and the Base64 of 24 to 64 random bytes, as Standard Webhooks has it.
    """
    found: dict[str, tuple[str, ...]] = {}
    for part in re.split(r"[\s,]+", text.strip()):
        if not part:
            continue
        provider, separator, key = part.partition("=")
        if not separator or not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", provider):
            raise ConfigurationError(
                "WEBHOOK_KEYS 应写作 cti=whsec_…，多个之间用空格或逗号分隔"
                " / WEBHOOK_KEYS is written cti=whsec_…, several with blanks or commas between them."
            )
        if not _is_webhook_key(key):
            raise ConfigurationError(
                f"WEBHOOK_KEYS 中 {provider} 的密钥应为 whsec_ 加 24 至 64 个随机字节的 Base64"
                f" / The key of {provider} in WEBHOOK_KEYS must be whsec_ and the Base64 of 24 to 64 random bytes."
            )
        found[provider] = (*found.get(provider, ()), key)
    return found


def webhook_key_bytes(key: str) -> bytes:
    """The bytes that sign. Raises ValueError for what is no key."""
    if not key.startswith("whsec_"):
        raise ValueError("A webhook key starts with whsec_.")
    return base64.b64decode(key.removeprefix("whsec_"), validate=True)


def _is_webhook_key(key: str) -> bool:
    try:
        return 24 <= len(webhook_key_bytes(key)) <= 64
    except (binascii.Error, ValueError):
        return False


def _demo_webhook_key(data: Path) -> str:
    return _kept(data / "webhook.key", _new_webhook_key)


def _new_webhook_key() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode("ascii")


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
    return _kept(data / "demo.key", lambda: secrets.token_hex(32))


def _kept(file: Path, make: Callable[[], str]) -> str:
    """What `file` holds, made at its first use and readable by its owner only."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(make(), encoding="ascii")
        file.chmod(0o600)
    return file.read_text(encoding="ascii").strip()
