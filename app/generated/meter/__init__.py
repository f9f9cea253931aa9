"""表计 Meter."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 fd93ccafc847f7294734188698113e1cce6042efebbfc4efcee4e8608ce68936

from .model import Meter, meter_hooks
from .policy import meter_policy

__all__ = ["Meter", "meter_hooks", "meter_policy"]
