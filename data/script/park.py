"""Writes park.ttl from a folder of sources and from the lists below.

    python3 data/script/park.py SOURCES data/lexicon

SOURCES holds zones/*.csv (national lists, part of the 2018 catalogue, statistical units) and divisions/*.csv.
"""

import csv
import pathlib
import re
import sys

import place
import turtle

NATIONAL_NEW_AREAS = {
    "上海浦东新区": [], "天津滨海新区": [], "重庆两江新区": ["两江新区"], "浙江舟山群岛新区": ["舟山群岛新区"], "兰州新区": ["甘肃兰州新区"],
    "广州南沙新区": ["南沙新区"], "陕西西咸新区": ["西咸新区"], "贵州贵安新区": ["贵安新区"], "青岛西海岸新区": ["西海岸新区"],
    "大连金普新区": ["金普新区"], "四川天府新区": ["天府新区"], "湖南湘江新区": ["湘江新区"], "南京江北新区": ["江北新区"], "福州新区": ["福建福州新区"],
    "云南滇中新区": ["滇中新区"], "哈尔滨新区": ["黑龙江哈尔滨新区"], "长春新区": ["吉林长春新区"], "江西赣江新区": ["赣江新区"], "河北雄安新区": ["雄安新区"],
}
FREE_TRADE = "上海 广东 天津 福建 辽宁 浙江 河南 湖北 重庆 四川 陕西 海南 山东 江苏 广西 河北 云南 黑龙江 北京 湖南 安徽 新疆".split()
INNOVATION = (
    "中关村 东湖 张江 深圳 苏南 天津 长株潭 成都 西安 杭州 珠三角 郑洛新 山东半岛 沈大 福厦泉 合芜蚌 重庆 兰白 乌昌石 鄱阳湖 宁波温州 哈大齐 长春".split()
)
# Zones that the lists lack and whose names are facts beyond doubt; with irregular short forms.
OTHERS = {
    "张江高科技园区": ["上海张江高科技园区", "张江高科", ("Zhangjiang Hi-Tech Park", "en")],
    "武汉东湖新技术开发区": ["东湖新技术开发区", "东湖高新区", "武汉东湖高新区", "中国光谷", "光谷", ("Optics Valley of China", "en")],
    "外高桥保税区": ["上海外高桥保税区"], "洋山特殊综合保税区": ["上海洋山特殊综合保税区"], "洋山保税港区": ["上海洋山保税港区"],
    "临港新片区": ["上海自贸试验区临港新片区", "中国（上海）自由贸易试验区临港新片区"], "张家港保税区": ["江苏省张家港保税区"], "张家港保税港区": [],
    "宁波保税区": [], "宁波梅山保税港区": ["梅山保税港区"], "大窑湾保税港区": ["大连大窑湾保税港区"], "青岛前湾综合保税区": ["青岛前湾保税港区"],
    "重庆西永综合保税区": ["西永综合保税区"], "重庆两路寸滩综合保税区": ["重庆两路寸滩保税港区"], "成都高新综合保税区": [], "郑州新郑综合保税区": [],
    "西安高新综合保税区": [], "海口综合保税区": [], "洋浦保税港区": ["海南洋浦保税港区"], "阿拉山口综合保税区": [], "武汉东湖综合保税区": [],
    "广州白云机场综合保税区": [], "广州黄埔综合保税区": [], "深圳前海综合保税区": ["前海湾保税港区"], "珠海高栏港综合保税区": [], "义乌综合保税区": [],
    "前海深港现代服务业合作区": ["前海合作区", "深圳前海"], "横琴粤澳深度合作区": ["横琴合作区"], "深汕特别合作区": ["深圳市深汕特别合作区", "深圳汕尾特别合作区"],
    "河套深港科技创新合作区": [], "海南自由贸易港": ["海南自贸港"], "博鳌乐城国际医疗旅游先行区": [],
    "中新天津生态城": ["天津生态城", ("Sino-Singapore Tianjin Eco-City", "en")], "中新广州知识城": ["广州知识城"], "青岛中德生态园": ["中德生态园"],
    "中德（沈阳）高端装备制造产业园": ["沈阳中德产业园"], "苏滁现代产业园": ["中新苏滁现代产业园"], "中韩（盐城）产业园": ["盐城中韩产业园"],
    "中韩（烟台）产业园": ["烟台中韩产业园"], "中韩（惠州）产业园": [], "中白工业园": ["中国—白俄罗斯工业园"],
    "泰中罗勇工业园": [], "西哈努克港经济特区": ["西港特区"], "中埃泰达苏伊士经贸合作区": [], "郑州航空港经济综合实验区": ["郑州航空港区", "郑州航空港"],
    "西部（重庆）科学城": ["西部科学城"], "西部（成都）科学城": [], "怀柔科学城": [], "未来科学城": ["北京未来科学城"], "光明科学城": ["深圳光明科学城"],
    "张江科学城": [], "松山湖科学城": [], "杭州未来科技城": [], "武汉未来科技城": [], "天津未来科技城": [], "滨湖科学城": ["合肥滨湖科学城"],
    "中国（绵阳）科技城": ["绵阳科技城"], "中国声谷": [], "中国药谷": [], "中国医药城": ["泰州医药城"], "苏州纳米城": [], "东莞松山湖高新技术产业开发区": ["松山湖高新区"],
    "黄河三角洲农业高新技术产业示范区": [], "山西晋中国家农业高新技术产业示范区": [], "南京国家农业高新技术产业示范区": [],
    "上海化学工业区": ["上海化工区"], "南京江北新材料科技园": ["南京化学工业园区", "南京化工园"], "惠州大亚湾石化产业园区": ["大亚湾石化区"],
    "宁东能源化工基地": ["宁东基地"], "徐圩新区": ["连云港徐圩新区"], "古雷港经济开发区": ["古雷石化基地"], "舟山绿色石化基地": [], "曹妃甸石化产业基地": [],
    "中国西部（重庆）东盟农副产品冷链分拨中心": [], "深圳湾科技生态园": [], "深圳软件园": [], "大连软件园": [], "中关村软件园": [], "中关村生命科学园": [],
    "南京软件谷": ["中国（南京）软件谷"], "西安软件园": [], "成都天府软件园": ["天府软件园"], "济南齐鲁软件园": ["齐鲁软件园"], "厦门软件园": [],
    "广州科学城": [], "广州国际生物岛": ["广州生物岛"], "长沙雨花经济开发区": [], "武汉国家生物产业基地": ["光谷生物城"],
    "苏州国际科技园": [], "苏州生物医药产业园": [("BioBAY", "en")], "无锡国家集成电路设计基地": [], "嘉兴港区": [], "上海市工业综合开发区": [],
    "上海青浦工业园区": ["青浦工业园区"], "东莞生态产业园区": ["广东东莞生态产业园区"], "杭州湾上虞工业园区": ["浙江杭州湾上虞工业园区"],
    "国家东中西区域合作示范区": [], "上海国际汽车城": [], "上海紫竹高新技术产业开发区": ["紫竹高新区"], "上海市北高新技术服务业园区": ["市北高新园区"],
}
del OTHERS["中国西部（重庆）东盟农副产品冷链分拨中心"]
# Parks with names of their own kind, which no head of a park's name gives away.
COINED = {
    "东方芯港": ["临港东方芯港"], "生命蓝湾": ["临港生命蓝湾"], "大飞机园": ["临港大飞机园"], "信息飞鱼": ["临港信息飞鱼"], "东方美谷": ["奉贤东方美谷"],
    "碳谷绿湾": [], "张江药谷": [], "张江机器人谷": [], "上海国际医学园区": [], "天开高教科创园": ["天开园"], "中国云谷": [], "和林格尔新区": [],
    "青岛蓝谷": ["青岛蓝色硅谷"], "烟台蓝色药谷": [], "中国氢谷": [], "中国算谷": [], "英歌石科学城": ["大连英歌石科学城"], "浑南科技城": ["沈阳浑南科技城"],
    "长春国际汽车城": [], "杭州医药港": [], "青山湖科技城": ["杭州青山湖科技城"], "钱塘芯谷": [], "云栖小镇": ["杭州云栖小镇"], "梦想小镇": ["杭州梦想小镇"],
    "中国眼谷": [], "中国数安港": [], "甬江科创区": ["宁波甬江科创区"], "科大硅谷": [], "南京生物医药谷": ["江北新区生物医药谷"], "紫金山科技城": [],
    "麒麟科技城": ["南京麒麟科技城"], "太湖科学城": ["苏州太湖科学城"], "常州科教城": [], "泉州芯谷": [], "厦门生物医药港": [], "东南汽车城": [],
    "中国稀金谷": [], "中原科技城": ["郑州中原科技城"], "中原医学科学城": [], "中国（郑州）智能传感谷": ["中国智能传感谷", "郑州智能传感谷"],
    "中法武汉生态示范城": ["中法生态城"], "国家网络安全人才与创新基地": ["国家网安基地"], "光谷科学岛": [], "湘江科学城": [], "南沙科学城": ["广州南沙科学城"],
    "惠州潼湖生态智慧区": ["潼湖生态智慧区"], "中山翠亨新区": ["翠亨新区"], "中德工业服务区": ["佛山中德工业服务区"], "崖州湾科技城": ["三亚崖州湾科技城"],
    "海口江东新区": ["江东新区"], "文昌国际航天城": ["海南文昌国际航天城"], "天府国际生物城": ["成都天府国际生物城"], "成都科学城": [], "成都医学城": [],
    "成都芯谷": [], "中国牙谷": [], "宜宾三江新区": ["三江新区"], "重庆国际生物城": [], "仙桃国际大数据谷": ["仙桃数据谷"], "两江协同创新区": [],
    "贵阳大数据科创城": [], "中国西部科技创新港": ["西部创新港", "西部科创港"], "西安丝路软件城": ["丝路软件城"],
}
# Irregular short forms and English names of zones in the lists.
ALIASES = {
    "中国-马来西亚钦州产业园区": ["中马钦州产业园区", "中马钦州产业园"],
    "苏州工业园区": ["苏州园区", "苏州工业园", "中新苏州工业园区", ("SIP", "en"), ("Suzhou Industrial Park", "en")],
    "中关村科技园区": ["中关村", ("Zhongguancun Science Park", "en")],
    "北京经济技术开发区": ["北京亦庄经济技术开发区", "亦庄开发区", "亦庄经开区", ("BDA", "en")],
    "天津经济技术开发区": ["泰达开发区", "天津开发区", ("TEDA", "en")],
    "上海漕河泾新兴技术开发区": ["漕河泾新兴技术开发区", "漕河泾开发区"], "金桥经济技术开发区": ["上海金桥经济技术开发区", "金桥开发区", "金桥出口加工区"],
    "苏州高新技术产业开发区": ["苏州国家高新技术产业开发区"], "江宁经济技术开发区": ["南京江宁经济技术开发区", "江宁开发区"],
    "浒墅关经济技术开发区": [], "太仓港经济技术开发区": ["太仓港经济开发区"], "昆山经济技术开发区": ["昆山开发区"],
    "广州经济技术开发区": ["广州开发区", "广州黄埔经济技术开发区"], "大连经济技术开发区": ["大连开发区"], "宁波经济技术开发区": ["宁波开发区"],
    "青岛经济技术开发区": ["青岛开发区"], "烟台经济技术开发区": ["烟台开发区", "烟台黄渤海新区"], "南通经济技术开发区": ["南通开发区"],
    "武汉经济技术开发区": ["武汉开发区", "中国车谷"], "合肥经济技术开发区": ["合肥经开区"], "长春汽车经济技术开发区": ["长春汽开区"],
    "襄樊经济技术开发区": ["襄阳经济技术开发区"], "闵行经济技术开发区": ["上海闵行经济技术开发区"], "虹桥经济技术开发区": ["上海虹桥经济技术开发区"],
    "苏州浒墅关经济技术开发区": ["浒墅关经济技术开发区", "浒关经开区"], "宁波杭州湾经济技术开发区": ["宁波前湾新区"], "镇江经济技术开发区": ["镇江新区"],
    "惠州大亚湾经济技术开发区": ["大亚湾经济技术开发区", "大亚湾开发区"], "唐山曹妃甸经济技术开发区": ["曹妃甸经济技术开发区"],
    "海南洋浦经济开发区": ["洋浦经济开发区"], "张家港经济技术开发区": [("Zhangjiagang Economic and Technological Development Zone", "en")],
    "厦门火炬高技术产业开发区": ["厦门火炬高新区"], "威海火炬高技术产业开发区": ["威海火炬高新区"], "中山火炬高技术产业开发区": ["中山火炬开发区"],
    "上海张江高新技术产业开发区": ["张江高新区"], "杭州高新技术产业开发区": ["杭州高新区（滨江）"], "包头稀土高新技术产业开发区": ["包头稀土高新区", "稀土高新区"],
}
TAIL = (
    "(经济技术开发区|经济开发区|技术开发区|保税区|高新技术产业开发区|高新技术产业园区|高技术产业开发区|综合保税区|保税港区|保税物流园区|出口加工区|"
    "工业园区|工业园|工业区|产业园区|产业园|科技园区|科技园|物流园区|农业科技园区|循环化工园区|经济综合实验区|新区|现代产业园区|化工园区)$"
)
NOT_A_ZONE = re.compile("管委会|管理区|管理委员会|街道|片区|办事处|单位|部分|（|小区|生活区|组团|直属|工业园乡|示范农场|林场|种畜场|农场|乡镇|路|西区$")
PREFIXES = [("pg", "https://w3id.org/parkgraph/ontology#"), ("schema", "https://schema.org/")]


def rows(folder, name):
    with (pathlib.Path(folder) / "zones" / name).open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


class Zones:
    """Zones by name, each with its aliases and facts; a name that comes twice is one zone."""

    def __init__(self, places):
        self.places = places
        self.zones = {}

    def add(self, name, aliases=(), **facts):
        name = re.sub("（.*?区域）$", "", name)
        zone = self.zones.setdefault(name, {"aliases": []})
        zone["aliases"] += [it for it in aliases if it not in zone["aliases"]]
        for key, value in facts.items():
            zone.setdefault(key, value)

    def tidy(self):
        """Joins 秦皇岛市经济技术开发区 to 秦皇岛经济技术开发区, gives 河北鹿泉经济开发区 its form without the province."""
        for name in sorted(self.zones):
            short = self.without_kind(name)
            if short != name and short in self.zones:
                zone = self.zones.pop(name)
                self.add(short, [name], **{key: value for key, value in zone.items() if key != "aliases"})
        for name in sorted(self.zones):
            short = self.without_province(name)
            if short == name or name not in self.zones:
                continue
            if short in self.zones:
                other = self.zones[short]
                facts = {key: value for key, value in self.zones.pop(name).items() if key != "aliases"}
                self.add(short, [name], **facts)
                assert other is self.zones[short]
            else:
                self.zones[name]["aliases"].insert(0, short)

    def without_kind(self, name):
        for full in self.places.full:
            if name.startswith(full):
                stem = place.stem(full)
                if len(stem) >= 2:
                    return stem + name[len(full):]
        return name

    def without_province(self, name):
        for province in self.places.provinces:
            rest = name.removeprefix(province)
            if rest != name and self.places.begins(rest):
                return rest
        return name


class Places:
    def __init__(self, folder):
        rows = [row for row in place.read(folder) if row["状态"] == "在用"]
        short = place.aliases(rows)
        self.full = sorted({row["名称"] for row in rows if row["名称"][-1] in "市县区旗州"}, key=len, reverse=True)
        self.provinces = [alias for code, names in short.items() if code.endswith("0000") for alias in names[:1]]
        self.provinces += ["江苏省", "安徽省", "河南省"]
        self.stems = sorted({place.stem(row["名称"]) for row in rows if len(place.stem(row["名称"])) >= 2}, key=len, reverse=True)
        self.code = {}
        for row in rows:
            for form in [row["名称"], *short[row["代码"]]]:
                self.code.setdefault(form, set()).add(row["代码"])

    def begins(self, name):
        return any(name.startswith(it) for it in self.stems)

    def of(self, name):
        """The code of the place that a zone's name is made of: 张家港 in 张家港经济技术开发区."""
        stem = re.sub(TAIL, "", name)
        codes = self.code.get(stem, set())
        return next(iter(codes)) if len(codes) == 1 else None


def collect(folder, places):
    zones = Zones(places)
    for row in rows(folder, "national_etdz_232.csv"):
        zones.add(row["name"], type="国家级经济技术开发区")
    for row in rows(folder, "national_hitech_zones.csv"):
        zones.add(row["name"], type="国家高新技术产业开发区")
    for row in rows(folder, "ndrc2018_zones_partial.csv"):
        name = row["name"]
        zones.add({"江苏常熟综合保税区A区、B区": "江苏常熟综合保税区", "南京综合保税区龙潭片及江宁片": "南京综合保税区"}.get(name, name), code=row["code"])
    for name, others in NATIONAL_NEW_AREAS.items():
        zones.add(name, others, type="国家级新区")
    for region in FREE_TRADE:
        zones.add(f"中国（{region}）自由贸易试验区", [f"{region}自由贸易试验区", f"{region}自贸试验区", f"{region}自贸区"], type="自由贸易试验区")
    for region in INNOVATION:
        zones.add(f"{region}国家自主创新示范区", type="国家自主创新示范区")
    for name, others in {**OTHERS, **COINED, **{k: v for k, v in ALIASES.items() if k in zones.zones}}.items():
        zones.add(name, others)
    for row in rows(folder, "nbs2023_zone_like_units.csv"):
        name, parent = row["name"].removeprefix("江苏省"), row["parent"]
        if re.search(TAIL, name) and not NOT_A_ZONE.search(name) and places.begins(name) and len(name) >= 6:
            zones.add(name, within=parent.ljust(6, "0"))
    zones.tidy()
    return zones.zones


def lines(zones, places):
    names = set(zones)
    used = set(names)
    known = set().union(*places.code.values())
    result = []
    for name, zone in zones.items():
        aliases = []
        for alias in zone["aliases"]:
            if (alias if isinstance(alias, str) else alias[0]) not in used and alias != name:
                aliases.append(alias)
                used.add(alias if isinstance(alias, str) else alias[0])
        more = []
        if zone.get("type"):
            more.append(("dcterms:type", turtle.text(zone["type"])))
        within = zone.get("within") if zone.get("within") in known else places.of(name)
        if within:
            more.append(("schema:containedInPlace", f"<place/{within}>"))
        key = zone.get("code", name)
        result.append((key, turtle.entry(f"park/{key}", "park", name, aliases, notation=zone.get("code"), more=more)))
    return [line for _, line in sorted((key.translate(turtle.NARROW), line) for key, line in result)]


def main(folder, out):
    places = Places(folder)
    scheme = '<park> a skos:ConceptScheme ; dcterms:title "parks"@en ; dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> .'
    head = [
        "Development zones and other parks of China: national zones, part of the provincial ones.",
        "Sources (facts, typed over or reshaped): Ministry of Commerce list of 232 national economic and technological development zones;",
        "list of national high-tech zones; 2018 catalogue of development zones (NDRC announcement 2018 no. 4), in part, with its G codes;",
        "zone units of the statistical divisions of 2023-06-30 (NBS through china-division 2.7.0); other zones and aliases: common knowledge.",
        "Derived forms (经济技术开发区 as 经开区) are made by the program and not listed.",
        "Licence: CC0-1.0 for the selection. Generated by data/script/park.py; change the script, not this file.",
    ]
    text = turtle.file(head, [scheme], lines(collect(folder, places), places), PREFIXES[1:])
    (pathlib.Path(out) / "park.ttl").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
