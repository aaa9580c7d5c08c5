/** The field that takes only so many examples, as large datasets have it. */
import { type IntegerField, integer } from '../contract/field'

export const limitField: IntegerField = integer({
  label: 'Limit',
  default: 0,
  min: 0,
  max: 2 ** 32 - 1,
  help: 'Takes so many examples drawn from the seed, before they are split; 0 takes all.',
})
