"""Makes data/lexicon/company_listed.ttl: short names of companies that are listed in Shanghai, Shenzhen and Beijing.

    python3 data/script/listed.py SOURCES data/lexicon

SOURCES/listed/code.csv is the file adata/stock/cache/code.csv of adata 2.9.5 (Apache-2.0); only short names are taken,
which are facts. Left out are B shares, companies that are listed no longer, names of other lexicon files, and the names
of listed_not.txt beside this script: words, places and phrases as well (太阳能, 机器人, 天津港, 西部建设).
"""

import csv
import pathlib
import re
import sys
import unicodedata

import turtle as lexicon

SCHEMES = (
    '<company> a skos:ConceptScheme ; dcterms:title "companies and brands"@en ; '
    "dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> .",
)
COMMENTS = (
    "Short names of companies that are listed in Shanghai, Shenzhen and Beijing.",
    "Source: short names (facts) of adata 2.9.5, adata/stock/cache/code.csv, 2023-10, Apache-2.0. Made by data/script/listed.py.",
    "Our selection. Licence: CC0-1.0.",
)
OTHERS = ("agency", "company", "honor", "industry", "park", "place")
B_SHARES = ("200", "201", "900")
NO_LONGER = ("退", "PT", "已合并")
# Marks of special treatment, new shares, dividends and unequal votes.
MARKS = re.compile(r"^(?:S?\*?ST|XD|XR|DR|S|N|C)(?=[\u4e00-\u9fff])|-?[ABUWVD]+$")


def short_names(path):
    """The short names without their marks."""
    names = set()
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            name = unicodedata.normalize("NFKC", row["short_name"]).replace(" ", "")
            if row["stock_code"].startswith(B_SHARES) or any(it in name for it in NO_LONGER):
                continue
            name = MARKS.sub("", name)
            if len(name) >= 3:
                names.add(name)
    return names


def labels(folder):
    """All names of the other lexicon files."""
    found = set()
    for name in OTHERS:
        text = (folder / f"{name}.ttl").read_text(encoding="utf-8")
        found.update(re.findall(r'"([^"]+)"@', text))
    return found


def main(sources, folder):
    here = pathlib.Path(__file__).parent
    left_out = set((here / "listed_not.txt").read_text(encoding="utf-8").split()) | labels(folder)
    names = short_names(sources / "listed" / "code.csv")
    kept = sorted(name for name in names if name not in left_out)
    lines = [lexicon.entry(f"company/{it}", "company", it) for it in kept]
    text = lexicon.file(COMMENTS, SCHEMES, lines)
    (folder / "company_listed.ttl").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
