/** Data of the user's own in float32, whose numbers lie between 2⁻¹⁴⁹ ≈ 1.4e-45 and 3.4e38. */
import { describe, expect, test } from 'vitest'
import { npy } from './arrays/npy'
import { npyBytes } from './arrays/testing/arrayBytes'
import { csv } from './csv/csv'
import { refusalOf } from './testing/refusalOf'
import { settingsOf } from './testing/settingsOf'
import { temporaryFolder } from './testing/temporaryFolder'

const folder = temporaryFolder()
const plain = { scaling: 'none', validationShare: 0.2, testShare: 0 }

function ofTable(text: string, given = {}) {
  const data = csv.load(settingsOf(csv, { ...plain, ...given, file: folder.write('table.csv', text) }), 1)
  return (precision: 'float32' | 'float64') => refusalOf(() => data.requireHeldIn!(precision))
}

function ofArrays(inputs: readonly number[], targets: readonly number[]) {
  const write = (name: string, values: readonly number[], shape: readonly number[]) =>
    folder.write(name, npyBytes(values, { shape }))
  const files = {
    inputs: write('inputs.npy', inputs, [targets.length, inputs.length / targets.length]),
    targets: write('targets.npy', targets, [targets.length]),
  }
  const data = npy.load(settingsOf(npy, { ...plain, ...files }), 1)
  return (precision: 'float32' | 'float64') => refusalOf(() => data.requireHeldIn!(precision))
}

const zero = 'which would be 0 in float32, whose smallest number is 1.4e-45, as would all numbers beside it'
const infinite = 'which would be infinite in float32, whose largest number is 3.4e38'

describe('in float32 is refused, and in float64 taken', () => {
  test.each([
    ['an input that would be infinite', 'x,z,y\n1,1,1\n1,1e39,2\n3,2,3\n', `has 1e+39 in column "z", ${infinite}`],
    ['one below 0', 'x,y\n1,1\n-1e39,2\n3,3\n', `has -1e+39 in column "x", ${infinite}`],
    ['a target', 'x,y\n1,1\n2,1e39\n3,3\n', `has 1e+39 in column "y", the target, ${infinite}`],
    ['inputs that would all be 0', 'x,z,y\n1,2e-46,1\n2,2e-46,2\n3,0,3\n', `has 2e-46 in column "z", ${zero}`],
    ['targets', 'x,y\n1,2e-46\n2,0\n3,2e-46\n', `has 2e-46 in column "y", the target, ${zero}`],
  ])('%s', (_, text, reason) => {
    const refusal = ofTable(text)
    expect(refusal('float32')).toContain(reason)
    expect(refusal('float64')).toBe('')
  })

  test('a number of an array, by its byte', () => {
    const large = ofArrays([1, 2, 1e39, 4, 5, 6], [1, 2, 3])
    expect(large('float32')).toContain(`has 1e+39 at byte ${128 + 2 * 8}, ${infinite}`)
    expect(large('float64')).toBe('')
    expect(ofArrays([1, 2, 3], [0.5, -1e39, 3])('float32')).toContain(`has -1e+39 at byte 136, ${infinite}`)
    expect(ofArrays([1, 0, 3, 2e-46, 5, 0], [1, 2, 3])('float32')).toContain(
      `has 2e-46 at byte ${128 + 3 * 8}, ${zero}`,
    )
  })
})

describe('is taken', () => {
  test.each([
    ['a column of which one number stays', 'x,y\n1e-46,1\n1,2\n3e-46,3\n', {}],
    ['a column of zeros', 'x,y\n0,1\n0,2\n0,3\n', {}],
    ['the smallest and the largest number', 'x,z,y\n1.4e-45,1,1\n0,3.4e38,2\n0,1,3\n', {}],
    [
      'a column that scaling brings near 1',
      'x,z,y\n1e-46,1e39,1\n2e-46,2e39,2\n4e-46,4e39,3\n',
      { scaling: 'standardise' },
    ],
    ['targets that scaling brings near 1', 'x,y\n1,1e39\n2,2e39\n3,4e39\n', { scaleTargets: true }],
    ['a class', 'x,y\n1,1e39\n2,2e39\n3,1e39\n', { task: 'classification' }],
  ])('%s', (_, text, given) => {
    expect(ofTable(text, given)('float32')).toBe('')
  })
})

test('the setting that would keep a number is named', () => {
  expect(ofTable('x,y\n1,1\n1e39,2\n')('float32')).toMatch(/; scaling = standardise or precision = float64 keeps it$/)
  expect(ofTable('x,y\n1,1\n2,1e39\n')('float32')).toMatch(/; scaleTargets = true or precision = float64 keeps it$/)
})
