from __future__ import annotations

import time

from schemas.dossier import Recognised
from schemas.rules.listing import Listing
from tests.schemas.cases import row


def test_the_entries_that_mean_a_row() -> None:
    entries = [("Lò Văn Mẫu", ""), ("Vàng Thị Thử", "Giá treo cuộn dây cáp"), ("Lò Văn Mẫu", "Bơm nước sức gió")]
    listing = Listing([Recognised(name=name, title=title) for name, title in entries])
    assert listing.holding(row().accepted) == [1], "the very title goes before all else"
    assert listing.holding(row(title="Giá treo cuộn dây cáp mới").accepted) == [0, 1]
    assert not Listing([])
    assert Listing([]).holding(row().accepted) == []


def test_lists_of_thousands_with_the_same_words_cost_seconds_at_most() -> None:
    entries = [Recognised(name="Lò Văn Mẫu", title=f"Giải pháp quản lý số {n}") for n in range(2000)]
    listing = Listing(entries)
    start = time.monotonic()
    for n in range(300):
        listing.holding(row(title=f"Giải pháp quản lí số {n} mới").accepted)
    assert time.monotonic() - start < 20
