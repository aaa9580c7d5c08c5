"""Writes float16.json: what NumPy makes of 16-bit floats, and float16.npy, a file of some of them as NumPy saves it.

    python3 float16.py

`values` holds patterns of bits with their numbers, `nonFinite` those that are none. `finiteDigest` is SHA-256 over every
finite pattern in ascending order, widened to float64, little-endian.
"""
import hashlib
import json

import numpy

patterns = numpy.arange(65536, dtype="<u2")
numbers = patterns.view("<f2").astype("<f8")
finite = numpy.isfinite(numbers)

# zeros, ends of the subnormal and of the normal numbers, one and its neighbours, a third, ten, the largest; both signs
chosen = [0x0000, 0x0001, 0x0002, 0x03FF, 0x0400, 0x0401, 0x3555, 0x3BFF, 0x3C00, 0x3C01, 0x4900, 0x7BFE, 0x7BFF]
chosen += [bits | 0x8000 for bits in chosen]
odd = [0x7C00, 0xFC00, 0x7C01, 0x7E00, 0xFE00, 0xFFFF]

fixture = {
    "formatVersion": 1,
    "source": f"NumPy {numpy.__version__}",
    "script": "float16.py",
    "values": [[bits, repr(float(numbers[bits]))] for bits in chosen],
    "nonFinite": [[bits, str(numbers[bits])] for bits in odd],
    "finite": int(finite.sum()),
    "finiteDigest": hashlib.sha256(numbers[finite].tobytes()).hexdigest(),
}
with open("float16.json", "w") as file:
    file.write(json.dumps(fixture, indent=1) + "\n")

numpy.save("float16.npy", patterns[chosen].view("<f2").reshape(13, 2, order="F"))
