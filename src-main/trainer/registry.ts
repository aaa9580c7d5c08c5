/**
 * Every list an experiment can draw from, and what a form is told of them.
 *
 * `registry` is for the processes that check and run experiments; `catalogue` is the same without a single function, so
 * that it can cross to the window.
 */
import type { Catalogue, Definition, Registry } from '../contract/definition'
import { datasets } from '../datasets'
import { diagnostics } from '../diagnostics'
import { documentOptimizers as optimizers } from '../optimizers/documentOptimizers'
import { createProblems } from '../problems'
import { layers } from '../problems/layers'
import { schedules } from '../schedules'

export const problems = createProblems(datasets)

export const registry: Registry = { problems, optimizers, schedules, datasets, layers }

export const catalogue: Catalogue = {
  problems: problems.map(definitionData),
  optimizers: optimizers.map(definitionData),
  schedules: schedules.map(definitionData),
  datasets: datasets.map(definitionData),
  layers: layers.map(definitionData),
  diagnostics: diagnostics.map(({ id, title, summary, perParameter, scale, unit }) => ({
    id,
    title,
    summary,
    perParameter,
    scale,
    ...(unit === undefined ? {} : { unit }),
  })),
}

/** The entries that are data. */
export function definitionData(definition: Definition): Definition {
  const { kind, title, summary, source, fields, presets, defaults, hasEpochs, window } = definition
  const { slots, scalars, rule, ruleLines, evaluationSlot, checkedAgainst } = definition
  const ofOptimizers = { slots, scalars, rule, ruleLines, evaluationSlot, checkedAgainst }
  const optional = { source, presets, ...ofOptimizers, defaults, hasEpochs, window }
  const present = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined))
  return { kind, title, summary, fields, ...present }
}
