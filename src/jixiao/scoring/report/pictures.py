"""Pictures put behind the last paragraph of a Word file the document writer made."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence

_EMU = 360_000  # a centimetre
_WIDTH = 16  # centimetres, inside the margins of A4
_TYPE = '<Default Extension="png" ContentType="image/png"/>'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_pictures(document: bytes, pictures: Sequence[bytes], words: str) -> bytes:
    """The Word file with the pictures at its end; ``words`` is what is read out for them."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            new.writestr(item, _changed(item.filename, old.read(item), pictures, words))
        for number, picture in enumerate(pictures, start=1):
            new.writestr(
                zipfile.ZipInfo(f"word/media/chart{number}.png", (2000, 1, 1, 0, 0, 0)), picture
            )
    return made.getvalue()


def _changed(name: str, data: bytes, pictures: Sequence[bytes], words: str) -> bytes:
    if name == "[Content_Types].xml" and b'Extension="png"' not in data:
        return _before(data, b"<Default ", _TYPE.encode())
    if name == "word/_rels/document.xml.rels":
        links = "".join(
            f'<Relationship Id="chart{n}" Type="{_KIND}/image" Target="media/chart{n}.png"/>'
            for n in range(1, len(pictures) + 1)
        )
        return _before(data, b"</Relationships>", links.encode())
    if name == "word/document.xml":
        drawn = "".join(_paragraph(n, p, words) for n, p in enumerate(pictures, start=1))
        at = data.rindex(b"<w:sectPr")
        return data[:at] + drawn.encode() + data[at:]
    return data


def _before(data: bytes, mark: bytes, added: bytes) -> bytes:
    at = data.index(mark)
    return data[:at] + added + data[at:]


def _paragraph(number: int, picture: bytes, words: str) -> str:
    width, height = struct.unpack(">II", picture[16:24])  # a PNG's size stands in its first chunk
    x, y = _WIDTH * _EMU, _WIDTH * _EMU * height // width
    main = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:drawing>"
        f'<wp:inline xmlns:wp="{main}/wordprocessingDrawing"><wp:extent cx="{x}" cy="{y}"/>'
        f'<wp:docPr id="{9000 + number}" name="chart{number}" descr="{words}"/>'
        f'<a:graphic xmlns:a="{main}/main"><a:graphicData uri="{main}/picture">'
        f'<pic:pic xmlns:pic="{main}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" name="chart{number}.png"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{_KIND}" r:embed="chart{number}"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{x}" cy="{y}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
