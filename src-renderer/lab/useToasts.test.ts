import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useToasts } from './useToasts'

const { toasts, show, showError, dismiss, hold, release } = useToasts()

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  for (const toast of toasts.value) dismiss(toast.id)
  vi.useRealTimers()
})

it('a message leaves by itself, one with an action later', () => {
  show('plain')
  show('with undo', { action: { label: 'Undo', run: () => undefined } })
  vi.advanceTimersByTime(6000)
  expect(toasts.value.map((toast) => toast.message)).toEqual(['with undo'])
  vi.advanceTimersByTime(4000)
  expect(toasts.value).toEqual([])
})

it('nothing leaves while the messages are held, and everything after they are let go', () => {
  show('read me')
  hold()
  vi.advanceTimersByTime(60_000)
  expect(toasts.value).toHaveLength(1)
  release()
  vi.advanceTimersByTime(6000)
  expect(toasts.value).toEqual([])
})

it('an error is said in its own sentence', () => {
  showError({ kind: 'storeUnavailable', file: 'a.lab', reason: 'is read-only' })
  expect(toasts.value[0]).toMatchObject({ message: 'The lab file a.lab is read-only', tone: 'bad' })
})

it('the oldest makes room when there are too many, and no timer is left behind', () => {
  for (const text of ['1', '2', '3', '4', '5']) show(text)
  expect(toasts.value.map((toast) => toast.message)).toEqual(['2', '3', '4', '5'])
  for (const toast of toasts.value) dismiss(toast.id)
  expect(vi.getTimerCount()).toBe(0)
})
