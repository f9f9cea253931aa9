"""在线会话 Chat: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 72e5881dfb2b735138ad487302a32982fc5d50762ca3b76b5eb7accd2a2bfb26

from app.runtime.policy import Policy, everything, scope

from .model import ChatSession

own = scope(
    "own", "customer == user.customer", ["eq", ["field", "customer"], ["user", ["customer"]]]
)
projects = scope(
    "projects", "project in user.projects", ["in", ["field", "project"], ["user", ["projects"]]]
)
chat_session_policy = Policy(ChatSession, scopes=[own, projects])
chat_session_policy.allow(
    "read", customer=own, csr=projects, dispatcher=projects, auditor=everything, gm=everything
)
chat_session_policy.allow("create", customer=own, csr=projects)
chat_session_policy.restrict_field("customer", write=["csr"])
chat_session_policy.restrict_field("project", write=["csr"])
chat_session_policy.restrict_field("agent", read=["csr", "dispatcher", "auditor", "gm"])
