"""Inside the policy: who somebody is, what a step needs, and the tree of reasons. Channels ask policy and judgement."""
