"""What the sandbox remembers: one file a trade, changed by one process at a time."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from app.runtime import clock

NUMBER = re.compile(r"[0-9A-Za-z_-]{6,64}")


@dataclass(slots=True)
class Trade:
    """Amounts in fen; times ISO 8601 UTC. `state`: waiting, paid or closed."""

    channel: str
    out_trade_no: str
    amount: int
    subject: str
    notify_url: str
    expires_at: str
    state: str = "waiting"
    trade_no: str = ""
    paid_at: str = ""
    refunds: dict[str, dict[str, Any]] = field(default_factory=dict)
    """refund_no → {"id", "amount"}."""

    @property
    def refunded(self) -> int:
        return sum(one["amount"] for one in self.refunds.values())


class Trades:
    """The trades of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def get(self, channel: str, out_trade_no: str) -> Trade | None:
        """A trade that ran out of time is closed from then on."""
        file = self._file(channel, out_trade_no)
        if file is None or not file.exists():
            return None
        trade = Trade(**json.loads(file.read_text(encoding="utf-8")))
        if trade.state == "waiting" and dt.datetime.fromisoformat(trade.expires_at) <= clock.now():
            trade.state = "closed"
        return trade

    def order(self, trade: Trade) -> Trade | None:
        """Remember a new order; one that is there is told, None when its amount is another."""
        with self._alone():
            there = self.get(trade.channel, trade.out_trade_no)
            if there is not None:
                return there if there.amount == trade.amount else None
            self._keep(trade)
            return trade

    def pay(self, channel: str, out_trade_no: str) -> Trade | None:
        """It is paid; None when it cannot be any more."""
        with self._alone():
            trade = self.get(channel, out_trade_no)
            if trade is None or trade.state == "closed":
                return None
            if trade.state == "waiting":
                trade.state, trade.paid_at = "paid", clock.now().isoformat(timespec="seconds")
                trade.trade_no = f"{clock.now():%Y%m%d%H%M%S}{int.from_bytes(os.urandom(6)):015d}"
                self._keep(trade)
            return trade

    def close(self, channel: str, out_trade_no: str) -> Trade | None:
        """Nobody can pay it any more, unless somebody has."""
        with self._alone():
            trade = self.get(channel, out_trade_no)
            if trade is not None and trade.state == "waiting":
                trade.state = "closed"
                self._keep(trade)
            return trade

    def refund(self, channel: str, out_trade_no: str, number: str, amount: int) -> Trade | None:
        """The trade with that refund, once; None when it is more than is left, or another amount than before."""
        with self._alone():
            trade = self.get(channel, out_trade_no)
            if trade is None or trade.state != "paid":
                return None
            known = trade.refunds.get(number)
            if known is not None:
                return trade if known["amount"] == amount else None
            if trade.refunded + amount > trade.amount:
                return None
            trade.refunds[number] = {
                "id": f"50{int.from_bytes(os.urandom(6)):015d}",
                "amount": amount,
            }
            self._keep(trade)
            return trade

    def _file(self, channel: str, out_trade_no: str) -> Path | None:
        if not NUMBER.fullmatch(out_trade_no):
            return None
        return self._folder / f"{channel}-{out_trade_no}.json"

    def _keep(self, trade: Trade) -> None:
        file = self._file(trade.channel, trade.out_trade_no)
        if file is None:
            raise ValueError(f"{trade.out_trade_no!r} is no number of an order.")
        draft = file.with_suffix(".new")
        draft.write_text(json.dumps(asdict(trade), ensure_ascii=False), encoding="utf-8")
        draft.replace(file)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self._folder / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
