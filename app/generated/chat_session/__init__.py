"""在线会话 Chat."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 f1b15560296bcb5ee4343f61d9c99b20c1dc3adca5d8c8c6279ce548e34e7573

from .model import ChatSession, ChatSessionState, ChatSessionTransition, chat_session_hooks
from .policy import chat_session_policy
from .workflow import chat_session_workflow

__all__ = [
    "ChatSession",
    "ChatSessionState",
    "ChatSessionTransition",
    "chat_session_hooks",
    "chat_session_policy",
    "chat_session_workflow",
]
