"""An unknown parameter is refused with those that there are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.rest.conftest import Api, Shop

pytestmark = pytest.mark.database


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/sale/{sale}?nope=1", "there are fields, expand."),
        ("/sale/{sale}/history?nope=1", "there are limit, cursor."),
        ("/changes?entity=sale", "there are since, entities, limit."),
        ("/me?nope=1", "there are none."),
    ],
)
def test_an_unknown_parameter_is_refused_with_those_that_there_are(
    api: Callable[..., Api], shop: Shop, sale: int, address: str, told: str
) -> None:
    answer = api("manager").get(address.format(sale=sale))
    assert answer.status_code == 400
    problem = answer.get_json()
    assert problem["code"] == "unknown_parameter"
    assert problem["errors"][0]["message"].endswith(told)
