#!/usr/bin/env python3
"""Makes the font of the documents; see README.md. Usage: make-font.py NotoSerifCJK-Regular.ttc GanxianSerifSC-Regular.ttf"""
import sys

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, newTable

FACE = "Noto Serif CJK SC"
NAME = "Ganxian Serif SC"
MAX_ERROR = 1.0  # thousandths of an em between the cubic outline and the quadratic one


def wanted(char):
    if char < 0x3000 or 0x3000 <= char <= 0x303F or 0xFF00 <= char <= 0xFFEF:
        # Latin, Greek, punctuation, digits in circles, full-width forms: what GBK has, and Latin with accents.
        return char < 0x0250 or gbk(char) or 0x2000 <= char <= 0x206F or 0x2150 <= char <= 0x218F
    ideograph = 0x3400 <= char <= 0x4DBF or 0x4E00 <= char <= 0x9FFF or 0xF900 <= char <= 0xFAFF or char >= 0x20000
    return ideograph or gbk(char)


def gbk(char):
    try:
        chr(char).encode("gbk")
        return True
    except UnicodeEncodeError:
        return False


def main(source, target):
    font = next(f for f in TTCollection(source).fonts if f["name"].getDebugName(4) == FACE)

    options = Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = ["*"]
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[c for c in font.getBestCmap() if wanted(c)])
    subsetter.subset(font)

    order = font.getGlyphOrder()
    outlines = font.getGlyphSet()
    glyf = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = {}
    for name in order:
        pen = TTGlyphPen(outlines)
        # CFF turns its outlines the other way round than TrueType.
        outlines[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        glyf.glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf
    glyf.compile(font)

    del font["CFF "]
    metrics = font["hmtx"].metrics
    for name in order:
        glyph = glyf[name]
        if glyph.numberOfContours:
            glyph.recalcBounds(glyf)
        metrics[name] = (metrics[name][0], getattr(glyph, "xMin", 0))

    maxp = newTable("maxp")
    maxp.tableVersion = 0x00010000
    maxp.numGlyphs = len(order)
    for field in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
        "maxSizeOfInstructions",
    ):
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    maxp.maxComponentElements = maxp.maxComponentDepth = 0
    font["maxp"] = maxp
    post = font["post"]
    post.formatType = 3.0
    font["head"].glyphDataFormat = 0
    font["head"].indexToLocFormat = 1
    font.sfntVersion = "\000\001\000\000"

    names = font["name"]
    kept = [n for n in names.names if n.nameID in (0, 5, 7, 13, 14) and n.platformID == 3]
    names.names = kept
    for id_, text in ((1, NAME), (2, "Regular"), (3, NAME + " Regular"), (4, NAME), (6, NAME.replace(" ", "") + "-Regular"),
                      (10, "Made from " + FACE + ": fewer characters, TrueType outlines")):
        names.setName(text, id_, 3, 1, 0x409)
    font.recalcTimestamp = False
    font.save(target)
    print(len(order), "glyphs,", len(font.getBestCmap()), "characters")


main(*sys.argv[1:])
