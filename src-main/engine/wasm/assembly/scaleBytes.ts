/**
 * The twin of `kernels/byteRows.ts`: a row of bytes as the float32 numbers they stand for.
 *
 * Most of an image is background: sixteen bytes of 0 are four stores of one vector.
 */
export function scaleBytes(out: usize, bytes: usize, scaled: usize, length: i32): void {
  const background = v128.load32_splat(scaled)
  for (; length >= 16; length -= 16) {
    if (v128.any_true(v128.load(bytes))) {
      for (let byte: usize = 0; byte < 16; byte += 4) {
        f32.store(out + (byte << 2), valueOf(scaled, bytes + byte))
        f32.store(out + (byte << 2), valueOf(scaled, bytes + byte + 1), 4)
        f32.store(out + (byte << 2), valueOf(scaled, bytes + byte + 2), 8)
        f32.store(out + (byte << 2), valueOf(scaled, bytes + byte + 3), 12)
      }
    } else {
      v128.store(out, background)
      v128.store(out, background, 16)
      v128.store(out, background, 32)
      v128.store(out, background, 48)
    }
    out += 64
    bytes += 16
  }
  for (; length > 0; length--) {
    f32.store(out, valueOf(scaled, bytes))
    out += 4
    bytes++
  }
}

// @ts-ignore: decorator
@inline
function valueOf(scaled: usize, byte: usize): f32 {
  return f32.load(scaled + ((<usize>load<u8>(byte)) << 2))
}
