"""The framework: policy, workflow, hooks, records, audit. Knows no channel and no business."""
