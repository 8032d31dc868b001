"""The words that stand above columns of tables that are no contacts, by subject and field.

Data only, read by `subject_tables`. Everything is folded before it is looked up; `|` separates, and of two
columns that say the same thing the word that stands first here wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from salesdesk.exchange import subject_words_deals

_WHOM: Final = (
    "prospect | prospect id | prospect name | customer | customer name | client | kunde | kundenavn | kund"
    " | klient | khách hàng | lead | who | hvem"
)
_ID: Final = "id"

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "companies": {
        "id": _ID,
        "organisation_number": "organisation number | organization number | org nr | orgnr | org no"
        " | organisasjonsnummer | organisationsnummer | registration number | company number | vat number"
        " | nip | regon | mã số thuế | handelsregisternummer",
    },
    "activities": {
        "id": _ID,
        "kind": "kind | activity type | type | activity | aktivitet | aktivitetstype | typ | rodzaj | loại | art",
        "at": "at | when | activity date | start | date time | datetime | timestamp | date | day | dato | datum"
        " | data | dag | når | ngày | zeitpunkt | tidspunkt | created",
        "time": "time | klokkeslett | klokka | klockslag | tid | godzina | uhrzeit | giờ",
        "minutes": "minutes | minutter | minuter | minuten | duration minutes | duration | varighet | dauer"
        " | czas trwania",
        "prospect": _WHOM,
        "outcome": "outcome | result | resultat | utfall | wynik | ergebnis | disposition | kết quả",
        "technique": "technique | teknikk | teknik | technika | technik",
    },
    "complaints": {
        "id": _ID,
        "what": "what | complaint | issue | problem | subject | title | hva | klage | reklamasjon | reklamation"
        " | sak | emne | description | beskrivelse | beskrivning | opis | beschreibung | khiếu nại",
        "kind": "kind | type | case type | typ | rodzaj | art",
        "prospect": _WHOM,
        "cause": "cause | reason | årsak | orsak | przyczyna | grund | ursache | nguyên nhân",
        "severity": "severity | priority | alvor | alvorlighet | prioritet | allvar | priorytet | priorität",
        "received": "received | received at | opened | mottatt | mottagen | date | day | dato | datum | data"
        " | created | ngày",
        "promise": "promise | promised answer | løfte | löfte | obietnica",
        "promised": "promised | promised by | promised at | due | due date | deadline | frist | termin",
        "status": "status | state | tilstand | stan | zustand",
        "resolution": "resolution | solution | løsning | lösning | rozwiązanie | lösung | giải pháp",
        "resolved": "resolved | resolved at | solved | closed | løst | löst | lukket | rozwiązano | gelöst",
    },
    **subject_words_deals.WORDS,
}
