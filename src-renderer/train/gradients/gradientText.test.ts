import { describe, expect, it } from 'vitest'
import type { CheckedParameter, GradientDoubt, GradientVerdict } from '../../../src-main/contract/gradientCheck'
import { gradientDoubtText } from '../../../src-main/contract/gradientDoubtText'
import { gradientConclusion, kinkText } from './gradientText'

function parameter(
  name: string,
  relativeDifference: number,
  verdict: GradientVerdict,
  doubt: GradientDoubt | null = verdict === 'amber' ? 'difference' : null,
): CheckedParameter {
  const counts = { length: 6, checked: 6, oneSided: 0, atKink: 0 }
  const figures = { relativeDifference, relativeUncertainty: 0, relativeExcess: relativeDifference }
  return { name, shape: [2, 3], ...counts, ...figures, verdict, doubt, worst: [] }
}

const on = { rows: 8, trainsIn: 'float64' } as const

describe('gradientConclusion', () => {
  it('says how well all agree, and where the largest difference is', () => {
    const parameters = [parameter('x.W', 3.14e-10, 'green'), parameter('x.b', 2e-11, 'green')]
    expect(gradientConclusion({ ...on, loss: 1, parameters, verdict: 'green' })).toBe(
      'All 2 parameters agree with central differences: the largest relative difference, 3.1e-10 in x.W, is below 1e-7.',
    )
  })

  it('names the parameter in doubt, and the one that disagrees', () => {
    expect(
      gradientConclusion({ ...on, loss: 1, parameters: [parameter('x.W', 2e-6, 'amber')], verdict: 'amber' }),
    ).toBe('x.W is in doubt: its relative difference of 2e-6 is between 1e-7 and 1e-5.')
    const parameters = [parameter('x.W', 3e-9, 'green'), parameter('x.b', 0.02, 'red')]
    expect(gradientConclusion({ ...on, loss: 1, parameters, verdict: 'red' })).toBe(
      'x.b disagrees with central differences: 0.02 is above 1e-5.',
    )
  })

  it('says why it could not tell, each reason once', () => {
    const coarse = ['x.W', 'x.b'].map((name) => parameter(name, 0.004, 'amber', 'rounding'))
    const kinks = parameter('y.W', 0, 'amber', 'kinks')
    expect(gradientConclusion({ ...on, loss: 1e17, parameters: [...coarse, kinks], verdict: 'amber' })).toBe(
      `2 parameters are in doubt. ${gradientDoubtText('rounding', 1e17)} y.W is in doubt. ${gradientDoubtText('kinks', 1e17)}`,
    )
  })

  it('names what disagrees, not what is in doubt by more', () => {
    const parameters = [parameter('x.W', 0.5, 'amber', 'rounding'), parameter('x.b', 0.02, 'red')]
    expect(gradientConclusion({ ...on, loss: 1e17, parameters, verdict: 'red' })).toBe(
      'x.b disagrees with central differences: 0.02 is above 1e-5.',
    )
  })

  it('a number that is not finite is the worst of all', () => {
    const parameters = [parameter('x.W', 0.5, 'red'), parameter('x.b', Number.NaN, 'red')]
    expect(gradientConclusion({ ...on, loss: 1, parameters, verdict: 'red' })).toBe(
      '2 parameters, x.b most of all, disagree with central differences: a number is not finite.',
    )
  })
})

it('elements at a kink are counted with what became of them, and nothing is said where there are none', () => {
  const plain = parameter('x.W', 1e-10, 'green')
  expect(kinkText([plain])).toBe('')
  expect(kinkText([plain, { ...plain, oneSided: 3 }, { ...plain, oneSided: 5, atKink: 1200 }])).toBe(
    'Of one side (8): compared with the derivative of the closer side. At a kink (1,200): the loss has no derivative there; left out.',
  )
})
