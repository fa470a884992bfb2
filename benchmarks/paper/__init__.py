"""Invented table pages, printed and worn: another maker than that of the samples, for fitting and measuring readers."""
