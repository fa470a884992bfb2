from __future__ import annotations

from collections.abc import Callable

from starlette.testclient import TestClient

from register import Register
from schemas.account import Role
from tests.register.builders import alike, reading, received, result, saved

Programs = Callable[..., TestClient]
WHOLE = ("+84900000001", "0900000001", "0900 000 001")


def test_words_and_filters_find_what_the_register_has(program: Programs, register: Register) -> None:
    ids = saved(register)
    mine = program(Role.VIEWER)
    found = mine.get("/api/v1/innovations", params={"q": "lo hoi", "programme": "75-nghin-sang-kien"}).json()
    assert [one["id"] for one in found["innovations"]] == [ids[1]]
    assert found["innovations"][0]["phones"] == ["0900 *** *01"]
    assert mine.get("/api/v1/innovations", params={"q": "lo hoi", "status": "rejected"}).json()["innovations"] == []


def test_pages_follow_each_other(program: Programs, register: Register) -> None:
    register.save(received(register), result(*(reading(n, f"Việc {n}") for n in range(1, 8))))
    mine, seen, after = program(), [], None
    while True:
        more = {"after": after} if after else {}
        told = mine.get("/api/v1/innovations", params={"limit": 3, "order": "title", **more}).json()
        seen += [one["title"] for one in told["innovations"]]
        if not (after := told["more"]):
            break
    assert seen == [f"Việc {n}" for n in range(1, 8)]


def test_a_record_tells_all_but_phone_numbers(program: Programs, register: Register) -> None:
    row = reading(1, "Giá treo", summary="Ống không gập. Hỏi anh Thử 0900 000 001.")
    key = received(register)
    register.save(key, result(row))
    answer = program(Role.VIEWER).get(f"/api/v1/innovations/{key}-001")
    told = answer.json()
    assert (told["title"], told["dossier"]["id"]) == ("Giá treo", key)
    assert told["authors"][0]["phone"] == "0900 *** *01"
    assert not any(number in answer.text for number in WHOLE)


def test_of_a_secret_only_what_may_leave_is_told(program: Programs, register: Register) -> None:
    key = received(register)
    register.save(key, result(reading(1, "Công thức men", summary="Trộn ba phần", confidential=True)))
    mine = program(Role.ADMIN)
    record = mine.get(f"/api/v1/innovations/{key}-001").json()
    assert (record["title"], record["summary"], record["authors"]) == ("Công thức men", "", [])
    [hit] = mine.get("/api/v1/innovations").json()["innovations"]
    assert (hit["title"], hit["authors"], hit["phones"]) == ("Công thức men", [], [])
    body = {"version": record["version"], "reason": "gọi hỏi"}
    assert mine.post(f"/api/v1/innovations/{key}-001/authors/1/phone", json=body).status_code == 403


def test_other_units_rows_are_not_there_and_not_named(
    program: Programs, register: Register, two_units: tuple[list[str], list[str]]
) -> None:
    own, others = two_units
    register.save_pairs([alike(own[0], others[0])], [own[0], others[0]])
    mine = program(Role.ADMIN, units=("dv-1",))
    found = mine.get("/api/v1/innovations").json()["innovations"]
    assert {one["id"] for one in found} == {*own}
    told = mine.get(f"/api/v1/innovations/{own[0]}")
    assert told.status_code == 200
    assert others[0] not in told.text
    assert mine.get(f"/api/v1/innovations/{others[0]}").status_code == 404
    body = {"version": 1, "reason": "gọi hỏi"}
    assert mine.post(f"/api/v1/innovations/{others[0]}/authors/1/phone", json=body).status_code == 404
    assert others[0] in program(Role.ADMIN, name="ca.tinh").get(f"/api/v1/innovations/{own[0]}").text


def test_one_phone_is_told_for_a_reason_and_noted(program: Programs, register: Register) -> None:
    ids = saved(register)
    mine = program()
    version = mine.get(f"/api/v1/innovations/{ids[0]}").json()["version"]
    path = f"/api/v1/innovations/{ids[0]}/authors/1/phone"
    assert mine.post(path, json={"version": version, "reason": "  "}).status_code == 422
    assert mine.post(path, json={"version": version + 1, "reason": "gọi hỏi"}).status_code == 409
    assert [line for line in register.audit(ids[0]) if line["action"] == "phone-shown"] == []
    told = mine.post(path, json={"version": version, "reason": "gọi hỏi lại năm sinh"})
    assert told.json() == {"innovation": ids[0], "author": 1, "phone": "+84900000001"}
    [line] = [line for line in register.audit(ids[0]) if line["action"] == "phone-shown"]
    assert (line["who"], line["detail"]) == ("may", {"author": 1, "why": "gọi hỏi lại năm sinh"})
    nobody = mine.post(path.replace("authors/1", "authors/9"), json={"version": version, "reason": "gọi hỏi"})
    assert nobody.json()["error"]["code"] == "no-phone"
