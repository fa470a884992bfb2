"""How far the readers' own chances can be trusted: fitted on one maker's worn pages, checked on another's."""
