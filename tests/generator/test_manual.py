"""docs/manual: what the schema says, in words and drawn; it changes with the process and with nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator import manual
from generator.loading import load
from generator.manual import figure
from generator.manual.contents import blocks
from generator.manual.markdown import markdown
from generator.plan import Entity, Plan

SHOP = Path(__file__).resolve().parents[1] / "schemas" / "shop.yaml"


@pytest.fixture(scope="module")
def shop() -> Plan:
    return load(SHOP)


def sale(plan: Plan) -> Entity:
    return next(one for one in plan.entities if one.name == "Sale")


def relabelled(plan: Plan, text: str) -> Plan:
    """The first step of the sale is called otherwise."""
    entity = sale(plan)
    assert entity.workflow
    first, *rest = entity.workflow.transitions
    steps = (replace(first, labels={"zh": text, "en": text}), *rest)
    changed = replace(entity, workflow=replace(entity.workflow, transitions=steps))
    return replace(plan, entities=tuple(changed if one is entity else one for one in plan.entities))


def test_both_languages_say_conditions_in_the_words_of_the_fields(shop: Plan) -> None:
    said = {language: str(blocks(shop, sale(shop), language)) for language in ("zh", "en")}
    assert "合计 不超过 5000" in said["zh"]
    assert "Total at most 5000" in said["en"]
    assert "不得审批：创建人" in said["zh"]
    assert "whoever did “Deliver”" in said["en"]
    assert "到 100% 通知" in said["zh"]


def test_a_figure_shows_every_state_and_step_by_its_label(shop: Plan) -> None:
    entity = sale(shop)
    assert entity.workflow
    drawn = figure.draw(shop, entity, "en")
    root = ElementTree.fromstring(drawn)
    shown = {text.text for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {state.labels["en"] for state in entity.workflow.states} <= shown
    assert {step.labels["en"] for step in entity.workflow.transitions} <= shown
    assert figure.mark(drawn) == figure.digest(shop, entity, "en")


def test_a_figure_needs_nothing_of_the_system(shop: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert figure.draw(shop, sale(shop), "zh").count('class="state-name') == 6


def test_labels_are_no_markup_in_figure_and_text(shop: Plan) -> None:
    plan = relabelled(shop, "<b>*x*|</b>")
    drawn = figure.draw(plan, sale(plan), "zh")
    assert "&lt;b&gt;*x*|&lt;/b&gt;" in drawn
    ElementTree.fromstring(drawn)
    text = markdown("x", blocks(plan, sale(plan), "zh"), "x.svg")
    assert "<b>" not in text
    assert r"&lt;b>\*x\*\|" in text


def test_writing_touches_only_what_changed_and_takes_away_what_is_gone(
    shop: Plan, tmp_path: Path
) -> None:
    assert "zh/sale.svg" in manual.write(shop, tmp_path)
    assert manual.stale(shop, tmp_path) == []
    assert manual.write(shop, tmp_path) == []
    (tmp_path / "zh" / "own.md").write_text("ours", encoding="utf-8")
    plan = relabelled(shop, "装箱")
    changed = ["en/sale.md", "en/sale.svg", "zh/sale.md", "zh/sale.svg"]
    assert manual.stale(plan, tmp_path) == changed
    assert manual.write(plan, tmp_path) == changed
    without = replace(plan, entities=tuple(one for one in plan.entities if one.name != "Sale"))
    assert set(changed) <= set(manual.write(without, tmp_path))
    assert not (tmp_path / "zh" / "sale.svg").exists()
    assert (tmp_path / "zh" / "own.md").exists()


def test_the_digest_of_a_definition_changes_with_it(shop: Plan) -> None:
    other = relabelled(shop, "装箱")
    assert manual.emitted(shop, sale(shop)) == manual.emitted(load(SHOP), sale(load(SHOP)))
    assert manual.emitted(shop, sale(shop)) != manual.emitted(other, sale(other))
