/**
 * Other settings for some parameters: `[{ "parameters": "*.b", "weightDecay": 0, "learningRateFactor": 0.1 }]`.
 *
 * A pattern is a parameter's name in which `*` stands for any characters, none included. Where several exceptions fit
 * a parameter, the later one wins, setting by setting.
 */
import { type Fields, real, text } from './field'

export const patternField = text({
  label: 'Parameters',
  minLength: 1,
  maxLength: 200,
  help: 'Names such as hidden1.W; * stands for any characters.',
})

export const learningRateFactorField = real({
  label: 'Factor of α',
  default: 1,
  min: 0,
  max: 1e6,
  help: 'Multiplies the learning rate of every step, the schedule applied; 0 leaves these parameters as they are.',
})

/** What an exception may hold: the pattern, the factor of α, and every number, flag and choice of one parameter's own. */
export function exceptionFields(beside: Fields): Fields {
  const own = Object.entries(beside).filter(
    ([name, { type, isForWholeRun }]) =>
      name !== 'learningRate' &&
      isForWholeRun !== true &&
      (type === 'real' || type === 'integer' || type === 'boolean' || type === 'choice'),
  )
  return { parameters: patternField, learningRateFactor: learningRateFactorField, ...Object.fromEntries(own) }
}

/** Why an exception cannot set this. */
export function whyNoException(name: string, fields: Fields): string {
  if (name === 'learningRate') return 'is the run’s, since schedules change it; learningRateFactor multiplies it'
  return `is not known here; known are ${Object.keys(fields).join(', ')}`
}

/** Whether the pattern fits the whole name. Linear in both: the pattern may come from a stranger. */
export function fitsPattern(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return name === pattern
  if (!name.startsWith(first)) return false
  let from = first.length
  for (const part of rest) {
    const at = name.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return name.length - last.length >= from && name.endsWith(last)
}
