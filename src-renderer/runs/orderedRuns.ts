/**
 * A list of runs that stays filtered and in order as runs change: one that changes is looked at and put in its place, and the
 * others are not.
 *
 * Invariant: `ids` are exactly the runs that are accepted, in order, each once.
 */
import type { RunId } from '../../src-main/contract/identifiers'
import type { RunSummary } from '../../src-main/contract/run'
import type { RunChange } from './runStore'

export interface RunOrder {
  accepts(run: RunSummary): boolean
  /** Negative where `a` stands before `b`; 0 of no two runs, so that every run has one place. */
  compare(a: RunSummary, b: RunSummary): number
}

/** Told of what becomes of the runs in a list, for counts and sums over them. */
export interface Members {
  /** One came (no `before`), went (no `after`) or changed; `place` is where it stands, or stood when it went. */
  change(before: RunSummary | undefined, after: RunSummary | undefined, place: number): void
  /** All of them anew, in order. */
  rebuilt(runs: readonly RunSummary[]): void
}

/** More changes at once than this are put in order together. */
const fewChanges = 64

export class OrderedRuns {
  #order: RunOrder
  /** As they are, and so as they were when they were put in their places. */
  #runs: RunSummary[] = []
  readonly #members = new Map<RunId, RunSummary>()

  readonly #told: Members | undefined

  constructor(order: RunOrder, told?: Members) {
    this.#order = order
    this.#told = told
  }

  get length(): number {
    return this.#runs.length
  }

  /** A copy. */
  ids(): RunId[] {
    return this.#runs.map((run) => run.id)
  }

  runs(): readonly RunSummary[] {
    return this.#runs
  }

  /** Looks through all runs: for another filter or another order. */
  rebuild(runs: Iterable<RunSummary>, order: RunOrder = this.#order): void {
    this.#order = order
    this.#runs = [...runs].filter((run) => order.accepts(run)).sort(order.compare)
    this.#members.clear()
    for (const run of this.#runs) this.#members.set(run.id, run)
    this.#told?.rebuilt(this.#runs)
  }

  /** @returns whether a run came, went or moved; a run that only changed where it stands is no such thing. */
  change(changes: readonly RunChange[]): boolean {
    if (changes.length > fewChanges) return this.#changeMany(changes)
    let isOther = false
    for (const { before, after } of changes) if (this.#changeOne(before, after)) isOther = true
    return isOther
  }

  #changeOne(before: RunSummary | undefined, after: RunSummary | undefined): boolean {
    const id = (after ?? before)?.id
    const member = id === undefined ? undefined : this.#members.get(id)
    const isListed = after !== undefined && this.#order.accepts(after)
    if (member === undefined && !isListed) return false
    const from = member === undefined ? -1 : this.#placeOf(member)
    if (member !== undefined) {
      this.#runs.splice(from, 1)
      this.#members.delete(member.id)
    }
    if (!isListed) {
      this.#told?.change(member, undefined, from)
      return true
    }
    const to = this.#placeOf(after)
    this.#runs.splice(to, 0, after)
    this.#members.set(after.id, after)
    this.#told?.change(member, after, to)
    return from !== to
  }

  #changeMany(changes: readonly RunChange[]): boolean {
    const before = this.#runs
    const all = new Map(before.map((run) => [run.id, run]))
    for (const { before: old, after } of changes) {
      if (after !== undefined) all.set(after.id, after)
      else if (old !== undefined) all.delete(old.id)
    }
    this.rebuild(all.values())
    return before.length !== this.#runs.length || before.some((run, place) => run.id !== this.#runs[place]?.id)
  }

  /** Where the run stands, or would stand. */
  #placeOf(run: RunSummary): number {
    let [low, high] = [0, this.#runs.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#order.compare(this.#runs[middle]!, run) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}
