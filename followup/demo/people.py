"""Who logs in to the demo. The names are invented."""

from councils.roles import Role

PASSWORD = "exempel-i-norr-2019"

COORDINATOR = ("anna.lindgren@overkalix.example", "Anna Lindgren", "säkerhetssamordnare")
POLICE_MANAGER = ("karin.wikstrom@polisen.example", "Karin Wikström", "chef för lokalpolisområde Östra Norrbotten")
OFFICIAL = ("per.nilsson@overkalix.example", "Per Nilsson", "kommundirektör")
FIELD_USER = ("erik.lahti@polisen.example", "Erik Lahti", "områdespolis")
MEMBER = ("maria.aho@overkalix.example", "Maria Aho", "drogförebyggare")
HAPARANDA_COORDINATOR = ("johan.keisu@haparanda.example", "Johan Keisu", "säkerhetssamordnare")
ARJEPLOG_COORDINATOR = ("elsa.rankvist@arjeplog.example", "Elsa Rankvist", "säkerhetssamordnare")
PITEA_POLICE_MANAGER = ("lars.burman@polisen.example", "Lars Burman", "chef för lokalpolisområde Piteå")
VAGGERYD_COORDINATOR = (
    "lena.holm@vaggeryd.example",
    "Lena Holm",
    "säkerhets- och beredskapssamordnare",
)
# In no council: follows the figures of all.
OVERSEER = (
    "nils.berg@polisen.example",
    "Nils Berg",
    "verksamhetsutvecklare vid Polisens nationella operativa avdelning",
)

# Asked into the council in Överkalix, and one who has left it.
INVITED = ("sara.niemi@overkalix.example", "Sara Niemi", "rektor")
LEFT = ("olof.kangas@overkalix.example", "Olof Kangas", "fältassistent")

# What the command prints: who, and what one sees first.
LOGINS = (
    (COORDINATOR, Role.COORDINATOR, "Överkalix"),
    (POLICE_MANAGER, Role.POLICE_MANAGER, "Överkalix och Haparanda"),
    (OFFICIAL, Role.OFFICIAL, "Överkalix"),
    (FIELD_USER, Role.FIELD_USER, "Överkalix"),
    (MEMBER, Role.MEMBER, "Överkalix"),
    (HAPARANDA_COORDINATOR, Role.COORDINATOR, "Haparanda"),
    (ARJEPLOG_COORDINATOR, Role.COORDINATOR, "Arjeplog och Arvidsjaur"),
    (VAGGERYD_COORDINATOR, Role.COORDINATOR, "Vaggeryd"),
)
