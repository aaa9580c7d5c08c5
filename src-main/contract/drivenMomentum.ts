/**
 * Momentum that a schedule drives beside the learning rate, as PyTorch's one cycle does: which setting of an optimizer it
 * is, and what stands against it.
 */
import type { ChosenOptimizer } from './definition'
import type { InputProblem } from './errors'
import type { Fields, ParameterException } from './field'

/** What an optimizer calls its momentum: PyTorch's `momentum`, or the first of its `betas`; undefined where it has none. */
export function momentumSetting(fields: Fields): 'momentum' | 'beta1' | undefined {
  if (fields.momentum?.type === 'real') return 'momentum'
  return fields.beta1?.type === 'real' ? 'beta1' : undefined
}

/** @returns why the schedule cannot drive it, at `path`, the setting of the schedule that asks for it */
export function momentumProblems({ definition, settings }: ChosenOptimizer, path: string): readonly InputProblem[] {
  const { title, fields } = definition
  const name = momentumSetting(fields)
  if (name === undefined) {
    return [{ path, message: `= true, must be false for ${title}, which has neither momentum nor beta1` }]
  }
  if (settings[name] === 0) {
    const message = `= true, must be false where optimizer.${name} = 0, which leaves momentum out; any other value is replaced`
    return [{ path, message }]
  }
  const exceptions = (Array.isArray(settings.exceptions) ? settings.exceptions : []) as readonly ParameterException[]
  const index = exceptions.findIndex((exception) => Object.hasOwn(exception, name))
  if (index < 0) return []
  return [{ path, message: `= true, must be false where optimizer.exceptions[${index}] sets ${name} of its own` }]
}
