"""库存变动 Stock move: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a3ecea98954d8abea428a4e40c1e2a1a3f66a95cb00c06a08d1788bd83b5809e

from app.runtime.policy import Policy, everything

from .model import StockMove

stock_move_policy = Policy(StockMove)
stock_move_policy.allow("read", manager=everything, auditor=everything)
stock_move_policy.allow("create", manager=everything)
