"""手机验证码 Phone code: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 bcf4a71256b1d80d8005e3aa61642486de99609e9f38188beecdacc37fb0fe22

from app.runtime.policy import Policy, everything

from .model import PhoneCode

phone_code_policy = Policy(PhoneCode)
phone_code_policy.allow("read", auditor=everything)
phone_code_policy.restrict_field("token", read=[])
phone_code_policy.restrict_field("salt", read=[])
