"""互评 Colleague's score: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b0fed68065a9fe1b2ef1cfaa27cad4ccfb5ffb9c55b0a780f5e04c6b8304d89d

from app.rest.resource import Resource

from .model import PeerScore

peer_score_api = Resource(PeerScore, methods=["list", "get", "create", "update", "delete"])
