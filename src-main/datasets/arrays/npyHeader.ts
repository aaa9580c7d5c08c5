/**
 * The header of an NPY file, as NumPy saves one array.
 *
 *   byte 0–5  \x93NUMPY · byte 6  version 1, 2 or 3 · byte 7  0
 *   byte 8 …  length of the text, 16 bits in version 1, 32 after, least significant byte first
 *   then a Python dictionary as text: {'descr': '<f4', 'fortran_order': False, 'shape': (60, 4), }
 *
 * Taken are booleans, whole numbers of 1 to 8 bytes, float16, float32 and float64, in either byte order; nothing is evaluated.
 * Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays"; numpy.lib.format.
 */
import { refuse } from '../refuse'
import { type ArrayHeader, stridesOf } from './arrayHeader'
import { type ElementName, elementType } from './elementType'
import { type PythonValue, parsePythonDictionary } from './pythonDictionary'

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]
const longestText = 64 * 1024
/** The length of what has to be read for any header that is taken. */
export const npyHeadBytes = 12 + longestText

/** @throws LabFailure `datasetUnreadable`, naming the byte */
export function readNpyHeader(file: string, head: Uint8Array): ArrayHeader {
  const wrong = magic.findIndex((byte, index) => head[index] !== byte)
  if (wrong >= 0 && wrong < head.length) {
    refuse(file, `is no NPY file: byte ${wrong} is not that of "\\x93NUMPY"${packedAs(head)}`)
  }
  const version = head[6]
  const lengthBytes = version === 1 ? 2 : 4
  const textStart = 8 + lengthBytes
  if (head.length < textStart) refuse(file, `ends at byte ${head.length}, inside its header`)
  if (version === undefined || version < 1 || version > 3 || head[7] !== 0) {
    refuse(file, `has version ${version}.${head[7]} at byte 6; it must be 1.0, 2.0 or 3.0`)
  }
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const length = lengthBytes === 2 ? view.getUint16(8, true) : view.getUint32(8, true)
  if (length > longestText) refuse(file, `has a header of ${length} bytes at byte 8; at most ${longestText} are read`)
  const offset = textStart + length
  if (head.length < offset) refuse(file, `ends at byte ${head.length}, inside its header of ${offset} bytes`)
  // Every byte is one character, so that places in the text are places in the file.
  const text = Buffer.from(head.subarray(textStart, offset)).toString('latin1')
  const { values, places } = parsePythonDictionary(file, text, textStart)
  const at = (key: string): number => places.get(key) ?? textStart
  const { element, isLittleEndian } = describedElement(file, values.get('descr'), at('descr'))
  const order = values.get('fortran_order')
  if (typeof order !== 'boolean') refuse(file, `has no fortran_order of True or False at byte ${at('fortran_order')}`)
  const shape = sizesOf(file, values.get('shape'), at('shape'))
  const strides = stridesOf(shape, order)
  return { shape, strides, element, isLittleEndian, isFortranOrder: order, offset, shapeByte: at('shape') }
}

/** What the first bytes say it is packed in. */
function packedAs(head: Uint8Array): string {
  if (head[0] === 0x50 && head[1] === 0x4b) return '; it is an NPZ archive, which must be unpacked first'
  if (head[0] === 0x1f && head[1] === 0x8b) return '; it is compressed with gzip and must be unpacked first'
  return ''
}

/** `<f4`: byte order, kind, bytes. */
function describedElement(file: string, described: PythonValue | undefined, byte: number) {
  const parts = typeof described === 'string' ? /^([<>|=])([biuf][1248])$/.exec(described) : null
  const name = parts?.[2]
  if (parts === null || !isElementName(name)) {
    const shown = typeof described === 'string' ? `"${described.slice(0, 40)}"` : 'another thing'
    refuse(
      file,
      `has the type ${shown} at byte ${byte}; it must be one of b1, i1, i2, i4, i8, u1, u2, u4, u8, f2, f4, f8 in either byte order`,
    )
  }
  const order = parts[1]
  if (order === '|' && elementType(name).bytes > 1) {
    refuse(file, `has the type "${described}" without a byte order at byte ${byte}`)
  }
  // '=' is the order of the machine that wrote it, which the file does not say; nearly all are little-endian.
  return { element: name, isLittleEndian: order !== '>' }
}

function isElementName(name: string | undefined): name is ElementName {
  return name !== undefined && /^(b1|[iu][1248]|f[248])$/.test(name)
}

function sizesOf(file: string, sizes: PythonValue | undefined, byte: number): number[] {
  if (!Array.isArray(sizes)) refuse(file, `has no shape in parentheses at byte ${byte}`)
  if (sizes.length === 0) refuse(file, `holds a single number (shape () at byte ${byte}); it must hold one an example`)
  return sizes.map((size) => {
    if (typeof size === 'number' && Number.isSafeInteger(size) && size >= 1) return size
    return refuse(file, `has the size ${String(size)} in its shape at byte ${byte}; sizes must be 1 or more`)
  })
}
