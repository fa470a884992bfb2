"""Bringing in a register or a list that was kept elsewhere."""
