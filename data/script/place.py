"""Writes place.ttl and place_history.ttl from a folder of sources.

    python3 data/script/place.py SOURCES data/lexicon

SOURCES holds divisions/areacodes_result.csv of yescallop/areacodes (CC0): GB/T 2260 codes, 1981 to 2024.
"""

import csv
import pathlib
import re
import sys

import turtle

SOURCE = "https://github.com/yescallop/areacodes"
PEOPLES = sorted(
    "壮 满 回 苗 维吾尔 土家 彝 蒙古 藏 布依 侗 瑶 朝鲜 白 哈尼 哈萨克 黎 傣 畲 傈僳 仡佬 东乡 拉祜 水 佤 纳西 羌 土 仫佬 锡伯 "
    "柯尔克孜 达斡尔 景颇 毛南 撒拉 布朗 塔吉克 阿昌 普米 鄂温克 怒 京 基诺 德昂 保安 俄罗斯 裕固 乌孜别克 门巴 鄂伦春 独龙 塔塔尔 赫哲 高山 珞巴 各".split(),
    key=len,
    reverse=True,
)
# Stems that are everyday words, directions or parts of other names: a text that says them rarely means the place;
# and 乾安, which taken alone is read as traditional 干安.
COMMON = set(
    """
    东方 东城 东安 东山 东明 东河 东海 东港 东源 东坡 东湖 东丽 东兴 西城 西山 西区 西市 西湖 西沙 西夏 南方 南山 南部 南湖 南岸 南海 南开 北关 北安 北湖 城中 城东 城西 城北
    城关 城区 城厢 桥东 桥西 河东 河西 河口 江北 江南 江东 江口 江山 江海 江州 江岸 江汉 路南 路北 路桥 铁东 铁西 铁山 道里 道外 市中 市北 市南 郊区 矿区 站前 中站 上街 上城 上高
    港北 港南 港口 海港 海州 海兴 湖里 湖滨 滨海 滨湖 滨江 临港 临江 右江 钱塘 锦江 嘉陵 白河 白水 黑水 清水 清水河 清河 清城 清新 清流 金水 明水 响水 水城 通河 运河 盐湖 太湖
    巢湖 洪湖 微山 月湖 镜湖 龙湖 石湖 青山 青山湖 红山 红岗 红桥 红旗 红塔 黄山 黄龙 黄梅 花山 相山 雨山 千山 立山 尖山 恒山 横山 泰山 天山 灵山 方山 梁山 君山 蓝山 名山 宝山 金山
    松山 桃山 五台 万山 石山 古塔 白塔 宝塔 双塔 灯塔 双桥 双江 双河 双湖 双牌 天桥 平桥 红花岗 天心 天元 天柱 天涯 天等 天长 天门 龙门 龙凤 龙潭 龙江 龙港 龙城 龙泉 九龙 青龙 凤凰 卧龙
    凌云 祥云 云和 七星 新星 太白 芙蓉 牡丹 莲花 荷塘 樟树 白杨 柳林 向阳 阳光 阳春 光明 光泽 朝阳 金牛 麒麟 玉泉 温泉 甘泉 白玉 白银 白沙 金沙 石棉 石柱 石林 石门 石鼓 石峰 石城 钢城
    和平 和顺 和政 平和 政和 太和 太平 平安 平定 平房 平原 平川 平城 永安 永和 永定 永福 永丰 永清 长安 长子 长白 长寿 长治 长岭 安定 安居 安康 安达 定安 定兴 庆安 万安 同安 华安 建安 兴安 金安
    公安 民主 民权 民和 惠民 裕民 爱民 富民 回民 惠农 工农 友好 友谊 互助 合作 共和 同仁 同德 同心 康乐 自由 富裕 富强 振兴 复兴 中兴 兴国 兴业 兴隆 兴文 兴和 解放 前进 前锋 先锋 建华 新华 建设 开化
    开平 光山 明光 宏伟 丰满 无极 无为 万年 万全 大观 大关 大方 大兴 大田 大名 大城 大厂 大余 大英 大新 大化 大安 大足 大港 大通 大同 大丰满 大宁 大东 东风 老边 会同 比如 延长 来宾 日喀 商城
    商都 通城 通道 新城 新市 新安 新河 新和 新民 新丰 新干 新建 新兴 新荣 新源 新田 文安 文成 文峰 文圣 武功 武陵 中方 中原 中山 南芬 海南 河北 河南 江西 平桂 利通 元宝 钟楼 徽州 琅琊 三元 三门 三台
    三江 石台 资源 高明 高坪 高台 高平 仁和 宣汉 达川 汇川 五华 盘龙 西乡 汉阳 明山 细河 凌河 西安 西工 西充 建邺 阳明 麻山 东昌 山城 老城 古城 古田 集美 连山 连城 南票 宝丰 华龙 桃源 弥勒 黄龙 未央
    莲湖 金台 碧江 尼玛 岳阳楼 船山 乾安
    """.split()
)
COMMON_EVEN_OF_CITIES = {"朝阳", "兴安", "长治", "安康", "来宾", "白银"}  # 朝阳产业, 长治久安, 幸福安康
# Usual short forms that no rule gives.
SHORT = {
    "150000": ["内蒙古", "内蒙"], "450000": ["广西"], "540000": ["西藏"], "640000": ["宁夏"], "650000": ["新疆"],
    "810000": ["香港"], "820000": ["澳门"], "152500": ["锡林郭勒", "锡盟"], "152900": ["阿拉善", "阿盟"],
    "422800": ["恩施州", "恩施"], "513400": ["凉山州", "凉山"], "652800": ["巴州", "巴音郭楞州"], "652700": ["博州", "博尔塔拉州", "博尔塔拉"],
    "653000": ["克州"], "632800": ["海西州"], "522600": ["黔东南州", "黔东南"], "522700": ["黔南州", "黔南"],
    "522300": ["黔西南州", "黔西南"], "232700": ["大兴安岭"], "150724": ["鄂温克旗"], "310115": ["浦东"],
}
COUNTRIES = [
    ("CN", "中国", ["中华人民共和国"], "China"), ("DE", "德国", [], "Germany"), ("JP", "日本", [], "Japan"), ("KR", "韩国", [], "South Korea"),
    ("US", "美国", [], "United States"), ("SG", "新加坡", [], "Singapore"), ("GB", "英国", [], "United Kingdom"), ("FR", "法国", [], "France"),
    ("IT", "意大利", [], "Italy"), ("ES", "西班牙", [], "Spain"), ("NL", "荷兰", [], "Netherlands"), ("BE", "比利时", [], "Belgium"),
    ("CH", "瑞士", [], "Switzerland"), ("SE", "瑞典", [], "Sweden"), ("DK", "丹麦", [], "Denmark"), ("NO", "挪威", [], "Norway"),
    ("FI", "芬兰", [], "Finland"), ("AT", "奥地利", [], "Austria"), ("IE", "爱尔兰", [], "Ireland"), ("PT", "葡萄牙", [], "Portugal"),
    ("PL", "波兰", [], "Poland"), ("CZ", "捷克", [], "Czechia"), ("HU", "匈牙利", [], "Hungary"), ("RO", "罗马尼亚", [], "Romania"),
    ("RS", "塞尔维亚", [], "Serbia"), ("GR", "希腊", [], "Greece"), ("LU", "卢森堡", [], "Luxembourg"), ("RU", "俄罗斯", [], "Russia"),
    ("BY", "白俄罗斯", [], "Belarus"), ("UA", "乌克兰", [], "Ukraine"), ("KZ", "哈萨克斯坦", [], "Kazakhstan"), ("UZ", "乌兹别克斯坦", [], "Uzbekistan"),
    ("CA", "加拿大", [], "Canada"), ("MX", "墨西哥", [], "Mexico"), ("BR", "巴西", [], "Brazil"), ("AR", "阿根廷", [], "Argentina"),
    ("CL", "智利", [], "Chile"), ("PE", "秘鲁", [], "Peru"), ("AU", "澳大利亚", [], "Australia"), ("NZ", "新西兰", [], "New Zealand"),
    ("IN", "印度", [], "India"), ("ID", "印度尼西亚", ["印尼"], "Indonesia"), ("MY", "马来西亚", [], "Malaysia"), ("TH", "泰国", [], "Thailand"),
    ("VN", "越南", [], "Vietnam"), ("PH", "菲律宾", [], "Philippines"), ("KH", "柬埔寨", [], "Cambodia"), ("LA", "老挝", [], "Laos"),
    ("MM", "缅甸", [], "Myanmar"), ("PK", "巴基斯坦", [], "Pakistan"), ("BD", "孟加拉国", [], "Bangladesh"), ("LK", "斯里兰卡", [], "Sri Lanka"),
    ("MN", "蒙古国", [], "Mongolia"), ("KP", "朝鲜", [], "North Korea"), ("SA", "沙特阿拉伯", ["沙特"], "Saudi Arabia"),
    ("AE", "阿联酋", ["阿拉伯联合酋长国"], "United Arab Emirates"), ("QA", "卡塔尔", [], "Qatar"), ("KW", "科威特", [], "Kuwait"),
    ("IR", "伊朗", [], "Iran"), ("IQ", "伊拉克", [], "Iraq"), ("IL", "以色列", [], "Israel"), ("TR", "土耳其", [], "Türkiye"),
    ("EG", "埃及", [], "Egypt"), ("ZA", "南非", [], "South Africa"), ("NG", "尼日利亚", [], "Nigeria"), ("ET", "埃塞俄比亚", [], "Ethiopia"),
    ("KE", "肯尼亚", [], "Kenya"), ("DZ", "阿尔及利亚", [], "Algeria"), ("MA", "摩洛哥", [], "Morocco"), ("AO", "安哥拉", [], "Angola"),
]


def read(folder):
    path = pathlib.Path(folder) / "divisions" / "areacodes_result.csv"
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def broader(code, codes):
    """The code of the division around a division."""
    if code.endswith("0000"):
        return "CN"
    if not code.endswith("00") and code[:4] + "00" in codes:
        return code[:4] + "00"
    return code[:2] + "0000"


def stem(name):
    """The name without what kind of division it is: 张家港 of 张家港市, 昌吉 of 昌吉回族自治州."""
    for tail in ("自治州", "自治县", "自治旗"):
        if name.endswith(tail):
            return strip_peoples(name[: -len(tail)])
    if name.endswith(("自治区", "特别行政区", "联合旗")) or re.search("[左右中前后]旗$", name):
        return name
    root = re.sub(r"(地区|盟|矿区|林区|特区|新区|省|市|县|区|旗)$", "", name)
    return strip_peoples(re.sub("回族$", "", root) if root != name else root)


def strip_peoples(name):
    """张家川 of 张家川回族; 东乡 stays, as nothing else would."""
    while True:
        for people in PEOPLES:
            for tail in (people + "族", people):
                if name.endswith(tail) and len(name) - len(tail) >= 2 and (tail.endswith("族") or people in LONG):
                    name = name[: -len(tail)]
                    break
            else:
                continue
            break
        else:
            return name


LONG = {"哈萨克", "蒙古", "柯尔克孜", "锡伯", "塔吉克"}  # written without 族 in some names


def forms(name):
    """Short forms, the stem last: 昌吉州, 昌吉."""
    root = stem(name)
    if root.endswith("族"):
        return []
    short = [] if root == name else [root]
    for tail, kind in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")):
        if name.endswith(tail) and root + kind != name:
            return [root + kind] + short
    return short


def aliases(rows):
    """Short forms of every place that only it can mean, and that is no everyday word."""
    codes = {row["代码"] for row in rows}
    claims = {}
    for row in rows:
        for form in forms(row["名称"]):
            claims.setdefault(form, set()).add(row["代码"])
    names = {row["名称"] for row in rows}
    result = {}
    for row in rows:
        code = row["代码"]
        usual = [form for form in forms(row["名称"]) if is_alias(form, code, claims, names)]
        extra = [it for it in SHORT.get(code, []) if it not in names]
        result[code] = list(dict.fromkeys(without_peoples(row["名称"]) + extra + usual))
    return drop_shared(result, codes)


def without_peoples(name):
    """延边自治州 of 延边朝鲜族自治州."""
    root = stem(name)
    short = root + "自治州"
    return [short] if name.endswith("自治州") and short != name and not root.endswith("族") else []


def is_alias(form, code, claims, names):
    if len(form) < 2 or form in names:
        return False
    others = claims[form] - {code}
    if code.endswith("0000"):
        return True  # 江苏, 海南, 吉林: the province
    if form in COMMON and (not code.endswith("00") or form in COMMON_EVEN_OF_CITIES):
        return False
    if code.endswith("00"):  # a prefecture keeps its stem against its own counties and against districts elsewhere
        return all(not it.endswith("00") for it in others)
    return not others


def drop_shared(result, codes):
    """No short form for two places, except where one is around the other; then the outer one has it."""
    owner = {}
    for code in sorted(codes, key=lambda it: (not it.endswith("0000"), not it.endswith("00"), it)):
        kept = []
        for form in result[code]:
            if form not in owner:
                owner[form] = code
                kept.append(form)
        result[code] = kept
    return result


def renamed(rows):
    """Earlier names of the divisions in force, by their code, which they kept: 襄樊市 of 襄阳市. A code that was given up and
    taken for another division is none of them, nor are names that several had or that no page of our time has."""
    now = {row["代码"]: row["名称"] for row in rows if row["状态"] == "在用"}
    successors = {row["代码"]: (row["名称"], row["新代码"]) for row in rows if row["状态"] != "在用"}
    given_up, borne = {}, {}
    for row in rows:
        borne.setdefault(row["名称"], set()).add(row["代码"])
        if row["状态"] == "弃用":
            given_up[row["代码"]] = max(given_up.get(row["代码"], ""), row["变更/弃用时间"])
    result = {}
    for row in rows:
        code, name, until = row["代码"], row["名称"], row["变更/弃用时间"]
        if row["状态"] != "变更" or code not in now or name in now.values() or until < FIRST_YEAR:
            continue
        became = set(re.findall(r"\d{6}(?!\[|\d)", row["新代码"]))
        alone = all(followers(it, successors, now, {it}) == {code} for it in borne[name] - {code})
        if until > given_up.get(code, "") and became <= {code} and alone and len(stem(name)) > 1:
            result.setdefault(code, []).append(name)
    return result


FIRST_YEAR = "1995"


def former_forms(code, names, taken):
    """Former names, those of prefectures with their stems where no other place is called so: 襄樊市, 襄樊."""
    stems = [stem(it) for it in names if code.endswith("00")]
    return names + [it for it in stems if it not in taken]


def current(rows):
    former = renamed(rows)
    rows = [row for row in rows if row["状态"] == "在用"]
    codes = {row["代码"] for row in rows}
    short = aliases(rows)
    taken = {form for row in rows for form in [row["名称"], *forms(row["名称"])]} | {it for them in short.values() for it in them}
    lines = []
    for row in sorted(rows, key=lambda it: it["代码"]):
        code = row["代码"]
        around = f"place/{broader(code, codes)}"
        names = list(dict.fromkeys(short[code] + former_forms(code, former.get(code, []), taken)))
        lines.append(turtle.entry(f"place/{code}", "place", row["名称"], names, notation=code, broader=around))
    for code, name, others, english in sorted(COUNTRIES):
        lines.append(turtle.entry(f"place/{code}", "place", name, [*others, (english, "en")], notation=code))
    return lines


def history(rows):
    """Names no longer in force, each once, under its last code, with the code that followed."""
    now = {row["代码"]: row["名称"] for row in rows if row["状态"] == "在用"}
    successor = {row["代码"]: (row["名称"], row["新代码"], row["变更/弃用时间"]) for row in rows if row["状态"] != "在用"}
    since = {}
    for row in rows:
        since.setdefault(row["代码"], row["启用时间"])
        since[row["代码"]] = min(since[row["代码"]], row["启用时间"])
    former = {name for names in renamed(rows).values() for name in names}
    taken = former | set(now.values()) | {form for forms in aliases([r for r in rows if r["状态"] == "在用"]).values() for form in forms}
    last = {}
    for row in rows:
        name, year = row["名称"], row["变更/弃用时间"]
        if row["状态"] == "在用" or name in taken or row["代码"] in now:
            continue
        if name not in last or last[name]["变更/弃用时间"] < year:
            last[name] = row
    lines = []
    for row in sorted(last.values(), key=lambda it: it["代码"]):
        code = row["代码"]
        more = [("dcterms:valid", turtle.text(f"{row['启用时间']}/{row['变更/弃用时间']}"))]
        follow = follower(code, successor, now, since)
        if follow:
            more.insert(0, ("dcterms:isReplacedBy", f"<place/{follow}>"))
        lines.append(turtle.entry(f"place/{code}", "place", row["名称"], notation=code, broader=around(row, now), more=more))
    return lines


def around(row, now):
    """The prefecture in force that a former county belonged to, if it has kept code and name."""
    code = row["代码"][:4] + "00"
    named = code != row["代码"] and now.get(code) == row["二级行政区"]
    return f"place/{code}" if named else None


def follower(code, successor, now, since):
    """The code in force that a code became; of several that took parts in the end, the one that has its name, unless another
    was made for the purpose (江北县: 渝北区, not 江北区); none where it was split otherwise."""
    name, became, year = successor[code]
    finals = followers(code, successor, now, {code})
    if len(finals) > 1:
        made = [it for it in became.split(";") if since.get(it) == year]
        of_made = set().union(*(followers(it, successor, now, {code, it}) if it in successor else {it} for it in made))
        finals = {it for it in (of_made or finals) if stem(now[it]) == stem(name)}
    return finals.pop() if len(finals) == 1 else None


def followers(code, successor, now, seen):
    """The codes in force that a code became in the end. 130108[2001] took a part before."""
    found = set()
    for following in successor[code][1].split(";"):
        if not re.fullmatch(r"\d{6}", following):
            continue
        if following in now:
            found.add(following)
        elif following in successor and following not in seen:
            found |= followers(following, successor, now, seen | {following})
    return found


def main(folder, out):
    rows = read(folder)
    out = pathlib.Path(out)
    scheme = (
        '<place> a skos:ConceptScheme ; dcterms:title "places"@en ; dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> '
        f"; dcterms:source <{SOURCE}> ."
    )
    head = [
        "Administrative divisions of China in force at the end of 2024, to county level, and countries.",
        "Source: yescallop/areacodes at eed219a (CC0-1.0), GB/T 2260 codes; countries: ISO 3166-1 alpha-2.",
        "Licence: CC0-1.0. Generated by data/script/place.py; change the script, not this file.",
    ]
    (out / "place.ttl").write_text(turtle.file(head, [scheme], current(rows)), encoding="utf-8")
    head = [
        "Names of divisions that were renamed, merged or split between 1981 and 2024, each under its last code.",
        "Source: yescallop/areacodes at eed219a (CC0-1.0). dcterms:isReplacedBy: the division in force that followed.",
        "Licence: CC0-1.0. Generated by data/script/place.py; change the script, not this file.",
    ]
    (out / "place_history.ttl").write_text(turtle.file(head, [], history(rows)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
