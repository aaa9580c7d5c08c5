/**
 * The same rate at every step.
 *
 *   α_k = α
 */
import { defineSchedule } from './schedule'

export const constant = defineSchedule({
  kind: 'constant',
  title: 'Constant',
  summary: 'The same learning rate at every step.',
  fields: {},
  rateAt: (_settings, baseRate) => baseRate,
})
