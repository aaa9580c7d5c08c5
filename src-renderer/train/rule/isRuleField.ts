/** Whether a field is the text of an update rule, which has an editor of its own in place of a row. */
import type { Field, TextField } from '../../../src-main/contract/field'

export function isRuleField(field: Field): field is TextField & { readonly format: 'rule' } {
  return field.type === 'text' && field.format === 'rule'
}
