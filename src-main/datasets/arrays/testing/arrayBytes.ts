/** Writes arrays byte by byte as the two formats describe them; shares nothing with the readers. */
export const npyTypes = ['b1', 'u1', 'u2', 'u4', 'u8', 'i1', 'i2', 'i4', 'i8', 'f4', 'f8'] as const
export type NpyType = (typeof npyTypes)[number]

function elementBytes(type: NpyType, value: number, isLittle: boolean): number[] {
  const view = new DataView(new ArrayBuffer(Number(type[1])))
  if (type === 'f4') view.setFloat32(0, value, isLittle)
  else if (type === 'f8') view.setFloat64(0, value, isLittle)
  else if (type[1] === '8') view.setBigInt64(0, BigInt(value), isLittle)
  else if (type[1] === '4') view.setInt32(0, value, isLittle)
  else if (type[1] === '2') view.setInt16(0, value, isLittle)
  else view.setInt8(0, value)
  return [...new Uint8Array(view.buffer)]
}

export interface NpyOptions {
  readonly shape: readonly number[]
  readonly type?: NpyType
  readonly order?: '<' | '>' | '|' | '='
  readonly version?: 1 | 2 | 3
  /** Values are given row by row, and stored with the first index fastest. */
  readonly isFortran?: boolean
}

/** @param values - row by row */
export function npyBytes(values: readonly number[], options: NpyOptions): Uint8Array<ArrayBuffer> {
  const { shape, type = 'f8', order = type[1] === '1' ? '|' : '<', version = 1, isFortran = false } = options
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const text = `{'descr': '${order}${type}', 'fortran_order': ${isFortran ? 'True' : 'False'}, 'shape': (${sizes}), }`
  const start = version === 1 ? 10 : 12
  const padded = `${text}${' '.repeat(63 - ((start + text.length) % 64))}\n`
  const length = [padded.length & 255, padded.length >> 8, 0, 0].slice(0, start - 8)
  const stored = isFortran ? fortranOrder(values, shape) : values
  return Uint8Array.from([
    ...[0x93, ...Buffer.from('NUMPY'), version, 0, ...length],
    ...Buffer.from(padded, 'latin1'),
    ...stored.flatMap((value) => elementBytes(type, value, order !== '>')),
  ])
}

/** Walks all indices with the first one fastest, and takes each value from its place row by row. */
function fortranOrder(values: readonly number[], shape: readonly number[]): number[] {
  const index = shape.map(() => 0)
  return values.map(() => {
    const place = shape.reduce((sum, size, axis) => sum * size + index[axis]!, 0)
    for (let axis = 0; axis < shape.length; axis++) {
      index[axis]!++
      if (index[axis]! < shape[axis]!) break
      index[axis] = 0
    }
    return values[place]!
  })
}

const idxCodes = { u1: 0x08, i1: 0x09, i2: 0x0b, i4: 0x0c, f4: 0x0d, f8: 0x0e } as const
export const idxTypes = ['u1', 'i1', 'i2', 'i4', 'f4', 'f8'] as const
export type IdxType = (typeof idxTypes)[number]

export function idxBytes(
  values: readonly number[],
  shape: readonly number[],
  type: IdxType = 'u1',
): Uint8Array<ArrayBuffer> {
  const sizes = shape.flatMap((size) => [size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255])
  return Uint8Array.from([
    ...[0, 0, idxCodes[type], shape.length, ...sizes],
    ...values.flatMap((value) => elementBytes(type, value, false)),
  ])
}

/** The values a type can hold, for property tests. */
export const rangeOf: Readonly<Record<NpyType, readonly [number, number]>> = {
  b1: [0, 1],
  u1: [0, 255],
  u2: [0, 65_535],
  u4: [0, 4_294_967_295],
  u8: [0, Number.MAX_SAFE_INTEGER],
  i1: [-128, 127],
  i2: [-32_768, 32_767],
  i4: [-2_147_483_648, 2_147_483_647],
  i8: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  f4: [-16_777_216, 16_777_216],
  f8: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
}
