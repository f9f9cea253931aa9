"""项目 Project: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0e6b46303f3bfa3c5c2d22b505771e19257a9d44b218db93932b23e0d7916f22

from app.runtime.policy import Policy, everything

from .model import Project

project_policy = Policy(Project)
project_policy.allow(
    "read",
    csr=everything,
    technician=everything,
    eng_mgr=everything,
    fin_mgr=everything,
    customer=everything,
)
project_policy.allow("create", eng_mgr=everything)
project_policy.allow("update", eng_mgr=everything)
