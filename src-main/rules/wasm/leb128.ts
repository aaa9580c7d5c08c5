/**
 * Integers as the WebAssembly binary format writes them: seven bits a byte, lowest first, the top bit says that more come.
 *
 * Source: WebAssembly Core Specification 2.0, section 5.2.2.
 */

/** @param value - an integer in [0, 2³²) */
export function unsignedLeb128(value: number): number[] {
  const bytes: number[] = []
  let rest = value >>> 0
  while (rest >= 0x80) {
    bytes.push((rest & 0x7f) | 0x80)
    rest >>>= 7
  }
  bytes.push(rest)
  return bytes
}

/** @param value - an integer in [−2³¹, 2³¹); its last byte carries the sign in bit 6 */
export function signedLeb128(value: number): number[] {
  const bytes: number[] = []
  let rest = value | 0
  while (rest < -0x40 || rest > 0x3f) {
    bytes.push((rest & 0x7f) | 0x80)
    rest >>= 7
  }
  bytes.push(rest & 0x7f)
  return bytes
}
