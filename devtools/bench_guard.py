"""How long the identifier guard takes: `.venv/bin/python -m devtools.bench_guard`.

Prints milliseconds of processor time: for 1,000 characters of ordinary text, and for the worst of
many texts of 10,000 characters made to keep it busy. The budgets are 1 ms and 50 ms.
"""

import json
import time
from pathlib import Path
from random import Random

from interface.privacy import find_identifiers

SIZE = 10_000
SHOWN = 8
LINES = Path("tests/interface/privacy/hard_cases.jsonl")
ORDINARY = (
    "The discharge summary for a patient seen on 14/03/2025 asks the practice to repeat the bloods "
    "in two weeks and to chase the CT thorax that the ward ordered. The clinic changed bisoprolol "
    "2.5 mg to 5 mg and gave no supply. Dr Imrie in cardiology, on 0115 496 0924, agreed that this "
    "belongs to the hospital (Ask 3), and Mr Quibble's secretary will send a corrected letter. "
    "BP 142/88, eGFR 44, potassium 5.9. We have raised the same twice before, INT-2025-00412.\n\n"
)
PIECES = [
    *(
        "a",
        "A ",
        "Aa ",
        "Ä ",
        "é",
        "\u200b",
        "1",
        "1 ",
        "1.",
        "1-",
        "0 ",
        "(0",
        "(((1",
        "９",
        "-",
        "a'",
    ),
    *(
        "Mr ",
        "Mr Aa ",
        "Mr Demo ",
        "mr demo ",
        "Mrs Aa Bb ",
        "Mr A, ",
        "Dr A & ",
        "Dr Aa, Mr Bb and ",
    ),
    *(
        "Mr Aa's ",
        "Mr Aa's clinic ",
        "Mr Aa, the ",
        "Aa, Bb, ",
        "Sample, Joan ",
        "Joan de la ",
        "MR MS ",
    ),
    *(
        "patient Joan ",
        "her son ",
        "for Aa Bb ",
        "Aa Bb was ",
        "Aa Bb's results ",
        "re: ",
        "Joan ",
        "A. ",
    ),
    *(
        "999 ",
        "999 521 4776 ",
        "9995214776 ",
        "NHS no ",
        "NHS no 999 ",
        "nine ",
        "double oh 7 ",
        "hosp no O1l",
        "mrn |",
        "A1^^^",
        "ticket 9995214776 ",
    ),
    *(
        "1 2 3 4 5 6 7 8 9 0 ",
        "0000 1111 2222 ",
        "e-rs ",
        "K1234567 ",
        "mrn ",
        "QQ 12 34 56 ",
        "ref ",
    ),
    *("12/12/1950 ", "1/1/50 ", "dob ", "dob 1/1/50 ", "born ", "1 January ", "first of May 1951 "),
    *(
        "07700 900123 ",
        "+44 ",
        "ward 0115 496 0123 ",
        "0115 496 0123, ",
        "a@",
        "a@b.c ",
        "a at b ",
        "@",
    ),
    *(
        "NG5 9ZX ",
        "ng59zx ",
        "12 High Street ",
        "Flat 1 ",
        "Flat 1, Aa Bb, ",
        "lives at The Aa ",
        "1 Aa ",
    ),
    *("http://a ", ". ", "\n\n", "'s ", "Aa-Bb-Cc-Dd-"),
]


def milliseconds(text: str, *, rounds: int = 3) -> float:
    """The least processor time of a few readings of a text."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        find_identifiers(text)
        times.append(time.process_time() - begun)
    return min(times) * 1000


def hostile_texts() -> dict[str, str]:
    """Texts of 10,000 characters by a name: one piece again and again, and mixtures of them."""
    random = Random(1)  # noqa: S311 texts, not secrets
    texts = {repr(piece): (piece * SIZE)[:SIZE] for piece in PIECES}
    alphabet = "0123456789 abcMrABC./-,@'\n"
    for number in range(3):
        texts[f"noise {number}"] = "".join(random.choices(alphabet, k=SIZE))
        texts[f"mixture {number}"] = "".join(random.choices(PIECES, k=SIZE))[:SIZE]
    return texts


def main() -> None:
    """Print the figures."""
    ordinary = (ORDINARY * SIZE)[:SIZE]
    print(f"ordinary text: {milliseconds(ordinary) / (SIZE / 1000):.2f} ms for 1,000 characters")
    lines = [json.loads(line)["text"] for line in LINES.read_text(encoding="utf-8").splitlines()]
    total = sum(milliseconds(line) for line in lines)
    print(
        f"marked lines: {total / len(lines):.3f} ms each ({len(lines)} lines, about 80 characters)"
    )
    worst = sorted(
        ((milliseconds(text), name) for name, text in hostile_texts().items()), reverse=True
    )
    print(f"worst of {len(worst)} texts of {SIZE:,} characters:")
    for taken, name in worst[:SHOWN]:
        print(f"  {taken:5.1f} ms  {name}")


if __name__ == "__main__":
    main()
