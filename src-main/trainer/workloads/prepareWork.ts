/** Any work, ready to be done by our own engine, on one thread or on several. */
import { assertNever } from '../../contract/assertNever'
import { createArena } from '../../engine/arena'
import { createGenerator } from '../../engine/generator'
import type { Kernels } from '../../engine/kernels/kernels'
import { rulesBeside } from '../../rules/ruleBackend'
import { kernelsHere } from '../kernelsHere'
import { nativeAddon } from '../nativeAddon'
import { assembleTeam } from '../threads/assembleTeam'
import type { StartFollowers } from '../threads/startFollowers'
import { threadsFor } from '../threads/threadsFor'
import { bindRmsprop } from './bindRmsprop'
import type { Contestant } from './contestants'
import type { BowlWork, ProductWork, UpdateWork, Work } from './figure'
import type { Passes } from './passes'
import { prepareTraining } from './prepareTraining'

/** Work that is ready to be done, as often as one likes. */
interface PreparedWork {
  readonly passes: Passes
  /** Lets other threads go; the work cannot be done any more. */
  end(): Promise<void>
}

const nothing = (): Promise<void> => Promise.resolve()

/**
 * @param start - what starts further threads
 * @returns null for work that several threads do no better than one
 * @throws RangeError if there is no memory for it
 */
export async function prepareWork(
  work: Work,
  { backend, threads }: Pick<Contestant, 'backend' | 'threads'>,
  start?: StartFollowers,
): Promise<PreparedWork | null> {
  const kernels = kernelsHere(backend, 'float32')
  if (threads === 1) return { passes: preparePasses(work, kernels), end: nothing }
  if (start === undefined || (work.kind !== 'perceptron' && work.kind !== 'convolution')) return null
  const { passes, shared } = prepareTraining(work, kernels)
  const { count } = threadsFor(shared, work.kind, threads)
  if (count === 1) return null
  const team = await assembleTeam(shared, { count, start, nowMs: () => performance.now() })
  return { passes, end: () => team.end() }
}

function preparePasses(work: Work, kernels: Kernels): Passes {
  switch (work.kind) {
    case 'perceptron':
    case 'convolution':
      return prepareTraining(work, kernels).passes
    case 'update':
      return prepareUpdate(work, kernels)
    case 'bowl':
      return prepareBowl(work, kernels)
    case 'product':
      return prepareProduct(work, kernels)
    default:
      return assertNever(work)
  }
}

/** The bowl's gradient in closed form and the update by it, without a loss: what a script in any framework would do. */
function prepareBowl({ curvatures, start, learningRate }: BowlWork, kernels: Kernels): Passes {
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

/** One matrix product over arrays without zeros; the sums go on from pass to pass, as the products add to what is there. */
function prepareProduct({ orientation, rows, inner, columns }: ProductWork, kernels: Kernels): Passes {
  const generator = createGenerator(1, 'bench')
  const normal = (length: number) => {
    const matrix = kernels.allocate('float32', length)
    for (let index = 0; index < length; index++) matrix[index] = generator.nextNormal()
    return matrix
  }
  const [out, a, b] = [normal(rows * columns), normal(rows * inner), normal(inner * columns)]
  const multiply = kernels.products[orientation]
  return (count) => {
    for (let pass = 0; pass < count; pass++) multiply(out, a, b, rows, inner, columns)
  }
}

/** Small enough that s stays an ordinary number, never zero. */
const gradientScale = 0.01
/** Gradients repeat after so many elements, so that filling ten million of them takes no time worth waiting for. */
const gradientPeriod = 65_521

/** The update of a flat arena by the same small gradients again and again. */
function prepareUpdate({ parameters, learningRate }: UpdateWork, kernels: Kernels): Passes {
  const arena = createArena('float32', [{ name: 'x', shape: [parameters] }], kernels.allocate)
  const generator = createGenerator(1, 'bench')
  const drawn = Float32Array.from({ length: Math.min(gradientPeriod, parameters) }, () => generator.nextNormal())
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
