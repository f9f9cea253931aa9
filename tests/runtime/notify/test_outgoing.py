"""What each channel really sends: the plugins' own classes, pointed at a server on loopback."""

from __future__ import annotations

import pytest
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot

from app.runtime.errors import message
from app.runtime.notify.channels import Channel
from app.runtime.notify.outgoing import NotDelivered, Outgoing, send
from tests.support.sinks import HttpSink, MailSink

KEY = "5f0c1f4e-0000-4000-8000-000000000001"
TOLD = Outgoing("工单：您有一条新消息", "https://desk.example.com/m/7", KEY)


def channel(url: str) -> Channel:
    return Channel("test", url, message(zh="测试", en="Test"))


def test_wecom_gets_a_text(web: HttpSink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NotifyWeComBot, "notify_url", f"{web.url}/cgi-bin/webhook/send?key={{key}}")
    send(channel("wecombot://693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa"), "", TOLD)
    (got,) = web.requests
    assert got.path == "/cgi-bin/webhook/send?key=693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa"
    assert got.body["msgtype"] == "text"
    assert "工单：您有一条新消息" in got.body["text"]["content"]
    assert "https://desk.example.com/m/7" in got.body["text"]["content"]


def test_dingtalk_gets_a_signed_text_that_names_the_person(
    web: HttpSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        NotifyDingTalk, "notify_url", f"{web.url}/robot/send?access_token={{token}}"
    )
    send(channel("dingtalk://SECsecret1@abcdef0123456789/{address}"), "13800138000", TOLD)
    (got,) = web.requests
    assert got.path.startswith("/robot/send?access_token=abcdef0123456789&")
    assert "sign=" in got.path
    assert "timestamp=" in got.path
    assert got.body["at"]["atMobiles"] == ["13800138000"]
    assert "https://desk.example.com/m/7" in str(got.body)


def test_feishu_gets_a_text(web: HttpSink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NotifyFeishu, "notify_url", f"{web.url}/open-apis/bot/v2/hook/{{token}}/")
    send(channel("feishu://abcdefgh-1234-5678-abcd"), "", TOLD)
    (got,) = web.requests
    assert got.path == "/open-apis/bot/v2/hook/abcdefgh-1234-5678-abcd/"
    assert got.body["msg_type"] == "text"
    assert "工单：您有一条新消息" in str(got.body["content"])


def test_a_webhook_gets_the_key_in_a_header(web: HttpSink) -> None:
    send(channel(web.url.replace("http", "json", 1) + "/inbox"), "", TOLD)
    (got,) = web.requests
    assert (got.path, got.headers["Idempotency-Key"]) == ("/inbox", KEY)
    assert (got.body["title"], got.body["message"]) == (TOLD.title, TOLD.link)


def test_a_mail_has_a_title_a_link_and_the_key(mail: MailSink) -> None:
    send(
        channel(f"smtp://127.0.0.1:{mail.port}?from=desk@example.com&tls=none"),
        "li@example.com",
        TOLD,
    )
    got = mail.next()
    assert (got["To"], got["From"]) == ("li@example.com", "desk@example.com")
    assert got["Subject"] == "工单：您有一条新消息"
    assert got["Message-ID"] == f"<{KEY}@example.com>"
    assert got["Auto-Submitted"] == "auto-generated"
    assert "https://desk.example.com/m/7" in got.get_content()


def test_a_line_break_in_a_title_makes_no_header(mail: MailSink) -> None:
    sly = Outgoing("Hello\r\nBcc: everybody@example.com", "", KEY)
    send(
        channel(f"smtp://127.0.0.1:{mail.port}?from=desk@example.com&tls=none"),
        "li@example.com",
        sly,
    )
    got = mail.next()
    assert got["Bcc"] is None
    assert got["Subject"] == "Hello Bcc: everybody@example.com"


@pytest.mark.parametrize("address", ["", "no address", "a@b.c\r\nBcc: x@y.z"])
def test_an_address_that_is_none_is_refused(mail: MailSink, address: str) -> None:
    with pytest.raises(NotDelivered, match="mail address"):
        send(channel(f"smtp://127.0.0.1:{mail.port}?from=desk@example.com&tls=none"), address, TOLD)
    assert mail.mails.empty()


def test_a_mail_server_without_encryption_gets_nothing_unless_the_settings_say_so(
    mail: MailSink,
) -> None:
    with pytest.raises(NotDelivered, match="STARTTLS"):
        send(channel(f"smtp://127.0.0.1:{mail.port}?from=desk@example.com"), "li@example.com", TOLD)
    assert mail.mails.empty()


def test_a_refusal_is_told_without_the_secret(
    web: HttpSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.status = 500
    monkeypatch.setattr(NotifyFeishu, "notify_url", f"{web.url}/hook/{{token}}/")
    with pytest.raises(NotDelivered) as told:
        send(channel("feishu://abcdefgh-1234-5678-abcd"), "", TOLD)
    assert "500" in str(told.value)
    assert "abcdefgh-1234-5678-abcd" not in str(told.value)


@pytest.mark.parametrize(
    ("url", "plugin"),
    [
        ("wecombot://693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa", NotifyWeComBot),
        ("dingtalk://abcdef0123456789", NotifyDingTalk),
        ("feishu://abcdefgh-1234-5678-abcd", NotifyFeishu),
    ],
)
def test_an_error_that_is_answered_with_200_is_an_error(
    web: HttpSink, monkeypatch: pytest.MonkeyPatch, url: str, plugin: type
) -> None:
    """These services say 200 to everything; what went wrong stands in the answer."""
    web.answer = {
        "errcode": 310000,
        "errmsg": "keywords not in content",
        "code": 19024,
        "msg": "no",
    }
    monkeypatch.setattr(plugin, "notify_url", f"{web.url}/send")
    with pytest.raises(NotDelivered):
        send(channel(url), "", TOLD)


def test_a_channel_does_not_show_its_secret() -> None:
    assert "abcdef0123456789" not in repr(channel("dingtalk://abcdef0123456789"))
