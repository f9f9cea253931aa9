"""The read path: lists, filters, paging, titles and masks, all under the policy."""
