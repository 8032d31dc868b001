"""From tables to prospects and back: the one door to the modules that do the parts.

`guess` a mapping for a table, let a person correct it with `Mapping.with_`, take the `drafts`;
`export_table` is the way back.
"""

from salesdesk.exchange.column_mapping import Mapping, guess
from salesdesk.exchange.drafting import drafts
from salesdesk.exchange.flat_table import COLUMNS, export_table, to_row
from salesdesk.exchange.headers import FIELDS, Target

__all__ = ["COLUMNS", "FIELDS", "Mapping", "Target", "drafts", "export_table", "guess", "to_row"]
