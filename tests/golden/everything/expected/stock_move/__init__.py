"""库存变动 Stock move."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a945d7ee6f4c9d60a7d7eb90bf719447d36a5fb85dd2a51032abee4cb0dc352f

from .model import StockMove, stock_move_hooks
from .policy import stock_move_policy

__all__ = ["StockMove", "stock_move_hooks", "stock_move_policy"]
