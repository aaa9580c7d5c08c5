/** Which lab file the window had open last, in `lab.json` of the data folder. */
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { replaceFile } from './replaceFile'

/** The remembered path, or null when none was, or the file is not what it should be. */
export function readRememberedLabFile(file: string): string | null {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (
      typeof content === 'object' &&
      content !== null &&
      'labFile' in content &&
      typeof content.labFile === 'string'
    ) {
      return content.labFile
    }
  } catch {
    // Nothing remembered yet: the default is opened.
  }
  return null
}

/** What cannot be written is forgotten: the lab file is open all the same. */
export function writeRememberedLabFile(file: string, labFile: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    replaceFile(file, [JSON.stringify({ labFile })])
  } catch {
    // The next start opens what was remembered before.
  }
}
