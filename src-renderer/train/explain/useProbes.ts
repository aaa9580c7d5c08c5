/** The steps that two optimizers take along a gradient that stays the same, asked of main when either changes. */
import { onScopeDispose, type ShallowRef, shallowRef, watch } from 'vue'
import { sentence } from '../../../src-main/contract/errors'
import { client } from '../../lab/client'
import type { Configuration } from './configuration'
import type { ProbedSide } from './probeConclusion'

export interface Probes {
  readonly left: ProbedSide
  readonly right: ProbedSide
}

export interface ProbeState {
  /** Null until both have answered. */
  readonly probes: Readonly<ShallowRef<Probes | null>>
  /** Why there are none, or ''. */
  readonly refusal: Readonly<ShallowRef<string>>
}

/** @param sides - null while there is nothing to compare */
export function useProbes(sides: () => readonly [Configuration, Configuration] | null): ProbeState {
  const probes = shallowRef<Probes | null>(null)
  const refusal = shallowRef('')
  let question = 0

  async function ask([left, right]: readonly [Configuration, Configuration]): Promise<void> {
    question += 1
    const mine = question
    const probe = ({ settings, definition: { kind } }: Configuration) =>
      client.call('optimizers.probe', { optimizer: { ...settings, kind } })
    const [before, after] = await Promise.all([probe(left), probe(right)])
    if (mine !== question) return
    const failed = [before, after].find((answer) => !answer.ok)
    refusal.value = failed === undefined || failed.ok ? '' : sentence(failed.error)
    probes.value =
      before.ok && after.ok
        ? {
            left: { configuration: left, probe: before.value },
            right: { configuration: right, probe: after.value },
          }
        : null
  }

  watch(
    sides,
    (both) => {
      if (both !== null) void ask(both)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    question += 1
  })
  return { probes, refusal }
}
