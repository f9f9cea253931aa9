"""分类关键词 Category keyword: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 e9280da16ff6f3d464fd83d66078af22f9d3bc8edcf114399bceba18c086f210

from app.runtime.policy import Policy, everything

from .model import TicketKeyword

ticket_keyword_policy = Policy(TicketKeyword)
ticket_keyword_policy.allow(
    "read",
    csr=everything,
    dispatcher=everything,
    eng_mgr=everything,
    auditor=everything,
    dept_mgr=everything,
    gm=everything,
    sysadmin=everything,
)
ticket_keyword_policy.allow("create", sysadmin=everything)
ticket_keyword_policy.allow("update", sysadmin=everything)
ticket_keyword_policy.allow("delete", sysadmin=everything)
ticket_keyword_policy.allow("import", sysadmin=everything)
