"""The routes of the JSON interface, and how each is asked."""

from __future__ import annotations

from fastapi.routing import APIRoute
from httpx import Response
from starlette.testclient import TestClient

from review.api.app import PLACE, ROUTERS

API = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
_FILLED = {"dossier_id": "HS2021-00001", "innovation_id": "HS2021-00001-001", "author": "1", "what": "units"}


def ask(client: TestClient, route: APIRoute) -> Response:
    """Something that is well-formed: only the gate can say 403."""
    path = PLACE + route.path.format(**_FILLED)
    files = {"files": ("a.txt", b"x")} if route.name == "api_upload" else None
    json = {"version": 1, "reason": "gọi hỏi"} if route.name == "api_phone" else None
    return client.request(next(iter(route.methods)), path, files=files, json=json)
