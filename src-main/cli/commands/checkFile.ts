/** `lab check-file FILE`: looks through a whole lab file, and names everything that is not what was stored. */
import { type LabError, sentence } from '../../contract/errors'
import { unwrap } from '../../contract/result'
import { checkFile, type Looked } from '../../store/checkFile'
import { openForLooking, openLabFile } from '../../store/openLabFile'
import { type ExitCode, exitCodes } from '../exitCodes'
import { jsonLine } from '../jsonText'
import type { Output } from '../output'
import { plainText } from '../plainText'
import { userPath } from '../request'

export interface CheckFileOptions {
  readonly json?: boolean
}

/** @throws LabFailure when it is no lab file, or cannot be opened */
export function checkLabFile(file: string, { json }: CheckFileOptions, output: Output): ExitCode {
  const opened = openForLooking(userPath(file))
  const isHeaderDamaged = !opened.ok && opened.error.kind === 'damaged'
  const damage: LabError[] = isHeaderDamaged ? [opened.error] : []
  let looked: Looked | null = null
  if (!isHeaderDamaged) {
    const labFile = unwrap(opened)
    try {
      const check = checkFile(labFile)
      damage.push(...check.damage)
      looked = check.looked
    } finally {
      labFile.close()
    }
  }
  for (const error of damage) {
    const run = error.kind === 'damaged' ? error.run : undefined
    const what = error.kind === 'damaged' ? error.what : sentence(error)
    if (json === true) output.result(jsonLine({ event: 'damage', run, what }))
    else output.result(plainText(run === undefined ? what : `run ${run}: ${what}`))
  }
  if (json === true) output.result(jsonLine({ event: 'checked', sound: damage.length === 0, ...looked }))
  else if (looked !== null && damage.length === 0) output.result(soundText(looked))
  else output.remark(`${file}: ${damage.length} damaged ${damage.length === 1 ? 'place' : 'places'}; ${restText(file)}`)
  return damage.length === 0 ? exitCodes.done : exitCodes.runFailed
}

/** Whether a reader is let in. */
function restText(file: string): string {
  const opened = openLabFile(userPath(file), { mode: 'read' })
  if (!opened.ok) return 'rows may be missing, so nothing is read from it; put a whole copy of it in its place'
  opened.value.close()
  return 'the rest can be read'
}

function soundText({ runs, series, rows, snapshots, arrays }: Looked): string {
  const all = `${runs} runs, ${series} series with ${rows} rows, ${snapshots} snapshots, ${arrays} arrays`
  return `sound: ${all}, each as it was stored`
}
