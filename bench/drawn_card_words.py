"""Whom the drawn cards tell of: names, companies, titles and towns in ten languages, put together by chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Country:
    """What cards of a country are made of. In phones and addresses # is any digit; {n} is a house number."""

    region: str
    first: str
    last: str
    companies: tuple[tuple[str, str], ...]  # with the name of the domain
    titles: tuple[str, ...]
    landline: str
    mobile: str
    labels: tuple[str, str]
    towns: tuple[tuple[str, str], ...]  # street, and the line of the town


COUNTRIES: Final = (
    Country(
        "NO", "Torbjørn Ragnhild Sølvi Eirik Åshild", "Fjærestad Ødegård Kvåle Bjørnstad Nygaard",
        (("Hardanger Siderlaug AS", "hardangersider.no"), ("Bårdsen & Vik Elektro", "bvelektro.no")),
        ("Innkjøpssjef", "Fagansvarlig varme", "Regionsjef Vest"),
        "+47 55 ## ## ##", "+47 4## ## ###", ("Tlf.", "Mob."),
        (("Sjøgata {n}", "8006 Bodø"), ("Øvre Holmegate {n}", "4006 Stavanger")),
    ),
    Country(
        "SE", "Görel Håkan Linnéa Sören Ebba", "Åkerblom Sjöstrand Hägglund Öberg Nordqvist",
        (("Dalarnas Timmerhus AB", "dalatimmer.se"), ("Kusthem Inredning", "kusthem.se")),
        ("Regionchef", "Projektledare", "Inredningsarkitekt"),
        "0##-## ## ##", "070-### ## ##", ("Tel", "Mobil"),
        (("Kungsgatan {n}", "753 18 Uppsala"), ("Sveavägen {n}", "113 50 Stockholm")),
    ),
    Country(
        "DK", "Søren Mette Rasmus Birgitte Jørgen", "Højgaard Kjær Bæk Østergaard Møller",
        (("Vesterhavs Vinduer A/S", "vesterhavsvinduer.dk"), ("Lys & Læ ApS", "lysoglae.dk")),
        ("Salgschef", "Indkøber", "Teknisk direktør"),
        "+45 33 ## ## ##", "+45 2# ## ## ##", ("Tlf", "Mobil"),
        (("Vestergade {n}", "8000 Aarhus C"), ("Strandvejen {n}", "2100 København Ø")),
    ),
    Country(
        "PL", "Agnieszka Zbigniew Bożena Michał Jędrzej", "Wójcik Kołodziejczyk Śliwińska Żukowska Pawłowski",
        (("Fabryka Okien Różańscy Sp. z o.o.", "rozanscy.pl"), ("Bielskie Włókna S.A.", "bielskiewlokna.pl")),
        ("Specjalista ds. zakupów", "Prezes Zarządu", "Kierownik produkcji"),
        "+48 33 ### ## ##", "+48 60# ### ###", ("tel.", "kom."),
        (("ul. Cieszyńska {n}", "43-300 Bielsko-Biała"), ("al. Jana Pawła II {n}", "31-864 Kraków")),
    ),
    Country(
        "DE", "Käthe Björn Ulrike Jörg Annegret", "Weißhaupt Schönfeld Krüger Löffler Böhm",
        (("Holzbau Oberlausitz GmbH", "holzbau-oberlausitz.de"),
         ("Grünwald Messtechnik GmbH & Co. KG", "gruenwald-mt.de")),
        ("Vertriebsleiterin", "Geschäftsführer", "Technischer Einkauf"),
        "+49 351 #### ###", "+49 171 ### ####", ("Telefon", "Mobil"),
        (("Bautzner Straße {n}", "01099 Dresden"), ("Am Mühlbach {n}", "80331 München")),
    ),
    Country(
        "FR", "Maëlle Benoît Hélène Gaëtan Zoé", "Lacombe Béranger Desprès Fournier Guérin",
        (("Menuiserie du Léman SARL", "menuiserie-leman.fr"), ("Verrerie Saint-Loup", "verrerie-saintloup.fr")),
        ("Directrice commerciale", "Chargé de projets", "Acheteuse"),
        "+33 4 50 ## ## ##", "+33 6 ## ## ## ##", ("Tél.", "Mobile"),
        (("{n} avenue du Général Leclerc", "74200 Thonon-les-Bains"), ("{n} rue des Tanneurs", "37000 Tours")),
    ),
    Country(
        "GB", "Fiona Rhys Imogen Callum Beatrice", "MacLeod Pemberton Ashworth Llewellyn O'Hara",
        (("Thistle & Oak Interiors Ltd", "thistleandoak.co.uk"), ("Severn Valve Services", "severnvalve.co.uk")),
        ("Procurement Lead", "Regional Sales Manager", "Managing Director"),
        "+44 1865 ######", "+44 7700 900 ###", ("Tel", "Mobile"),
        (("{n} Cowley Road", "Oxford OX4 1HR"), ("{n} Quayside", "Bristol BS1 6XN")),
    ),
    Country(
        "US", "Darnell Priya Hannah Tyler Renee", "Kowalczyk Ramirez Whitaker Nguyen Delgado",
        (("Cascade Timberworks LLC", "cascadetimberworks.com"), ("Prairie Grid Solar Inc.", "prairiegrid.com")),
        ("Director of Operations", "Senior Buyer", "Account Executive"),
        "(503) 555-01##", "(971) 555-01##", ("Office", "Cell"),
        (("{n} NW Couch St, Suite 4", "Portland, OR 97209"), ("{n} Harney Street", "Omaha, NE 68102")),
    ),
    Country(
        "NL", "Sjoerd Marijke Joost Anneloes Wouter", "Hoekstra Brouwer Dijkgraaf Zonneveld Kuipers",
        (("Noordzee Kaashandel B.V.", "noordzeekaas.nl"), ("Studio Zonneveld", "studiozonneveld.nl")),
        ("Inkoper", "Projectleider", "Accountmanager"),
        "+31 20 ### ####", "+31 6 #### ####", ("T", "M"),
        (("Prinsengracht {n}", "1016 HK Amsterdam"), ("Oudegracht {n}", "3511 AX Utrecht")),
    ),
    Country(
        "VN", "", "",
        (("Công ty TNHH Gỗ Trường Thành", "gotruongthanh.vn"),
         ("Công ty Cổ phần Dệt May Nam Định", "detmaynamdinh.com.vn"),
         ("Nội thất Hòa Bình", "noithathoabinh.vn")),
        ("Trưởng phòng kinh doanh", "Giám đốc điều hành", "Kỹ sư dự án", "Nhân viên bán hàng"),
        "+84 24 38## ####", "+84 90# ### ###", ("ĐT", "DĐ"),
        (("{n} Lý Thường Kiệt, Hoàn Kiếm", "Hà Nội"), ("{n} Nguyễn Văn Linh, Quận 7", "TP. Hồ Chí Minh"),
         ("{n} Bạch Đằng, Hải Châu", "Đà Nẵng")),
    ),
)  # fmt: skip
VIETNAMESE: Final = (
    "Đỗ Thị Thu Hằng|hang.do", "Phan Văn Đức|duc.phan", "Bùi Ngọc Ánh|anh.bui", "Huỳnh Quốc Bảo|bao.huynh",
    "Đặng Minh Tuấn|tuan.dang", "Võ Thị Kim Yến|yen.vo",
)  # fmt: skip
