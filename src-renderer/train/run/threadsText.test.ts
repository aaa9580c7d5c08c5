import { expect, test } from 'vitest'
import { threadsText } from './threadsText'

test('threads are spoken of where there were several, with the step after which one went on alone', () => {
  expect(threadsText({ threads: null, threadsLeftAt: null })).toBe('')
  expect(threadsText({ threads: 1, threadsLeftAt: null })).toBe('')
  expect(threadsText({ threads: 2, threadsLeftAt: null })).toBe(', 2 threads')
  expect(threadsText({ threads: 3, threadsLeftAt: 700 })).toBe(', 3 threads, one after step 700')
})
