/**
 * Every list an experiment can draw from, and what a form is told of them.
 *
 * `registry` is for the processes that check and run experiments; `catalogue` is the same without a single function, so
 * that it can cross to the window.
 */
import type { Catalogue, Definition, DiagnosticDefinition, Registry } from '../contract/definition'
import { datasets } from '../datasets'
import { diagnostics } from '../diagnostics'
import type { Diagnostic } from '../diagnostics/diagnostic'
import { documentOptimizers as optimizers } from '../optimizers/documentOptimizers'
import { createProblems } from '../problems'
import { layers } from '../problems/layers'
import { schedules } from '../schedules'

export const problems = createProblems(datasets)

export const registry: Registry = { problems, optimizers, schedules, datasets, layers, diagnostics }

export const catalogue: Catalogue = {
  problems: problems.map(definitionData),
  optimizers: optimizers.map(definitionData),
  schedules: schedules.map(definitionData),
  datasets: datasets.map(definitionData),
  layers: layers.map(definitionData),
  diagnostics: diagnostics.map(diagnosticData),
}

function diagnosticData(diagnostic: Diagnostic): DiagnosticDefinition {
  const { isStandard, perParameter, scale, unit, equation, reading, cost } = diagnostic
  const own = { isStandard, perParameter, scale, unit, equation, reading, cost }
  return { ...definitionData(diagnostic), ...withoutUndefined(own) }
}

/** The entries that are data. */
export function definitionData(definition: Definition): Definition {
  const { kind, title, summary, source, fields, presets, defaults, hasEpochs, window } = definition
  const { slots, scalars, rule, ruleLines, evaluationSlot, checkedAgainst } = definition
  const ofOptimizers = { slots, scalars, rule, ruleLines, evaluationSlot, checkedAgainst }
  const optional = { source, presets, ...ofOptimizers, defaults, hasEpochs, window }
  return { kind, title, summary, fields, ...withoutUndefined(optional) }
}

function withoutUndefined<T extends object>(members: T): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T
}
