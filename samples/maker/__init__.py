"""Draws the sample dossiers: texts in `dossiers/*.toml`, one writer a file kind, one list of recipes."""
