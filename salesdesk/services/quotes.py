"""A quote: what a deal offers, put together for its customer in the customer's language.

`collect` gives the data, `written` the texts as they stand on paper; painting them is the window's business.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from sqlalchemy import select

from salesdesk.clock import Clock, today
from salesdesk.domain.activities import Activity
from salesdesk.domain.companies import Company
from salesdesk.domain.deals import Deal, DealLine
from salesdesk.domain.pipeline import Stage, line_minor
from salesdesk.domain.prospects import Address
from salesdesk.domain.text import fold
from salesdesk.domain.values import Money, minor_places
from salesdesk.errors import UserError
from salesdesk.i18n import LANGUAGES, N_, Tongue, _, language
from salesdesk.services import deal_stages, deals, preferences
from salesdesk.services.cards import Card, card
from salesdesk.services.preferences import Own
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading

_STAGE: Final = "quote"
_TOLD: Final = (
    "en",
    "nb",
    "no",
    "nn",
    "sv",
    "da",
    "pl",
    "vi",
    "de",
    "fr",
)  # languages told by their own name
_FORMS: Final = {"en": "en_GB"}  # how a language writes days and numbers, where it alone does not say so


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a quote; prices are of one piece in minor units, without VAT."""

    name: str
    quantity: Decimal
    listed: int | None
    net: int

    @property
    def total(self) -> int:
        """What it comes to, in minor units."""
        return line_minor(self.quantity, self.net)

    @property
    def discount(self) -> Fraction:
        """The share of the list price that is given away; 0 where nothing is."""
        return Fraction(max(self.listed - self.net, 0), self.listed) if self.listed else Fraction()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What is offered to whom, on which day, until when. `language` is that of its texts."""

    deal: UUID
    language: str
    own: Own
    customer: Sequence[str]  # name and address, line by line
    title: str
    number: str
    day: date
    until: date
    currency: str
    lines: Sequence[Line]
    delivery: date | None

    @property
    def total(self) -> int:
        """What all lines come to, in minor units."""
        return sum(one.total for one in self.lines)


def collect(reading: Reading, clock: Clock, deal: UUID, *, home: str = "") -> Quote:
    """The quote of a deal as of today. `home` is the seller's own country, which an address need not name.

    Raises `UserError` where it has no line, or a line without a price.
    """
    found, kept = reading.need(Deal, deal), preferences.read(reading)
    lines = [_line(one) for one in deals.lines(reading, deal)]
    if not lines:
        raise UserError(
            _("There is nothing to offer yet."), _("Add a line: a product, how many, the price of one.")
        )
    with_whom = card(reading, found.prospect) if found.prospect else None
    if with_whom is not None and with_whom.prospect.deleted_at is not None:
        with_whom = None
    said = language_of(with_whom.prospect.language) if with_whom else ""
    tongue = Tongue(said or language())
    company = reading.get(Company, found.company) if found.company else None
    promises = [one.day for one in deals.promises(reading, deal) if one.day]
    day = today(clock)
    return Quote(
        deal=deal,
        language=tongue.language,
        own=kept.own,
        customer=list(_customer(reading, with_whom, company, home, tongue.language)),
        title=found.title,
        number=found.number or f"{day:%Y%m%d}-{deal.hex[-3:].upper()}",
        day=day,
        until=day + timedelta(days=kept.quote_days),
        currency=found.currency,
        lines=lines,
        delivery=promises[-1] if promises else None,
    )


def _line(line: DealLine) -> Line:
    if line.net_minor is None:
        raise UserError(
            _("{what} has no price yet.").format(what=line.name), _("Write what one costs the customer.")
        )
    return Line(line.name, line.quantity, line.list_minor, line.net_minor)


def _customer(
    reading: Reading, who: Card | None, company: Company | None, home: str, tongue: str
) -> Iterator[str]:
    """Company, person and address, each a line; what is empty is none."""
    names = [company.name if company and company.deleted_at is None else "", who.name if who else ""]
    yield from dict.fromkeys(filter(None, names))
    address = next(iter(who.addresses), None) if who else None
    if address is None and company is not None:
        query = select(Address).where(Address.company == company.id, Address.deleted_at.is_(None))
        address = reading.first(query.order_by(Address.position, Address.row))
    if address is None:
        return
    yield from filter(None, (part.strip() for part in address.street.splitlines()))
    place = " ".join(filter(None, (address.postal_code, address.city)))
    if place:
        yield place
    if address.country and address.country != home:
        names_: Any = Locale.parse(tongue).territories
        yield names_.get(address.country, address.country)


@lru_cache(maxsize=256)
def language_of(text: str) -> str:
    """The tag of a language, told as a tag or by its name in English, Norwegian or itself; empty for neither."""
    wanted = fold(text)
    names: dict[str, str] = {}
    for tag in _TOLD:
        known: Any = Locale.parse(tag).languages
        names |= {fold(str(name)): str(code) for code, name in known.items()} if tag in LANGUAGES else {}
        names.setdefault(fold(str(known[tag])), tag)
    code = text.strip().casefold().replace("_", "-").partition("-")[0]
    return names.get(wanted) or (code if code in names.values() else "")


def language_called(text: str) -> str:
    """What the language that a text tells is called in the one in use; the text itself where it tells none."""
    names: Any = Locale.parse(language()).languages
    called = str(names.get(language_of(text), text.strip()))
    return called[:1].upper() + called[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A quote as it stands on paper: every text in its language, every amount and day as that language writes it."""

    title: str
    seller: str
    about_seller: Sequence[str]
    customer: Sequence[str]
    facts: Sequence[tuple[str, str]]  # number, date, valid until
    subject: str
    heads: Sequence[str]  # the first is of the names, the others of numbers
    rows: Sequence[Sequence[str]]  # as `heads`
    total: tuple[str, str]
    after: Sequence[str]  # sentences under the total
    page: str  # "Page {number} of {all}"
    again: str  # what stands above a second page


def written(quote: Quote) -> Sheet:
    """The texts of a quote."""
    tongue = Tongue(quote.language)
    say, forms = tongue.say, _FORMS.get(tongue.language, tongue.language)
    own, title = quote.own, say(N_("Quote"))
    organisation = say(N_("Organisation number {number}")).format(number=own.number) if own.number else ""
    parts = (
        ", ".join(filter(None, (one.strip() for one in own.address.splitlines()))),
        _reach(own),
        organisation,
    )
    reduced = any(one.discount for one in quote.lines)
    heads = [N_("Product"), N_("Quantity"), N_("List price"), N_("Discount"), N_("Price"), N_("Sum")]
    rows = [_row(one, quote.currency, forms) for one in quote.lines]
    shown = [place for place in range(len(heads)) if reduced or place not in (2, 3)]
    after = [say(N_("All prices are without VAT."))]
    if quote.delivery:
        told = say(N_("Delivery is promised for {day}."))
        after.append(told.format(day=_day(quote.delivery, forms)))
    after += filter(None, (one.strip() for one in own.terms.splitlines()))
    return Sheet(
        title=title,
        seller=own.name,
        about_seller=[one for one in parts if one],
        customer=quote.customer,
        facts=[
            (say(N_("Number")), quote.number),
            (say(N_("Date")), _day(quote.day, forms)),
            (say(N_("Valid until")), _day(quote.until, forms)),
        ],
        subject=quote.title,
        heads=[say(heads[place]) for place in shown],
        rows=[[row[place] for place in shown] for row in rows],
        total=(
            say(N_("Total without VAT")),
            f"{_amount(quote.total, quote.currency, forms)} {quote.currency}".strip(),
        ),
        after=after,
        page=say(N_("Page {number} of {all}")),
        again=" · ".join(filter(None, (f"{title} {quote.number}", own.name))),
    )


def _reach(own: Own) -> str:
    return " · ".join(filter(None, (own.phone, own.email)))


def _row(line: Line, currency: str, forms: str) -> list[str]:
    above = line.listed is None or line.net > line.listed  # which is nobody's business
    listed = "" if above or line.listed is None else _amount(line.listed, currency, forms)
    per_cent = format_decimal(Decimal(round(line.discount * 1000)) / 10, "#0.#", locale=forms)
    return [
        line.name,
        format_decimal(line.quantity, "#,##0.###", locale=forms),
        listed,
        f"{per_cent}\u00a0%" if line.discount else "",
        _amount(line.net, currency, forms),
        _amount(line.total, currency, forms),
    ]


def _amount(minor: int, currency: str, forms: str) -> str:
    places = minor_places(currency) if currency else 2
    form = f"#,##0.{'0' * places}" if places else "#,##0"
    shown: str = format_decimal(Money(minor, currency).amount, form, locale=forms)
    return shown.replace("\u202f", "\u00a0")


def _day(day: date, forms: str) -> str:
    return format_date(day, "long", locale=forms)


def sent(store: Store, quote: Quote) -> Activity:
    """Notes that a quote was made for the customer, and keeps its number with the deal, in one change."""
    with store.change(N_("Quote sent: {title}"), title=quote.title) as unit:
        mine = unit.need(Deal, quote.deal)
        mine.number = mine.number or quote.number
        found = card(unit, mine.prospect) if mine.prospect else None
        told = _("Quote {number}: {total}").format(
            number=mine.number, total=f"{_amount(quote.total, quote.currency, language())} {quote.currency}"
        )
        return unit.add(
            Activity(
                kind="email" if found is not None and found.emails else "note",
                at=unit.now,
                prospect=mine.prospect,
                company=mine.company,
                deal=mine.id,
                note=told,
            )
        )


def stage_after(reading: Reading, deal: UUID) -> Stage | None:
    """The stage of those that have a quote, where an open deal has not come so far; else None."""
    found = reading.need(Deal, deal)
    places = {one.key: place for place, one in enumerate(deal_stages.read(reading))}
    if found.outcome or _STAGE not in places or places.get(found.stage, -1) >= places[_STAGE]:
        return None
    return next(one for one in deal_stages.read(reading) if one.key == _STAGE)
