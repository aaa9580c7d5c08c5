/**
 * s_dW of every parameter, in (loss/[W])², whatever the optimizer keeps.
 *
 * The slot with the role `secondMoment` is what an optimizer divides by. One that keeps it in another unit says so
 * (`timesSquareOf`), and `scale` leads back. An optimizer without such a slot is observed by a shadow s_dW with the β₂ of
 * each parameter, 0.9 where it has none:
 *
 *   s ← β₂·s + (1 − β₂)·g²        s(0) = 0        g as the optimizer sees it, clipped
 */
import type { SlotDeclaration } from '../contract/definition'
import type { Arena } from '../engine/arena'
import type { StateTensor } from '../engine/layers/layer'
import type { Measures } from '../engine/measures/measures'
import type { ParameterSettings, SecondMoment } from './diagnostic'

/** The lecture's. */
const shadowBeta2 = 0.9

export interface ObservedSecondMoment extends SecondMoment {
  /** Of the shadow. */
  readonly tensors?: readonly StateTensor[]
  /** After the update of every step. */
  observe?(): void
}

interface Observed {
  readonly arena: Arena
  readonly measures: Measures
  readonly slots: Readonly<Record<string, SlotDeclaration>>
  settingsOf(parameter: string): ParameterSettings
  /** A number that the optimizer keeps for all elements. */
  scalar(name: string): number
}

export function observedSecondMoment({ arena, measures, slots, settingsOf, scalar }: Observed): ObservedSecondMoment {
  const [name, declaration] = Object.entries(slots).find(([, { role }]) => role === 'secondMoment') ?? []
  const own = name === undefined ? undefined : arena.slots.get(name)
  if (own !== undefined) {
    const factor = declaration?.timesSquareOf
    return { kept: own, scale: () => (factor === undefined ? 1 : 1 / scalar(factor) ** 2) }
  }
  const kept = measures.reals(arena.precision, arena.length)
  const stretches = stretchesOf(arena, settingsOf).map(({ beta2, from, to }) => ({
    beta2,
    s: kept.subarray(from, to),
    g: arena.gradients.subarray(from, to),
  }))
  return {
    kept,
    scale: () => 1,
    tensors: [{ name: 'secondMoment.shadow', shape: [arena.length], values: kept }],
    observe() {
      for (const { beta2, s, g } of stretches) measures.observeSecondMoment(s, g, beta2)
    },
  }
}

/** Neighbouring parameters with one β₂, which are observed in one pass. */
function stretchesOf(arena: Arena, settingsOf: Observed['settingsOf']) {
  const stretches: { readonly beta2: number; readonly from: number; to: number }[] = []
  for (const { name, offset, length } of arena.parameters) {
    const { beta2: set } = settingsOf(name)
    const beta2 = typeof set === 'number' ? set : shadowBeta2
    const last = stretches.at(-1)
    if (last?.beta2 === beta2) last.to = offset + length
    else stretches.push({ beta2, from: offset, to: offset + length })
  }
  return stretches
}
