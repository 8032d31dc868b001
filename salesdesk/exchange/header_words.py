"""The words that stand above columns, by the field they mean. Data only, read by `headers`.

Everything is folded before it is looked up, so case, accents and signs don't matter here. Order within a
field doesn't matter; `|` separates.
"""

from __future__ import annotations

# Known as a whole: `field` or `field:kind` → headers.
WHOLE = {
    "id": "id",
    "uid": "uid",
    "first_name": "First Name | Given Name | Forename | Fornavn | Förnamn | Tilltalsnamn | Imię | Imiona"
    " | Tên | Vorname | Prénom | Etunimi | Christian name",
    "middle_name": "Middle Name | Additional Name | Mellomnavn | Mellannamn | Drugie imię | Tên đệm"
    " | Zweiter Vorname | Weitere Vornamen | Deuxième prénom | Second name",
    "last_name": "Last Name | Family Name | Surname | Etternavn | Efternamn | Efternavn | Nazwisko | Họ"
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
    "courtesy": "Title | Titel | Anrede | Salutation | Name Prefix",
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
    " | Étiquettes | Étiquette | Catégories | Catégorie | Grupper | Grupy | Gruppen",
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
    " | Téléphone portable | Téléphone mobile | Portable | Cell",
    "phone:fax": "Faxnummer | Faks | Faksnummer | Telefax | Télécopie | Telefaks | Số fax",
    "phone:pager": "Personsøker | Personsökare",
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
    " | numéro | rufnummer | fon | ring | telefony | callback | tty tdd | car | radio | isdn | telex",
    "email": "email | e mail | mail | email address | e mail address | mail address | emails"
    " | e post | epost | e postadresse | epostadresse | e postadress"
    " | epostadress | e mail adresse | email adresse | emailadresse | mailadresse | adres e mail"
    " | adres email | thư điện tử | thư | địa chỉ email | courriel | adresse e mail | adresse email"
    " | adresse electronique | poczta elektroniczna | poczta | mailadress",
    "web": "web | website | web site | web page | webpage | homepage | home page | url | internet"
    " | nettside | nettsted | hjemmeside | webside | webbplats | hemsida | webbsida | strona www | www"
    " | strona internetowa | strona | trang web | webseite | site web | site internet | website url"
    " | internett | profile url | internetseite | webbadress",
    "street": "street | street address | address street | address line | strasse | straße | gate"
    " | gateadresse | besøksadresse | postadresse | vei | gatuadress | gata | besöksadress | ulica"
    " | adres ulica | đường | phố | đường phố | straße und hausnummer | rue | mailing street"
    " | billing street | address billing street | address mailing street | utdelningsadress",
    "formatted": "address | address formatted | adresse | adress | adres | địa chỉ | anschrift"
    " | full address | mailing address | postal address | location address | formatted address",
    "street_more": "address extended | address extended address | extended address | street more",
    "po_box": "address po box | po box",
    "city": "city | town | suburb | locality | address city | by | sted | poststed | stad | ort | postort"
    " | miasto | miejscowosc | thành phố | tp | quận huyện | ville | commune | city town | mailing city"
    " | billing city | stadt | wohnort | localite",
    "postal_code": "postal code | postcode | post code | zip | zip code | zipcode | zip postal code"
    " | address postal code | address zip | postnummer | postnr | kod pocztowy | mã bưu chính"
    " | mã bưu điện | postleitzahl | plz | code postal | state zip | mailing zip | billing zip"
    " | postal code zip",
    "region": "region | state | province | county | address region | address state | state province"
    " | state region | fylke | landsdel | län | landskap | województwo | tỉnh | tỉnh thành | bundesland"
    " | kanton | département | région | mailing state | billing state | area | kommune",
    "country": "country | country region | address country | address country region | land | land region"
    " | kraj | kraj region | quốc gia | nước | pays | pays region | country code | mailing country"
    " | billing country",
}

# Words that say which of several phones, emails or addresses it is.
KINDS = {
    "work": "work business office job arbeid jobb kontor arbete arbets geschaftlich dienstlich buro praca"
    " sluzbowy sluzbowa sluzbowe firmowy firmowa bureau travail professionnel professionnelle pro"
    " company corporate direct firma",
    "home": "home private personal privat hjemme hjem hem bostad domowy domowa dom prywatny prywatna nha"
    " rieng domicile personnel prive",
    "mobile": "mobile mobil cell cellular handy iphone komorka komorkowy gsm portable",
    "fax": "fax faks telefax",
    "pager": "pager",
    "other": "other annen andre annan ovrig inny inna inne khac weitere andere autre",
}

# Words that say nothing about what a column holds.
NOISE = (
    "value primary secondary main default preferred number numbers no nr the my contact person hoved"
    " foretrukket primar glowny glowna second first additional alternate alternative"
)

# Words that some programs put before each header ("Person - Name").
OWNERS = "person contact lead customer kontakt kunde klient partner prospect"
