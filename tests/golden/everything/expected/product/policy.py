"""商品 Product: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 dc343487a1848111b5b04fd4b1fd2ef4593694797d5c809e4cbdbaaac17416a9

from app.runtime.policy import Policy, everything, scope

from .model import Product

on_sale = scope("on_sale", "active", ["field", "active"])
product_policy = Policy(Product, scopes=[on_sale])
product_policy.allow(
    "read",
    clerk=everything,
    packer=everything,
    manager=everything,
    auditor=everything,
    shopper=on_sale,
)
product_policy.allow("create", clerk=everything, manager=everything)
product_policy.allow("update", clerk=everything, manager=everything)
product_policy.allow("delete", manager=everything)
product_policy.allow("export", manager=everything)
product_policy.allow("import", manager=everything)
product_policy.restrict_field("cost", read=["manager", "auditor"], write=["manager"])
product_policy.restrict_field("margin", read=["manager", "auditor"])
