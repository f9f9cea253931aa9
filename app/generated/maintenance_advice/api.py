"""维护策略建议 Maintenance suggestion: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 fd2becb969de6e1e5ac68900ad26a4c1740af7c54091e8f4e57061b6e3704beb

from app.rest.resource import Resource

from .model import MaintenanceAdvice

maintenance_advice_api = Resource(MaintenanceAdvice, methods=["list", "get", "transition"])
