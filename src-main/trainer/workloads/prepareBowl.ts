/** The bowl's gradient in closed form and the update by it, without a loss: what a script in any framework would do. */
import { createArena } from '../../engine/arena'
import type { Kernels } from '../../engine/kernels/kernels'
import { rulesBeside } from '../../rules/ruleBackend'
import { nativeAddon } from '../nativeAddon'
import { bindRmsprop } from './bindRmsprop'
import type { BowlWork } from './figure'
import type { Passes } from './passes'

export function prepareBowl({ curvatures, start, learningRate }: BowlWork, kernels: Kernels): Passes {
  const arena = createArena('float32', [{ name: 'x', shape: [start.length] }], kernels.allocate)
  const { values: w, gradients: g } = arena
  w.set(start)
  const optimizer = bindRmsprop(arena, learningRate, rulesBeside(kernels, nativeAddon().addon))
  let step = 0
  return (count) => {
    for (let pass = 0; pass < count; pass++) {
      for (let index = 0; index < curvatures.length; index++) g[index] = curvatures[index]! * w[index]!
      optimizer.step(++step, learningRate)
    }
  }
}
