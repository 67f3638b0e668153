"""What is taken of each kind of dictionary that a drawing is made of."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto


class Kind(Enum):
    """What an object is, known from where it is found."""

    VALUE = auto()
    VALUES = auto()
    RESOURCES = auto()
    STATE = auto()
    STATES = auto()
    COLOURS = auto()
    PATTERN = auto()
    PATTERNS = auto()
    SHADINGS = auto()
    DRAWING = auto()
    DRAWINGS = auto()
    FORM = auto()
    IMAGE = auto()
    MASK = auto()
    FONT = auto()
    FONTS = auto()
    DESCRIPTOR = auto()
    GLYPH = auto()
    GLYPHS = auto()
    LAYER = auto()
    LAYERS = auto()


_TABLES: Mapping[Kind, Kind] = {
    Kind.VALUES: Kind.VALUE,
    Kind.STATES: Kind.STATE,
    Kind.COLOURS: Kind.VALUE,
    Kind.PATTERNS: Kind.PATTERN,
    Kind.SHADINGS: Kind.VALUE,
    Kind.DRAWINGS: Kind.DRAWING,
    Kind.FONTS: Kind.FONT,
    Kind.GLYPHS: Kind.GLYPH,
    Kind.LAYERS: Kind.LAYER,
}
"""Dictionaries whose keys are names that somebody chose, with the kind of their values."""


def _plain(*keys: str, **kinds: Kind) -> Mapping[str, Kind]:
    return {**dict.fromkeys(keys, Kind.VALUE), **kinds}


_ENTRIES: Mapping[Kind, Mapping[str, Kind]] = {
    Kind.RESOURCES: {
        "ExtGState": Kind.STATES, "ColorSpace": Kind.COLOURS, "Pattern": Kind.PATTERNS,
        "Shading": Kind.SHADINGS, "XObject": Kind.DRAWINGS, "Font": Kind.FONTS,
        "Properties": Kind.LAYERS,
    },
    Kind.STATE: _plain(
        "Type", "LW", "LC", "LJ", "ML", "D", "RI", "OP", "op", "OPM", "BG", "BG2", "UCR", "UCR2",
        "TR", "TR2", "HT", "FL", "SM", "SA", "BM", "CA", "ca", "AIS", "TK",
        Font=Kind.FONT, SMask=Kind.MASK,
    ),
    Kind.PATTERN: _plain(
        "Type", "PatternType", "PaintType", "TilingType", "BBox", "XStep", "YStep", "Matrix",
        "Shading", Resources=Kind.RESOURCES, ExtGState=Kind.STATE,
    ),
    Kind.FORM: _plain(
        "Type", "Subtype", "FormType", "BBox", "Matrix", "Group",
        Resources=Kind.RESOURCES, OC=Kind.LAYER,
    ),
    Kind.IMAGE: _plain(
        "Type", "Subtype", "Width", "Height", "ColorSpace", "BitsPerComponent", "Intent",
        "ImageMask", "Decode", "Interpolate", "SMaskInData", "Matte",
        Mask=Kind.MASK, SMask=Kind.IMAGE, OC=Kind.LAYER,
    ),
    Kind.MASK: _plain("Type", "S", "BC", "TR", G=Kind.DRAWING),
    Kind.FONT: _plain(
        "Type", "Subtype", "BaseFont", "FirstChar", "LastChar", "Widths", "Encoding", "ToUnicode",
        "DW", "W", "DW2", "W2", "CIDToGIDMap", "CIDSystemInfo", "FontBBox", "FontMatrix",
        FontDescriptor=Kind.DESCRIPTOR, DescendantFonts=Kind.FONT,
        CharProcs=Kind.GLYPHS, Resources=Kind.RESOURCES,
    ),
    Kind.DESCRIPTOR: _plain(
        "Type", "FontName", "FontFamily", "FontStretch", "FontWeight", "Flags", "FontBBox",
        "ItalicAngle", "Ascent", "Descent", "Leading", "CapHeight", "XHeight", "StemV", "StemH",
        "AvgWidth", "MaxWidth", "MissingWidth", "Style", "Lang",
        "FontFile", "FontFile2", "FontFile3",
    ),
    Kind.GLYPH: {},
    Kind.LAYER: _plain("Type", "P", OCGs=Kind.LAYER, VE=Kind.LAYER),
}  # fmt: skip
"""What is taken of each kind of dictionary (ISO 32000-1 §7.8.3, §8.4.5, §8.7 to §8.11, §9.6)."""


def words(listed: str) -> frozenset[str]:
    """The set of the words in ``listed``."""
    return frozenset(listed.split())


_PRINTED = words("""
    Type Subtype S CS I K
    FunctionType Domain Range Size BitsPerSample Order Encode Decode C0 C1 N Functions Bounds
    WhitePoint BlackPoint Gamma Matrix Alternate
    Colorants Process Components MixingHints Solidities PrintingOrder DotGain
    ShadingType ColorSpace Background BBox AntiAlias Coords Function Extend VerticesPerRow
    BitsPerCoordinate BitsPerComponent BitsPerFlag
    HalftoneType Frequency Angle SpotFunction AccurateScreens TransferFunction Default
    Width Height Width2 Height2 Xsquare Ysquare
    Panose Length1 Length2 Length3
    BaseEncoding Differences CMapName WMode UseCMap CIDSystemInfo Registry Ordering Supplement
    Predictor Colors Columns EarlyChange ColorTransform EndOfLine EncodedByteAlign Rows EndOfBlock
    BlackIs1 DamagedRowsBeforeError JBIG2Globals
""")
"""What values far inside may say: groups, functions (ISO 32000-1 §7.10), colour spaces (§8.6),
shadings (§8.7.4.5), halftones (§10.5), fonts (§9.6 to §9.9), parameters of filters (§7.4)."""


def is_table(kind: Kind) -> bool:
    """Whether the keys of a dictionary of ``kind`` are names that somebody chose."""
    return kind in _TABLES


def kind_of_entry(kind: Kind, key: str) -> Kind | None:
    """The kind of the entry ``key`` in a dictionary of ``kind``, or ``None`` to leave it out."""
    if kind in _TABLES:
        return _TABLES[kind]
    if kind in _ENTRIES:
        return _ENTRIES[kind].get(key)
    if key not in _PRINTED:
        return None
    return Kind.VALUES if key in {"Colorants", "Solidities", "DotGain"} else Kind.VALUE
