"""凭证分录 Voucher line."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 cd04c6d5d5690bab34b0972c4dc8b93deb65cc3f0e317b23ce51cce242295c25

from .model import VoucherLine, voucher_line_hooks
from .policy import voucher_line_policy

__all__ = ["VoucherLine", "voucher_line_hooks", "voucher_line_policy"]
