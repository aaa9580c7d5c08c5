/** The other end of the bridge, for tests: answers what it was given answers for, and tells events to who listens. */
import type { LabBridge } from '../../../src-main/contract/bridge'
import type { EventName, EventPayload } from '../../../src-main/contract/events'
import { failure, type Result, success } from '../../../src-main/contract/result'

export class LabDouble implements LabBridge {
  readonly calls: { readonly name: string; readonly input: unknown }[] = []
  readonly answers = new Map<string, () => Result<unknown> | Promise<Result<unknown>>>()
  readonly #listeners = new Map<string, Set<(payload: unknown) => void>>()

  answer(name: string, value: unknown): void {
    this.answers.set(name, () => success(value))
  }

  async call(name: string, input: unknown): Promise<Result<unknown>> {
    this.calls.push({ name, input })
    const answer = this.answers.get(name)
    return answer === undefined ? failure({ kind: 'internal', message: `no answer to ${name}` }) : answer()
  }

  on(name: string, listener: (payload: unknown) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners.add(listener))
    return () => listeners.delete(listener)
  }

  tell<N extends EventName>(name: N, payload: EventPayload<N>): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(payload)
  }

  listenerCount(): number {
    return [...this.#listeners.values()].reduce((count, listeners) => count + listeners.size, 0)
  }

  /** Puts this where the preload would. */
  install(): this {
    Object.defineProperty(window, 'lab', { value: this, configurable: true })
    return this
  }
}
