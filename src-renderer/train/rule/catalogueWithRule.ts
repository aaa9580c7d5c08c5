/**
 * The catalogue as one document sees it: where its optimizer is a rule of the user's own, the fields, slots and
 * equations of that rule stand in the place of the general entry, so that form and tables know nothing of it.
 */
import type { Catalogue, Definition } from '../../../src-main/contract/definition'

export function catalogueWithRule(catalogue: Catalogue, rule: Definition | undefined): Catalogue {
  if (rule === undefined) return catalogue
  const optimizers = catalogue.optimizers.map((general) =>
    general.kind === rule.kind ? { ...rule, title: general.title, summary: rule.title } : general,
  )
  return { ...catalogue, optimizers }
}
