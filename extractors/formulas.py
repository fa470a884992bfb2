"""What a sheet shows in the place of a formula's result that it does not have."""

from __future__ import annotations

import re

ERROR = re.compile(r"#(REF|N/A|VALUE|NAME|DIV/0|NULL|NUM|SPILL|CALC)[!?]?|#{3,}|Err:\d{3}")
