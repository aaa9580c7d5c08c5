"""The digest of two small parameters by its documented layout, for parameterDigest.test.ts.
Run: python3 parameterDigest.py > parameterDigest.json"""
import hashlib
import json
import struct

PARAMETERS = [('hidden1.W', [2, 3], [0.5, -1.25, 3.0, 1e-8, -0.0, 7.0]), ('größe.b', [2], [float('inf'), -2.0])]


def digest(code):
    h = hashlib.sha256()
    for name, shape, values in PARAMETERS:
        encoded = name.encode()
        h.update(struct.pack('<I', len(encoded)) + encoded)
        h.update(struct.pack(f'<{1 + len(shape)}I', len(shape), *shape))
        h.update(struct.pack(f'<{len(values)}{code}', *values))
    return 'sha256:' + h.hexdigest()


print(json.dumps({'script': 'parameterDigest.py', 'float32': digest('f'), 'float64': digest('d')}))
