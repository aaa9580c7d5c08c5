/**
 * The same rate at every step.
 *
 *   α_k = α
 */
import { defineSchedule } from './defineSchedule'

export const constant = defineSchedule({
  kind: 'constant',
  title: 'Constant',
  summary: 'The same learning rate at every step.',
  fields: {},
  create: (_settings, { baseRate }) => ({ rateAt: () => baseRate }),
})
