"""工资汇总 Payroll entry: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 96241f9d906cf9c1581bd527d325061d190061293a32d5a2f0ab5c3a96c67f50

from app.rest.resource import Resource

from .model import PayrollEntry

payroll_entry_api = Resource(
    PayrollEntry, methods=["list", "get", "create", "update", "transition"]
)
