"""What the project talks about: models and plain values. Opens no file but its own tables, imports no sibling."""
