/**
 * A document that names a rule of the lab file, `"optimizer": { "kind": "rule", "name": "mine", "version": 2 }`, with the
 * rule's text in the name's place: what is checked, stored and trained carries the rule whole.
 */
import type { InputProblem } from '../contract/errors'
import { mustBe } from '../contract/fieldSchema'
import { failure, type Result, success } from '../contract/result'
import type { LabFile } from '../store/labFile'
import { findRule, listRules } from '../store/rules'

type Entries = Readonly<Record<string, unknown>>

/** Whether the document's optimizer is a rule by its name. */
export function namesRule(document: unknown): boolean {
  return optimizerWithName(document) !== undefined
}

/** A document that names no rule stays as it is. @param what - names the input in the error */
export function withNamedRule(document: unknown, labFile: LabFile, what = 'experiment'): Result<unknown> {
  const optimizer = optimizerWithName(document)
  if (optimizer === undefined || !isEntries(document)) return success(document)
  const { name, version, ...rest } = optimizer
  const refuse = (path: string, message: string): Result<never> => {
    const problem: InputProblem = { path: `optimizer.${path}`, message }
    return failure({ kind: 'invalidInput', what, problems: [problem] })
  }
  if (Object.hasOwn(rest, 'text')) return refuse('name', 'and optimizer.text cannot both be given')
  if (version !== undefined && !Number.isSafeInteger(version)) {
    return refuse('version', mustBe(version, 'the number of a version, or left out for the newest'))
  }
  const found = labFile.attempt(() => {
    const wanted = typeof version === 'number' ? version : undefined
    const rule = typeof name === 'string' ? findRule(labFile.db, name, wanted) : undefined
    return { rule, saved: rule === undefined ? listRules(labFile.db) : [] }
  })
  if (!found.ok) return found
  const { rule, saved } = found.value
  if (rule !== undefined) return success({ ...document, optimizer: { ...rest, text: rule.text } })
  const versions = saved.filter((one) => one.name === name).map((one) => one.version)
  if (versions.length > 0) return refuse('version', mustBe(version, `one of the versions ${versions.join(', ')}`))
  const names = [...new Set(saved.map((one) => JSON.stringify(one.name)))]
  const known = names.length === 0 ? 'there are none' : `there are ${names.join(', ')}`
  return refuse('name', mustBe(name, `the name of a rule in the lab file; ${known}`))
}

function optimizerWithName(document: unknown): Entries | undefined {
  if (!isEntries(document) || !isEntries(document.optimizer)) return undefined
  const { optimizer } = document
  return optimizer.kind === 'rule' && Object.hasOwn(optimizer, 'name') ? optimizer : undefined
}

function isEntries(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
