/**
 * The trainer's end of the line to the process that started it: an Electron utility process has `process.parentPort`, a
 * Node child `process.send`. Nothing here imports Electron.
 */

export interface ParentChannel {
  /** Whether this is a utility process of Electron, not a Node child. */
  readonly isElectron: boolean
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** The parent is gone. Electron ends its utility processes itself. */
  onClosed(listener: () => void): void
}

interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

/** Null when nobody started this process to train. */
export function connectParent(): ParentChannel | null {
  const port = parentPort()
  if (port !== null) {
    return {
      isElectron: true,
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
      onClosed: () => undefined,
    }
  }
  if (process.send === undefined) return null
  return {
    isElectron: false,
    // A closed line ends the process by `disconnect`; the error of a message under way then says nothing new.
    send: (message) => process.send?.(message, undefined, {}, () => undefined),
    onMessage: (listener) => process.on('message', listener),
    onClosed: (listener) => process.on('disconnect', listener),
  }
}

function parentPort(): ParentPort | null {
  const port: unknown = 'parentPort' in process ? process.parentPort : undefined
  return isParentPort(port) ? port : null
}

function isParentPort(value: unknown): value is ParentPort {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value
}
