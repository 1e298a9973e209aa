"""Who is a clinician or a colleague: the words around a name that say so."""

from interface.privacy.cues import PATIENTS, RELATIVES, of_somebody
from interface.privacy.lexicon import SPECIALTIES, is_role, words
from interface.privacy.reading import Reading

STAFF_TITLES = words(
    """
    dr drs prof professor sister nurse matron midwife consultant registrar surgeon doctor dame
    cllr councillor pharmacist physio physiotherapist physician anaesthetist paramedic
    """
)
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
    verified offered excised biopsied consulted anaesthetised treated managed scoped scanned
    referred discharged advised initiated recommended conducted held given taught presented
    planned
    """
)
_BETWEEN = words(
    """
    on for in at the a up out theatre clinic today yesterday recently here again last week urgently
    previously initially originally hand fracture outpatients surgery it this was then kindly
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
_WORKPLACE = words(
    """
    clinic clinics list lists team secretary secretaries registrar registrars sho fellow junior
    juniors firm waiting theatre theatres pa outpatient outpatients office protocol service
    patients colleagues department rota rounds trainee trainees operation-list templates
    template practice-list firm's sessions
    """
)
_STAYED_IN = words("ed itu icu amu mau cdu sdec outpatients maternity theatres camhs a hospice")
_OF_A_PATIENT = words("appointment appointments visit slot attendance")
_CLINICAL = words(
    """
    operated operates performed performs dictated dictates runs reviewed examined listed
    injected supervises teaches chairs leads supervised consults prescribed replied apologised
    joined retired
    """
)
_HANDED_ON = words(
    """
    discharged told tells asked asks advised advises referred saw sees wants sent listed booked
    started wrote reviewed examined sending telling promised expects requested
    """
)
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


class Company:
    """The words around a name, asked whether they make its bearer staff."""

    def __init__(self, reading: Reading):
        self.reading = reading
        self.words = reading.words
        self.spans = reading.spans

    def _gap(self, index: int) -> str:
        return self.reading.text[self.spans[index][1] : self.spans[index + 1][0]]

    def _base(self, index: int) -> str:
        return self.words[index].removesuffix("'s") if 0 <= index < len(self.words) else ""

    def is_staff_title(self, index: int) -> bool:
        """Dr and Prof always; Sister, Nurse and other roles when a capitalised name follows."""
        word = self.words[index]
        if index + 1 >= len(self.words):
            return False
        start = self.spans[index + 1][0]
        if not self.reading.text[start].isupper() and word not in {"dr", "drs", "prof"}:
            return False
        if len(self._gap(index)) > 3:
            return False
        if word == "sister":
            before = self.words[index - 1] if index else ""
            return before not in {"her", "his", "their", "my"} and not before.endswith("'s")
        return True

    def is_staff(self, first: int, last: int, title: str) -> bool:
        """Whether the name from word `first` to `last` is a clinician's or a colleague's."""
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
        )

    def _called_patient(self, first: int) -> bool:
        before = self._base(first - 1)
        if before in {"sister", "partner"}:
            return of_somebody(self.reading, first - 1)
        return before in PATIENTS or before in RELATIVES

    def _same_sentence(self, index: int, first: int) -> bool:
        return index >= 0 and self.spans[index][0] >= self.reading.sentence_start(
            self.spans[first][0]
        )

    def _role_before(self, first: int) -> bool:
        """“consultant: Mr …”, “the surgeon, Mr …”, “our practice manager, …”."""
        if not self._same_sentence(first - 1, first):
            return False
        before, gap = self.words[first - 1], self._gap(first - 1).strip()
        if gap in {"", ",", ":", "-", "("} and is_role(before) and not self._called_patient(first):
            return self._base(first - 2) != "dear"
        is_named = before in {"is", "was", "called", "named"} and gap == ""
        return is_named and first > 1 and is_role(self.words[first - 2])

    def signs(self, first: int) -> bool:
        """Behind “Kind regards,” or “Signed:”, however the lines break."""
        for index in range(first - 1, max(first - 3, -1), -1):
            if self.words[index] in _SIGNING:
                return True
        return False

    def _handled_by(self, first: int, title: str) -> bool:
        """“under Mr …”, “seen by Mr …”, “referred to Mr …”, “advice from Mr …”."""
        if not self._same_sentence(first - 1, first) or self._gap(first - 1).strip():
            return False
        before, earlier = self.words[first - 1], self._base(first - 2)
        if before == "under":
            return True
        if before == "by":
            return self._done_by(first - 2)
        if before == "of":
            return earlier in {
                "care",
                "secretary",
                "team",
                "registrar",
                "supervision",
                "list",
                "clinic",
            }
        if before == "to":
            return earlier in _LED_TO or is_role(earlier)
        if before == "with":
            return earlier in _MEETING
        if before == "from":
            return earlier in _ADVICE and title in {"mr", "miss", ""}
        return False

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
            possessive = index < len(self.words) and self.words[index] == "s"
            plural = self.words[last].endswith("s") and self._gap_after(last).startswith("'")
            if not possessive and not plural:
                return False
            index += possessive
        for place in range(index, min(index + 3, len(self.words))):
            if self.words[place] in _WORKPLACE:
                following = self._base(place + 1)
                if following in _OF_A_PATIENT:
                    return False
                surgeon = title in {"mr", "miss", ""}
                return surgeon or following not in {"letter", "letters", "list"}
        return False

    def _gap_after(self, last: int) -> str:
        return self._gap(last) if last + 1 < len(self.words) else ""

    def _role_behind(self, last: int) -> bool:
        """“…, consultant urologist”, “… (ward clerk)”, “…, the colorectal consultant, …”."""
        gap = self._gap_after(last).strip()
        if gap not in {",", "(", "-", ", (", ".,"}:
            return False
        if gap == "(" and self._specialty(last + 1):
            return True
        for index in range(last + 1, min(last + 8, len(self.words))):
            word = self.words[index]
            if is_role(word) and not self._role_of_other(index):
                return True
            if word in _VERBS or (
                index > last + 1 and self._gap(index - 1).strip() not in {"", "&", "/"}
            ):
                return False
            if word in PATIENTS or word in RELATIVES:
                return False
        return False

    def _role_of_other(self, index: int) -> bool:
        """“Mrs …, the consultant asked”: the role begins what is said next."""
        following = index + 1
        return (
            following < len(self.words)
            and not self._gap(index).strip()
            and self.words[following] in _SPEECH
        )

    def _of_specialty(self, last: int) -> bool:
        """“… in T&O”, “… from vascular surgery”, “… at the breast institute”."""
        index = last + 1
        if index + 1 >= len(self.words) or self._gap_after(last).strip():
            return False
        if self.words[index] not in {"in", "from", "at", "of"}:
            return False
        index += 1
        if self.words[index] in {"the", "our", "your"}:
            index += 1
        if index >= len(self.words):
            return False
        surgery = index + 1 < len(self.words) and self.words[index + 1] == "surgery"
        if self.words[last + 1] in {"in", "at"} and self.words[index] in _STAYED_IN:
            return False
        return surgery or self._specialty(index)

    def _specialty(self, index: int) -> bool:
        here = self.reading.lower[self.spans[index][0] : self.spans[index][0] + 3]
        return self.words[index] in SPECIALTIES or here == "t&o"

    def _beside_staff(self, last: int) -> bool:
        """“Mr … and Dr …”."""
        index = last + 1
        if index < len(self.words) and self.words[index] in {"and", "or"}:
            index += 1
        elif self._gap_after(last).strip() not in {"&", "/"}:
            return False
        if index >= len(self.words):
            return False
        return self.words[index] in {"dr", "drs", "prof", "professor", "sister"} or (
            self.words[index] in {"his", "her", "their"}
            and self._base(index + 1)
            in {"team", "registrar", "colleagues", "colleague", "secretary"}
        )

    def _acts(self, last: int, title: str) -> bool:
        """“Mr … operated on”, “Mr … told her that”, “Mr … has asked the patient to”."""
        if title not in {"mr", "miss", "mrs", "ms"}:
            return False
        index = last + 1
        if self._gap_after(last).strip():
            return False
        while index < min(last + 4, len(self.words)) and self.words[index] in _FILLER:
            index += 1
        if index >= len(self.words):
            return False
        if self.words[index] in _CLINICAL and self.words[last + 1] not in {"was", "is"}:
            return True
        if self.words[index] not in _HANDED_ON:
            return False
        behind = index + 1
        while behind < min(index + 3, len(self.words)) and self.words[behind] in _FILLER:
            behind += 1
        other = self._base(behind)
        if other in {"patient", "patients"}:
            return True
        return title in {"mr", "miss"} and other in _OTHERS
