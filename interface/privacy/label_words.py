"""How the labels of numbers are written, as pieces of patterns over small letters."""

ENDS = r"(?![a-z])"
REF = r"ref(?:erence)?"
# “no” is a number unless it denies something: “the unit no longer …”.
NUMBER = (
    r"[\s\-./]{0,2}(?:numb?\s?ers?|n[umbe]{2,5}rs?|munbers?|no'?s|no(?!\s(?!given|quoted)[a-z]{4})"
    rf"|n0|nº|№|num|nbr|nr|ids?|i\.d|identifiers?|\#){ENDS}\.?"
)

# What a hospital knows its patients by when “number”, “no” or “ID” follows. The letters of the
# longest of these words are often in the wrong order.
_PLACES = (
    r"(?:h[ospital]{6,8}|hosp\.?|hospt)(?:'s)?(?:\s(?:own|patient|unit|clinic|case)){0,2}"
    r"|infirmary|unit|dist(?:rict)?\.?|trust|local|nuh|sfht?|uhdb|qmc|ncht?|derby|newark"
    r"|king'?s\smill|ntc|bmi|spire|circle|ramsay|nuffield|treatment\scentre|r[xk][0-9a-z]"
)
_PATIENTS = (
    r"(?:local\s?)?(?:patient|pat|pt|px|client|inpatient|outpatient|service\suser)(?:'?s)?\.?"
    r"|[\"']?k[\"']?\.?|mrn|crn|pas|pid|upi|ppi|pmi|epr|fin"
)
_RECORDS = (
    r"(?:medical|hospital|health|case|patient|clinical)\s(?:records?|notes?|file)"
    r"|(?:records?|notes?|file)(?!\snumbers?\sof\b)|med(?:ical)?\.?(?:\srec\.?)?"
    r"|case\s?-?(?:notes?|sheet)|chart|folder|volume|(?:wrist)?band|x-?ray|radiology|film|imaging"
    r"|maternity|dental|(?:a\s?&\s?e|ed|cas(?:ualty)?)(?:\s(?:card|attendance))?|attendance"
    r"|admission|episode|encounter|spell|visit|pathway"
)
_SYSTEMS = (
    r"emis|systmone|s1|rio|medway|lorenzo|care\s?flow|nerve\s?cent(?:re|er)|cerner|millennium|epic"
    r"|evolve|meditech|ipm|cris|ris|pacs|badger\s?net|system\sc|notis|tpp"
)
# What says enough without “number”, once six digits or more, or five, follow.
_BEFORE_SIX = (
    r"pmi|epr|fin|spell|episode|encounter|attendance|(?:duplicate\s)?registration|cris|ris"
    r"|(?:merged|duplicate|wrong|split)\srecords?|med(?:ical)?\.?\srec(?:ord)?s?\.?"
    r"|(?:ed|a\s?&\s?e|cas(?:ualty)?)\scard"
)
_BEFORE_FIVE = r"mrn|m\.\s?r\.\s?n\.?|crn|c\.\s?r\.\s?n\.?|nuh|sfh|ntc|h/n|hn|pid|pas|r[xk][0-9]"
HOSPITAL = rf"""(?:
    (?:{_PLACES}|{_PATIENTS}|{_RECORDS}|{_SYSTEMS})(?:\s?[/&]\s?[a-z]{{2,9}})?(?:{NUMBER})
  | (?:hospital|hosp\.?|patient|unit|nuh|sfh|ntc|bmi|spire|circle)\s{REF}(?:{NUMBER})?
  | (?:hosp(?:ital)?|patient|pt)\s?(?:[:=]|\#)(?=\s?[a-z]{{0,3}}\d)
  | (?:{_BEFORE_FIVE})(?=[\s:\-=|]{{0,3}}[a-z]?\d{{5}})
  | (?:{_BEFORE_SIX})(?=[\s:\-=|]{{1,3}}[a-z]{{0,2}}\d{{3}}[\s\-]?\d{{3}})
  | {REF}[:.]?\s{{0,3}}[a-z]{{2,3}}/[a-z]{{2,3}}/(?=(?:[a-z]\d{{6,7}}|\d{{7}})(?!\d))
  | case\s?-?(?:notes?|records?)|mrn|m\.r\.n|crn|pas|h/n|hn|pid
){ENDS}"""

BOOKING = rf"""(?:
    u[brnm]{{3}}(?:'?s)?|u\.?\s?b\.?\s?r\.?\s?n|unique\sbooking|e-?\s?bookings?
  | (?:bookings?|bkg|bk)\s(?:{REF}s?|code)|e-?\s?rs\b|e-?\s?referrals?\b
  | choose\s(?:and|&)\sbook|c\s?(?:&|and)\s?b\b|cab\s{REF}|asi\b|ras\b
  | a\s?&\s?g|advice\s(?:and|&)\sguidance|(?:appointment|advice)\srequest
  | (?:2ww|referrals?|bookings?)\s(?:{REF}|request|number|no\b|id\b)
)(?:\s(?:service|booking|referral|request))?(?:\s{REF}\b)?(?:\s(?:number|no\b|id\b))?"""

INSURANCE = rf"""(?:
    n\.?\s?i\.?(?:{NUMBER})|n\.?i\.?n\.?o?\b|n\.?i\b|ni\snum\w{{0,4}}
  | insurance(?:{NUMBER})|nat(?:iona)?l?\.?\s?ins(?:urance)?
)"""

PHONE = rf"""(?:
    (?:tel\b|telephone|phone|mobile|mob\b|landline)(?:{NUMBER})?|fax|call|ring|rang|dial
  | (?:home|house|contact|work|day(?:time)?|evening|her|his|their|[a-z]{{3,10}}'s){NUMBER}
)"""

# What must not be mistaken for a patient.
THINGS = rf"""(?:
    order|purchase|po\b|invoice|ticket|incident|datix|lfpse|steis|entry|log\b
  | track|courier|parcel|consignment|delivery|serial|batch|lot\b|barcode
  | bar\scode|asset|account|a/c|sort\scode|contract|codes?\b|coded|snomed|dm\+d|dmd|isbn
  | issn|gtin|ean\b|gmc|nmc|gphc|hcpc|pmid|isrctn|doi|meeting|passcode|pin\b|version|build
  | job\b(?!\scent)|licen[cs]e|study|trial|cost\scentre|charity|company|vat\b|utr\b|complaint
  | pals\b|certificate|card\b|model|part\b|catalogue|stock|nsv|pip\scode|product|item|voucher
  | receipt|device|imei|sim\b|extension|ext\b|bleep|request|requisition|quotation
  | quote\s(?:no\b|number|{REF})|tender|case\sref|document|regist|room\b|project|ip\b|port\b|bnf
  | icd|read\scode|ods\b|specimen|accession|sample|kit\b|payroll|employee|staff|assignment
  | vacancy|booking\sid|event|webinar|zoom|total|population|count|budget|grant|template
  | form\s(?:no\b|number|{REF})|equipment|meter\b|locker|vehicle
)\w{{0,8}}(?:\s{REF}\b)?"""
