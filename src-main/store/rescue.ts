/**
 * Saves what is open of a lost lab file under a free name: beside it, or where that is not possible, in the folder for the
 * app's own files. For callers that cannot ask the user: the command line, and a window that is being closed.
 */
import { existsSync, mkdirSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import type { Result } from '../contract/result'
import { dataFolder } from './dataFolder'

/** @param move - goes on in the file it is given @returns that file, or why it could not be saved beside the lost one */
export async function rescue(
  file: string,
  move: (to: string) => Promise<Result<undefined>>,
  ownFolder = dataFolder(process.env, process.platform),
): Promise<Result<string>> {
  const beside = freeName(dirname(file), file)
  const moved = await move(beside)
  if (moved.ok) return { ok: true, value: beside }
  try {
    mkdirSync(ownFolder, { recursive: true })
  } catch {
    return moved
  }
  const away = freeName(ownFolder, file)
  return (await move(away)).ok ? { ok: true, value: away } : moved
}

/** `study-saved.lab`, `study-saved-2.lab` … */
export function freeName(folder: string, file: string): string {
  const ending = extname(file)
  const name = join(folder, `${basename(file, ending)}-saved`)
  for (let number = 1; ; number++) {
    const free = `${name}${number === 1 ? '' : `-${number}`}${ending}`
    if (!existsSync(free)) return free
  }
}
