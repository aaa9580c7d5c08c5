/** Carries calls and events between the window and main: one channel each. */
import { type BrowserWindow, ipcMain } from 'electron'
import { callChannel, eventChannel, writtenChannel } from '../contract/bridge'
import type { Publish } from '../runs/publish'
import type { ServeCall } from './serve'

/** Answers every call that arrives with `serve`. */
export function answerCalls(serve: ServeCall): void {
  ipcMain.handle(callChannel, (event, name: unknown, input: unknown) => {
    const frame = event.senderFrame
    return serve({ url: frame?.url ?? '', isMainFrame: frame !== null && frame.parent === null }, name, input)
  })
}

/** Hears what the user typed, pasted or dropped. */
export function listenToWriting(listener: (text: string) => void): void {
  ipcMain.on(writtenChannel, (event, text: unknown) => {
    if (event.senderFrame?.parent === null && typeof text === 'string') listener(text)
  })
}

/** Sends events to the window there is at the time; without one they are dropped, for what they tell is stored. */
export function publishTo(currentWindow: () => BrowserWindow | null): Publish {
  return (name, payload) => {
    const window = currentWindow()
    if (window !== null && !window.isDestroyed()) window.webContents.send(eventChannel, name, payload)
  }
}
