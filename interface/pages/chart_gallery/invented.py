"""Invented names, figures and moments for the gallery's charts."""

import math
from datetime import date, timedelta

SPECIALTIES = (
    "Acute medicine",
    "Breast surgery",
    "Cardiology",
    "Colorectal surgery",
    "Dermatology",
    "Ear, nose and throat",
    "Endocrinology and diabetes",
    "Gastroenterology",
    "General surgery",
    "Gynaecology",
    "Haematology",
    "Health care of older people",
    "Hepatology",
    "Neurology",
    "Oncology",
    "Ophthalmology",
    "Oral and maxillofacial surgery",
    "Paediatrics",
    "Respiratory medicine",
    "Rheumatology",
    "Stroke medicine",
    "Trauma and orthopaedics",
    "Urology",
    "Vascular surgery",
)
DOMAINS = (
    "Culture & Relationships",
    "Continuous Improvement",
    "Clinical Integration",
    "Digital Integration",
    "Training and Development",
    "Communications",
)
LONG = "Interface between community paediatric continence and the children's surgical outpatients"
WEEK = "Each point is one week"
MONTH = "Each point is one month"


def noise(place: int, seed: int = 1) -> float:
    """An invented unevenness between -1 and 1, the same at every visit."""
    wave = math.sin(place * 12.9898 + seed * 78.233) * 43758.5453
    return 2 * (wave - math.floor(wave)) - 1


def uneven(count: int, level: float, spread: float, seed: int = 1) -> list[float]:
    return [float(round(level + spread * noise(place, seed))) for place in range(count)]


def mondays(count: int) -> list[date]:
    return [date(2024, 1, 1) + timedelta(weeks=week) for week in range(count)]


def months(count: int, first_year: int = 2024) -> list[date]:
    return [date(first_year + place // 12, place % 12 + 1, 1) for place in range(count)]
