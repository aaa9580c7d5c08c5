"""
A contender of the bench in Python: answers one JSON line on standard output for each on standard input.

Asked {"figure": {"id", "work", ...}, "variant", "sliceMs"} it does as many passes of the work as fit the slice and answers
{"passesPerSecond": x}, or {"absent": "why"} for what it has no counterpart of. What was prepared is kept while the figure
stays the same. The same protocol, warm-up and counting as bench/contender.ts.
"""
import json
import sys
import time

WARM_UP_SECONDS = 0.15


class PassTimer:
    """Measures a slice of time at a time; how many passes fit one is found out beforehand."""

    def __init__(self, one_pass, slice_ms):
        self.one_pass = one_pass
        self.count = 1
        elapsed = self.time()
        spent = elapsed
        while spent < WARM_UP_SECONDS:
            self.count = max(1, round(self.count * min(4, slice_ms / 1000 / elapsed)))
            elapsed = self.time()
            spent += elapsed
        self.count = max(1, round(self.count * slice_ms / 1000 / elapsed))

    def time(self):
        one_pass = self.one_pass
        started_at = time.perf_counter()
        for _ in range(self.count):
            one_pass()
        return max(time.perf_counter() - started_at, 1e-9)

    def passes_per_second(self):
        return self.count / self.time()


def answer_requests(facts, variants, prepare):
    """facts: what the program is, as texts by name; prepare(work, variant): one pass as a function, or None."""
    say({"facts": facts, "variants": variants})
    figure = None
    timers = {}
    for line in sys.stdin:
        request = json.loads(line)
        if request["figure"]["id"] != figure:
            figure = request["figure"]["id"]
            timers = {}
        variant = request["variant"]
        try:
            if variant not in timers:
                one_pass = prepare(request["figure"]["work"], variant)
                timers[variant] = None if one_pass is None else PassTimer(one_pass, request["sliceMs"])
            timer = timers[variant]
            say({"absent": "no counterpart"} if timer is None else {"passesPerSecond": timer.passes_per_second()})
        except Exception as error:  # whatever a library throws is why it has no figure
            timers[variant] = None
            say({"absent": str(error).split("\n")[0]})


def say(message):
    print(json.dumps(message), flush=True)


def blas_core():
    """The processor that OpenBLAS takes this one for, as it names its kernels."""
    import ctypes

    try:
        library = ctypes.CDLL("libopenblas.so.0")
        library.openblas_get_corename.restype = ctypes.c_char_p
        return library.openblas_get_corename().decode()
    except (OSError, AttributeError):
        return "unknown"
