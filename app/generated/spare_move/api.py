"""备件出入库 Movement of a part: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d377a3bd4dcbb95604fcf945b469a13932c88eb036e50da90101abd83d61f364

from app.rest.resource import Resource

from .model import SpareMove

spare_move_api = Resource(SpareMove, methods=["list", "get", "create"])
