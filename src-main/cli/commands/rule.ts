/** `lab rule …`: the rules of the user's own in a lab file: list, show, save a text file as the next version, export. */
import { LabFailure } from '../../contract/errors'
import { longestRuleText, ruleNameSchema, type SavedRule } from '../../contract/ownRules'
import { unwrap } from '../../contract/result'
import type { LabFile } from '../../store/labFile'
import { findRule, listRules, saveRule } from '../../store/rules'
import { checkRuleText } from '../../trainer/checkRuleText'
import { jsonLine } from '../jsonText'
import type { Output } from '../output'
import { readUserText } from '../readUserText'
import { openForWriting, reading } from '../request'
import { table } from '../table'

export interface RuleOptions {
  readonly db?: string
  readonly json?: boolean
}

export interface OneRuleOptions extends RuleOptions {
  readonly version?: number
}

export interface SaveRuleOptions extends RuleOptions {
  readonly name?: string
}

/** The newest version of each rule; with `--json` one line for each. */
export function listSavedRules(options: RuleOptions, output: Output): void {
  const all = reading(options.db, (labFile) => unwrap(labFile.attempt(() => listRules(labFile.db))))
  const newest = [...new Map(all.map((rule) => [rule.name, rule])).values()]
  if (options.json === true) {
    for (const rule of newest) output.result(jsonLine(factsOf(rule)))
  } else if (newest.length === 0) {
    output.remark('this lab file has no rules yet; "lab rule save FILE" makes one')
  } else {
    const rows = newest.map((rule) => [rule.name, String(rule.version), new Date(rule.createdAtMs).toISOString()])
    output.result(table([{ title: 'rule' }, { title: 'version', isNumber: true }, { title: 'saved' }], rows))
  }
}

/** A rule with what it is called and when it was saved. */
export function showRule(name: string, options: OneRuleOptions, output: Output): void {
  const rule = savedRule(name, options)
  if (options.json === true) {
    output.result(jsonLine({ ...factsOf(rule), text: rule.text }))
    return
  }
  output.result(`${rule.name}, version ${rule.version}, saved ${new Date(rule.createdAtMs).toISOString()}\n`)
  output.result(rule.text.trimEnd())
}

/** The text alone, as it was saved. */
export function exportRule(name: string, options: OneRuleOptions, output: Output): void {
  output.piece(savedRule(name, options).text)
}

/** @throws LabFailure with every mistake of the text by line and column; nothing is saved then */
export function saveRuleFile(file: string, options: SaveRuleOptions, output: Output): void {
  const { named, text } = readUserText(file, 'the text of a rule', longestRuleText)
  const { definition, problems } = checkRuleText(text)
  if (definition === null) {
    const messages = problems.map(({ line, column, message }) => ({ path: `${line}:${column}`, message }))
    throw new LabFailure({ kind: 'invalidInput', what: named, problems: messages })
  }
  const name = ruleNameSchema.safeParse(options.name ?? definition.title)
  if (!name.success) {
    const what = `--name = ${JSON.stringify(options.name)}, must be a text of 1 to 80 characters`
    throw new LabFailure({ kind: 'invalidInput', what, problems: [] })
  }
  const labFile = openForWriting(options.db)
  try {
    const saved = unwrap(labFile.attempt(() => saveRule(labFile.db, name.data, text, Date.now())))
    if (options.json === true) output.result(jsonLine(factsOf(saved)))
    else output.result(`saved ${JSON.stringify(saved.name)}, version ${saved.version}`)
  } finally {
    labFile.close()
  }
}

function factsOf({ name, version, createdAtMs }: SavedRule) {
  return { name, version, createdAtMs }
}

function savedRule(name: string, { db, version }: OneRuleOptions): SavedRule {
  return reading(db, (labFile) => unwrap(labFile.attempt(() => ruleOf(labFile, name, version))))
}

function ruleOf(labFile: LabFile, name: string, version: number | undefined): SavedRule {
  const rule = findRule(labFile.db, name, version)
  if (rule !== undefined) return rule
  const versions = listRules(labFile.db).filter((one) => one.name === name)
  const what =
    versions.length === 0
      ? `NAME = ${JSON.stringify(name)}, must be a rule of this lab file, as "lab rule list" shows them`
      : `--version = ${version}, must be one of ${versions.map((one) => one.version).join(', ')}`
  throw new LabFailure({ kind: 'invalidInput', what, problems: [] })
}
