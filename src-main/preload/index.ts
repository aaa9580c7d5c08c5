/**
 * The one thing the page gets from Electron: `window.lab` with two generic verbs, call and on.
 *
 * Names are checked here and again in main; a call never rejects, an error is a value. Beside it stand two guards that
 * the page can neither reach nor remove: they live in the preload's isolated world.
 */
import { contextBridge, ipcRenderer } from 'electron'
import { callChannel, eventChannel, type LabBridge, writtenChannel } from '../contract/bridge'
import { isCallName } from '../contract/calls'
import type { LabError } from '../contract/errors'
import { isEventName } from '../contract/events'
import type { Result } from '../contract/result'

function refused(error: LabError): Result<unknown> {
  return { ok: false, error }
}

const bridge: LabBridge = {
  async call(name, input) {
    if (!isCallName(name)) return refused({ kind: 'internal', message: `there is no call "${String(name)}"` })
    try {
      const answer: Result<unknown> = await ipcRenderer.invoke(callChannel, name, input)
      return answer
    } catch (failure) {
      return refused({ kind: 'internal', message: `the call ${name} did not arrive: ${String(failure)}` })
    }
  },
  on(name, listener) {
    if (!isEventName(name)) throw new Error(`there is no event "${String(name)}"`)
    const forward = (_event: unknown, sentName: unknown, payload: unknown): void => {
      if (sentName === name) listener(payload)
    }
    ipcRenderer.on(eventChannel, forward)
    return () => {
      ipcRenderer.off(eventChannel, forward)
    }
  },
}

contextBridge.exposeInMainWorld('lab', bridge)

/** Only events of the user's own hands are trusted; a script of the page makes none. */
function tellWritten(event: Event): void {
  if (!event.isTrusted) return
  const text = writtenText(event)
  if (text !== '') ipcRenderer.send(writtenChannel, text)
}

function writtenText(event: Event): string {
  if (event instanceof ClipboardEvent) return event.clipboardData?.getData('text') ?? ''
  if (event instanceof DragEvent) return event.dataTransfer?.getData('text') ?? ''
  const { target } = event
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return target.value
  return target instanceof HTMLElement ? (target.textContent ?? '') : ''
}

for (const kind of ['input', 'paste', 'drop']) window.addEventListener(kind, tellWritten, { capture: true })

/** Main's own denials do not hear of `about:blank`, which Chromium commits without asking. */
navigation.addEventListener('navigate', (event) => {
  if (event.destination.url.startsWith('about:')) event.preventDefault()
})
