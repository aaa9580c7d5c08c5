/** What the columns of the table need to know of the listed runs as a whole, kept up to date run by run. */
import { shallowRef } from 'vue'
import type { Member } from '../../src-main/contract/field'
import type { ConfigurationId } from '../../src-main/contract/identifiers'
import type { RunSummary } from '../../src-main/contract/run'

/** How many of the runs have each of some values. */
class Tally<K> {
  readonly #counts = new Map<K, number>()
  /** Values that several have. */
  shared = 0

  /** @returns whether a value is there that was not, or the other way round. */
  count(value: K, by: 1 | -1): boolean {
    const before = this.#counts.get(value) ?? 0
    const after = before + by
    if (after === 0) this.#counts.delete(value)
    else this.#counts.set(value, after)
    this.shared += Number(after > 1) - Number(before > 1)
    return (before === 0) !== (after === 0)
  }

  values(): IterableIterator<K> {
    return this.#counts.keys()
  }

  clear(): void {
    this.#counts.clear()
    this.shared = 0
  }
}

/** Of " · seed 12". */
const seedLength = 10

export function createListedTallies() {
  const lengths = new Tally<number>()
  const configurations = new Tally<ConfigurationId>()
  const optimizerOf = new Map<ConfigurationId, Member>()
  /** Of the longest title, in letters, or a little more. */
  const longestTitle = shallowRef(0)
  /** One of each configuration. */
  const optimizers = shallowRef<readonly Member[]>([])

  /** Whether there is another configuration, or one fewer, than before. */
  const count = (run: RunSummary | undefined, by: 1 | -1): boolean => {
    if (run === undefined) return false
    lengths.count(run.name.length, by)
    optimizerOf.set(run.configuration, run.experiment.optimizer)
    return configurations.count(run.configuration, by)
  }
  const tellLengths = (): void => {
    longestTitle.value = Math.max(0, ...lengths.values()) + (configurations.shared > 0 ? seedLength : 0)
  }
  const tellOptimizers = (): void => {
    optimizers.value = [...configurations.values()].map((id) => optimizerOf.get(id)).filter((one) => one !== undefined)
  }

  return {
    longestTitle,
    optimizers,
    change(before: RunSummary | undefined, after: RunSummary | undefined): void {
      if (before?.name === after?.name && before?.configuration === after?.configuration) return
      const [isGone, isNew] = [count(before, -1), count(after, 1)]
      tellLengths()
      if ((isGone || isNew) && before?.configuration !== after?.configuration) tellOptimizers()
    },
    rebuilt(runs: readonly RunSummary[]): void {
      lengths.clear()
      configurations.clear()
      optimizerOf.clear()
      for (const run of runs) count(run, 1)
      tellLengths()
      tellOptimizers()
    },
  }
}
