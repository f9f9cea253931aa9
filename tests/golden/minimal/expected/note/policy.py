"""便签 Note: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 41c230bfe85924bd2575790f0fa74261509d21ab19092992b10876fc30020aac

from app.runtime.policy import Policy, everything

from .model import Note

note_policy = Policy(Note)
note_policy.allow("read", writer=everything)
note_policy.allow("create", writer=everything)
