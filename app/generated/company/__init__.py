"""公司 Company."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2641e0bac2bb34469681cc3150d8cd05d6c9716a2c88a24877a9869aba72f727

from .model import Company, company_hooks
from .policy import company_policy

__all__ = ["Company", "company_hooks", "company_policy"]
