/** What can be set up, and whether a document is sound. */
import { parseExperiment } from '../contract/experiment'
import { type Result, success } from '../contract/result'
import { withNamedRule } from '../runs/namedRule'
import type { HandlerParts } from './handlerParts'
import { readChosenText } from './readChosenText'
import type { Handlers } from './serve'

type ExperimentCalls = 'catalogue.read' | 'experiments.check' | 'experiments.sketch' | 'experiments.import'

const largestDocumentBytes = 1024 * 1024

export function experimentHandlers(parts: HandlerParts): Pick<Handlers, ExperimentCalls> {
  const withRule = (document: unknown): Result<unknown> => {
    const open = parts.session.open()
    return open.ok ? withNamedRule(document, open.value.labFile) : success(document)
  }
  return {
    'catalogue.read': () => success(parts.catalogue),
    'experiments.check': ({ document }) => {
      const whole = withRule(document)
      const parsed = whole.ok ? parseExperiment(whole.value, parts.registry) : whole
      if (parsed.ok) {
        const misfits = parts.checkFit(parsed.value)
        const experiment = misfits.length === 0 ? parsed.value : null
        return success({ experiment, problems: [...misfits], remarks: [...parts.remarksOn(parsed.value)] })
      }
      const problems = parsed.error.kind === 'invalidInput' ? parsed.error.problems : []
      return success({ experiment: null, problems: [...problems], remarks: [] })
    },
    'experiments.sketch': ({ document }) => success(parts.sketch(document)),
    'experiments.import': async () => {
      const file = await parts.dialogs.open('Import an experiment', { name: 'Experiment', extensions: ['json'] })
      if (file === null) return success(null)
      const read = readChosenText(file, 'an experiment document', largestDocumentBytes)
      if (read.ok) parts.userPaths.wrote(read.value.text)
      return read
    },
  }
}
