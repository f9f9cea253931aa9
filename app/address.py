"""An address whose way back, from values to text, is compiled when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class Address(Rule):
    """Werkzeug compiles two functions for every rule, at half of the cost of a start with 50 entities; few are ever called."""

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        compile_now = super()._compile_builder
        compiled: list[Builder] = []

        def build(rule: Address, /, **values: Any) -> tuple[str, str]:
            # Two threads may both compile it; the functions are the same.
            if not compiled:
                compiled.append(compile_now(append_unknown))
            return compiled[0](rule, **values)

        return build
