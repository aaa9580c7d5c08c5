/**
 * Names of layers: what parameters are called by (`hidden1.W`). Empty means the kind with its number among its like.
 */
import type { InputProblem } from '../../contract/errors'
import { type Member, text } from '../../contract/field'

const soundName = /^[A-Za-z][A-Za-z0-9_-]*$/

export const layerNameField = text({
  label: 'Name',
  default: '',
  maxLength: 60,
  help: 'Parameters are called by it, such as hidden1.W; empty numbers the layers of a kind.',
})

export function checkLayerName(name: string): readonly InputProblem[] {
  if (name === '' || soundName.test(name)) return []
  const message = `= ${JSON.stringify(name)}, must start with a letter and hold letters, digits, - and _ only`
  return [{ path: 'name', message }]
}

/** Names as the engine gives them, in order: those asked for, `dense1`, `activation1` … */
export function namesOf(layers: readonly Member[]): readonly string[] {
  const counts = new Map<string, number>()
  return layers.map(({ kind, name }) => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return typeof name === 'string' && name !== '' ? name : `${kind}${count}`
  })
}
