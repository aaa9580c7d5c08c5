/**
 * The one thing the page gets from Electron: `window.lab` with two generic verbs, call and on.
 *
 * Names are checked here and again in main; a call never rejects, an error is a value.
 */
import { contextBridge, ipcRenderer } from 'electron'
import { callChannel, eventChannel, type LabBridge } from '../contract/bridge'
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
