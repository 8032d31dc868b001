"""The words by which pasted text is taken apart: titles, legal forms, labels, in the languages sellers meet.

All are written as `fold` gives them: small letters without marks.
"""

from __future__ import annotations

from typing import Final


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split(","))


# What stands at the end, or in Poland and Vietnam at the beginning, of a company's name.
LEGAL_FORMS: Final = _set(
    """
    as asa ans da enk nuf sa ab hb kb aps a/s i/s k/s ivs oy oyj gmbh ag kg ohg ug ek e.k e.k. mbh kgaa
    gbr se ltd ltd. limited plc llc llp inc inc. corp corp. co. bv b.v. nv n.v. sarl s.a.r.l. sas s.a.
    s.a s.r.l. srl spa s.p.a. ou uab sia as. sp. sp.zo.o. sp.z zoo z.o.o o.o. o.o sp.k. sp.j. s.c. s.c
    sp.k sp.j jsc tnhh
    """
)
# Words that only stand in names of companies.
TRADE_WORDS: Final = _set(
    """
    biuro projektowe interior interiors mobler mobel mobelhus mobelfabrik mobelverk moebel mobelhaus furniture design
    studio group gruppen konsern holding hotel hotell hotels restaurant restauracja cafe kafe gallery
    galleri galeria bygg byggvarer handel handels handelshus handelsgesellschaft sklep meble hurtownia
    firma cong ty tnhh company industries industri industrie services service solutions systems
    technology technologies tech trading import export logistics logistikk transport spedition verk
    werke werkstatt tischlerei snekkeri snickeri stolarnia architects arkitekter arkitektur architekci
    architekten shop store butikk butik laden zaklad przedsiebiorstwo fabryka factory mills workshop
    bakeri bakery bageri piekarnia hagesenter blomster kwiaty agency agentur byra byraa kommune kommun
    universitet university gmina urzad bank media print trykk nha hang noi that go woodworks tre trevare
    eiendom consulting
    """
)
# Titles that are one word, wherever they stand.
TITLES: Final = _set(
    """
    ceo cto cfo coo cmo cio cpo vp svp evp md founder co-founder cofounder owner co-owner president
    chairman chair partner director manager buyer purchaser procurement merchandiser architect designer
    consultant engineer assistant secretary accountant controller coordinator specialist advisor adviser
    representative executive supervisor salesman head lead chef kok innkjoper innkjopssjef eier daglig
    sjef leder direktor grunder medeier styreleder radgiver konsulent selger selgar arkitekt
    interiorarkitekt ingenior kontorleder koordinator okonomisjef markedssjef salgssjef butikksjef
    avdelingsleder prosjektleder inkopare inkopschef vd agare delagare chef saljare saljchef butikschef
    projektledare ekonomichef inredare inredningsarkitekt styrelseordforande dyrektor prezes wiceprezes
    wlasciciel wlascicielka kierownik kierowniczka kupiec zakupowiec zakupow specjalista specjalistka
    handlowiec przedstawiciel architektka projektant projektantka asystentka asystent ksiegowa
    geschaftsfuhrer geschaeftsfuehrer geschaftsfuhrerin inhaber inhaberin einkaufer einkauferin
    einkaeufer einkaufsleiter einkaufsleiterin leiter leiterin prokurist prokuristin vertrieb
    vertriebsleiter architektin indkober indehaver direktoren inkoper eigenaar verkoper directeur
    """
)
TITLE_ENDINGS: Final = _phrases(
    """
    sjef, chef, leder, leiter, leiterin, ledare, ansvarlig, ansvarig, direktor, manager, konsulent,
    arkitekt, radgiver, innkjoper, inkopare, saljare, selger, einkaufer, officer, ingenior, tekniker
    """
)
TITLE_PHRASES: Final = _phrases(
    """
    daglig leder, managing director, vice president, general manager, giam doc, pho giam doc,
    tong giam doc, chu tich, truong phong, nhan vien, ke toan, chu cua hang, verkstallande direktor,
    key account, head of, director of, member of, czlonek zarzadu, ansvarlig for, leiter der
    """
)
# Small words inside a name.
PARTICLES: Final = _set(
    """
    van von der den de del da di du dos af av la le el bin ten ter zu zur och og i und and & of y
    """
)

# What closes a letter and says nothing of anybody.
CLOSINGS: Final = _phrases(
    """
    best regards, kind regards, warm regards, with best regards, with kind regards, regards, best wishes,
    sincerely, yours sincerely, sincerely yours, yours faithfully, yours truly,
    mvh, vh, med vennlig hilsen, vennlig hilsen, beste hilsen, hilsen, med hilsen, venleg helsing,
    med venleg helsing, venlig hilsen, med venlig hilsen, med vanlig halsning, vanlig halsning,
    vanliga halsningar, med vanliga halsningar, halsningar, halsning, basta halsningar,
    med basta halsningar, pozdrawiam, serdecznie pozdrawiam, pozdrawiam serdecznie, z pozdrowieniami,
    z powazaniem, z wyrazami szacunku, mit freundlichen grussen, mit freundlichem gruss,
    freundliche grusse, viele grusse, beste grusse, liebe grusse, mfg, tran trong, cordialement,
    bien cordialement
    """
)
# What a phone or a mail program writes under a letter.
SENT_FROM: Final = _phrases(
    """
    sent from my, sent from outlook, sent from mail, sent from yahoo, sendt fra min, sendt fra outlook,
    skickat fran min, skickat fran outlook, wyslano z iphone, wyslane z iphone, wyslano z mojego,
    von meinem, gesendet von, get outlook for, envoye de mon, duoc gui tu iphone
    """
)
GREETINGS: Final = (
    *CLOSINGS,
    *_phrases(
        """
        yours, cheers, thanks, thank you, many thanks, best, hi, hello, dear, hei, hej, takk, takk for,
        tack, dziekuje, dzien dobry, hallo, kinh gui, cam on, chao, sent from, sendt fra, skickat fran,
        wyslano z, von meinem, get outlook, to, cc, subject, fwd, re
        """
    ),
)

# Label → the field of a draft, and the kind of a phone.
_LABELS: Final = {
    "name": """
        name, navn, namn, nazwisko, kontakt, kontaktperson, contact, imie, imie i nazwisko, full name,
        fullt navn, ho ten, ho va ten, ten
    """,
    "company": """
        company, firma, foretag, bedrift, selskap, organisation, organization, org, unternehmen,
        cong ty, nazwa firmy, company name, virksomhed
    """,
    "title": """
        title, position, stilling, tittel, befattning, stanowisko, titel, role, rolle, roll, chuc vu,
        job title
    """,
    "note": """
        note, notes, notat, merknad, anteckning, notatka, uwagi, notiz, comment, kommentar, bemerkung,
        ghi chu
    """,
    "address": """
        address, adresse, adress, adres, addr, add, besoksadresse, anschrift, dia chi,
        visiting address, postal address
    """,
    "phone": """
        tel, tlf, telefon, phone, telephone, ph, t, p, tfn, sdt, dt, nr, hotline, zalo, whatsapp,
        viber, dien thoai, so dien thoai
    """,
    "mobile": """
        m, mob, mobil, mobile, mobiltelefon, cell, kom, komorka, handy, mobilnr, dd, didong, di dong,
        tel kom, tel mob
    """,
    "fax": """
        f, fax, faks, telefax
    """,
    "work": """
        office, direct, work, kontor, direkte, direkt, vaxel, sentralbord, arbeid, o, d, buro, biuro
    """,
    "home": """
        home, hjem, hem, privat, private, prywatny, dom
    """,
    "email": """
        e, email, e-mail, mail, epost, e-post, mejl, mailto
    """,
    "web": """
        w, web, website, www, url, hjemmeside, nettside, hemsida, strona, internet, homepage
    """,
}
LABELS: Final = {label: field for field, labels in _LABELS.items() for label in _phrases(labels)}
# Numbers that are not phones.
NUMBER_LABELS: Final = _set(
    """
    org orgnr org.nr organisasjonsnummer organisationsnummer mva vat nip regon krs ust ustid ust-idnr
    cvr iban konto bank bankgiro plusgiro kontonr bic swift mst hrb hrb. faktura invoice ordre order po
    ref art artikel sku item ean gtin
    """
)

TIME_FRAMES: Final = {
    **dict.fromkeys(["hot", "het", "hett", "heiss", "goracy", "goraca", "gorace"], "now"),
    **dict.fromkeys(["warm", "varm", "varmt", "cieply", "ciepla", "cieple"], "two-months"),
    **dict.fromkeys(["cold", "kald", "kaldt", "kall", "kallt", "kalt", "zimny", "zimna", "zimne"], "none"),
}
FOLLOWING_TIME_FRAME: Final = _set(
    """
    lead prospect kunde kund klient kontakt emne
    """
)
