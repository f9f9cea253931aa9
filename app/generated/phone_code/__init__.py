"""手机验证码 Phone code."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4b204f0d709d7b19d6f9a43a2c05302a3b9236d4a8d9a1c4156bd57180e95807

from .model import PhoneCode, phone_code_hooks
from .policy import phone_code_policy

__all__ = ["PhoneCode", "phone_code_hooks", "phone_code_policy"]
