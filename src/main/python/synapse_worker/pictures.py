"""The engine's copies of one trial's pictures: ``visualizations/`` in the trial's folder."""

from __future__ import annotations

import os
import shutil
import struct
import zlib

from synapse_worker import values

_LONGEST_NAME = 60
_PNG_MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")
_KNOWN_STARTS = ((b"\x89PNG", "png"), (b"\xff\xd8", "jpg"), (b"GIF", "gif"))


def keep(trial_folder: str, category: str, group: str, index: int, image) -> str:
    """Keeps a picture; one of the same category, group and index is replaced.

    ``image`` is a path, the bytes of a file, or, stored as PNG, a PIL image, a matplotlib figure,
    or an array of height × width [× 1, 3 or 4 channels] with numbers from 0 to 255, or from 0 to 1
    if they are real. Raises TypeError for anything else.
    """
    extension, write = _writer(image)
    folder = os.path.join(
        trial_folder, "visualizations", _file_name(category), _file_name(group)
    )
    os.makedirs(folder, exist_ok=True)
    target = os.path.join(folder, f"{index:06d}.{extension}")
    write(target)
    return target


def _writer(image):
    """The file's extension, and what writes it to a path."""
    if isinstance(image, (str, os.PathLike)):
        if os.path.isdir(image):
            raise ValueError(f"an image is a file, and {os.fspath(image)} is a folder")
        extension = os.path.splitext(os.fspath(image))[1][1:]
        return _file_name(extension or "bin"), lambda target: shutil.copyfile(image, target)
    if isinstance(image, (bytes, bytearray, memoryview)):
        content = bytes(image)
        return _extension_of(content), lambda target: _write(target, content)
    if hasattr(image, "savefig"):
        return "png", lambda target: image.savefig(target, format="png")
    if hasattr(image, "save") and hasattr(image, "mode"):
        return "png", lambda target: _storable(image).save(target, format="PNG")
    if hasattr(image, "shape") and (hasattr(image, "__array__") or hasattr(image, "numpy")):
        content = _png(image)
        return "png", lambda target: _write(target, content)
    raise TypeError(
        "an image is a path, bytes, a PIL image, a matplotlib figure or an array, and is "
        + values.shown(image)
    )


def _storable(image):
    """A PIL image in a mode that PNG knows."""
    if image.mode in _PNG_MODES:
        return image
    return image.convert("L" if image.mode in ("F", "I") else "RGB")


def _write(target: str, content: bytes) -> None:
    with open(target, "wb") as file:
        file.write(content)


def _extension_of(content: bytes) -> str:
    return next((name for start, name in _KNOWN_STARTS if content.startswith(start)), "bin")


def _file_name(text: str) -> str:
    """Letters, digits, dash and underscore stay; everything else is percent-encoded, then cut."""
    name = "".join(
        letter
        if letter.isalnum() or letter in "-_"
        else "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))
        for letter in text
    )
    if len(name) <= _LONGEST_NAME:
        return name
    return name[:_LONGEST_NAME] + f"{zlib.crc32(text.encode('utf-8', 'replace')):x}"


# ---- arrays


def _png(image) -> bytes:
    pixels = _pixels(image)
    height, width, channels = pixels.shape
    color_type = {1: 0, 3: 2, 4: 6}[channels]
    rows = b"".join(b"\0" + pixels[row].tobytes() for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, color_type, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def _pixels(image):
    """An array of height × width × channels bytes."""
    import numpy

    if hasattr(image, "detach"):
        image = image.detach().cpu()
    array = numpy.asarray(image)
    if array.dtype.kind not in "buif":
        raise ValueError(f"an array is a picture when it holds numbers, and this one's are {array.dtype}")
    if array.ndim == 2:
        array = array[:, :, numpy.newaxis]
    if array.ndim == 3 and array.shape[2] not in (1, 3, 4) and array.shape[0] in (1, 3, 4):
        array = numpy.moveaxis(array, 0, 2)
    if array.ndim != 3 or array.shape[2] not in (1, 3, 4) or 0 in array.shape:
        raise ValueError(
            "an array is a picture when it has the shape height × width, or that and 1, 3 or 4"
            f" channels, and this one's is {tuple(array.shape)}"
        )
    return numpy.ascontiguousarray(_bytes_of(array, numpy))


def _bytes_of(array, numpy):
    if array.dtype == numpy.bool_:
        return array.astype(numpy.uint8) * 255
    if array.dtype.kind == "f":
        finite = numpy.nan_to_num(array.astype(numpy.float64), posinf=255, neginf=0)
        scaled = finite * 255 if finite.max() <= 1 else finite
        return numpy.clip(numpy.rint(scaled), 0, 255).astype(numpy.uint8)
    return numpy.clip(array, 0, 255).astype(numpy.uint8)
