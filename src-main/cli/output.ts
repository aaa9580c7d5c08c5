/**
 * Where the command line writes: results on standard output, everything else on standard error.
 *
 * Standard error that nobody takes any more is no reason to end: what is said there is not the result.
 */
import { writeSync } from 'node:fs'
import { OutputLost } from './outputLost'
import { plainText } from './plainText'

export interface Output {
  /**
   * One line on standard output.
   *
   * @throws OutputLost when it cannot be written; so does `piece`
   */
  result(line: string): void
  /** Text on standard output as it is. */
  piece(text: string): void
  /** One line on standard error. */
  remark(line: string): void
  /** Standard error is a terminal, so a progress bar can be drawn there. */
  readonly isTerminal: boolean
}

const standardOutput = 1
const standardError = 2
const pauseMs = 5
const pause = new Int32Array(new SharedArrayBuffer(4))

/** Written at once and in order, so that nothing is lost when the process ends right after. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8')
  let written = 0
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written)
    } catch (thrown) {
      const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown)
      if (code !== 'EAGAIN') throw new OutputLost(code)
      // A pipe that is full for the moment: its reader is slower than we are.
      Atomics.wait(pause, 0, 0, pauseMs)
    }
  }
}

function writeRemark(line: string): void {
  try {
    writeAll(standardError, `${plainText(line)}\n`)
  } catch (thrown) {
    if (!(thrown instanceof OutputLost)) throw thrown
  }
}

export function processOutput(): Output {
  return {
    result: (line) => writeAll(standardOutput, `${line}\n`),
    piece: (text) => writeAll(standardOutput, text),
    remark: writeRemark,
    isTerminal: process.stderr.isTTY === true,
  }
}
