"""Pictures without an imaging library: drawing a small one and measuring any.

People in the sandbox send photos, and a photo that cannot be shown on the page
would look like a fault of the bot.
"""

import struct
import zlib
from functools import lru_cache

_PNG = b"\x89PNG\r\n\x1a\n"
_SIGNATURES = (_PNG, b"\xff\xd8\xff", b"GIF8", b"RIFF")
_UNKNOWN_SIZE = (640, 480)
_SKIES = ((88, 160, 216), (240, 168, 96), (120, 136, 208), (96, 176, 160))


def is_picture(content: bytes) -> bool:
    return content.startswith(_SIGNATURES)


@lru_cache(maxsize=16)
def drawn(number: int = 0, width: int = 480, height: int = 320) -> bytes:
    """A PNG of a steppe under the sky; `number` changes its colours."""
    sky = _SKIES[number % len(_SKIES)]
    horizon = height * 2 // 3
    slopes = [(x * (number % 5 + 3) // 7) % 90 for x in range(width)]
    tops = [horizon - min(slope, 90 - slope) // 2 for slope in slopes]
    rows = bytearray()
    for y in range(height):
        fade = min(1.0, y / horizon) * 0.7
        air = bytes(int(shade + (255 - shade) * fade) for shade in sky)
        grass = bytes((92, 138 - min(60, max(0, y - horizon) // 3 + 20), 74))
        rows.append(0)
        rows += b"".join([grass if y > top else air for top in tops])
    return (
        _PNG
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(bytes(rows), 6))
        + _chunk(b"IEND", b"")
    )


def dimensions(content: bytes) -> tuple[int, int]:
    """Width and height in pixels; a guess where the format does not tell."""
    if content.startswith(_PNG):
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg_dimensions(content)
    if content.startswith(b"GIF8"):
        width, height = struct.unpack("<HH", content[6:10])
        return int(width), int(height)
    return _UNKNOWN_SIZE


def _jpeg_dimensions(content: bytes) -> tuple[int, int]:
    position = 2
    while position + 9 < len(content) and content[position] == 0xFF:  # noqa: PLR2004 - JPEG marker
        marker = content[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # noqa: PLR2004 - SOF range
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return int(width), int(height)
        position += 2 + int.from_bytes(content[position + 2 : position + 4], "big")
    return _UNKNOWN_SIZE


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum
