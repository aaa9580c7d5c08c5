/**
 * Everything of a prepared run that one step leaves for the next, as arrays that can be taken out and put back.
 *
 * Invariant: a run with these arrays and the progress of another, of the same experiment and data, goes on as that one
 * does, bit for bit, whatever computes. The order of batches is drawn again from the seed.
 */
import { InvariantError } from '../contract/assertNever'
import type { StateArray, StateKind } from '../contract/checkpoint'
import type { NamedGenerator, StateTensor } from '../engine/layers/layer'
import type { Reals } from '../engine/precision'
import type { Optimizer } from '../optimizers/optimizer'
import type { Run } from './prepareRun'

/** One array of the state of a run. */
interface StatePart {
  readonly kind: StateKind
  readonly name: string
  /** Live or a copy: good until the next step. */
  read(): Reals
  /** @param values - as long and as wide as those that `read` gives */
  write(values: Reals): void
}

/** What `takeState` will copy. */
export function stateBytes(run: Run): number {
  return partsOf(run).reduce((total, part) => total + part.read().byteLength, 0)
}

/** Copies, between two steps. */
export function takeState(run: Run): StateArray[] {
  return partsOf(run).map(({ kind, name, read }) => ({ kind, name, values: read().slice() }))
}

/**
 * Before the next step.
 *
 * @throws InvariantError when an array is missing, unknown, or of another size or precision; nothing is changed then
 */
export function putState(run: Run, arrays: readonly StateArray[]): void {
  const parts = partsOf(run)
  const wanted = parts.map((part) => describe({ ...part, values: part.read() })).join(', ')
  const given = arrays.map(describe).join(', ')
  if (given !== wanted) throw new InvariantError(`checkpoint = ${given}, must be ${wanted}`)
  parts.forEach((part, index) => {
    part.write(arrays[index]!.values)
  })
}

function describe({ kind, name, values }: StateArray): string {
  return `${kind} ${name} [${values.length} of float${values.BYTES_PER_ELEMENT * 8}]`
}

function partsOf({ arena, optimizer, problem, scheduleState, instruments }: Run): StatePart[] {
  const observers = [...instruments.everyStep, ...instruments.sparsely, ...instruments.atEvaluations]
  return [
    live('parameters', 'values', arena.values),
    ...[...arena.slots].map(([name, slot]) => live('slot', name, slot)),
    ...scalarsOf(optimizer),
    ...tensorsOf('optimizerTensor', optimizer.tensors),
    ...tensorsOf('layerTensor', problem.state?.tensors),
    ...(problem.state?.generators ?? []).map(generatorPart),
    ...(scheduleState === null ? [] : [live('schedule', 'state', scheduleState)]),
    ...observers.flatMap(({ tensors }) => tensorsOf('diagnostic', tensors)),
  ]
}

function live(kind: StateKind, name: string, array: Reals): StatePart {
  return { kind, name, read: () => array, write: (values) => array.set(values) }
}

function tensorsOf(kind: StateKind, tensors: readonly StateTensor[] = []): StatePart[] {
  return tensors.map(({ name, values }) => live(kind, name, values))
}

function generatorPart({ name, generator }: NamedGenerator): StatePart {
  return {
    kind: 'generator',
    name,
    read: () => Float64Array.from(generator.state()),
    write: (values) => generator.restore([...values]),
  }
}

function scalarsOf({ kept }: Optimizer): StatePart[] {
  if (kept === undefined) return []
  return Object.keys(kept.values()).map((name) => ({
    kind: 'scalar',
    name,
    read: () => Float64Array.of(kept.values()[name] ?? Number.NaN),
    write: (values) => kept.restore({ ...kept.values(), [name]: values[0] ?? Number.NaN }),
  }))
}
