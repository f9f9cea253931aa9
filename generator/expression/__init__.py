"""The small grammar of conditions and formulas: text → checked, typed tree. Any doubt is an error at build time."""

from generator.expression.compiler import compile_expression
from generator.expression.errors import ExpressionError
from generator.expression.names import EntityNames, Use
from generator.expression.types import Type

__all__ = ["EntityNames", "ExpressionError", "Type", "Use", "compile_expression"]
