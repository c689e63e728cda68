"""What lies in a broker's segment files, whether or not a reader is still given it: every record
batch of every file, with its records decompressed. Kafka's batches (magic 2) and the LZ4 frames
in them are read here, because no reader shows what was aborted, or a file that is about to be
deleted."""

import struct

# offset, length, leader epoch, magic, CRC, attributes, last delta, times, producer, records
HEAD = struct.Struct(">qiibIhiqqqhii")
CODECS = ("none", "gzip", "snappy", "lz4", "zstd")
LZ4_MAGIC = 0x184D2204


def length_after(data, at, nibble):
    """A length that a nibble of 15 continues."""
    if nibble < 15:
        return nibble, at
    while True:
        nibble += data[at]
        at += 1
        if data[at - 1] < 255:
            return nibble, at


def lz4_block(data, out):
    """Appends a block to `out`, which may refer to what is there."""
    at = 0
    while at < len(data):
        token = data[at]
        literals, at = length_after(data, at + 1, token >> 4)
        out += data[at : at + literals]
        at += literals
        if at == len(data):
            return
        back = len(out) - int.from_bytes(data[at : at + 2], "little")
        size, at = length_after(data, at + 2, token & 15)
        for i in range(back, back + size + 4):  # may reach into what it makes
            out.append(out[i])


def lz4_frame(data):
    magic, flags = struct.unpack_from("<IB", data)
    assert magic == LZ4_MAGIC, "no LZ4 frame"
    at = 7 + (8 if flags & 8 else 0) + (4 if flags & 1 else 0)
    out = bytearray()
    while size := int.from_bytes(data[at : at + 4], "little"):
        at, plain, size = at + 4, size >> 31, size & 0x7FFFFFFF
        if plain:
            out += data[at : at + size]
        else:
            lz4_block(data[at : at + size], out)
        at += size + (4 if flags & 16 else 0)
    return bytes(out)


def batches(data):
    """The records of each whole batch in a segment's bytes, decompressed."""
    at = 0
    while at + HEAD.size <= len(data):
        _, length, _, magic, _, attributes, *_ = HEAD.unpack_from(data, at)
        if length <= 0 or at + 12 + length > len(data):
            return  # being written
        assert magic == 2, f"a batch of magic {magic}"
        records = data[at + HEAD.size : at + 12 + length]
        codec = CODECS[attributes & 7]
        assert codec in ("none", "lz4"), f"{codec}: not read here"
        yield lz4_frame(records) if codec == "lz4" else records
        at += 12 + length


def contents(file):
    """All bytes in which a text may stand: of a segment the file and its decompressed records."""
    data = file.read_bytes()
    yield data
    if ".log" in file.suffixes or file.name.endswith(".log"):
        yield from batches(data)
