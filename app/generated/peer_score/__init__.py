"""互评 Colleague's score."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 38ddb0912bdb113560fe868f9d4f9e20cc472eeeedb60625087d8998a278534f

from .model import PeerScore, peer_score_hooks
from .policy import peer_score_policy

__all__ = ["PeerScore", "peer_score_hooks", "peer_score_policy"]
