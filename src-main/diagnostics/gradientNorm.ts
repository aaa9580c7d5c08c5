/**
 * ‖g‖ over all parameters: of the gradient that update t was computed from, before and after clipping. In float64, also
 * where squares overflow or underflow.
 */
import { everyField } from '../contract/diagnosticSettings'
import type { Diagnostic } from './diagnostic'

export const gradientNorm: Diagnostic = {
  kind: 'gradientNorm',
  title: 'Gradient norm',
  summary: 'Length of the gradient over all parameters, before it is clipped.',
  fields: { every: everyField('Steps between rows; 0 = as often as its budget pays for.') },
  isStandard: true,
  perParameter: false,
  scale: 'log',
  unit: 'loss/[W]',
  equation: '‖g‖ = √Σ g² over all elements, g = dL/dW before clipping',
  reading: 'How steep the loss is where the run is. Peaks are what clipping is for; near 0 nothing more is learned.',
  when: 'sparsely',
  cost: { perElementNs: 0.4, perParameterNs: 0 },
  create({ arena, measures, series }) {
    const norms = series({ shape: { columns: ['value'] } })
    let norm = Number.NaN
    return {
      prepare() {
        norm = measures.norm(arena.gradients)
      },
      measure: ({ step }) => norms.push(step, [norm]),
    }
  },
}

export const clippedGradientNorm: Diagnostic = {
  kind: 'clippedGradientNorm',
  title: 'Clipped gradient norm',
  summary: 'Length of the gradient over all parameters, as clipping left it; only where clipping is on.',
  fields: gradientNorm.fields,
  isStandard: true,
  perParameter: false,
  scale: 'log',
  unit: 'loss/[W]',
  equation: '‖g‖ = √Σ g² over all elements, g after clipping',
  reading: 'How often the gradient is clipped: wherever it is below the gradient norm.',
  when: 'sparsely',
  cost: { perElementNs: 0.4, perParameterNs: 0 },
  appliesTo: ({ clipValue, clipNorm }) => Number(clipValue) > 0 || Number(clipNorm) > 0,
  create({ arena, measures, series }) {
    const norms = series({ shape: { columns: ['value'] } })
    return { measure: ({ step }) => norms.push(step, [measures.norm(arena.gradients)]) }
  },
}
