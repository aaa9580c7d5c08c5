/** Bytes from base64 (RFC 4648, with padding): the engine has neither Node nor a browser to ask. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const end = text.indexOf('=')
  const digits = end < 0 ? text.length : end
  const bytes = new Uint8Array((digits * 6) >> 3)
  const values = new Map([...ALPHABET].map((character, index) => [character, index]))
  let bits = 0
  let held = 0
  let at = 0
  for (let index = 0; index < digits; index++) {
    held = (held << 6) | values.get(text[index]!)!
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = (held >> bits) & 255
    held &= (1 << bits) - 1
  }
  return bytes
}
