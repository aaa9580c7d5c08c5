/**
 * The header of an NPY file, as NumPy saves one array.
 *
 *   byte 0–5  \x93NUMPY · byte 6  version 1, 2 or 3 · byte 7  0
 *   byte 8 …  length of the text, 16 bits in version 1, 32 after, least significant byte first
 *   then a Python dictionary as text: {'descr': '<f4', 'fortran_order': False, 'shape': (60, 4), }
 *
 * The dictionary is read as the one Python literal it is, of texts, whole numbers, True, False and tuples of whole numbers;
 * everything else is refused with its byte. Python 2 wrote long numbers as `2L` and some texts as `u'<f8'` or `b'<f8'`: NumPy
 * reads such headers, and so are they here.
 * Taken are booleans, whole numbers of 1 to 8 bytes, float16, float32 and float64, in either byte order; nothing is evaluated.
 * Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays"; numpy.lib.format.
 */
import { refuse } from '../refuse'
import { type ArrayHeader, stridesOf } from './arrayHeader'
import { type ElementName, elementType } from './elementType'

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
  const { values, places } = new PythonReader(file, text, textStart).dictionary()
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

type PythonValue = string | number | boolean | readonly number[]

interface PythonDictionary {
  readonly values: ReadonlyMap<string, PythonValue>
  /** Byte of the file where each value starts. */
  readonly places: ReadonlyMap<string, number>
}

/** A quote, and the letter that Python 2 may have put in front of it. */
const openedText = /^[uUbB]?['"]/

class PythonReader {
  readonly #file: string
  readonly #text: string
  readonly #start: number
  #at = 0

  /**
   * @param text - one character a byte
   * @param start - the byte of the file at which the text starts
   */
  constructor(file: string, text: string, start: number) {
    this.#file = file
    this.#text = text
    this.#start = start
  }

  /** @throws LabFailure `datasetUnreadable`; so does everything below */
  dictionary(): PythonDictionary {
    const values = new Map<string, PythonValue>()
    const places = new Map<string, number>()
    this.#expect('{')
    while (!this.#takes('}')) {
      const key = this.#string()
      this.#expect(':')
      this.#skipBlanks()
      places.set(key, this.#start + this.#at)
      values.set(key, this.#value())
      if (this.#takes('}')) break
      this.#expect(',')
    }
    this.#skipBlanks()
    if (this.#at < this.#text.length) this.#refuse('nothing but blanks')
    return { values, places }
  }

  #value(): PythonValue {
    const next = this.#text[this.#at]
    if (openedText.test(this.#text.slice(this.#at, this.#at + 2))) return this.#string()
    if (next === '(') return this.#tuple()
    if (this.#takes('True')) return true
    if (this.#takes('False')) return false
    return this.#number()
  }

  #tuple(): readonly number[] {
    const numbers: number[] = []
    this.#expect('(')
    while (!this.#takes(')')) {
      numbers.push(this.#number())
      if (this.#takes(')')) break
      this.#expect(',')
    }
    return numbers
  }

  #number(): number {
    this.#skipBlanks()
    const digits = /[0-9]{1,16}/y
    digits.lastIndex = this.#at
    const found = digits.exec(this.#text)?.[0]
    if (found === undefined) return this.#refuse('a text, a whole number, True, False or a tuple of whole numbers')
    this.#at += found.length
    if (/[lL]/.test(this.#text[this.#at] ?? '')) this.#at++
    return Number(found)
  }

  #string(): string {
    this.#skipBlanks()
    const start = openedText.exec(this.#text.slice(this.#at, this.#at + 2))?.[0] ?? ''
    const open = this.#at + start.length
    const end = start === '' ? -1 : this.#text.indexOf(start.at(-1)!, open)
    if (end < 0) return this.#refuse('a text in quotes')
    const value = this.#text.slice(open, end)
    this.#at = end + 1
    return value
  }

  #takes(word: string): boolean {
    this.#skipBlanks()
    if (!this.#text.startsWith(word, this.#at)) return false
    this.#at += word.length
    return true
  }

  #expect(word: string): void {
    if (!this.#takes(word)) this.#refuse(word)
  }

  #skipBlanks(): void {
    while (this.#at < this.#text.length && ' \n\t\r'.includes(this.#text[this.#at]!)) this.#at++
  }

  #refuse(wanted: string): never {
    const found = this.#at < this.#text.length ? JSON.stringify(this.#text[this.#at]) : 'its end'
    return refuse(
      this.#file,
      `has ${found} in its header at byte ${this.#start + this.#at}, where ${wanted} must stand`,
    )
  }
}
