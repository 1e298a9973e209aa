"""How the labels of numbers are written, as pieces of patterns over small letters."""


def _one_of(pieces: str) -> str:
    """A pattern for any of the pieces, which stand apart by spaces.

    They are gathered under their first letters, so that a word is compared with few of them.
    """
    gathered: dict[str, list[str]] = {}
    for piece in pieces.split():
        letter = piece[0] if piece[0].isalpha() else ""
        gathered.setdefault(letter, []).append(piece.removeprefix(letter))
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in gathered.items())


ENDS = r"(?![a-z])"
REF = r"ref(?:erence)?"
# “no” is a number unless it denies something: “the unit no longer …”.
NUMBER = (
    r"[\s\-./]{0,2}(?:numb?\s?ers?|n[umbe]{2,5}rs?|munbers?|no'?s|no(?!\s(?!given|quoted)[a-z]{4})"
    rf"|n0|nº|№|num|nbr|nr|ids?|i\.d|identifiers?|\#){ENDS}\.?"
)

# What a hospital knows its patients by when “number”, “no” or “ID” follows: itself, the patient,
# the record or its part, the computer. Letters of “hospital” are often in the wrong order.
_KNOWN_BY = _one_of(
    r"""
    h(?:[ospital]{6,8}|osp\.?|ospt)(?:'s)?(?:\s(?:own|patient|unit|clinic|case)){0,2}
    infirmary unit dist(?:rict)?\.? trust local nuh sfht? uhdb qmc ncht? derby newark
    king'?s\smill ntc bmi spire circle ramsay nuffield treatment\scentre r[xk][0-9a-z]

    (?:local\s?)?(?:patient|pat|pt|px|client|inpatient|outpatient|service\suser)(?:'?s)?\.?
    k["']?\.? ["']k["'] mrn crn pas pid upi ppi pmi epr fin

    (?:medical|hospital|health|case|patient|clinical)\s(?:records?|notes?|file)
    records? notes? file med(?:ical)?\.?(?:\srec\.?)?
    case\s?-?(?:notes?|sheet) chart folder volume (?:wrist)?band x-?ray radiology film imaging
    maternity dental (?:a\s?[&/]\s?e|ed|cas(?:ualty)?)(?:\s(?:card|attendance))? attendance
    admission episode encounter spell visit pathway

    emis systmone s1 rio medway lorenzo care\s?flow nerve\s?cent(?:re|er) cerner millennium epic
    evolve meditech ipm cris ris pacs badger\s?net system\sc notis tpp
    """
)
# What says enough without “number”, where so many digits follow.
_BEFORE_SIX = _one_of(
    r"""
    hosp(?:ital)?\.? pmi epr fin spell episode encounter attendance cris ris
    (?:duplicate\s)?registration (?:merged|duplicate|wrong|split|your)\srecords?
    med(?:ical)?\.?\srec(?:ord)?s?\.?
    ed\scard a\s?&\s?e\scard cas(?:ualty)?\scard
    """
)
_BEFORE_FIVE = _one_of(
    r"""
    mrn m\.\s?r\.\s?n\.? crn c\.\s?r\.\s?n\.? nuh sfh ntc h/n hn pid pas
    r[xk][0-9](?=[\s:\-=|]|\d{6})
    """
)
_OF_MANY = r"\sof\s(?:\d{3,7}\s)?[a-z]{3,20}s\b"  # “a record number of 12400 attendances”
HOSPITAL = rf"""(?:
    (?:{_KNOWN_BY})(?:\s?[/&]\s?[a-z]{{2,9}})?(?:{NUMBER})(?!{_OF_MANY})
  | (?:hospital|hosp\.?|patient|unit|local|nuh|sfh|ntc|bmi|spire|circle)\s{REF}(?:{NUMBER})?
  | (?:hosp(?:ital)?|patient|pt)\s?(?:[:=]|\#)(?=\s?[a-z]{{0,3}}\d)
  | (?:{_BEFORE_FIVE})(?=[\s:\-=|]{{0,3}}[a-z]?\d{{5}})
  | (?:{_BEFORE_SIX})(?=[\s:\-=|]{{1,3}}[a-z]{{0,2}}\d{{3}}[\s\-]?\d{{3}})
  | {REF}[:.]?\s{{0,3}}[a-z]{{2,3}}/[a-z]{{2,3}}/(?=(?:[a-z]\d{{6,7}}|\d{{7}})(?!\d))
  | case\s?-?(?:notes?|records?)|mrn|m\.r\.n|crn|pas|h/n|hn|pid
){ENDS}"""

_BOOKED = _one_of(
    rf"""
    u[brnm]{{3}}(?:'?s)? u\.?\s?b\.?\s?r\.?\s?n unique\sbooking e-?\s?bookings?
    bookings?\s(?:{REF}s?|code) bk\s{REF} bkg\s{REF} e-?\s?rs\b e-?\s?referrals?\b
    choose\s(?:and|&)\sbook c\s?(?:&|and)\s?b\b cab\s{REF} asi\b ras\b a\s?&\s?g
    advice\s(?:and|&)\sguidance appointment\srequest advice\srequest
    (?:2ww|referrals?|bookings?)\s(?:{REF}|request|number|no\b|id\b)
    """
)
BOOKING = rf"""(?:{_BOOKED})
    (?:\s(?:service|booking|referral|request))?(?:\s{REF}\b)?(?:\s(?:number|no\b|id\b))?"""

INSURANCE = rf"""(?:
    n\.?\s?i\.?(?:{NUMBER})|n\.?i\.?n\.?o?\b|n\.?i\b|ni\snum\w{{0,4}}
  | insurance(?:{NUMBER})|nat(?:iona)?l?\.?\s?ins(?:urance)?
)"""

PHONE = rf"""(?:
    (?:tel\b|telephone|phone|mobile|mob\b|landline)(?:{NUMBER})?|fax|call|ring|rang|dial
  | (?:home|house|contact|work|day(?:time)?|evening|her|his|their|[a-z]{{3,10}}'s){NUMBER}
)"""

# What must not be mistaken for a patient.
_THINGS = _one_of(
    rf"""
    order purchase po\b invoice ticket incident datix lfpse steis entry log\b track courier parcel
    consignment delivery serial batch lot\b barcode bar\scode asset account a/c sort\scode contract
    codes?\b coded snomed dm\+d dmd isbn issn gtin ean\b gmc nmc gphc hcpc pmid isrctn doi meeting
    passcode pin\b version build job\b(?!\scent) licen[cs]e study trial cost\scentre charity company
    vat\b utr\b complaint pals\b certificate card\b model part\b catalogue stock nsv pip\scode
    product item voucher receipt device imei sim\b extension ext\b bleep requisition quotation
    request\s(?:no\b|number|form|id\b) quote\s(?:no\b|number|{REF}) tender case\sref document
    regist room\b project ip\b port\b bnf icd read\scode ods\b specimen accession
    sample kit\b payroll employee staff assignment vacancy booking\sid event webinar zoom total
    population count budget grant template form\s(?:no\b|number|{REF}) equipment meter\b locker
    vehicle
    """
)
THINGS = rf"(?:{_THINGS})\w{{0,8}}(?:\s{REF}\b)?"
