"""收付账户 Bank or channel account: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8c5d598d36912e8ff69c0f8184e460bcf62ac7979a2c517fc27ac1ba1dc53066

from app.rest.resource import Resource

from .model import BankAccount

bank_account_api = Resource(BankAccount, methods=["list", "get", "create", "update"])
