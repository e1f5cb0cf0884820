"""Writes lexicon files: a header, then one entry per line, sorted."""

BASE = "https://w3id.org/parkgraph/lexicon/"
PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
}


def text(value):
    """A Turtle string."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


# Names are written as clean texts write them.
NARROW = str.maketrans("（）", "()")


def entry(iri, scheme, name, aliases=(), **rest):
    """One line. `aliases` holds names or (name, language); `rest` maps notation, broader and so on to Turtle."""
    iri, name = iri.translate(NARROW), name.translate(NARROW)
    parts = [f"<{iri}> a skos:Concept", f"skos:inScheme <{scheme}>", f"skos:prefLabel {text(name)}@zh-Hans"]
    labels = [it if isinstance(it, tuple) else (it, "zh-Hans") for it in aliases]
    labels = [(label.translate(NARROW), language) for label, language in labels]
    if labels:
        parts.append("skos:altLabel " + ", ".join(f"{text(label)}@{language}" for label, language in labels))
    if rest.get("notation"):
        parts.append(f"skos:notation {text(rest['notation'])}")
    if rest.get("broader"):
        parts.append(f"skos:broader <{rest['broader']}>")
    for predicate, value in rest.get("more", ()):
        parts.append(f"{predicate} {value}")
    return " ; ".join(parts) + " ."


def file(comments, schemes, lines, prefixes=()):
    """The whole file. `comments` are the header's lines; `schemes` the lines that describe the schemes."""
    head = [f"# {it}" for it in comments]
    head.append(f"@base <{BASE}> .")
    head += [f"@prefix {name}: <{PREFIXES[name]}> ." for name in ("skos", "dcterms")]
    head += [f"@prefix {name}: <{iri}> ." for name, iri in prefixes]
    return "\n".join(head + [""] + list(schemes) + [""] + list(lines)) + "\n"
