"""在线客服消息 Chat message: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2e55b6472f9e0f65997a3e4b7bf464dac3bbe9a77fd33486481884d9e0a545ad

from app.runtime.policy import Policy, everything, scope

from .model import ChatMessage

own = scope(
    "own",
    "session.customer == user.customer",
    ["eq", ["path", ["session"], "customer"], ["user", ["customer"]]],
)
projects = scope(
    "projects",
    "session.project in user.projects",
    ["in", ["path", ["session"], "project"], ["user", ["projects"]]],
)
chat_message_policy = Policy(ChatMessage, scopes=[own, projects])
chat_message_policy.allow(
    "read", customer=own, csr=projects, dispatcher=projects, auditor=everything, gm=everything
)
chat_message_policy.allow("create", customer=own, csr=projects)
