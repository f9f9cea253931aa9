"""Conditions of foreign languages: `parse` reads SQL, JavaScript and Python alike into one tree, `render` writes ours.

Nodes of a tree, lists whose first item says what they are:

- ["field", [names]]: a field, or a way through refs; ["lit", value]: None, bool, int, Decimal or str; ["list", nodes…]
- ["and", …] ["or", …] ["not", x] ["if", condition, then, else] ["in", x, list]
- ["eq", a, b] and ne lt le gt ge; ["match", x, pattern] a regular expression, ["like", x, pattern] of SQL
- ["add", a, b] and sub mul div; ["neg", x]; ["call", name, arguments…]; ["attr", x, name]
"""

from generator.importers.conditions.parse import NotUnderstood, parse
from generator.importers.conditions.pieces import Found, Scope, Untranslatable
from generator.importers.conditions.render import render

__all__ = ["Found", "NotUnderstood", "Scope", "Untranslatable", "parse", "render"]
