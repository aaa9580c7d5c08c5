/**
 * What main says of rule texts: the optimizer each describes, or what is wrong with it. Asked once for each text.
 *
 * The texts are those of drafts as they are typed and of the runs in sight; the oldest give way to new ones. While a
 * text is typed, one question is under way at a time, and of those that wait the last one wins.
 */
import { shallowReactive } from 'vue'
import type { Definition } from '../../src-main/contract/definition'
import type { RuleCheck } from '../../src-main/contract/ownRules'
import { client } from './client'

const mostKept = 200
const checks = shallowReactive(new Map<string, RuleCheck>())
const asked = new Set<string>()
let isTypedAsked = false
let waiting: string | undefined

async function ask(text: string): Promise<void> {
  asked.add(text)
  const answer = await client.call('rules.check', { text })
  asked.delete(text)
  if (!answer.ok) return
  checks.set(text, answer.value)
  if (checks.size <= mostKept) return
  for (const oldest of checks.keys()) {
    checks.delete(oldest)
    break
  }
}

async function askTyped(text: string): Promise<void> {
  isTypedAsked = true
  await ask(text)
  isTypedAsked = false
  const next = waiting
  waiting = undefined
  if (next !== undefined && !checks.has(next)) await askTyped(next)
}

/** Undefined until main has answered; reading it again in a computed value or a watcher follows the answer. */
export function ruleCheckOf(text: string): RuleCheck | undefined {
  const known = checks.get(text)
  if (known === undefined && !asked.has(text)) void ask(text)
  return known
}

/** As `ruleCheckOf`, for a text that may change with the next key: it may never be asked about, once it has changed. */
export function typedRuleCheckOf(text: string): RuleCheck | undefined {
  const known = checks.get(text)
  if (isTypedAsked) waiting = known === undefined && !asked.has(text) ? text : undefined
  else if (known === undefined && !asked.has(text)) void askTyped(text)
  return known
}

/** The definition that the text of this optimizer describes, where it has a text and that is sound. */
export function ruleDefinition(optimizer: unknown, checkOf = ruleCheckOf): Definition | undefined {
  if (typeof optimizer !== 'object' || optimizer === null || !('kind' in optimizer) || !('text' in optimizer)) {
    return undefined
  }
  if (optimizer.kind !== 'rule' || typeof optimizer.text !== 'string') return undefined
  return checkOf(optimizer.text)?.definition ?? undefined
}
