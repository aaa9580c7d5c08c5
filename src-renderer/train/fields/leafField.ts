/** Fields with one control on one row; members, lists of them and exceptions have forms of their own. */
import type { ExceptionsField, Field, MemberField, MembersField } from '../../../src-main/contract/field'

export type LeafField = Exclude<Field, MemberField | MembersField | ExceptionsField>

export function isLeafField(field: Field): field is LeafField {
  return field.type !== 'member' && field.type !== 'members' && field.type !== 'exceptions'
}
