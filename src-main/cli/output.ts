/**
 * Where the command line writes: results on standard output, everything else on standard error.
 *
 * A reader that closes the pipe early (`lab list | head`) ends the program quietly.
 */
import { writeSync } from 'node:fs'

export interface Output {
  /** One line on standard output. */
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
      const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
      if (code === 'EPIPE') process.exit(0)
      if (code !== 'EAGAIN') throw thrown
      // A pipe that is full for the moment: its reader is slower than we are.
      Atomics.wait(pause, 0, 0, pauseMs)
    }
  }
}

export function processOutput(): Output {
  return {
    result: (line) => writeAll(standardOutput, `${line}\n`),
    piece: (text) => writeAll(standardOutput, text),
    remark: (line) => writeAll(standardError, `${line}\n`),
    isTerminal: process.stderr.isTTY === true,
  }
}
