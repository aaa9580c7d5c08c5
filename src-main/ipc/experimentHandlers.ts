/** What can be set up, and whether a document is sound. */
import { readFileSync, statSync } from 'node:fs'
import { parseExperiment } from '../contract/experiment'
import { failure, type Result, success } from '../contract/result'
import type { HandlerParts } from './handlerParts'
import type { Handlers } from './serve'

type ExperimentCalls = 'catalogue.read' | 'experiments.check' | 'experiments.import'

const largestDocumentBytes = 1024 * 1024

export function experimentHandlers(parts: HandlerParts): Pick<Handlers, ExperimentCalls> {
  return {
    'catalogue.read': () => success(parts.catalogue),
    'experiments.check': ({ document }) => {
      const parsed = parseExperiment(document, parts.registry)
      if (parsed.ok) return success({ experiment: parsed.value, problems: [] })
      const problems = parsed.error.kind === 'invalidInput' ? parsed.error.problems : []
      return success({ experiment: null, problems: [...problems] })
    },
    'experiments.import': async () => {
      const file = await parts.dialogs.open('Import an experiment', { name: 'Experiment', extensions: ['json'] })
      return file === null ? success(null) : readText(file)
    },
  }
}

function readText(file: string): Result<{ file: string; text: string }> {
  try {
    const { size } = statSync(file)
    if (size > largestDocumentBytes) {
      const what = `${file} has ${size} bytes; an experiment document has at most ${largestDocumentBytes}`
      return failure({ kind: 'invalidInput', what, problems: [] })
    }
    return success({ file, text: readFileSync(file, 'utf8') })
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    return failure({ kind: 'invalidInput', what: `${file} cannot be read (${reason})`, problems: [] })
  }
}
