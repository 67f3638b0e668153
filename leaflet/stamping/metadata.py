"""The document's metadata: XMP and document information (ISO 32000-1 §14.3)."""

from __future__ import annotations

from leaflet.pdf.objects import Name, Stream

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leaflet.pdf.objects import PdfObject

PRODUCER = "leaflet"

_EXTENSION = """\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq>
<rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li>
</rdf:Seq></pdfaSchema:property>
</rdf:li>
<rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>{ns}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>leaflet</pdfaSchema:prefix>
<pdfaSchema:schema>What a leaflet was built from</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq>
{properties}
</rdf:Seq></pdfaSchema:property>
</rdf:li>
</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_PROPERTY = """\
<rdf:li rdf:parseType="Resource">
<pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>{description}</pdfaProperty:description>
<pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType>
</rdf:li>"""

NAMESPACE = "https://leaflet.invalid/ns/1.0/"
"""Only a name: nothing is ever fetched from it (RFC 2606 reserves .invalid)."""

PROPERTIES = {
    "medicine": "Medicine, as its folder is called",
    "locale": "BCP 47 tag of language and region",
    "edition": "Edition: standard or large",
    "paper": "Paper size",
    "version": "Version of the text",
    "review": "State of the clinical review",
    "reviewedBy": "Who reviewed the text, and when",
    "reviewDigest": "SHA-256 of the text that a review covers",
    "clinic": "Clinic, as its folder is called",
    "contentDigest": "SHA-256 of the text, sources and contacts",
    "designDigest": "SHA-256 of the design",
    "fontsDigest": "SHA-256 of the font files",
}


def escape(text: str) -> str:
    """Text as XML holds it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def xmp(facts: Mapping[str, str], claims: Sequence[str]) -> Stream:
    """The metadata stream, unfiltered so that any program may read it (ISO 19005-2 §6.6.2.1).

    ``claims`` are the standards that the file states: ``ua1``, ``3a``.
    """
    claimed = []
    if "ua1" in claims:
        claimed.append("<pdfuaid:part>1</pdfuaid:part>")
    archival = next((claim for claim in claims if claim in {"2a", "3a"}), None)
    if archival:
        claimed.append(f"<pdfaid:part>{archival[0]}</pdfaid:part>")
        claimed.append(f"<pdfaid:conformance>{archival[1].upper()}</pdfaid:conformance>")
    own = {name: facts[name] for name in PROPERTIES if facts.get(name)}
    described = "\n".join(_PROPERTY.format(name=name, description=PROPERTIES[name]) for name in own)
    stamp = f"{facts['date']}T00:00:00Z"
    said = "\n".join(
        (*claimed, *(f"<leaflet:{name}>{escape(own[name])}</leaflet:{name}>" for name in own))
    )
    text = f"""\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:leaflet="{NAMESPACE}">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt>
<rdf:li xml:lang="x-default">{escape(facts["title"])}</rdf:li>
</rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{escape(facts["locale"])}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{stamp}</xmp:CreateDate>
<xmp:ModifyDate>{stamp}</xmp:ModifyDate>
<pdf:Producer>{PRODUCER}</pdf:Producer>
{said}
</rdf:Description>
{_EXTENSION.format(ns=NAMESPACE, properties=described)}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
    return Stream({"Type": Name("Metadata"), "Subtype": Name("XML")}, text.encode("utf-8"))


def information(facts: Mapping[str, str]) -> dict[str, PdfObject]:
    """The document information dictionary: what XMP says too, and nothing else."""
    stamp = f"D:{facts['date'].replace('-', '')}000000Z".encode()
    return {
        "Title": facts["title"],
        "Producer": PRODUCER,
        "CreationDate": stamp,
        "ModDate": stamp,
    }
