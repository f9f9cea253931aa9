"""How far from the truth statistics let a fitted life be."""

from __future__ import annotations

from math import exp, fsum, log, sqrt

from app.custom.equipment.reliability.spans import Spans
from app.custom.equipment.reliability.weibull import Life


def scale_error(spans: Spans, life: Life) -> float:
    """The standard error of ln η, from the observed information: where few spans end in a failure it is large."""
    number = spans.failed.total()
    every = spans.failed + spans.censored
    logs = [(log(hours / life.eta), count) for hours, count in every.items()]
    weighed = [(u, count * exp(life.beta * u)) for u, count in logs]
    both = life.beta * fsum(w * u for u, w in weighed)
    shape = number / life.beta**2 + fsum(w * u * u for u, w in weighed)
    return sqrt(shape / (life.beta**2 * number * shape - both**2))
