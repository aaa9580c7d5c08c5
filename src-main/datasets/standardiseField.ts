/** The field that standardises inputs or leaves them, as tables have it. */
import { type ChoiceField, choice } from '../contract/field'

export function standardiseField(help: string): ChoiceField<'standardise' | 'none'> {
  return choice({
    label: 'Scaling',
    default: 'standardise',
    options: [
      { value: 'standardise', label: 'standardise' },
      { value: 'none', label: 'none' },
    ],
    help,
  })
}
