/** The definition that a member's kind names; undefined where the catalogue has none. */
import type { Catalogue, Definition } from '../../../src-main/contract/definition'
import type { CatalogueList } from '../../../src-main/contract/field'
import { isJsonObject } from '../draft/documentPath'

export function memberDefinition(list: CatalogueList, member: unknown, catalogue: Catalogue): Definition | undefined {
  const kind = isJsonObject(member) ? member.kind : undefined
  return catalogue[list].find((definition) => definition.kind === kind)
}
