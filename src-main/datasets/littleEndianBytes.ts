/** Numbers as bytes, float64 each, least significant byte first: the same on every machine, for digests. */
export function littleEndianBytes(values: ArrayLike<number>): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 8))
  for (let index = 0; index < values.length; index++) view.setFloat64(index * 8, values[index]!, true)
  return new Uint8Array(view.buffer)
}
