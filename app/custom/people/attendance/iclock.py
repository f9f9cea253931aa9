"""`/iclock/…`: the push protocol of attendance clocks (ADMS), as their makers dictate it (4.2, domain.md §6).

A clock sends no token: it is known by its serial number, the addresses it may call from and, where one is set, the key that
it shows at its handshake. Whatever is not stored for good is answered so that the clock sends it again.
"""

from __future__ import annotations

import re

from app.rest import inbound
from app.runtime import records
from app.runtime.context import Context

from . import clocks

TEXT = "text/plain; charset=utf-8"
SERIAL = re.compile(r"[A-Za-z0-9_-]{1,32}")
OPTIONS = (
    "GET OPTION FROM: {serial}\n"
    "ATTLOGStamp={stamp}\nOPERLOGStamp=9999\nATTPHOTOStamp=None\nErrorDelay=60\nDelay=30\n"
    "TransTimes=00:00;14:05\nTransInterval=1\nTransFlag=TransData AttLog\nTimeZone=8\nRealtime=1\nEncrypt=None\n"
)
REFUSED = "ERROR: this clock is not registered; ask HR to register its serial number\n"


@inbound.address("/iclock/cdata")
def cdata(ctx: Context, asked: inbound.Asked) -> inbound.Answer:
    """GET: the handshake. POST with `table=ATTLOG`: punches, answered `OK: n`; other tables are read past."""
    serial = asked.given.get("SN", "")
    if not SERIAL.fullmatch(serial):
        return _told("ERROR: SN\n", 400)
    key = asked.given.get("pushcommkey", "") if asked.method == "GET" else None
    with records.writing(ctx):
        clock = clocks.admitted(ctx, clocks.Call(serial, asked.address, key))
        if clock is None:
            return _told(REFUSED, 403)
        if asked.method == "GET":
            return _told(OPTIONS.format(serial=serial, stamp=clock.stamp or "None"))
        if asked.given.get("table", "").upper() != "ATTLOG":
            return _told("OK\n")
        number = clocks.take(ctx, clock, asked.body, asked.given.get("Stamp", ""))
    return _told(f"OK: {number}\n")


@inbound.address("/iclock/getrequest")
@inbound.address("/iclock/ping")
@inbound.address("/iclock/devicecmd")
def nothing_to_do(ctx: Context, asked: inbound.Asked) -> inbound.Answer:
    """A clock asks for orders: there are none. That it called is noted."""
    return _call(ctx, asked, "OK\n")


@inbound.address("/iclock/registry")
def registry(ctx: Context, asked: inbound.Asked) -> inbound.Answer:
    """The registration of newer firmware; the code is the serial number, which is all that is known of it."""
    return _call(ctx, asked, f"RegistryCode={asked.given.get('SN', '')}\n")


def _call(ctx: Context, asked: inbound.Asked, answer: str) -> inbound.Answer:
    serial = asked.given.get("SN", "")
    if not SERIAL.fullmatch(serial):
        return _told("ERROR: SN\n", 400)
    with records.writing(ctx):
        clock = clocks.admitted(ctx, clocks.Call(serial, asked.address))
    return _told(REFUSED, 403) if clock is None else _told(answer)


def _told(text: str, status: int = 200) -> inbound.Answer:
    return inbound.Answer(status, text.encode(), TEXT)
