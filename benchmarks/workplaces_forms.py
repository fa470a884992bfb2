"""How senders fill in the form, and how one telling of a work differs from another (`workplaces.py`)."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.prose import unmarked

_TONES = (("oà", "òa"), ("oá", "óa"), ("oạ", "ọa"), ("uý", "úy"), ("uỷ", "ủy"), ("uỳ", "ùy"), ("oè", "òe"))
_MISREAD = {"l": "1", "I": "|", "m": "rn", "h": "b", "c": "e", "n": "u"}
_SHORT = {"Trường Tiểu học": "TH", "Trường Mầm non": "MN", "Trường THCS": "THCS", "Trung tâm Y tế": "TTYT",
          "Bệnh viện Đa khoa": "BVĐK", "Công ty": "Cty", "Điện lực": "ĐL"}  # fmt: skip
_FULL = {"THCS": "Trung học cơ sở", "THPT": "Trung học phổ thông", "UBND": "Ủy ban nhân dân", "HTX": "Hợp tác xã"}


@dataclass(frozen=True)
class Telling:
    """What differs from the work's own telling; by default nothing."""

    sender: Sender | None = None
    wording: int = 0  # which other wordings
    reworded: float = 1.0  # share of sentences in them
    title: int | None = None  # wording of the title; None: as of the sentences
    figures: int = 0
    later: int = 0  # years
    tail: str = ""  # of the title
    authors: list[str] | None = None
    phone: str = ""
    no_phone: bool = False
    renamed: bool = False
    text: str = "full"  # full, short, ditto, none
    template: int | None = None
    shuffled: bool = False
    cut: bool = False
    noise: float = 0.0
    no_accents: bool = False
    benefit: int | None = None

    def shortened(self, r: random.Random, title: str) -> str:
        words = title.split()
        return " ".join(words[: max(5, int(0.6 * len(words)))]) + r.choice(["...", "…", ""]) if self.cut else title


@dataclass(frozen=True)
class Sender:
    name: str
    town: str
    phone_form: int
    unit_form: str
    joined: int
    capitals: bool
    capital_names: bool
    no_accents: bool
    no_summaries: bool
    short_summaries: bool
    no_phones: bool
    no_birth_years: bool
    no_benefits: bool
    office_phone: bool
    old_tones: bool
    scans: bool
    template: int | None
    honorific: str

    @classmethod
    def drawn(cls, r: random.Random, town: str, names: list[str]) -> Sender:
        def one_in(share: float) -> bool:
            return r.random() < share

        return cls(
            name=r.choice(names).format(D=town), town=town, phone_form=r.randrange(8),
            unit_form=r.choice(["", "", "short", "full", "placed"]), joined=r.randrange(5), capitals=one_in(0.12),
            capital_names=one_in(0.15), no_accents=one_in(0.06), no_summaries=one_in(0.14),
            short_summaries=one_in(0.12),
            no_phones=one_in(0.22), no_birth_years=one_in(0.3), no_benefits=one_in(0.25), office_phone=one_in(0.06),
            old_tones=one_in(0.5), scans=one_in(0.07), template=r.randrange(4) if one_in(0.13) else None,
            honorific=r.choice(["", "", "", "Ông ", "Đ/c ", "ThS. "]),
        )  # fmt: skip

    def title(self, text: str) -> str:
        return text.upper() if self.capitals else text

    def person(self, name: str) -> str:
        return self.honorific + (name.upper() if self.capital_names else name)

    def unit(self, name: str, place: str) -> str:
        if self.unit_form == "placed":
            return f"{name}, xã {place}"
        for one, other in {"short": _SHORT, "full": _FULL}.get(self.unit_form, {}).items():
            name = name.replace(one, other)
        return name

    def summary(self, r: random.Random, lines: list[str], telling: Telling, texts: dict[str, Any]) -> str:
        if telling.text == "ditto":
            return str(r.choice(texts["ditto"]))
        if self.no_summaries or telling.text == "none":
            return ""
        if telling.shuffled:
            r.shuffle(lines)
        lines = [line.rstrip(".") for line in lines]
        if (self.short_summaries or telling.text == "short") and lines:
            lines = lines[-2:-1] or lines[:1]
        text = self._join([line[:1].upper() + line[1:] for line in lines])
        template = self.template if telling.template is None else telling.template
        if template is not None:
            return f"{texts['template'][template]} {text}"
        return f"{text} {r.choice(texts['closing']).format(y=2022)}" if r.random() < 0.25 else text

    def _join(self, lines: list[str]) -> str:
        if self.joined == 1:
            return "; ".join(lines)
        if self.joined == 2:
            return "\n".join(f"- {line}" for line in lines)
        if self.joined == 3:
            return " ".join(f"{number}. {line}." for number, line in enumerate(lines, 1))
        return ". ".join(lines) + "."

    def spelling(self, r: random.Random, telling: Telling) -> Callable[[str], str]:
        noise = telling.noise or (0.03 if self.scans else 0.0)

        def spelled(text: str) -> str:
            for new, old in _TONES:
                text = text.replace(new, old) if self.old_tones else text.replace(old, new)
            text = scanned(r, text, noise) if noise else text
            return unmarked(text) if self.no_accents or telling.no_accents else text

        return spelled

    def period(self, r: random.Random, year: int) -> str:
        month = r.randint(1, 12)
        forms = [f"Năm {year}", str(year), f"Năm học {year}-{year + 1}", f"Từ tháng {month}/{year} đến nay",
                 f"{month:02d}/{year}", f"Quý {r.choice(['I', 'II', 'III', 'IV'])}/{year}", ""]  # fmt: skip
        return r.choice(forms)


def scanned(r: random.Random, text: str, rate: float) -> str:
    """Lost accents and letters, letters taken for others, blanks lost."""

    def misread(letter: str) -> str:
        if letter.isalpha() and r.random() < rate:
            plain = unmarked(letter)
            return plain if plain != letter else _MISREAD.get(letter, r.choice(["", letter]))
        return "" if letter == " " and r.random() < 0.35 * rate else letter

    return "".join(map(misread, text))


def written_phone(r: random.Random, phone: str, sender: Sender) -> str:
    forms = [phone, f"{phone[:4]}.{phone[4:7]}.{phone[7:]}", f"{phone[:4]} {phone[4:7]} {phone[7:]}", f"+84{phone[1:]}",
             phone[1:], f"ĐT: {phone[:3]} {phone[3:6]} {phone[6:]}", f"84{phone[1:]}",
             f"{phone}; 02{r.randrange(10**9):09d}"]  # fmt: skip
    return forms[sender.phone_form if r.random() < 0.8 else r.randrange(len(forms))]
