"""The desk for programs: JSON under /api/v1, by bearer token only. Nothing here reads a cookie but the description."""
