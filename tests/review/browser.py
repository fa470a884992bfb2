"""What a browser does that a bare client does not: it says where a request comes from, and sends forms' tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass

from httpx import Response
from starlette.testclient import TestClient

OWN = {"sec-fetch-site": "same-origin"}


@dataclass
class Browser:
    client: TestClient

    def sign_in(self, name: str, password: str, ve: str = "/") -> Response:
        values = {"name": name, "password": password, "ve": ve}
        return self.client.post("/dang-nhap", data=values, headers=OWN)

    def get(self, path: str) -> Response:
        return self.client.get(path, headers=OWN)

    def token(self, path: str = "/") -> str:
        """The token that the forms of a page carry."""
        found = re.search(r'name="_token" value="([0-9a-f]{64})"', self.get(path).text)
        assert found, "the page has no form with a token"
        return found[1]

    def post(self, path: str, values: dict[str, str] | None = None, headers: dict[str, str] | None = None) -> Response:
        data = {"_token": self.token(), **(values or {})}
        return self.client.post(path, data=data, headers=OWN if headers is None else headers)
