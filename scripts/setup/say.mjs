/**
 * One printed line a step, always on stderr: stdout belongs to the program that set-up prepares.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`set-up: ${line}\n`)
}
