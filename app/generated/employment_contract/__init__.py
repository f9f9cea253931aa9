"""劳动合同 Employment contract."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c7b7bc65d0d72eab18719785504019edd5f423b918b7062f3e59172ad5b036a7

from .model import EmploymentContract, employment_contract_hooks
from .policy import employment_contract_policy

__all__ = ["EmploymentContract", "employment_contract_hooks", "employment_contract_policy"]
