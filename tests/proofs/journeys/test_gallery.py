"""The pictures of README and docs, made anew from the demo company."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.conftest import AtWork
from tests.journeys.gallery import SCENES
from tests.journeys.task import Task
from tests.support import camera
from tests.support.proofs import Proof

pytestmark = pytest.mark.prove
PICTURES = Path(__file__).parents[3] / "docs" / "screenshots"
SMALL = 100_000
"""Bytes that a picture may have: whoever clones the repository gets all of them."""


def test_the_pictures_of_the_documents_are_made_from_the_demo(
    at_work: AtWork, proof: Proof
) -> None:
    taken = {}
    for scene in SCENES:
        begin = Task(scene.role, "", "", 0, scene.width, scene.go, scene.given)
        hands = at_work(begin, language=scene.language, theme=scene.theme)
        scene.go(hands)
        picture = PICTURES / f"{scene.name}.webp"
        taken[picture] = camera.take(hands.page, picture)
    for old in {one for one in PICTURES.iterdir() if one.is_file()} - set(taken):
        old.unlink()
    assert max(taken.values()) <= SMALL
    proof.record(
        "Pictures of the documents",
        {"pictures": len(taken), "kB": round(sum(taken.values()) / 1000)},
    )
