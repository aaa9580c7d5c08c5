/** Subresource-integrity check of one downloaded file (W3C SRI form, `sha512-BASE64`, as npm writes it). */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { SetupError } from './setupError.mjs'

/**
 * @param {string} file
 * @param {string} integrity
 * @throws {SetupError} when the file's digest differs
 */
export async function checkIntegrity(file, integrity) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const found = `sha512-${hash.digest('base64')}`
  if (found !== integrity) throw new SetupError(`${file} is ${found}, must be ${integrity}; it was not used`)
}
