/**
 * The mean training loss of an epoch, at its last step: over all its examples, each with the loss that its own batch had
 * before its update. An epoch that was not seen from its first batch on has no row.
 */
import { everyField } from '../contract/diagnosticSettings'
import type { Diagnostic } from './diagnostic'

export const epochTrainingLoss: Diagnostic = {
  kind: 'epochTrainingLoss',
  title: 'Training loss of an epoch',
  summary: 'Mean loss over the examples of each epoch, before the updates that they led to.',
  fields: { every: everyField('Epochs between rows; 0 = every epoch.') },
  isStandard: true,
  perParameter: false,
  scale: 'log',
  equation: 'Σ nₜ·L(t) / Σ nₜ over the batches of the epoch, nₜ examples in batch t',
  reading: 'Whether training goes down, without the luck of single batches. It lags: the early batches saw older W.',
  when: 'everyEpoch',
  create(context) {
    const losses = context.series({ shape: { columns: ['value'] } })
    return {
      measure({ step, epochLoss }) {
        if (epochLoss !== null) losses.push(step, [epochLoss])
      },
    }
  },
}
