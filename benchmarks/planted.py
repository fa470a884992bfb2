"""Duplicates and look-alikes planted in an invented register."""

from __future__ import annotations

from benchmarks.damage import DAMAGES, Changes, Damage
from benchmarks.registers import Entry, Maker, Register, Topic, World, a_person, sentence


def make(world: World) -> Register:
    maker = Maker(world)
    r, doubles, alike = maker.r, int(world.records * world.duplicates), int(world.records * world.alike)
    for _ in range(world.records - doubles - alike):
        maker.plain()
    false = {}
    for _ in range(alike):
        kind = r.choice(list(LOOKALIKES))
        origin = r.choice(maker.entries)
        false[_pair(origin, LOOKALIKES[kind](maker, origin))] = kind
    true: dict[tuple[str, str], str] = {}
    families: dict[str, list[Entry]] = {}
    kinds = [
        kind for kind in DAMAGES if world.model_text < 0.5 or kind not in ("copied", "borrowed")
    ]  # nobody could tell
    for _ in range(doubles):
        kind, origin = r.choice(kinds), r.choice(maker.entries[: world.records - doubles])
        copy = _copy(maker, origin, DAMAGES[kind])
        for member in families.setdefault(origin.record.id, [origin]):
            true[_pair(member, copy)] = kind if member is origin else "two copies"
        families[origin.record.id].append(copy)
    records = [entry.record for entry in maker.entries]
    r.shuffle(records)
    return Register(records, true, false)


def _pair(a: Entry, b: Entry) -> tuple[str, str]:
    low, high = sorted((a.record.id, b.record.id))
    return low, high


def _copy(maker: Maker, origin: Entry, damage: Damage) -> Entry:
    other = maker.r.choice(maker.units)
    stranger = maker.r.choice(other.people)
    changed = {**damage(maker.r, origin, other, stranger), **_slips(maker, origin)}
    record = origin.record.model_copy(update={**changed, "id": f"T{len(maker.entries):06d}"})
    made = Entry(record, origin.unit, origin.topic, origin.body, origin.effect, origin.people)
    maker.entries.append(made)
    return made


def _slips(maker: Maker, origin: Entry) -> Changes:
    """Small things that another form or another clerk tells otherwise."""
    r, share = maker.r, maker.world.slips
    money = r.choice([0, r.randrange(5, 900) * 1_000_000])
    changes = {
        "period": r.choice(["", maker.period()]),
        "benefit_vnd": money,
        "phone": r.choice(["", r.choice(r.choice(maker.units).people).phone]),
        "birth_year": None,
        "benefit": r.choice([" ".join(origin.effect[:1]), ""]),
    }
    return {name: value for name, value in changes.items() if r.random() < share}


def _series(maker: Maker, origin: Entry) -> Entry:
    """Same author, the next class, plant or machine; part of the text used again."""
    r, old = maker.r, origin.topic
    slot = r.choice(["variant", "subject", "object"])
    plural = f"{slot}s"
    fresh = r.choice([item for item in old.domain[plural] if item != getattr(old, slot)])
    topic = Topic(old.domain, old.object, old.subject, old.variant, old.title, old.set_body, old.set_effect)
    setattr(topic, slot, fresh)
    body, effect = maker.text(topic)
    keep = r.uniform(0.1, 0.65)
    body = [
        was.replace(getattr(old, slot), fresh) if r.random() < keep else now
        for was, now in zip(origin.body, body, strict=False)
    ] or body
    return maker.entry(origin.unit, topic, origin.people, (body, effect))


def _same_title(maker: Maker, origin: Entry) -> Entry:
    """Another unit's people on the same topic, in their own words (or in the topic's set sentences)."""
    units = [unit for unit in maker.units if unit.domain is origin.unit.domain]
    unit = maker.r.choice(units)
    others = [person for person in unit.people if person not in origin.people] or [a_person(maker.r)]
    return maker.entry(unit, origin.topic, [maker.r.choice(others)], maker.text(origin.topic))


def _same_house(maker: Maker, origin: Entry) -> Entry:
    """A colleague with another topic and some of the house's phrases."""
    topic = maker.r.choice(maker.topics[origin.unit.domain["name"]])
    others = [person for person in origin.unit.people if person not in origin.people] or [a_person(maker.r)]
    body, effect = maker.text(topic)
    return maker.entry(origin.unit, topic, [maker.r.choice(others)], ([*body, origin.body[-1]], effect))


def _same_person(maker: Maker, origin: Entry) -> Entry:
    """The same author with something else."""
    topics = [topic for topic in maker.topics[origin.unit.domain["name"]] if topic.object != origin.topic.object]
    topic = maker.r.choice(topics or maker.topics[origin.unit.domain["name"]])
    return maker.entry(origin.unit, topic, origin.people, maker.text(topic))


def _next_work(maker: Maker, origin: Entry) -> Entry:
    """The same author goes on with the same thing: one title, another piece of work, some of the sentences kept."""
    r, topic = maker.r, origin.topic
    keep = r.uniform(0.1, 0.6)
    new = [sentence(r, "body", topic) for _ in origin.body]
    body = [was if r.random() < keep else now for was, now in zip(origin.body, new, strict=True)]
    effect = [sentence(r, "effect", topic) for _ in origin.effect]
    made = maker.entry(origin.unit, topic, origin.people, (body, effect))
    if r.random() < 0.6:
        made.record = made.record.model_copy(update={"title": origin.record.title})
    return made


LOOKALIKES = {
    "series": _series,
    "next work": _next_work,
    "same title": _same_title,
    "same house": _same_house,
    "same person": _same_person,
}
