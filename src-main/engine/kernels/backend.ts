/**
 * What carries out the arithmetic. All give the same bits; they differ in speed and in what they need.
 *
 *   typescript  the readable reference; both precisions
 *   wasm        WebAssembly with 128-bit SIMD; float32
 */
export const backends = ['typescript', 'wasm'] as const

export type Backend = (typeof backends)[number]
