"""在线客服消息 Chat message: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b7c642cb876a3ec559bd058e67f23b12f857eaa67c1936c17ba8bffb475d5c7f

from app.rest.resource import Resource

from .model import ChatMessage

chat_message_api = Resource(ChatMessage, methods=["list", "get", "create"])
