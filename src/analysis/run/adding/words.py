"""The words by which senders head the columns that we know, in Dutch, English and French."""

from __future__ import annotations

import re

from analysis.cleaning.text import key

HEADERS: dict[str, str] = {
    "participant": "organisatie|naam organisatie|naam van de organisatie|naam van je organisatie|"
    "naam van uw organisatie|organisatienaam|voor welke organisatie|instelling|vereniging|"
    "bedrijf|deelnemer|organisation|organization|name of the organisation|organisation name|"
    "organization name|company|institution|participant|nom de l'organisation|association|"
    "structure|societe|entreprise",
    "full_name": "naam|namen|wie|wie komt er|afgevaardigde|afgevaardigden|vertegenwoordiger|"
    "contact|contactpersoon|naam deelnemer|naam en voornaam|voornaam en naam|full name|name|"
    "delegate|representative|contact person|submitter|nom et prenom|nom complet|nom|"
    "nom du participant|personne de contact|name (original name)",
    "given_name": "voornaam|first name|given name|firstname|prenom|name_first",
    "family_name": "familienaam|achternaam|last name|family name|surname|lastname|"
    "nom de famille|name_last",
    "email": "e-mail|email|mail|e-mailadres|mailadres|email address|e-mail address|user email|"
    "adresse e-mail|adresse mail|courriel|submitter email",
    "function": "functie|rol|job title|function|position|role|fonction",
    "status": "status|attendee status|inschrijvingsstatus|status inschrijving|order status|"
    "registration state|registration status|statut|statut de l'inscription",
    "registered_on": "tijdstip|order date|tijd van voltooien|voltooiingstijd|completion time|"
    "timestamp|tijdstempel|registration date|datum inschrijving|inschrijvingsdatum|"
    "ingeschreven op|ingestuurd|ingestuurd op|ingediend op|registered on|submission date|"
    "horodateur|heure de fin|date d'inscription",
    "record": "attendee #|id|nr inschrijving|inschrijvingsnummer|registration id|numero",
    "remark": "opmerking|opmerkingen|notitie|notities|nota|bemerking|remark|remarks|note|notes|"
    "comment|comments|heb je nog een opmerking|remarque|remarques|commentaire|commentaires",
    "domains": "domein|domeinen|thema's|aan welke domeinen wil je werken|domains|themes|domaines",
    "present": "aanwezig|aanwezigheid|handtekening|opkomst|present|attended|attendance|"
    "signature|presence|checked in|emargement",
    "reason": "reden|reden afwezigheid|reden van afwezigheid|reden stopzetting|reason|"
    "reason for absence|raison|motif",
    "number": "nr|nummer|volgnummer|no|number|n°|#",
    "sector": "sector|secteur",
    "walk_in": "niet ingeschreven|walk-in|walk in|ter plaatse",
    "legal_form": "rechtsvorm|legal form|forme juridique",
    "enterprise_number": "ondernemingsnummer|kbo|kbo-nummer|kbo nummer|btw-nummer|"
    "enterprise number|vat number|numero d'entreprise",
    "discipline": "discipline|kunstdiscipline",
    "municipality": "gemeente|stad|woonplaats|municipality|city|town|commune|ville",
    "postcode": "postcode|postnummer|zip|zip code|postal code|code postal",
    "fte": "vte|fte|etp|aantal vte|personeel (vte)",
    "volunteers": "vrijwilligers|aantal vrijwilligers|volunteers|benevoles",
    "budget": "jaarbudget|budget|begroting|annual budget|budget annuel",
    "founded": "opgericht|oprichtingsjaar|founded|year founded|annee de creation",
    "maturity": "maturiteit|maturity|maturite",
    "capacity": "type werking|werking|capacity",
    "enrolled_on": "aangemeld traject|aanmeldingsdatum|datum aanmelding|aangemeld op|enrolled on",
    "account": "accountnr|account|klantnummer|relatienummer|account number",
    "account_status": "status account|accountstatus|account status",
    "stopped_on": "datum stopzetting|stopgezet op|stopdatum|gestopt op|stopped on|"
    "withdrawal date|date d'arret|date de fin",
    "response": "id|response id|responseid|response_id|respondentid|respondent id|"
    "record_id|study_id|_id|antwoord-id|#|v1|id de la reponse",
    "submitted_on": "submitdate|enddate|end date|submit date (utc)|submitted at|submission date|"
    "completion time|tijd van voltooien|voltooiingstijd|timestamp|tijdstempel|recordeddate|"
    "recorded_date|_submission_time|heure de fin|horodateur|v9",
    "started_on": "startdate|start date|start date (utc)|start time|begintijd|start_date|"
    "heure de debut|v8",
    "saved_on": "datestamp",
    "token": "token|toegangscode",
    "language": "startlanguage|userlanguage|language|taal|langue",
    "finished": "finished|voltooid|beendet|v10",
    "question": "question|vraag|vraagcode",
    "code": "code|antwoordcode|answer code",
    "label": "label|label_nl|antwoord|answer",
    "label_en": "label_en",
    "scale": "scale|schaal",
    "session": "sessie|session|activiteit|event|seance",
    "session_on": "datum|date|dag|session date|datum gesprek|datum van het gesprek|"
    "gespreksdatum|meeting date",
    "workshop": "workshop|workshop_num",
    "booked_on": "geboekt op|geboekt|datum boeking|boekingsdatum|booked on|booking date|"
    "reserve le|date de reservation",
    "turns": "beurten|aantal beurten|beurt|turns|seances",
    "coach": "bureau|coach|begeleider|trajectbegeleider|firm",
    "mode": "wijze|vorm|hoe|mode|mode de contact",
    "domain": "domein|thema|domain|topic|domaine",
    "set_on": "datum|dag|date|ingevuld op|opgesteld op|set on|date de l'objectif",
    "goal": "leerdoel|leerdoelen|doel|doelen|learning goal|learning goals|goal|goals|objectif",
    "as_of_on": "stand op|toestand op|profiel op|geldig op|as of|situation au",
}
"""Our name of a column -> what is written above it, brought to the form for comparing."""

TOTAL = re.compile(
    r"\b(?:algemeen totaal|eindtotaal|totaal aanwezig|totaal|total général|total|totaux|som|sum)\b",
    re.IGNORECASE,
)
"""How the maker of a list announces a sum under it."""


def plain(header: str) -> str:
    """A header as it is compared: without the marks that forms put behind a question."""
    bare = re.sub(r"\s*\([^)]*\)\s*$", "", key(header)) if len(header) > 25 else key(header)
    return bare.strip(" :?*.") or key(header)


def likeness(column: str, header: str) -> float:
    """How well a header says a column: 1 for one of its words, less when it holds one."""
    said, known = plain(header), HEADERS.get(column, "").split("|")
    if not said:
        return 0.0
    if said in known or key(header) in known or said == column:
        return 1.0 - 0.001 * (known.index(said) if said in known else 0)
    if any(len(one) > 5 and re.search(rf"\b{re.escape(one)}\b", said) for one in known):
        return 0.6
    return 0.0
