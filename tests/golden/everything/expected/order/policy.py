"""订单 Order: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 04cf3ece4f8df071c3fc8a403256de01f5addfdfed7513821ec77b6e37b547fd

from app.runtime.policy import Policy, everything, scope

from .model import Order

own = scope("own", "shopper == user.shopper", ["eq", ["field", "shopper"], ["user", ["shopper"]]])
mine = scope("mine", "clerk == user.clerk", ["eq", ["field", "clerk"], ["user", ["clerk"]]])
branches = scope(
    "branches", "branch in user.branches", ["in", ["field", "branch"], ["user", ["branches"]]]
)
packing = scope(
    "packing",
    "branch in user.branches and state in ['placed', 'packed']",
    [
        "and",
        ["in", ["field", "branch"], ["user", ["branches"]]],
        [
            "in",
            ["field", "state"],
            ["list", ["lit", "string", "placed"], ["lit", "string", "packed"]],
        ],
    ],
)
order_policy = Policy(Order, scopes=[own, mine, branches, packing])
order_policy.allow(
    "read", shopper=own, clerk=branches, packer=packing, manager=branches, auditor=everything
)
order_policy.allow("create", shopper=own, clerk=branches, manager=branches)
order_policy.allow("update", shopper=own, clerk=mine, packer=packing, manager=branches)
order_policy.allow("delete", manager=branches)
order_policy.allow("export", manager=branches, auditor=everything)
order_policy.allow("import", manager=branches)
order_policy.restrict_field(
    "staff_note", read=["clerk", "packer", "manager"], write=["clerk", "manager"]
)
