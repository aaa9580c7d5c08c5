"""Quantiles by NumPy, its default method, for quantiles.test.ts. Run: python3 quantiles.py > quantiles.json"""
import json
import numpy as np

rng = np.random.default_rng(7)
shares = [0.05, 0.25, 0.5, 0.75, 0.95]
cases = []
for dtype in ('float32', 'float64'):
    for length in (1, 2, 3, 10, 101, 1500):
        values = (10.0 ** rng.uniform(-20, 3, length)).astype(dtype)
        if length == 101:
            values[::2] = values[0]
        # promoted first, so that NumPy interpolates in float64
        result = np.quantile(values.astype('float64'), shares)
        cases.append({'precision': dtype, 'values': [float(v) for v in values], 'quantiles': [float(q) for q in result]})
print(json.dumps({'source': f'NumPy {np.__version__}', 'script': 'quantiles.py', 'seed': 7, 'shares': shares, 'cases': cases}))
