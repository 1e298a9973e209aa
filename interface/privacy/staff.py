"""Who is a clinician or a colleague: the words around a name that say so."""

from interface.privacy.cues import PATIENTS, RELATIVES, of_somebody
from interface.privacy.lexicon import SMALL, SPECIALTIES, TITLES, is_role, words
from interface.privacy.reading import Reading

STAFF_TITLES = words(
    """
    dr drs prof professor sister nurse matron midwife consultant registrar surgeon doctor dame
    cllr councillor pharmacist physio physiotherapist physician anaesthetist paramedic
    """
)
ANY_STAFF = STAFF_TITLES | TITLES
_SIGNING = words(
    """
    sincerely faithfully regards thanks signed wishes cheers truly gratefully author prepared
    compiled
    """
)
_DONE_BY = words(
    """
    seen reviewed operated performed dictated signed written typed done listed requested
    prescribed started booked carried led run examined assessed ordered arranged undertaken
    injected repaired replaced supervised authored approved authorised completed entered
    prepared issued inserted fitted created countersigned reported headed chaired checked
    verified discussed offered excised biopsied consulted anaesthetised treated managed scoped
    scanned referred discharged advised initiated recommended conducted held given taught presented
    planned
    """
)
_BETWEEN = words(
    """
    mdt on for in at the a up out theatre clinic today yesterday recently here again last week
    urgently previously initially originally hand fracture outpatients surgery it this was then
    kindly
    """
)
_LED_TO = words(
    """
    refer referred referral referrals referring rereferred re-referred rebooked
    """
)
_MEETING = words(
    """
    clinic list surgery appointment review follow-up outpatients consultation
    """
)
_ADVICE = words(
    """
    letter letters advice opinion instruction instructions guidance correspondence
    """
)
_ADVISES = words("asks advises requests recommends suggests instructs wants directs")
_WORKPLACE = words(
    """
    clinic clinics list lists team secretary secretaries registrar registrars sho fellow junior
    juniors firm waiting theatre theatres pa outpatient outpatients office protocol service
    patient patients colleagues department spr fy st ct houseman
    rota rounds trainee trainees operation-list templates
    template practice-list firm's sessions
    """
)
_STAYED_IN = words("ed itu icu amu mau cdu sdec outpatients maternity theatres camhs a hospice")
_OF_A_PATIENT = words("appointment appointments visit slot attendance")
_CLINICAL = words(
    """
    operated operates performed performs dictated dictates runs reviewed examined listed
    injected supervises teaches chairs leads supervised consults prescribed replied apologised
    joined retired operate perform dictate supervise
    """
)
_HANDED_ON = words(
    """
    discharged told tells asked asks advised advises referred saw sees wants sent listed booked
    started wrote reviewed examined sending telling promised expects requested
    """
)
_COUNSELLED = words("no against stopping starting continuing gp")
_OTHERS = words("her him them patient patients")
_FILLER = words(
    """
    has have had will then also kindly the a this that my our all these his
    """
)
_SPEECH = words(
    """
    asked told said wants has had wrote advised refused thinks will would was is suggested
    insisted says
    """
)
_VERBS = _SPEECH | words("attended needs rang came lives who which where when because but")
_LED_BY = words("care secretary team registrar supervision list clinic")
_COLLEAGUES = words("team registrar colleagues colleague secretary sho juniors")
_THANKED = words("grateful thanks thank thank-you you credit praise kudos")
_US = words("us gps practices")
_PRESCRIBERS_DO = words("prescribe titrate monitor initiate commence start")
_SEEN = words("patient pt he she who they child lady gentleman")
_ABSENT = words("away leave call holiday retiring")
_WAS = words("was is were had")
_DETERMINERS = words("the this that our my his her your these any all some")
_QUALIFIED = words("frcs mrcs frcp mrcp frca mrcgp frcgp mbbs mbchb mbbch phd frcog frcr rgn rmn")


class Company:
    """The words around a name, asked whether they make its bearer staff.

    Names are given by their first and last word, counted as in the reading.
    """

    def __init__(self, reading: Reading):
        self.reading = reading
        self.words = reading.words
        self.bases = reading.bases

    def is_staff_title(self, index: int) -> bool:
        """Dr and Prof always; Sister, Nurse and other roles when a capitalised name follows."""
        word = self.words[index]
        named = self.reading.capitals[index + 1] or word in {"dr", "drs", "prof"}
        if not named or self.reading.gap(index).strip(" ") not in {"", ".", ":", "("}:
            return False
        if word == "sister":
            return self.reading.capitals[index] and not of_somebody(self.reading, index)
        return True

    def is_staff(self, first: int, last: int, title: str) -> bool:
        """Whether a name, with this title or none (""), is a clinician's or a colleague's."""
        if self._called_patient(first) and not self._role_behind(last):
            return False
        return (
            self._role_before(first)
            or self.signs(first)
            or self._handled_by(first, title)
            or self._owns_workplace(last, title)
            or self._role_behind(last)
            or self._of_specialty(last)
            or self._beside_staff(last)
            or self._acts(last, title)
            or self._speaks_of_patients(last, title)
            or self.words[last] in _QUALIFIED
        )

    def _called_patient(self, first: int) -> bool:
        before = self.bases[first - 1]
        if before in {"sister", "partner"}:
            return of_somebody(self.reading, first - 1)
        return before in PATIENTS or before in RELATIVES

    def _begins_sentence(self, first: int) -> bool:
        start, _ = self.reading.spans[first]
        return first == 0 or self.reading.starts[first - 1] < self.reading.sentence_start(start)

    def _role_before(self, first: int) -> bool:
        """“consultant: Mr …”, “the surgeon, Mr …”, “our practice manager, …”."""
        if self._begins_sentence(first):
            return False
        before, gap = self.words[first - 1], self.reading.gap(first - 1).strip()
        if gap in {"", ",", ":", "-", "("} and is_role(before) and not self._called_patient(first):
            return self.words[first - 2] != "dear"
        named = before in {"is", "was", "called", "named"} and gap == ""
        return named and is_role(self.words[first - 2])

    def signs(self, first: int) -> bool:
        """Behind “Kind regards,” or “Signed:”, however the lines break."""
        return self.words[first - 1] in _SIGNING or self.words[first - 2] in _SIGNING

    def _handled_by(self, first: int, title: str) -> bool:
        """“under Mr …”, “seen by Mr …”, “referred to Mr …”, “advice from Mr …”."""
        if self._begins_sentence(first) or self.reading.gap(first - 1).strip():
            return False
        earlier = self.bases[first - 2]
        match self.words[first - 1]:
            case "under":
                return True
            case "c":
                return earlier == "u"  # “u/c Mr …”
            case "saw":
                return self.bases[first - 2] in _SEEN
            case "by":
                return self._done_by(first - 2)
            case "of":
                return earlier in _LED_BY
            case "to":
                trainee = earlier in {"st", "ct", "fy", "spr"}
                thanked = earlier in _THANKED or is_role(earlier)
                return trainee or thanked or self._led_to(first - 2)
            case "with":
                return earlier in _MEETING
            case "from":
                return earlier in _ADVICE and title in {"mr", "miss", ""}
        return False

    def _led_to(self, index: int) -> bool:
        """“referred to”, “refer this lady on to”, “referred by Dr … to”."""
        return any(word in _LED_TO for word in self.words[max(index - 6, 0) : index + 1])

    def _done_by(self, index: int) -> bool:
        """“operated on by”, “listed for theatre by”, “seen in the hand clinic by”."""
        for place in range(index, max(index - 5, -1), -1):
            if self.words[place] in _DONE_BY:
                return True
            if self.words[place] not in _BETWEEN:
                return False
        return False

    def _owns_workplace(self, last: int, title: str) -> bool:
        """“Mr …'s clinic”, “Miss …'s waiting list”; “Mrs …'s clinic appointment” is a patient's."""
        index = last + 1
        if not self.words[last].endswith("'s"):
            plural = self.words[last].endswith("s") and self.reading.gap(last).startswith("'")
            if self.words[index] != "s" and not plural:
                return False
            index += self.words[index] == "s"
        if self.words[index] in {"operation", "op"} and self.words[index + 1].startswith("note"):
            return True
        for place in range(index, index + 3):
            if self.words[place] in _ADVICE and self.words[place + 1] in _ADVISES:
                return title in {"mr", "miss"}
            if self.words[place] in _WORKPLACE:
                following = self.bases[place + 1]
                if following in _OF_A_PATIENT:
                    return False
                surgeon = title in {"mr", "miss", ""}
                return surgeon or following not in {"letter", "letters", "list"}
        return False

    def _role_behind(self, last: int) -> bool:
        """“…, consultant urologist”, “… (ward clerk)”, “…, the colorectal consultant, …”."""
        gap = self.reading.gap(last).strip()
        if gap not in {",", "(", "-", ", (", ".,"}:
            return False
        alone = self.reading.gap(last + 1) != " "  # “(breast)”, “, ENT,”; not “, ENT patient”
        alone = alone or self.words[last + 2] in {"surgery", "team", "dept", "department"}
        if gap in {"(", ","} and alone and self._specialty(last + 1):
            return True
        for index in range(last + 1, last + 8):
            word = self.words[index]
            if is_role(word) and not self._begins_speech(index):
                return True
            if not word or word in _VERBS or word in PATIENTS or word in RELATIVES:
                return False
            if self.reading.gap(index).strip() not in {"", "&", "/"}:
                return False
        return False

    def _begins_speech(self, index: int) -> bool:
        """“Mrs …, the consultant asked”: the role begins what is said next."""
        return not self.reading.gap(index).strip() and self.words[index + 1] in _SPEECH

    def _of_specialty(self, last: int) -> bool:
        """“… in T&O”, “… from vascular surgery”, “… at the breast institute”."""
        if self.words[last + 1] not in {"in", "from", "at", "of"} or self.reading.gap(last).strip():
            return False
        index = last + 2 + (self.words[last + 2] in {"the", "our", "your"})
        if self.words[last + 1] in {"in", "at"} and self.words[index] in _STAYED_IN:
            return False
        return self.words[index + 1] == "surgery" or self._specialty(index)

    def _specialty(self, index: int) -> bool:
        start, _ = self.reading.spans[index]
        return self.words[index] in SPECIALTIES or self.reading.lower.startswith("t&o", start)

    def _beside_staff(self, last: int) -> bool:
        """“Mr … and Dr …”, “Mr … and his team”."""
        index = last + 1
        if self.words[index] in {"and", "or"}:
            index += 1
        elif self.reading.gap(last).strip() not in {"&", "/"}:
            return False
        if self.words[index] in {"his", "her", "their"}:
            return self.bases[index + 1] in _COLLEAGUES
        return self.words[index] in {"dr", "drs", "prof", "professor", "sister"}

    def _acts(self, last: int, title: str) -> bool:
        """“Mr … operated on”, “Mr … told her that”, “Mr … has asked the patient to”."""
        if title not in {"mr", "miss", "mrs", "ms"} or self.reading.gap(last).strip():
            return False
        index = self._past_filler(last + 1, 3)
        if self.words[last + 1] == "is" and not _ABSENT.isdisjoint(self.words[last + 2 : last + 4]):
            return True
        if self.words[index] in _CLINICAL and self.words[last + 1] not in {"was", "is"}:
            return True
        if self.words[index] in {"advised", "advises"} and self.words[index + 1] in _COUNSELLED:
            return True
        if self.words[index] not in _HANDED_ON:
            return self._is_the_consultant(last)
        if self.words[index + 1] in _US and self.words[index + 3] in _PRESCRIBERS_DO:
            return True
        other = self.bases[self._past_filler(index + 1, 2)]
        return other in {"patient", "patients"} or (title in {"mr", "miss"} and other in _OTHERS)

    def _is_the_consultant(self, last: int) -> bool:
        """“Mr … is the named consultant”; not “is a retired nurse”."""
        said = self.words[last + 1] in {"is", "was"} and self.words[last + 2] in _DETERMINERS
        return said and any(map(is_role, self.words[last + 3 : last + 5]))

    def _speaks_of_patients(self, last: int, title: str) -> bool:
        """“Mr … will see the patient again”, “Miss … has agreed that her team”."""
        if title not in {"mr", "miss"} or self.words[last + 1] in _WAS:
            return False
        if self.reading.gap(last).strip():
            return False
        limit = self.reading.sentence_end(self.reading.spans[last][1])
        for index in range(last + 2, last + 9):
            if self.reading.spans[index][0] >= limit:
                return False
            before = self.words[index - 1]
            if self.words[index] in {"patient", "patients"} and before in _DETERMINERS:
                return True
            own = self.words[index] in _COLLEAGUES and before in {"his", "her"}
            if own and self.words[index - 2] not in {"by", "from", "with", "of", "told"}:
                return True
        return False

    def _past_filler(self, index: int, most: int) -> int:
        limit = index + most
        while index < limit and self.words[index] in _FILLER:
            index += 1
        return index

    # Who stands beside a clinician ---------------------------------------------------------

    def after_name(self, index: int) -> int:
        """The word after a clinician's titles and name."""
        while self.words[index] in ANY_STAFF:
            index += 1
        return self.reading.run(index, longest=4, stop=SMALL) + 1 if self.words[index] else index

    def colleague(self, following: int) -> int:
        """The title of whoever is joined to the clinician before this word, or -1.

        “Dr … and Mr …”, “Mr …, Mr … and Miss …”.
        """
        joined = following
        if self.words[following] in {"and", "or"}:
            joined = following + 1
        elif self.reading.gap(following - 1).strip() not in {"&", "/"}:
            joined = following if self._listed(following) else -1
        return joined if joined >= 0 and self.words[joined] in ANY_STAFF else -1

    def _listed(self, index: int) -> bool:
        """Whether a titled name behind a comma goes on with a list that ends with “and”."""
        for _ in range(6):
            if self.words[index] not in ANY_STAFF:
                return False
            if self.words[index - 1] in {"and", "or"}:
                return True
            if self.reading.gap(index - 1).strip() != ",":
                return False
            index = self.reading.run(index + 1, longest=3, stop=SMALL) + 1
            index += self.words[index] in {"and", "or"}
        return False
