/**
 * Lowers the rate when the loss has stopped falling.
 *
 *   a loss is better when it is below best·(1 − θ), or below best − θ
 *   after more than `patience` losses in a row that are not: α ← max(factor·α, α_min), unless that changes it by no more
 *   than `smallestChange`; then `cooldown` losses are let pass without counting
 *
 * A loss is the mean training loss of every n steps, or the validation loss of every evaluation. The rate that it leads
 * to is that of the next step. A loss that is not a number is not better.
 * Source: PyTorch, `ReduceLROnPlateau` (mode min). Fixture: pytorchSchedules.json.
 */
import { choice, integer, real } from '../contract/field'
import { defineSchedule } from './defineSchedule'
import { plateauFollower } from './plateauFollower'

export const reduceOnPlateau = defineSchedule({
  kind: 'reduceOnPlateau',
  title: 'On a plateau',
  summary: 'Lowers the learning rate when the loss has stopped falling.',
  source: 'PyTorch, ReduceLROnPlateau',
  fields: {
    watch: choice({
      label: 'Watches',
      default: 'trainingLoss',
      options: [
        { value: 'trainingLoss', label: 'training loss' },
        { value: 'validationLoss', label: 'validation loss' },
      ],
      help: 'The loss that has to fall: over every n training steps, or at every evaluation.',
    }),
    every: integer({
      label: 'Every',
      symbol: 'n',
      default: 0,
      min: 0,
      max: 1_000_000_000,
      help: 'Steps whose mean training loss counts as one; 0 takes an epoch, or one step where there are none.',
      when: { field: 'watch', is: 'trainingLoss' },
    }),
    factor: real({
      label: 'Factor',
      symbol: 'γ',
      default: 0.1,
      above: 0,
      below: 1,
      help: 'What the rate is multiplied by.',
      source: 'PyTorch: 0.1',
    }),
    patience: integer({
      label: 'Patience',
      default: 10,
      min: 0,
      max: 1_000_000_000,
      help: 'Losses in a row that need not be better before the rate falls.',
      source: 'PyTorch: 10',
    }),
    threshold: real({
      label: 'Threshold',
      symbol: 'θ',
      default: 1e-4,
      min: 0,
      max: 1e12,
      scale: 'log',
      help: 'By how much a loss must be below the best one.',
      source: 'PyTorch: 1e-4',
    }),
    thresholdMode: choice({
      label: 'Threshold is',
      default: 'relative',
      options: [
        { value: 'relative', label: 'relative' },
        { value: 'absolute', label: 'absolute' },
      ],
      help: 'A share of the best loss, or a loss. Losses below 0 need an absolute one.',
      source: 'PyTorch: relative',
    }),
    cooldown: integer({
      label: 'Cooldown',
      default: 0,
      min: 0,
      max: 1_000_000_000,
      help: 'Losses after a reduction that do not count.',
      source: 'PyTorch: 0',
    }),
    minimum: real({
      label: 'Minimum',
      symbol: 'α_min',
      isRate: true,
      default: 0,
      min: 0,
      max: 1e6,
      help: 'The rate falls no further.',
      source: 'PyTorch: 0',
    }),
    smallestChange: real({
      label: 'Smallest change',
      default: 1e-8,
      min: 0,
      max: 1e6,
      scale: 'log',
      help: 'A reduction by no more than this is not made.',
      source: 'PyTorch: 1e-8',
    }),
  },
  checkWith({ watch }, { kind, hasEpochs }) {
    if (watch !== 'validationLoss' || hasEpochs === true) return []
    const message = `= "validationLoss", must be "trainingLoss": a problem of kind ${kind} has no validation part`
    return [{ path: 'watch', message }]
  },
  create(settings, run) {
    const stepsPerLoss = settings.every === 0 ? (run.stepsPerEpoch ?? 1) : settings.every
    const every = settings.watch === 'trainingLoss' ? stepsPerLoss : run.stepsPerEvaluation
    const follower = plateauFollower({ ...settings, every }, run)
    return { rateAt: () => follower.rate(), follower }
  },
})
