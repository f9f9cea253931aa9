"""标签 Tag: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 78eb8888b35ca34284616051db2310779efaf6d9ec983681f11e76995301fcc2

from app.runtime.policy import Policy, everything

from .model import Tag

tag_policy = Policy(Tag)
tag_policy.allow(
    "read",
    clerk=everything,
    packer=everything,
    manager=everything,
    auditor=everything,
    shopper=everything,
)
tag_policy.allow("create", clerk=everything, manager=everything)
