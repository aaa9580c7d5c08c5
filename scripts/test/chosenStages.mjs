/**
 * The suites that words on the command line name, each by the beginning of a word of its name: `lint` is "format and
 * lint", `types` every suite of types. All of them without words.
 *
 * @param {readonly (readonly import('./suite.mjs').Suite[])[]} stages
 * @param {readonly string[]} words
 * @returns {import('./suite.mjs').Suite[][]}
 * @throws RangeError for a word that names none, so that a slip of the finger is no green run
 */
export function chosenStages(stages, words) {
  const names = stages.flat().map(({ name }) => name)
  const unknown = words.find((word) => !names.some((name) => isNamed(name, word)))
  if (unknown !== undefined) throw new RangeError(`suite = ${unknown}, must begin a word of: ${names.join(', ')}`)
  return stages.map((stage) =>
    stage.filter(({ name }) => words.length === 0 || words.some((word) => isNamed(name, word))),
  )
}

/**
 * @param {string} name
 * @param {string} word
 */
function isNamed(name, word) {
  return name.split(' ').some((part) => part.startsWith(word))
}
