"""4.5: a leaver who stays after all."""

from __future__ import annotations

import pytest

from app.runtime.errors import Forbidden
from tests.custom.finance.books.office import MANAGER, refused
from tests.custom.people.folk import HR, WORKER, Folk

from .clearances import clear, fresh, tasks

pytestmark = pytest.mark.database


def test_called_off_while_it_is_cleared_he_is_what_he_was_and_nobody_has_anything_to_clear(
    folk: Folk,
) -> None:
    folk.order()
    asked = folk.going()
    assert folk.person().state == "leaving"
    with pytest.raises(Forbidden):
        folk.step(asked, "call_off", WORKER, note="不走了")
    asked = folk.step(asked, "call_off", HR, note="双方协商留任")
    assert (asked.state, folk.person().state) == ("retained", "regular")
    assert {task.state for task in tasks(folk, asked).values()} == {"waived"}
    assert folk.notice().state == "draft", "he may give notice again some day"


def test_a_settlement_that_is_approved_is_not_called_off(folk: Folk) -> None:
    asked = folk.going()
    clear(folk, asked)
    asked = folk.step(fresh(folk, asked), "approve_settlement", MANAGER)
    assert "approved" in str(refused(folk.step, asked, "call_off", HR, note="晚了"))
