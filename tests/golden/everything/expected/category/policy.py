"""类别 Category: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e1ae2d23a82d97eea0a51037b549a72b510cb8876496ab7377b6b769fdae4e23

from app.runtime.policy import Policy, everything

from .model import Category

category_policy = Policy(Category)
category_policy.allow(
    "read",
    clerk=everything,
    packer=everything,
    manager=everything,
    auditor=everything,
    shopper=everything,
)
category_policy.allow("create", manager=everything)
category_policy.allow("update", manager=everything)
