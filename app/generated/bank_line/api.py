"""银行流水 Bank statement line: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b3c6aea600efad286853c79cfdcf1600662d7933f5baea10511e08a1fc5e4476

from app.rest.resource import Resource

from .model import BankLine

bank_line_api = Resource(BankLine, methods=["list", "get", "create", "transition"])
