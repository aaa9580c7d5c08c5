/** Short messages over the window, newest last; each leaves by itself unless the pointer or focus holds it. */
import { readonly, ref } from 'vue'
import { type LabError, sentence } from '../../src-main/contract/errors'
import { capitalised } from './capitalised'

export type ToastTone = 'plain' | 'ok' | 'bad'

export interface ToastAction {
  readonly label: string
  readonly run: () => void
}

export interface Toast {
  readonly id: number
  readonly message: string
  readonly tone: ToastTone
  readonly action?: ToastAction
}

const shownForMs = 6000
/** Long enough to read what happened and decide to undo it. */
const shownWithActionForMs = 10_000
const mostShown = 4

const toasts = ref<readonly Toast[]>([])
const timers = new Map<number, ReturnType<typeof setTimeout>>()
let lastId = 0

function dismiss(id: number): void {
  clearTimeout(timers.get(id))
  timers.delete(id)
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}

function schedule(toast: Toast): void {
  const delay = toast.action === undefined ? shownForMs : shownWithActionForMs
  timers.set(
    toast.id,
    setTimeout(() => dismiss(toast.id), delay),
  )
}

function show(message: string, options: { tone?: ToastTone; action?: ToastAction } = {}): number {
  lastId += 1
  const toast: Toast = { id: lastId, message, tone: options.tone ?? 'plain', action: options.action }
  const kept = [...toasts.value, toast]
  for (const old of kept.slice(0, Math.max(0, kept.length - mostShown))) dismiss(old.id)
  toasts.value = kept.slice(-mostShown)
  schedule(toast)
  return toast.id
}

function showError(error: LabError): number {
  return show(capitalised(sentence(error)), { tone: 'bad' })
}

/** While the pointer or focus is on the toasts none of them leaves. */
function hold(): void {
  for (const timer of timers.values()) clearTimeout(timer)
  timers.clear()
}

function release(): void {
  hold()
  for (const toast of toasts.value) schedule(toast)
}

export function useToasts() {
  return { toasts: readonly(toasts), show, showError, dismiss, hold, release }
}
