"""How fast scanned table pages are read, beside others and beside bare recognition, in one run on the same pages."""
