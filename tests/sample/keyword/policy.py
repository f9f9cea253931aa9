"""标签 Keyword: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 0cfa7fa3e7cbf91e683970adfa4607d713c02bc23d94a70ef68c466477662f18

from app.runtime.policy import Policy, everything

from .model import Keyword

keyword_policy = Policy(Keyword)
keyword_policy.allow("read", manager=everything, clerk=everything, auditor=everything)
keyword_policy.allow("create", manager=everything)
keyword_policy.allow("update", manager=everything)
keyword_policy.allow("delete", manager=everything)
