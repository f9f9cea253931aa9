"""The settings: mode, HTTPS, hosts, webhooks, keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from app.cli.console import both
from app.cli.doctor.finding import Finding

if TYPE_CHECKING:
    from app.config import Config


_given: ContextVar[Config | None] = ContextVar("settings of the process", default=None)


@contextmanager
def of(config: Config) -> Iterator[None]:
    """Inside, the looks are at the settings of a process that runs, not at those of the environment."""
    before = _given.set(config)
    try:
        yield
    finally:
        _given.reset(before)


def given() -> Config | None:
    """Those of a process that runs, inside of `of`."""
    return _given.get()


def read() -> Config | None:
    """The settings; None when they contradict each other, which the look at the data folder tells."""
    from app.config import Config, ConfigurationError

    if (known := given()) is not None:
        return known
    try:
        return Config.from_environment()
    except ConfigurationError:
        return None


def settings() -> Iterator[Finding]:
    from app.config import EVERY_PROVIDER

    config = read()
    if config is None:
        return
    if config.demo:
        yield Finding(
            None,
            both(
                "演示模式：未设置 SECRET_KEY，仅限本机", "demo mode: no SECRET_KEY, loopback only"
            ),
        )
    else:
        yield Finding(True, both("正式模式：已设置 SECRET_KEY", "SECRET_KEY is set"))
    if EVERY_PROVIDER in config.webhook_keys:
        file = config.data / "webhook.key"
        yield Finding(
            None,
            both(
                f"回调（/hooks/…）的演示密钥在 {file}", f"the demo's key of webhooks is in {file}"
            ),
        )
    else:
        senders = ", ".join(sorted(config.webhook_keys)) or "—"
        yield Finding(
            True if config.webhook_keys else None,
            both(f"有密钥的回调（WEBHOOK_KEYS）：{senders}", f"webhooks with a key: {senders}"),
        )


def keys() -> Iterator[Finding]:
    """What a parser lets through and nobody should use: one key for two purposes, a key that others may read."""
    from app.runtime.privacy import keys as module

    config = read()
    if config is None or not config.data_keys:
        return
    ring = module.parse(config.data_keys)
    values = [*ring.data.values(), ring.index, ring.audit]
    if len(set(values)) < len(values):
        yield Finding(
            False,
            both(
                "DATA_KEYS 中有相同的密钥：每个名称用各自的随机密钥（dougong keys new）",
                "two entries of DATA_KEYS are the same key: each name wants its own (dougong keys new)",
            ),
        )
    else:
        count = len(ring.data)
        yield Finding(
            True,
            both(
                f"DATA_KEYS：{count} 个数据密钥", f"{count} data keys, the first is {ring.active}"
            ),
        )
    for name in ("data.keys", "demo.key", "webhook.key"):
        file = config.data / name
        if file.is_file() and file.stat().st_mode & 0o077:
            yield Finding(
                False,
                both(f"{file} 其他用户可读：chmod 600", f"others may read {file}: chmod 600"),
            )


def hosts() -> Iterator[Finding]:
    """In earnest: browsers come by HTTPS, to names that are known."""
    config = read()
    if config is None or config.demo:
        return
    if config.https:
        yield Finding(True, both("只经 HTTPS 访问", "browsers come by HTTPS"))
    else:
        yield Finding(
            False,
            both(
                "HTTPS=off：密码与会话明文传输，Cookie 不带 Secure；在代理上启用 HTTPS 并去掉 HTTPS=off",
                "HTTPS=off: passwords and sessions travel in the open, cookies are not Secure;"
                " put HTTPS in front and take the setting away",
            ),
        )
    if config.trusted_hosts:
        names = ", ".join(config.trusted_hosts)
        yield Finding(True, both(f"只应答主机名 {names}", f"answers to the host names {names}"))
    else:
        yield Finding(
            False,
            both(
                "未设置 TRUSTED_HOSTS 或 PUBLIC_URL：任何主机名都会应答",
                "neither TRUSTED_HOSTS nor PUBLIC_URL is set: any host name is answered",
            ),
        )


def watched() -> Iterator[Finding]:
    """In earnest: somebody sees how it goes."""
    config = read()
    if config is None or config.demo:
        return
    yield Finding(
        True,
        both(
            f"日志 LOG_FORMAT={config.log_format}，LOG_LEVEL={config.log_level}",
            "form and level of the log",
        ),
    )
    if config.metrics_token:
        yield Finding(True, both("/metrics 需要 METRICS_TOKEN", "/metrics wants METRICS_TOKEN"))
    else:
        yield Finding(
            None,
            both(
                "未设置 METRICS_TOKEN：/metrics 只在本机可读",
                "METRICS_TOKEN is not set: /metrics answers on this machine alone",
            ),
        )
    if config.log_format != "json":
        yield Finding(
            None,
            both(
                "LOG_FORMAT=text：日志收集程序需要 json",
                "LOG_FORMAT=text: collectors of logs want json",
            ),
        )
