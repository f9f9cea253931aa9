"""客户 Customer: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 47461bff363c67536852800da5bd10a90b6a526f5dfbf91e618e8b99d6dd98e1

from app.runtime.policy import Policy, everything, scope

from .model import Customer

own = scope("own", "login == user.id", ["eq", ["field", "login"], ["user", ["id"]]])
projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
customer_policy = Policy(Customer, scopes=[own, projects])
customer_policy.allow(
    "read", customer=own, csr=projects, technician=projects, eng_mgr=everything, fin_mgr=everything
)
customer_policy.allow("create", csr=projects)
customer_policy.allow("update", csr=projects)
