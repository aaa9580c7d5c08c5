/*
 * Vectors of LANES float32, by the compiler's own vector extension: the same source at 128, 256 and 512 bits.
 *
 * Products and sums stay two operations (the build forbids contraction), each rounded to float32; denormals are kept.
 */
#ifndef VECTOR_H
#define VECTOR_H

#include <stdint.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("GCC unroll 16")

typedef float Vector __attribute__((vector_size(LANES * 4)));
typedef int32_t Mask __attribute__((vector_size(LANES * 4)));
/* the same at any address that a float32 may have */
typedef float LooseVector __attribute__((vector_size(LANES * 4), aligned(4), may_alias));

INLINE Vector load(const float *from) { return *(const LooseVector *)from; }

INLINE void store(float *to, Vector value) { *(LooseVector *)to = value; }

/* x - 0 is x for every x, zeros and NaN too; compilers make one broadcast of it. */
INLINE Vector splat(float value) { return value - (Vector){0}; }

/* Keeps a value that is used several times in a register; compilers would rather load it again for every use. */
#if defined(__x86_64__) && defined(__AVX512F__)
#define HOLD(value) __asm__("" : "+v"(value))
#elif defined(__x86_64__)
#define HOLD(value) __asm__("" : "+x"(value))
#elif defined(__aarch64__)
#define HOLD(value) __asm__("" : "+w"(value))
#else
#define HOLD(value)
#endif

/* a where the mask is set, b elsewhere */
INLINE Vector choose(Mask mask, Vector a, Vector b) { return (Vector)((mask & (Mask)a) | (~mask & (Mask)b)); }

/* Only the first `count` lanes are written. */
INLINE void storeLanes(float *to, Vector value, int64_t count) {
  if (count >= LANES) store(to, value);
  else memcpy(to, &value, (size_t)count * sizeof(float));
}

#endif
