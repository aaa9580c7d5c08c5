/** The sections of the form that are no member of a list: their fields, as the catalogue would give them. */
import type { Definition } from '../../../src-main/contract/definition'
import { diagnosticFields, keepFields } from '../../../src-main/contract/diagnosticSettings'
import { budgetFields, seedField } from '../../../src-main/contract/experiment'
import { type ChoiceField, choice, type IntegerField, type TextField, text } from '../../../src-main/contract/field'
import { isJsonObject } from './documentPath'

export type BudgetUnit = keyof typeof budgetFields

const fallbackSteps = 1000

export { diagnosticFields, keepFields, seedField }

export function nameField(document: unknown): TextField {
  return text({ label: 'Name', maxLength: 200, minLength: 1, default: defaultName(document) })
}

/** As the parser names a document that has no name. */
function defaultName(document: unknown): string {
  const kindOf = (value: unknown): string => (isJsonObject(value) && typeof value.kind === 'string' ? value.kind : '')
  return isJsonObject(document) ? `${kindOf(document.problem)} ${kindOf(document.optimizer)}`.trim() : ''
}

export function precisionField(problem: Definition | undefined): ChoiceField {
  return choice({
    label: 'Precision',
    default: problem?.defaults?.precision ?? 'float64',
    options: [
      { value: 'float64', label: 'float64' },
      { value: 'float32', label: 'float32' },
    ],
    help: 'Every number of the model, its gradients and the slots.',
  })
}

/** The units a budget may have: epochs need training data. */
export function budgetUnits(problem: Definition | undefined): readonly BudgetUnit[] {
  return problem?.hasEpochs === true ? ['epochs', 'steps'] : ['steps']
}

/** The unit the document gives, whether the problem takes it or not; the default's otherwise. */
export function budgetUnit(budget: unknown, problem: Definition | undefined): BudgetUnit {
  if (isJsonObject(budget) && Object.hasOwn(budget, 'epochs')) return 'epochs'
  if (isJsonObject(budget) && Object.hasOwn(budget, 'steps')) return 'steps'
  return problem?.defaults !== undefined && 'epochs' in problem.defaults.budget ? 'epochs' : 'steps'
}

export function budgetField(unit: BudgetUnit, problem: Definition | undefined): IntegerField {
  const defaults: Readonly<Partial<Record<BudgetUnit, number>>> = problem?.defaults?.budget ?? { steps: fallbackSteps }
  return { ...budgetFields[unit], default: defaults[unit] }
}
