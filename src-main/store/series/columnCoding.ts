/**
 * Columns of float64 as bytes and back, bit for bit (`docs/lab-file.md` says the same for other programs).
 *
 * A column of n numbers is stored in one of three ways, which its length tells apart:
 *
 *   8·n bytes   the numbers, little-endian
 *   8 bytes     one number that all n are, where n > 1
 *   less        byte planes: a byte whose bit p says that plane p is packed, then the packed planes as one zlib stream, then
 *               the others; plane p is byte p of every number, from the least significant on, and planes come in that order
 *
 * Only planes that get shorter are packed. Measured on columns of 1,024: of a noisy loss these are the two upper ones, and
 * packing all eight takes 7 times as long for 7.0 instead of 6.6 bytes a number. Higher levels of zlib save less than 1 % of
 * the packed planes and take up to 50 times as long where a plane has few values.
 */
import { deflateSync, inflateSync } from 'node:zlib'

const numberBytes = Float64Array.BYTES_PER_ELEMENT
/** What a zlib stream adds outweighs what it saves on less. */
const fewestPacked = 64
const packingLevel = 1
/** Pairs of equal bytes in a plane, as a multiple of what even chance gives, from which packing pays. */
const leastRepetition = 1.5

/** The shortest of the three forms. @returns bytes that may be shared with `values` */
export function packColumn(values: Float64Array): Uint8Array {
  const plain = plainColumn(values)
  if (values.length > 1 && isConstant(values)) return plain.subarray(0, numberBytes)
  if (values.length < fewestPacked) return plain
  return packPlanes(planesOf(values), values.length) ?? plain
}

/** The numbers as they are, shared. */
export function plainColumn(values: Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

/** @throws RangeError when the bytes are no column of `count` numbers; and what zlib throws. */
export function unpackColumn(bytes: Uint8Array, count: number): Float64Array {
  if (bytes.length === numberBytes * count) return numbersOf(bytes)
  if (bytes.length === numberBytes && count > 1) return new Float64Array(count).fill(numbersOf(bytes)[0]!)
  if (bytes.length === 0 || bytes.length > numberBytes * count) {
    throw new RangeError(`column = ${bytes.length} bytes, must be at most ${numberBytes * count}`)
  }
  return unpackPlanes(bytes, count)
}

/** SQLite's buffers start anywhere; typed arrays want their own alignment. */
function numbersOf(bytes: Uint8Array): Float64Array {
  return new Float64Array(Uint8Array.from(bytes).buffer)
}

/** The lower half of each number and the upper one, shared. */
function halvesOf(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, 2 * values.length)
}

/** By bits: 0 and −0 differ, and a NaN is what it was. */
function isConstant(values: Float64Array): boolean {
  const halves = halvesOf(values)
  const low = halves[0]
  const high = halves[1]
  for (let index = 2; index < halves.length; index += 2) {
    if (halves[index] !== low || halves[index + 1] !== high) return false
  }
  return true
}

/** Plane behind plane; two halves of a number at a time, three times as fast as byte by byte. */
function planesOf(values: Float64Array): Uint8Array {
  const count = values.length
  const halves = halvesOf(values)
  const planes = new Uint8Array(numberBytes * count)
  const [p1, p2, p3, p4] = [count, 2 * count, 3 * count, 4 * count]
  const [p5, p6, p7] = [5 * count, 6 * count, 7 * count]
  for (let index = 0; index < count; index++) {
    const low = halves[2 * index]!
    const high = halves[2 * index + 1]!
    planes[index] = low
    planes[p1 + index] = low >>> 8
    planes[p2 + index] = low >>> 16
    planes[p3 + index] = low >>> 24
    planes[p4 + index] = high
    planes[p5 + index] = high >>> 8
    planes[p6 + index] = high >>> 16
    planes[p7 + index] = high >>> 24
  }
  return planes
}

/** The inverse, of planes that lie anywhere. */
function numbersOfPlanes(planes: readonly Uint8Array[], count: number): Float64Array {
  const [p0, p1, p2, p3, p4, p5, p6, p7] = planes as readonly Uint8Array[] & { readonly length: 8 }
  const halves = new Uint32Array(2 * count)
  for (let index = 0; index < count; index++) {
    halves[2 * index] = p0![index]! | (p1![index]! << 8) | (p2![index]! << 16) | (p3![index]! << 24)
    halves[2 * index + 1] = p4![index]! | (p5![index]! << 8) | (p6![index]! << 16) | (p7![index]! << 24)
  }
  return new Float64Array(halves.buffer)
}

function packPlanes(planes: Uint8Array, count: number): Uint8Array | undefined {
  const packed: Uint8Array[] = []
  const others: Uint8Array[] = []
  let mask = 0
  for (let plane = 0; plane < numberBytes; plane++) {
    const bytes = planes.subarray(plane * count, (plane + 1) * count)
    if (repeats(bytes)) {
      mask |= 1 << plane
      packed.push(bytes)
    } else others.push(bytes)
  }
  if (packed.length === 0) return undefined
  const stream = deflateSync(Buffer.concat(packed), { level: packingLevel })
  const column = Buffer.concat([Uint8Array.of(mask), stream, ...others])
  return column.length < planes.length && column.length !== numberBytes ? column : undefined
}

const occurrences = new Uint32Array(256)

/** Whether equal bytes are so frequent that packing pays: Σ c² against n + n²/256, its mean for even chance. */
function repeats(bytes: Uint8Array): boolean {
  occurrences.fill(0)
  for (let index = 0; index < bytes.length; index++) occurrences[bytes[index]!]!++
  let pairs = 0
  for (let byte = 0; byte < occurrences.length; byte++) pairs += occurrences[byte]! * occurrences[byte]!
  return pairs > leastRepetition * bytes.length * (1 + bytes.length / occurrences.length)
}

function unpackPlanes(bytes: Uint8Array, count: number): Float64Array {
  const mask = bytes[0]!
  let packedCount = 0
  for (let plane = 0; plane < numberBytes; plane++) packedCount += (mask >> plane) & 1
  const othersAt = bytes.length - (numberBytes - packedCount) * count
  if (othersAt < 1) throw new RangeError(`column = ${bytes.length} bytes, too short for its planes`)
  const expected = packedCount * count
  const packed = inflateSync(bytes.subarray(1, othersAt), { maxOutputLength: Math.max(1, expected) })
  if (packed.length !== expected) throw new RangeError(`packed planes = ${packed.length} bytes, must be ${expected}`)
  let nextPacked = 0
  let nextOther = othersAt
  const planes = Array.from({ length: numberBytes }, (_, plane) => {
    if (((mask >> plane) & 1) === 1) {
      nextPacked += count
      return packed.subarray(nextPacked - count, nextPacked)
    }
    nextOther += count
    return bytes.subarray(nextOther - count, nextOther)
  })
  return numbersOfPlanes(planes, count)
}
