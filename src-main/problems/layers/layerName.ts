/**
 * Names of layers: what parameters are called by (`hidden1.W`). Empty means the kind with its number among its like.
 */
import type { InputProblem } from '../../contract/errors'
import { text } from '../../contract/field'

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

/** As the engine takes it: absent when the document leaves it empty. */
export function givenName(name: string): string | undefined {
  return name === '' ? undefined : name
}
