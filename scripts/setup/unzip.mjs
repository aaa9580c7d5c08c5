/**
 * A reader for zip archives, enough to unpack one that we know: stored and deflated entries, Unix modes, below 4 GiB.
 * Every entry is checked against its CRC-32 and must stay inside the target folder.
 * Source: PKWARE APPNOTE 6.3.10, sections 4.3.12 (central directory) and 4.3.16 (end of central directory).
 */
import { chmod, mkdir, open, writeFile } from 'node:fs/promises'
import { dirname, resolve, sep } from 'node:path'
import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { SetupError } from './setupError.mjs'

const inflate = promisify(inflateRaw)

/** The end record is 22 bytes and may be followed by a comment of up to 65,535. */
const endRecordBytes = 22
const longestComment = 0xffff

/**
 * @typedef {object} ZipEntry
 * @property {string} name
 * @property {number} method 0 stored, 8 deflated
 * @property {number} crc
 * @property {number} compressedBytes
 * @property {number} sizeBytes
 * @property {number} mode Unix permission bits, 0 when the archive has none
 * @property {number} headerOffset
 */

/**
 * Unpacks the wanted entries of an archive into a folder.
 * @param {string} archive
 * @param {string} target
 * @param {(name: string) => boolean} isWanted
 * @throws {SetupError} when the archive is damaged, of another kind, or names a file outside the folder
 */
export async function unzip(archive, target, isWanted = () => true) {
  const file = await open(archive)
  try {
    for (const entry of await readDirectory(file, archive)) {
      if (entry.name.endsWith('/') || !isWanted(entry.name)) continue
      const path = resolve(target, entry.name)
      if (!path.startsWith(resolve(target) + sep)) throw new SetupError(`${archive}: ${entry.name} leaves the folder`)
      const content = await readEntry(file, archive, entry)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, content)
      if (entry.mode !== 0) await chmod(path, entry.mode)
    }
  } finally {
    await file.close()
  }
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {string} archive
 * @returns {Promise<ZipEntry[]>}
 */
async function readDirectory(file, archive) {
  const { size } = await file.stat()
  const tail = await readAt(file, archive, Math.max(0, size - endRecordBytes - longestComment), size)
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0 || end + endRecordBytes > tail.length)
    throw new SetupError(`${archive}: no zip directory, file is damaged`)
  const count = tail.readUInt16LE(end + 10)
  const directoryBytes = tail.readUInt32LE(end + 12)
  const directoryOffset = tail.readUInt32LE(end + 16)
  if (directoryOffset === 0xffffffff) throw new SetupError(`${archive}: zip64 is not supported`)
  const directory = await readAt(file, archive, directoryOffset, directoryOffset + directoryBytes)
  /** @type {ZipEntry[]} */
  const entries = []
  for (let at = 0; entries.length < count; ) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) {
      throw new SetupError(`${archive}: zip directory entry ${entries.length} is damaged`)
    }
    const nameBytes = directory.readUInt16LE(at + 28)
    entries.push({
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      compressedBytes: directory.readUInt32LE(at + 20),
      sizeBytes: directory.readUInt32LE(at + 24),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      headerOffset: directory.readUInt32LE(at + 42),
      name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
    })
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {string} archive
 * @param {ZipEntry} entry
 */
async function readEntry(file, archive, entry) {
  const header = await readAt(file, archive, entry.headerOffset, entry.headerOffset + 30)
  const start = entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = await readAt(file, archive, start, start + entry.compressedBytes)
  const content = await unpack(packed, archive, entry)
  if (content.length !== entry.sizeBytes || crc32(content) !== entry.crc) {
    throw new SetupError(`${archive}: ${entry.name} does not match its checksum`)
  }
  return content
}

/**
 * @param {Buffer} packed
 * @param {string} archive
 * @param {ZipEntry} entry
 * @returns {Promise<Buffer>}
 */
async function unpack(packed, archive, entry) {
  if (entry.method === 0) return packed
  if (entry.method !== 8) {
    throw new SetupError(`${archive}: ${entry.name} has compression method ${entry.method}, must be 0 or 8`)
  }
  try {
    return await inflate(packed, { maxOutputLength: Math.max(1, entry.sizeBytes) })
  } catch (error) {
    throw new SetupError(`${archive}: ${entry.name} is damaged (${error instanceof Error ? error.message : error})`)
  }
}

/**
 * Bytes [from, to) of the file.
 * @param {import('node:fs/promises').FileHandle} file
 * @param {string} archive
 * @param {number} from
 * @param {number} to
 */
async function readAt(file, archive, from, to) {
  const buffer = Buffer.alloc(to - from)
  const { bytesRead } = await file.read(buffer, 0, buffer.length, from)
  if (bytesRead !== buffer.length) throw new SetupError(`${archive}: ends at byte ${from + bytesRead}, needs ${to}`)
  return buffer
}
