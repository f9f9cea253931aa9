"""订单行 Order line: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 545b9ff7ac891fd0d35e51c5005c69217d1ca60058addcba430984cc1b9d6f42

from app.runtime.policy import Policy, everything, scope

from .model import OrderLine

own = scope(
    "own",
    "order.shopper == user.shopper",
    ["eq", ["path", ["order"], "shopper"], ["user", ["shopper"]]],
)
branches = scope(
    "branches",
    "order.branch in user.branches",
    ["in", ["path", ["order"], "branch"], ["user", ["branches"]]],
)
order_line_policy = Policy(OrderLine, scopes=[own, branches])
order_line_policy.allow(
    "read", shopper=own, clerk=branches, packer=branches, manager=branches, auditor=everything
)
order_line_policy.allow("create", shopper=own, clerk=branches, manager=branches)
order_line_policy.allow("update", shopper=own, clerk=branches, manager=branches)
order_line_policy.allow("delete", shopper=own, clerk=branches, manager=branches)
