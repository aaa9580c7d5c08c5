/**
 * What a run is called where it stands beside others: its name, and its seed where runs of that name and configuration differ
 * in it.
 */
import { type ShallowRef, shallowRef } from 'vue'
import type { RunSummary } from '../../src-main/contract/run'
import type { RunChange } from './runStore'

export interface RunTitles {
  /** " · seed 3", or nothing; a computation that asks follows the runs of that name and configuration. */
  seedOf(run: RunSummary): string
  /** The name with it. */
  titleOf(run: RunSummary): string
  change(changes: readonly RunChange[]): void
}

/** Runs of one name and configuration that are not in the trash. */
class Namesakes {
  readonly #runs = new Map<number, number>()
  /** Whether they have several seeds. */
  readonly differ = shallowRef(false)

  count(seed: number, by: 1 | -1): void {
    const runs = (this.#runs.get(seed) ?? 0) + by
    if (runs === 0) this.#runs.delete(seed)
    else this.#runs.set(seed, runs)
    this.differ.value = this.#runs.size > 1
  }
}

export function createRunTitles(): RunTitles {
  const namesakes = new Map<string, Namesakes>()
  const of = ({ configuration, name }: RunSummary): Namesakes => {
    const key = `${configuration} ${name}`
    let found = namesakes.get(key)
    if (found === undefined) {
      found = new Namesakes()
      namesakes.set(key, found)
    }
    return found
  }
  const isSaved = (run: RunSummary | undefined): run is RunSummary => run !== undefined && run.trashedAtMs === null
  const seedOf = (run: RunSummary): string => {
    const { differ }: { readonly differ: Readonly<ShallowRef<boolean>> } = of(run)
    return differ.value ? ` · seed ${run.seed}` : ''
  }
  return {
    seedOf,
    titleOf: (run) => `${run.name}${seedOf(run)}`,
    change: (changes) => {
      for (const { before, after } of changes) {
        if (isSaved(before) && isSaved(after) && before.name === after.name) continue
        if (isSaved(before)) of(before).count(before.seed, -1)
        if (isSaved(after)) of(after).count(after.seed, 1)
      }
    },
  }
}
