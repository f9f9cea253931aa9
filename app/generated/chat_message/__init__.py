"""在线客服消息 Chat message."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ba7408f83cecbfb43cf9357666b7355daeb49d7fe183881875fd8ceac11e7fb5

from .model import ChatMessage, chat_message_hooks
from .policy import chat_message_policy

__all__ = ["ChatMessage", "chat_message_hooks", "chat_message_policy"]
