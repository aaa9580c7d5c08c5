/* Correctly rounded square roots of a vector: the one operation for which vector extensions have no sign. */
#ifndef SQUARE_ROOT_H
#define SQUARE_ROOT_H

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

#include "vector.h"

INLINE Vector squareRoot(Vector a) {
#if LANES == 16
  return (Vector)_mm512_sqrt_ps((__m512)a);
#elif LANES == 8
  return (Vector)_mm256_sqrt_ps((__m256)a);
#elif defined(__x86_64__)
  return (Vector)_mm_sqrt_ps((__m128)a);
#elif defined(__aarch64__)
  return (Vector)vsqrtq_f32((float32x4_t)a);
#else
  UNROLL for (int lane = 0; lane < LANES; lane++) a[lane] = __builtin_sqrtf(a[lane]);
  return a;
#endif
}

#endif
