"""A subscriber of the shop: a receiver on loopback, which is allowed here, and a way to let time pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from app.runtime import jobs, records
from app.runtime.audit import seal
from app.runtime.context import Context
from app.runtime.database import Database
from app.runtime.webhooks import deliver, dispatch, settings
from app.runtime.webhooks.tables import WebhookDelivery
from tests.rest.conftest import Api
from tests.support.receiver import Receiver, receiver

Make = Callable[..., Api]
Json = dict[str, Any]


@pytest.fixture(autouse=True)
def _loopback_is_allowed(app: Any) -> Iterator[None]:
    settings.use(settings.Settings(settings.parse("127.0.0.0/8")))
    yield
    settings.use(settings.Settings())


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as made:
        yield made


def subscribe(program: Api, there: Receiver, *events: str, **more: Any) -> Json:
    """A new webhook to this receiver, with its secret."""
    body = {"name": f"hook {len(there.got)}", "url": there.url, "events": list(events), **more}
    answer = program.post("/webhooks", json=body)
    assert answer.status_code == 201, answer.text
    found: Json = answer.get_json()
    return found


def go_on() -> None:
    """Seal what was written, look for whom, and send."""
    seal.seal()
    dispatch.wake()
    jobs.run_due()


def deliver_due(ctx: Context) -> None:
    """What happens every minute."""
    with records.writing(ctx):
        deliver.minute(ctx)
    jobs.run_due()


def states(database: Database) -> list[str]:
    """Of every delivery, the oldest first."""
    with database.read_session() as session:
        found = sa.select(WebhookDelivery.state).order_by(WebhookDelivery.id)
        return list(session.scalars(found))
