/** The update of a flat arena by the same small gradients again and again. */
import { createArena } from '../../engine/arena'
import { createGenerator } from '../../engine/generator'
import type { Kernels } from '../../engine/kernels/kernels'
import { rulesBeside } from '../../rules/ruleBackend'
import { nativeAddon } from '../nativeAddon'
import { bindRmsprop } from './bindRmsprop'
import type { UpdateWork } from './figure'
import type { Passes } from './passes'

/** Small enough that s stays an ordinary number, never zero. */
const gradientScale = 0.01
/** Gradients repeat after so many elements, so that filling ten million of them takes no time worth waiting for. */
const period = 65_521

export function prepareUpdate({ parameters, learningRate }: UpdateWork, kernels: Kernels): Passes {
  const arena = createArena('float32', [{ name: 'x', shape: [parameters] }], kernels.allocate)
  const generator = createGenerator(1, 'bench')
  const drawn = Float32Array.from({ length: Math.min(period, parameters) }, () => generator.nextNormal())
  for (let start = 0; start < parameters; start += drawn.length) {
    const piece = drawn.subarray(0, Math.min(drawn.length, parameters - start))
    arena.values.set(piece, start)
    arena.gradients.set(
      piece.map((value) => value * gradientScale),
      start,
    )
  }
  const optimizer = bindRmsprop(arena, learningRate, rulesBeside(kernels, nativeAddon().addon))
  let step = 0
  return (count) => {
    for (let pass = 0; pass < count; pass++) optimizer.step(++step, learningRate)
  }
}
