"""Names that the document uses and nobody declares: modules, entities, enums, roles in pairs, app settings."""

from __future__ import annotations

import re
import zoneinfo
from typing import Final

from generator.nodes import ScalarNode
from generator.rules.lookup import entity_names, unknown
from generator.symbols import USER, EntitySymbol, Symbols

_CURRENCY: Final = re.compile(r"[A-Z]{3}\Z")
_RETAIN: Final = re.compile(r"[1-9][0-9]{0,3} (?:day|days|month|months|year|years)\Z")


def check(symbols: Symbols) -> None:
    _check_app(symbols)
    for entity in symbols.entities.values():
        _check_entity(symbols, entity)


def _check_app(symbols: Symbols) -> None:
    app = symbols.root.mapping("app")
    timezone = app.get("timezone")
    if isinstance(timezone, ScalarNode) and timezone.text not in zoneinfo.available_timezones():
        symbols.refuse(
            timezone.at,
            "S104",
            f"'{timezone.text[:60]}' is not a time zone",
            "app.timezone",
            "such as Asia/Shanghai",
        )
    currency = app.get("currency")
    if isinstance(currency, ScalarNode) and not _CURRENCY.match(currency.text):
        symbols.refuse(
            currency.at,
            "S104",
            f"'{currency.text[:60]}' is not a currency code",
            "app.currency",
            "three capitals, such as CNY",
        )


def _check_entity(symbols: Symbols, entity: EntitySymbol) -> None:
    node = entity.node
    module = node.get("module")
    if isinstance(module, ScalarNode) and module.text not in symbols.modules:
        unknown(symbols, module, "S408", "module", list(symbols.modules), f"{entity.path}.module")
    retain = node.get("retain")
    if isinstance(retain, ScalarNode) and not _RETAIN.match(retain.text):
        symbols.refuse(
            retain.at,
            "S317",
            f"'{retain.text[:40]}' is not a span of time",
            f"{entity.path}.retain",
            "such as 3 years",
        )
    for field in entity.fields.values():
        to = field.node.get("to")
        if isinstance(to, ScalarNode) and to.text != USER and to.text not in symbols.entities:
            unknown(
                symbols, to, "S403", "entity", [*entity_names(symbols), USER], f"{field.path}.to"
            )
        of = field.node.get("of")
        if isinstance(of, ScalarNode) and of.text not in symbols.root.mapping("enums"):
            known = list(symbols.root.mapping("enums").entries)
            unknown(symbols, of, "S404", "enum", known, f"{field.path}.of")
