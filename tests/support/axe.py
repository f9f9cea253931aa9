"""axe-core in a page: what keeps people from using it. It comes with the packages of frontend/."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK = """async (rules) => {
  const found = await axe.run(document, { runOnly: rules });
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}"""


@cache
def source() -> str:
    """The script that brings `axe` into a page."""
    return SOURCE.read_text(encoding="utf-8")


def violations(page: Any) -> list[str]:
    """One line for each rule that the page breaks, with where. Evaluated, not loaded: the policy of the page stays."""
    page.evaluate(source())
    found: list[str] = page.evaluate(ASK, RULES)
    return found
