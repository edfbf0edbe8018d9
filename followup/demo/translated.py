"""Haparanda's promises in Finnish and English, in the order of the Swedish ones. Made for the demo."""

# The promise as the second edition has it, and why there is one.
RENEWED = (
    "Polisen finns tillgänglig på publika platser, till exempel torget, resecentrum och vid Gränsskolan, minst ett "
    "tillfälle per vecka utöver den dagliga verksamheten."
)
EDITION_REASON = (
    "Torget byggs om, och invånarna rör sig på andra ställen. Löftet om publika platser nämner därför fler av dem."
)

FINNISH = {
    "translator": "Exempelöversättning, Haparanda stads kommunikationsenhet",
    "title": "Kansalaislupaukset {year}",
    "introduction": (
        "Itä-Norrbottenin paikallispoliisialue ja Haaparannan kaupunki lupaavat yhdessä edistää kansanterveyttä, "
        "ehkäistä rikoksia ja lisätä asukkaiden turvallisuutta Haaparannalla."
    ),
    "promises": (
        "Teemme aktiivista ja jatkuvaa ehkäisevää päihdetyötä siinä laajuudessa kuin huumeiden käytön vähentäminen "
        "kunnassa vaatii, ja käymme huolikeskusteluja. Työmalli on PSS: poliisin, sosiaalitoimen ja oppilashuollon "
        "yhteistyö.",
        "Poliisi toteuttaa säännöllisesti operatiivisia toimia, vähintään kaksi puolessa vuodessa, erityisesti "
        "huumeiden käytön ehkäisemiseksi kunnassa.",
        "Operatiivisia toimia huumeita vastaan liikenteessä.",
        "Poliisi järjestää yhdessä koulun, terveyskeskuksen ja kunnan (BRÅ-ryhmän) kanssa vähintään kaksi tilaisuutta, "
        "jotka auttavat vanhempia lisäämään tietojaan nuorista ja huumeista.",
        "Poliisi on tavattavissa julkisilla paikoilla vähintään kerran viikossa päivittäisen toimintansa lisäksi.",
        "",
    ),
}
ENGLISH = {
    "translator": "Exempelöversättning, Haparanda stads kommunikationsenhet",
    "title": "Citizen promises {year}",
    "introduction": (
        "The local police area of Östra Norrbotten and the municipality of Haparanda promise to work together for good "
        "public health, to prevent crime and to make the people of Haparanda safer."
    ),
    "promises": (
        "Work actively and continuously against drugs, to the extent needed to reduce drug use in the municipality, "
        "and hold talks of concern. The method is PSS: cooperation between police, social services and pupil health.",
        "The police carry out regular operations, at least two every half-year, aimed at preventing drug use in the "
        "municipality.",
        "Operations against drugs in traffic.",
        "Together with the school, the health centre and the municipality (the BRÅ group), the police hold at least "
        "two events that help parents learn more about young people and drugs.",
        "The police are available in public places at least once a week beyond their daily duties.",
        "Work against violence in close relationships. Haparanda has adopted a zero vision for violence in close "
        "relationships and follows the national guidelines against men's violence against women.",
    ),
}
