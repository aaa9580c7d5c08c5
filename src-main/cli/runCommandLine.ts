/**
 * Runs one command line. Everything wrong with a request is one line on standard error that says what, where and what is
 * allowed, and exit code 2; what is damaged in the lab file is one line as well, and exit code 1.
 */
import { type Command, CommanderError } from 'commander'
import { LabFailure, messageOf } from '../contract/errors'
import { type ExitCode, exitCodes } from './exitCodes'
import type { Output } from './output'
import { OutputLost } from './outputLost'
import { createProgram } from './program'
import { requestMistake } from './requestMistake'

/** Never throws, and says itself what was wrong. */
export async function runCommandLine(words: readonly string[], output: Output): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done
  const program = createProgram(output, (finished) => {
    code = finished
  })
  throwing(program, output)
  try {
    await program.parseAsync([...words], { from: 'user' })
    return code
  } catch (thrown) {
    return endOf(thrown, program, words, output)
  }
}

/** Every command answers mistakes in our way: thrown, not printed. Help that was asked for is the result. */
function throwing(command: Command, output: Output): void {
  command.exitOverride().configureOutput({
    writeErr: () => undefined,
    outputError: () => undefined,
    writeOut: (text) => output.piece(text),
  })
  for (const child of command.commands) throwing(child, output)
}

function endOf(thrown: unknown, program: Command, words: readonly string[], output: Output): ExitCode {
  if (thrown instanceof CommanderError) {
    if (thrown.exitCode === 0) return exitCodes.done
    output.remark(`lab: ${oneLine(requestMistake(thrown, program, words))}`)
    return exitCodes.wrongRequest
  }
  if (thrown instanceof LabFailure) {
    output.remark(`lab: ${oneLine(thrown.message)}`)
    return thrown.error.kind === 'damaged' ? exitCodes.runFailed : exitCodes.wrongRequest
  }
  if (thrown instanceof OutputLost && thrown.isReaderGone) return exitCodes.done
  output.remark(`lab: ${oneLine(messageOf(thrown))}`)
  return exitCodes.runFailed
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim()
}
