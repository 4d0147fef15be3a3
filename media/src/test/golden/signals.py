"""Writes the synthetic inputs: 1 s of 16 kHz s16le each, the same bytes on every run."""

import math
import pathlib
import random
import struct
import sys

RATE_HZ = 16_000
SECONDS = 1


def write(path, sample_at):
    samples = [sample_at(i) for i in range(RATE_HZ * SECONDS)]
    clipped = [max(-32768, min(32767, round(s))) for s in samples]
    path.write_bytes(struct.pack(f"<{len(clipped)}h", *clipped))


def tone(i):
    return 16_000 * math.sin(2 * math.pi * 1_004 * i / RATE_HZ)


def sweep(i):
    """From 50 Hz to 7.9 kHz, at full scale, so that every limiter of the codec has to act."""
    seconds = i / RATE_HZ
    return 32_767 * math.sin(2 * math.pi * (50 * seconds + (7_850 / (2 * SECONDS)) * seconds**2))


def noise(randomness):
    """Louder every 50 ms, from nearly nothing to hard clipping."""
    return lambda i: randomness.gauss(0, 1) * 4 ** (i // (RATE_HZ // 20) / 2 - 1)


target = pathlib.Path(sys.argv[1])
write(target / "tone.s16le", tone)
write(target / "sweep.s16le", sweep)
write(target / "noise.s16le", noise(random.Random(722)))
