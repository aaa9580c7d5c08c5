/** Which large files are about to be read, so that a wait of seconds is no silence. */
import { statSync } from 'node:fs'
import { problemFiles } from '../contract/datasetFiles'
import type { Registry } from '../contract/definition'
import type { Member } from '../contract/field'

/** What takes a second or so to read. */
const mentionedBytes = 64 * 2 ** 20
const units = ['MiB', 'GiB', 'TiB'] as const

/** @returns `reading /data/flights.csv (1.0 GiB)` for each */
export function readingRemarks(problem: Member, registry: Registry): readonly string[] {
  return problemFiles(problem, registry).flatMap(({ path }) => {
    const size = sizeOfFile(path)
    return size > mentionedBytes ? [`reading ${path} (${sizeText(size)})`] : []
  })
}

/** 0 for what is no file or cannot be seen: who reads it says so. */
function sizeOfFile(path: string): number {
  try {
    const facts = statSync(path)
    return facts.isFile() ? facts.size : 0
  } catch {
    return 0
  }
}

function sizeText(bytes: number): string {
  let size = bytes / 2 ** 20
  let unit = 0
  while (size >= 1023.95 && unit < units.length - 1) {
    size /= 1024
    unit++
  }
  return `${size.toFixed(1)} ${units[unit]}`
}
