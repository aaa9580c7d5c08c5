/** Numbers that hand-written code keeps from step to step for all elements, as `Optimizer.kept` shows them. */
import type { ScalarDeclaration } from '../contract/definition'
import type { Optimizer } from './optimizer'

/** @returns the numbers, at their initial values, and what shows them */
export function keptNumbers<Name extends string>(
  declared: Readonly<Record<Name, ScalarDeclaration>>,
): { readonly numbers: Record<Name, number>; readonly kept: NonNullable<Optimizer['kept']> } {
  const names = Object.keys(declared) as Name[]
  const numbers = Object.fromEntries(names.map((name) => [name, declared[name].initial])) as Record<Name, number>
  return {
    numbers,
    kept: {
      values: () => ({ ...numbers }),
      restore(values) {
        for (const name of names) {
          if (typeof values[name] !== 'number')
            throw new RangeError(`scalar ${name} = ${String(values[name])}, must be a number`)
        }
        for (const name of names) numbers[name] = Number(values[name])
      },
    },
  }
}
