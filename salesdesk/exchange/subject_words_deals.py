"""The words that stand above columns of deals, products, ratings and expenses, by subject and field.

Data only, as in `subject_words`: plain words in five languages, and those of the exports of HubSpot, Pipedrive,
Odoo and Salesforce. "Deal - Title" and "Opportunity Name" are looked up as they are and without their first word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_CURRENCY: Final = (
    "currency | currency code | currency iso code | currency of value | value currency | valuta | waluta | währung"
    " | tiền tệ"
)
_FAIR: Final = "fair | trade fair | event | messe | mässa | targi | hội chợ"
_SOURCE: Final = (
    "source | lead source | original source | source type | kilde | källa | źródło | quelle | nguồn"
)
_PROSPECT: Final = (
    "prospect | prospect id | prospect name | contact person | associated contact | primary contact"
    " | contact name | contact | person | kontaktperson | kontakt | ansprechpartner | osoba kontaktowa"
    " | osoba | người liên hệ"
)
_COMPANY: Final = (
    "company | company name | account | account name | associated company | organization | organisation"
    " | organization name | partner name | firma | firmanavn | bedrift | selskap | företag | företagsnamn"
    " | unternehmen | công ty"
)
_CUSTOMER: Final = (  # who may be a person as well as a company
    "customer | customer name | client | kunde | kundenavn | kundnamn | kund | klient | khách hàng"
)
_AMOUNT: Final = (
    "amount | value | close value | total | total amount | net amount | line total | expected revenue"
    " | planned revenue | amount in company currency | revenue | sum | beløp | verdi | omsetning | belopp | värde"
    " | summa | kwota | wartość | betrag | summe | wert | umsatz | giá trị | số tiền"
)
_COST: Final = (
    "cost | unit cost | cost price | kost | kostpris | innkjøpspris | inköpspris | koszt | kosten"
    " | einkaufspreis"
)
_LIST: Final = (
    "list price | sales price | listepris | veiledende pris | listpris | cena katalogowa | listenpreis"
    " | catalogue price"
)
_NUMBER: Final = "number | nr | no | nummer | numer"

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "deals": {
        "id": "id",
        "number": "opportunity id | deal id | opportunity number | deal number | order number | order id | order no"
        " | quote number | record id | external id | ordrenummer | ordrenr | ordernummer | ordernr | tilbudsnummer"
        " | numer zamówienia | auftragsnummer | angebotsnummer | bestellnummer"
        f" | invoice number | fakturanummer | fakturanr | rechnungsnummer | numer faktury | {_NUMBER} | reference",
        "title": "title | deal title | deal name | opportunity name | opportunity | deal | subject | name | tittel"
        " | salgsmulighet | affär | titel | rubrik | tytuł | szansa | transakcja | bezeichnung | cơ hội",
        "stage": "stage | deal stage | stage name | pipeline stage | dealstage | stage id | sales stage | fase"
        " | salgsfase | trinn | steg | säljfas | etap | phase | verkaufsphase | giai đoạn",
        "outcome": "outcome | status | state | deal status | resultat | utfall | wynik | ergebnis | kết quả",
        "prospect": _PROSPECT,
        "company": _COMPANY,
        "customer": _CUSTOMER,
        "product": "product | product name | item | item name | article | produkt | produktnavn | vare | varenavn"
        " | artikkel | artikel | produktnamn | towar | nazwa produktu | sản phẩm",
        "quantity": "quantity | qty | product quantity | pieces | units | antall | antal | ilość | menge | anzahl"
        " | số lượng",
        "list_price": _LIST,
        "price": "price | unit price | net price | item price | product price | pris | enhetspris | nettopris | à-pris"
        " | cena | cena netto | preis | stückpreis | einzelpreis | đơn giá",
        "amount": _AMOUNT,
        "cost": _COST,
        "line": "line | line id",
        "kind": "line kind",
        "currency": _CURRENCY,
        "opened": "opened | opened at | engage date | create date | created date | created | created on | creation date"
        " | deal created | date opened | add time | åpnet | opprettet | opprettet dato | skapad | öppnad | utworzono"
        " | data utworzenia | erstellt | erstellt am | eröffnet | ngày tạo",
        "closed": "closed | closed at | close date | closed date | closed on | date closed | deal closed on | won time"
        " | closing date | won date | lukket | lukkedato | avsluttet | stängd | avslutad | zamknięto | data zamknięcia"
        " | geschlossen | abschlussdatum | abgeschlossen | ngày đóng",
        "date": "date | order date | dato | ordredato | datum | orderdatum | data | data zamówienia | auftragsdatum"
        " | bestelldatum | invoice date | fakturadato | day | dag | ngày",
        "lost_time": "lost time | lost date",
        "expected_close": "expected close | expected close date | expected closing | expected closing date"
        " | forventet lukket | forventet lukkedato | forventet | förväntat avslut | oczekiwane zamknięcie"
        " | przewidywana data zamknięcia | erwarteter abschluss | voraussichtlicher abschluss | date deadline"
        " | ngày dự kiến",
        "probability": "probability | deal probability | win probability | sannsynlighet | sannolikhet"
        " | prawdopodobieństwo | wahrscheinlichkeit | xác suất",
        "source": _SOURCE,
        "source_which": "source which | which source",
        "fair": _FAIR,
        "technique": "technique | teknikk | teknik | technika | technik",
        "loss_cause": "loss cause | lost reason | loss reason | closed lost reason | reason lost | tapsårsak"
        " | årsak til tap | förlustorsak | powód utraty | powód przegranej | verlustgrund | lý do thua",
        "competitor": "competitor | main competitor | competitors | konkurrent | konkurent | mitbewerber | wettbewerber"
        " | đối thủ",
        "delivered": "delivered | delivered on | delivery date | levert | leveret | levererad | dostarczono"
        " | geliefert",
        "invoiced": "invoiced | invoiced on | fakturert | fakturerad | zafakturowano | fakturiert",
        "paid": "paid | paid on | payment date | betalt | betald | zapłacono | bezahlt",
        "rate": "rate | exchange rate | kurs | valutakurs | wechselkurs",
        "rate_currency": "rate currency",
        "revisit": "revisit | revisit on | try again",
    },
    "products": {
        "id": "id",
        "name": "name | product | product name | item | item name | article | title | navn | produkt | produktnavn"
        " | vare | varenavn | namn | produktnamn | artikel | nazwa | nazwa produktu | towar | bezeichnung | produktname"
        " | tên | sản phẩm",
        "number": "number | product number | product code | sku | item number | article number | internal reference"
        " | default code | varenummer | varenr | artikkelnummer | artikelnummer | artikelnr | numer | kod produktu"
        " | nummer | nr | mã sản phẩm",
        "category": "category | product category | series | group | family | product family | kategori | varegruppe"
        " | serie | gruppe | grupp | kategoria | warengruppe | kategorie | nhóm",
        "list_price": f"{_LIST} | sales_price | price | unit price | pris | utpris | cena | preis | verkaufspreis"
        " | giá",
        "since": "since | price since | valid from | gjelder fra | gäller från | od dnia | gültig ab",
        "cost": f"{_COST} | standard price",
        "currency": _CURRENCY,
        "on_hand": "on hand | quantity on hand | stock | in stock | lager | på lager | i lager | bestand"
        " | stan | zapas",
        "benefits": "benefits | fordeler | fördelar | korzyści | vorteile",
        "questions": "questions | spørsmål | frågor | pytania | fragen",
        "segments": "segments | segment | segmenter | zielgruppe",
    },
    "ratings": {
        "id": "id",
        "value": "value | rating | score | nps | nps score | csat | csat score | satisfaction | recommendation"
        " | verdi | karakter | poeng | tilfredshet | betyg | poäng | ocena | bewertung | note der bewertung | điểm",
        "kind": "kind | type | rating type | survey | type of rating | typ | rodzaj | art",
        "prospect": "prospect | prospect id | prospect name | customer | customer name | client | contact | kunde"
        " | kundenavn | kund | klient | respondent | who | hvem | khách hàng",
        "deal": "deal | deal id | order | order number | opportunity id | sale | ordre | zamówienie | auftrag",
        "at": "at | rated at | answered | answered at | responded | response date | date | day | when | dato | datum"
        " | data | dag | ngày | timestamp | created",
        "asked": "asked | asked at | sent | sent at | spurt | frågad | zapytano | gefragt",
        "asked_by": "asked by | asked how | channel | kanal",
        "comment": "comment | comments | feedback | kommentar | tilbakemelding | återkoppling | komentarz | nhận xét",
    },
    "expenses": {
        "id": "id",
        "amount": f"{_AMOUNT} | cost | kostnad | price | pris | koszt | kosten",
        "currency": _CURRENCY,
        "day": "day | date | paid on | dato | datum | dag | data | dzień | tag | ngày",
        "kind": "kind | type | category | expense type | expense category | type of expense | kategori | art"
        " | utgiftstype | konto | typ | rodzaj | kategoria | kategorie | loại",
        "what": "what | description | text | title | hva | beskrivelse | tekst | beskrivning | opis | beschreibung"
        " | bezeichnung | merchant | supplier | leverandør | mô tả",
        "step": "step | steg | trinn | krok | schritt",
        "source": _SOURCE,
        "source_which": "source which | which source",
        "fair": _FAIR,
    },
}
ORDERS: Final = (  # what a number is of where a table without stages lists sales; beginnings of folded headers
    *("order", "ordre", "numer zamowienia", "auftrag", "bestell", "invoice", "faktura", "rechnung"),
    "numer faktury",
)
PREFIXES: Final = ("deal", "opportunity")  # that programs put before each header of a deal
