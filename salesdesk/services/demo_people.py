"""Who the people and companies of the sample year are: names, numbers and addresses of five countries."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from salesdesk.domain.drafts import AddressDraft, Detail, ProspectDraft
from salesdesk.domain.text import words
from salesdesk.services.demo_year import Arrival, Deck, Year

if TYPE_CHECKING:
    from salesdesk.services.demo_words import Goods, Tongue

# Shares no factor with ten, so that numbers counted up in its steps look random and never repeat.
_STRIDE: Final = 7919
# Two companies whose names differ by these alone would be taken for one.
_LEGAL: Final = frozenset(("as", "ab", "ltd", "sp", "z", "o", "the", "cong", "ty", "tnhh"))


@dataclass(slots=True)
class Workplace:
    """A company with what its people share. `new` until its parts are written."""

    name: str
    trade: str
    size: str
    tongue: Tongue
    address: AddressDraft
    phone: str
    domain: str
    fair: str
    vacancies: int  # how many more of its people will be met
    new: bool = True


@dataclass(frozen=True, slots=True)
class Someone:
    """A person, or a company whose person is not known yet."""

    draft: ProspectDraft
    tongue: Tongue
    workplace: Workplace | None


class People:
    """Makes up one after the other; numbers and names of companies are given out once."""

    def __init__(self, year: Year, tongues: list[Tongue], goods: Goods, *, region: str) -> None:
        self._year, self._dice, self._goods = year, year.dice, goods
        home = next((one for one in tongues if one.country == region), tongues[0])
        away = [one for one in tongues if one is not home]
        self._tongues = {one.language: one for one in tongues}
        self._deck = Deck(year.dice, [one.language for one in (home, *away)], (4, 2, 2, 1, 1))
        self._counted: Counter[str] = Counter()
        self._taken: set[str] = set()
        self._recent: deque[Workplace] = deque(maxlen=40)

    def meet(self, arrival: Arrival, *, whole: bool) -> Someone:
        """Someone who came by `arrival`. `whole`: a person with a company, a phone and an email address."""
        colleagues = [w for w in self._recent if w.vacancies and w.fair == arrival.fair]
        if colleagues and self._year.chance(60):
            place = self._dice.choice(colleagues)
            place.vacancies -= 1
            return self._person(place.tongue, place, whole=whole)
        tongue = self._tongues[self._deck.deal()]
        if not whole and self._year.chance(12):
            return self._person(tongue, None, whole=False)
        place = self._workplace(tongue, arrival.fair)
        if not whole and self._year.chance(7):
            return self._company_alone(place)
        return self._person(tongue, place, whole=whole)

    def _person(self, tongue: Tongue, place: Workplace | None, *, whole: bool) -> Someone:
        chance = self._year.chance
        first, last, name = self._name(tongue)
        address = place.address if place else self._address(tongue, "home")
        address = address if whole or chance(75) else AddressDraft()
        phones = [Detail(self._typed(tongue, self._number(tongue.mobiles), address), "mobile")]
        if place and chance(25):
            phones.append(Detail(self._typed(tongue, place.phone, address), "work"))
        if place and not whole and chance(15):
            phones = phones[1:]
        emails: tuple[Detail, ...] = ()
        if whole or not phones or chance(75):
            local = ".".join((words(first)[-1], *words(last)))
            if place is None:
                local += str(self._dice.randint(10, 99))
            emails = (
                Detail(f"{local}@{place.domain if place else tongue.mail}", "work" if place else "home"),
            )
        draft = ProspectDraft(
            name=name,
            first_name=first,
            last_name=last,
            title=self._dice.choice(tongue.titles) if place and chance(70) else "",
            company=place.name if place else "",
            phones=tuple(phones),
            emails=emails,
            addresses=(address,) if address else (),
            birthday=self._birthday() if chance(8) else None,
            note=self._dice.choice(tongue.remarks) if chance(25) else "",
        )
        return self._segmented(draft, tongue, place)

    def _company_alone(self, place: Workplace) -> Someone:
        draft = ProspectDraft(
            company=place.name,
            phones=(Detail(place.phone, "work"),),
            emails=(Detail(f"{place.tongue.desk}@{place.domain}", "work"),),
            webs=(Detail(f"https://www.{place.domain}", "work"),),
            addresses=(place.address,),
        )
        return self._segmented(draft, place.tongue, place)

    def _segmented(self, draft: ProspectDraft, tongue: Tongue, place: Workplace | None) -> Someone:
        known = self._year.chance(70)
        tags = tuple(self._year.some(self._goods.tags, 1, 2)) if self._year.chance(45) else ()
        draft = replace(
            draft,
            language=tongue.language,
            region=draft.addresses[0].region if draft.addresses else "",
            trade=place.trade if place and known else "",
            size=place.size if place and known else "",
            tags=tags,
        )
        return Someone(draft, tongue, place)

    def _name(self, tongue: Tongue) -> tuple[str, str, str]:
        woman = self._year.chance(55)
        first = self._dice.choice(tongue.women if woman else tongue.men)
        last = self._dice.choice(tongue.last)
        middles = tongue.middles["women" if woman else "men"]
        if middles:  # the family name comes first
            first = f"{self._dice.choice(middles)} {first}"
            return first, last, f"{last} {first}"
        if woman and tongue.language == "pl" and last.endswith(("ski", "cki", "dzki")):
            last = f"{last[:-1]}a"
        return first, last, f"{first} {last}"

    def _workplace(self, tongue: Tongue, fair: str) -> Workplace:
        trade = self._dice.choice(list(tongue.trades))
        address = self._address(tongue, "work")
        name = self._company_name(tongue, trade, address.city)
        place = Workplace(
            name=name,
            trade=trade,
            size=self._dice.choice(self._goods.sizes),
            tongue=tongue,
            address=address,
            phone=self._number(tongue.landlines),
            domain=f"{_bare(name)[:40]}.example",
            fair=fair,
            vacancies=self._dice.choices((0, 1, 2, 4), (60, 25, 10, 5))[0],
        )
        self._recent.append(place)
        return place

    def _company_name(self, tongue: Tongue, trade: str, city: str) -> str:
        attempt = 0
        while True:
            patterns = tongue.patterns if attempt == 0 else tongue.long_patterns
            one, two = self._dice.sample((*tongue.company_words, *tongue.last), 2)
            noun = self._dice.choice(tongue.trades[trade])
            name = self._dice.choice(patterns).format(a=one, b=two, noun=noun, city=city)
            if attempt > 40:
                name = f"{name} {self._dice.randint(2, 9999)}"
            if _bare(name) not in self._taken:
                self._taken.add(_bare(name))
                return name
            attempt += 1

    def _address(self, tongue: Tongue, kind: str) -> AddressDraft:
        code, city, region = self._dice.choice(tongue.cities)
        street = tongue.street.format(
            street=self._dice.choice(tongue.streets), house=self._dice.randint(1, 180)
        )
        return AddressDraft(
            street=street, postal_code=code, city=city, region=region, country=tongue.country, kind=kind
        )

    def _number(self, patterns: Sequence[str]) -> str:
        """The next number that fits `patterns`, the first of which is used up before the second is begun."""
        number = self._counted[patterns[0]]
        self._counted[patterns[0]] += 1
        for pattern in patterns:
            places = pattern.count("#")
            if number < 10**places or pattern == patterns[-1]:
                figures = iter(f"{(number * _STRIDE + 13) % 10**places:0{places}d}")
                return "".join(next(figures) if mark == "#" else mark for mark in pattern)
            number -= 10**places
        raise AssertionError("the last pattern always fits")

    def _typed(self, tongue: Tongue, number: str, address: AddressDraft) -> str:
        """The number as it may have been typed: without its country where the address tells that."""
        if address and self._year.chance(30):
            return tongue.trunk + number.split(" ", 1)[1]
        return number

    def _birthday(self) -> date:
        return date(1955, 1, 1) + timedelta(days=self._dice.randrange(45 * 365))


def _bare(name: str) -> str:
    """The letters of a company's name, without what says its legal form."""
    return "".join(word for word in words(name) if word not in _LEGAL)
