"""库存变动 Stock move: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a84a3807f1daeee4193b6841fb78a8fe4f805b22c92a87400f204115f7b4a792

from app.rest.resource import Resource

from .model import StockMove

stock_move_api = Resource(StockMove, methods=["list", "get", "create"])
