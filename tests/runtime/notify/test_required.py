"""What the administrator has made obligatory reaches everybody; nobody's choice takes it away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.runtime import notify
from app.runtime.context import Context
from app.runtime.notify.channels import BadChannels, parsed

CHANNELS = {"email": {"url": "smtp://mail.example.com"}, "wecom": {"url": "wecombot://KEY"}}

notify.template("payment.due", zh="待缴", en="Due")


def wanted(ctx: Context, kind: str) -> list[str]:
    user = int(ctx.actor.id or 0)
    return notify.preferences(ctx.session, [user])[user].channels_for(kind)


def test_nobody_switches_off_what_is_obligatory(
    use: Callable[..., None], as_user: Callable[..., Context]
) -> None:
    use(channels=CHANNELS, required={"payment": ["email"]})
    with as_user("clerk") as clerk:
        notify.save(clerk, notify.Choice({"payment": []}))
        assert (wanted(clerk, "payment"), wanted(clerk, "test")) == (["email"], [])


def test_a_star_makes_every_kind_obligatory(
    use: Callable[..., None], as_user: Callable[..., Context]
) -> None:
    use(channels=CHANNELS, required={"*": ["wecom"], "payment": ["email"]})
    with as_user("clerk") as clerk:
        assert wanted(clerk, "payment") == ["email", "wecom"]
        assert wanted(clerk, "test") == ["wecom"]


@pytest.mark.parametrize("given", [{"payment": ["fax"]}, {"payment": "email"}, []])
def test_an_obligatory_channel_that_there_is_not_is_refused(given: Any) -> None:
    with pytest.raises(BadChannels):
        parsed({"channels": CHANNELS, "required": given})
