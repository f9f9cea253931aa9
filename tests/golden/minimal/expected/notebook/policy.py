"""笔记本 Notebook: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 2f949df7133a2a782570cfd667e922ea28a32e19578aedbb5d37ed56d6fde317

from app.runtime.policy import Policy, everything

from .model import Notebook

notebook_policy = Policy(Notebook)
notebook_policy.allow("read", writer=everything)
