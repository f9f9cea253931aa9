"""kill -9 at many seeded points of booking a channel's notice."""

from __future__ import annotations

import random

import pytest

from app.generated import models  # noqa: F401 - half of the entities cannot be mapped
from tests.custom.finance.cash.channel import Channel
from tests.custom.finance.cash.conftest import channels, till
from tests.custom.finance.cash.test_told_and_killed import tell_and_kill
from tests.custom.finance.cash.till import Till
from tests.custom.finance.fees.conftest import at, database_url, desk, town, world
from tests.support.proofs import Proof

__all__ = ["at", "channels", "database_url", "desk", "till", "town", "world"]  # fixtures

ROUNDS = 24
pytestmark = [pytest.mark.prove, pytest.mark.database]


def test_notices(till: Till, channels: dict[str, Channel], database_url: str, proof: Proof) -> None:
    chance = random.Random(12)
    done = sum(
        tell_and_kill(
            till, channels[chance.choice(("wechat", "alipay"))], database_url, chance,
            number=number, longest=1.0,
        )
        for number in range(ROUNDS)
    )  # fmt: skip
    proof.record(
        "Notices of payment channels killed with -9",
        {"notices": ROUNDS, "kills": ROUNDS - done, "lost": 0, "doubled": 0, "half done": 0},
    )
