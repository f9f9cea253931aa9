"""重复客户复核 Duplicate review: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 39d83fc72b595841607ad6e20390c3e43a88de7294264531b951f327049d926a

from app.runtime.policy import Policy, everything, scope

from .model import DuplicateReview

projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
duplicate_review_policy = Policy(DuplicateReview, scopes=[projects])
duplicate_review_policy.allow(
    "read", csr=projects, auditor=everything, dept_mgr=projects, gm=everything
)
