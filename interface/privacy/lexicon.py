"""Word lists: which capitals are usually a person, and which never are.

Facts of language kept as data in `words/`, read once. Lines that begin with # say what follows.
"""

import re
from pathlib import Path

_FOLDER = Path(__file__).with_name("words")


def words(listed: str) -> frozenset[str]:
    """A set of words from a text that lists them."""
    return frozenset(listed.split())


def read_words(name: str) -> frozenset[str]:
    """The words of a file in `words/`, its comments apart."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return words(" ".join(line for line in lines if not line.startswith("#")))


WORD_NAMES = read_words("word_names.txt")
GIVEN = read_words("first_names.txt") - WORD_NAMES
FAMILY = read_words("surnames.txt")
TITLED_NAMES = read_words("titled_names.txt")
SMALL = read_words("small_words.txt")
CLINICAL = read_words("clinical_words.txt")
PUBLIC = read_words("public_words.txt")
NOT_NAMES = SMALL | CLINICAL | PUBLIC
_NEVER = SMALL - FAMILY - GIVEN - WORD_NAMES

TITLES = words("mr mrs ms miss mx master mstr")

PARTICLES = words(
    """
    de da di do du des del della dos das la le el al van von der den ter ten st bin bint binti
    ibn ap ab mac mc nic ni ó y e i abu abd abdul zu
    """
)

ROLES = words(
    """
    consultant consultants surgeon surgeons registrar registrars physician nurse nurses matron
    doctor doctors gp pharmacist physiotherapist physio midwife secretary manager coordinator
    co-ordinator administrator receptionist dietitian dietician radiographer anaesthetist sho fy
    house-officer fellow paramedic chair chairman chairwoman chairperson director lead leads
    clerk practitioner officer champion tutor trainee locum optometrist optician orthodontist
    obstetrician geriatrician paediatrician technician facilitator navigator chaplain coroner
    dentist psychiatrist psychologist audiologist podiatrist specialist sister housekeeper
    professor partner trainer coder analyst apologies present attendees owner author minutes
    chief executive president vice-president governor councillor presenter speaker organiser
    host writer editor reviewer auditor reporter raised-by entered-by intensivist phlebotomist
    healthcare hca ca pa cons anp acp cns reg f1 f2 team operator assistant deputy adviser advisor
    counsellor prescriber colleague charge
    """
)
_ROLE_ENDING = re.compile(r"(?:ologists?|iatrists?|therapists?|iatricians?|surgeons?)$")

SPECIALTIES = words(
    """
    cardiology urology neurology nephrology renal gastroenterology gastro rheumatology
    dermatology oncology haematology orthopaedics ortho t&o ent ophthalmology gynaecology gynae
    obstetrics breast hand spine paediatrics paeds radiology pathology microbiology
    histopathology biochemistry maxillofacial omfs orthodontics hpb trauma
    colorectal vascular plastics maxfax endocrinology endocrine diabetes respiratory geriatrics
    hcop neurosurgery anaesthetics itu icu ed a&e sdec amu mau cdu psychiatry camhs hepatology
    immunology genetics palliative audiology physiotherapy dietetics pharmacy podiatry
    outpatients maternity theatres thoracic spinal bariatric switchboard finance estates
    communications nuh icb lmc pals coding governance interface
    """
)

# What stands behind a name that is not a person's: "Mary Seacole ward", "Thomas splint".
THINGS = words(
    """
    ward wards unit units hospital hospitals clinic clinics centre centres suite suites house
    road street lane building block wing syndrome disease diseases sign test tests scale score
    scores criteria classification fracture fractures splint prosthesis hemiarthroplasty palsy
    lymphoma nurse nurses contracture thyroiditis phenomenon chart charts questionnaire index
    reflex manoeuvre manouvre procedure operation repair tube catheter bag line stent theatre
    college school university trust foundation award campus library lecture society charity
    appeal fund room rooms gate entrance reception campaign report review inquiry rules rule law
    act grade stage staging formula equation method model regime regimen protocol diet frame
    bandage dressing drain needle forceps practice surgery pharmacy medical health group
    partnership ltd limited plc llp inc ulcer cyst tumour tumor sarcoma node nodes arthropathy
    chorea neuroma tendinitis tendonitis purpura tendon tendonopathy hernia oesophagus
    encephalopathy dystrophy ataxia anaemia body bodies cell cells agar stain medal day week
    guidelines framework tool form template way bridge park gardens inhaler turbohaler accuhaler
    evohaler respimat autohaler kwikpen flextouch tablets capsules cream ointment pcn
    """
)

# Endings of ordinary and medical words of seven letters or more, and of drugs.
WORD_ENDING = re.compile(
    r"(?:tions?|sions?|ments|ity|ities|ness|ology|ologists?|graphy|scopy|itis|ectomy|plasty|osis|aemia|emia|uria"
    r"|pathy|ical|ible|able|ance|ences?|ised|ising|ating|ated|tient|mab|nib|pril|sartan|olol|statin|azole"
    r"|cillin|mycin|floxacin|dipine|gliptin|gliflozin|glutide|parin|xaban|prazole|triptan|profen|cycline|semide"
    r"|thiazide|zepam|caine|dronate|lukast|solone|tropium|phylline|zepine|platin|taxel|rubicin|oxetine|pram"
    r"|setron|idone|apine|azepam|ophen|odiol|formin|ogliptin|iptyline)$"
)


def is_role(word: str) -> bool:
    """Whether a word in small letters is what a member of staff is called by."""
    return word in ROLES or bool(_ROLE_ENDING.search(word))


def ordinary(word: str) -> bool:
    """Whether a word in small letters is certainly more often a thing than a name."""
    if word in NOT_NAMES:
        return True
    if "-" in word and not _NEVER.isdisjoint(word.split("-")):
        return True
    return len(word) >= 7 and word not in FAMILY and bool(WORD_ENDING.search(word))
