"""axe-core in a page: what keeps people from using it. It comes with the packages of frontend/."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

SOURCE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK = """async (rules) => {
  const ask = async (only) => {
    const found = await axe.run(document, { runOnly: only, resultTypes: ["violations"] });
    return found.violations.map((one) => ({ rule: one.id, places: one.nodes.map((node) => node.target.join(" ")) }));
  };
  const found = await ask(rules);
  const small = found.find((one) => one.rule === "target-size");
  if (small) {
    scrollTo({ top: document.body.scrollHeight, behavior: "instant" });
    const still = (await ask({ type: "rule", values: ["target-size"] })).flatMap((one) => one.places);
    scrollTo({ top: 0, behavior: "instant" });
    small.places = small.places.filter((place) => still.includes(place));
  }
  return found.filter((one) => one.places.length).map((one) => `${one.rule}: ${one.places.join(", ")}`);
}"""
"""What is half under a bar that stays at the bottom is no small target: it is one only where it is small at the end of the page too."""
STILL = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (const one of document.getAnimations()) {
    if (one.effect.getComputedTiming().endTime !== Infinity) one.finish();
  }
}"""
Face = tuple[int, Literal["light", "dark"]]
"""How wide the window is, and the theme that the system asks for."""
DESK_AND_PHONE: tuple[Face, ...] = ((1440, "light"), (390, "dark"))


@cache
def source() -> str:
    """The script that brings `axe` into a page."""
    return SOURCE.read_text(encoding="utf-8")


def violations(page: Any) -> list[str]:
    """One line for each rule that the page breaks, with where. Evaluated, not loaded: the policy of the page stays."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(source())
    # What is half under the bar, because somebody scrolled, is no small target.
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    found: list[str] = page.evaluate(ASK, RULES)
    return found


def faults(page: Any, faces: tuple[Face, ...] = DESK_AND_PHONE) -> list[str]:
    """The same in several faces of one page, and where it is wider than its window; it is left in the last of them."""
    found = []
    for width, theme in faces:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": page.viewport_size["height"]})
        # A colour on its way to another is none that anybody reads.
        page.evaluate(STILL)
        lines = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            lines.append("wider than its window")
        found += [f"{width} {theme}: {line}" for line in lines]
    return found
