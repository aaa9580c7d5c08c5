/** Rules of the user's own: checked as they are typed, kept by name and version in the lab file. */
import type { CallName } from '../contract/calls'
import { longestRuleText } from '../contract/ownRules'
import { failure, type Result, success } from '../contract/result'
import type { WritableDb } from '../store/labDatabase'
import type { LabFile } from '../store/labFile'
import { listRules, restoreRule, saveRule, trashRule } from '../store/rules'
import type { HandlerParts } from './handlerParts'
import { readChosenText } from './readChosenText'
import type { Handlers } from './serve'
import { whenWritable } from './whenWritable'

type RuleCalls = Extract<CallName, `rules.${string}`>

export function ruleHandlers({ checkRule, session, dialogs }: HandlerParts): Pick<Handlers, RuleCalls> {
  const inFile = <T>(use: (file: LabFile) => T): Result<T> => {
    const open = session.open()
    return open.ok ? open.value.labFile.attempt(() => use(open.value.labFile)) : open
  }
  const inWritable = <T>(change: (db: WritableDb) => T): Promise<Result<T>> =>
    whenWritable(session, (service) => service.attempt(change))
  return {
    'rules.check': ({ text }) => {
      const { definition, problems } = checkRule(text)
      return success({ definition, problems: [...problems] })
    },
    'rules.list': () => inFile(({ db }) => listRules(db)),
    'rules.save': ({ name, text }) => {
      const { definition, problems } = checkRule(text)
      if (definition !== null) return inWritable((db) => saveRule(db, name, text, Date.now()))
      const messages = problems.map(({ line, column, message }) => ({ path: `${line}:${column}`, message }))
      return failure({ kind: 'invalidInput', what: `the rule "${name}"`, problems: messages })
    },
    'rules.trash': ({ name }) => inWritable((db) => void trashRule(db, name, Date.now())),
    'rules.restore': ({ name }) => inWritable((db) => void restoreRule(db, name)),
    'rules.import': async () => {
      const file = await dialogs.open('Import a rule', { name: 'Rule', extensions: ['txt', 'rule'] })
      return file === null ? success(null) : readChosenText(file, 'the text of a rule', longestRuleText)
    },
  }
}
