import { expect, it } from 'vitest'
import { failure, success } from '../../../src-main/contract/result'
import { client } from '../../lab/client'
import { LabDouble } from '../../lab/testing/labDouble'
import { createGradientChecker } from './useGradientCheck'

const check = { rows: 8, trainsIn: 'float32' as const, loss: 0.5, parameters: [], verdict: 'green' as const }

it('follows its progress, shows the result, and listens no longer', async () => {
  const lab = new LabDouble().install()
  const { state, start } = createGradientChecker(client)
  lab.answers.set('gradients.check', () => {
    lab.tell('gradients.progress', { checked: 3, total: 9 })
    expect(state.value).toEqual({ kind: 'checking', progress: { checked: 3, total: 9 } })
    return success(check)
  })
  await start({ name: 'bowl' })
  expect(state.value).toEqual({ kind: 'checked', check })
  expect(lab.calls).toEqual([{ name: 'gradients.check', input: { document: { name: 'bowl' } } }])
  expect(lab.listenerCount()).toBe(0)
})

it('a refusal is a sentence', async () => {
  const lab = new LabDouble().install()
  const { state, start } = createGradientChecker(client)
  const problems = [{ path: 'problem.kind', message: 'must be given' }]
  lab.answers.set('gradients.check', () => failure({ kind: 'invalidInput', what: 'experiment', problems }))
  await start({})
  expect(state.value).toEqual({ kind: 'refused', text: 'experiment: problem.kind must be given' })
})

it('cancelled, it is so at once, and what comes later changes nothing', async () => {
  const lab = new LabDouble().install()
  const { state, start, cancel } = createGradientChecker(client)
  lab.answer('gradients.cancel', undefined)
  let answer: (value: ReturnType<typeof success<typeof check>>) => void = () => {}
  lab.answers.set('gradients.check', () => new Promise((resolve) => (answer = resolve)))
  const done = start({})
  cancel()
  expect(state.value).toEqual({ kind: 'cancelled' })
  expect(lab.calls.map(({ name }) => name)).toEqual(['gradients.check', 'gradients.cancel'])
  lab.tell('gradients.progress', { checked: 3, total: 9 })
  answer(success(check))
  await done
  expect(state.value).toEqual({ kind: 'cancelled' })
  cancel()
  expect(lab.calls).toHaveLength(2)
})
