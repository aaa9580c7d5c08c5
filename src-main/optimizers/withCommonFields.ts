/**
 * An optimizer with what every optimizer has: clipping before its step, and exceptions for some parameters.
 *
 * Its own `bind` sees its own fields alone, and all settings equal over the arena it is given.
 */
import type { Definition } from '../contract/definition'
import { exceptions, type Fields, type FieldValue, type ParameterException, real } from '../contract/field'
import { bindParts } from './bindParts'
import { clipGradients } from './clipGradients'
import type { OptimizerDefinition } from './optimizer'

/**
 * What every optimizer can be set to besides its own fields: gradient clipping, and other settings for some parameters.
 *
 * These are settings of a run's optimizer, not of its rule: the equations see a gradient that is clipped already, and
 * settings that the exceptions have been worked into.
 */
const commonFields = {
  clipValue: real({
    label: 'Clip elements at',
    default: 0,
    min: 0,
    isZeroApart: true,
    max: 1e30,
    help: 'Every element of the gradient is kept in [−value, value]; 0 leaves it out. Comes before the norm.',
    source: 'PyTorch: clip_grad_value_, off unless called',
    isForWholeRun: true,
  }),
  clipNorm: real({
    label: 'Clip norm at',
    default: 0,
    min: 0,
    isZeroApart: true,
    max: 1e30,
    help: 'A gradient that is longer, over all parameters, is shortened to this length; 0 leaves it out.',
    source: 'PyTorch: clip_grad_norm_, off unless called',
    isForWholeRun: true,
  }),
  exceptions: exceptions({
    label: 'Exceptions',
    default: [],
    maxLength: 32,
    help: 'Other settings for parameters whose names fit a pattern, such as no weight decay for *.b.',
    source: 'PyTorch: parameter groups',
  }),
} as const satisfies Fields

export function withCommonFields(definition: OptimizerDefinition): OptimizerDefinition {
  const { specialise, check, couplesParameters } = definition
  return {
    ...withFields(definition),
    check: (settings) => {
      const own = check?.(settings) ?? []
      if (couplesParameters === undefined || exceptionsOf(settings).length === 0) return own
      return [...own, { path: 'exceptions', message: `must be empty for ${definition.kind}: ${couplesParameters}` }]
    },
    ...(specialise === undefined
      ? {}
      : {
          specialise: (member: object) => {
            const special = specialise(member)
            return special.ok ? { ok: true, definition: withFields(special.definition) } : special
          },
        }),
    bind: (settings, arena, rules, kernels) => {
      const own = ownSettings(settings)
      const exceptions = exceptionsOf(settings)
      const clip = clipGradients(settings, arena)
      const optimizer =
        exceptions.length === 0
          ? definition.bind(own, arena, rules, kernels)
          : bindParts(definition, own, exceptions, arena, rules, kernels)
      if (clip === undefined) return optimizer
      return {
        ...optimizer,
        step(t, learningRate, momentum) {
          clip()
          optimizer.step(t, learningRate, momentum)
        },
      }
    },
  }
}

function withFields<D extends Definition>(definition: D): D {
  return { ...definition, fields: { ...definition.fields, ...commonFields } }
}

function ownSettings(settings: Readonly<Record<string, FieldValue>>): Readonly<Record<string, FieldValue>> {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !Object.hasOwn(commonFields, name)))
}

/** None in documents that were stored before there were any. */
export function exceptionsOf({ exceptions }: Readonly<Record<string, FieldValue>>): readonly ParameterException[] {
  return Array.isArray(exceptions) ? (exceptions as readonly ParameterException[]) : []
}
