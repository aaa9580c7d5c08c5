/** The field that says whether targets are classes or values, for data of the user's own. */
import { type ChoiceField, choice } from '../contract/field'

export type TaskChoice = 'auto' | 'classification' | 'regression'

export function taskField(help: string): ChoiceField<TaskChoice> {
  return choice({
    label: 'Task',
    default: 'auto',
    options: [
      { value: 'auto', label: 'detected' },
      { value: 'classification', label: 'classes' },
      { value: 'regression', label: 'value' },
    ],
    help: `Detected: ${help.charAt(0).toLowerCase()}${help.slice(1)}`,
  })
}
