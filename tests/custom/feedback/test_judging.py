"""五: nobody judges the effect of his own measure, and what was measured once can be measured again."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import time_machine

from app.custom.feedback import effects
from app.generated.improvement import Improvement
from app.runtime.errors import RuleViolation
from tests.custom.feedback.voices import BOSS, CLERK, MANAGER, Voices

pytestmark = pytest.mark.database


def counted(voices: Voices) -> Improvement:
    """Done, measured by the system: nine items of lifts before it, three a month."""
    voices.month("lift", 9, at=voices.town.ctx.now - dt.timedelta(days=20))
    return voices.done(
        voices.measure(topic=voices.topics["lift"].id),
        metric="topic_items",
        baseline=None,
        target="1.0",
    )


def test_what_was_measured_early_is_measured_anew_on_its_day(
    voices: Voices, at: time_machine.Coordinates
) -> None:
    measure = counted(voices)
    at.shift(dt.timedelta(days=60))
    voices.month("lift", 3, at=voices.town.ctx.now - dt.timedelta(days=20))
    voices.step(measure, "measure", MANAGER)
    assert voices.fresh(measure).actual is not None
    voices.wait(at, dt.timedelta(days=31), effects.check_effects)
    measure = voices.fresh(measure)
    assert (measure.state, measure.actual) == ("verified", Decimal("1.00"))


def test_the_owner_does_not_type_what_the_system_measures(voices: Voices) -> None:
    measure = counted(voices)
    with pytest.raises(RuleViolation, match="not its owner"):
        voices.step(measure, "measure", CLERK, actual="0.1")
    assert voices.step(measure, "measure", MANAGER, actual="2.9").actual == Decimal("2.90")


def test_what_its_owner_typed_is_judged_by_the_general_manager_and_by_no_job(
    voices: Voices, at: time_machine.Coordinates
) -> None:
    measure = voices.step(voices.done(voices.measure()), "measure", CLERK, actual="4.0")
    voices.wait(at, dt.timedelta(days=91), effects.check_effects)
    assert voices.fresh(measure).state == "done"
    assert "improvement.to_judge" in voices.told(BOSS)
    assert voices.step(measure, "verify", BOSS).state == "verified"


def test_a_general_manager_does_not_find_his_own_measure_effective(voices: Voices) -> None:
    mine = voices.town.employees[BOSS].id
    measure = voices.approved(voices.measure(), owner=mine)
    voices.step(measure, "start", MANAGER)
    voices.step(measure, "finish", MANAGER, result="已更换")
    voices.step(measure, "measure", MANAGER, actual="4.0")
    with pytest.raises(RuleViolation, match="own measure"):
        voices.step(measure, "verify", BOSS)
