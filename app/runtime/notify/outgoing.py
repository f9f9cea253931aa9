"""Hands one message to one channel: mail by SMTP, everything else by Apprise's plugins."""

from __future__ import annotations

import logging
import re
import smtplib
import ssl
import sys
import threading
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from .channels import ADDRESS, Channel
from .papers import Paper

SECONDS = 15
HEADER = "Idempotency-Key"
# Apprise would load all its plugins to find one.
PLUGINS = {
    "wecombot": ("apprise.plugins.wecombot", "NotifyWeComBot"),
    "dingtalk": ("apprise.plugins.dingtalk", "NotifyDingTalk"),
    "feishu": ("apprise.plugins.feishu", "NotifyFeishu"),
    "json": ("apprise.plugins.custom_json", "NotifyJSON"),
    "jsons": ("apprise.plugins.custom_json", "NotifyJSON"),
}


class NotDelivered(Exception):
    """The channel refused or did not answer; the text holds no secret."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What leaves the building: a title, lines beside it (a digest), a link, and a key that every attempt shares."""

    title: str
    link: str
    key: str
    lines: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    """Go along by mail alone."""

    @property
    def body(self) -> str:
        return "\n".join([*self.lines, self.link]).strip() or self.title


def send(channel: Channel, address: str, message: Outgoing) -> None:
    """Deliver, or raise NotDelivered."""
    if channel.is_mail:
        _mail(channel, address, message)
    else:
        _apprise(channel, address, message)


# Mail -------------------------------------------------------------------------------------------


def _mail(channel: Channel, address: str, message: Outgoing) -> None:
    url = urlsplit(channel.url)
    options = {name: values[-1] for name, values in parse_qs(url.query).items()}
    sender = options.get("from") or unquote(url.username or "")
    mail = _composed(sender, address, message)
    encrypted = url.scheme == "smtps"
    context = ssl.create_default_context()
    host, port = url.hostname or "localhost", url.port or (465 if encrypted else 587)
    try:
        with (
            smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=context)
            if encrypted
            else smtplib.SMTP(host, port, timeout=SECONDS)
        ) as server:
            if not encrypted and options.get("tls") != "none":
                server.starttls(context=context)
            if url.username and url.password:
                server.login(unquote(url.username), unquote(url.password))
            server.send_message(mail)
    except (OSError, smtplib.SMTPException) as problem:
        raise NotDelivered(
            _without_secrets(channel, f"{type(problem).__name__}: {problem}")
        ) from None


def _composed(sender: str, address: str, message: Outgoing) -> EmailMessage:
    mail = EmailMessage()
    try:
        mail["From"] = Address(addr_spec=sender)
        mail["To"] = Address(addr_spec=address)
    except (ValueError, IndexError, MessageError):
        raise NotDelivered("The mail address cannot be used.") from None
    mail["Subject"] = " ".join(message.title.split())
    mail["Date"] = formatdate()
    # The same for every attempt: a mail program shows a repetition once.
    mail["Message-ID"] = f"<{message.key}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail[HEADER] = message.key
    mail.set_content(f"{message.title}\n\n{message.body}\n")
    for one in message.papers:
        mail.add_attachment(one.content, maintype="application", subtype="pdf", filename=one.name)
    return mail


# Chat and webhooks ------------------------------------------------------------------------------


class _Listening:
    """`requests` as a plugin sees it, remembering the answer of this thread's last call.

    WeCom and DingTalk answer 200 to everything and say in the body what went wrong; the plugins look
    at the status alone, and a message that was refused would count as sent.
    """

    def __init__(self, requests: Any) -> None:
        self._requests = requests
        self._heard = threading.local()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._requests, name)

    def post(self, *arguments: Any, **named: Any) -> Any:
        self._heard.answer = self._requests.post(*arguments, **named)
        return self._heard.answer

    def complaint(self) -> str | None:
        """What the last answer complains about, and forget it."""
        answer, self._heard.answer = getattr(self._heard, "answer", None), None
        try:
            said = answer.json() if answer is not None else {}
        except ValueError:
            return None
        if not isinstance(said, dict):
            return None
        code = said.get("errcode", said.get("code", 0))
        return f"{code} {said.get('errmsg', said.get('msg', ''))}" if code not in (0, "0") else None


class _Heard(logging.Handler):
    """What a plugin says when it fails; it only returns False."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def _apprise(channel: Channel, address: str, message: Outgoing) -> None:
    plugin = _plugin(channel, quote(address, safe=""), message.key)
    heard = _Heard()
    logger = logging.getLogger("apprise")
    logger.addHandler(heard)
    try:
        done = plugin.notify(body=message.body, title=message.title)
    finally:
        logger.removeHandler(heard)
    complaint = _complaint(plugin)
    if not done or complaint:
        reason = complaint or " ".join(heard.said) or "The channel did not take the message."
        raise NotDelivered(_without_secrets(channel, reason))


def _plugin(channel: Channel, address: str, key: str) -> Any:
    """The plugin of the channel's URL. Where the protocol carries headers, the key is one."""
    from importlib import import_module

    url = channel.url.replace(ADDRESS, address)
    scheme = url.partition("://")[0]
    if scheme not in PLUGINS:
        import apprise

        plugin = apprise.Apprise.instantiate(url)
        if plugin is None:
            raise NotDelivered(
                f"{scheme}:// is no channel that Apprise knows, or its URL is wrong."
            )
        return plugin
    module, name = PLUGINS[scheme]
    loaded: Any = import_module(module)
    if not isinstance(loaded.requests, _Listening):
        loaded.requests = _Listening(loaded.requests)
    kind: Any = getattr(loaded, name)
    given = kind.parse_url(url)
    if not given:
        raise NotDelivered(f"The URL of the channel {channel.name} is not one of {scheme}://.")
    if "headers" in given:
        given["headers"][HEADER] = key
    try:
        return kind(**given)
    except TypeError as problem:
        raise NotDelivered(_without_secrets(channel, str(problem))) from None


def _complaint(plugin: Any) -> str | None:
    """What the service said in an answer that looked fine; for the chat services, whose bodies we know."""
    listening = getattr(sys.modules[type(plugin).__module__], "requests", None)
    if not isinstance(listening, _Listening):
        return None
    said = listening.complaint()
    return said if type(plugin).__name__ != "NotifyJSON" else None


def _without_secrets(channel: Channel, text: str) -> str:
    """`text` without any piece of the channel's URL that could be a secret."""
    for piece in sorted(set(re.split(r"[/:@?&=]+", channel.url)), key=len, reverse=True):
        if len(piece) >= 6 and piece != ADDRESS:
            text = text.replace(piece, "***").replace(unquote(piece), "***")
    return text
