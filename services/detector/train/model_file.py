"""Writes the file of the weights, as services/detector/weights.h describes it."""

import struct

import numpy as np

import signals
import texts


def fnv1a(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def numbers(values):
    return np.asarray(values, dtype="<f8").tobytes()


def signal_numbers(fitted, bot):
    """Intercept and weights of each signal that this side's messages are read for; else nothing."""
    for name in signals.SIGNALS:
        own = name in signals.BOTH_SPEAK or (name in signals.BOT_SPEAKS) == bot
        w = fitted.weights[name]
        yield numbers([fitted.intercepts[name], *w] if own else np.zeros(len(w) + 1))


def packed(turns, table, fitted, needed, version):
    counts = (turns.version, turns.rows.bit_length() - 1, len(texts.COLUMNS), len(turns.traits))
    counts += (len(turns.features), len(signals.SIGNALS), len(signals.FITTED))
    parts = [
        b"BATON-W1",
        struct.pack("<7I", *counts),
        struct.pack("<8s32s4x", b"en", version.encode()),
        numbers(table.sizes),
        numbers(table.biases),
        numbers([signals.SLOPE, signals.SHIFT, needed.sure]),
        numbers(needed.added),
        numbers(needed.bases),
        *signal_numbers(fitted, bot=False),
        *signal_numbers(fitted, bot=True),
        table.steps.tobytes(),
    ]
    data = b"".join(parts)
    return data + struct.pack("<Q", fnv1a(data))
