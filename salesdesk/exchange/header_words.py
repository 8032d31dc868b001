"""The words that stand above columns, by the field they mean. Data only, read by `headers`.

Everything is folded before it is looked up, so case, accents and signs don't matter here. Order within a
field doesn't matter; `|` separates.
"""

from __future__ import annotations

# Known as a whole: `field` or `field:kind` → headers.
WHOLE = {
    "id": "id",
    "uid": "uid | External ID",
    # Numbers and days that one program alone writes: it is told with them.
    "uid:hubspot": "Record ID | Record ID - Contact",
    "uid:pipedrive": "Person - ID",
    "met:linkedin": "Connected On",
    "first_name": "First Name | First | Given Name | Forename | Fornavn | Förnamn | Tilltalsnamn | Imię | Imiona"
    " | Tên | Vorname | Prénom | Etunimi | Christian name",
    "middle_name": "Middle Name | Additional Name | Mellomnavn | Mellannamn | Drugie imię | Tên đệm"
    " | Zweiter Vorname | Weitere Vornamen | Deuxième prénom | Second name",
    "last_name": "Last Name | Last | Family Name | Surname | Etternavn | Efternamn | Efternavn | Nazwisko | Họ"
    " | Nachname | Familienname | Nom | Nom de famille | Slektsnavn",
    "name": "Name | Full Name | Display Name | Contact Name | Contact | Navn | Fullt navn"
    " | Kontaktperson | Kontakt | Namn | Fullständigt namn | Imię i nazwisko | Nazwisko i imię"
    " | Osoba kontaktowa | Họ và tên | Họ tên | Tên đầy đủ | Người liên hệ | Ansprechpartner"
    " | Anzeigename | Vollständiger Name | Nom complet | Nom et prénom | Person | Formatted Name"
    " | Visningsnavn | Visningsnamn | Lead Name | Attendee | Visitor | Besøkende | Deltaker"
    " | Deltagare | Person Name",
    "company": "Navn på firma | Company | Company Name | Organization | Organisation | Organization Name"
    " | Organisation Name | Organization 1 Name | Associated Company | Account | Account Name"
    " | Business | Firm | Firma | Bedrift"
    " | Firmanavn | Selskap | Virksomhet | Organisasjon | Företag | Företagsnamn | Bolag | Företagets namn"
    " | Nazwa firmy | Przedsiębiorstwo | Nazwa | Organizacja | Công ty | Tên công ty | Doanh nghiệp"
    " | Unternehmen | Firmenname | Société | Entreprise | Nom de l'entreprise | Raison sociale | Employer"
    " | Related Company | Parent Company | Company or Organization",
    "title": "Job Title | Position | Job Position | Organization Title | Organization 1 Title | Role"
    " | Occupation title | Stilling | Stillingstittel | Tittel | Befattning | Yrkestitel | Jobbtitel"
    " | Stanowisko | Funkcja | Chức vụ | Chức danh | Vị trí | Berufsbezeichnung | Funktion | Position im"
    " Unternehmen | Fonction | Poste | Titre du poste | Rolle | Roll | Function | Jobtitel | Profession",
    "courtesy": "Title | Titel | Tytuł | Anrede | Salutation | Name Prefix",
    "birthday": "Birthday | Birth Date | Date of Birth | DOB | Fødselsdag | Fødselsdato | Bursdag"
    " | Födelsedag | Födelsedatum | Urodziny | Data urodzenia | Ngày sinh | Sinh nhật | Geburtstag"
    " | Geburtsdatum | Date de naissance | Anniversaire de naissance",
    "birth_year": "Birth Year | Geburtsjahr | Fødselsår",
    "birth_month": "Birth Month | Geburtsmonat | Fødselsmåned",
    "birth_day": "Birth Day | Fødselsdag i måneden",
    "note": "Note | Notes | Comment | Comments | Remark | Remarks | Description | Notat | Notater | Merknad"
    " | Kommentar | Kommentarer | Anteckning | Anteckningar | Notiser | Notering | Notatka | Notatki | Uwagi"
    " | Komentarz | Ghi chú | Nhận xét | Notiz | Notizen | Bemerkung | Bemerkungen | Anmerkung | Remarques"
    " | Commentaire | Commentaires | Internal Notes | About | Beskrivelse | Opis | Mô tả | Notatki i uwagi",
    "tags": "Tags | Tag | Labels | Label | Categories | Category | Group Membership | Groups | Keywords"
    " | Etiketter | Etikett | Kategorier | Kategori | Taggar | Tagg | Nøkkelord | Emneknagger | Etykiety"
    " | Tagi | Kategorie | Kategoria | Nhãn | Thẻ | Phân loại | Kategorien | Schlagwörter | Stichwörter"
    " | Étiquettes | Étiquette | Catégories | Catégorie | Grupper | Grupy | Gruppen | Nyckelord | Słowa kluczowe",
    "source": "Source | Lead Source | Original Source | Kilde | Leadkilde | Källa | Źródło | Nguồn | Quelle"
    " | Lead Quelle | Origine | Provenance | Źródło leada",
    "source_which": "Source Which | Source Detail | Source Details",
    "fair": "Fair | Trade Fair | Trade Show | Event | Exhibition | Messe | Arrangement | Mässa | Evenemang"
    " | Targi | Wydarzenie | Hội chợ | Triển lãm | Veranstaltung | Salon | Foire | Événement",
    "stage": "Stage | Lifecycle Stage | Pipeline Stage | Fase | Steg | Säljfas | Etap | Giai đoạn | Phase"
    " | Étape | Stadium",
    "status": "Lead Status | Status | Stan | Trạng thái | Statut | Contact Status",
    "time_frame": "Time Frame | Timeframe | Purchase Time Frame | Tidsramme | Tidsram | Ramy czasowe"
    " | Termin zakupu | Thời gian mua | Zeitrahmen | Kaufzeitpunkt | Délai | Échéance | Kjøpstidspunkt",
    "language": "Language | Preferred Language | Språk | Język | Ngôn ngữ | Sprache | Langue",
    "trade": "Trade | Industry | Bransje | Bransch | Branża | Ngành nghề | Ngành | Branche | Secteur"
    " | Secteur d'activité",
    "size": "Size | Company Size | Number of Employees | Employees | Ansatte | Antall ansatte | Anställda"
    " | Antal anställda | Wielkość firmy | Liczba pracowników | Quy mô | Mitarbeiterzahl | Effectif",
    "segment_region": "Segment Region | Sales Region | Salgsregion",
    "consent": "Consent | Marketing Consent | Marketing Status | GDPR Consent | Samtykke | Samtycke | Zgoda"
    " | Zgoda marketingowa | Zgoda RODO | Đồng ý | Sự đồng ý | Einwilligung | Consentement | Opt-in"
    " | Email Opt-in | Newsletter",
    "customer_since": "Customer Since | Client Since | Kunde siden | Kund sedan | Klient od"
    " | Khách hàng từ | Kunde seit | Client depuis",
    "asked_about": "Asked About | Interested In | Products | Product Interest | Interesse | Interessert i"
    " | Intresserad av | Interesuje się | Zainteresowanie | Sản phẩm quan tâm | Interessiert an"
    " | Intéressé par | Interests | Produkter | Produkt | Produkty | Sản phẩm | Produkte | Produits",
    "badge": "Badge | Badge Number | Badge No | Badge Nr | Badge ID | Badge Code | Ticket | Ticket Number | Ticket No"
    " | Ticket ID | Ticket Code | Barcode | Bar Code | Barcode Number | QR Code | Registration Number"
    " | Registration No | Registration ID | Registration Code | Visitor ID | Visitor Number | Attendee ID"
    " | Attendee Number | Badgenummer | Ausweisnummer | Ausweis-Nr | Besuchernummer | Besucherausweis"
    " | Ticketnummer | Ticket-Nr | Eintrittskarte | Kartennummer | Strichcode | Registrierungsnummer"
    " | Registriernummer | Anmeldenummer | Teilnehmernummer | Navneskilt | Skiltnummer | Adgangskort"
    " | Adgangskortnummer | Billett | Billettnummer | Billettnr | Strekkode | Registreringsnummer"
    " | Påmeldingsnummer | Deltakernummer | Besøksnummer | Namnbricka | Namnskylt | Bricka | Bricknummer"
    " | Biljett | Biljettnummer | Streckkod | Anmälningsnummer | Deltagarnummer | Besöksnummer"
    " | Identyfikator | Numer identyfikatora | Nr identyfikatora | Plakietka | Numer plakietki | Bilet"
    " | Numer biletu | Nr biletu | Kod kreskowy | Numer rejestracji | Numer rejestracyjny | Nr rejestracji"
    " | Số thẻ | Mã vé | Số vé | Mã vạch | Số đăng ký | Mã đăng ký",
    "follow_up": "Follow Up | Next Step | Neste steg | Oppfølging | Uppföljning | Nästa steg",
    "follow_up_kind": "Follow Up Kind",
    "follow_up_day": "Follow Up Day | Follow Up Date | Next Contact Date | Oppfølgingsdato",
    "follow_up_time": "Follow Up Time",
    "phone": "Company Main Phone | Organization Phone | Phones",
    "phone:work": "Arbeidstelefon | Jobbtelefon | Telefon arbeid | Arbetstelefon | Tjänstetelefon"
    " | Telefon służbowy | Điện thoại cơ quan | Diensttelefon | Geschäftstelefon",
    "phone:home": "Hjemmetelefon | Privattelefon | Hemtelefon | Telefon domowy | Điện thoại nhà"
    " | Telefon privat | Telefon (privat) | Primary Home Phone",
    "phone:mobile": "Mobiltelefon | Mobilnummer | Mobilnr | Mobiltelefonnummer | Handynummer | Handy"
    " | Telefon komórkowy | Komórka | Numer komórki | Di động | Điện thoại di động | Số di động"
    " | Phone (iPhone) | Téléphone portable | Téléphone mobile | Portable | Cell",
    "phone:fax": "Faxnummer | Faks | Faksnummer | Telefax | Télécopie | Telefaks | Số fax",
    "phone:pager": "Personsøker | Personsökare",
    "email": "Additional email addresses",
    "email:work": "Jobbepost | Arbetsepost",
    "web": "Home Page | Homepage | LinkedIn | LinkedIn Profile | LinkedIn URL | LinkedIn Bio"
    " | Facebook | Twitter | Instagram",
    "po_box": "PO Box | P.O. Box | Postboks | Postbox | Skrytka pocztowa | Postfach | Boîte postale",
    "street_more": "Street2 | Address Line 2 | Street Address Line 2 | Adresselinje 2 | Adress 2"
    " | Adresse 2 | Adresse Zusatz | Adresszusatz | Complément d'adresse | c/o | Extended Address"
    " | Suite | Apartment",
    "street_number": "Street Number | House Number",
    "region": "Region | Wojewodztwo",
    "country": "Country | Country/Region | Country Code",
}

# Looked up after words of kind, numbers and noise were taken away.
BASES = {
    "phone": "phone | telephone | tel | tlf | telefon | telefonnummer | telefonnr | telefoon | phone mobile"
    " | telefonu | telefon komorkowy | điện thoại | số điện thoại | sđt | dt | téléphone"
    " | numéro | rufnummer | fon | ring | telefony | callback | tty tdd | car | radio | isdn | telex"
    " | car phone | radio phone | tty tdd phone | rückmeldung | autotelefon | haupttelefon"
    " | telefon für hörbehinderte | tilbakeringing | biltelefon | hovedtelefon | radiotelefon | teksttelefon"
    " | teleks | återuppringning | wywołanie zwrotne | telefon w samochodzie | telefon do firmy"
    " | telefon podstawowy",
    "email": "email | e mail | mail | email address | e mail address | mail address | emails"
    " | e post | epost | e postadresse | epostadresse | e postadress"
    " | epostadress | e mail adresse | email adresse | emailadresse | mailadresse | adres e mail"
    " | adres email | thư điện tử | thư | địa chỉ email | courriel | adresse e mail | adresse email"
    " | adresse electronique | poczta elektroniczna | poczta | mailadress",
    "web": "web | website | web site | web page | webpage | homepage | home page | url | internet"
    " | nettside | nettsted | hjemmeside | webside | webbplats | hemsida | webbsida | strona www | www"
    " | strona internetowa | strona | trang web | webseite | site web | site internet | website url"
    " | internett | profile url | internetseite | webbadress"
    " | strona sieci web | website homepage | url homepage | website link",
    "street": "street | street address | address street | address line | strasse | straße | gate"
    " | gateadresse | besøksadresse | postadresse | vei | gatuadress | gata | besöksadress | ulica"
    " | adres ulica | đường | phố | đường phố | straße und hausnummer | rue | mailing street"
    " | billing street | address billing street | address mailing street | utdelningsadress",
    "formatted": "address | address formatted | adresse | adress | adres | địa chỉ | anschrift"
    " | full address | mailing address | postal address | location address | formatted address",
    "street_more": "address extended | address extended address | extended address | street more",
    "po_box": "address po box | po box | postfach",
    "city": "city | town | suburb | locality | address city | by | sted | poststed | stad | ort | postort"
    " | miasto | miejscowosc | thành phố | tp | quận huyện | ville | commune | city town | mailing city"
    " | billing city | stadt | wohnort | localite | adres miejscowosc",
    "postal_code": "postal code | postcode | post code | zip | zip code | zipcode | zip postal code"
    " | address postal code | address zip | postnummer | postnr | kod pocztowy | mã bưu chính"
    " | mã bưu điện | postleitzahl | plz | code postal | state zip | mailing zip | billing zip"
    " | postal code zip | adres kod pocztowy",
    "region": "region | state | province | county | address region | address state | state province"
    " | state region | fylke | landsdel | län | landskap | województwo | tỉnh | tỉnh thành | bundesland"
    " | kanton | département | région | mailing state | billing state | area | kommune"
    " | bundesland kanton | r bundesland kanton | adres województwo",
    "country": "country | country region | address country | address country region | land | land region"
    " | kraj | kraj region | quốc gia | nước | pays | pays region | country code | mailing country"
    " | billing country | land område | e land region | adres kraj | adres kraj region",
}

# Words that say which of several phones, emails or addresses it is.
KINDS = {
    "work": "work business office job arbeid jobb kontor arbete arbets geschaftlich dienstlich buro praca"
    " sluzbowy sluzbowa sluzbowe firmowy firmowa bureau travail professionnel professionnelle pro"
    " company corporate direct firma foretag",
    "home": "home private personal privat hjemme hjem hem bostad domowy domowa dom prywatny prywatna nha"
    " rieng domicile personnel prive",
    "mobile": "mobile mobil cell cellular handy iphone komorka komorkowy gsm portable",
    "fax": "fax faks telefax",
    "pager": "pager",
    "other": "other annen andre annan ovrig inny inna inne khac weitere weiterer weiteres andere autre",
}

# Words that say nothing about what a column holds.
NOISE = (
    "value primary secondary main default preferred number numbers no nr the my contact person hoved"
    " foretrukket primar glowny glowna second first additional alternate alternative"
)

# Words that some programs put before each header ("Person - Name").
OWNERS = "person contact lead customer kontakt kunde klient partner prospect"

# What programs write that no field of ours holds: it goes into the note under its header, and nobody need be
# asked. Numbers are taken off before ("Custom 1", "IM 2 - Value").
NOTED = (
    "Suffix | Name Suffix | Suffiks | Sufiks | Nickname | Screen Name | Initials | Initialen | Initialer"
    " | Inicjały | Maiden Name | Short Name | File As | Complete Name"
    " | Phonetic First Name | Phonetic Middle Name | Phonetic Last Name | Yomi Name | Given Name Yomi"
    " | Additional Name Yomi | Family Name Yomi | Organization Yomi Name"
    " | Department | Organization Department | Organization Symbol | Organization Location | Organization Type"
    " | Organization Job Description | Abteilung | Avdeling | Avdelning | Dział | Occupation | Beruf | Yrke"
    " | Zawód | Office Location | Büro | Kontor | Kontorplassering | Lokalizacja biura | Location | Plassering"
    " | Plats | Lokalizacja"
    " | Gender | Geschlecht | Kjønn | Kön | Płeć | Anniversary | Jahrestag | Årsdag | Rocznica | Hobby"
    " | Children | Kinder | Barn | Dzieci | Partner in | Ektefelle | Make maka | Współmałżonek | Related Name"
    " | Relation Label | Relation Value | Event Label | Event Value"
    " | IM Label | IM Service | IM Value | Instant Messenger | Instant Message | Photo | Profile picture"
    " | Name des der Vorgesetzten | Overordnet | Chefens namn | Imię i nazwisko menedżera"
    " | Empfohlen von | Anbefalt av | Rekommenderad av | Polecony przez"
    " | Billing Information | Abrechnungsinformation | Faktureringsinformasjon | Faktureringsinformation"
    " | Directory Server | Verzeichnisserver | Katalogserver | Government ID Number | Regierungsnr"
    " | Fødselsnummer | Personnummer | Organizational ID Number | Organisationsnr | Konto"
    " | Internet Free Busy | Internet Frei Gebucht | Mileage | Reisekilometer | Kjørelengde | Reseersättning"
    " | Priority | Priorität | Prioritet | Priorytet | Private | Privat | Prywatne | Sensitivity"
    " | Vertraulichkeit | Følsomhet | Känslighet | Charakter | Subject"
    " | E-mail Display Name | E-Mail Angezeigter Name | Visningsnavn for e-post | Visningsnamn för e-post"
    " | Wyświetlana nazwa e-mail | E-Mail-Typ | E-posttype | Typ av e-post | Typ e-mail"
    " | User | Benutzer | Bruker | Användare | Użytkownik | Custom | Custom Field Label | Custom Field Value"
    " | Create Date | Contact Owner | Contact Unworked | Time Zone | Last Activity Date | Last Modified Date"
    " | Became a Lead Date | Became a Customer Date | Marketing Contact Status | Associated Company IDs"
    " | Associated Deal | Associated Deal IDs | Number of Sales Activities"
    " | Created | Owner | Organization ID | Open Deals | Closed Deals | Won Deals | Lost Deals"
    " | Next Activity Date | Total Activities | Done Activities | Activities To Do | Email Messages Count"
    " | Update Time | Visible To"
    " | Company Type | Is a Company | Tax ID | Reference | Salesperson | Created On | Last Updated On"
    " | Activities | Bank Accounts Account Number | Active"
    " | Do Not Call | Accounts | Campaign | Created At | Modified At | Created By | Modified By | Assigned User"
    " | Assigned User Name | Teams | Target Lists | Portal User | Has Portal User | Opportunity Role"
    " | Account Role | Account Is Inactive | Deleted | Phone Number Is Opted Out"
    " | Email Address Is Opted Out"
)

# Words of people beside the contact: their names and numbers are none of the contact's own.
OTHERS = "assistant assistants assistent assistenten assistentens asystenta referred spouse manager managers"
