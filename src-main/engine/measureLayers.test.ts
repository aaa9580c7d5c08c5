import { expect, test } from 'vitest'
import { measureLayers, workOfNetwork } from './measureLayers'

test('of 784-128-64-10: two passes over the first weights, three over the others', () => {
  const layers = [128, 64, 10].flatMap((units) => [
    { kind: 'dense', units } as const,
    { kind: 'activation', activation: 'relu' } as const,
  ])
  const { multiplyAdds, activations } = workOfNetwork(measureLayers(layers, [784]))
  expect(multiplyAdds).toBe(2 * 784 * 128 + 3 * (128 * 64 + 64 * 10))
  expect(activations).toBe(2 * (128 + 64 + 10))
})

test('a convolution multiplies its weights at every place', () => {
  const layers = [{ kind: 'conv2d', filters: 4, kernel: 3 } as const]
  expect(workOfNetwork(measureLayers(layers, [2, 5, 6])).multiplyAdds).toBe(2 * 4 * 2 * 9 * 30)
})
