/** Why a run was computed by another backend or fewer threads than asked for. */
import type { RunSummary } from '../../../src-main/contract/run'
import { shortfallReason } from '../../../src-main/contract/shortfall'
import { capitalised } from '../../lab/capitalised'

/** One line; nothing where all was as asked for. */
export function shortfallText(run: Pick<RunSummary, 'backendShortfall' | 'threadsShortfall'>): string {
  const shortfalls = [run.backendShortfall, run.threadsShortfall].filter((shortfall) => shortfall !== null)
  return capitalised(shortfalls.map(shortfallReason).join('; '))
}
