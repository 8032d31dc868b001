"""A sheet on which a customer says how it was, to be printed and filled in by hand: its texts, in their language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salesdesk.clock import Clock, today
from salesdesk.domain.complaints import Complaint
from salesdesk.domain.deals import Deal
from salesdesk.errors import UserError
from salesdesk.i18n import N_, Tongue, _, language
from salesdesk.services import preferences, ratings
from salesdesk.services.cards import card
from salesdesk.services.quotes import language_of
from salesdesk.services.ratings import About
from salesdesk.store.unit import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A question with the numbers to circle, and what the first and the last of them mean."""

    question: str
    numbers: Sequence[int]
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackSheet:
    """All texts of the page. Lines to write on follow each of `asked`."""

    language: str
    title: str
    hello: str
    about: str
    scales: Sequence[Scale]
    asked: Sequence[str]
    may_show: str
    thanks: str
    seller: Sequence[str]
    name: str  # of the file, without ending


def collect(reading: Reading, clock: Clock, about: About) -> FeedbackSheet:
    """The sheet for the customer of a deal or a complaint, or for a prospect, in their language, else in the seller's.

    Raises `UserError` where it is about nobody.
    """
    deal = reading.need(Deal, about.deal) if about.deal else None
    complaint = reading.need(Complaint, about.complaint) if about.complaint else None
    whom = about.prospect or (deal.prospect if deal else None) or (complaint.prospect if complaint else None)
    found = card(reading, whom) if whom else None
    if found is None and deal is None and complaint is None:
        raise UserError(_("There is nobody to ask."), _("Say whose sale it is first."))
    said = language_of(found.prospect.language) if found else ""
    tongue = Tongue(said or language())
    say, own = tongue.say, preferences.read(reading).own
    subject = deal.title if deal else complaint.what if complaint else ""
    called = found.name if found else ""
    return FeedbackSheet(
        language=tongue.language,
        title=say(N_("How did it go?")),
        hello=say(N_("Dear {name},")).format(name=called) if called else "",
        about=say(N_("Your order: {what}")).format(what=subject) if deal and subject else subject,
        scales=[
            _scale(tongue, "satisfaction", N_("How satisfied are you?"), N_("not at all"), N_("very")),
            _scale(
                tongue,
                "recommendation",
                N_("How likely are you to recommend us to others?"),
                N_("not at all"),
                N_("very likely"),
            ),
        ],
        asked=[say(N_("What was good?")), say(N_("What should be better?"))],
        may_show=say(N_("My words may be shown to others, with my name")),
        thanks=say(N_("Thank you!")),
        seller=[one for one in (own.name, " · ".join(filter(None, (own.phone, own.email)))) if one],
        name=" ".join(filter(None, (say(N_("Feedback")), called, today(clock).isoformat()))),
    )


def _scale(tongue: Tongue, kind: str, question: str, first: str, last: str) -> Scale:
    low, high = ratings.SCALES[kind]
    say = tongue.say
    return Scale(question=say(question), numbers=range(low, high + 1), first=say(first), last=say(last))
