"""What people say to each other about a record: kept beside it, told in its timeline; shown in the portal only one by one."""
