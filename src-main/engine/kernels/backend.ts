/**
 * What carries out the arithmetic. All give the same bits; they differ in speed and in what they need.
 *
 *   typescript  the readable reference; both precisions
 *   wasm        WebAssembly with 128-bit SIMD; float32
 *   native      compiled for the processor, up to 512-bit SIMD; float32, and only where it could be compiled
 */
export const backends = ['typescript', 'wasm', 'native'] as const

export type Backend = (typeof backends)[number]
