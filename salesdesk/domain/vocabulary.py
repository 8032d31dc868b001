"""The words that records are described with: slugs in the store, labels for people, and what others say.

Files of other programs and people of five languages say the same things in other words; `recognise` knows
them, and gives the empty text for what it does not know, so that nobody's own word is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from salesdesk.domain.text import fold
from salesdesk.i18n import N_, _

# kind of word → slug → (label, what else is said for it, folded, divided by "|")
WORDS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "stage": {
        "suspect": (N_("Suspect"), "lead|new|neu|ny|nowy|prospect|subscriber|open|cold lead|mistenkt"),
        "marketing-qualified": (
            N_("Marketing-qualified"),
            "mql|marketing qualified lead|marketing qualified|marketingqualifiedlead|engaged",
        ),
        "sales-qualified": (
            N_("Sales-qualified"),
            "sql|sales qualified lead|sales qualified|salesqualifiedlead|opportunity|qualified|qualifiziert",
        ),
        "customer": (N_("Customer"), "client|kunde|kund|klient|khach hang|won|closed won|kunde gewonnen"),
        "parked": (N_("Parked"), "on hold|nurture|later|parkert|parkerad|not now"),
        "discarded": (N_("Discarded"), "disqualified|unqualified|lost|junk|dead|forkastet|kastet"),
    },
    "time_frame": {
        "now": (N_("Buys now"), "hot|varm na|kjop na|het|heiss|goracy|nong|asap|immediately|straks|buys now"),
        "two-months": (
            N_("Within two months"),
            "warm|varm|cieply|am|within 2 months|within two months|2 months|innen to maneder|60 days|soon",
        ),
        "none": (N_("No time frame"), "cold|kald|kall|kalt|zimny|lanh|no time frame|someday|ingen|later"),
    },
    "interest": {
        "hot": (N_("Hot"), ""),
        "warm": (N_("Warm"), ""),
        "cold": (N_("Cold"), ""),
    },
    "source": {
        "fair": (
            N_("Fair"),
            "trade fair|trade show|tradeshow|messe|massa|targi|hoi cho|exhibition|expo|salon",
        ),
        "webinar": (N_("Webinar"), "online seminar"),
        "peer-meeting": (
            N_("Lunch or peer meeting"),
            "lunch|networking|meetup|nettverk|conference|konferanse",
        ),
        "sponsored-event": (N_("Sponsored event"), "event|sponsoring|arrangement"),
        "referral": (
            N_("Referral"),
            "referred|recommendation|word of mouth|anbefaling|empfehlung|polecenie|gioi thieu",
        ),
        "current-customer": (N_("Current customer"), "existing customer|repeat|kunde|bestandskunde"),
        "lost-deal": (N_("Lost deal tried again"), "lost deal|win back|winback"),
        "linkedin": (N_("LinkedIn"), "linked in"),
        "social": (
            N_("Other social network"),
            "social media|facebook|instagram|tiktok|x|twitter|sosiale medier|zalo",
        ),
        "inbound": (N_("Inbound"), "web|website|web site|blog|live chat|chat|organic search|nettside|online"),
        "advertising": (
            N_("Advertising"),
            "ad|ads|advertisement|advert|annonse|anzeige|reklama|paid search|google ads",
        ),
        "direct-mail": (N_("Direct mail"), "letter|brev|flyer|mailing"),
        "email-campaign": (N_("Email campaign"), "email|e-mail|newsletter|email marketing|nyhetsbrev"),
        "customer-feedback": (N_("Customer feedback"), "feedback|survey"),
        "incoming-call": (
            N_("Incoming call"),
            "phone|call|cold call|telefon|inngaende samtale|phone inquiry",
        ),
        "chamber": (
            N_("Chamber of commerce"),
            "chamber of commerce|handelskammer|izba handlowa|naeringsforening",
        ),
        "purchased-list": (N_("Purchased list"), "list|bought list|purchased|kjopt liste|adressliste"),
        "walk-in": (N_("Walk-in"), "walk in|walkin|shop|butikk|laden"),
        "import": (N_("Brought in"), "imported"),
    },
    "activity": {
        "call-in": (N_("Call in"), "incoming call|inbound call"),
        "call-out": (N_("Call out"), "call|phone call|outbound call|telefon|samtale|ringt"),
        "visit": (N_("Visit"), "besok|besuch|wizyta"),
        "meeting": (N_("Meeting"), "mote|besprechung|spotkanie|lunch"),
        "email": (N_("Email"), "e-mail|mail|epost|email out|sent email|outgoing email"),
        "email-in": (N_("Email in"), "incoming email|received email|email received|inbound email"),
        "message": (N_("Message"), "chat|sms|text|linkedin|message out"),
        "message-in": (N_("Message in"), "incoming message|received message|inbound message"),
        "reaction": (N_("Reaction"), "like|view|comment"),
        "demo": (N_("Demo"), "demonstration|vorfuhrung"),
        "delivery": (N_("Delivery"), "levering|lieferung|dostawa"),
        "note": (N_("Note"), "notat|notiz|notatka"),
    },
    "followup": {
        "call": (N_("Call"), "phone|ring|anrufen|zadzwon|goi|telefon"),
        "email": (N_("Email"), "mail|e-mail|epost|write"),
        "visit": (N_("Visit"), "besok|besuch"),
        "meeting": (N_("Meeting"), "meet|mote|lunch|demo"),
        "message": (N_("Message"), "sms|text|chat"),
        "sample": (N_("Sample"), "send sample|vareprove|muster|probka"),
        "other": (N_("Other"), "task|todo|to do|oppgave"),
    },
    "complaint": {
        "complaint": (N_("Complaint"), "klage|reklamasjon|beschwerde|reklamacja"),
        "concern": (N_("Concern"), "bekymring"),
        "question": (N_("Question"), "sporsmal|frage|pytanie"),
        "suggestion": (N_("Suggestion"), "forslag|vorschlag"),
        "praise": (N_("Praise"), "ros|lob|pochwala"),
    },
    "deal_stage": {
        "prospecting": (N_("Prospecting"), "prospekting|prospektering|akquise|prospecting|lead in|new lead"),
        "contacted": (N_("Contacted"), "contact made|kontaktet|kontaktad|kontaktiert|engaging|engaged"),
        "qualified": (
            N_("Qualified"),
            "qualification|qualified to buy|kvalifisert|kvalificerad|qualifiziert|appointment scheduled",
        ),
        "demo": (N_("Demo"), "demo scheduled|presentation|presentation scheduled|value proposition|visning"),
        "quote": (
            N_("Quote"),
            "proposal|proposal made|quote sent|proposal price quote|tilbud|offert|angebot|oferta|bao gia",
        ),
        "negotiation": (
            N_("Negotiation"),
            "negotiation review|negotiations started|negotiating|decision maker bought in|contract sent"
            "|forhandling|forhandlung|verhandlung|negocjacje|dam phan",
        ),
    },
    "outcome": {
        "won": (
            N_("Won"),
            "closed won|closedwon|gewonnen|vunnet|vunnen|wygrana|wygrane|thang|sold|solgt|gagne|ganado",
        ),
        "lost": (
            N_("Lost"),
            "closed lost|closedlost|verloren|tapt|forlorad|forlorat|przegrana|przegrane|thua|perdu|perdido",
        ),
        "disqualified": (
            N_("Disqualified"),
            "unqualified|abandoned|cancelled|canceled|forkastet|diskvalifisert|disqualifiziert|junk|invalid",
        ),
    },
    "line": {
        "plain": (N_("Plain"), ""),
        "cross-sell": (N_("Cross-sell"), "cross sell|crosssell|kryssalg|mersalg"),
        "up-sell": (N_("Up-sell"), "up sell|upsell|oppsalg"),
    },
    "rating": {
        "satisfaction": (N_("Satisfaction"), "csat|tilfredshet|zufriedenheit|zadowolenie"),
        "recommendation": (N_("Recommendation"), "nps|anbefaling|empfehlung|polecenie"),
    },
    "expense": {
        "fair": (N_("Fair"), "stand|messe|trade fair|exhibition|booth|targi"),
        "advertising": (N_("Advertising"), "ads|ad|annonse|werbung|reklama|marketing"),
        "travel": (N_("Travel"), "reise|reisen|resa|podroz|mileage|kjoring|hotel|flight"),
        "samples": (N_("Samples"), "vareprover|muster|probki|sample"),
        "list": (N_("Bought list"), "purchased list|adresseliste|adressliste|list"),
        "gift": (N_("Gift"), "gave|geschenk|prezent|reward|belonning"),
        "tools": (N_("Tools"), "software|subscription|verktoy|werkzeug|abonnement"),
        "other": (N_("Other"), "annet|sonstiges|inne|misc"),
    },
    "step": {
        "attract": (N_("Attract"), "awareness|tiltrekke"),
        "qualify": (N_("Qualify"), "kvalifisere"),
        "offer": (N_("Offer"), "quote|tilby"),
        "win": (N_("Win"), "close|vinne"),
        "keep": (N_("Keep"), "retain|retention|beholde"),
    },
    "cause": {
        "product": (N_("Product"), "quality|produkt|kvalitet|defect"),
        "price": (N_("Price"), "pris|preis|cena|too expensive|budget"),
        "delivery": (N_("Delivery"), "levering|lieferung|dostawa|late delivery"),
        "service": (N_("Service"), "support|betjening"),
        "competition": (N_("Competition"), "competitor|konkurrent|konkurencja"),
        "timing": (N_("Timing"), "bad timing|tid"),
        "capacity": (N_("Capacity"), "out of stock|kapasitet"),
        "poor-fit": (N_("Poor fit"), "poor fit|no fit"),
        "wrong-audience": (N_("Wrong audience"), "wrong audience|not a target"),
        "demo": (N_("Demo or pitch"), "demo or pitch|pitch|presentation"),
        "late-follow-up": (N_("Late follow-up"), "late follow up|no follow up|forgotten"),
        "need-gone": (N_("Need gone"), "need gone|no need|project cancelled"),
    },
    "reached_at": {  # what a phone, an email or a web address is of
        "work": (N_("Work"), ""),
        "home": (N_("Home"), ""),
        "mobile": (N_("Mobile"), ""),
        "fax": (N_("Fax"), ""),
        "pager": (N_("Pager"), ""),
        "other": (N_("Other"), ""),
    },
    "consent_basis": {
        "consent": (N_("Consent"), ""),
        "customer": (N_("Customer"), ""),
        "interest": (N_("Legitimate interest"), ""),
    },
    "consent_channel": {
        "email": (N_("Email"), "e-mail|mail|epost|newsletter"),
        "phone": (N_("Phone"), "call|telefon|tlf"),
        "sms": (N_("SMS"), "text|message"),
        "letter": (N_("Letter"), "post|brev|mail by post"),
        "visit": (N_("Visit"), "besok"),
        "hand-over": (N_("Handing over to others"), "hand over|handover|share|sharing|partners|deling"),
    },
    "purpose": {
        "thanks": (N_("Thanks"), "thank you|takk|danke|dziekuje|cam on"),
        "feedback": (N_("Ask for feedback"), "rating|survey|tilbakemelding"),
        "referral": (N_("Ask for a referral"), "recommendation|anbefaling|henvisning"),
        "testimonial": (N_("Ask for a testimonial"), "reference|quote|referanse|omtale"),
        "nurture": (N_("Keep in touch"), "newsletter|news|holde kontakten"),
        "revival": (N_("Try again"), "win back|revive|prove igjen"),
    },
    "signal": {
        "asked": (N_("Asked"), ""),
        "tried": (N_("Tried"), ""),
        "sampled": (N_("Sampled"), ""),
        "viewed": (N_("Viewed"), "saw"),
    },
}


def slugs(kind: str) -> tuple[str, ...]:
    """The slugs of a kind of word, in the order in which they are offered."""
    return tuple(WORDS[kind])


def label(kind: str, slug: str) -> str:
    """The word for people; a seller's own word stands for itself."""
    found = WORDS[kind].get(slug)
    return _(found[0]) if found else slug


def recognise(kind: str, text: str) -> str:
    """The slug that `text` means: a slug, its label in the language in use, a word of others; else empty."""
    folded = fold(text.replace("-", " ").replace("_", " "))
    if not folded:
        return ""
    known = _spoken(kind).get(folded)
    return known or next((slug for slug in WORDS[kind] if fold(label(kind, slug)) == fold(text)), "")


@cache
def _spoken(kind: str) -> Mapping[str, str]:
    spoken: dict[str, str] = {}
    for slug, (said, others) in WORDS[kind].items():
        for word in (slug, said, *others.split("|")):
            if word:
                spoken.setdefault(fold(word.replace("-", " ")), slug)
    return spoken


def interest_of(time_frame: str) -> str:
    """The interest that a stated time frame means: now is hot, two months warm, none cold."""
    return {"now": "hot", "two-months": "warm", "none": "cold"}.get(time_frame, "")


SIGNALS: Final = slugs("signal")
# Kinds of activity that show a prospect answering, or met.
ANSWERS: Final = frozenset({"call-in", "visit", "meeting", "email-in", "message-in", "demo"})
