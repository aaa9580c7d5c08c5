/**
 * One flat block of memory for all parameters of a model, with gradients and optimizer slots laid out beside it.
 *
 * Invariants: parameters are contiguous and in declaration order, without gaps; `values`, `gradients` and every slot
 * have the same length, and element i of each belongs to the same parameter element; the arrays are never replaced, so
 * a view stays good for the life of the arena.
 */
import { allocateReals, type Precision, type Reals } from './precision'

export interface ParameterDeclaration {
  readonly name: string
  readonly shape: readonly number[]
}

export interface ArenaParameter extends ParameterDeclaration {
  /** index of the first element in every array of the arena */
  readonly offset: number
  /** number of elements, the product of the shape */
  readonly length: number
}

export class Arena {
  readonly precision: Precision
  readonly length: number
  readonly parameters: readonly ArenaParameter[]
  readonly values: Reals
  readonly gradients: Reals
  readonly #slots = new Map<string, Reals>()
  readonly #newSlot: (name: string, initial: number) => Reals

  /** Use `createArena`; the arrays may live in memory that other kernels share. */
  constructor({ parameters, values, gradients, newSlot }: ArenaStorage) {
    this.precision = values instanceof Float32Array ? 'float32' : 'float64'
    this.length = values.length
    this.parameters = parameters
    this.values = values
    this.gradients = gradients
    this.#newSlot = newSlot
  }

  get slots(): ReadonlyMap<string, Reals> {
    return this.#slots
  }

  /**
   * A further array beside the values, every element set to `initial` (rounded to the precision).
   *
   * @throws RangeError if the name is empty or taken
   */
  addSlot(name: string, initial: number): Reals {
    if (name === '') throw new RangeError('slot name = "", must not be empty')
    if (this.#slots.has(name)) throw new RangeError(`slot name = "${name}", must be unique in the arena`)
    const slot = this.#newSlot(name, initial)
    this.#slots.set(name, slot)
    return slot
  }

  /** The part of `which` that belongs to `parameter`; shares memory with it. Allocates: call it outside of a step. */
  view(parameter: ArenaParameter, which: Reals = this.values): Reals {
    return which.subarray(parameter.offset, parameter.offset + parameter.length)
  }

  /**
   * Parameters [first, end) as an arena of their own, which shares this one's memory.
   *
   * A slot added to a part is added to the whole, unless another part was there before; only the part is set.
   */
  part(first: number, end: number): Arena {
    const own = this.parameters.slice(first, end)
    const from = own[0]?.offset ?? 0
    const to = own.reduce((total, { length }) => total + length, from)
    return new Arena({
      parameters: own.map((parameter) => ({ ...parameter, offset: parameter.offset - from })),
      values: this.values.subarray(from, to),
      gradients: this.gradients.subarray(from, to),
      newSlot: (name, initial) => {
        const whole = this.#slots.get(name) ?? this.addSlot(name, initial)
        return whole.subarray(from, to).fill(initial)
      },
    })
  }
}

interface ArenaStorage {
  readonly parameters: readonly ArenaParameter[]
  readonly values: Reals
  readonly gradients: Reals
  /** An array of the same length, filled. */
  newSlot(name: string, initial: number): Reals
}

/**
 * An arena of zeros.
 *
 * @param allocate - gives arrays of zeros, of memory that kernels share where they need that
 * @throws RangeError if a name is empty or twice there, or a shape is empty or holds anything but integers ≥ 1
 */
export function createArena(
  precision: Precision,
  declarations: readonly ParameterDeclaration[],
  allocate = allocateReals,
): Arena {
  const parameters = placeParameters(declarations)
  const length = parameters.reduce((total, parameter) => total + parameter.length, 0)
  return new Arena({
    parameters,
    values: allocate(precision, length),
    gradients: allocate(precision, length),
    newSlot: (_name, initial) => allocate(precision, length).fill(initial),
  })
}

function placeParameters(declarations: readonly ParameterDeclaration[]): ArenaParameter[] {
  const names = new Set<string>()
  const placed: ArenaParameter[] = []
  let offset = 0
  for (const { name, shape } of declarations) {
    if (name === '') throw new RangeError('parameter name = "", must not be empty')
    if (names.has(name)) throw new RangeError(`parameter name = "${name}", must be unique in the arena`)
    names.add(name)
    const length = countElements(name, shape)
    placed.push({ name, shape: [...shape], offset, length })
    offset += length
  }
  return placed
}

function countElements(name: string, shape: readonly number[]): number {
  if (shape.length === 0) throw new RangeError(`shape of ${name} = [], must have at least one dimension`)
  let length = 1
  for (const size of shape) {
    if (!Number.isSafeInteger(size) || size < 1) {
      throw new RangeError(`shape of ${name} = [${shape.join(', ')}], every size must be an integer ≥ 1`)
    }
    length *= size
  }
  if (!Number.isSafeInteger(length)) {
    throw new RangeError(`shape of ${name} = [${shape.join(', ')}], must hold at most 2^53 − 1 elements`)
  }
  return length
}
