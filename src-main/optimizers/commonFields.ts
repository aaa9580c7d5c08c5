/**
 * What every optimizer can be set to besides its own fields: gradient clipping, and other settings for some parameters.
 *
 * These are settings of a run's optimizer, not of its rule: the equations see a gradient that is clipped already, and
 * settings that the exceptions have been worked into.
 */
import { exceptions, type Fields, real } from '../contract/field'

export const commonFields = {
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
