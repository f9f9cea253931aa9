"""What a list offers around its rows: filters, columns, saved views, groups, bulk acts, cells, files."""
