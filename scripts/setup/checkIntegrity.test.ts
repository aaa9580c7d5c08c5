import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkIntegrity } from './checkIntegrity.mjs'

// `printf 'second moment\n' | openssl dgst -sha512 -binary | base64`
const integrity = 'sha512-Peo+SsbEW+emNOJC74+cyNUMOgXmPrbUg60EB/6gAkpSBAgzYEXKpSLTQ0x5wnxijVtJjIWX7SHUk42EL0y7Xw=='

async function fileWith(content: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'second-moment-integrity-')), 'file')
  await writeFile(file, content)
  return file
}

test('a file with the pinned digest is accepted', async () => {
  await expect(checkIntegrity(await fileWith('second moment\n'), integrity)).resolves.toBeUndefined()
})

test('a tampered file is refused with both digests', async () => {
  await expect(checkIntegrity(await fileWith('second momenT\n'), integrity)).rejects.toThrow(`must be ${integrity}`)
})
