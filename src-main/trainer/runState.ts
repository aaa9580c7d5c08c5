/**
 * Everything of a prepared run that one step leaves for the next, as arrays that can be taken out and put back.
 *
 * Invariant: a run with these arrays and the progress of another, of the same experiment and data, goes on as that one
 * does, bit for bit, whatever computes. The order of batches is drawn again from the seed.
 *
 * Diagnostics only observe, so theirs are matched by name: one that the snapshot knows nothing of starts fresh, and one
 * that the run no longer has is left out.
 */
import { InvariantError } from '../contract/assertNever'
import { type ArrayKind, isOfResult, type SnapshotArray, slotName } from '../contract/snapshot'
import type { NamedGenerator, StateTensor } from '../engine/layers/layer'
import type { Reals } from '../engine/precision'
import type { Optimizer } from '../optimizers/optimizer'
import type { Run } from './prepareRun'

/** One array of the state of a run. */
interface StatePart {
  readonly kind: ArrayKind
  readonly name: string
  readonly shape: readonly number[]
  /** Live or a copy: good until the next step. */
  read(): Reals
  /** @param values - as long and as wide as those that `read` gives */
  write(values: Reals): void
}

/** What `takeState` will copy. */
export function stateBytes(run: Run): number {
  return bytesOf([...strictParts(run), ...partsOfDiagnostics(run).flat()])
}

/** What `takeMoment` will copy. */
export function momentBytes(run: Run): number {
  return bytesOf(strictParts(run).filter(isOfResult))
}

/** Copies, between two steps. */
export function takeState(run: Run): SnapshotArray[] {
  return [...strictParts(run), ...partsOfDiagnostics(run).flat()].map(taken)
}

/** What a result and a kept moment hold: copies of the parameters with their slots, and of running statistics. */
export function takeMoment(run: Run): SnapshotArray[] {
  return strictParts(run).filter(isOfResult).map(taken)
}

/**
 * Before the next step.
 *
 * @throws InvariantError when an array that is no diagnostic's is missing, unknown, or of another size or precision;
 *   nothing is changed then
 */
export function putState(run: Run, arrays: readonly SnapshotArray[]): void {
  const parts = strictParts(run)
  const strict = arrays.filter(({ kind }) => kind !== 'diagnostic')
  const wanted = parts.map((part) => describe({ ...part, values: part.read() })).join(', ')
  const given = strict.map(describe).join(', ')
  if (given !== wanted) throw new InvariantError(`checkpoint = ${given}, must be ${wanted}`)
  parts.forEach((part, index) => {
    part.write(strict[index]!.values)
  })
  const observed = new Map(arrays.filter(({ kind }) => kind === 'diagnostic').map((array) => [describe(array), array]))
  for (const ofDiagnostic of partsOfDiagnostics(run)) {
    const found = ofDiagnostic.map((part) => observed.get(describe({ ...part, values: part.read() })))
    if (found.includes(undefined)) continue
    ofDiagnostic.forEach((part, index) => {
      part.write(found[index]!.values)
    })
  }
}

function bytesOf(parts: readonly StatePart[]): number {
  return parts.reduce((total, part) => total + part.read().byteLength, 0)
}

function taken({ kind, name, shape, read }: StatePart): SnapshotArray {
  return { kind, name, shape: [...shape], values: read().slice() }
}

function describe({ kind, name, values }: Pick<SnapshotArray, 'kind' | 'name' | 'values'>): string {
  return `${kind} ${name} [${values.length} of float${values.BYTES_PER_ELEMENT * 8}]`
}

/** In the order of a snapshot; those of diagnostics follow. */
function strictParts(run: Run): StatePart[] {
  const { optimizer, problem, scheduleState } = run
  return [
    ...partsOfParameters(run),
    ...tensorsOf('layerTensor', problem.state?.tensors),
    ...scalarsOf(optimizer),
    ...tensorsOf('optimizerTensor', optimizer.tensors),
    ...(problem.state?.generators ?? []).map(generatorPart),
    ...(scheduleState === null ? [] : [live('schedule', 'state', [scheduleState.length], scheduleState)]),
  ]
}

/** One list for each diagnostic that remembers something. */
function partsOfDiagnostics({ instruments, epochLoss }: Run): StatePart[][] {
  const observers = epochLoss === null ? instruments : [epochLoss, ...instruments]
  return observers.map(({ tensors }) => tensorsOf('diagnostic', tensors)).filter(({ length }) => length > 0)
}

function partsOfParameters({ arena }: Run): StatePart[] {
  return arena.parameters.flatMap((parameter) => [
    live('parameter', parameter.name, parameter.shape, arena.view(parameter)),
    ...[...arena.slots].map(([slot, values]) =>
      live('slot', slotName(slot, parameter.name), parameter.shape, arena.view(parameter, values)),
    ),
  ])
}

function live(kind: ArrayKind, name: string, shape: readonly number[], array: Reals): StatePart {
  return { kind, name, shape, read: () => array, write: (values) => array.set(values) }
}

function tensorsOf(kind: ArrayKind, tensors: readonly StateTensor[] = []): StatePart[] {
  return tensors.map(({ name, shape, values }) => live(kind, name, shape, values))
}

function generatorPart({ name, generator }: NamedGenerator): StatePart {
  return {
    kind: 'generator',
    name,
    shape: [generator.state().length],
    read: () => Float64Array.from(generator.state()),
    write: (values) => generator.restore([...values]),
  }
}

function scalarsOf({ kept }: Optimizer): StatePart[] {
  if (kept === undefined) return []
  return Object.keys(kept.values()).map((name) => ({
    kind: 'scalar',
    name,
    shape: [1],
    read: () => Float64Array.of(kept.values()[name] ?? Number.NaN),
    write: (values) => kept.restore({ ...kept.values(), [name]: values[0] ?? Number.NaN }),
  }))
}
