"""What the columns mean, for whoever opens the file. Swedish, as the columns are."""

EXPLAINED = {
    "Nyckel": "Håller ihop raden med aktiviteten. Ändra den inte. Lämna tom för en ny aktivitet.",
    "Version": "Visar att ingen annan har ändrat sedan filen hämtades. Ändra den inte.",
    "Datum": "Dagen då det gjordes, som 2019-11-20.",
    "Vad": "Slaget av aktivitet, ett av orden nedan. Tomt: det som målet säger.",
    "Mål": "Målets korta namn. Semikolon mellan flera. Heter två mål lika står löftena inom parentes.",
    "Antal": "Ett heltal från 0 till 9999.",
    "Hur säkert": "Hur säkert antalet är, ett av orden nedan. Tomt: exakt.",
    "Plats": "En av rådets platser eller egna ord, högst 120 tecken.",
    "Deltog": "Parternas korta namn med semikolon mellan. Tomt: den som ansvarar för målet.",
    "Antal deltagare": "Hur många som nåddes. Får vara tomt.",
    "Märkning": "Ord med komma mellan, till exempel riskkväll.",
    "Utöver ordinarie": "ja om det gjordes utöver ordinarie verksamhet, annars tomt.",
    "Anteckning": "Högst 2000 tecken. Skriv inget om enskilda personer.",
    "Räknas inte": "ja om aktiviteten är borttagen ur räkningen. Läses inte in igen.",
}
