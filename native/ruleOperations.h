/*
 * One operation of a rule over one block. The numbers of the operations are their places in the list of
 * src-main/rules/native/encodeProgram.ts.
 *
 * Comparisons give 1 or 0 and are false with NaN, except notEqual; min and max give NaN if either side is NaN and order
 * -0 below +0; sign keeps zeros and NaN. `out` may be an input.
 */
#ifndef RULE_OPERATIONS_H
#define RULE_OPERATIONS_H

#include "squareRoot.h"
#include "vector.h"

enum {
  COPY, NEGATE, SQRT, ABS, SIGN,
  ADD, SUBTRACT, MULTIPLY, DIVIDE,
  MIN, MAX,
  LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL,
  WHERE,
  SCALED_PLUS, BLEND, BLEND_SQUARE, ROOT_PLUS, SUBTRACT_SCALED, DESCEND,
};

INLINE Vector oneOrZero(Mask mask) { return (Vector)(mask & (Mask)splat(1)); }

INLINE Vector absolute(Vector a) { return (Vector)((Mask)a & 0x7fffffff); }

INLINE Vector signOf(Vector a) {
  const Vector zero = {0};
  return choose(a > zero, splat(1), choose(a < zero, splat(-1), a));
}

/* Equal sides are the same number or two zeros, of which -0 has the one bit more. */
INLINE Vector minimum(Vector a, Vector b) {
  const Vector equal = (Vector)((Mask)a | (Mask)b);
  return choose(a < b, a, choose(b < a, b, choose(a == b, equal, a + b)));
}

INLINE Vector maximum(Vector a, Vector b) {
  const Vector equal = (Vector)((Mask)a & (Mask)b);
  return choose(a > b, a, choose(b > a, b, choose(a == b, equal, a + b)));
}

#define A load(a + i)
#define B load(b + i)
#define C load(c + i)
#define EACH(OPERATION, RESULT)                                                                                        \
  case OPERATION: {                                                                                                    \
    int64_t i = 0;                                                                                                     \
    for (; i + LANES <= length; i += LANES) store(out + i, RESULT);                                                    \
    if (i < length) storeLanes(out + i, RESULT, length - i);                                                           \
    return;                                                                                                            \
  }

/* An operation ignores the operands that it does not take. */
static void runOperation(int operation, float *out, const float *a, const float *b, const float *c, float first,
                         float second, int64_t length) {
  const Vector p = splat(first);
  const Vector q = splat(second);
  const Vector zero = {0};
  switch (operation) {
    EACH(COPY, A)
    EACH(NEGATE, -A)
    EACH(SQRT, squareRoot(A))
    EACH(ABS, absolute(A))
    EACH(SIGN, signOf(A))
    EACH(ADD, A + B)
    EACH(SUBTRACT, A - B)
    EACH(MULTIPLY, A * B)
    EACH(DIVIDE, A / B)
    EACH(MIN, minimum(A, B))
    EACH(MAX, maximum(A, B))
    EACH(LESS, oneOrZero(A < B))
    EACH(LESS_OR_EQUAL, oneOrZero(A <= B))
    EACH(GREATER, oneOrZero(A > B))
    EACH(GREATER_OR_EQUAL, oneOrZero(A >= B))
    EACH(EQUAL, oneOrZero(A == B))
    EACH(NOT_EQUAL, oneOrZero(A != B))
    EACH(WHERE, choose(A != zero, B, C))
    EACH(SCALED_PLUS, p * A + B)
    EACH(BLEND, p * A + q * B)
    EACH(BLEND_SQUARE, p * A + q * (B * B))
    EACH(ROOT_PLUS, squareRoot(A) + p)
    EACH(SUBTRACT_SCALED, A - p * B)
    EACH(DESCEND, A - p * B / C)
  }
}

#undef A
#undef B
#undef C
#undef EACH

#endif
