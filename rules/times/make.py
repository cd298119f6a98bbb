#!/usr/bin/env python3
"""Writes holiday_year.tsv: the days of Indonesia's movable holidays by year.

Source: the Python package holidays (MIT), country ID, as decreed by the government each year; estimated days are left out.

usage: pip install holidays==0.60 && python3 make.py > holiday_year.tsv
"""
import holidays

COLUMNS = {
    "lunar_new_year": "Lunar New Year",
    "nyepi": "Day of Silence",
    "good_friday": "Good Friday",
    "easter": "Easter Sunday",
    "ascension": "Ascension Day",
    "vesak": "Vesak Day",
    "eid_al_fitr": "Eid al-Fitr",
    "eid_al_adha": "Eid al-Adha",
    "islamic_new_year": "Islamic New Year",
    "mawlid": "Prophet's Birthday",
    "isra_miraj": "Isra' and Mi'raj",
}


def main():
    print("#! kind = plain")
    print("# Days of movable holidays by year. Made by make.py from the Python package holidays (MIT).")
    print("form\t" + "\t".join(COLUMNS))
    for year in range(1990, 2027):
        days = {}
        for day, names in sorted(holidays.Indonesia(years=[year], language="en_US").items()):
            for name in names.split("; "):
                days.setdefault(name, str(day))
        print(str(year), *(days.get(name, "") for name in COLUMNS.values()), sep="\t")


if __name__ == "__main__":
    main()
