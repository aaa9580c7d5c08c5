import { describe, expect, it } from 'vitest'
import type { CheckedParameter, GradientVerdict } from '../../../src-main/contract/gradientCheck'
import { elementText, gradientConclusion } from './gradientText'

function parameter(name: string, relativeDifference: number, verdict: GradientVerdict): CheckedParameter {
  return { name, shape: [2, 3], length: 6, checked: 6, oneSided: 0, relativeDifference, verdict, worst: [] }
}

describe('gradientConclusion', () => {
  it('says how well all agree, and where the largest difference is', () => {
    const parameters = [parameter('x.W', 3.14e-10, 'green'), parameter('x.b', 2e-11, 'green')]
    expect(gradientConclusion({ loss: 1, parameters, verdict: 'green' })).toBe(
      'All 2 parameters agree with central differences: the largest relative difference, 3.1e-10 in x.W, is below 1e-7.',
    )
  })

  it('names the parameter in doubt, and the one that disagrees', () => {
    expect(gradientConclusion({ loss: 1, parameters: [parameter('x.W', 2e-6, 'amber')], verdict: 'amber' })).toBe(
      'x.W is in doubt: its relative difference of 2e-6 is between 1e-7 and 1e-5.',
    )
    const parameters = [parameter('x.W', 3e-9, 'green'), parameter('x.b', 0.02, 'red')]
    expect(gradientConclusion({ loss: 1, parameters, verdict: 'red' })).toBe(
      'x.b disagrees with central differences: 0.02 is above 1e-5.',
    )
  })

  it('a number that is not finite is the worst of all', () => {
    const parameters = [parameter('x.W', 0.5, 'red'), parameter('x.b', Number.NaN, 'red')]
    expect(gradientConclusion({ loss: 1, parameters, verdict: 'red' })).toBe(
      '2 parameters, x.b most of all, disagree with central differences: a number is not finite.',
    )
  })
})

it('an element is named by its place along every axis', () => {
  expect([0, 5, 3].map((index) => elementText(index, [2, 3]))).toEqual(['[0, 0]', '[1, 2]', '[1, 0]'])
  expect(elementText(7, [9])).toBe('[7]')
})
