"""笔记本 Notebook."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 552f197661ff0a4ecda4605839f2faf3c9cba614de90518f84eff3f0ccea62a0

from .model import Notebook, notebook_hooks
from .policy import notebook_policy

__all__ = ["Notebook", "notebook_hooks", "notebook_policy"]
