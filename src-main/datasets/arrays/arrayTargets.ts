/**
 * Targets out of an array of one number an example: classes, or values to predict.
 *
 * Whole numbers and booleans are classes unless the task says otherwise, fractions are values. The classes are the
 * different numbers there are, in ascending order.
 */
import { refuse } from '../refuse'
import { requireClasses } from '../requireClasses'
import type { TaskChoice } from '../taskField'
import type { ArrayFile } from './arrayFile'
import { type ArrayHeader, byteOf } from './arrayHeader'
import { elementType } from './elementType'

const mostClasses = 1000

export interface ArrayTargets {
  readonly kind: 'classification' | 'regression'
  /** Indices of classes, or values. */
  readonly values: Float64Array
  /** Empty for a regression. */
  readonly classNames: readonly string[]
}

/** Whether two files belong together. @throws LabFailure `datasetUnreadable`, naming the byte of the shape */
export function checkPair(
  inputs: ArrayHeader & { readonly file: string },
  targets: ArrayHeader & { readonly file: string },
): void {
  const [count, ...rest] = targets.shape
  if (rest.some((size) => size !== 1)) {
    const each = rest.join(' × ')
    refuse(targets.file, `holds ${each} numbers an example (byte ${targets.shapeByte}); a target must be one number`)
  }
  if (count !== inputs.shape[0]) {
    const place = `(byte ${targets.shapeByte})`
    refuse(targets.file, `holds ${count} targets ${place} for the ${inputs.shape[0]} examples of ${inputs.file}`)
  }
}

/** @throws LabFailure `datasetUnreadable`, naming the byte */
export function targetsOf(targets: Omit<ArrayFile, 'bytes'>, task: TaskChoice): ArrayTargets {
  const isClasses = task === 'auto' ? elementType(targets.element).isWhole : task === 'classification'
  if (!isClasses) return { kind: 'regression', values: Float64Array.from(targets.values), classNames: [] }
  const classes = new Set<number>()
  targets.values.forEach((value, index) => {
    classes.add(value)
    if (classes.size <= mostClasses) return
    const byte = byteOf(targets, index)
    refuse(targets.file, `has more than ${mostClasses} classes at byte ${byte}; task = regression predicts a value`)
  })
  const sorted = [...classes].sort((a, b) => a - b)
  const places = new Map(sorted.map((value, place) => [value, place]))
  const values = Float64Array.from(targets.values, (value: number) => places.get(value) ?? Number.NaN)
  const classNames = sorted.map(String)
  requireClasses(targets.file, classNames)
  return { kind: 'classification', values, classNames }
}
