"""What is handed in twice, and what only looks alike, in the fifth maker's registers (`workplaces.py`)."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.prose import unmarked
from benchmarks.workplaces import TOPICS, Work, Workplaces
from benchmarks.workplaces_forms import Sender, Telling


def _other(maker: Workplaces) -> Sender:
    return maker.r.choice(maker.senders)


def _share(maker: Workplaces) -> float:
    """Of sentences that are put otherwise."""
    return 0.5 if maker.r.random() < 0.6 else 1.0


def two_levels(maker: Workplaces, work: Work) -> Telling:
    """By the unit, and again by the union above it."""
    return Telling(_other(maker))


def reworded(maker: Workplaces, work: Work) -> Telling:
    return Telling(_other(maker), wording=maker.r.choice([1, 2]), reworded=_share(maker))


def turned(maker: Workplaces, work: Work) -> Telling:
    """In other words, another order and without a phone."""
    return Telling(_other(maker), wording=1, reworded=_share(maker), no_phone=True, shuffled=True)


def next_year(maker: Workplaces, work: Work) -> Telling:
    r = maker.r
    tail = r.choice(["", "", " năm {year}", " năm học {year}-{next}"])
    return Telling(work.sender, wording=r.choice([0, 0, 1]), figures=r.randrange(1, 1 << 30), later=r.choice([1, 1, 2]),
                   tail=tail, benefit=r.randint(3, 900) * 10**6, renamed=r.random() < 0.2)  # fmt: skip


def other_team(maker: Workplaces, work: Work) -> Telling:
    """Another principal, one author more or less."""
    team, more = list(work.authors), [name for name in work.unit.people if name not in work.authors]
    team = team[1:] + team[:1] if len(team) > 1 and maker.r.random() < 0.5 else [*team, maker.r.choice(more)]
    return Telling(_other(maker), authors=team, title=maker.r.choice([0, 1]))


def scan(maker: Workplaces, work: Work) -> Telling:
    return Telling(_other(maker), noise=maker.r.choice([0.05, 0.08, 0.12]))


def no_accents(maker: Workplaces, work: Work) -> Telling:
    return Telling(_other(maker), wording=maker.r.choice([0, 0, 1]), no_accents=True)


def no_summary(maker: Workplaces, work: Work) -> Telling:
    return Telling(_other(maker), title=0, text="none")


def short(maker: Workplaces, work: Work) -> Telling:
    return Telling(_other(maker), title=maker.r.choice([0, 0, 1]), text="short")


def ditto(maker: Workplaces, work: Work) -> Telling:
    return Telling(_other(maker), text="ditto")


def cut(maker: Workplaces, work: Work) -> Telling:
    return Telling(_other(maker), cut=True)


def renamed(maker: Workplaces, work: Work) -> Telling:
    """After communes were merged."""
    return Telling(_other(maker), wording=maker.r.choice([0, 1]), reworded=_share(maker), renamed=True)


def in_template(maker: Workplaces, work: Work) -> Telling:
    return Telling(_other(maker), wording=maker.r.choice([0, 0, 1]), template=maker.r.randrange(4))


def misspelt(maker: Workplaces, work: Work) -> Telling:
    """Names without an accent, with a part shortened or left out."""
    return Telling(_other(maker), wording=maker.r.choice([0, 1]), authors=[_name(maker, one) for one in work.authors])


def _name(maker: Workplaces, name: str) -> str:
    words = name.split()
    if len(words) < 3:
        return unmarked(name)
    middle = maker.r.choice([[words[1][0] + ".", *words[2:-1]], words[2:-1], words[1:-1]])
    return " ".join([words[0], *middle, unmarked(words[-1])])


def several(maker: Workplaces, work: Work) -> Telling:
    r = maker.r
    return Telling(_other(maker), wording=r.choice([0, 1]), reworded=0.5, figures=r.randrange(1 << 30),
                   noise=r.choice([0.0, 0.03]), renamed=r.random() < 0.3, no_phone=r.random() < 0.4)  # fmt: skip


NOISE: dict[str, Callable[[Workplaces, Work], Telling]] = {
    "two levels": two_levels, "reworded": reworded, "turned": turned, "next year": next_year, "other team": other_team,
    "scan": scan, "no accents": no_accents, "no summary": no_summary, "short": short, "ditto": ditto, "cut": cut,
    "renamed": renamed, "in template": in_template, "misspelt": misspelt, "several": several,
}  # fmt: skip

Alike = tuple[Work, Telling] | None


def series(maker: Workplaces, work: Work) -> Alike:
    """The same people's other work."""
    others = [topic for topic in TOPICS if topic.domain == work.topic.domain and topic is not work.topic]
    if not others:
        return None
    other = maker.work(topic=maker.r.choice(others), unit=work.unit, authors=work.authors, sender=work.sender)
    return (other, Telling()) if maker.claim(other) else None


def next_thing(maker: Workplaces, work: Work) -> Alike:
    """The same people, title and measures for another grade, subject or object."""
    slots = _other_slots(maker, work)
    if not slots:
        return None
    other = maker.work(topic=work.topic, slots=slots, unit=work.unit, authors=work.authors, sender=work.sender)
    other.title, other.head = work.title, work.head
    return other, Telling()


def colleague(maker: Workplaces, work: Work) -> Alike:
    """The same title by another person of the unit, for another grade, subject or object."""
    slots, others = _other_slots(maker, work), [one for one in work.unit.people if one not in work.authors]
    if not slots or not others:
        return None
    people = [maker.r.choice(others)]
    other = maker.work(topic=work.topic, slots=slots, unit=work.unit, authors=people, sender=work.sender)
    other.title, other.head = work.title, work.head
    return (other, Telling()) if maker.claim(other) else None


def _other_slots(maker: Workplaces, work: Work) -> dict[str, str] | None:
    title = work.topic.titles[work.title]
    named = [slot for slot, values in work.topic.slots.items() if f"{{{slot}}}" in title and len(values) > 1]
    if not named:
        return None
    slot = maker.r.choice(named)
    return work.slots | {slot: maker.r.choice([one for one in work.topic.slots[slot] if one != work.slots[slot]])}


def same_title(maker: Workplaces, work: Work) -> Alike:
    """The same title at another unit, by others, with measures of their own."""
    units = [unit for unit in maker.units if unit.domain == work.topic.domain and unit is not work.unit]
    other = maker.work(topic=work.topic, slots=work.slots, unit=maker.r.choice(units))
    told = {line for _, line in work.lines}
    other.lines = [line for line in other.lines if line[1] not in told or line[1] == "R"]
    other.title, other.head = work.title, work.head
    return (other, Telling()) if other.lines and maker.claim(other) else None


def namesake(maker: Workplaces, work: Work) -> Alike:
    """Another work by somebody of the same name elsewhere."""
    other = maker.work(authors=[work.authors[0]])
    return (other, Telling(phone="0" + "9" * 9)) if maker.claim(other) else None


def both_ditto(maker: Workplaces, work: Work) -> Alike:
    """A colleague's other work whose summary says `như trên`."""
    topics = [topic for topic in TOPICS if topic.domain == work.topic.domain and topic is not work.topic]
    if not topics:
        return None
    other = maker.work(unit=work.unit, topic=maker.r.choice(topics), sender=work.sender)
    return (other, Telling(text="ditto")) if maker.claim(other) else None


def same_template(maker: Workplaces, work: Work) -> Alike:
    """Two works in one national template, with a line of their own each."""
    other = maker.work(sender=work.sender)
    return (other, Telling(template=0, text="short")) if other.topic is not work.topic and maker.claim(other) else None


LOOKALIKES: dict[str, Callable[[Workplaces, Work], Alike]] = {
    "series": series, "next thing": next_thing, "colleague": colleague, "same title": same_title, "namesake": namesake,
    "both ditto": both_ditto, "same template": same_template,
}  # fmt: skip
