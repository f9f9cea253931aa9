"""在线会话 Chat: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5cd34c3e9cc7ea86228e481b1569dbb332cdf25e32302700cfd587151b878d5b

from app.rest.resource import Resource

from .model import ChatSession

chat_session_api = Resource(ChatSession, methods=["list", "get", "create", "transition"])
