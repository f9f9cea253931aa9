"""劳动合同 Employment contract: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e6f10e0e8abdfda8d665e7ca265f150361abfac8330a99f1fb97cf7db20496b1

from app.rest.resource import Resource

from .model import EmploymentContract

employment_contract_api = Resource(EmploymentContract, methods=["list", "get", "create"])
