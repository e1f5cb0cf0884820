"""Writes the open data sets of data/open from a folder of sources.

    python3 data/script/open.py SOURCES data/open

SOURCES holds divisions/, zones/ and industries/. Python 3 and pypinyin (for the check of romanised names).
"""

import csv
import json
import pathlib
import re
import sys

from pypinyin import lazy_pinyin

FACTS = "https://creativecommons.org/publicdomain/zero/1.0/"


def rows(path):
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def write(out, name, head, columns, lines):
    """A table: what it is in `# key: value` lines, the columns, the rows. Values hold no tabs."""
    text = [f"# {key}: {value}" for key, value in head.items()]
    text.append("\t".join(columns))
    text += ["\t".join(line).rstrip("\t") for line in lines]
    (out / f"{name}.tsv").write_text("\n".join(text) + "\n", encoding="utf-8")


def head(title, publisher, source, version, licence=FACTS, evidence="read from the source"):
    return {
        "title": title, "publisher": publisher, "source": source, "version": version, "licence": licence, "evidence": evidence,
    }


def towns(folder, out):
    """One line a county: the last three digits of each town's code with its name."""
    counties = {}
    for row in rows(folder / "divisions" / "china-division_streets.csv"):
        assert " " not in row["name"] and row["code"].startswith(row["areaCode"]), row
        counties.setdefault(row["areaCode"], []).append(row["code"][6:] + row["name"])
    write(
        out, "town",
        head(
            "towns and subdistricts of China", "National Bureau of Statistics of China",
            "https://www.npmjs.com/package/china-division/v/2.7.0", "2023-06-30", "http://www.wtfpl.net/about/",
        ),
        ["county", "towns"],
        [[code, " ".join(names)] for code, names in sorted(counties.items())],
    )


def wikidata(folder, out):
    lines = [[row["code"], row["name"], row["qid"]] for row in rows(folder / "divisions" / "wikidata_qid_by_gb2260_partial.csv")]
    write(
        out, "wikidata",
        head("divisions of China in Wikidata, in part", "Wikidata", "https://www.wikidata.org/wiki/Property:P442", "gathered 2026-11"),
        ["id", "name", "qid"], sorted(lines),
    )


def romanised(name, other):
    """The romanised name where the other source spells the name as its characters are read."""
    root = name if len(name) <= 2 else re.sub("(特别行政区|自治[区州县旗]|地区|[省市县区旗盟])$", "", name)
    plain = re.sub("[^a-z]", "", other.lower())
    return other if plain in ("".join(lazy_pinyin(root)), "".join(lazy_pinyin(name))) else ""


def one_division_each(lines):
    """Leaves out what would make one point stand for two divisions: of a city and a county inside it the point is the city; of two
    counties elsewhere it is neither for sure."""
    codes = {}
    for line in lines:
        codes.setdefault(line[2], []).append(line[0])

    def is_first(line):
        widest, *others = sorted(codes[line[2]])
        return line[0] == widest and (not others or widest.endswith("00"))

    return [line for line in lines if is_first(line)]


def geonames(folder, out):
    lines = []
    for row in rows(folder / "divisions" / "geonames_candidates_by_gb2260.csv"):
        if row["n_candidates"] == "1":
            name = romanised(row["name"], row["geonames_name"])
            lines.append([row["code"], row["name"], row["geonameid"], row["lat"], row["lon"], name])
    write(
        out, "geonames",
        head(
            "places of GeoNames that lie in divisions of China: candidates, not reviewed", "GeoNames", "https://www.geonames.org/",
            "gathered 2026-11", "https://creativecommons.org/licenses/by/4.0/", "one candidate by name; en only where its spelling agrees with the characters",
        ),
        ["id", "name", "geonames", "latitude", "longitude", "en"], sorted(one_division_each(lines)),
    )


# Names that the source breaks off.
CUT_SHORT = {"铁路、船舶、航空航天和其他运输设备制": "铁路、船舶、航空航天和其他运输设备制造业"}


def industry(folder, out):
    lines = []

    def walk(node, parent):
        name = CUT_SHORT.get(node["name"], node["name"])
        lines.append([node["code"], name.replace("(", "（").replace(")", "）"), parent])
        for child in node["children"]:
            walk(child, node["code"])

    for section in json.loads((folder / "industries" / "gbt4754_2017.json").read_text(encoding="utf-8")):
        walk(section, "")
    write(
        out, "industry",
        head("industrial classification GB/T 4754-2017", "National Bureau of Statistics of China", "GB/T 4754-2017", "2017"),
        ["id", "name", "parent"], lines,
    )


# Zones that the catalogue names by their parts.
WHOLE = {"江苏常熟综合保税区A区、B区": "江苏常熟综合保税区", "南京综合保税区龙潭片及江宁片": "南京综合保税区"}


def zones(folder, out):
    write(
        out, "zone-2018",
        head(
            "catalogue of development zones of China, 2018, in part", "National Development and Reform Commission and others",
            "NDRC announcement 2018 no. 4", "2018", evidence="typed over; complete for the national zones of Jiangsu",
        ),
        ["id", "name", "alias", "approved", "hectares", "industries"],
        [
            [row["code"], row["name"], WHOLE.get(row["name"], ""), row["approved"].replace(".", "-"), row["area_ha"], row["leading_industries"]]
            for row in sorted(rows(folder / "zones" / "ndrc2018_zones_partial.csv"), key=lambda it: it["code"])
        ],
    )
    write(
        out, "zone-economic",
        head(
            "national economic and technological development zones", "Ministry of Commerce of China", "list of the ministry",
            "2023", evidence="names of a list of 232 zones",
        ),
        ["id", "name", "province"],
        [[row["seq"], re.sub("（.*?区域）$", "", row["name"]), row["province"]] for row in rows(folder / "zones" / "national_etdz_232.csv")],
    )
    write(
        out, "zone-high-tech",
        head(
            "national high-tech zones, in part", "Ministry of Industry and Information Technology of China", "list of the ministry",
            "2023", evidence="names only",
        ),
        ["id", "name"],
        [[str(at), re.sub("（.*?区域）$", "", row["name"])] for at, row in enumerate(rows(folder / "zones" / "national_hitech_zones.csv"), 1)],
    )
    write(
        out, "zone-statistical",
        head(
            "zone units of the statistical divisions", "National Bureau of Statistics of China",
            "https://www.npmjs.com/package/china-division/v/2.7.0", "2023-06-30", "http://www.wtfpl.net/about/",
        ),
        ["id", "name", "region"],
        [[row["code"], row["name"], row["parent"].ljust(6, "0")] for row in rows(folder / "zones" / "nbs2023_zone_like_units.csv")],
    )


STATUS = {
    "批准(首批之一)": "conferred", "批准": "conferred", "授牌(12家之一)": "conferred", "同意建设": "approvedToCreate", "验收会": "passedAcceptance",
}


def eco_parks(folder, out):
    lines = []
    for row in rows(folder / "zones" / "eco_industrial_parks_partial.csv"):
        name = row["park"].split("（")[0]
        lines.append(["", name, "国家生态工业示范园区", STATUS[row["event"]], row["date"], row["document"], row["source_url"]])
    lines = [[str(at), *line[1:]] for at, line in enumerate(lines, 1)]
    write(
        out, "eco-park",
        head(
            "events of national eco-industrial demonstration parks, in part", "several, named in each row", "the pages of the rows", "2022",
            evidence="read from the page of the row",
        ),
        ["id", "name", "honor", "status", "date", "document", "url"], lines,
    )


def main(sources, out):
    sources, out = pathlib.Path(sources), pathlib.Path(out)
    for make in (towns, wikidata, geonames, industry, zones, eco_parks):
        make(sources, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
